"""The addresses of our own pages: each asks the store off the event loop and answers with whole HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from rag.errors import UsageError
from rag.settings import Settings
from rag.store import DayCount, NewsStore
from rag.types import Filters, Timeline
from ui.newsroom import Newsroom
from ui.views.articles import article_to_html, missing_to_html
from ui.views.asked import Asked, form_to_html
from ui.views.coverage import coverage_to_html, recent
from ui.views.library_routes import router as library
from ui.views.shown import as_of, refusal_to_html, shown
from ui.views.timeline import timeline_to_html
from ui.wording.days import last_day
from ui.wording.document import Page
from ui.wording.labels import title_of
from ui.wording.untrusted import escape

Outlets = Annotated[tuple[str, ...], Query()]
EVENTS = 20


def router(newsroom: Newsroom, settings: Settings) -> APIRouter:
    """The pages over what the newsroom has opened."""
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    page_of = shown(settings)

    async def opened() -> NewsStore:
        return (await newsroom.answering()).store

    @routes.get("/articles/{article_id}")
    @page_of
    async def article(article_id: str, start: str = "", end: str = "", fragment: str = "") -> Response:
        found = await newsroom.article(article_id)
        if found is None:
            body = missing_to_html()
            return HTMLResponse(body, 404) if fragment else Page("Not here", body, status_code=404)
        story = await asyncio.to_thread((await opened()).story_of, article_id)
        now = datetime.now(UTC)
        story = [one for one in story if one.published_at is None or one.published_at <= now]
        marked = (int(start), int(end)) if _is_number(start) and _is_number(end) else None
        inner = article_to_html(
            found, story, as_of(settings), marked=marked, fragment=bool(fragment), forgettable=settings.uploads == "on"
        )
        return HTMLResponse(inner) if fragment else Page(title_of(found.title), inner)

    @routes.get("/timeline")
    @page_of
    async def timeline(q: str = "", since: str = "", until: str = "", outlet: Outlets = ()) -> Response:
        answering = await newsroom.answering()
        publishers = await asyncio.to_thread(answering.store.publishers)
        asked = Asked.of(q, since, until, outlet)
        form = form_to_html(
            "/timeline", asked, publishers, label="Subject", words="A name, a place, an affair", button="Draw"
        )
        found, status = "", 200
        if asked.words:

            def draw() -> Timeline:
                asked.filters(datetime.now(UTC))
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
                found, status = refusal_to_html(error), 400
        heading = "<h1>Timeline</h1><p class='lead'>What happened when, each event in its source’s own words.</p>"
        title = f"{asked.words}: timeline" if asked.words else "Timeline"
        return Page(title, heading + form + found, current="/timeline", status_code=status)

    @routes.get("/coverage")
    @page_of
    async def coverage(since: str = "", until: str = "", outlet: Outlets = (), days: str = "") -> Response:
        store = await opened()
        asked = Asked.of("", since, until, outlet)
        publishers = await asyncio.to_thread(store.publishers)
        now = datetime.now(UTC)
        rows = await asyncio.to_thread(store.days, Filters(until=now, publishers=asked.outlets, undated=True))
        status = 200
        try:
            found = _covered(rows, asked, now, everything=days == "all")
        except UsageError as error:
            found, status = refusal_to_html(error), 400
        heading = "<h1>Coverage</h1><p class='lead'>How many articles have been read, by day and outlet.</p>"
        form = form_to_html("/coverage", asked, publishers)
        return Page("Coverage", heading + form + found, current="/coverage", status_code=status)

    routes.include_router(library(newsroom, settings))
    return routes


def _covered(rows: Sequence[DayCount], asked: Asked, now: datetime, *, everything: bool) -> str:
    """The chart of the days asked for; where none are, of the last ones, and the way to all."""
    filters = asked.filters(now)
    days = [row.day for row in rows if row.day is not None]
    latest = recent(rows)
    if latest is None:
        return coverage_to_html((), date.min, date.min, asked)
    first = filters.since.date() if filters.since else min(days)
    last = last_day(filters.until).date() if asked.until and filters.until else max(days)
    undated = sum(row.articles for row in rows if row.day is None)
    notes = f"<p class='found'>{undated:,} more have no date.</p>" if undated else ""
    if not (everything or asked.since or asked.until):
        first, last = latest
        older = sum(row.articles for row in rows if row.day is not None and row.day < first)
        if older:
            address = asked.address("/coverage", days="all")
            notes += f'<p class="found">{older:,} are older. <a href="{escape(address)}">Show all days</a></p>'
    return coverage_to_html(rows, first, last, asked) + notes


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
