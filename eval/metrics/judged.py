"""Share of answers that an LLM judge found correct (see judge). NaN where none judged or its verdict was unreadable."""

from __future__ import annotations

import math

from eval.outcome import Outcome


def judged_correct(outcome: Outcome) -> float:
    """The judge's verdict, 1 or 0."""
    return math.nan if outcome.verdict is None else outcome.verdict
