"""Every number that retrieval is weighed with, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetrievalWeights:
    """How lists are fused and ranked.

    ``depth`` candidates are taken of each list. A candidate at 1-based rank r of a list of weight w adds
    ``w / (rank_constant + r)`` (reciprocal rank fusion, Cormack, Clarke and Büttcher, SIGIR 2009). The sum is
    multiplied by ``floor + (1 - floor) * 0.5 ** (age_days / half_life_days)``: of two equally fitting passages the one
    nearer to the day asked is likelier meant. Undated passages get ``floor``. A family of weight 0 is not searched.
    """

    depth: int = 300
    rank_constant: float = 60.0
    words: float = 1.0
    passages: float = 1.0
    leads: float = 1.0
    title_boost: float = 2.0
    half_life_days: float = 14.0
    recency_floor: float = 0.05
    window_gain: float = 1.5
    outlet_gain: float = 2.0
    passages_per_article: int = 3
    collapse_stories: bool = True
