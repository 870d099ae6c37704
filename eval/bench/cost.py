"""Search cost: a whole search against the bare sum of what it cannot do without, and filtered against unfiltered.

The bare sum is one embedding of the question a vector family, one lookup in Chroma's search index and one in Tantivy.
A search asks more of them than that: hundreds of candidates, over all days and over the recent ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import numpy as np

from eval.bench.asking import Asked
from eval.bench.bare import BareLookups
from eval.bench.table import Cell, Column, Table
from eval.bench.timing import Milliseconds, interleaved, p50, p95
from rag.qa import NewsQA
from rag.store.records import Family

K = 10
SUM, DAY, NOW = "bare sum", "search, as of its day", "search, as of now (unfiltered)"

_COLUMNS = (
    Column("what", ""),
    Column("p50_ms", "p50 ms", ".2f"),
    Column("p95_ms", "p95 ms", ".2f"),
    Column("p50_to_sum", "p50/sum", ".2f"),
    Column("p95_to_sum", "p95/sum", ".2f"),
    Column("p50_to_unfiltered", "p50/unfiltered", ".2f"),
    Column("p95_to_unfiltered", "p95/unfiltered", ".2f"),
)


def search_cost(qa: NewsQA, bare: BareLookups, asked: Sequence[Asked]) -> Table:
    """Bare parts, their sum, and searches without and with filters, all on the same questions in turns."""
    now = datetime.now(UTC)
    parts = _bare_parts(bare, asked)
    searches: dict[str, Callable[[Asked], object]] = {
        DAY: lambda one: qa.search(one.question, K, as_of=one.day),
        NOW: lambda one: qa.search(one.question, K, as_of=now),
        **{f"search, {name}": _filtered(qa, name) for name in asked[0].filters()},
    }
    elapsed = interleaved({**parts, **searches}, asked)
    total: Milliseconds = np.sum([elapsed[name] for name in parts], axis=0)
    rows = [_row(name, elapsed[name]) for name in parts]
    rows.append(_row(SUM, total))
    rows += [_row(name, elapsed[name], total, elapsed[NOW]) for name in searches]
    return Table(
        "search_cost",
        f"Search cost over {len(asked)} questions, k={K}, the question's embedding included",
        _COLUMNS,
        tuple(rows),
        ("Ratios of percentiles. Filtered searches are as of the question's day; week and month end on it.",),
    )


def _bare_parts(bare: BareLookups, asked: Sequence[Asked]) -> dict[str, Callable[[Asked], object]]:
    parts: dict[str, Callable[[Asked], object]] = {
        f"embedding, {family}": lambda one, model=model: model.embed_question(one.question)  # type: ignore[misc]
        for family, model in bare.models.items()
    }
    for family, model in list(bare.models.items())[:1]:
        vectors = {one.question: model.embed_question(one.question) for one in asked}
        parts[f"HNSW, {family}, k={K}"] = _hnsw(bare, family, vectors)
    parts[f"BM25, k={K}"] = lambda one: bare.bm25(one.question, K)
    return parts


def _hnsw(
    bare: BareLookups, family: Family, vectors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]
) -> Callable[[Asked], object]:
    return lambda one: bare.hnsw(family, vectors[one.question], K)


def _filtered(qa: NewsQA, name: str) -> Callable[[Asked], object]:
    def search(one: Asked) -> object:
        filters = one.filters()[name]
        return qa.search(
            one.question,
            K,
            as_of=one.day,
            since=filters.since,
            until=filters.until,
            publishers=filters.publishers,
        )

    return search


def _row(
    name: str, elapsed: Milliseconds, total: Milliseconds | None = None, unfiltered: Milliseconds | None = None
) -> dict[str, Cell]:
    row: dict[str, Cell] = {"what": name, "p50_ms": p50(elapsed), "p95_ms": p95(elapsed)}
    for to, other in (("sum", total), ("unfiltered", unfiltered)):
        if other is not None:
            row[f"p50_to_{to}"] = p50(elapsed) / p50(other)
            row[f"p95_to_{to}"] = p95(elapsed) / p95(other)
    return row
