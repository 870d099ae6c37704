"""The one ``NewsQA`` behind the page and the doors, opened when first needed, and who is told of each question."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import TYPE_CHECKING, Protocol, Unpack

from rag.errors import DatelineError
from rag.settings import Settings
from rag.types import Answer, Article, Hit, StoreStats, Timeline

if TYPE_CHECKING:
    from rag.asked import Asked, Scope
    from rag.store import NewsStore


class Answering(Protocol):
    """What the page asks of a ``rag.NewsQA``."""

    @property
    def answerer(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    def astream(self, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[Answer, None]: ...

    def search(self, question: str, k: int = 10, **asked: Unpack[Scope]) -> list[Hit]: ...

    def timeline(self, subject: str, *, limit: int = 20, **asked: Unpack[Scope]) -> Timeline: ...

    def article(self, article_id: str) -> Article | None: ...

    def stats(self) -> StoreStats: ...

    @property
    def store(self) -> NewsStore: ...

    def stands(self) -> bool: ...

    def close(self) -> None: ...


class Question(Protocol):
    """One question being answered, as a watcher sees it."""

    def grew(self, answer: Answer) -> None:
        """There is more of the answer; the first time, its hits alone."""

    def ended(self, error: BaseException | None) -> None:
        """It is over: None where the answer is complete, else what ended it."""


class Watcher(Protocol):
    """Who counts or traces what is asked. ``door`` says where: chat, api, openai, mcp."""

    def asked(self, door: str, question: str) -> Question:
        """A question begins."""

    def searched(self, door: str, elapsed_s: float) -> None:
        """A search or timeline was answered."""


class Newsroom:
    """Opens what answers at the first question, and tries anew at each one while that fails.

    So a page that was started before anything had been read answers as soon as something has, and where the store was
    replaced by another, from that one. Safe to use from many requests at once.
    """

    def __init__(self, open_answering: Callable[[], Answering], watchers: Sequence[Watcher] = ()) -> None:
        self._open = open_answering
        self._watchers = tuple(watchers)
        self._lock = threading.Lock()
        self._answering: Answering | None = None

    async def answering(self) -> Answering:
        """What answers. Raises the ``DatelineError`` that opening it raised."""
        answering = self._answering
        if answering is not None and answering.stands():
            return answering
        return await asyncio.to_thread(self._opened)

    async def open_early(self) -> None:
        """Open before anybody asks. What hinders it is told to whoever asks."""
        with contextlib.suppress(DatelineError):
            await self.answering()

    async def ask(self, door: str, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[Answer, None]:
        """Growing answers, the last one complete. Closing it stops the request to the model.

        Raises what ``answering`` raises, ``UsageError``, and where no answer can be made another ``DatelineError``.
        """
        seen = [watcher.asked(door, question) for watcher in self._watchers]
        error: BaseException | None = None
        try:
            answering = await self.answering()
            async with contextlib.aclosing(answering.astream(question, **asked)) as growing:
                async for answer in growing:
                    for one in seen:
                        one.grew(answer)
                    yield answer
        except BaseException as raised:
            error = raised
            raise
        finally:
            for one in seen:
                one.ended(error)

    async def search(self, door: str, question: str, k: int, **asked: Unpack[Scope]) -> list[Hit]:
        """The best ``k`` passages. Raises as ``ask`` does."""
        answering = await self.answering()
        began = time.monotonic()
        hits = await asyncio.to_thread(answering.search, question, k, **asked)
        self._searched(door, began)
        return hits

    async def timeline(self, door: str, subject: str, limit: int, **asked: Unpack[Scope]) -> Timeline:
        """The events of a subject. Raises as ``ask`` does."""
        answering = await self.answering()
        began = time.monotonic()
        timeline = await asyncio.to_thread(answering.timeline, subject, limit=limit, **asked)
        self._searched(door, began)
        return timeline

    async def article(self, article_id: str) -> Article | None:
        """The stored article, or None. Raises as ``answering`` does."""
        answering = await self.answering()
        return await asyncio.to_thread(answering.article, article_id)

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

    def _searched(self, door: str, began: float) -> None:
        for watcher in self._watchers:
            watcher.searched(door, time.monotonic() - began)

    def _opened(self) -> Answering:
        with self._lock:
            if self._answering is None or not self._answering.stands():
                opened = self._open()  # before the old one goes: a store may come back
                if self._answering is not None:
                    self._answering.close()
                self._answering = opened
            return self._answering


def open_qa(settings: Settings) -> Answering:
    """The settings' store and answerer, with everything imported that the first question needs."""
    from rag.qa import NewsQA

    qa = NewsQA.open(settings=settings)
    try:
        qa.warm_up()
    except BaseException:
        qa.close()
        raise
    return qa
