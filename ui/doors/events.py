"""Server-sent events: a stream that keeps itself alive and ends at once when its client leaves."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

HEARTBEAT_S: Final = 10.0
_HEARTBEAT: Final = b": still at it\n\n"
_T = TypeVar("_T")


class ClientLeft(Exception):
    """Nobody waits for the answer any more."""


def event(document: Any, *, name: str | None = None, id: str | None = None) -> bytes:
    r"""One event; its data is a line of JSON, or a string as it is.

    >>> event({"a": 1}, name="hits", id="7")
    b'event: hits\nid: 7\ndata: {"a": 1}\n\n'
    """
    head = (f"event: {name}\n" if name else "") + (f"id: {id}\n" if id else "")
    data = document if isinstance(document, str) else json.dumps(document)
    return f"{head}data: {data}\n\n".encode()


class EventStream(Response):
    """Sends events as they come and a comment where none comes for ``heartbeat_s``.

    A client that leaves cancels the source, and with it the request to the model.
    """

    media_type = "text/event-stream"

    def __init__(self, source: AsyncGenerator[bytes, None], *, heartbeat_s: float = HEARTBEAT_S) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._source = source
        self._heartbeat_s = heartbeat_s

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        """The ASGI response."""
        with contextlib.suppress(ClientLeft):
            await unless_left(receive, self._send_all(send))

    async def _send_all(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        pieces: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=4)  # a slow client slows the source down
        reading = asyncio.create_task(_put_all(self._source, pieces))
        try:
            while (piece := await self._next(pieces)) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await reading
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self, pieces: asyncio.Queue[bytes | None]) -> bytes | None:
        try:
            return await asyncio.wait_for(pieces.get(), self._heartbeat_s)
        except TimeoutError:
            return _HEARTBEAT


async def answered(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """What the work gives; cancelled, with ``ClientLeft``, once the client has left. The body was read before."""
    return await unless_left(request.receive, work)


async def unless_left(receive: Receive, work: Coroutine[Any, Any, _T]) -> _T:
    """The same for an ASGI application."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise ClientLeft
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.gather(working, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _put_all(source: AsyncGenerator[bytes, None], pieces: asyncio.Queue[bytes | None]) -> None:
    """All in one task: what the source does with context variables must happen in one context."""
    try:
        async with contextlib.aclosing(source):
            async for piece in source:
                await pieces.put(piece)
    finally:
        await pieces.put(None)
