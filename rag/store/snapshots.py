"""Published generations: sealing one with sums of its files, and opening one for reading."""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreError, StoreMismatch
from rag.store.chroma_address import ChromaAddress, misplaced
from rag.store.chroma_server import ChromaServer
from rag.store.faults import explain, told
from rag.store.layout import Layout
from rag.store.matrix import Matrix
from rag.store.records import FAMILIES, Candidate, Family
from rag.store.vectors import ChromaFolder, ChromaVectors
from rag.store.words import WordsReader
from rag.types import Filters, StoreModels

_MANIFEST = "manifest.json"
_CHROMA = "chroma"
EXACT = "*.npy"  # the exact vectors: noise in them is no danger, and summing them takes long
_INDEX = f"{_CHROMA}/*"  # Chroma's search index: noise in it can crash the interpreter
_SPARE = 8  # candidates a server is asked for beyond k, for those of another generation
UNINDEXED = 20_000  # rows: up to here scoring all takes 1.1 ms, less than Chroma's 1.3, and nothing need be opened
_SCANNED = 400_000  # rows: so many are scored exactly about as fast as the search index looks, and none is missed
_LOOSE = 0.9  # of all rows: in greater stores, from here on what the search index finds is filtered afterwards


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself; ``files`` are ``[bytes, crc32]`` by name, the sum null where readers touch it."""

    generation: int
    models: dict[Family, str | None]
    collections: dict[Family, str]
    files: dict[str, list[int | None]]
    chroma_url: str | None = None  # of the server that has the collections; None: the snapshot has them itself


def chroma_folder(snapshot: Path) -> Path:
    """Chroma's folder inside a snapshot."""
    return snapshot / _CHROMA


def seal(
    folder: Path, generation: int, models: StoreModels, collections: dict[Family, str], chroma_url: str | None
) -> None:
    """Bring every file of a finished snapshot to the disk and note its size and sum."""
    files: dict[str, list[int | None]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _MANIFEST):
        # Chroma touches its SQLite file even to read; damage in it comes out as an error, not as a crash.
        exempt = file.suffix.startswith(".sqlite3")
        files[file.relative_to(folder).as_posix()] = [None, None] if exempt else [file.stat().st_size, _sum(file)]
        with file.open("r+b") as opened:
            os.fsync(opened.fileno())
    by_family = {family: models.of(family) for family in FAMILIES}
    manifest = Manifest(generation, by_family, collections, files, chroma_url)
    with (folder / _MANIFEST).open("w", encoding="utf-8") as opened:
        json.dump(asdict(manifest), opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())


def read_manifest(root: Path, snapshot: Path) -> Manifest:
    """The snapshot's manifest; ``StoreDamaged`` where there is none that can be read."""
    try:
        found: dict[str, Any] = json.loads((snapshot / _MANIFEST).read_text(encoding="utf-8"))
        return Manifest(
            found["generation"], found["models"], found["collections"], found["files"], found.get("chroma_url")
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise explain(root, f"snapshot {snapshot.name}", fault) from fault


def damaged_files(snapshot: Path, manifest: Manifest, *, unsummed: Sequence[str] = ()) -> list[str]:
    """Files that are not as they were sealed; of those that match a pattern of ``unsummed`` only the size is looked at.

    Sums of all but the exact vectors take 0.1 s for 140,000 passages.
    """
    damaged = []
    for name, (size, crc) in manifest.files.items():
        file = snapshot / name
        try:
            sound = (size is None and file.is_file()) or file.stat().st_size == size
            if sound and crc is not None and not any(fnmatch(name, pattern) for pattern in unsummed):
                sound = _sum(file) == crc
        except OSError:
            sound = False
        if not sound:
            damaged.append(name)
    return damaged


def require_sound(root: Path, snapshot: Path, manifest: Manifest, *, unsummed: Sequence[str] = (EXACT,)) -> None:
    """``StoreDamaged`` that names the first file that is not as it was sealed."""
    damaged = damaged_files(snapshot, manifest, unsummed=unsummed)
    if damaged:
        said = "is not what was written" if (snapshot / damaged[0]).exists() else "is gone"
        raise explain(root, f"snapshot {snapshot.name}", OSError(f"{damaged[0]} {said}"))


def _sum(file: Path) -> int:
    crc = 0
    with file.open("rb") as opened:
        while block := opened.read(1 << 20):
            crc = zlib.crc32(block, crc)
    return crc


class Snapshot:
    """One generation, open. It is used under a lease, and closes when it is retired and the last lease has ended.

    Chroma's index is opened by the first search that needs it: a question about an earlier day never does, nor does any
    question of a family of at most ``UNINDEXED`` rows.
    """

    def __init__(
        self, layout: Layout, generation: int, models: StoreModels, chroma: ChromaAddress | None = None
    ) -> None:
        self.generation = generation
        self.models = models
        self._leases = 0
        self._retired = False
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._root = layout.root
        self._folder = layout.snapshot(generation)
        self._address = chroma
        self._manifest: Manifest | None = None
        self._chroma: ChromaVectors | None = None
        self._matrices: dict[Family, Matrix] = {}
        self.words = WordsReader(layout)
        if generation:
            self._open()

    def _open(self) -> None:
        manifest = self._manifest = read_manifest(self._root, self._folder)
        require_sound(self._root, self._folder, manifest, unsummed=(EXACT, _INDEX))
        self.models = StoreModels(manifest.models["passages"], manifest.models["leads"])
        with told(self._root, "the vectors"):
            for family in manifest.collections:
                if f"{family}.npy" in manifest.files:
                    try:
                        self._matrices[family] = Matrix(self._folder, family)
                    except (ValueError, KeyError) as fault:
                        raise explain(self._root, "the vectors", fault) from fault
        if not self._matrices:
            return
        reason = misplaced(self._root, manifest.chroma_url, self._address)
        if reason:
            raise StoreMismatch(reason)
        if self._address is not None:
            self.warm_up()  # whether a server answers is told at once

    def warm_up(self) -> None:
        """Open Chroma's index now, so that no search waits for it, where any would."""
        if any(map(self._is_indexed, self._matrices.values())):
            self._index()

    def _is_indexed(self, matrix: Matrix) -> bool:
        """Whether Chroma is asked: of a server always, of our own folder where that is faster than scoring all."""
        return self._address is not None or matrix.count > UNINDEXED

    def _index(self) -> ChromaVectors:
        with self._opening:
            if self._chroma is None:
                self._chroma = self._open_index()
            return self._chroma

    def _open_index(self) -> ChromaVectors:
        assert self._manifest is not None
        chroma: ChromaVectors
        if self._address is not None:
            chroma = ChromaServer(self._root, self._address, self._manifest.collections)
        else:
            require_sound(self._root, self._folder, self._manifest)
            chroma = ChromaFolder(self._root, chroma_folder(self._folder), self._manifest.collections, writable=False)
        try:
            for family, matrix in self._matrices.items():
                # The first search loads the index; after it the folder may be deleted under us.
                chroma.nearest(family, np.full(matrix.dimensions, matrix.dimensions**-0.5, dtype=np.float32), 1)
        except StoreError:
            chroma.close()
            raise
        return chroma

    def search(self, family: Family, vector: NDArray[np.float32], k: int, filters: Filters) -> list[Candidate]:
        """Nearest passages by cosine, best first: by Chroma among many without filters, exactly otherwise."""
        matrix = self._matrices.get(family)
        if matrix is None or k < 1:
            return []
        if vector.shape != (matrix.dimensions,):
            raise StoreMismatch(
                f"{self._root}: {family} vectors have {matrix.dimensions} dimensions and the question's has "
                f"{vector.shape[-1] if vector.ndim else 0}: ask with the model {self.models.of(family)}"
            )
        length = float(np.linalg.norm(vector))
        vector = np.asarray(vector / length if length > 0 else vector, dtype=np.float32)
        passing = matrix.passing(filters)
        if passing is None:
            k = min(k, matrix.count)
            return self._nearest(family, vector, k) if self._is_indexed(matrix) else matrix.nearest(vector, k)
        share = np.count_nonzero(passing) / matrix.count
        if matrix.count > _SCANNED and share >= _LOOSE and k < matrix.count // 8:
            found = self._by_index(family, vector, int(k / share * 1.02) + 8)
            rows = matrix.rows_of([candidate.key for candidate in found])
            kept = [hit for hit, row in zip(found, rows.tolist(), strict=True) if row >= 0 and passing[row]]
            if len(kept) >= k:
                return kept[:k]
        return matrix.nearest(vector, k, passing)

    def _nearest(self, family: Family, vector: NDArray[np.float32], k: int) -> list[Candidate]:
        if self._address is None:
            return self._by_index(family, vector, k)
        # A server has what the writer is adding, too: only what this generation's matrix lists counts.
        matrix = self._matrices[family]
        found = self._by_index(family, vector, k + k // 4 + _SPARE)
        rows = matrix.rows_of([candidate.key for candidate in found])
        kept = [candidate for candidate, row in zip(found, rows.tolist(), strict=True) if row >= 0]
        return kept[:k] if len(kept) >= k else matrix.nearest(vector, k)

    def _by_index(self, family: Family, vector: NDArray[np.float32], k: int) -> list[Candidate]:
        try:
            return self._index().nearest(family, vector, k)
        except StoreError:
            if self._address is None and self._manifest is not None:
                # A file that is gone can look like one that may not be opened.
                require_sound(self._root, self._folder, self._manifest, unsummed=("*",))
            raise

    def vectors(self, family: Family, keys: list[int]) -> dict[int, NDArray[np.float32]]:
        """Exact vectors by key."""
        return self._matrices[family].vectors(keys) if family in self._matrices else {}

    def lease(self) -> bool:
        """Keep it open until ``release``; False when it is retired already."""
        with self._lock:
            if self._retired:
                return False
            self._leases += 1
            return True

    def release(self) -> None:
        """End a lease."""
        with self._lock:
            self._leases -= 1
            last = self._retired and not self._leases
        if last:
            self._close()

    def retire(self) -> None:
        """Close it now, or when the last lease ends."""
        with self._lock:
            if self._retired:
                return
            self._retired = True
            last = not self._leases
        if last:
            self._close()

    def _close(self) -> None:
        self._matrices = {}
        if self._chroma is not None:
            self._chroma.close()
            self._chroma = None
