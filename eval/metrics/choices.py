"""Choice accuracy: does the answer name the right one of the choices offered, and no other?

The choices are looked for in the answer as whole words in normal form; one that stands only inside a longer choice
("York" in "New York") is not named by it. 1 where every choice named is right and at least one is. An answer that
names no choice picks "None of the above" where that is offered, and else nothing: 0. An abstained answer picks nothing.
NaN where there are no choices, no right one is known, or no answer was asked for.
"""

from __future__ import annotations

import math

from eval.datasets.realtimeqa import NONE_OF_THE_ABOVE
from eval.metrics.answer_text import said_text
from eval.metrics.matching import normalized
from eval.outcome import Outcome


def choice_accuracy(outcome: Outcome) -> float:
    """1 or 0, NaN where it cannot be said."""
    case, said = outcome.case, said_text(outcome)
    if said is None or not case.choices or not case.right_choices:
        return math.nan
    if not said:
        return 0.0
    picked = named_choices(said, case.choices)
    if not picked and NONE_OF_THE_ABOVE in case.choices:
        picked = [NONE_OF_THE_ABOVE]
    return float(bool(picked) and set(picked) <= set(case.right_choices))


def named_choices(text: str, choices: tuple[str, ...]) -> list[str]:
    """The choices that the text names, longest first: a longer one hides those inside it."""
    rest = f" {normalized(text)} "
    named = []
    for choice in sorted(choices, key=lambda choice: -len(normalized(choice))):
        wanted = normalized(choice)
        if wanted and f" {wanted} " in rest:
            named.append(choice)
            rest = rest.replace(f" {wanted} ", " | ")
    return named
