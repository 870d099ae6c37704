"""Writing a store: one writer at a time, each batch acknowledged whole, each generation published whole."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreError, UsageError
from rag.stages import Stages
from rag.store.catalog import Catalog
from rag.store.chroma_address import ChromaAddress
from rag.store.draft import Draft
from rag.store.faults import told
from rag.store.layout import Layout, remove_tree
from rag.store.ledger import Ledger
from rag.store.lock import WriterLock
from rag.store.records import FAMILIES, EncodedArticle, Family, Told, Vectors, Version
from rag.store.stories import Stories
from rag.store.words import WordsEntry, WordsWriter
from rag.types import Passage, StoreModels


class StoreWriter:
    """The only writer of a store, from ``open`` to ``close``; its methods may be called from several threads.

    What ``write`` returned from is on the disk and survives a kill; articles and counts show it at once. Searches
    find it from the next ``publish`` on, which ``close`` does where anything changed, also what a killed writer left.
    """

    def __init__(
        self,
        layout: Layout,
        lock: WriterLock,
        catalog: Catalog,
        models: StoreModels,
        rebuild: bool,
        stages: Stages | None,
        chroma: ChromaAddress | None,
    ) -> None:
        self.path = layout.root
        self._stages = stages or Stages()
        self._layout = layout
        self._lock = lock
        self._catalog = catalog
        self._ledger = Ledger(catalog, layout)
        self._stories = Stories(catalog)
        self._turn = threading.RLock()
        self._closed = False
        self._ledger.use_models(models, rebuild=rebuild)
        self._ledger.use_chroma(chroma)
        meta = catalog.meta()
        self._draft = Draft(layout, catalog, self._ledger, chroma, self._stages)
        self._families: tuple[Family, ...] = tuple(family for family in FAMILIES if meta.models.of(family))
        self._remove_snapshots(meta.generation)
        self._words = WordsWriter(layout, may_begin=meta.next_key == 1)

    @classmethod
    def open(
        cls,
        path: Path,
        models: StoreModels,
        *,
        rebuild: bool = False,
        stages: Stages | None = None,
        chroma: ChromaAddress | None = None,
    ) -> StoreWriter:
        """Open the store in folder ``path`` for writing; a new one is made where there is none.

        ``StoreBusy`` names the process that is writing. ``StoreMismatch`` names both models where the articles were
        embedded with others; with ``rebuild`` those vectors are dropped and ``missing`` lists what to embed anew.
        ``chroma`` is the server that keeps the vectors instead of the folder.
        ``stages`` is told where the time of writing and publishing goes; then one thread may use the writer.
        """
        layout = Layout(Path(path))
        with told(layout.root, "the store"):
            layout.prepare()
            lock = WriterLock(layout)
            lock.acquire()
        catalog = None
        try:
            catalog = Catalog(layout, writable=True)
            return cls(layout, lock, catalog, models, rebuild, stages, chroma)
        except BaseException:
            if catalog is not None:
                catalog.close()
            lock.release()
            raise

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
            return
        # The error that is on its way matters more than one met while publishing what was acknowledged before it.
        with suppress(StoreError):
            self.close()

    def close(self) -> None:
        """Publish if anything changed since the last time, and let the next writer in."""
        with self._turn:
            if self._closed:
                return
            try:
                self.publish()
            finally:
                self._closed = True
                self._draft.discard()
                try:
                    self._words.close()
                finally:
                    self._catalog.close()
                    self._lock.release()

    def versions(self, article_ids: Sequence[str]) -> dict[str, Version]:
        """What tells the stored articles from other versions of them, by id, of those ids that are stored."""
        return self._catalog.versions(article_ids)

    def sharing(self, bands: Sequence[int], published_at: datetime | None, within: timedelta) -> dict[str, str]:
        """Ids of stored articles with a band in common, published at most about ``within`` apart, and their stories."""
        return self._stories.sharing(bands, published_at, within)

    def told(self, article_ids: Sequence[str]) -> dict[str, Told]:
        """Stored articles and the stories they are in, by id; ids that are not stored are left out."""
        return self._stories.told(article_ids)

    def story_members(self, story_ids: Sequence[str]) -> dict[str, dict[str, datetime | None]]:
        """For each story that has any, the ids of its stored articles and when each was published."""
        return self._stories.members(story_ids)

    def write(self, batch: Sequence[EncodedArticle], stories: Mapping[str, str] | None = None) -> None:
        """Store articles, each in the place of the one with its id; of two with one id the later counts.

        ``stories`` moves other stored articles to other stories, in the same step: story ids by article id.
        ``UsageError`` names an article whose passages or vectors do not fit it; then nothing of the batch is stored.
        """
        batch = list({encoded.article.id: encoded for encoded in batch}.values())
        with self._turn:
            for encoded in batch:
                self._check(encoded)
            if not batch:
                return
            try:
                with self._stages("catalogue"):
                    keys = self._ledger.reserve(sum(len(encoded.passages) for encoded in batch))
                self._keep("passages", *_passage_vectors(batch, keys))
                self._keep("leads", *_lead_vectors(batch, keys))
                articles = (encoded.article for encoded in batch for _ in encoded.passages)
                passages = (passage for encoded in batch for passage in encoded.passages)
                with self._stages("words"):
                    self._words.add(map(WordsEntry, keys, passages, articles))
                    self._words.commit()
                with self._stages("catalogue"):
                    self._ledger.admit(batch, keys, stories or {})
            except BaseException:
                self._draft.discard()
                raise

    def note_read(self, read_hashes: Mapping[str, str]) -> None:
        """Note anew what stored articles were made of: read hashes by article id. Nothing searches see changes."""
        with self._turn:
            self._ledger.note_read(read_hashes)

    def missing(self, family: Family, limit: int) -> list[tuple[int, Passage]]:
        """Up to ``limit`` passages, and their keys, that want a vector of the family: leads, or all."""
        return self._catalog.missing(family, limit) if family in self._families else []

    def write_vectors(self, family: Family, keys: Sequence[int], vectors: Vectors) -> None:
        """Store vectors of what ``missing`` listed, shape ``(len(keys), dimensions)``; dead keys are passed over."""
        vectors = np.asarray(vectors, dtype=np.float32)
        with self._turn:
            self._check_vectors(family, vectors, len(keys), f"{family} of {len(keys)} keys")
            live = self._catalog.live(keys)
            chosen = [place for place, key in enumerate(keys) if int(key) in live]
            if not chosen:
                return
            kept = [int(keys[place]) for place in chosen]
            try:
                self._keep(family, kept, vectors[chosen])
                self._ledger.flag(family, kept)
            except BaseException:
                self._draft.discard()
                raise

    def forget(self, article_ids: Sequence[str]) -> int:
        """Delete articles with their text at once; how many there were."""
        with self._turn:
            return self._ledger.forget(article_ids)

    def publish(self) -> int:
        """Let searches see everything written so far, if anything changed; the generation they see then.

        Costs a copy of the vectors: about a second for 140,000 passages. A long ingest may call it now and then.
        """
        with self._turn:
            meta = self._catalog.meta()
            swept = self._catalog.swept()
            if not meta.dirty and not swept:
                return meta.generation
            try:
                return self._publish(swept)
            except BaseException:
                self._draft.discard()
                raise

    def _publish(self, swept: Sequence[int]) -> int:
        with self._stages("publishing_words"):
            self._words.delete(swept)
            self._words.commit()
        generation = self._draft.publish(swept)
        self._remove_snapshots(generation)
        return generation

    def _keep(self, family: Family, keys: Sequence[int], vectors: Vectors | None) -> None:
        if vectors is not None and len(keys):
            self._draft.add(family, keys, vectors)

    def _remove_snapshots(self, generation: int) -> None:
        """Keep the newest and the one before, which a search may be using still."""
        for folder in self._layout.snapshots():
            if folder.name not in (self._layout.snapshot(generation).name, self._layout.snapshot(generation - 1).name):
                remove_tree(folder)

    def _check(self, encoded: EncodedArticle) -> None:
        article = encoded.article
        for place, passage in enumerate(encoded.passages):
            whole = article.text[passage.start : passage.end] == passage.text
            if passage.article_id != article.id or passage.index != place or not whole:
                raise UsageError(f"passage {passage.id} is not passage {place} of the article {article.id}'s text")
        strings = (article.id, article.title, article.text, article.publisher, article.url or "", *article.authors)
        more = (article.section or "", article.language or "", article.correction or "", encoded.story_id or "")
        try:
            "".join(strings + more).encode()
        except UnicodeEncodeError:
            raise UsageError(f"article {article.id!a} holds half a surrogate pair: decode its text properly") from None
        for when in (article.published_at, article.modified_at):
            if when is not None and when.tzinfo is None:
                raise UsageError(f"article {article.id} has a time without a zone: give UTC datetimes")
        if encoded.passage_vectors is not None:
            self._check_vectors("passages", encoded.passage_vectors, len(encoded.passages), f"article {article.id}")
        if encoded.lead_vector is not None:
            self._check_vectors("leads", encoded.lead_vector[np.newaxis], 1, f"article {article.id}")

    def _check_vectors(self, family: Family, vectors: Vectors, count: int, whose: str) -> None:
        if family not in self._families:
            raise UsageError(f"{whose}: the store was opened without a model for {family}, so it keeps no vectors")
        dimensions = self._draft.dimensions.get(family, vectors.shape[1] if vectors.ndim == 2 else 0)
        if vectors.shape != (count, dimensions) or not dimensions:
            raise UsageError(f"{whose}: {family} vectors have shape {vectors.shape} instead of ({count}, {dimensions})")
        if not np.isfinite(vectors).all():
            raise UsageError(f"{whose}: {family} vectors hold numbers that are not finite")


def _passage_vectors(batch: Sequence[EncodedArticle], keys: range) -> tuple[list[int], Vectors | None]:
    chosen: list[int] = []
    blocks: list[Vectors] = []
    first = keys.start
    for encoded in batch:
        if encoded.passage_vectors is not None and encoded.passages:
            chosen.extend(range(first, first + len(encoded.passages)))
            blocks.append(encoded.passage_vectors)
        first += len(encoded.passages)
    return chosen, np.concatenate(blocks).astype(np.float32, copy=False) if blocks else None


def _lead_vectors(batch: Sequence[EncodedArticle], keys: range) -> tuple[list[int], Vectors | None]:
    chosen: list[int] = []
    rows: list[NDArray[np.float32]] = []
    first = keys.start
    for encoded in batch:
        if encoded.lead_vector is not None and encoded.passages:
            chosen.append(first)
            rows.append(encoded.lead_vector)
        first += len(encoded.passages)
    return chosen, np.stack(rows).astype(np.float32, copy=False) if rows else None
