"""ASGI middleware: how often, how much and how slowly somebody may send, and how many answers they get at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from ui.asgi import ALONE, Application, Event, Receive, Scope, Send, address_of, headers_of, user_of
from ui.safety.buckets import Buckets
from ui.safety.origins import SAFE, is_loopback
from ui.safety.refusing import Refusal, refuse
from ui.safety.turns import RETRY_S, Busy, Turns
from ui.wording.problems import BUSY, TOO_LARGE, TOO_MANY, TOO_SLOW

BODY_BYTES: Final = 1 << 20  # of a request that is no upload: a long conversation's history fits
BODY_S: Final = 30.0
UPLOAD_S: Final = 600.0
ANSWERING: Final = ("/api/query", "/v1/chat/completions", "/mcp")  # a POST to one is an answer
WORKING: Final = ("/api/", "/v1/", "/mcp", "/timeline", "/coverage", "/library", "/articles/")  # also to read
MAY_STILL: Final = ("/gradio_api/cancel", "/gradio_api/reset", "/logout")  # while the server ends


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most a request's body may have, in bytes and seconds."""

    body_bytes: int = BODY_BYTES
    upload_bytes: int = 64 << 20
    body_s: float = BODY_S
    upload_s: float = UPLOAD_S


class Limits:
    """Refuses with 429 (too many), 413 (too large), 408 (too slow) or 503 (too many at once, or ending).

    Without logins this machine itself is not counted: there is nobody else to be protected.
    """

    def __init__(self, app: Application, *, turns: Turns, buckets: Buckets | None, bounds: Bounds) -> None:
        self._app = app
        self._turns = turns
        self._buckets = buckets
        self._bounds = bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if refusal := self._refusal(scope):
            await refuse(scope, receive, send, refusal)
            return
        body = _Body(scope, receive, send, self._bounds)
        if scope["method"] == "POST" and scope["path"].rstrip("/") in ANSWERING:
            try:
                async with self._turns.turn(counted(scope)):
                    await self._serve(scope, body)
            except Busy as busy:
                await refuse(scope, receive, send, Refusal(busy.kind, str(busy), retry_after_s=busy.retry_after_s))
        else:
            await self._serve(scope, body)

    def _refusal(self, scope: Scope) -> Refusal | None:
        if self._turns.draining and scope["path"] == "/readyz":
            return Refusal(BUSY, "Dateline is about to end or to restart", retry_after_s=RETRY_S)
        works = scope["method"] not in SAFE or scope["path"].startswith(WORKING)
        if not works:
            return None
        if self._turns.draining and not scope["path"].startswith(MAY_STILL):
            return Refusal(BUSY, "Dateline is about to end or to restart: ask again in a moment", retry_after_s=RETRY_S)
        who = counted(scope)
        if self._buckets is not None and who is not None and (wait_s := self._buckets.wait_s(who)):
            return Refusal(
                TOO_MANY, "too many requests in a minute (DATELINE_REQUESTS_PER_MINUTE)", retry_after_s=wait_s
            )
        return None

    async def _serve(self, scope: Scope, body: _Body) -> None:
        if body.announced > body.most:
            await refuse(scope, body.receive, body.send, body.too_large())
            return
        try:
            await self._app(scope, body.receive, body.send)
        except _Unacceptable:
            if body.answered or body.refusal is None:
                raise
            await refuse(scope, body.receive, body.unguarded_send, body.refusal)


class _Unacceptable(OSError):  # an OSError is to every framework a client that went away
    """The body is too large or too slow; the refusal is sent by who catches this, or was."""


class _Body:
    """One request's body as it arrives, measured."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, bounds: Bounds) -> None:
        headers = headers_of(scope)
        upload = headers.get("content-type", "").startswith("multipart/")
        self.most = bounds.upload_bytes if upload else bounds.body_bytes
        self.announced = int(length) if (length := headers.get("content-length", "")).isdecimal() else 0
        self.answered = False
        self.refusal: Refusal | None = None
        self.unguarded_send = send
        self._receive = receive
        self._left_bytes = self.most
        self._until = asyncio.get_running_loop().time() + (bounds.upload_s if upload else bounds.body_s)
        self._whole = False

    async def receive(self) -> Event:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                event = await self._receive()
        except TimeoutError:
            self.refusal = Refusal(TOO_SLOW, "the request's body did not arrive in time")
            raise _Unacceptable from None
        if event["type"] == "http.request":
            self._whole = not event.get("more_body", False)
            self._left_bytes -= len(event.get("body", b""))
            if self._left_bytes < 0:
                self.refusal = self.too_large()
                raise _Unacceptable
        return event

    async def send(self, event: Event) -> None:
        if self.refusal is not None and not self.answered:  # the application makes an error of its own of it
            raise _Unacceptable
        self.answered = True
        await self.unguarded_send(event)

    def too_large(self) -> Refusal:
        return Refusal(TOO_LARGE, f"the request has more than {self.most:,} bytes")


def counted(scope: Scope) -> str | None:
    """Under which name a request is counted: its user, without logins its address; None for this machine itself."""
    user = user_of(scope)
    if user != ALONE:
        return user
    address = address_of(scope)
    return None if is_loopback(address) else address
