"""The exact vectors of one family in one generation: a matrix on disk, scored directly under filters.

Chroma's own filters cost 40 to 160 unfiltered searches, and what a search index finds before filtering misses more the
tighter the filter is. Rows are ordered by publisher, then time, so what a filter lets through lies in few runs and is
scored as it lies: all of 140,000 vectors in 5 to 9 ms on one core, a week or a month of them in well under 1.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.store.instants import to_us
from rag.store.records import Candidate, Family, Vectors
from rag.types import Filters

Row = tuple[int, int | None, str, str, str]  # key, published_us, publisher, section, language (folded)
Fetch = Callable[[Sequence[int]], Mapping[int, NDArray[np.float32]]]

_UNDATED = np.iinfo(np.int64).min
_CHUNK = 8_192
_GAP = 64  # rows not asked for that are cheaper to score than to jump over
_RUN = 16  # rows a run must have on average to be scored in place; else the rows are gathered
_GATHER = 3  # gathering a row costs about as much as scoring this many in place
_BLOCK = 4_096  # rows gathered at a time, few enough for the processor's cache


class Matrix:
    """One family's rows, mapped from disk: shared by all processes that read the same generation."""

    def __init__(self, folder: Path, family: Family) -> None:
        with np.load(folder / f"{family}.columns.npz", allow_pickle=False) as columns:
            self._keys: NDArray[np.int64] = columns["keys"]
            self._published: NDArray[np.int64] = columns["published"]
            self._codes: dict[str, NDArray[np.int32]] = {
                name: columns[name] for name in ("publisher", "section", "language")
            }
        names = json.loads((folder / f"{family}.names.json").read_text(encoding="utf-8"))
        self._numbers = {field: {name: i for i, name in enumerate(listed)} for field, listed in names.items()}
        self._rows: Vectors = np.asarray(np.load(folder / f"{family}.npy", mmap_mode="r", allow_pickle=False))
        if self._rows.shape[0] != len(self._keys) or self._rows.ndim != 2:
            raise ValueError(f"{family}.npy and {family}.columns.npz do not belong together")
        self._by_key = np.argsort(self._keys, kind="stable")
        self._sorted_keys = self._keys[self._by_key]
        dated = self._published[self._published != _UNDATED]
        self._all_dated = len(dated) == len(self._keys)
        self._first = int(dated.min()) if len(dated) else 0
        self._last = int(dated.max()) if len(dated) else 0

    @property
    def count(self) -> int:
        """Rows."""
        return len(self._keys)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def passing(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Which rows the filters let through; None where that is every row, found out without looking at them."""
        since = None if filters.since is None else to_us(filters.since)
        until = None if filters.until is None else to_us(filters.until)
        masks = []
        if self._all_dated or filters.undated:
            since = None if since is not None and since <= self._first else since
            until = None if until is not None and until > self._last else until
        if since is not None or until is not None:
            low = _UNDATED + 1 if since is None else since
            mask = self._published >= low
            mask = mask if until is None else mask & (self._published < until)
            masks.append(mask | (self._published == _UNDATED) if filters.undated else mask)
        for field, wanted in (
            ("publisher", filters.publishers),
            ("section", filters.sections),
            ("language", filters.languages),
        ):
            if wanted:
                codes = {self._numbers[field].get(name.casefold(), -1) for name in wanted}
                column = self._codes[field]
                masks.append(column == codes.pop() if len(codes) == 1 else np.isin(column, list(codes)))
        return None if not masks else np.logical_and.reduce(masks)

    def nearest(self, vector: NDArray[np.float32], k: int, passing: NDArray[np.bool_] | None = None) -> list[Candidate]:
        """The exact ``k`` nearest by cosine similarity among the passing rows, best first, ties by key."""
        rows = np.arange(self.count) if passing is None else np.flatnonzero(passing)
        if not len(rows) or k < 1:
            return []
        scores = self._scores(vector, rows)
        if k < len(rows):
            best = np.argpartition(scores, len(rows) - k)[len(rows) - k :]
            rows, scores = rows[best], scores[best]
        keys = self._keys[rows]
        order = np.lexsort((keys, -scores))
        return [Candidate(int(keys[i]), float(scores[i])) for i in order]

    def _scores(self, vector: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
        cuts = np.flatnonzero(np.diff(rows) > _GAP)
        starts = rows[np.concatenate(([0], cuts + 1))]
        ends = rows[np.concatenate((cuts, [len(rows) - 1]))] + 1
        # vecdot rather than a matrix product: that one wakes a thread a core, and on a busy machine waits for them.
        if len(starts) * _RUN > len(rows):
            if len(rows) * _GATHER < self.count:
                blocks = (rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK))
                return np.concatenate([np.vecdot(self._rows[block], vector) for block in blocks])
            starts, ends = np.array([0]), np.array([self.count])
        scores = np.empty(self.count, dtype=np.float32)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            np.vecdot(self._rows[start:end], vector, out=scores[start:end])
        return scores[rows]

    def keys(self) -> set[int]:
        """Keys of all rows."""
        return set(self._keys.tolist())

    def rows_of(self, keys: Sequence[int]) -> NDArray[np.intp]:
        """The row of each key, -1 where it has none."""
        wanted = np.asarray(keys, dtype=np.int64)
        if not self.count:
            return np.full(len(wanted), -1, dtype=np.intp)
        place = np.minimum(np.searchsorted(self._sorted_keys, wanted), self.count - 1)
        return np.where(self._sorted_keys[place] == wanted, self._by_key[place], -1)

    def vectors(self, keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Exact vectors by key, length 1; keys without a row are left out."""
        return {
            int(key): np.array(self._rows[row])
            for key, row in zip(keys, self.rows_of(keys).tolist(), strict=True)
            if row >= 0
        }


def write_matrix(folder: Path, family: Family, rows: Sequence[Row], dimensions: int, fetch: Fetch) -> list[int]:
    """Write the files ``Matrix`` reads; ``fetch`` gives vectors by key, of any length above 0.

    ``rows`` come ordered by publisher, then time. Returns the keys ``fetch`` had no vector for: then nothing was
    finished, and the files must be written again without them.
    """
    absent: list[int] = []
    shape = (len(rows), dimensions)
    matrix = np.lib.format.open_memmap(folder / f"{family}.npy", mode="w+", dtype=np.float32, shape=shape)
    for start in range(0, len(rows), _CHUNK):
        keys = [row[0] for row in rows[start : start + _CHUNK]]
        found = fetch(keys)
        absent.extend(key for key in keys if key not in found)
        if not absent:
            block = np.stack([found[key] for key in keys])
            lengths = np.linalg.norm(block, axis=1, keepdims=True)
            matrix[start : start + len(keys)] = block / np.where(lengths > 0, lengths, 1)
    matrix.flush()
    if absent:
        return absent
    columns: dict[str, NDArray[np.int32]] = {}
    names: dict[str, list[str]] = {}
    for place, field in ((2, "publisher"), (3, "section"), (4, "language")):
        numbers: dict[str, int] = {}
        columns[field] = np.array([numbers.setdefault(str(row[place]), len(numbers)) for row in rows], dtype=np.int32)
        names[field] = list(numbers)
    np.savez(
        folder / f"{family}.columns.npz",
        keys=np.array([row[0] for row in rows], dtype=np.int64),
        published=np.array([_UNDATED if row[1] is None else row[1] for row in rows], dtype=np.int64),
        publisher=columns["publisher"],
        section=columns["section"],
        language=columns["language"],
    )
    (folder / f"{family}.names.json").write_text(json.dumps(names), encoding="utf-8")
    return []
