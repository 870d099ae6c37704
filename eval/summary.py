"""A run in numbers: every metric that could be scored, with its interval and what could not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.metrics import METRICS, Metric, metric_named
from eval.outcome import Outcome
from eval.runs.folder import Run
from eval.statistics import Estimate, estimate
from rag.errors import UsageError

FEW = 20  # cases of which an interval says little: where all are right, it has no width at all


@dataclass(frozen=True, slots=True)
class Scored:
    """A metric, its score of every outcome in order (NaN: not scored), and the two put together."""

    metric: Metric
    scores: tuple[float, ...]
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Summary:
    """The metrics of a run that were scored on at least one case, in the registry's order, and what it took."""

    run: Run
    metrics: tuple[Scored, ...]
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None

    def named(self, name: str) -> Scored | None:
        """The scored metric of that name, None where no case could be scored."""
        return next((scored for scored in self.metrics if scored.metric.name == name), None)


def summarize(run: Run) -> Summary:
    """Score a run's outcomes."""
    answers = [outcome.answer for outcome in run.outcomes if outcome.answer is not None]
    costs = [answer.usage.cost_usd for answer in answers if answer.usage.cost_usd is not None]
    return Summary(
        run,
        score(run.outcomes),
        sum(answer.usage.prompt_tokens for answer in answers),
        sum(answer.usage.completion_tokens for answer in answers),
        sum(costs) if costs else None,
    )


def score(outcomes: Sequence[Outcome], metrics: Sequence[Metric] = METRICS) -> tuple[Scored, ...]:
    """The metrics that at least one outcome could be scored by."""
    everything = []
    for metric in metrics:
        scores = metric.scores(outcomes)
        if not all(map(math.isnan, scores)):
            everything.append(Scored(metric, tuple(scores), estimate(scores, metric.aggregate)))
    return tuple(everything)


def summary_to_dict(summary: Summary) -> dict[str, Any]:
    """What ``--json`` prints and ``summary.json`` holds."""
    run = summary.run
    return {
        "dataset": run.about.dataset,
        "dataset_sha256": run.about.dataset_sha256,
        "configuration": dict(run.about.configuration),
        "cases": len(run.about.case_ids),
        "finished": len(run.outcomes),
        "failed": len(run.failed),
        "stopped": run.stopped,
        "tokens": {"prompt": summary.prompt_tokens, "completion": summary.completion_tokens},
        "cost_usd": summary.cost_usd,
        "metrics": {scored.metric.name: estimate_to_dict(scored.estimate) for scored in summary.metrics},
    }


def estimate_to_dict(value: Estimate) -> dict[str, Any]:
    """An estimate as JSON-able values; NaN, which JSON does not have, is null."""
    return {
        "value": _finite(value.value),
        "low": _finite(value.low),
        "high": _finite(value.high),
        "scored": value.scored,
        "unscored": value.unscored,
    }


def summary_lines(summary: Summary) -> list[str]:
    """A metric a line, then what is missing, for a terminal."""
    run = summary.run
    lines = [estimate_line(one.metric, one.estimate) for one in summary.metrics]
    lines.append(f"{len(run.outcomes)} of {len(run.about.case_ids)} cases finished, {len(run.failed)} failed")
    if len(run.outcomes) < FEW:
        lines.append(f"fewer than {FEW} cases: the intervals say little")
    if run.failed:
        first = run.failed[0]
        lines.append(f"first failure: {one_line(first.case.id)}: {one_line(first.error or '')}")
    if run.stopped:
        lines.append(f"stopped: {run.stopped}")
    return lines


def estimate_line(metric: Metric, value: Estimate) -> str:
    """Name, value, interval and how many cases it is of."""
    missing = f", {value.unscored} not scored" if value.unscored else ""
    interval = f"[{shown(metric, value.low)}, {shown(metric, value.high)}]"
    return f"{metric.name:<26} {shown(metric, value.value):>9}  {interval}  n={value.scored}{missing}"


def shown(metric: Metric, value: float) -> str:
    """A value as people read it: shares with three digits, units with theirs.

    >>> from eval.metrics import metric_named
    >>> shown(metric_named("token_f1"), 0.5), shown(metric_named("latency_p50_ms"), 12.345)
    ('.500', '12.3 ms')
    """
    if math.isnan(value):
        return "–"
    if metric.unit == "USD":
        return f"{value:.5f} USD"
    if metric.unit:
        return f"{value:.1f} {metric.unit}"
    return f"{value:.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.3f}"


def signed(metric: Metric, value: float) -> str:
    """A difference as people read it, without its unit.

    >>> from eval.metrics import metric_named
    >>> signed(metric_named("token_f1"), -0.0125), signed(metric_named("latency_p50_ms"), 12.345)
    ('−.013', '+12.3')
    """
    if metric.unit and metric.unit != "USD":
        return f"{value:+.1f}".replace("-", "−")
    return (f"{value:+.3f}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:+.3f}").replace("-", "−")


def ensure_floors(floors: Mapping[str, float]) -> None:
    """Raise ``UsageError`` for a name that is no metric, or one that a floor makes no sense of."""
    for name in floors:
        if not metric_named(name).higher_is_better:
            raise UsageError(f"{name} is better when lower: a floor would pass what is worst")


def missed_floors(summary: Summary, floors: Mapping[str, float]) -> list[str]:
    """A sentence for each metric whose value is under its floor, or that could not be scored at all."""
    ensure_floors(floors)
    missed = []
    for name, floor in floors.items():
        scored = summary.named(name)
        if scored is None:
            missed.append(f"{name} could not be scored on any case, floor {floor:g}")
        elif scored.estimate.value < floor:
            missed.append(f"{name} is {scored.estimate.value:.4f}, under its floor {floor:g}")
    return missed


def _finite(value: float) -> float | None:
    return None if math.isnan(value) else value


def one_line(text: str, most: int = 300) -> str:
    r"""A text of others as a terminal may show it: one line, nothing that steers the terminal, cut where long.

    >>> one_line("red \x1b[31m alert\n")
    'red [31m alert'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:most]
