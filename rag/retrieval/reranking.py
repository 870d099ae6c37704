"""A reranker's say in the ranking: one more term of a candidate's score, beside nearness to the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.errors import ModelError
from rag.models.embedding import passage_to_text
from rag.models.protocols import Reranker
from rag.retrieval.candidates import Listed, Pool
from rag.types import Note, Passage, Usage


@dataclass(frozen=True, slots=True)
class Reranked:
    """The pool with what the reranker found; as it was, with a note for the reader, where the reranker failed."""

    pool: Pool
    notes: tuple[Note, ...] = ()
    usage: Usage = Usage()


def rerank(pool: Pool, passages: Mapping[int, Passage], text: str, reranker: Reranker) -> Reranked:
    """Has the passages, by key and best first, judged for ``text``."""
    try:
        judged = reranker.judge(text, [passage_to_text(passage) for passage in passages.values()])
    except ModelError as error:
        failed = Note("model", f"The reranker failed, so passages stand in the order of the search alone. {error}")
        return Reranked(pool, (failed,))
    shares = dict(zip(passages, shares_of(judged.scores), strict=True))
    return Reranked(replace(pool, judged=Listed(shares)), usage=judged.usage)


def shares_of(scores: Sequence[float]) -> list[float]:
    """Scores of any scale as 0 for the least to 1 for the greatest, all 0 where they are equal.

    >>> shares_of([-3.0, 5.0, 1.0]), shares_of([2.0, 2.0]), shares_of([])
    ([0.0, 1.0, 0.5], [0.0, 0.0], [])
    """
    least, greatest = min(scores, default=0.0), max(scores, default=0.0)
    if least == greatest:
        return [0.0] * len(scores)
    return [(score - least) / (greatest - least) for score in scores]
