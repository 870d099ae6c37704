"""Means, percentiles and their bootstrap confidence intervals (Efron, 1979: percentile intervals), seeded."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Aggregate: TypeAlias = Literal["mean", "p50", "p95"]
Values: TypeAlias = NDArray[np.float64]

RESAMPLES, SEED, LEVEL = 2000, 20240624, 0.95
_CHUNK_VALUES = 2_000_000  # values drawn at once: 16 MB


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, its 95 % interval, and how many cases were and were not scored; all NaN where none was."""

    value: float
    low: float
    high: float
    scored: int
    unscored: int = 0


def estimate(scores: Sequence[float], aggregate: Aggregate = "mean") -> Estimate:
    """The aggregate of the scores that are not NaN.

    The interval is the 2.5 to 97.5 percentile of 2,000 resamples of the cases; it depends on the scores only.
    """
    everything = np.asarray(scores, dtype=np.float64)
    scored = everything[~np.isnan(everything)]
    missing = len(everything) - len(scored)
    if not len(scored):
        return Estimate(math.nan, math.nan, math.nan, 0, missing)
    low, high = _interval(scored[np.newaxis, :], lambda rows: _AGGREGATES[aggregate](rows[0]))
    return Estimate(_single(scored, aggregate), low, high, len(scored), missing)


def estimate_difference(
    first: Sequence[float], second: Sequence[float], aggregate: Aggregate = "mean", *, unscored: int = 0
) -> tuple[float, float, Estimate]:
    """Both aggregates, and second minus first; a resample draws pairs, so what is hard for both cancels out.

    Same length, no NaN, at least one pair.
    """
    pairs = np.asarray([first, second], dtype=np.float64)
    one, other = _single(pairs[0], aggregate), _single(pairs[1], aggregate)
    low, high = _interval(pairs, lambda rows: _AGGREGATES[aggregate](rows[1]) - _AGGREGATES[aggregate](rows[0]))
    return one, other, Estimate(other - one, low, high, pairs.shape[1], unscored)


def _single(scores: Values, aggregate: Aggregate) -> float:
    return float(_AGGREGATES[aggregate](scores[np.newaxis, :])[0])


def _interval(columns: Values, statistic: Callable[[Values], Values]) -> tuple[float, float]:
    """The interval of a statistic over cases drawn with replacement; ``columns`` has shape ``(rows, cases)``.

    ``statistic`` is given shape ``(rows, resamples, cases)`` and returns one value a resample.
    """
    random = np.random.default_rng(SEED)
    cases = columns.shape[1]
    at_once = max(1, _CHUNK_VALUES // cases)
    found = []
    for start in range(0, RESAMPLES, at_once):
        drawn = random.integers(0, cases, size=(min(at_once, RESAMPLES - start), cases))
        found.append(statistic(columns[:, drawn]))
    low, high = np.quantile(np.concatenate(found), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


_AGGREGATES: dict[Aggregate, Callable[[Values], Values]] = {
    "mean": lambda rows: rows.mean(axis=-1),
    "p50": lambda rows: np.quantile(rows, 0.50, axis=-1),
    "p95": lambda rows: np.quantile(rows, 0.95, axis=-1),
}
