"""The whole of retrieval behind one method: understand the question, gather candidates, rank them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rag.retrieval.candidates import EmbeddingModels, gather
from rag.retrieval.question import Understood, understand
from rag.retrieval.ranking import rank
from rag.retrieval.weights import RetrievalWeights
from rag.store import Header, NewsStore
from rag.types import Filters, Hit, Turn, Window


@dataclass(frozen=True, slots=True)
class NewsQuery:
    """A question with everything its caller said about it: nothing published at or after ``as_of`` exists for it.

    ``history`` is what was asked and answered before it, oldest first: retrieval looks at the question alone, which
    whoever answers has made whole before.
    """

    question: str
    as_of: datetime
    filters: Filters = Filters()
    k: int = 8
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was understood, what was searched (``filters``), and the hits, best first."""

    understood: Understood
    filters: Filters
    window: Window | None
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class NewsSearch:
    """Understand, search, rank: retrieval alone, without an answer.

    A searcher holds no state of its own: it may be used from many threads at once.
    """

    store: NewsStore
    models: EmbeddingModels
    weights: RetrievalWeights = field(default_factory=RetrievalWeights)

    def retrieve(self, query: NewsQuery) -> Retrieved:
        """The best ``query.k`` passages for the question, of the days and outlets it may be answered from."""
        understood = understand(
            query.question,
            as_of=query.as_of,
            publishers=tuple(self.store.publishers()),
            read_windows=self.weights.read_windows,
            read_outlets=self.weights.read_outlets,
            read_sections=self.weights.read_sections,
            read_past=self.weights.read_past,
        )
        filters = narrowed(query.filters, understood)
        text = understood.search_text or query.question
        pool = gather(self.store, self.models, text, filters=filters, weights=self.weights)
        headers = self.store.headers(pool.keys)
        ranked = rank(pool, headers, understood, self.weights, k=query.k)
        passages = self.store.passages([item.header.key for item in ranked])
        voices = self._voices([item.header for item in ranked], query.as_of)
        hits = [
            Hit(passages[item.header.key], item.score, item.why, _others(item.header, voices))
            for item in ranked
            if item.header.key in passages
        ]
        return Retrieved(understood, filters, window_searched(query.filters, understood), tuple(hits))

    def _voices(self, headers: Sequence[Header], as_of: datetime) -> dict[str, tuple[str, ...]]:
        """The outlets that had carried each hit's story by the day asked, whether or not they were found."""
        if not self.weights.collapse_stories:
            return {}
        return self.store.voices(sorted({header.story_id for header in headers}), until=as_of)


def narrowed(asked: Filters, understood: Understood) -> Filters:
    """The caller's filters, the day asked and what the question itself firmly says, all together.

    What the caller said wins over what the question's words seem to say.
    """
    since, until = asked.since, _earlier(asked.until, understood.as_of)
    window = understood.window
    if window is not None and window.firm and asked.since is None and asked.until is None:
        since, until = window.since, _earlier(window.until, until)
    publishers: Sequence[str] = asked.publishers
    if not publishers and understood.publishers_firm:
        publishers = understood.publishers
    return replace(asked, since=since, until=until, publishers=tuple(publishers))


def window_searched(asked: Filters, understood: Understood) -> Window | None:
    """The window to tell the reader: the caller's own bounds, else what the question's words gave."""
    if asked.since is not None or asked.until is not None:
        return Window(asked.since, asked.until, firm=True)
    return understood.window


def _others(header: Header, voices: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    own = header.publisher.casefold()
    return tuple(name for name in voices.get(header.story_id, ()) if name.casefold() != own)


def _earlier(a: datetime | None, b: datetime | None) -> datetime | None:
    return b if a is None else a if b is None else min(a, b)
