"""What one lookup costs with nothing around it: an embedding, Chroma's search index, Tantivy's BM25."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreError
from rag.models.embedding import name_in_store, open_embedding
from rag.models.protocols import EmbeddingModel
from rag.settings import Settings
from rag.store.catalog import Catalog
from rag.store.layout import Layout
from rag.store.records import Family
from rag.store.snapshots import chroma_folder, read_manifest
from rag.store.vectors import ChromaFolder
from rag.store.words import WordsReader
from rag.types import Filters


class BareLookups(AbstractContextManager["BareLookups"]):
    """The parts of a published store, each opened for itself, and the models that fill it; nothing checks anything.

    ``models`` has an embedding model a family that the store holds.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        layout = Layout(path)
        layout.require()
        catalog = Catalog(layout)
        meta = catalog.meta()
        catalog.close()
        if not meta.generation:
            raise StoreError(f"{path} holds nothing that was published: run `dateline ingest` on it")
        self._words = WordsReader(layout)
        folder = layout.snapshot(meta.generation)
        manifest = read_manifest(layout.root, folder)
        self.models: dict[Family, EmbeddingModel] = {}
        for family, name in (("passages", settings.passage_model), ("leads", settings.lead_model)):
            name = name_in_store(name, manifest.models.get(family))  # type: ignore[call-overload]  # as below
            if f"{family}.npy" in manifest.files and (model := open_embedding(name, settings)) is not None:
                self.models[family] = model  # type: ignore[index]  # mypy takes the literals for str
        self._chroma = ChromaFolder(layout.root, chroma_folder(folder), manifest.collections, writable=False)

    def hnsw(self, family: Family, vector: NDArray[np.float32], k: int) -> int:
        """How many neighbours Chroma's search index gives for ``k``."""
        return len(self._chroma.nearest(family, vector, k))

    def bm25(self, text: str, k: int) -> int:
        """How many passages Tantivy gives for ``k``."""
        return len(self._words.search(text, k=k, filters=Filters(), title_boost=0.0))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._chroma.close()
