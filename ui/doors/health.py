"""``/healthz`` and ``/readyz``: is the process alive, and can it answer?"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from rag.errors import DatelineError, ModelError
from ui.doors import examples
from ui.doors.problem_routes import ProblemRoute, problem_of
from ui.doors.schemas import ReadyDocument
from ui.newsroom import Newsroom
from ui.wording.problems import Problem


def router(newsroom: Newsroom) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=ProblemRoute, tags=["Health"])

    @routes.get(
        "/healthz", summary="Alive?", responses={200: examples.response("The process answers.", {"status": "ok"})}
    )
    async def healthz() -> Response:
        """Says nothing of the store or the model: see `/readyz`."""
        return JSONResponse({"status": "ok"})

    @routes.get(
        "/readyz",
        summary="Ready?",
        response_model=ReadyDocument,
        responses={
            200: examples.response("Questions can be answered.", examples.READY),
            503: examples.response("They cannot, and why.", examples.NOT_READY) | {"model": ReadyDocument},
        },
    )
    async def readyz() -> Response:
        """Whether the store is open, the models are loaded and there is an article to answer from."""
        checks = await _checks(newsroom)
        ready = all(said == "ok" for said in checks.values())
        return JSONResponse({"ready": ready, "checks": checks}, status_code=200 if ready else 503)

    return routes


async def _checks(newsroom: Newsroom) -> dict[str, str]:
    checks = dict.fromkeys(("store", "models", "articles"), "ok")
    try:
        stats = await newsroom.stats()
    except ModelError as error:
        return checks | {"models": _words(problem_of(error)), "articles": "not known"}
    except DatelineError as error:
        return checks | {"store": _words(problem_of(error)), "models": "not loaded", "articles": "not known"}
    return checks if stats.articles else checks | {"articles": "nothing has been read yet: run `dateline ingest`"}


def _words(problem: Problem) -> str:
    """The kind of problem alone: whoever probes need not log in, so paths and addresses are not told."""
    return f"{problem.kind.title}: {problem.kind.advice}"
