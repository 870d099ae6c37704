"""How a request is refused, in the form its sender reads."""

from __future__ import annotations

import math
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ui.asgi import Receive, Scope, Send, headers_of
from ui.wording import problems
from ui.wording.document import Page
from ui.wording.problems import MEDIA_TYPE, Kind, Problem, kind_of_status
from ui.wording.untrusted import escape

_WAYS = {  # what a person can do whom waiting does not help
    problems.LOGIN_NEEDED: '<a href="/login">Log in</a>',
    problems.NOT_FOUND: '<a href="/library">Look in the library</a> or <a href="/">ask the news</a>',
}
_WAY_BACK = '<a href="/">Back to Dateline</a>'


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not served. ``retry_after_s`` says when another try may help, ``challenge`` how to log in."""

    kind: Kind
    detail: str
    retry_after_s: float | None = None
    challenge: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that go with it."""
        headers = {"cache-control": "no-store"}
        if self.retry_after_s is not None:
            headers["retry-after"] = str(_whole_seconds(self.retry_after_s))
        if self.challenge is not None:
            headers["www-authenticate"] = self.challenge
        return headers


async def refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    """Answer with the refusal."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.kind.title})
    else:
        await response_of(scope, refusal)(scope, receive, send)


def response_of(scope: Scope, refusal: Refusal) -> Response:
    """A page for a person, OpenAI's error under ``/v1``, else RFC 9457 problem details."""
    kind, headers = refusal.kind, refusal.headers()
    if "text/html" in headers_of(scope).get("accept", ""):
        return Page(kind.title, refusal_to_html(refusal), status_code=kind.status, headers=headers)
    problem = Problem(kind, refusal.detail)
    if scope["path"].startswith("/v1/"):
        return JSONResponse(problem.to_openai(), kind.status, headers=headers)
    return JSONResponse(problem.to_dict(), kind.status, headers=headers, media_type=MEDIA_TYPE)


async def nothing_here(request: Request, error: Exception) -> Response:
    """FastAPI's handler for addresses where nothing is, and for those that another method is for."""
    kind = kind_of_status(error.status_code if isinstance(error, HTTPException) else 404)
    taken = f"{request.url.path} does not take {request.method}"
    refusal = Refusal(kind, taken if kind.status == 405 else f"nothing is at {request.url.path}")
    response = response_of(request.scope, refusal)
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response


def refusal_to_html(refusal: Refusal) -> str:
    """What a person is told: what happened, why, and what to do now."""
    why = refusal.detail[:1].upper() + refusal.detail[1:]
    way = _WAYS.get(refusal.kind, _WAY_BACK)
    if refusal.retry_after_s is not None:
        seconds = _whole_seconds(refusal.retry_after_s)
        way = f"Try again in {seconds} second{'s' * (seconds != 1)}. {way}"
    title = escape(refusal.kind.title)
    return f'<div class="panel problem"><h1>{title}</h1><p>{escape(why)}.</p><p>{way}</p></div>'


def _whole_seconds(wait_s: float) -> int:
    return max(1, math.ceil(wait_s))
