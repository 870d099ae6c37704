"""Asking an ASGI application directly, with headers exactly as they are given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ui.asgi import Application, Event, Scope

LOCAL = {"host": "localhost:7860"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. ``user`` is whose request the innermost application saw."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    user: str | None = None


@dataclass
class Echo:
    """Reads the whole body and answers 200 with it; ``seen`` are the requests' users."""

    seen: list[Any] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        self.seen.append(scope.get("state", {}).get("user"))
        body = b""
        while True:
            event = await receive()
            body += event.get("body", b"")
            if not event.get("more_body"):
                break
        if self.gate is not None:
            await self.gate.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": body})


async def ask(
    app: Application,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] = LOCAL,
    body: tuple[bytes, ...] = (b"",),
    pieces: AsyncIterator[bytes] | None = None,
    client: str = "127.0.0.1",
    scheme: str = "http",
    kind: str = "http",
) -> Reply:
    """One request; ``body`` arrives in these pieces, or those of ``pieces``."""
    path, _, query = path.partition("?")
    scope: Scope = {
        "type": kind, "method": method, "path": path, "query_string": query.encode(), "scheme": scheme,
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "client": (client, 5000), "state": {},
    }  # fmt: skip
    if kind == "websocket":
        del scope["method"]
    left = list(body)
    sent: list[Event] = []

    async def receive() -> Event:
        if pieces is not None:
            piece = await anext(pieces, None)
            return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}
        if not left:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(event: Event) -> None:
        sent.append(event)

    await app(scope, receive, send)
    if sent and sent[0]["type"] == "websocket.close":
        return Reply(sent[0]["code"], {})
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    whole = b"".join(event.get("body", b"") for event in sent[1:])
    return Reply(sent[0]["status"], found, whole, scope["state"].get("user"))
