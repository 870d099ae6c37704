"""What came back for one case: what every metric is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.articles import article_key
from eval.cases import Case, case_from_record, case_to_record
from rag.types import Answer, Hit
from rag.wire import answer_from_record, answer_to_record, hit_from_record, hit_to_record


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case's hits, best first, and its answer (None where only retrieval was asked for).

    ``depth`` is how many hits were asked for: a measure deeper than that was not measured. ``elapsed_ms`` is wall
    time around the call. A case that failed has its ``error`` and nothing else. ``verdict`` is an LLM judge's:
    1 correct, 0 not, None not judged.
    """

    case: Case
    depth: int
    hits: tuple[Hit, ...] = ()
    answer: Answer | None = None
    elapsed_ms: float = 0.0
    error: str | None = None
    verdict: float | None = None


def ranked_articles(outcome: Outcome) -> list[str]:
    """The hits' articles, each once at its best passage's place, as the case's ``relevant`` names them.

    An article the case does not name goes by its URL, or its id where it has none.
    """
    known = {article_key(name): name for name in outcome.case.relevant}
    ranked: dict[str, None] = {}
    for hit in outcome.hits:
        passage = hit.passage
        own = [name for name in (passage.url, passage.article_id) if name]
        ranked.setdefault(next((known[key] for key in map(article_key, own) if key in known), own[0]))
    return list(ranked)


def outcome_to_record(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON-able values, one line of a run; its verdict is kept elsewhere."""
    answer = None if outcome.answer is None else answer_to_record(outcome.answer)
    return {
        "id": outcome.case.id,
        "case": case_to_record(outcome.case),
        "depth": outcome.depth,
        "elapsed_ms": round(outcome.elapsed_ms, 3),
        "error": outcome.error,
        "answer": answer,
        # An answer holds its own hits.
        "hits": None if answer is not None else [hit_to_record(hit) for hit in outcome.hits],
    }


def outcome_from_record(record: Mapping[str, Any]) -> Outcome:
    """The outcome that ``outcome_to_record`` was given."""
    answer = None if record["answer"] is None else answer_from_record(record["answer"])
    hits = answer.hits if answer is not None else tuple(hit_from_record(hit) for hit in record["hits"])
    return Outcome(
        case=case_from_record(record["case"]),
        depth=record["depth"],
        hits=hits,
        answer=answer,
        elapsed_ms=record["elapsed_ms"],
        error=record["error"],
    )
