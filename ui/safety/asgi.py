"""The words of ASGI that our middleware uses, and how a request is refused in the form its sender reads."""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeAlias

from ui.render import escape

Scope: TypeAlias = MutableMapping[str, Any]
Event: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Event]]
Send: TypeAlias = Callable[[Event], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not served. ``retry_after_s`` says when another try may help, ``challenge`` how to log in."""

    status: int
    detail: str
    retry_after_s: float | None = None
    challenge: str | None = None

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers that go with it."""
        rows = [(b"cache-control", b"no-store")]
        if self.retry_after_s is not None:
            rows.append((b"retry-after", str(max(1, math.ceil(self.retry_after_s))).encode()))
        if self.challenge is not None:
            rows.append((b"www-authenticate", self.challenge.encode()))
        return rows


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by name in lower case; of a repeated one the first."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found


def address_of(scope: Scope) -> str:
    """Where the request came from; behind a trusted proxy what that says."""
    client = scope.get("client")
    return str(client[0]) if client else ""


async def refuse(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Answer with the refusal: a page for a person, OpenAI's error under ``/v1``, else RFC 9457 problem details."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": refusal.title})
        return
    if scope["method"] == "GET" and "text/html" in headers_of(scope).get("accept", ""):
        from ui.views.masthead import page_to_html

        kind, body = "text/html; charset=utf-8", page_to_html(refusal.title, _words(refusal)).encode()
    elif scope["path"].startswith("/v1/"):
        error = {"message": refusal.detail, "type": refusal.title.lower().replace(" ", "_"), "code": refusal.status}
        kind, body = "application/json", json.dumps({"error": error}).encode()
    else:
        problem = {"type": "about:blank", "title": refusal.title, "status": refusal.status, "detail": refusal.detail}
        kind, body = "application/problem+json", json.dumps(problem).encode()
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), *refusal.headers()]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _words(refusal: Refusal) -> str:
    words = refusal.detail[:1].upper() + refusal.detail[1:]
    return f'<div class="panel problem"><h1>{escape(refusal.title)}</h1><p>{escape(words)}.</p></div>'
