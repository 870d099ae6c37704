"""Vectors that are acknowledged but in no snapshot yet: one append-only file a family.

Chroma's folder under work is thrown away whenever a writer was cut off, because its search index may be half
saved; from the last snapshot and this file it is made again, and nothing is embedded twice.
A record is the passage's key (int64), its vector (float32) and the sum of both (CRC-32). A torn last record is cut off,
and one whose sum is wrong is passed over: its passage is then one without a vector, which is embedded again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.store.faults import told
from rag.store.layout import Layout
from rag.store.records import Family, Vectors


class PendingVectors:
    """The file of one family's epoch."""

    def __init__(self, layout: Layout, family: Family, epoch: int) -> None:
        self._root = layout.root
        self._file = layout.pending / f"{family}-{epoch}.records"

    @property
    def path(self) -> Path:
        """Where the records are."""
        return self._file

    def append(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Add records and wait until they are on the disk."""
        records = np.empty(len(keys), dtype=_record(vectors.shape[1]))
        records["key"], records["vector"] = keys, vectors
        records["sum"] = _sums(records)
        with told(self._root, "the pending vectors"), self._file.open("ab") as file:
            whole = file.tell() - file.tell() % records.itemsize
            if whole != file.tell():
                file.truncate(whole)
            file.write(records.tobytes())
            file.flush()
            os.fsync(file.fileno())

    def batches(self, dimensions: int, size: int = 5_000) -> Iterator[tuple[NDArray[np.int64], Vectors]]:
        """Sound records in the order they were added, ``size`` at a time."""
        dtype = _record(dimensions)
        with told(self._root, "the pending vectors"):
            count = self._file.stat().st_size // dtype.itemsize if self._file.exists() else 0
            for start in range(0, count, size):
                records = np.fromfile(
                    self._file, dtype=dtype, count=min(size, count - start), offset=start * dtype.itemsize
                )
                records = records[records["sum"] == _sums(records)]
                if len(records):
                    yield records["key"].copy(), np.ascontiguousarray(records["vector"])

    def keys(self, dimensions: int) -> set[int]:
        """Keys of all records."""
        return {int(key) for keys, _ in self.batches(dimensions) for key in keys}

    def __bool__(self) -> bool:
        return self._file.exists() and self._file.stat().st_size > 0

    def clear(self) -> None:
        """Delete the records: a snapshot has them all."""
        with told(self._root, "the pending vectors"):
            self._file.unlink(missing_ok=True)


def _record(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("key", "<i8"), ("vector", "<f4", (dimensions,)), ("sum", "<u4")])


def _sums(records: NDArray[np.void]) -> NDArray[np.uint32]:
    """The CRC-32 of each record without its last four bytes, which are its sum."""
    content, size = memoryview(records.tobytes()), records.dtype.itemsize
    return np.array([zlib.crc32(content[at : at + size - 4]) for at in range(0, len(content), size)], dtype=np.uint32)
