"""What vector search misses: the store's neighbours against exact scores of every vector that passes the filter.

Recall@k = the share of the first k neighbours (of all that pass, where fewer do) that score at least what the k-th best
passing vector scores: of several copies of a passage any will do. The filters are applied here from the catalogue's own
columns, not by the code that is measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from eval.bench.asking import Asked
from eval.bench.table import Cell, Column, Table
from rag.days import end_of
from rag.models.protocols import EmbeddingModel
from rag.store import Candidate, Family, NewsStore
from rag.store.catalog import Catalog
from rag.store.instants import from_us, to_us
from rag.store.layout import Layout
from rag.types import Filters

DEPTHS = (10, 50, 300)
SHARES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.85, 0.9, 0.95, 0.99)
_ROUNDING = 1e-6  # two ways to compute a cosine in single precision differ by less
_UNDATED = np.iinfo(np.int64).min
_FETCHED = 5_000

_COLUMNS = (
    Column("filter", ""),
    Column("passing", "passing", ".2%"),
    *(Column(f"recall@{k}", f"recall@{k}", ".4f") for k in DEPTHS),
    Column("lowest@10", "lowest@10", ".2f"),
    Column("outside", "outside", "d"),
)


@dataclass(frozen=True, slots=True)
class Exact:
    """Every vector of a family, shape ``(n, dimensions)``, and what filters look at; ``dates`` are the known ones."""

    vectors: NDArray[np.float32]
    published_us: NDArray[np.int64]
    publishers: NDArray[np.str_]
    row_of: Mapping[int, int]
    dates: NDArray[np.int64]

    def passing(self, filters: Filters) -> NDArray[np.bool_]:
        """Which vectors the filters let through."""
        passing = np.ones(len(self.vectors), dtype=np.bool_)
        if filters.since is not None:
            passing &= self.published_us >= to_us(filters.since)
        if filters.until is not None:
            passing &= (self.published_us < to_us(filters.until)) & (self.published_us != _UNDATED)
        if filters.publishers:
            passing &= np.isin(self.publishers, [name.casefold() for name in filters.publishers])
        return passing

    def window(self, share: float, asked: Asked) -> Filters:
        """Days, up to the question's where there are enough before it, that about this share of vectors is from."""
        until = end_of(asked.day)
        assert until is not None
        wanted = max(1, round(share * len(self.vectors)))
        end = max(int(np.searchsorted(self.dates, to_us(until))), min(wanted, len(self.dates)))
        return Filters(
            since=from_us(int(self.dates[max(0, end - wanted)])), until=from_us(int(self.dates[end - 1]) + 1)
        )


@dataclass(slots=True)
class _Tally:
    """What one kind of filter came to, question by question."""

    shares: list[float] = field(default_factory=list)
    recalls: dict[int, list[float]] = field(default_factory=lambda: {k: [] for k in DEPTHS})
    outside: int = 0

    def row(self, name: str) -> dict[str, Cell]:
        """The table's row."""
        return {
            "filter": name,
            "passing": float(np.mean(self.shares)) if self.shares else 0.0,
            **{f"recall@{k}": float(np.mean(self.recalls[k])) if self.recalls[k] else None for k in DEPTHS},
            "lowest@10": min(self.recalls[DEPTHS[0]], default=None),
            "outside": self.outside,
        }


def vector_recall(store: NewsStore, family: Family, model: EmbeddingModel, asked: Sequence[Asked]) -> Table:
    """Recall of one family without a filter and under filters that let through from nearly nothing to nearly all."""
    exact = _exact(store, family)
    questions = np.stack([model.embed_question(one.question) for one in asked])
    scores = questions @ exact.vectors.T
    tallies: dict[str, _Tally] = {}
    for one, vector, scored in zip(asked, questions, scores, strict=True):
        for name, filters in _filters(exact, one).items():
            passing = exact.passing(filters)
            if not passing.any():
                continue
            tally = tallies.setdefault(name, _Tally())
            tally.shares.append(float(np.count_nonzero(passing)) / len(passing))
            for k in DEPTHS:
                found = store.search_vectors(family, vector, k=k, filters=filters)
                recall, outside = recall_at(k, found, scored, passing, exact.row_of)
                tally.recalls[k].append(recall)
                tally.outside += outside
    return Table(
        f"recall_{family}",
        f"Vector search against exact scores: {len(exact.vectors):,} {family}, {len(asked)} questions",
        _COLUMNS,
        tuple(tally.row(name) for name, tally in tallies.items()),
        ("passing: mean share the filter lets through; outside: neighbours found that it should have kept out.",),
    )


def _filters(exact: Exact, one: Asked) -> dict[str, Filters]:
    named = {"none (search index)": Filters()}
    if len(exact.dates):
        named |= {f"days, about {share:.1%}": exact.window(share, one) for share in SHARES}
    return named | dict(one.filters())


def recall_at(
    k: int,
    found: Sequence[Candidate],
    scores: NDArray[np.float32],
    passing: NDArray[np.bool_],
    row_of: Mapping[int, int],
) -> tuple[float, int]:
    """Recall@k of what was found, and how many of it do not pass; ``scores`` are exact, a row a vector."""
    possible = scores[passing]
    k = min(k, len(possible))
    least = np.partition(possible, len(possible) - k)[len(possible) - k] - _ROUNDING
    rows = [row_of[candidate.key] for candidate in found]
    good = sum(bool(passing[row]) and bool(scores[row] >= least) for row in rows)
    return min(good, k) / k, sum(not passing[row] for row in rows)


def _exact(store: NewsStore, family: Family) -> Exact:
    catalog = Catalog(Layout(store.path))
    rows = {row[0]: row for row in catalog.vector_rows(family)}
    catalog.close()
    vectors: dict[int, NDArray[np.float32]] = {}
    keys = list(rows)
    for start in range(0, len(keys), _FETCHED):
        vectors |= store.vectors(family, keys[start : start + _FETCHED])
    published = np.array([_UNDATED if rows[key][1] is None else rows[key][1] for key in vectors], dtype=np.int64)
    return Exact(
        vectors=np.stack(list(vectors.values())),
        published_us=published,
        publishers=np.array([rows[key][2] for key in vectors]),
        row_of={key: row for row, key in enumerate(vectors)},
        dates=np.sort(published[published != _UNDATED]),
    )
