"""Answers kept for whoever asks the same again: bounded, in memory, of no use after the next ingest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from time import perf_counter

from rag.days import last_moment
from rag.retrieval.search import NewsQuery
from rag.store import Coverage
from rag.types import Answer, Filters, Usage


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """All that an answer depends on, but for the hour."""

    question: str
    filters: Filters
    day: date
    k: int
    generation: int
    model: str | None


class AnswerCache:
    """The answers used last, at most ``size`` of them; 0 keeps none. For many threads.

    ``coverage`` and ``generation`` are the store's. An answer is kept only if it is complete, and the model's own where
    there is a model: not the sources' sentences in its stead, nor that they do not say it, nor what a reranker's
    failure left.
    """

    def __init__(
        self, size: int, *, model: str | None, generation: Callable[[], int], coverage: Callable[[Filters], Coverage]
    ) -> None:
        self._size = size
        self._model = model
        self._generation = generation
        self._coverage = coverage
        self._answers: OrderedDict[AnswerKey, Answer] = OrderedDict()
        self._lock = Lock()

    def key(self, query: NewsQuery) -> AnswerKey | None:
        """Under what the query's answer is kept, None where nothing is; take it before answering."""
        if not self._size:
            return None
        question = " ".join(query.question.split())
        day = last_moment(query.as_of).date()
        return AnswerKey(question, query.filters, day, query.k, self._generation(), self._model)

    def find(self, key: AnswerKey | None, query: NewsQuery) -> tuple[Answer, Answer] | None:
        """The opening answer and the complete one, as for a stream; None where it is not known.

        The complete one's ``timings_ms`` are ``{"cached": …}``, and its usage is nothing, for nothing was used.
        """
        started = perf_counter()
        with self._lock:
            known = self._answers.get(key) if key else None
            if key is None or known is None:
                return None
            self._answers.move_to_end(key)
        if not self._same_news(known, query):
            return None
        elapsed_ms = (perf_counter() - started) * 1000
        complete = replace(
            known, question=query.question, as_of=query.as_of, usage=Usage(), timings_ms={"cached": elapsed_ms}
        )
        return replace(complete, text="", citations=(), notes=(), complete=False), complete

    def keep(self, key: AnswerKey | None, answer: Answer) -> None:
        """Keep an answer; the one unused for longest makes room."""
        if key is None or not answer.complete or answer.model != self._model or _gave_up(answer):
            return
        with self._lock:
            for old in [old for old in self._answers if old.generation != key.generation]:
                del self._answers[old]
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._size:
                self._answers.popitem(last=False)

    def _same_news(self, known: Answer, query: NewsQuery) -> bool:
        """No article was published between the two moments of the day."""
        first, last = sorted((known.as_of, query.as_of))
        return first == last or not self._coverage(Filters(since=first, until=last)).articles


def _gave_up(answer: Answer) -> bool:
    """A model or the reranker may have failed, which another time it may not."""
    if any(note.kind == "model" for note in answer.notes):
        return True
    return answer.model is not None and answer.abstained is not None and answer.abstained.reason == "not_answered"
