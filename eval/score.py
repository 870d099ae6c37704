"""Somebody else's ranking, as a TREC run file, judged by the same measures and intervals as our own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.cases import Dataset
from eval.metrics.ranking import MEASURES, rankings_scores
from eval.statistics import Estimate, estimate
from rag.errors import UsageError


def score_rankings(dataset: Dataset, rankings: Mapping[str, Sequence[str]]) -> dict[str, Estimate]:
    """Each measure over the cases with a relevant article; one that the ranking does not hold scores 0.

    ``rankings`` are documents by case id, best first, named as the dataset names them. ``UsageError`` where none of
    them is of a case.
    """
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
