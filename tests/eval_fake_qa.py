"""A stand-in for ``rag.NewsQA`` whose every answer is known beforehand, and that can be made to fail or wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from rag.types import Answer, Citation, Hit, Span, StoreModels, StoreStats, Usage
from tests.eval_outcomes import hits, passage

FOUND = passage("It was the Heron.", title="Heron aground", url="https://news.example/heron")
OTHER = passage("Nothing to see.", title="Quiet day", url="https://news.example/quiet")


@dataclass
class FakeQA:
    """Answers "It was the Heron. [1]" from two hits; ``before`` is called with each question and may raise."""

    before: Callable[[str], None] = lambda _question: None
    usage: Usage = Usage()
    answerer: str = "quoting"
    model: str | None = None
    articles: int = 2
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    most_at_once: int = 0
    _at_once: int = 0
    _lock: Any = field(default_factory=threading.Lock)

    def query(self, question: str, *, k: int | None = None, **scope: Any) -> Answer:
        found = self._answered(question, k or 10, scope)
        quote = Span(0, len(FOUND.text), FOUND.text)
        return Answer(
            question=question,
            as_of=datetime(2031, 5, 12, tzinfo=UTC),
            text="It was the Heron. [1]",
            citations=(Citation(1, FOUND, quote),),
            hits=found,
            usage=self.usage,
            timings_ms={"retrieve": 1.5},
        )

    def search(self, question: str, k: int = 10, **scope: Any) -> list[Hit]:
        return list(self._answered(question, k, scope))

    def stats(self) -> StoreStats:
        return StoreStats(self.articles, 2, 2, {}, None, None, StoreModels("static", "minilm"), 0, 1)

    def questions(self) -> list[str]:
        return sorted(question for question, _ in self.asked)

    def _answered(self, question: str, k: int, scope: dict[str, Any]) -> Sequence[Hit]:
        with self._lock:
            self.asked.append((question, {**scope, "k": k}))
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            self.before(question)
        finally:
            with self._lock:
                self._at_once -= 1
        return hits(FOUND, OTHER)[:k]
