"""Fits retrieval's weights to questions with known answers, and checks them on later ones.

Each question's candidates are scored linearly (see ``rag.retrieval.weights``); the weights are those under which a
candidate drawn by the softmax of the scores is likeliest a timely passage that holds an answer. Questions without such
a candidate teach nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case, Dataset, day_of
from eval.metrics.answer_recall import holds_answer, is_timely
from eval.outcome import Outcome
from rag.days import end_of
from rag.errors import UsageError
from rag.retrieval.candidates import Pool, gather
from rag.retrieval.question import understand
from rag.retrieval.ranking import relevance, timeliness
from rag.retrieval.search import NewsSearch
from rag.retrieval.weights import RetrievalWeights
from rag.types import Filters

FITTED = ("words", "passages", "leads", "first", "month", "season")
STEPS, RATE, SHRINK = 400, 0.1, 1e-3
DEPTHS = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class Learned:
    """One question's candidates: ``features`` of shape (candidates, len(FITTED)), and which of them are right."""

    day: date
    features: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """The weights found, and timely answer recall by depth, on the questions fitted to and on the later ones."""

    weights: Mapping[str, float]
    fitted_on: int
    checked_on: int
    recall_fitted: Mapping[int, float]
    recall_checked: Mapping[int, float]


def fit(dataset: Dataset, search: NewsSearch, *, until: date) -> Fit:
    """Fit on the cases asked before ``until``, check on the others; the recalls are over all of them."""
    questions = [learned for case in dataset.cases for learned in _learned(case, search)]
    early = [one for one in questions if one.day < until]
    late = [one for one in questions if one.day >= until]
    teaching = [one for one in early if one.right.any()]
    if not teaching:
        raise UsageError(f"{dataset.name}: no question asked before {until} has a right passage among its candidates")
    weights = softmax_weights(teaching)
    return Fit(
        dict(zip(FITTED, weights.tolist(), strict=True)),
        len(early),
        len(late),
        {k: recall(early, weights, k) for k in DEPTHS},
        {k: recall(late, weights, k) for k in DEPTHS},
    )


def softmax_weights(questions: Sequence[Learned]) -> NDArray[np.float64]:
    """Weights by gradient ascent on the mean log probability of a right candidate; features scaled on the way."""
    features = np.concatenate([one.features for one in questions])
    right = np.concatenate([one.right for one in questions])
    lengths = [len(one.right) for one in questions]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    owner = np.repeat(np.arange(len(questions)), lengths)
    scale = features.std(axis=0) + 1e-9
    scaled = features / scale
    weights, first, second = (np.zeros(len(scale)) for _ in range(3))
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba, ICLR 2015): no step size to tune by hand
        scores = scaled @ weights
        exponents = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        among_all = exponents / np.add.reduceat(exponents, starts)[owner]
        among_right = exponents * right / np.add.reduceat(exponents * right, starts)[owner]
        slope = (among_right - among_all) @ scaled / len(questions) - 2 * SHRINK * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights = weights + RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    fitted: NDArray[np.float64] = weights / scale
    return fitted


def recall(questions: Sequence[Learned], weights: NDArray[np.float64], k: int) -> float:
    """Share of the questions with a right passage among the ``k`` best; NaN of none."""
    found = [one.right[np.argsort(-(one.features @ weights), kind="stable")[:k]].any() for one in questions]
    return float(np.mean(found)) if found else float("nan")


def _learned(case: Case, search: NewsSearch) -> Iterator[Learned]:
    day, as_of = day_of(case.as_of), end_of(case.as_of)
    if day is None or as_of is None or not case.answers:
        return
    pool = gather(
        search.store, search.models, case.question, filters=Filters(until=as_of), weights=search.weights, k=DEPTHS[-1]
    )
    keys, features = features_of(pool, search, case.question, as_of)
    passages = search.store.passages(keys)
    outcome = Outcome(case, depth=len(keys))
    right = [is_timely(passages[key], outcome) and holds_answer(passages[key], outcome) for key in keys]
    if keys:
        yield Learned(day, features, np.array(right))


def features_of(
    pool: Pool, search: NewsSearch, question: str, as_of: datetime
) -> tuple[list[int], NDArray[np.float64]]:
    """The candidates' keys, and what ranking would score each with if one weight alone were 1."""
    nothing: dict[str, Any] = dict.fromkeys((*FITTED, "window", "outlet", "section"), 0.0)
    understood = replace(understand(question, as_of=as_of), window=None, about_past=False)
    headers = search.store.headers(pool.keys)
    keys = [key for key in pool.keys if key in headers]
    columns = []
    for name in FITTED:
        alone = RetrievalWeights(**{**nothing, name: 1.0})
        if name in ("month", "season"):
            columns.append([timeliness(headers[key], understood, alone) for key in keys])
        else:
            fits = relevance(pool, headers, alone)
            columns.append([fits[key] for key in keys])
    return keys, np.array(columns, dtype=np.float64).T
