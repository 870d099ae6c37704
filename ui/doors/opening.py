"""All doors of one application, in the order in which their addresses are looked at."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from rag.settings import Settings
from ui.doors import completions, health, mcp, metrics, query, reference, search
from ui.doors.problem_routes import unmatched
from ui.newsroom import Newsroom


def documented_routers(newsroom: Newsroom) -> tuple[list[APIRouter], APIRouter, APIRouter]:
    """The doors that the reference is about: ``/api``, OpenAI's and the server's health."""
    return (
        [query.router(newsroom), search.router(newsroom)],
        completions.router(newsroom),
        health.router(newsroom),
    )


def open_doors(app: FastAPI, newsroom: Newsroom, counts: metrics.Counts, settings: Settings) -> None:
    """Include every door; what is included after this answers only below other addresses."""
    api, openai, well = documented_routers(newsroom)
    documented = [*api, openai, well]
    for router in (*documented, metrics.router(newsroom, counts), mcp.router(newsroom, settings)):
        app.include_router(router)
    app.include_router(reference.router([route for router in documented for route in router.routes]))
    known: list[BaseRoute] = [route for router in api for route in router.routes]
    app.include_router(unmatched(known, "/api"))
    app.include_router(unmatched(openai.routes, "/v1", completions.OpenAIRoute))
