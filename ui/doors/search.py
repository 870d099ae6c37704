"""``/api/search``, ``/api/timeline``, ``/api/articles/{id}``, ``/api/stats``: what the store has, without an answer."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from rag.asked import Scope
from rag.wire import article_to_dict, hits_to_dict, stats_to_dict, timeline_to_dict
from ui.doors import examples
from ui.doors.events import answered
from ui.doors.problem_routes import ProblemRoute
from ui.doors.schemas import (
    ArticleDocument,
    HitsDocument,
    SearchRequest,
    StatsDocument,
    TimelineDocument,
    TimelineRequest,
    Where,
)
from ui.newsroom import Newsroom

DOOR: Final = "api"
_FOUND = examples.response("The passages, best first; none is a result too.", examples.HITS)
_EVENTS = examples.response("The events, oldest first, or why there are none.", examples.TIMELINE)


def router(newsroom: Newsroom) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=ProblemRoute, tags=["Look"])

    async def found(asked: SearchRequest, request: Request) -> Response:
        search = newsroom.search(DOOR, asked.question, asked.k, **scope_of(asked))
        return JSONResponse(hits_to_dict(await answered(request, search)))

    async def happened(asked: TimelineRequest, request: Request) -> Response:
        timeline = newsroom.timeline(DOOR, asked.subject, asked.limit, **scope_of(asked))
        return JSONResponse(timeline_to_dict(await answered(request, timeline)))

    @routes.get("/api/search", summary="Find passages", response_model=HitsDocument, responses={200: _FOUND})
    async def search(asked: Annotated[SearchRequest, Query()], request: Request) -> Response:
        """Retrieval alone: words and meaning together, of the days and outlets asked for, one hit a story."""
        return await found(asked, request)

    @routes.post("/api/search", summary="Find passages", response_model=HitsDocument, responses={200: _FOUND})
    async def post_search(asked: SearchRequest, request: Request) -> Response:
        """The same with a JSON body."""
        return await found(asked, request)

    @routes.get(
        "/api/timeline", summary="What happened when", response_model=TimelineDocument, responses={200: _EVENTS}
    )
    async def timeline(asked: Annotated[TimelineRequest, Query()], request: Request) -> Response:
        """The events of a subject, each one a cited sentence of its earliest report."""
        return await happened(asked, request)

    @routes.post(
        "/api/timeline", summary="What happened when", response_model=TimelineDocument, responses={200: _EVENTS}
    )
    async def post_timeline(asked: TimelineRequest, request: Request) -> Response:
        """The same with a JSON body."""
        return await happened(asked, request)

    @routes.get(
        "/api/articles/{article_id}",
        summary="Read an article",
        response_model=ArticleDocument,
        responses={200: examples.response("The article as it is stored.", examples.ARTICLE)},
    )
    async def article(
        article_id: Annotated[
            str, Path(max_length=200, description="From a citation or hit.", examples=[examples.ARTICLE["id"]])
        ],
    ) -> Response:
        """The stored text, so that a quote can be seen where it stands."""
        stored = await newsroom.article(article_id)
        if stored is None:
            raise HTTPException(404, f"There is no article {article_id}: take article_id of a citation or hit")
        return JSONResponse(article_to_dict(stored))

    @routes.get(
        "/api/stats",
        summary="What the store holds",
        response_model=StatsDocument,
        responses={200: examples.response("Articles, outlets, days, models.", examples.STATS)},
    )
    async def stats() -> Response:
        """Counts by outlet, first and last day, embedding models, generation."""
        return JSONResponse(stats_to_dict(await newsroom.stats()))

    return routes


def scope_of(where: Where) -> Scope:
    """Where to look, as ``NewsQA`` takes it."""
    return {
        "as_of": where.as_of,
        "since": where.since,
        "until": where.until,
        "publishers": tuple(where.publishers),
    }
