"""The addresses of our own pages: each asks the store off the event loop and answers with whole HTML."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from functools import wraps
from typing import Annotated, ParamSpec

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from rag.days import end_of
from rag.errors import DatelineError, UsageError
from rag.settings import Settings
from rag.store import DayCount, NewsStore
from rag.types import Filters, Timeline
from ui.days import last_day
from ui.newsroom import Newsroom
from ui.render import escape
from ui.states import trouble_to_html
from ui.views.articles import article_to_html, missing_to_html
from ui.views.asked import Asked, form_to_html
from ui.views.coverage import coverage_to_html, recent
from ui.views.masthead import page_to_html
from ui.views.timeline import timeline_to_html

_log = logging.getLogger(__name__)
P = ParamSpec("P")
Outlets = Annotated[tuple[str, ...], Query()]
EVENTS = 20


def router(newsroom: Newsroom, settings: Settings) -> APIRouter:
    """The pages over what the newsroom has opened."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def shown(page: Callable[P, Awaitable[HTMLResponse]]) -> Callable[P, Awaitable[HTMLResponse]]:
        """The page, or what hindered it, as a page."""

        @wraps(page)
        async def whatever_happens(*args: P.args, **kwargs: P.kwargs) -> HTMLResponse:
            try:
                return await page(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the page's outermost edge
                if not isinstance(error, DatelineError):
                    _log.error("a page failed", exc_info=error)
                body = f"<h1>Not now</h1>{trouble_to_html(error, settings.store)}"
                return HTMLResponse(page_to_html("Not now", body), status_code=_status_of(error))

        return whatever_happens

    async def opened() -> NewsStore:
        return (await newsroom.answering()).store

    @routes.get("/articles/{article_id}")
    @shown
    async def article(article_id: str, start: str = "", end: str = "", fragment: str = "") -> HTMLResponse:
        store = await opened()
        found = await asyncio.to_thread(store.article, article_id)
        if found is None:
            body = missing_to_html()
            whole = body if fragment else page_to_html("Not here", body)
            return HTMLResponse(whole, status_code=404)
        story = await asyncio.to_thread(store.story_of, article_id)
        marked = (int(start), int(end)) if _is_number(start) and _is_number(end) else None
        inner = article_to_html(
            found, story, _as_of(settings), marked=marked, fragment=bool(fragment), forgettable=not fragment
        )
        return HTMLResponse(inner if fragment else page_to_html(found.title or "Untitled", inner))

    @routes.get("/timeline")
    @shown
    async def timeline(q: str = "", since: str = "", until: str = "", outlet: Outlets = ()) -> HTMLResponse:
        answering = await newsroom.answering()
        publishers = await asyncio.to_thread(answering.store.publishers)
        asked = Asked.of(q, since, until, outlet)
        form = form_to_html(
            "/timeline", asked, publishers, label="Subject", words="A name, a place, an affair", button="Draw"
        )
        found, status = "", 200
        if asked.words:

            def draw() -> Timeline:
                asked.filters()
                return answering.timeline(
                    asked.words,
                    limit=EVENTS,
                    since=asked.since or None,
                    until=asked.until or None,
                    publishers=asked.outlets,
                )

            try:
                found = timeline_to_html(await asyncio.to_thread(draw))
            except UsageError as error:
                found, status = _refused(error), 400
        heading = "<h1>Timeline</h1><p class='lead'>What happened when, each event in its source’s own words.</p>"
        title = f"{asked.words}: timeline" if asked.words else "Timeline"
        return HTMLResponse(page_to_html(title, heading + form + found, current="/timeline"), status_code=status)

    @routes.get("/coverage")
    @shown
    async def coverage(since: str = "", until: str = "", outlet: Outlets = (), days: str = "") -> HTMLResponse:
        store = await opened()
        asked = Asked.of("", since, until, outlet)
        publishers = await asyncio.to_thread(store.publishers)
        rows = await asyncio.to_thread(store.days, Filters(publishers=asked.outlets))
        status = 200
        try:
            found = _covered(rows, asked, everything=days == "all")
        except UsageError as error:
            found, status = _refused(error), 400
        heading = "<h1>Coverage</h1><p class='lead'>How many articles have been read, by day and outlet.</p>"
        form = form_to_html("/coverage", asked, publishers)
        page = page_to_html("Coverage", heading + form + found, current="/coverage")
        return HTMLResponse(page, status_code=status)

    return routes


def _covered(rows: Sequence[DayCount], asked: Asked, *, everything: bool) -> str:
    """The chart of the days asked for; where none are, of the last ones, and the way to all."""
    filters = asked.filters()
    days = [row.day for row in rows if row.day is not None]
    latest = recent(rows)
    if latest is None:
        return coverage_to_html((), date.min, date.min, asked)
    first = filters.since.date() if filters.since else min(days)
    last = last_day(filters.until).date() if filters.until else max(days)
    undated = sum(row.articles for row in rows if row.day is None)
    notes = f"<p class='found'>{undated:,} more have no date.</p>" if undated else ""
    if not (everything or asked.since or asked.until):
        first, last = latest
        older = sum(row.articles for row in rows if row.day is not None and row.day < first)
        if older:
            address = asked.address("/coverage", days="all")
            notes += f'<p class="found">{older:,} are older. <a href="{escape(address)}">Show all days</a></p>'
    return coverage_to_html(rows, first, last, asked) + notes


def _as_of(settings: Settings) -> datetime:
    return end_of(settings.as_of or None) or datetime.now(UTC)


def _refused(error: UsageError) -> str:
    return f'<div class="panel problem" role="alert"><h2>That cannot be shown</h2><p>{escape(str(error))}</p></div>'


def _status_of(error: Exception) -> int:
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, DatelineError) else 500


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
