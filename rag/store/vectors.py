"""Vectors in Chroma: a collection for each family, cosine, without metadata; and the embedded Chroma, one folder.

A Chroma folder that another process writes cannot be read safely: its search index is rewritten in place, and opening
it at that moment gave wrong neighbours or crashed the interpreter. So a folder has either one writer or any number of
readers, never both (``snapshots`` sees to it), and every handle has a Chroma system of its own, shared with nobody.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.store.faults import explain, told
from rag.store.records import Candidate, Family, Vectors

if TYPE_CHECKING:
    from chromadb.api import ServerAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.types import Collection as CollectionModel
    from numpy.typing import NDArray

SEARCH_WIDTH = 200  # candidates HNSW keeps: the first 50 of 140,000 were 97 of 100 right with its own 100
_SYNC_EVERY = 10_000  # vectors between two saves of the index; a quarter faster than Chroma's 1,000


class ChromaVectors(ABC):
    """The collections of a store, wherever Chroma runs; ``collections`` names the one of each family."""

    batch = 5_000  # Chroma takes 5,461 at most

    def __init__(self, collections: Mapping[Family, str]) -> None:
        self._names = dict(collections)
        self._server: ServerAPI
        self._collections: dict[Family, Collection] = {}

    @abstractmethod
    def guarded(self) -> AbstractContextManager[None]:
        """Turn the library's errors inside into ours."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what it holds; nothing may be asked afterwards."""

    def _collection(self, model: CollectionModel) -> Collection:
        from chromadb.api.models.Collection import Collection

        return Collection(client=self._server, model=model, embedding_function=None)

    # Writing

    def add(self, family: Family, keys: Sequence[int], vectors: Vectors) -> None:
        """Store vectors, shape ``(len(keys), dimensions)``; keys that are there already keep what they have."""
        with self.guarded():
            for start in range(0, len(keys), self.batch):
                ids = [str(key) for key in keys[start : start + self.batch]]
                self._collections[family].add(ids=ids, embeddings=vectors[start : start + self.batch])

    def delete(self, family: Family, keys: Sequence[int]) -> None:
        """Take vectors out; keys that are not there are no error."""
        with self.guarded():
            for start in range(0, len(keys), self.batch):
                self._collections[family].delete(ids=[str(key) for key in keys[start : start + self.batch]])

    # Reading

    def count(self, family: Family) -> int:
        """Vectors stored."""
        with self.guarded():
            return self._collections[family].count() if family in self._collections else 0

    def keys(self, family: Family) -> set[int]:
        """Keys of all vectors."""
        found: set[int] = set()
        for offset in range(0, self.count(family), 10 * self.batch):
            with self.guarded():
                page = self._collections[family].get(limit=10 * self.batch, offset=offset, include=[])
            found.update(int(key) for key in page["ids"])
        return found

    def get(self, family: Family, keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Vectors by key; keys without one are left out."""
        found: dict[int, NDArray[np.float32]] = {}
        if family not in self._collections:
            return found
        for start in range(0, len(keys), self.batch):
            ids = [str(key) for key in keys[start : start + self.batch]]
            with self.guarded():
                page: Any = self._collections[family].get(ids=ids, include=["embeddings"])
            vectors = np.asarray(page["embeddings"], dtype=np.float32)
            found.update(zip((int(key) for key in page["ids"]), vectors, strict=True))
        return found

    def nearest(self, family: Family, vector: NDArray[np.float32], k: int) -> list[Candidate]:
        """The ``k`` nearest by cosine similarity, as Chroma's search index finds them, best first."""
        if family not in self._collections or k < 1:
            return []
        with self.guarded():
            result: Any = self._collections[family].query(
                query_embeddings=vector[np.newaxis], n_results=k, include=["distances"]
            )
        pairs = zip(result["ids"][0], result["distances"][0], strict=True)
        return [Candidate(int(key), 1.0 - float(distance)) for key, distance in pairs]


class ChromaFolder(ChromaVectors):
    """A Chroma folder, open. ``collections`` names the collection of each family."""

    def __init__(self, root: Path, folder: Path, collections: Mapping[Family, str], *, writable: bool) -> None:
        super().__init__(collections)
        self._root, self._folder, self._writable = root, folder, writable
        if writable:
            with told(root, "the vectors"):
                folder.mkdir(parents=True, exist_ok=True)
        elif not (folder / "chroma.sqlite3").is_file():
            raise explain(root, "the vectors", FileNotFoundError(f"{folder.name} is gone"))
        self._open()

    def _open(self) -> None:
        from chromadb.api import ServerAPI
        from chromadb.config import Settings, System
        from chromadb.errors import NotFoundError

        with self.guarded():
            self._system = System(
                Settings(
                    _env_file=None,  # type: ignore[call-arg]  # a .env beside the user is none of its business
                    chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                    is_persistent=True,
                    persist_directory=str(self._folder),
                    anonymized_telemetry=False,
                    migrations="apply" if self._writable else "validate",
                )
            )
            self._server = self._system.instance(ServerAPI)  # type: ignore[type-abstract]
            self._system.start()
            for family, name in self._names.items():
                try:
                    model = self._server.get_collection(name)
                except NotFoundError:
                    if not self._writable:
                        continue
                    model = self._server.create_collection(
                        name,
                        configuration={
                            "hnsw": {"space": "cosine", "sync_threshold": _SYNC_EVERY, "ef_search": SEARCH_WIDTH}
                        },
                    )
                self._collections[family] = self._collection(model)

    def close(self) -> None:
        """Let go of files and memory; nothing may be asked afterwards."""
        self._collections.clear()
        with self.guarded():
            self._system.stop()

    def guarded(self) -> AbstractContextManager[None]:
        """Chroma's errors, and the plain ones its bindings raise on damage, become ours."""
        return _mapped(self._root)

    def drop_others(self) -> None:
        """Delete collections that belong to no family: those of models that were replaced."""
        with self.guarded():
            for model in self._server.list_collections():
                if model.name not in self._names.values():
                    self._server.delete_collection(model.name)

    def finish(self) -> None:
        """Save the search index whole, so that a reader need not redo the last additions each time it opens."""
        with self.guarded():
            self._save_every(2)
        self.close()
        self._open()
        with self.guarded():
            for collection in self._collections.values():
                some: Any = collection.get(limit=3, include=["embeddings"])
                if some["ids"]:
                    collection.update(ids=some["ids"], embeddings=some["embeddings"])
            self._save_every(_SYNC_EVERY)

    def _save_every(self, count: int) -> None:
        # Collection.modify does this too, and then warns that the collection has no embedding function.
        for collection in self._collections.values():
            self._server._modify(collection.id, new_configuration={"hnsw": {"sync_threshold": count}})


@contextmanager
def _mapped(root: Path) -> Iterator[None]:
    """Chroma's errors, and the plain ones its bindings raise on damage, become ours."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, TypeError, AttributeError, RuntimeError, KeyError, OSError) as fault:
        raise explain(root, "the vectors", fault) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise explain(root, "the vectors", fault) from fault
