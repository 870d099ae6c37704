"""Every metric by name: what it needs, which way is better, how cases are put together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from eval.metrics.abstaining import abstention_precision, abstention_recall
from eval.metrics.answer_kept import answer_kept
from eval.metrics.answer_recall import answer_recall, timely_answer_recall
from eval.metrics.answer_text import contains, exact_match, token_f1
from eval.metrics.choices import choice_accuracy
from eval.metrics.citing import citation_precision, citation_recall
from eval.metrics.effort import cost_usd, latency_ms, tokens
from eval.metrics.judged import judged_correct
from eval.metrics.multihop import paper_hits, paper_map, reciprocal_rank, script_hits, script_map
from eval.metrics.ranking import MEASURES, ranking_scores
from eval.metrics.supported import sentences_supported
from eval.outcome import Outcome
from eval.statistics import Aggregate
from rag.errors import UsageError

Scores: TypeAlias = Callable[[Sequence[Outcome]], list[float]]


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure: ``scores`` gives one value an outcome, in order, NaN where one could not be scored.

    ``unit`` is empty for shares between 0 and 1.
    """

    name: str
    scores: Scores
    about: str
    higher_is_better: bool = True
    aggregate: Aggregate = "mean"
    unit: str = ""


def _each(score: Callable[[Outcome], float]) -> Scores:
    """One case at a time; a case that failed has no score."""
    return lambda outcomes: [math.nan if outcome.error is not None else score(outcome) for outcome in outcomes]


def _ranked(name: str, about: str) -> Metric:
    """An article-level measure; what failed is not scored."""
    measure, k = MEASURES[name]

    def scores(outcomes: Sequence[Outcome]) -> list[float]:
        values = ranking_scores(outcomes, measure=measure, k=k)
        return [math.nan if one.error is not None else value for one, value in zip(outcomes, values, strict=True)]

    return Metric(name, scores, about)


def _first(k: int) -> str:
    return "the first passage" if k == 1 else f"one of the first {k} passages"


DEPTHS = (1, 3, 5, 10)

METRICS: tuple[Metric, ...] = (
    *(
        Metric(
            f"timely_answer_recall@{k}",
            _each(partial(timely_answer_recall, k=k)),
            f"the answer stands in {_first(k)}, and its article is of the days around the question",
        )
        for k in DEPTHS
    ),
    *(
        Metric(
            f"answer_recall@{k}",
            _each(partial(answer_recall, k=k)),
            f"the answer stands in {_first(k)}, whenever published",
        )
        for k in DEPTHS
    ),
    _ranked("recall@5", "share of the relevant articles among the first 5"),
    _ranked("recall@10", "share of the relevant articles among the first 10"),
    _ranked("ndcg@10", "graded relevance, discounted by rank"),
    _ranked("map@10", "mean average precision over articles"),
    _ranked("mrr@10", "1 / rank of the first relevant article"),
    Metric("multihop_hits@4_script", _each(partial(script_hits, k=4)), "MultiHop-RAG's script: any fact"),
    Metric("multihop_hits@10_script", _each(partial(script_hits, k=10)), "MultiHop-RAG's script: any fact"),
    Metric("multihop_map@10_script", _each(script_map), "MultiHop-RAG's script"),
    Metric("multihop_hits@4_paper", _each(partial(paper_hits, k=4)), "MultiHop-RAG's paper: share of facts"),
    Metric("multihop_hits@10_paper", _each(partial(paper_hits, k=10)), "MultiHop-RAG's paper: share of facts"),
    Metric("multihop_map@10_paper", _each(paper_map), "MultiHop-RAG's paper: average precision over facts"),
    Metric("multihop_mrr@10", _each(reciprocal_rank), "MultiHop-RAG's script and paper, which agree"),
    Metric("exact_match", _each(exact_match), "the answer is a right one, word for word"),
    Metric("token_f1", _each(token_f1), "words shared with a right answer (SQuAD)"),
    Metric("contains", _each(contains), "a right answer stands in the answer"),
    Metric(
        "answer_kept@5",
        _each(partial(answer_kept, k=5)),
        "of the questions whose first 5 passages hold the answer, those whose answer holds it",
    ),
    Metric("choice_accuracy", _each(choice_accuracy), "the right choice is named, and no other"),
    Metric("judged_correct", _each(judged_correct), "an LLM judge found the answer correct"),
    Metric("citation_precision", _each(citation_precision), "citations that are of a relevant article"),
    Metric("citation_recall", _each(citation_recall), "relevant articles that are cited"),
    Metric(
        "sentences_supported",
        _each(sentences_supported),
        "sentences that this project's own check finds supported by what they cite; not an outside judgement",
    ),
    Metric("abstention_precision", _each(abstention_precision), "abstained and rightly so"),
    Metric("abstention_recall", _each(abstention_recall), "unanswerable questions abstained from"),
    Metric(
        "latency_p50_ms",
        _each(latency_ms),
        "median wall time of a question",
        higher_is_better=False,
        aggregate="p50",
        unit="ms",
    ),
    Metric(
        "latency_p95_ms",
        _each(latency_ms),
        "wall time that 95 % of the questions stay under",
        higher_is_better=False,
        aggregate="p95",
        unit="ms",
    ),
    Metric("tokens", _each(tokens), "tokens of the chat model, a question", higher_is_better=False, unit="tokens"),
    Metric("cost_usd", _each(cost_usd), "US dollars a question", higher_is_better=False, unit="USD"),
)


def metric_named(name: str) -> Metric:
    """The metric of that name; ``UsageError`` lists the names there are."""
    for metric in METRICS:
        if metric.name == name:
            return metric
    raise UsageError(f"{name!r} is not a metric: use one of {', '.join(metric.name for metric in METRICS)}")
