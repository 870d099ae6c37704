"""``dateline eval score``: somebody else's ranking, by the same measures and intervals as our own."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.commands.arguments import add_cases, add_json, cases_from, print_json
from rag.errors import UsageError

if TYPE_CHECKING:
    from eval.cases import Dataset
    from eval.statistics import Estimate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The cases and the ranking."""
    add_cases(parser, "file or folder of questions with relevant articles")
    parser.add_argument("ranking", type=Path, metavar="TREC_RUN", help="lines of `query Q0 document rank score tag`")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print a measure a line."""
    from eval.datasets.trec import read_trec_run
    from eval.metrics import metric_named
    from eval.summary import estimate_line, estimate_to_dict

    found = _scored(cases_from(args), read_trec_run(args.ranking.expanduser()))
    if args.json:
        print_json({name: estimate_to_dict(value) for name, value in found.items()})
    else:
        print("\n".join(estimate_line(metric_named(name), value) for name, value in found.items()))
    return 0


def _scored(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> dict[str, Estimate]:
    """Each measure over the cases with a relevant article; one that the ranking does not hold scores 0.

    ``rankings`` are documents by case id, best first, named as the dataset names them. ``UsageError`` where none of
    them is of a case.
    """
    from eval.metrics.ranking import MEASURES, rankings_scores
    from eval.statistics import estimate

    qrels = {case.id: case.relevant for case in dataset.cases if any(grade > 0 for grade in case.relevant.values())}
    if not qrels:
        raise UsageError(f"{dataset.name} names no relevant articles: there is nothing to judge a ranking by")
    if not set(qrels) & set(rankings):
        raise UsageError(f"the ranking holds none of the cases of {dataset.name}, such as {next(iter(qrels))!r}")
    ours = {name: ranked for name, ranked in rankings.items() if name in qrels}
    return {
        name: estimate(list(rankings_scores(qrels, ours, measure=measure, k=k).values()))
        for name, (measure, k) in MEASURES.items()
    }
