"""Candidates from words, passage vectors and lead vectors under the same filters, fused by reciprocal rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rag.models.protocols import EmbeddingModel
from rag.retrieval.weights import RetrievalWeights
from rag.store import Candidate, Family, NewsStore
from rag.types import Filters, Why


@dataclass(slots=True)
class Fused:
    """A candidate with its fused score and its 1-based rank in each list that held it."""

    key: int
    score: float = 0.0
    ranks: dict[str, int] = field(default_factory=dict)

    @property
    def why(self) -> Why:
        """The ranks, as a hit carries them."""
        return Why(self.ranks.get("words"), self.ranks.get("passages"), self.ranks.get("leads"))


@dataclass(frozen=True, slots=True)
class EmbeddingModels:
    """The models of the two vector families; None where a family is switched off."""

    passages: EmbeddingModel | None
    leads: EmbeddingModel | None


def candidates(
    store: NewsStore, models: EmbeddingModels, text: str, *, filters: Filters, weights: RetrievalWeights
) -> list[Fused]:
    """Everything the three lists found for ``text``, best fused score first."""
    lists: dict[str, tuple[float, Sequence[Candidate]]] = {}
    if weights.words:
        words = store.search_words(text, k=weights.depth, filters=filters, title_boost=weights.title_boost)
        lists["words"] = (weights.words, words)
    families: tuple[tuple[Family, EmbeddingModel | None, float], ...] = (
        ("passages", models.passages, weights.passages),
        ("leads", models.leads, weights.leads),
    )
    for family, model, weight in families:
        if model is not None and weight:
            vector = model.embed_question(text)
            lists[family] = (weight, store.search_vectors(family, vector, k=weights.depth, filters=filters))
    return fuse(lists, rank_constant=weights.rank_constant)


def fuse(lists: Mapping[str, tuple[float, Sequence[Candidate]]], *, rank_constant: float) -> list[Fused]:
    """Weighted reciprocal rank fusion of named lists, each best first; ties keep the smaller key first.

    >>> a = [Candidate(1, 9.0), Candidate(2, 8.0)]
    >>> [(f.key, f.ranks) for f in fuse({"words": (1.0, a), "leads": (1.0, a[1:])}, rank_constant=60)]
    [(2, {'words': 2, 'leads': 1}), (1, {'words': 1})]
    """
    pool: dict[int, Fused] = {}
    for name, (weight, ranked) in lists.items():
        for rank, candidate in enumerate(ranked, start=1):
            fused = pool.setdefault(candidate.key, Fused(candidate.key))
            fused.score += weight / (rank_constant + rank)
            fused.ranks[name] = rank
    return sorted(pool.values(), key=lambda fused: (-fused.score, fused.key))
