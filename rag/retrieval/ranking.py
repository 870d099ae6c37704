"""From candidates to hits: nearness to the day asked, one voice per story, no article crowding out the rest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from rag.retrieval.candidates import MISSING_COSINE, MISSING_SHARE, Pool
from rag.retrieval.question import Understood
from rag.retrieval.sections import in_section
from rag.retrieval.weights import RetrievalWeights
from rag.store import Header
from rag.types import Why

DAY_S = 86_400.0
MONTH_DAYS, SEASON_DAYS = 21.0, 90.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place."""

    header: Header
    score: float
    why: Why


def rank(
    pool: Pool, headers: Mapping[int, Header], understood: Understood, weights: RetrievalWeights, *, k: int
) -> list[Ranked]:
    """The best ``k`` candidates, best first; those without a header are no longer in the store and are left out."""
    fits = relevance(pool, headers, weights)
    by_fit: list[tuple[Header, float]] = [(headers[key], fits[key]) for key in pool.keys if key in headers]
    by_news = [(header, fit + timeliness(header, understood, weights)) for header, fit in by_fit]
    if weights.collapse_stories:
        voices = _voices(_best_first(by_news))
        by_fit, by_news = ([item for item in scored if item[0].article_id in voices] for scored in (by_fit, by_news))
    placed = {
        name: _spread(_best_first(scored), per_article=weights.passages_per_article)
        for name, scored in (("news", by_news), ("any_day", by_fit))
    }
    background = range(0) if understood.about_past else _background(by_fit, understood, weights, k=k)
    news, any_day = ([header.key for header, _ in placed[name]] for name in ("news", "any_day"))
    chosen = _mixed(news, any_day, background=background, k=k)
    scores = {header.key: score for header, score in by_news}
    return [Ranked(headers[key], scores[key], why(pool, key)) for key in chosen]


def in_turn(lists: Sequence[Sequence[Ranked]], weights: RetrievalWeights, *, k: int) -> list[Ranked]:
    """Several questions' candidates as one list: each one's first, then each one's second and so on, ``k`` in all.

    Nothing comes twice. Scores of different questions cannot be compared: the new ones are 1, 1/2, 1/3 ...
    """
    found: dict[int, Ranked] = {}
    for places in zip_longest(*lists):
        for item in places:
            if item is not None:
                found.setdefault(item.header.key, item)
    by_turn = [(item.header, item.score) for item in found.values()]
    if weights.collapse_stories:
        voices = _voices(by_turn)
        by_turn = [item for item in by_turn if item[0].article_id in voices]
    kept = _spread(by_turn, per_article=weights.passages_per_article)[:k]
    return [replace(found[header.key], score=1 / place) for place, (header, _) in enumerate(kept, start=1)]


def relevance(pool: Pool, headers: Mapping[int, Header], weights: RetrievalWeights) -> dict[int, float]:
    """How well each candidate fits the question, whatever its day."""
    best_words = pool.words.highest or 1.0
    no_words = MISSING_SHARE * pool.words.lowest
    no_passage = pool.passages.lowest - MISSING_COSINE
    no_lead = pool.leads.lowest - MISSING_COSINE
    lead_of = {headers[key].article_id: score for key, score in pool.leads.scores.items() if key in headers}
    return {
        key: weights.words * pool.words.scores.get(key, no_words) / best_words
        + weights.passages * pool.passages.scores.get(key, no_passage)
        + weights.leads * lead_of.get(header.article_id, no_lead)
        + weights.first * (header.index == 0)
        + weights.keywords * pool.held.get(key, 0.0)
        + weights.rerank_weight * pool.judged.scores.get(key, 0.0)
        for key in pool.keys
        if (header := headers.get(key)) is not None
    }


def timeliness(header: Header, understood: Understood, weights: RetrievalWeights) -> float:
    """How much likelier than any other this article is meant, before its words are looked at."""
    score = weights.outlet * (header.publisher in understood.publishers)
    score += weights.section * in_section(header.section, understood.sections)
    window = understood.window
    if understood.about_past or (window is not None and window.firm):
        return score
    if window is not None and header.published_at is not None:
        since, until = window.since, window.until
        inside = (since is None or header.published_at >= since) and (until is None or header.published_at < until)
        score += weights.window * inside
    age_days = age(header.published_at, understood.as_of)
    return score + weights.month * math.exp(-age_days / MONTH_DAYS) + weights.season * math.exp(-age_days / SEASON_DAYS)


def age(published_at: datetime | None, as_of: datetime) -> float:
    """Days from publication to the day asked, at least 0; endless where the date is not known."""
    if published_at is None:
        return math.inf
    return max(0.0, (as_of - published_at).total_seconds() / DAY_S)


def why(pool: Pool, key: int) -> Why:
    """The ranks that a hit carries."""
    return Why(pool.words.ranks.get(key), pool.passages.ranks.get(key), pool.leads.ranks.get(key))


def _background(
    by_fit: Sequence[tuple[Header, float]], understood: Understood, weights: RetrievalWeights, *, k: int
) -> range:
    """The places, from 0, of the best passages of any day: the last ones, or every second where the day is in doubt."""
    old = [age(header.published_at, understood.as_of) > SEASON_DAYS for header, _ in by_fit]
    best_old = max((fit for (_, fit), is_old in zip(by_fit, old, strict=True) if is_old), default=0.0)
    best_new = max((fit for (_, fit), is_old in zip(by_fit, old, strict=True) if not is_old), default=0.0)
    if best_old - best_new > weights.doubt:
        return range(1, k, 2)
    return range(k - int(k * weights.background_share), k)


def _mixed(news: Sequence[int], any_day: Sequence[int], *, background: range, k: int) -> list[int]:
    """``k`` keys, each once: in the ``background`` places the best of any day that is not placed yet.

    >>> _mixed([1, 2, 3, 4], [4, 2, 1, 3], background=range(1, 4, 2), k=4)
    [1, 4, 2, 3]
    """
    chosen: dict[int, None] = {}
    for place in range(k):
        key = next((key for key in (any_day if place in background else news) if key not in chosen), None)
        if key is not None:
            chosen[key] = None
    return list(chosen)


def _best_first(scored: Sequence[tuple[Header, float]]) -> list[tuple[Header, float]]:
    return sorted(scored, key=lambda item: (-item[1], item[0].key))


def _voices(ranked: Sequence[tuple[Header, float]]) -> set[str]:
    """The best-placed article of each story."""
    voices: dict[str, str] = {}
    for header, _ in ranked:
        voices.setdefault(header.story_id, header.article_id)
    return set(voices.values())


def _spread(ranked: Sequence[tuple[Header, float]], *, per_article: int) -> list[tuple[Header, float]]:
    """The same list with an article's passages beyond ``per_article`` moved behind everything else."""
    seen: dict[str, int] = {}
    kept: list[tuple[Header, float]] = []
    surplus: list[tuple[Header, float]] = []
    for item in ranked:
        count = seen[item[0].article_id] = seen.get(item[0].article_id, 0) + 1
        (kept if count <= per_article else surplus).append(item)
    return kept + surplus
