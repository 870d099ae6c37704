"""Errors as RFC 9457 problem details: one table says which error is which problem, for every door."""

from __future__ import annotations

import dataclasses
import logging
import uuid
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match

from rag import errors

MEDIA_TYPE: Final = "application/problem+json"
REFERENCE: Final = "/api"  # the page that explains each problem, at an anchor of its name
BODY_BYTES: Final = 1_000_000  # less than the server's limit for all, so that the refusal is a problem of this table
_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the name its ``type`` ends in, its status, and words for it."""

    name: str
    status: int
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One occurrence. ``id`` is in the log where nobody foresaw the error."""

    kind: Kind
    detail: str
    field: str | None = None
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    id: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)

    def to_dict(self) -> dict[str, Any]:
        """The problem document."""
        document: dict[str, Any] = {
            "type": f"{REFERENCE}#{self.kind.name}",
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{uuid.UUID(self.id)}",
        }
        return document | ({"field": self.field} if self.field else {})


INVALID = Kind("invalid-request", 422, "The request does not have the right form", "Correct the field it names.")
UNUSABLE = Kind("usage", 400, "The request cannot be used", "Change what the detail names.")
NOT_FOUND = Kind("not-found", 404, "There is no such thing", "The reference lists what there is.")
NOT_ALLOWED = Kind("method-not-allowed", 405, "This address does not take that method", "`Allow` lists those it takes.")
TOO_LARGE = Kind("too-large", 413, "The body is too large", f"Send at most {BODY_BYTES:,} bytes.")
NOT_JSON = Kind("unsupported-media-type", 415, "The body is not JSON", "Send `Content-Type: application/json`.")
TOO_MANY = Kind("too-many-requests", 429, "Too many requests", "Wait as long as `Retry-After` says.")
INTERNAL = Kind("internal", 500, "Something broke here", "The server's log says more under the instance's id.")
OTHER = Kind("http", 400, "The request was refused", "See the detail.")

# The most special error of an error's ancestry counts.
KINDS: Final[Mapping[type[errors.DatelineError], Kind]] = {
    errors.UsageError: UNUSABLE,
    errors.RecordRejected: Kind("record-rejected", 422, "The record cannot become an article", "See the detail."),
    errors.StoreNotFound: Kind("store-not-found", 503, "Nothing has been read yet", "`dateline ingest` fills a store."),
    errors.StoreBusy: Kind("store-busy", 503, "Another process is writing", "Try again when it has finished."),
    errors.StoreMismatch: Kind("store-mismatch", 503, "The store was filled by other models", "See the detail."),
    errors.StoreDamaged: Kind("store-damaged", 503, "The store cannot be read", "Run `dateline doctor`."),
    errors.StoreError: Kind("store", 503, "Something is wrong with the store", "Run `dateline doctor`."),
    errors.ModelMissing: Kind("model-missing", 503, "A model is not installed or configured", "See the detail."),
    errors.ModelUnreachable: Kind("model-unreachable", 504, "The model could not be reached", "Try again."),
    errors.ModelRefused: Kind("model-refused", 502, "The model refused the request", "Check its key and its name."),
    errors.ModelOverflow: Kind("model-overflow", 502, "The prompt is too long for the model", "Ask with a smaller k."),
    errors.ModelOverloaded: Kind("model-overloaded", 503, "The model has too much to do", "Try again later."),
    errors.ModelCutOff: Kind("model-cut-off", 502, "The model stopped in the middle", "Try again."),
    errors.ModelError: Kind("model", 502, "The model could not do its work", "See the detail."),
    errors.DatelineError: Kind("dateline", 500, "Dateline could not do this", "See the detail."),
}
ALL_KINDS: Final = (
    INVALID, UNUSABLE, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, NOT_JSON, TOO_MANY,
    *(kind for kind in KINDS.values() if kind is not UNUSABLE), INTERNAL,
)  # fmt: skip
_BY_STATUS: Final = {kind.status: kind for kind in (INVALID, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, NOT_JSON, TOO_MANY)}


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
        kind = _BY_STATUS.get(error.status_code) or Kind(
            OTHER.name, error.status_code, HTTPStatus(error.status_code).phrase, OTHER.advice
        )
        return Problem(kind, str(error.detail), getattr(error, "field", None), error.headers or {})
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
    first, *others = error.errors()
    place = [str(part) for part in first["loc"] if part not in ("body", "query", "path")]
    if first["type"] == "json_invalid":
        return Problem(INVALID, f"The body is not JSON: {first.get('ctx', {}).get('error', 'it cannot be read')}")
    name = ".".join(place) or None
    why = str(first["msg"]).removeprefix("Value error, ")
    detail = f"{name}: {why}" if name else why
    more = f" (and {len(others)} more)" if others else ""
    return Problem(INVALID, detail + more, name)
