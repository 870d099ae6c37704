"""What each stage of retrieval is worth: every case searched with the whole system and with one stage off at a time.

Retrieval only. The differences are paired: both systems search the same cases of the same store.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any

from eval.cases import Case, Dataset
from eval.compare import Difference, difference
from eval.metrics import Metric, metric_named
from eval.runs.asking import Progress, ask
from eval.summary import estimate_to_dict, shown, signed
from rag.errors import UsageError
from rag.qa import NewsQA
from rag.retrieval.weights import RetrievalWeights

FULL = "full system"
DEPTH = 10  # hits a question
CERTAIN = 1e9  # a doubt that no passage raises
COLUMNS: tuple[Metric, ...] = tuple(
    map(
        metric_named,
        (
            "timely_answer_recall@1",
            "timely_answer_recall@5",
            "timely_answer_recall@10",
            "answer_recall@10",
            "latency_p50_ms",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Variant:
    """The system with something switched off, named by what is."""

    name: str
    weights: RetrievalWeights


@dataclass(frozen=True, slots=True)
class Measured:
    """A variant beside the full system, a difference a column: ``first`` is the full system's, ``second`` its own.

    None where no case could be scored by that column. ``failed`` searches ended in an error and have no score.
    """

    variant: Variant
    differences: tuple[Difference | None, ...]
    failed: int


@dataclass(frozen=True, slots=True)
class Ablation:
    """Every variant, the full system first, over the same ``cases`` of a store of ``articles`` and ``passages``."""

    dataset: Dataset
    articles: int
    passages: int
    measured: tuple[Measured, ...]

    @property
    def failed(self) -> int:
        """Searches that ended in an error, of all variants together."""
        return sum(one.failed for one in self.measured)


def variants(full: RetrievalWeights, *, reranks: bool = False) -> tuple[Variant, ...]:
    """The full system; each stage off in turn; words alone and vectors alone, with nothing else that ranks.

    The last two keep only the bound of the day asked. ``reranks``: there is a reranker, to be switched off too.
    """
    bare = replace(
        full,
        recent_depth=0,
        first=0.0,
        month=0.0,
        season=0.0,
        window=0.0,
        outlet=0.0,
        section=0.0,
        keywords=0.0,
        rerank_weight=0.0,
        decompose=False,
        background_share=0.0,
        doubt=CERTAIN,
        passages_per_article=DEPTH,
        collapse_stories=False,
        read_windows=False,
        read_outlets=False,
        read_sections=False,
        read_past=False,
    )
    return (
        Variant(FULL, full),
        Variant("without words", replace(full, words=0.0)),
        Variant("without passage vectors", replace(full, passages=0.0)),
        Variant("without lead vectors", replace(full, leads=0.0)),
        Variant("without recent lists", replace(full, recent_depth=0)),
        Variant("without recency prior", replace(full, month=0.0, season=0.0)),
        Variant("without reading windows", replace(full, read_windows=False)),
        Variant("without reading outlets", replace(full, read_outlets=False)),
        Variant("without reading sections", replace(full, read_sections=False)),
        Variant("without reading the past", replace(full, read_past=False)),
        Variant("without story collapse", replace(full, collapse_stories=False)),
        Variant("without first-passage weight", replace(full, first=0.0)),
        Variant("without background share", replace(full, background_share=0.0)),
        Variant("without doubt of the day", replace(full, doubt=CERTAIN)),
        Variant("without bound per article", replace(full, passages_per_article=DEPTH)),
        *([Variant("without reranker", replace(full, rerank_weight=0.0))] if reranks else []),
        Variant("words alone", replace(bare, passages=0.0, leads=0.0)),
        Variant("vectors alone", replace(bare, words=0.0)),
    )


def ablate(
    dataset: Dataset,
    qa: NewsQA,
    *,
    concurrency: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> Ablation:
    """Search every case with every variant of the default weights.

    A case is searched by all variants in a row, by another one first each time, so that neither a busy machine nor a
    warm cache favours any. ``concurrency`` cases at a time: more distorts the times. ``UsageError`` where no case has
    a known answer.
    """
    if concurrency < 1:
        raise UsageError("concurrency must be 1 or more")
    if not any(case.answers for case in dataset.cases):
        raise UsageError(f"{dataset.name}: no case has answers, by which retrieval is scored here")
    stages = variants(RetrievalWeights(), reranks=bool(qa.settings.reranker))
    systems = [(variant, qa.reweighted(variant.weights)) for variant in stages]
    for _, system in systems:  # what is loaded at the first search is no variant's time
        ask(system, dataset.cases[0], k=DEPTH, retrieval_only=True)
    searched = _searched(dataset.cases, [system for _, system in systems], concurrency, progress)
    stats = qa.stats()
    ids = [case.id for case in dataset.cases]
    full = _columns(searched, 0)
    measured = []
    for at, (variant, _) in enumerate(systems):
        own = _columns(searched, at)
        differences = map(difference, COLUMNS, [ids] * len(COLUMNS), full, own)
        failed = sum(math.isnan(elapsed_ms) for elapsed_ms in own[-1])
        measured.append(Measured(variant, tuple(differences), failed))
    return Ablation(dataset, stats.articles, stats.passages, tuple(measured))


def ablation_lines(ablation: Ablation) -> list[str]:
    """A Markdown table, a variant a row, then what it is of."""
    head = ["", *(metric.name for metric in COLUMNS)]
    rows = [head, *([one.variant.name, *_cells(one)] for one in ablation.measured)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return [
        *lines,
        "",
        f"{len(ablation.dataset.cases)} cases of {ablation.dataset.name}, {ablation.articles} articles, "
        f"{ablation.passages} passages, {ablation.failed} searches failed; behind each value its difference to the "
        "full system and the 95 % interval of that (paired bootstrap)",
    ]


def ablation_to_dict(ablation: Ablation) -> dict[str, Any]:
    """What ``ablate --json`` prints."""
    return {
        "dataset": ablation.dataset.name,
        "dataset_sha256": ablation.dataset.sha256(),
        "cases": len(ablation.dataset.cases),
        "articles": ablation.articles,
        "passages": ablation.passages,
        "variants": [
            {
                "name": one.variant.name,
                "weights": asdict(one.variant.weights),
                "failed": one.failed,
                "metrics": {
                    metric.name: None
                    if found is None
                    else {"value": found.second, "change": estimate_to_dict(found.change), "verdict": found.verdict}
                    for metric, found in zip(COLUMNS, one.differences, strict=True)
                },
            }
            for one in ablation.measured
        ],
    }


def _searched(
    cases: Sequence[Case],
    systems: Sequence[NewsQA],
    concurrency: int,
    progress: Callable[[Progress], None] | None,
) -> list[list[tuple[float, ...]]]:
    """For each case, in order, each system's scores by ``COLUMNS``: hits are too many to keep."""

    def search(numbered: tuple[int, Case]) -> list[tuple[float, ...]]:
        number, case = numbered
        found: dict[int, tuple[float, ...]] = {}
        for at in _rotated(len(systems), number):
            outcome = ask(systems[at], case, k=DEPTH, retrieval_only=True)
            found[at] = tuple(metric.scores([outcome])[0] for metric in COLUMNS)
        return [found[at] for at in range(len(systems))]

    scores: list[list[tuple[float, ...]]] = []
    failed = 0
    with ThreadPoolExecutor(concurrency, thread_name_prefix="ablate") as pool:
        for own in pool.map(search, enumerate(cases)):
            scores.append(own)
            failed += any(math.isnan(score[-1]) for score in own)
            if progress is not None:
                progress(Progress(len(scores), len(cases), failed, 0.0))
    return scores


def _rotated(count: int, first: int) -> Iterator[int]:
    return ((first + step) % count for step in range(count))


def _columns(searched: Sequence[Sequence[tuple[float, ...]]], at: int) -> list[tuple[float, ...]]:
    """One system's scores, a column a metric."""
    return list(zip(*(case[at] for case in searched), strict=True))


def _cells(measured: Measured) -> Iterator[str]:
    for found in measured.differences:
        if found is None:
            yield "–"
        elif measured.variant.name == FULL:
            yield shown(found.metric, found.second)
        else:
            yield f"{shown(found.metric, found.second)} {_change(found)}"


def _change(found: Difference) -> str:
    value, low, high = (signed(found.metric, one) for one in (found.change.value, found.change.low, found.change.high))
    return f"{value} [{low}, {high}]"
