"""From fused candidates to hits: nearness to the day asked, one voice per story, no article crowding out the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rag.retrieval.candidates import Fused
from rag.retrieval.question import Understood
from rag.retrieval.weights import RetrievalWeights
from rag.store import Header

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its final place. ``also`` names the other outlets whose copy of the story was folded into it."""

    fused: Fused
    header: Header
    score: float
    also: tuple[str, ...] = ()


def rank(
    fused: Iterable[Fused], headers: Mapping[int, Header], understood: Understood, weights: RetrievalWeights, *, k: int
) -> list[Ranked]:
    """The best ``k`` candidates, best first; those without a header are no longer in the store and are left out."""
    scored = [
        Ranked(item, headers[item.key], item.score * likelihood(headers[item.key], understood, weights))
        for item in fused
        if item.key in headers
    ]
    scored.sort(key=lambda ranked: (-ranked.score, ranked.fused.key))
    if weights.collapse_stories:
        scored = one_voice_per_story(scored)
    return spread_articles(scored, per_article=weights.passages_per_article)[:k]


def likelihood(header: Header, understood: Understood, weights: RetrievalWeights) -> float:
    """How much likelier than any other article this one is meant, before its words are looked at; above 0."""
    factor = recency(header.published_at, understood, weights)
    if understood.publishers and header.publisher in understood.publishers:
        factor *= weights.outlet_gain
    return factor


def recency(published_at: datetime | None, understood: Understood, weights: RetrievalWeights) -> float:
    """The recency prior, between ``recency_floor`` and 1, times ``window_gain`` inside a window that leans.

    1 where the question is about the past or a firm window already chose the days.
    """
    window = understood.window
    if understood.about_past or (window is not None and window.firm):
        return 1.0
    if published_at is None:
        return weights.recency_floor
    age_days = max(0.0, (understood.as_of - published_at).total_seconds() / DAY_S)
    prior = weights.recency_floor + (1 - weights.recency_floor) * 0.5 ** (age_days / weights.half_life_days)
    if window is None:
        return prior
    inside = (window.since is None or published_at >= window.since) and (
        window.until is None or published_at < window.until
    )
    return prior * weights.window_gain if inside else prior


def one_voice_per_story(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Only the best-placed article of each story, naming the other outlets that were found with it."""
    voice: dict[str, str] = {}
    others: dict[str, dict[str, None]] = {}
    for item in ranked:
        story, article = item.header.story_id, item.header.article_id
        if voice.setdefault(story, article) != article and item.header.publisher:
            others.setdefault(story, {})[item.header.publisher] = None
    return [
        Ranked(item.fused, item.header, item.score, tuple(others.get(item.header.story_id, ())))
        for item in ranked
        if voice[item.header.story_id] == item.header.article_id
    ]


def spread_articles(ranked: Sequence[Ranked], *, per_article: int) -> list[Ranked]:
    """The same list with an article's passages beyond ``per_article`` moved behind everything else."""
    seen: dict[str, int] = {}
    kept: list[Ranked] = []
    surplus: list[Ranked] = []
    for item in ranked:
        count = seen[item.header.article_id] = seen.get(item.header.article_id, 0) + 1
        (kept if count <= per_article else surplus).append(item)
    return kept + surplus
