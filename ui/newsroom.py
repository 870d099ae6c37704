"""The one ``NewsQA`` behind the page, opened when it is first needed."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING, Protocol, Unpack

from rag.errors import DatelineError
from rag.types import Answer, Hit, StoreStats

if TYPE_CHECKING:
    from rag.qa import Asked, Scope


class Answering(Protocol):
    """What the page asks of a ``rag.NewsQA``."""

    @property
    def answerer(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    def astream(self, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[Answer, None]: ...

    def search(self, question: str, k: int = 10, **asked: Unpack[Scope]) -> list[Hit]: ...

    def stats(self) -> StoreStats: ...

    def close(self) -> None: ...


class Newsroom:
    """Opens what answers at the first question, and tries anew at each one while that fails.

    So a page that was started before anything had been read answers as soon as something has. Safe to use from many
    requests at once.
    """

    def __init__(self, open_answering: Callable[[], Answering]) -> None:
        self._open = open_answering
        self._lock = threading.Lock()
        self._answering: Answering | None = None

    async def answering(self) -> Answering:
        """What answers. Raises the ``DatelineError`` that opening it raised."""
        answering = self._answering
        return answering if answering is not None else await asyncio.to_thread(self._opened)

    async def open_early(self) -> None:
        """Open before anybody asks. What hinders it is told to whoever asks."""
        with contextlib.suppress(DatelineError):
            await self.answering()

    async def stats(self) -> StoreStats:
        """What the store holds now. Raises as ``answering`` does."""
        answering = await self.answering()
        return await asyncio.to_thread(answering.stats)

    def close(self) -> None:
        """Close what was opened."""
        with self._lock:
            if self._answering is not None:
                self._answering.close()
                self._answering = None

    def _opened(self) -> Answering:
        with self._lock:
            if self._answering is None:
                self._answering = self._open()
            return self._answering
