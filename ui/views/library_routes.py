"""The library's addresses: a page to read, and the few requests that change what is stored."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from ingest.fetching.addresses import is_web
from rag.errors import StoreNotFound, UsageError
from rag.settings import Settings
from rag.store import Coverage, Listed, NewsStore
from ui.asgi import user_of
from ui.newsroom import Newsroom
from ui.views.adding import Adding
from ui.views.asked import Asked, form_to_html
from ui.views.library import PAGE_ARTICLES, Shown, adding_to_html, list_to_html, readings_to_html
from ui.views.shown import as_of, refusal_to_html, shown
from ui.views.uploads import FILES_AT_ONCE, Upload, shelved
from ui.wording.document import Page
from ui.wording.trouble import nothing_read_to_html
from ui.wording.untrusted import web_address

PASSAGES_SEARCHED = 600  # whose articles a search for words can list
_SAID = {"forgotten": "The article was forgotten. No answer can cite it any more."}
Outlets = Annotated[tuple[str, ...], Query()]


def router(newsroom: Newsroom, settings: Settings) -> APIRouter:
    """The library over what the newsroom has opened; changes go to the settings' store."""
    adding = Adding(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        yield
        await adding.close()

    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, lifespan=lifespan)
    may_change = settings.uploads == "on"
    page_of = shown(settings)

    def check_change() -> None:
        if not may_change:
            raise UsageError("articles cannot be added or forgotten here: DATELINE_UPLOADS is off")

    async def library(asked: Asked, page: str, said: str) -> Response:
        found, form, status = "", "", 200
        now = datetime.now(UTC)
        try:
            store = (await newsroom.answering()).store
            form = form_to_html(
                "/library",
                asked,
                await asyncio.to_thread(store.publishers),
                label="Words in articles",
                words="Any words; leave empty for all",
            )
            number = int(page) if page.isascii() and page.isdigit() and len(page) < 8 else 1
            listed = await asyncio.to_thread(_listed, store, asked, now, max(number, 1))
            voices = await asyncio.to_thread(store.voices, [article.story_id for article in listed.articles], until=now)
            found = list_to_html(listed, asked, voices, as_of(settings))
        except StoreNotFound:
            found = nothing_read_to_html(settings.store)
        except UsageError as error:
            found, status = refusal_to_html(error), 400
        notice = f'<p class="note said" role="status">{_SAID[said]}</p>' if said in _SAID else ""
        more = adding_to_html(adding.readings, upload_mb=settings.upload_mb) if may_change else ""
        jump = '<a class="jump" href="#add">Add articles</a>' if may_change else ""
        body = (
            f'<h1>Library</h1><p class="lead">Everything that has been read, and can be cited. {jump}</p>{notice}'
            f'<div class="columns"><div>{form}{found}</div><div>{more}</div></div>'
        )
        scripts = ("library.js",) if may_change else ()
        return Page("Library", body, current="/library", scripts=scripts, status_code=status)

    @routes.get("/library")
    @page_of
    async def browse(
        q: str = "", since: str = "", until: str = "", outlet: Outlets = (), page: str = "", said: str = ""
    ) -> Response:
        return await library(Asked.of(q, since, until, outlet), page, said)

    @routes.get("/library/readings")
    @page_of
    async def readings() -> Response:
        running = bool(adding.readings) and not adding.readings[0].ended
        return JSONResponse({"running": running, "html": readings_to_html(adding.readings)})

    @routes.post("/library/files")
    @page_of
    async def add_files(request: Request) -> Response:
        check_change()
        try:
            async with request.form(max_files=FILES_AT_ONCE, max_fields=10) as form:
                uploads = [
                    Upload(value.filename, value.file)
                    for value in form.getlist("files")
                    if isinstance(value, UploadFile) and value.filename
                ]
                shelf = await asyncio.to_thread(shelved, uploads)
        except HTTPException as error:
            raise UsageError(f"the files did not arrive whole: {error.detail}") from None
        try:
            adding.read(list(shelf.names), user=user_of(request.scope), shelf=shelf)
        except BaseException:
            shelf.clear()
            raise
        return _back("/library#add")

    @routes.post("/library/address")
    @page_of
    async def add_address(request: Request, address: Annotated[str, Form()] = "") -> Response:
        check_change()
        named = web_address(address.strip()[:2_000])
        if named is None or not is_web(named):
            raise UsageError("that is no web address: give it whole, https://…")
        adding.read([named], user=user_of(request.scope))
        return _back("/library#add")

    @routes.post("/library/stop")
    @page_of
    async def stop() -> Response:
        check_change()
        adding.stop()
        return _back("/library#add")

    @routes.post("/library/forget")
    @page_of
    async def forget(article: Annotated[str, Form()] = "") -> Response:
        check_change()
        store = (await newsroom.answering()).store
        if await asyncio.to_thread(store.article, article) is None:
            raise UsageError("that article is not here: it may have been forgotten already")
        await adding.forget(article)
        return _back("/library?said=forgotten")

    return routes


def _listed(store: NewsStore, asked: Asked, now: datetime, page: int) -> Shown:
    filters = asked.filters(now)
    skipped = (page - 1) * PAGE_ARTICLES
    if not asked.words:
        return Shown(
            store.browse(filters, limit=PAGE_ARTICLES, offset=skipped),
            store.coverage(filters),
            store.stories(filters),
            page,
        )
    found = store.articles_with(asked.words, filters, k=PASSAGES_SEARCHED)
    stories = len({article.story_id for article in found})
    return Shown(found[skipped : skipped + PAGE_ARTICLES], _coverage(found), stories, page)


def _coverage(found: Sequence[Listed]) -> Coverage:
    days = [article.published_at for article in found if article.published_at is not None]
    return Coverage(len(found), min(days, default=None), max(days, default=None))


def _back(address: str) -> Response:
    return RedirectResponse(address, status_code=303)
