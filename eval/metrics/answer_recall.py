"""Answer recall@k and timely answer recall@k: did one of the first k passages hold the answer, and was it of the week?

Answer recall@k = 1 where one of the first k passages contains an answer (see matching), else 0. Timely: that passage's
article was also published from 21 days before to 1 day after the day the question was asked, both days included; an
article without a date is not timely. A passage is its title and its text, as a reader is shown it. The mean over
questions is the measure. NaN where no answer is known, where fewer than k hits were asked for, and, timely, where the
question has no day.
"""

from __future__ import annotations

import math
from datetime import timedelta

from eval.cases import day_of
from eval.metrics.matching import contains_any
from eval.outcome import Outcome
from rag.types import Passage

BEFORE, AFTER = timedelta(days=21), timedelta(days=1)


def answer_recall(outcome: Outcome, *, k: int) -> float:
    """1 or 0, NaN where it cannot be said."""
    if not outcome.case.answers or outcome.depth < k:
        return math.nan
    return float(any(holds_answer(hit.passage, outcome) for hit in outcome.hits[:k]))


def timely_answer_recall(outcome: Outcome, *, k: int) -> float:
    """1 or 0, NaN where it cannot be said."""
    if not outcome.case.answers or outcome.depth < k or outcome.case.as_of is None:
        return math.nan
    return float(
        any(is_timely(hit.passage, outcome) and holds_answer(hit.passage, outcome) for hit in outcome.hits[:k])
    )


def holds_answer(passage: Passage, outcome: Outcome) -> bool:
    """Whether the passage's title or text contains one of the case's answers."""
    return contains_any(f"{passage.title}\n{passage.text}", outcome.case.answers)


def is_timely(passage: Passage, outcome: Outcome) -> bool:
    """Whether the passage's article was published in the days around the question's."""
    asked, published = day_of(outcome.case.as_of), day_of(passage.published_at)
    return asked is not None and published is not None and asked - BEFORE <= published <= asked + AFTER
