"""The whole of retrieval behind one method: understand the question, gather candidates, rank them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rag.models.protocols import Message, Reranker
from rag.retrieval.candidates import EmbeddingModels, gather
from rag.retrieval.decomposing import Parts, build_request, is_comparison
from rag.retrieval.keywords import is_keywords, share_held
from rag.retrieval.laps import Laps
from rag.retrieval.question import Understood, understand
from rag.retrieval.ranking import Ranked, in_turn, rank
from rag.retrieval.reranking import rerank
from rag.retrieval.weights import RetrievalWeights
from rag.store import Header, NewsStore
from rag.types import Filters, Hit, Note, Turn, Usage, Window

NO_PARTS = Parts()


@dataclass(frozen=True, slots=True)
class NewsQuery:
    """A question with everything its caller said about it: nothing published at or after ``as_of`` exists for it.

    ``history`` is what was asked and answered before it, oldest first: retrieval looks at the question alone, which
    whoever answers has made whole before. ``notes`` are to be told beside whatever is found.
    """

    question: str
    as_of: datetime
    filters: Filters = Filters()
    k: int = 8
    history: tuple[Turn, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was understood, what was searched (``filters``), and the hits, best first.

    ``notes`` say what a reader should know of the search, ``usage`` what chat models took that had a part in it,
    ``timings_ms`` is wall time by stage: understand, gather, rerank, rank, read.
    """

    understood: Understood
    filters: Filters
    window: Window | None
    hits: tuple[Hit, ...]
    notes: tuple[Note, ...] = ()
    usage: Usage = Usage()
    timings_ms: Mapping[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one search gave, before passages are read."""

    understood: Understood
    filters: Filters
    ranked: list[Ranked]
    notes: tuple[Note, ...]
    usage: Usage


_TRIES = 3


@dataclass(frozen=True, slots=True)
class NewsSearch:
    """Understand, search, rank: retrieval alone, without an answer.

    A searcher holds no state of its own: it may be used from many threads at once.
    """

    store: NewsStore
    models: EmbeddingModels
    weights: RetrievalWeights = field(default_factory=RetrievalWeights)
    reranker: Reranker | None = None

    def retrieve(self, query: NewsQuery, parts: Parts = NO_PARTS) -> Retrieved:
        """The best ``query.k`` passages for the question, of the days and outlets it may be answered from.

        With ``parts``, each of them is searched too and the lists are taken in turn. Where a writer publishes
        meanwhile, what was found may be gone before it is read: then it is searched again.
        """
        for _ in range(_TRIES - 1):
            generation = self.store.generation()
            found = self._retrieve(query, parts)
            if self.store.generation() == generation:
                return found
        return self._retrieve(query, parts)

    def _retrieve(self, query: NewsQuery, parts: Parts) -> Retrieved:
        laps = Laps()
        whole = self._find(query, laps)
        ranked, notes, usage = whole.ranked, whole.notes, parts.usage + whole.usage
        if parts.questions:
            # A reranker that has just failed is not waited for again.
            once = replace(self, reranker=None) if whole.notes else self
            asked = [replace(query, question=part) for part in parts.questions]
            found = [once._find(part, laps, within=whole.filters) for part in asked]
            ranked = in_turn([ranked, *(one.ranked for one in found)], self.weights, k=query.k)
            notes = tuple(dict.fromkeys((*notes, *(note for one in found for note in one.notes), _searched(parts))))
            usage = sum((one.usage for one in found), usage)
        passages = self.store.passages([item.header.key for item in ranked])
        voices = self._voices([item.header for item in ranked], query.as_of)
        hits = [
            Hit(passages[item.header.key], item.score, item.why, _others(item.header, voices))
            for item in ranked
            if item.header.key in passages
        ]
        window = window_searched(query.filters, whole.understood)
        laps.lap("read")
        notes = (*query.notes, *notes)
        return Retrieved(whole.understood, whole.filters, window, tuple(hits), notes, usage, laps.elapsed_ms)

    def parts_request(self, query: NewsQuery) -> list[Message] | None:
        """What to ask a chat model before searching: which ``parts`` a comparison has. None: the question is none."""
        compares = self.weights.decompose and is_comparison(query.question)
        return build_request(query.question) if compares else None

    def _find(self, query: NewsQuery, laps: Laps, within: Filters | None = None) -> _Found:
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
        if within is not None:
            filters = both(filters, within)
        text = understood.search_text or query.question
        laps.lap("understand")
        pool = gather(self.store, self.models, text, filters=filters, weights=self.weights, k=query.k)
        headers = self.store.headers(pool.keys)
        if self.weights.keywords and is_keywords(text):
            pool = replace(pool, held=share_held(self.store, understood, headers))
        laps.lap("gather")
        notes: tuple[Note, ...] = ()
        usage = Usage()
        if self.reranker is not None and self.weights.rerank_weight and self.weights.rerank_depth:
            best = rank(pool, headers, understood, self.weights, k=self.weights.rerank_depth)
            passages = self.store.passages([item.header.key for item in best])
            reranked = rerank(pool, passages, text, self.reranker)
            pool, notes, usage = reranked.pool, reranked.notes, reranked.usage
            laps.lap("rerank")
        ranked = rank(pool, headers, understood, self.weights, k=query.k)
        laps.lap("rank")
        return _Found(understood, filters, ranked, notes, usage)

    def _voices(self, headers: Sequence[Header], as_of: datetime) -> dict[str, tuple[str, ...]]:
        """The outlets that had carried each hit's story by the day asked, whether or not they were found."""
        if not self.weights.collapse_stories:
            return {}
        return self.store.voices(sorted({header.story_id for header in headers}), until=as_of)


def both(own: Filters, whole: Filters) -> Filters:
    """What a part of a question says of days and outlets, within what the whole question says.

    Where the two have nothing in common, the whole question's word alone counts.

    >>> both(Filters(publishers=("CNN", "BBC")), Filters(publishers=("cnn",))).publishers
    ('CNN',)
    """
    starts = [bound for bound in (own.since, whole.since) if bound is not None]
    since, until = max(starts, default=None), _earlier(own.until, whole.until)
    if since is not None and until is not None and since >= until:
        since, until = whole.since, whole.until
    allowed = {name.casefold() for name in whole.publishers}
    publishers = tuple(name for name in own.publishers if not allowed or name.casefold() in allowed)
    return replace(own, since=since, until=until, publishers=publishers or whole.publishers)


def _searched(parts: Parts) -> Note:
    return Note("searched", "Also searched: " + " · ".join(parts.questions))


def narrowed(asked: Filters, understood: Understood) -> Filters:
    """The caller's filters, the day asked and what the question itself firmly says, all together.

    What the caller said wins over what the question's words seem to say.
    """
    since, until, undated = asked.since, _earlier(asked.until, understood.as_of), asked.undated
    window = understood.window
    if window is not None and window.firm and asked.since is None and asked.until is None:
        since, until, undated = window.since, _earlier(window.until, until), False
    publishers: Sequence[str] = asked.publishers
    if not publishers and understood.publishers_firm:
        publishers = understood.publishers
    return replace(asked, since=since, until=until, publishers=tuple(publishers), undated=undated)


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
