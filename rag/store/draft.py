"""The next generation while a writer builds it: vectors in Chroma, the exact ones, and sealing both as a snapshot."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreError
from rag.stages import Stages
from rag.store.catalog import Catalog, Meta
from rag.store.chroma_address import ChromaAddress
from rag.store.chroma_server import ChromaServer
from rag.store.faults import explain, told
from rag.store.layout import Layout, remove_tree
from rag.store.ledger import Ledger
from rag.store.matrix import Matrix, write_matrix
from rag.store.pending import PendingVectors
from rag.store.records import FAMILIES, Family, Vectors
from rag.store.snapshots import chroma_folder, read_manifest, require_sound, seal
from rag.store.vectors import ChromaFolder, ChromaVectors


class Draft:
    """What the writer has added since the newest snapshot; thrown away it costs nothing but the making of it.

    The embedded Chroma is a copy of the snapshot's. A server has no copies: vectors go where readers' searches already
    look, who pass over keys that their generation does not list; and what left a generation is deleted last.
    """

    def __init__(
        self, layout: Layout, catalog: Catalog, ledger: Ledger, address: ChromaAddress | None, stages: Stages
    ) -> None:
        meta = catalog.meta()
        self._stages = stages
        self._layout, self._catalog, self._ledger, self._address = layout, catalog, ledger, address
        self._families: tuple[Family, ...] = tuple(family for family in FAMILIES if meta.models.of(family))
        self._pending = {family: PendingVectors(layout, family, meta.epochs[family]) for family in self._families}
        self._collections = collections_of(meta)
        self._chroma: ChromaVectors | None = None
        self.dimensions = dict(meta.dimensions)
        remove_tree(layout.work)

    def add(self, family: Family, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep vectors, shape ``(len(keys), dimensions)``: on this disk at once, and in Chroma."""
        if family not in self.dimensions:
            self._ledger.use_dimensions(family, vectors.shape[1])
            self.dimensions[family] = vectors.shape[1]
        with self._stages("vectors"):
            chroma = self._opened()
        with self._stages("vectors_journal"):
            self._pending[family].append(keys, vectors)
        with self._stages("vectors"):
            chroma.add(family, keys, vectors)

    def publish(self, swept: Sequence[int]) -> int:
        """Seal everything as the next generation, without the ``swept`` keys, and move all readers to it."""
        meta = self._catalog.meta()
        with self._stages("publishing_vectors"):
            chroma = self._opened()
            if isinstance(chroma, ChromaFolder):
                for family in self._families:
                    chroma.delete(family, swept)
                chroma.finish()
        generation = meta.generation + 1
        with self._stages("publishing_snapshot"), told(self._layout.root, "the new snapshot"):
            for family in self._families:
                self._write_matrix(meta, family, chroma)
            if isinstance(chroma, ChromaFolder):
                self._close()
            url = None if self._address is None else self._address.url
            seal(self._layout.work, generation, meta.models, self._collections, url)
            remove_tree(self._layout.snapshot(generation))
            self._layout.work.rename(self._layout.snapshot(generation))
        with self._stages("publishing_catalogue"):
            self._ledger.publish(generation, swept)
        for family in self._families:
            self._pending[family].clear()
        if isinstance(chroma, ChromaServer):
            with self._stages("publishing_vectors"):
                self._sweep(meta, chroma, swept)
        with self._stages("publishing_catalogue"):
            self._ledger.bury(swept)
        return generation

    def discard(self) -> None:
        """Throw away what is not published: of the embedded Chroma it is made again from ``pending``."""
        with suppress(StoreError):
            self._close()
        remove_tree(self._layout.work)

    def _sweep(self, meta: Meta, chroma: ChromaServer, swept: Sequence[int]) -> None:
        """Delete from the server what no generation has any more; cut off here, the next publishing does it."""
        assert meta.chroma is not None
        for family in self._families:
            chroma.delete(family, swept)
        chroma.drop_others(meta.chroma.prefix)
        self._close()

    def _write_matrix(self, meta: Meta, family: Family, chroma: ChromaVectors) -> None:
        former = self._former_matrix(meta, family)

        def fetch(keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
            found = former.vectors(keys) if former is not None else {}
            return found | chroma.get(family, [key for key in keys if key not in found])

        while rows := self._catalog.vector_rows(family):
            absent = write_matrix(self._layout.work, family, rows, self.dimensions[family], fetch)
            if not absent:
                return
            self._ledger.flag(family, absent, present=False)  # lost with a power cut: `missing` lists them again

    def _former_matrix(self, meta: Meta, family: Family) -> Matrix | None:
        folder = self._layout.snapshot(meta.generation)
        if not meta.generation or not folder.is_dir():
            return None
        manifest = read_manifest(self._layout.root, folder)
        if manifest.collections.get(family) != self._collections[family] or f"{family}.npy" not in manifest.files:
            return None
        return Matrix(folder, family)

    def _opened(self) -> ChromaVectors:
        """Chroma with what the newest snapshot has, and what is pending on top."""
        if self._chroma is not None:
            return self._chroma
        remove_tree(self._layout.work)
        with told(self._layout.root, "the vectors"):
            self._layout.work.mkdir()
        self._chroma = self._folder() if self._address is None else self._on_server(self._address)
        for family in self._families:
            if self._pending[family]:
                wanted = self._catalog.keys(having=family)
                for keys, vectors in self._pending[family].batches(self.dimensions[family]):
                    last = {int(key): place for place, key in enumerate(keys) if int(key) in wanted}
                    self._chroma.add(family, list(last), vectors[list(last.values())])
        return self._chroma

    def _folder(self) -> ChromaFolder:
        """The embedded Chroma: a copy of the newest snapshot's."""
        meta, root = self._catalog.meta(), self._layout.root
        snapshot = self._layout.snapshot(meta.generation)
        copy = chroma_folder(self._layout.work)
        with told(root, "the vectors"):
            if snapshot.is_dir():
                require_sound(root, snapshot, read_manifest(root, snapshot))
                if chroma_folder(snapshot).is_dir():
                    shutil.copytree(chroma_folder(snapshot), copy, copy_function=shutil.copyfile)
            elif not all(self._all_pending(family) for family in self._families):
                raise explain(root, "the vectors", FileNotFoundError(f"snapshot {snapshot.name} is gone"))
        folder = ChromaFolder(root, copy, self._collections, writable=True)
        folder.drop_others()
        return folder

    def _on_server(self, address: ChromaAddress) -> ChromaServer:
        return ChromaServer(self._layout.root, address, self._collections, self._all_pending)

    def _all_pending(self, family: Family) -> bool:
        """No vectors of the family are but pending ones, so that its collection may begin empty."""
        dimensions = self.dimensions.get(family)
        pending = self._pending[family].keys(dimensions) if dimensions else set()
        return self._catalog.keys(having=family) <= pending

    def _close(self) -> None:
        chroma, self._chroma = self._chroma, None
        if chroma is not None:
            chroma.close()


def collections_of(meta: Meta) -> dict[Family, str]:
    """Chroma's collection of each family that is on; another model begins another one."""
    prefix = meta.chroma.prefix if meta.chroma else ""
    return {family: f"{prefix}{family}-{meta.epochs[family]}" for family in FAMILIES if meta.models.of(family)}
