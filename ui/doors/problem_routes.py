"""Routes whose errors are problems and whose bodies are JSON of a bounded size, and what answers where none is."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match

from rag import errors
from ui.wording.problems import (
    BODY_BYTES,
    INTERNAL,
    INVALID,
    KINDS,
    MEDIA_TYPE,
    REFERENCE,
    TOO_LARGE,
    Problem,
    kind_of_status,
)

_TOLD: Final = 10  # wrong fields of one request
_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_log = logging.getLogger(__name__)


class TooLarge(Exception):
    """The body has more bytes than are read."""


def problem_of(error: Exception) -> Problem:
    """What a client is told of an error; one that nobody foresaw is logged, and told without its insides."""
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, errors.DatelineError):
        kind = next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)
        retry_s = getattr(error, "retry_after_s", None)
        headers = {"Retry-After": str(max(1, round(retry_s)))} if retry_s is not None else {}
        return Problem(kind, str(error), getattr(error, "field", None), headers)
    if isinstance(error, TooLarge):
        return Problem(TOO_LARGE, f"The body has more than {BODY_BYTES:,} bytes")
    if isinstance(error, HTTPException) and error.status_code == 400:  # FastAPI's, of a body that Python cannot read
        return Problem(INVALID, "The body is not JSON that can be read")
    if isinstance(error, HTTPException):
        return Problem(
            kind_of_status(error.status_code), str(error.detail), getattr(error, "field", None), error.headers or {}
        )
    occurrence = uuid.uuid4().hex
    _log.error("request %s failed", occurrence, exc_info=error)
    return Problem(INTERNAL, f"The server's log says more under {occurrence}", id=occurrence)


def problem_response(problem: Problem) -> Response:
    """The problem as a response."""
    return JSONResponse(
        problem.to_dict(), status_code=problem.kind.status, headers=dict(problem.headers), media_type=MEDIA_TYPE
    )


class ProblemRoute(APIRoute):
    """A route whose errors are problem details, and whose body is JSON of a bounded size."""

    takes_json = True

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's handler, guarded."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                if self.takes_json:
                    try:
                        request = await checked(request)
                    except (OSError, ClientDisconnect):  # refused before us, or nobody is there: neither is our failure
                        return self.respond(Problem(INVALID, "The body did not arrive whole"))
                return await handle(request)
            except Exception as error:  # noqa: BLE001 - a door's outermost edge
                return self.respond(problem_of(error))

        return guarded

    def respond(self, problem: Problem) -> Response:
        """How this door words a problem."""
        return problem_response(problem)


async def checked(request: Request) -> Request:
    """The request, once its body has been read; raises for one that is not JSON or is too large."""
    if request.method not in ("POST", "PUT", "PATCH"):
        return request
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        sent = f"it was sent as {media_type}" if media_type else "it was sent without a type"
        raise HTTPException(415, f"Send the body as Content-Type: application/json; {sent}")
    if request.headers.get("content-length", "0").isdigit() and (
        int(request.headers.get("content-length", "0")) > BODY_BYTES
    ):
        raise TooLarge
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY_BYTES:
            raise TooLarge
    request._body = bytes(body)  # where Starlette itself keeps a body that was read
    return request


def unmatched(routes: Sequence[BaseRoute], prefix: str, route_class: type[ProblemRoute] = ProblemRoute) -> APIRouter:
    """Answers what no route below a prefix takes: 405 where another method would do, else 404."""

    class Anything(route_class):  # type: ignore[misc, valid-type]
        takes_json = False

    router = APIRouter(route_class=Anything)

    @router.api_route(prefix + "/{rest:path}", methods=list(_METHODS), include_in_schema=False)
    async def nothing_here(request: Request) -> Response:
        matching = [route for route in routes if route.matches(request.scope)[0] is Match.PARTIAL]
        allowed = sorted({method for route in matching for method in getattr(route, "methods", ())})
        if allowed:
            raise HTTPException(
                405, f"{request.method} is not among {', '.join(allowed)}", headers={"Allow": ", ".join(allowed)}
            )
        raise HTTPException(404, f"Nothing answers at {request.url.path}: {REFERENCE} lists what does")

    return router


def _invalid(error: RequestValidationError) -> Problem:
    rows = error.errors()
    if rows[0]["type"] == "json_invalid":
        return Problem(INVALID, f"The body is not JSON: {rows[0].get('ctx', {}).get('error', 'it cannot be read')}")
    names = [".".join(str(part) for part in row["loc"] if part not in ("body", "query", "path")) for row in rows]
    whys = [str(row["msg"]).removeprefix("Value error, ") for row in rows]
    told = [f"{name}: {why}" if name else why for name, why in zip(names, whys, strict=True)]
    more = f"; and {len(told) - _TOLD:,} more" if len(told) > _TOLD else ""
    return Problem(INVALID, "; ".join(told[:_TOLD]) + more, names[0] or None)
