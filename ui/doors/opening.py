"""All doors of one application, in the order in which their addresses are looked at."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import BaseRoute

from rag.settings import Settings
from ui.doors import completions, health, mcp, metrics, query, reference, search
from ui.doors.problems import unmatched
from ui.newsroom import Newsroom


def open_doors(app: FastAPI, newsroom: Newsroom, counts: metrics.Counts, settings: Settings) -> None:
    """Include every door; what is included after this answers only below other addresses."""
    api = [query.router(newsroom), search.router(newsroom)]
    openai = completions.router(newsroom)
    documented = [*api, openai, health.router(newsroom)]
    for router in (*documented, metrics.router(newsroom, counts), mcp.router(newsroom, settings)):
        app.include_router(router)
    app.include_router(reference.router([route for router in documented for route in router.routes]))
    known: list[BaseRoute] = [route for router in api for route in router.routes]
    app.include_router(unmatched(known, "/api"))
    app.include_router(unmatched(openai.routes, "/v1", completions.OpenAIRoute))
