"""Is one run better than another? The same cases in pairs, the difference with its interval, and who flipped."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.metrics import METRICS, Metric
from eval.runs.folder import Run, shared_ids
from eval.statistics import Estimate, estimate_difference
from eval.summary import FEW, estimate_to_dict, one_line, shown, signed
from rag.errors import UsageError

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in both runs over the cases scored in both; ``change`` is second minus first.

    ``gained`` and ``lost`` are the ids of cases that went from under .5 to .5 or more, and back; only for shares.
    """

    metric: Metric
    first: float
    second: float
    change: Estimate
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """``better``, ``worse``, or ``no clear difference`` where the interval holds 0."""
        if self.change.low <= 0 <= self.change.high:
            return "no clear difference"
        return "better" if (self.change.low > 0) == self.metric.higher_is_better else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the ``pairs`` cases that both finished; ``reworded`` of them ask in other words."""

    first: Run
    second: Run
    pairs: int
    reworded: int
    differences: tuple[Difference, ...]
    questions: Mapping[str, str]


def compare(first: Run, second: Run) -> Comparison:
    """Pair two runs' cases by id; ``UsageError`` where they share none."""
    pairs = shared_ids(first.outcomes, second.outcomes)
    if not pairs:
        raise UsageError(f"{first.folder} and {second.folder} share no finished case: compare runs of one dataset")
    before, after = [one for one, _ in pairs], [other for _, other in pairs]
    differences = []
    for metric in METRICS:
        found = difference(metric, [one.case.id for one in before], metric.scores(before), metric.scores(after))
        if found is not None:
            differences.append(found)
    return Comparison(
        first,
        second,
        len(pairs),
        sum(one.case.question != other.case.question for one, other in pairs),
        tuple(differences),
        {one.case.id: one.case.question for one in before},
    )


def difference(
    metric: Metric, ids: Sequence[str], before: Sequence[float], after: Sequence[float]
) -> Difference | None:
    """A metric's scores of the same cases in two runs, NaN where not scored; None where no case is scored in both."""
    columns = zip(ids, before, after, strict=True)
    rows = [row for row in columns if not (math.isnan(row[1]) or math.isnan(row[2]))]
    if not rows:
        return None
    first, second, change = estimate_difference(
        [row[1] for row in rows], [row[2] for row in rows], metric.aggregate, unscored=len(ids) - len(rows)
    )
    flips = [] if metric.unit else [row for row in rows if (row[1] >= _HALF) != (row[2] >= _HALF)]
    return Difference(
        metric,
        first,
        second,
        change,
        tuple(name for name, old, new in flips if new > old),
        tuple(name for name, old, new in flips if new < old),
    )


def comparison_lines(comparison: Comparison, *, most_flips: int = 10) -> list[str]:
    """A metric a line, then the cases that flipped by the first metric that has any, for a terminal."""
    first, second = comparison.first.name, comparison.second.name
    lines = [f"{comparison.pairs} cases in both, {first} → {second}"]
    if comparison.pairs < FEW:
        lines.append(f"fewer than {FEW} cases: the intervals say little")
    if comparison.reworded:
        lines.append(f"{comparison.reworded} of them ask in other words")
    for one in comparison.differences:
        metric = one.metric
        low, high = signed(metric, one.change.low), signed(metric, one.change.high)
        lines.append(
            f"{metric.name:<26} {shown(metric, one.first):>9} → {shown(metric, one.second):>9}"
            f"  {signed(metric, one.change.value)} [{low}, {high}]"
            f"  n={one.change.scored}  {one.verdict}"
            + (f"  +{len(one.gained)} −{len(one.lost)}" if one.gained or one.lost else "")
        )
    flipped = next((one for one in comparison.differences if one.gained or one.lost), None)
    if flipped is not None:
        for word, ids in (("gained", flipped.gained), ("lost", flipped.lost)):
            lines += [
                f"{word} by {flipped.metric.name}: {one_line(name)}: {one_line(comparison.questions[name], 160)}"
                for name in ids[:most_flips]
            ]
            if len(ids) > most_flips:
                lines.append(f"{word}: and {len(ids) - most_flips} more; --json lists them all")
    return lines


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """What ``compare --json`` prints."""
    return {
        "first": str(comparison.first.folder),
        "second": str(comparison.second.folder),
        "pairs": comparison.pairs,
        "reworded": comparison.reworded,
        "metrics": {
            one.metric.name: {
                "first": one.first,
                "second": one.second,
                "change": estimate_to_dict(one.change),
                "verdict": one.verdict,
                "gained": list(one.gained),
                "lost": list(one.lost),
            }
            for one in comparison.differences
        },
    }
