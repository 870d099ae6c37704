"""The page: headline, every metric, plots, slices, what failed, the worst cases."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path
from string import Template

from eval.metrics import DEPTHS
from eval.metrics.answer_recall import answer_recall, timely_answer_recall
from eval.metrics.ranking import ranking_scores
from eval.outcome import Outcome
from eval.report.charts import Curve, curve_chart, histogram, interval_bar
from eval.report.markup import Markup, element, joined, table
from eval.report.slices import SLICINGS, parts_of
from eval.report.worst import case_section, failed_section, is_mistaken, mistaken_section, worst_cases
from eval.runs.folder import Run
from eval.statistics import estimate
from eval.summary import FEW, Scored, Summary, shown, summarize
from rag.errors import UsageError

WORST = 20
_CARDS = 4
# What a run is about, the first that was scored: whole answers before retrieval, and then what says most.
_HEADLINES = (
    "judged_correct",
    "choice_accuracy",
    "contains",
    "timely_answer_recall@5",
    "multihop_hits@10_paper",
    "ndcg@10",
    "answer_recall@5",
)
_CARDS_OF_INTEREST = (
    *_HEADLINES,
    "citation_precision",
    "sentences_supported",
    "abstention_recall",
    "abstention_precision",
    "timely_answer_recall@1",
    "timely_answer_recall@10",
    "answer_recall@10",
    "recall@10",
    "mrr@10",
    "latency_p50_ms",
)


def write_report(run: Run, out: Path) -> None:
    """Write the report of a run to one HTML file."""
    page = report_html(run)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{out} cannot be written ({error.strerror}): name another file with --out") from None


def report_html(run: Run) -> str:
    """The whole page; the same run gives the same page."""
    summary = summarize(run)
    main = _first_scored(summary, _HEADLINES)
    body = [_header(summary), _cards(summary), _metrics(summary), _plots(run)]
    if main is not None:
        body += [_slices(run, main), _worst(run, main)]
    if mistaken := [outcome for outcome in run.outcomes if is_mistaken(outcome)]:
        body.append(_section("Answered, though it cannot be", *map(mistaken_section, mistaken[:WORST])))
    if run.failed:
        body.append(_failures(run))
    room = files("eval.report")
    return Template((room / "page.html").read_text(encoding="utf-8")).substitute(
        title=joined(f"{run.name} · {run.about.dataset}"),
        style=(room / "page.css").read_text(encoding="utf-8"),
        body=joined(*body),
    )


def _header(summary: Summary) -> Markup:
    run = summary.run
    told = [f"{len(run.outcomes):,} of {len(run.about.case_ids):,} cases"]
    if run.failed:
        told.append(f"{len(run.failed):,} failed")
    if summary.prompt_tokens or summary.completion_tokens:
        told.append(f"{summary.prompt_tokens + summary.completion_tokens:,} tokens")
    if summary.cost_usd is not None:
        told.append(f"{summary.cost_usd:.4f} USD")
    rows = [element("dt", name.replace("_", " ")) + element("dd", _plain(value)) for name, value in _facts(run)]
    return element(
        "header",
        element("p", "Dateline evaluation", class_="kicker"),
        element("h1", run.about.dataset),
        element("p", f"Run {run.name}: {', '.join(told)}.", class_="lead"),
        element("details", element("summary", "What was run"), element("dl", *map(Markup, rows))),
        class_="top",
    )


def _facts(run: Run) -> list[tuple[str, object]]:
    known = [(name, value) for name, value in run.about.configuration.items() if value is not None]
    return [*known, ("cases' sha256", run.about.dataset_sha256)]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _cards(summary: Summary) -> Markup:
    scored = [one for name in dict.fromkeys(_CARDS_OF_INTEREST) if (one := summary.named(name)) is not None]
    cards = [
        element(
            "div",
            element("p", one.metric.name.replace("_", " "), class_="name"),
            element("p", shown(one.metric, one.estimate.value), class_="value"),
            element("p", _interval(one), class_="about"),
            class_="card",
        )
        for one in scored[:_CARDS]
    ]
    return element("section", *cards, class_="cards")


def _metrics(summary: Summary) -> Markup:
    rows = [
        [
            joined(element("code", one.metric.name), element("p", one.metric.about, class_="about")),
            element("span", shown(one.metric, one.estimate.value), class_="number"),
            element("span", _interval(one), class_="about"),
            interval_bar(one.estimate) if not one.metric.unit else "",
            f"{one.estimate.scored:,}",
            f"{one.estimate.unscored:,}" if one.estimate.unscored else "",
        ]
        for one in summary.metrics
    ]
    note = (
        "Intervals are 95 % bootstrap intervals over the cases. A case that a metric cannot score is counted as not "
        "scored, never as 0."
    )
    if len(summary.run.outcomes) < FEW:
        note += f" Of fewer than {FEW} cases they say little."
    head = ["Metric", "Value", "95 % interval", "", "Scored", "Not scored"]
    return _section("Every metric", element("p", note, class_="about"), table(head, rows, "metrics"))


def _plots(run: Run) -> Markup:
    plots = []
    curves = _curves(run.outcomes)
    if curves:
        plots.append(curve_chart(curves, title="Recall by depth, with 95 % bands"))
    elapsed = [outcome.elapsed_ms for outcome in run.outcomes if outcome.error is None]
    if elapsed:
        marks = [("p50", estimate(elapsed, "p50").value), ("p95", estimate(elapsed, "p95").value)]
        plots.append(histogram(elapsed, title="Wall time of a question", unit="ms", marks=marks))
    return element("section", *plots, class_="plots")


def _curves(outcomes: tuple[Outcome, ...]) -> list[Curve]:
    """The recalls by depth that can be scored, down to the depth that was asked for."""
    good = tuple(outcome for outcome in outcomes if outcome.error is None)
    depth = min((outcome.depth for outcome in good), default=0)
    ks = range(1, min(depth, max(DEPTHS)) + 1)
    families: dict[str, Callable[[int], list[float]]] = {
        "timely answer recall": lambda k: list(map(partial(timely_answer_recall, k=k), good)),
        "answer recall": lambda k: list(map(partial(answer_recall, k=k), good)),
        "recall of relevant articles": lambda k: ranking_scores(good, measure="R", k=k),
    }
    curves = [Curve(label, tuple(estimate(scores(k)) for k in ks)) for label, scores in families.items()]
    return [curve for curve in curves if curve.points and not math.isnan(curve.points[0].value)]


def _slices(run: Run, main: Scored) -> Markup:
    tables = []
    for slicing in SLICINGS:
        parts = [part for part in parts_of(slicing, run.outcomes, main) if part.estimate.scored]
        if len(parts) < 2:
            continue
        rows = [
            [
                part.label,
                element("span", shown(main.metric, part.estimate.value), class_="number"),
                interval_bar(part.estimate) if part.estimate.scored else "",
                f"{part.estimate.scored:,}",
            ]
            for part in parts
        ]
        tables.append(element("div", element("h3", slicing.name), table(["", "Value", "", "Scored"], rows)))
    return _section(
        f"Where it is good and where it is not: {main.metric.name}", element("div", *tables, class_="slices")
    )


def _worst(run: Run, main: Scored) -> Markup:
    rows = worst_cases(run.outcomes, main, most=WORST)
    about = f"The {len(rows)} lowest by {main.metric.name}, in the dataset's order where equal."
    return _section(
        "The cases, the worst first", element("p", about, class_="about"), *(case_section(*row, main) for row in rows)
    )


def _failures(run: Run) -> Markup:
    shown_ones = [failed_section(outcome) for outcome in run.failed[:WORST]]
    more = len(run.failed) - len(shown_ones)
    rest = [element("p", f"and {more} more", class_="about")] if more else []
    return _section("Cases that failed", *shown_ones, *rest)


def _section(title: str, *children: str) -> Markup:
    return element("section", element("h2", title), *children)


def _interval(one: Scored) -> str:
    return f"{shown(one.metric, one.estimate.low)} to {shown(one.metric, one.estimate.high)}"


def _first_scored(summary: Summary, names: tuple[str, ...]) -> Scored | None:
    return next((one for name in names if (one := summary.named(name)) is not None), None)
