"""Abstention precision and recall: is "that is not covered" said where it is true, and only there?

Precision = unanswerable questions among those abstained from; recall = abstained from among the unanswerable ones.
Each question scores 1 or 0 and is left out (NaN) where it is not in the denominator, so that means and intervals are
those of the ratio. NaN too where no answer was asked for, or nothing is known about the question.
"""

from __future__ import annotations

import math

from eval.outcome import Outcome


def abstention_precision(outcome: Outcome) -> float:
    """For an abstained answer: 1 where the question was unanswerable, 0 where it was not."""
    case = outcome.case
    known = case.unanswerable or bool(case.answers or case.right_choices or case.relevant)
    if outcome.answer is None or outcome.answer.abstained is None or not known:
        return math.nan
    return float(case.unanswerable)


def abstention_recall(outcome: Outcome) -> float:
    """For an unanswerable question: 1 where the answer abstained, 0 where it did not."""
    if outcome.answer is None or not outcome.case.unanswerable:
        return math.nan
    return float(outcome.answer.abstained is not None)
