"""From which fit on to answer: measured on questions the store can answer, and on the same asked too early.

A question counts as answerable where one of its hits is a relevant article or contains a right answer, in the days
around the question where no articles are known. Asked as of the day before the first of these, or 60 days earlier where
only answers are known, it is one that must be abstained from, unless a hit of that time contains the answer too. The
dataset's own unanswerable questions are added. Questions without hits are left out: they need no threshold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np

from eval.articles import article_key
from eval.cases import Case, Dataset, day_of
from eval.metrics.answer_recall import holds_answer, is_timely
from eval.outcome import Outcome
from rag.answering.deciding.calibration import CalibrationRun, Threshold
from rag.answering.deciding.fitting import FitWeights, Rarity, fit_of, question_words
from rag.days import end_of, start_of
from rag.errors import UsageError
from rag.retrieval.search import NewsQuery, Retrieved
from rag.types import Filters, Hit, StoreStats

TOO_EARLY = timedelta(days=60)
WRONG_AT_MOST = 0.03
WRONG_AT_MOST_QUOTED = 0.1  # without a model: two thirds of these would not have held their answer when quoted
DEPTH = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """The fit's score of one question, and whether its hits hold an answer."""

    case_id: str
    answerable: bool
    score: float


def calibrate(
    cases: Dataset,
    retrieve: Callable[[NewsQuery], Retrieved],
    rarity: Rarity,
    stats: StoreStats,
    *,
    wrong_at_most: float = WRONG_AT_MOST,
    wrong_at_most_quoted: float = WRONG_AT_MOST_QUOTED,
) -> CalibrationRun:
    """The highest thresholds that abstain from at most these shares of the answerable questions.

    ``wrong_at_most`` where a model reads the hits, ``wrong_at_most_quoted`` where their own sentences are quoted.
    """
    measured = [found for case in cases.cases for found in measure(case, retrieve, rarity)]
    answerable = [one.score for one in measured if one.answerable]
    unanswerable = [one.score for one in measured if not one.answerable]
    if not answerable or not unanswerable:
        raise UsageError(
            f"{cases.name}: {len(answerable)} questions that this store can answer and {len(unanswerable)} that it "
            "cannot: a threshold needs both, so calibrate with questions about the articles in the store"
        )

    def losing(share: float) -> Threshold:
        fit = threshold_that_loses(answerable, share)
        return Threshold(fit, _share_below(answerable, fit), _share_below(unanswerable, fit))

    return CalibrationRun(
        cases=cases.name,
        cases_sha256=cases.sha256(),
        passage_model=stats.models.passages,
        lead_model=stats.models.leads,
        passages=stats.passages,
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        read=losing(wrong_at_most),
        quoted=losing(wrong_at_most_quoted),
        weights=FitWeights(),
    )


def threshold_that_loses(scores: Sequence[float], share: float) -> float:
    """The score, cut to three digits, below which at most ``share`` of the scores lie.

    >>> threshold_that_loses([1.0, 2.0, 3.0, 4.0], 0.25)
    2.0
    """
    ranked = np.sort(np.asarray(scores))
    return float(np.floor(ranked[int(len(ranked) * share)] * 1000) / 1000)


def measure(case: Case, retrieve: Callable[[NewsQuery], Retrieved], rarity: Rarity) -> Iterator[Measured]:
    """The question as asked, where it is known to be answerable or not, and asked too early."""
    asked = _found(case, retrieve)
    if case.unanswerable:
        if asked.hits:
            yield Measured(case.id, False, _score(asked, rarity))
        return
    evidence = [hit for hit in asked.hits if _is_evidence(case, hit)]
    if evidence:
        yield Measured(case.id, True, _score(asked, rarity))
    day = _before_evidence(case, evidence)
    if day is None:
        return
    early = _found(replace(case, as_of=day, until=None), retrieve)
    outcome = Outcome(case, DEPTH, early.hits)
    if early.hits and not any(holds_answer(hit.passage, outcome) for hit in early.hits):
        yield Measured(f"{case.id} too early", False, _score(early, rarity))


def _found(case: Case, retrieve: Callable[[NewsQuery], Retrieved]) -> Retrieved:
    moment = end_of(case.as_of)
    if moment is None:
        raise UsageError(f"case {case.id} has no as_of: calibrating needs the day each question is asked")
    filters = Filters(since=start_of(case.since), until=end_of(case.until), publishers=case.publishers)
    found = retrieve(NewsQuery(case.question, moment, filters, DEPTH))
    return replace(found, hits=()) if found.understood.unknown_publishers else found


def _is_evidence(case: Case, hit: Hit) -> bool:
    if case.relevant:
        wanted = {article_key(name) for name, grade in case.relevant.items() if grade > 0}
        return any(article_key(name) in wanted for name in (hit.passage.url, hit.passage.article_id) if name)
    outcome = Outcome(case, DEPTH)
    return holds_answer(hit.passage, outcome) and is_timely(hit.passage, outcome)


def _before_evidence(case: Case, evidence: Sequence[Hit]) -> date | None:
    asked = day_of(case.as_of)
    if asked is None:
        return None
    if not case.relevant:
        return asked - TOO_EARLY
    published: list[datetime] = [hit.passage.published_at for hit in evidence if hit.passage.published_at]
    return min(published).date() - timedelta(days=1) if published else None


def _score(retrieved: Retrieved, rarity: Rarity) -> float:
    return fit_of(retrieved, question_words(retrieved, rarity)).score()


def _share_below(scores: Sequence[float], threshold: float) -> float:
    return sum(score < threshold for score in scores) / len(scores)
