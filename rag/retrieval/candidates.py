"""Candidates from words, passage vectors and lead vectors under the same filters, with each list's scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from rag.models.protocols import EmbeddingModel
from rag.retrieval.weights import RetrievalWeights
from rag.store import Candidate, Family, NewsStore
from rag.types import Filters

MISSING_SHARE = 0.8  # of the lowest BM25 score listed: what an unlisted passage is taken to have
MISSING_COSINE = 0.02  # below the lowest cosine listed


@dataclass(frozen=True, slots=True)
class EmbeddingModels:
    """The models of the two vector families; None where a family is switched off."""

    passages: EmbeddingModel | None
    leads: EmbeddingModel | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One list's scores by key, and the 1-based ranks of those it found over all days."""

    scores: dict[int, float] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)

    @property
    def lowest(self) -> float:
        """The smallest score, 0 where the list is empty."""
        return min(self.scores.values(), default=0.0)

    @property
    def highest(self) -> float:
        """The greatest score, 0 where the list is empty."""
        return max(self.scores.values(), default=0.0)


@dataclass(frozen=True, slots=True)
class Pool:
    """Every candidate's key, in no particular order, and the three lists.

    ``judged`` is what a reranker said of some, ``held`` the share of a keyword search's words that some hold.
    """

    keys: tuple[int, ...]
    words: Listed
    passages: Listed
    leads: Listed
    judged: Listed = field(default_factory=Listed)
    held: Mapping[int, float] = field(default_factory=dict)


def gather(
    store: NewsStore, models: EmbeddingModels, text: str, *, filters: Filters, weights: RetrievalWeights, k: int
) -> Pool:
    """What the three lists find for ``text``, over all days that the filters allow and over the recent ones.

    Each list is read to the weights' depth, deeper where ``k`` hits are wanted of it.
    """
    reaches = list(_reaches(filters, weights, k))
    words = (
        store.search_words(text, k=depth, filters=reach, title_boost=0.0) for depth, reach in reaches if weights.words
    )
    families = []
    switched: tuple[tuple[Family, EmbeddingModel | None, float], ...] = (
        ("passages", models.passages, weights.passages),
        ("leads", models.leads, weights.leads),
    )
    for family, model, weight in switched:
        found: list[Sequence[Candidate]] = []
        if model is not None and weight:
            vector = model.embed_question(text)
            found = [store.search_vectors(family, vector, k=depth, filters=reach) for depth, reach in reaches]
        families.append(listed(found))
    by_words, (passages, leads) = listed(words), families
    keys = dict.fromkeys(key for one in (by_words, passages, leads) for key in one.scores)
    return Pool(tuple(keys), by_words, passages, leads)


def listed(found: Iterable[Sequence[Candidate]]) -> Listed:
    """Several searches of one list as one, each best first; ranks are those of the first search.

    >>> listed([[Candidate(1, 9.0)], [Candidate(1, 9.0), Candidate(2, 5.0)]])
    Listed(scores={1: 9.0, 2: 5.0}, ranks={1: 1})
    """
    one = Listed()
    for at, candidates in enumerate(found):
        for rank, candidate in enumerate(candidates, start=1):
            one.scores[candidate.key] = candidate.score
            if at == 0:
                one.ranks[candidate.key] = rank
    return one


_CALENDAR_BEGINS: Final = datetime.min.replace(tzinfo=UTC)


def _reaches(filters: Filters, weights: RetrievalWeights, k: int) -> Iterator[tuple[int, Filters]]:
    yield max(weights.depth, 2 * k), filters
    weeks = timedelta(days=weights.recent_days)
    if weights.recent_depth and filters.until is not None and filters.until - _CALENDAR_BEGINS > weeks:
        recent = filters.until - weeks
        if filters.since is None or filters.since < recent:
            yield weights.recent_depth, replace(filters, since=recent, undated=False)
