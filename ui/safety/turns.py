"""How many answers are made at once, by all and for each, and how the last of them end before the server does."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

from rag.errors import DatelineError
from ui.wording.problems import BUSY, TOO_MANY, Kind

WAIT_S: Final = 10.0  # for a place among the answers at once
RETRY_S: Final = 5.0


class Busy(DatelineError):
    """No answer can be made now: by its kind because one person asks too much, or because too many ask at once."""

    def __init__(self, message: str, *, kind: Kind) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after_s = RETRY_S


class Turns:
    """Counts answers in flight. For one event loop.

    ``at_once`` answers are made at a time, so that many requests to the language model are open at most; further ones
    wait ``wait_s`` for a place.
    """

    def __init__(self, *, at_once: int, per_user: int, wait_s: float = WAIT_S) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._per_user = per_user
        self._wait_s = wait_s
        self._of_user: Counter[str] = Counter()
        self._in_flight = 0
        self._draining = False

    @property
    def draining(self) -> bool:
        """The server is ending: what is in flight is finished, nothing new is begun."""
        return self._draining

    @property
    def in_flight(self) -> int:
        """Answers being made, or waiting for their place."""
        return self._in_flight

    @contextlib.asynccontextmanager
    async def turn(self, who: str | None) -> AsyncIterator[None]:
        """Hold while one answer is made. Raises ``Busy``. ``who`` is None for whoever is not counted by themselves."""
        if self._draining:
            raise Busy("Dateline is about to end or to restart: ask again in a moment", kind=BUSY)
        if who is not None and self._of_user[who] >= self._per_user:
            raise Busy(
                f"{self._per_user} answers are being made for you already: wait for one of them "
                "(DATELINE_ANSWERS_PER_USER)",
                kind=TOO_MANY,
            )
        self._in_flight += 1
        if who is not None:
            self._of_user[who] += 1
        try:
            await self._wait_for_a_place()
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._in_flight -= 1
            if who is not None:
                self._of_user[who] -= 1
                if not self._of_user[who]:
                    del self._of_user[who]

    def drain(self) -> None:
        """Begin no more answers."""
        self._draining = True

    async def _wait_for_a_place(self) -> None:
        try:
            async with asyncio.timeout(self._wait_s):
                await self._places.acquire()
        except TimeoutError:
            raise Busy(
                f"{self._at_once} answers are being made at once already (DATELINE_ANSWERS_AT_ONCE): "
                "ask again in a moment",
                kind=BUSY,
            ) from None
