"""Recall@k, nDCG@k, MAP@k and MRR@k over articles, by the field's own implementation (ir-measures, trec_eval).

The hits' passages become articles, each at its best passage's place; grades come from the case. NaN where no article
is known to be relevant, or where fewer than k hits were asked for. Note that ten passages may be fewer than ten
articles: what is not found counts as absent.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from eval.outcome import Outcome, ranked_articles

# Our name of a measure, ir-measures' name, and its depth.
MEASURES: Mapping[str, tuple[str, int]] = {
    "recall@5": ("R", 5),
    "recall@10": ("R", 10),
    "ndcg@10": ("nDCG", 10),
    "map@10": ("AP", 10),
    "mrr@10": ("RR", 10),
}


def ranking_scores(outcomes: Sequence[Outcome], *, measure: str, k: int) -> list[float]:
    """One score an outcome, in order; ``measure`` is ir-measures' name: ``R``, ``nDCG``, ``AP`` or ``RR``."""
    judged = {
        str(place): outcome
        for place, outcome in enumerate(outcomes)
        if outcome.depth >= k and any(grade > 0 for grade in outcome.case.relevant.values())
    }
    by_query = rankings_scores(
        {place: outcome.case.relevant for place, outcome in judged.items()},
        {place: ranked_articles(outcome) for place, outcome in judged.items()},
        measure=measure,
        k=k,
    )
    return [by_query.get(str(place), math.nan) for place in range(len(outcomes))]


def rankings_scores(
    qrels: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]], *, measure: str, k: int
) -> dict[str, float]:
    """One score a judged query; a query without a ranking scores 0, as trec_eval's ``-c`` does."""
    import ir_measures

    if not qrels:
        return {}
    run = {
        query: {document: float(len(ranked) - place) for place, document in enumerate(ranked)}
        for query, ranked in rankings.items()
    }
    wanted = ir_measures.parse_measure(f"{measure}@{k}")
    found = ir_measures.iter_calc([wanted], {query: dict(grades) for query, grades in qrels.items()}, run)
    return dict.fromkeys(qrels, 0.0) | {row.query_id: float(row.value) for row in found if row.query_id in qrels}
