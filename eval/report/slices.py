"""Where a run is good and where it is not: the same metric over parts of the cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from eval.articles import keys_of, relevant_keys
from eval.cases import day_of
from eval.metrics.answer_recall import holds_answer
from eval.outcome import Outcome
from eval.statistics import Estimate, estimate
from eval.summary import Scored
from rag.types import Passage

NOT_KNOWN = "not known"
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the cases and the metric over it."""

    label: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Slicing:
    """A way to part the cases: ``label`` gives a case's part, ``order`` is how parts are shown (others by size)."""

    name: str
    label: Callable[[Outcome], str]
    order: tuple[str, ...] = ()


def type_of(outcome: Outcome) -> str:
    """The dataset's own question type."""
    return outcome.case.type or ("unanswerable" if outcome.case.unanswerable else "no type")


def outlet_of(outcome: Outcome) -> str:
    """Who published the evidence: as the dataset tells, else as the relevant hits do, else whom the question named."""
    told = {fact.publisher for fact in outcome.case.evidence if fact.publisher}
    found = {passage.publisher for passage in _evidence_found(outcome, answering=False)}
    named = {str(outcome.case.extra.get("outlet") or ""), *outcome.case.publishers}
    outlets = sorted(next(filter(None, (told, found, named - {""})), {NOT_KNOWN}))
    return outlets[0] if len(outlets) == 1 else "several outlets"


def length_of(outcome: Outcome) -> str:
    """How many words the question has."""
    words = len(outcome.case.question.split())
    return next((label for most, label in _LENGTHS if words <= most), _LONGEST)


def distance_of(outcome: Outcome) -> str:
    """Days between the question and its newest known evidence.

    Evidence is what the dataset dates, else the hits that are relevant or hold the answer: for those a case that found
    nothing is not known.
    """
    asked, newest = day_of(outcome.case.as_of), _newest_evidence(outcome)
    if asked is None or newest is None:
        return NOT_KNOWN
    days = (asked - newest).days
    if days < 0:
        return "after the question"
    return next((label for most, label in _DISTANCES if days <= most), _OLDER)


_LENGTHS = ((8, "up to 8 words"), (14, "9–14 words"), (20, "15–20 words"))
_LONGEST = "21 words and more"
_DISTANCES = ((0, "same day"), (2, "1–2 days"), (7, "3–7 days"), (21, "8–21 days"))
_OLDER = "older"

SLICINGS: tuple[Slicing, ...] = (
    Slicing("Question type", type_of),
    Slicing(
        "Days from evidence to question",
        distance_of,
        (*(label for _, label in _DISTANCES), _OLDER, "after the question", NOT_KNOWN),
    ),
    Slicing("Outlet", outlet_of),
    Slicing("Question length", length_of, (*(label for _, label in _LENGTHS), _LONGEST)),
)


def parts_of(slicing: Slicing, outcomes: tuple[Outcome, ...], scored: Scored) -> list[Part]:
    """The metric over each part; at most 12 parts, the smallest ones together as "others"."""
    by_label: dict[str, list[float]] = {}
    for outcome, value in zip(outcomes, scored.scores, strict=True):
        by_label.setdefault(slicing.label(outcome), []).append(value)
    labels = [label for label in slicing.order if label in by_label]
    labels += sorted((set(by_label) - set(labels)), key=lambda label: (-len(by_label[label]), label))
    if len(labels) > _MOST_PARTS:
        labels, rest = labels[: _MOST_PARTS - 1], labels[_MOST_PARTS - 1 :]
        by_label["others"] = [value for label in rest for value in by_label[label]]
        labels.append("others")
    return [Part(label, estimate(by_label[label], scored.metric.aggregate)) for label in labels]


def _newest_evidence(outcome: Outcome) -> date | None:
    dated = [day for fact in outcome.case.evidence if (day := day_of(fact.published_at))]
    if dated:
        return max(dated)
    found = [day for passage in _evidence_found(outcome, answering=True) if (day := day_of(passage.published_at))]
    return max(found, default=None)


def _evidence_found(outcome: Outcome, *, answering: bool) -> list[Passage]:
    """The hits of relevant articles and, where ``answering``, those that hold the answer."""
    relevant = relevant_keys(outcome.case.relevant)
    return [
        passage
        for passage in (hit.passage for hit in outcome.hits)
        if relevant & keys_of(passage) or (answering and holds_answer(passage, outcome))
    ]
