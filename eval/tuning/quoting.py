"""Fits the quoting answer's weights to questions with known answers, and checks them on later ones.

Each quotable sentence of a question's passages is scored linearly by its signs (see ``rag.answering.signs``); the
weights are those under which a sentence drawn by the softmax of the scores is likeliest one that holds an answer.
Questions without such a sentence teach nothing and are left out.

What the weights are judged by: of the questions whose first five passages hold an answer (as plain answer recall@5
counts it, by title or text), the share whose quoted sentences hold it; the share whose best sentence does; and how many
sentences are quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from eval.cases import Case, Dataset, day_of
from eval.metrics.answer_recall import holds_answer
from eval.metrics.matching import contains_any
from eval.outcome import Outcome
from eval.tuning.fitting import Learned, softmax_weights
from rag.answering.quotable import Sentence
from rag.answering.quoting import Quoter, QuotingWeights, choose, ranked
from rag.answering.signs import SIGNS, Signs
from rag.days import end_of
from rag.errors import UsageError
from rag.retrieval.search import NewsQuery, Retrieved
from rag.types import Filters

HELD_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Quotable:
    """One question's sentences, their signs, and which of them hold an answer.

    ``held`` tells whether its first five passages hold one.
    """

    day: date
    sentences: tuple[Sentence, ...]
    signs: Signs
    right: NDArray[np.bool_]
    held: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """Of the ``questions`` whose first passages hold an answer: how many quoting answers and best sentences hold it.

    ``sentences`` is the mean number of quoted sentences. NaN of no questions.
    """

    questions: int
    kept: float
    first: float
    sentences: float


@dataclass(frozen=True, slots=True)
class QuotingFit:
    """The weights found, and what is quoted by them before and from the day on; ``shipped`` is by those in use."""

    weights: Mapping[str, float]
    fitted: Quoted
    checked: Quoted
    shipped: Quoted


def fit_quoting(
    dataset: Dataset,
    retrieve: Callable[[NewsQuery], Retrieved],
    quoter: Quoter,
    *,
    until: date,
    progress: Callable[[], None] = lambda: None,
) -> QuotingFit:
    """Fit on the cases asked before ``until``, check on the others."""
    questions = [one for case in dataset.cases for one in _quotable(case, retrieve, quoter, progress)]
    early = [one for one in questions if one.day < until]
    late = [one for one in questions if one.day >= until]
    teaching = [Learned(one.day, one.signs.values, one.right) for one in early if one.right.any()]
    if not teaching:
        raise UsageError(f"{dataset.name}: no question asked before {until} has a sentence that holds its answer")
    found = softmax_weights(teaching)
    weights = replace(quoter.weights, signs=tuple(found.tolist()))
    return QuotingFit(
        dict(zip(SIGNS, found.tolist(), strict=True)),
        fitted=quoted(early, weights),
        checked=quoted(late, weights),
        shipped=quoted(late, quoter.weights),
    )


def quoted(questions: Sequence[Quotable], weights: QuotingWeights) -> Quoted:
    """What is quoted by these weights."""
    kept, first, counts = [], [], []
    for one in questions:
        if not one.held:
            continue
        place = {sentence.quote: at for at, sentence in enumerate(one.sentences)}
        chosen = [place[item.sentence.quote] for item in choose(ranked(one.sentences, one.signs, weights), weights)]
        kept.append(bool(one.right[chosen].any()))
        first.append(bool(one.right[chosen[:1]].any()))
        counts.append(len(chosen))
    if not kept:
        return Quoted(0, float("nan"), float("nan"), float("nan"))
    return Quoted(len(kept), float(np.mean(kept)), float(np.mean(first)), float(np.mean(counts)))


def _quotable(
    case: Case, retrieve: Callable[[NewsQuery], Retrieved], quoter: Quoter, progress: Callable[[], None]
) -> Iterator[Quotable]:
    progress()
    day, as_of = day_of(case.as_of), end_of(case.as_of)
    if day is None or as_of is None or not case.answers:
        return
    depth = max(quoter.weights.passages, HELD_WITHIN)
    passages = [hit.passage for hit in retrieve(NewsQuery(case.question, as_of, Filters(until=as_of), depth)).hits]
    outcome = Outcome(case, depth)
    if not any(holds_answer(passage, outcome) for passage in passages):
        return  # nothing to learn from, nothing to keep: the sentences need no reading
    sentences, found = quoter.weighed(case.question, passages[: quoter.weights.passages])
    right = np.array([contains_any(sentence.text, case.answers) for sentence in sentences], dtype=np.bool_)
    held = any(holds_answer(passage, outcome) for passage in passages[:HELD_WITHIN])
    yield Quotable(day, tuple(sentences), found, right, held)
