"""How a request is refused, in the form its sender reads."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from http import HTTPStatus

from ui.safety.asgi import Scope, Send, headers_of
from ui.wording.untrusted import escape


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
