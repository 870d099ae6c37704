"""HTTP connections that nobody can hold open by being slow: in sending a request's head, or in reading an answer.

Bodies have their own time in ``limits``, which can answer; here a connection is simply dropped.
"""

from __future__ import annotations

import asyncio
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S: Final = 15.0  # from the connection, or a request's first byte, to the end of its head
STALLED_S: Final = 30.0  # in which a reader must take what is waiting for them (some 48 KiB)
LEFTOVER_S: Final = 5.0  # for the rest of a body that was refused


class ImpatientProtocol(H11Protocol):
    """Uvicorn's protocol with three clocks."""

    head_s = HEAD_S
    stalled_s = STALLED_S
    leftover_s = LEFTOVER_S
    _head: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None
    _leftover: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._head = self.loop.call_later(self.head_s, transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all clocks."""
        for clock in (self._head, self._reader, self._leftover):
            if clock is not None:
                clock.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read; a new request's first bytes start its clock, the end of its head stops it."""
        before = self.cycle
        if self._head is None and before is not None and before.response_complete and self.conn.their_state is h11.IDLE:
            self._head = self.loop.call_later(self.head_s, self.transport.abort)
        super().data_received(data)
        if self._head is not None and self.cycle is not before:
            self._head.cancel()
            self._head = None

    def on_response_complete(self) -> None:
        """The rest of a body that nobody wanted may still come, but not for long."""
        if self._leftover is not None:
            self._leftover.cancel()
            self._leftover = None
        if self.conn.their_state is h11.SEND_BODY:
            self._leftover = self.loop.call_later(self.leftover_s, self.transport.abort)
        super().on_response_complete()

    def pause_writing(self) -> None:
        """More is waiting for the reader than is kept: they have a while to take it."""
        super().pause_writing()
        if self._reader is None:
            self._reader = self.loop.call_later(self.stalled_s, self.transport.abort)

    def resume_writing(self) -> None:
        """They took it."""
        super().resume_writing()
        if self._reader is not None:
            self._reader.cancel()
            self._reader = None

    def timeout_keep_alive_handler(self) -> None:
        """Close an idle connection, also one whose reader never takes the end of the last answer."""
        super().timeout_keep_alive_handler()
        if self._reader is None:
            self._reader = self.loop.call_later(self.stalled_s, self.transport.abort)
