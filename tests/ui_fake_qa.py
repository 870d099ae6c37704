"""A scripted stand-in for ``rag.NewsQA``, for what a real one does too fast or too rarely to be looked at."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Unpack

from rag.errors import StoreNotFound
from rag.types import Answer, Article, Citation, Hit, Passage, Span, StoreModels, StoreStats, Timeline

if TYPE_CHECKING:
    from rag.asked import Asked, Scope
    from rag.store import NewsStore

DAY = datetime(2031, 5, 12, tzinfo=UTC)
HARBOUR = Passage(
    article_id="a1",
    index=0,
    start=10,
    end=127,
    text="The ferry ran aground at dawn. All 214 passengers were brought ashore.\n\n"
    "The master blamed a failed light on the mole.",
    title="Ferry aground off the mole",
    publisher="Harbour Gazette",
    url="https://harbour.example/ferry",
    published_at=datetime(2031, 5, 10, 6, 40, tzinfo=UTC),
)
INLAND = Passage(
    article_id="a2",
    index=1,
    start=0,
    end=59,
    text="The company said 212 people had been aboard the ferry ship.",
    title="Company counts 212 aboard",
    publisher="Inland Post",
    url="https://inland.example/count",
    published_at=datetime(2031, 5, 11, tzinfo=UTC),
)


def quoted(number: int, passage: Passage, words: str) -> Citation:
    """A citation of the first place where the passage says these words."""
    start = passage.start + passage.text.index(words)
    return Citation(number, passage, Span(start, start + len(words), words))


def answer(question: str = "What happened to the ferry?", hits: Iterable[Passage] = (HARBOUR, INLAND)) -> Answer:
    """An answer of two sentences and two citations."""
    return Answer(
        question=question,
        as_of=DAY,
        text="The ferry ran aground at dawn. [1] Its company counts 212 aboard. [2]",
        citations=(
            quoted(1, HARBOUR, "The ferry ran aground at dawn."),
            quoted(2, INLAND, "The company said 212 people had been aboard"),
        ),
        hits=tuple(Hit(passage, 1 / rank) for rank, passage in enumerate(hits, 1)),
        answerer="openai",
        model="scripted",
    )


def growing(whole: Answer) -> list[Answer]:
    """What a stream gives for this answer: the hits alone, one sentence more each time, the whole."""
    first = replace(whole, text="", citations=(), complete=False)
    half = replace(first, text="The ferry ran aground at dawn. [1]", citations=whole.citations[:1])
    return [first, half, whole]


@dataclass
class ScriptedQA:
    """Gives the scripted answers to whatever is asked, a step after each ``pace_s``; an exception is raised in turn.

    ``asked`` remembers the questions and their filters. While ``gate`` is not set, only the first step is given.
    """

    script: Sequence[Answer | Exception] | Callable[[str], Sequence[Answer | Exception]] = ()
    articles: int = 2
    pace_s: float = 0.0
    gate: threading.Event | None = None
    asked: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    answerer: str = "openai"
    model: str | None = "scripted"

    async def astream(self, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[Answer, None]:
        self.asked.append((question, dict(asked)))
        try:
            script = self.script(question) if callable(self.script) else self.script
            for index, step in enumerate(script or growing(answer(question))):
                if index and self.gate is not None:
                    while not self.gate.is_set():
                        await asyncio.sleep(0.02)
                await asyncio.sleep(self.pace_s)
                if isinstance(step, Exception):
                    raise step
                yield step
            self.ended.append("whole")
        except BaseException as stopped:
            self.ended.append(type(stopped).__name__)
            raise

    def search(self, question: str, k: int = 10, **asked: Unpack[Scope]) -> list[Hit]:
        return list(answer().hits)[:k]

    def timeline(self, subject: str, *, limit: int = 20, **asked: Unpack[Scope]) -> Timeline:
        self.asked.append((subject, {**asked, "limit": limit}))
        return Timeline(subject, (), DAY)

    def article(self, article_id: str) -> Article | None:
        return None

    @property
    def store(self) -> NewsStore:
        raise StoreNotFound("the scripted answers come from no store: run `dateline ingest`")

    def stats(self) -> StoreStats:
        return StoreStats(
            articles=self.articles,
            passages=self.articles,
            leads_embedded=self.articles,
            publishers={"Harbour Gazette": 1, "Inland Post": 1} if self.articles else {},
            first_published=HARBOUR.published_at if self.articles else None,
            last_published=INLAND.published_at if self.articles else None,
            models=StoreModels(None, None),
            store_bytes=1,
            generation=1,
        )

    def stands(self) -> bool:
        return True

    def close(self) -> None:
        self.ended.append("closed")
