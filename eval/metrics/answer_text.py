"""Exact match, token F1 and contains: the answer's text against the right answers (SQuAD, Rajpurkar et al., 2016).

Markers such as [1] are not part of what is compared. Several right answers: the best counts. An abstained answer says
nothing and scores 0 where there was something to say. NaN where no answer is known or none was asked for.
"""

from __future__ import annotations

import math
import re
from collections import Counter

from eval.metrics.matching import contains_any, normalized
from eval.outcome import Outcome

_MARKER = re.compile(r"\s?\[\d+\]")


def exact_match(outcome: Outcome) -> float:
    """1 where answer and a right answer are equal in normal form, else 0."""
    said = said_text(outcome)
    if said is None or not outcome.case.answers:
        return math.nan
    return float(any(normalized(said) == normalized(answer) for answer in outcome.case.answers))


def token_f1(outcome: Outcome) -> float:
    """Harmonic mean of precision and recall of words, each counted as often as it stands.

    F1 = 2 · shared / (words said + words of the right answer); 1 where both are empty in normal form.
    """
    said = said_text(outcome)
    if said is None or not outcome.case.answers:
        return math.nan
    return max(_f1(normalized(said).split(), normalized(answer).split()) for answer in outcome.case.answers)


def contains(outcome: Outcome) -> float:
    """1 where a right answer stands in the answer as whole words, else 0."""
    said = said_text(outcome)
    if said is None or not outcome.case.answers:
        return math.nan
    return float(contains_any(said, outcome.case.answers))


def said_text(outcome: Outcome) -> str | None:
    """What was answered, without markers; empty where abstained, None where no answer was asked for."""
    answer = outcome.answer
    if answer is None:
        return None
    return "" if answer.abstained is not None else _MARKER.sub("", answer.text)


def _f1(said: list[str], right: list[str]) -> float:
    if not said and not right:
        return 1.0
    shared = sum((Counter(said) & Counter(right)).values())
    return 2 * shared / (len(said) + len(right))
