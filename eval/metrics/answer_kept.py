"""Answer kept@k: where the first k passages held the answer, does what was answered hold it too?

Answer kept@k = 1 where the answer contains a right one (see matching), 0 where it does not or abstained. NaN where none
of the first k passages contains one (plain answer recall@k is 0), where fewer than k were asked for, and where no
answer was asked for: it measures what is made of the evidence, not whether there was any.
"""

from __future__ import annotations

import math

from eval.metrics.answer_recall import answer_recall
from eval.metrics.answer_text import contains
from eval.outcome import Outcome


def answer_kept(outcome: Outcome, *, k: int) -> float:
    """1 or 0, NaN where it cannot be said."""
    return contains(outcome) if answer_recall(outcome, k=k) == 1.0 else math.nan
