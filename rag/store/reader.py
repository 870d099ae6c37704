"""Reading a store: searches of one published generation, and the articles and passages as they stand now."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from rag.errors import StoreDamaged, StoreError, StoreMismatch
from rag.store.browsing import Browsing
from rag.store.catalog import Catalog
from rag.store.chroma_address import ChromaAddress
from rag.store.layout import Layout
from rag.store.records import Candidate, Coverage, DayCount, Family, Header, Listed
from rag.store.snapshots import Snapshot
from rag.store.stories import Stories
from rag.types import Article, Filters, Passage, StoreModels, StoreStats

_EVERYTHING = Filters()
_SPARE = 8  # candidates asked for beyond k, for passages that have died since the generation was published


class NewsStore:
    """A store open for reading; several threads may use it at once, and it never blocks a writer.

    Searches see the newest published generation: each looks (one small read) whether there is a newer one and opens
    it if so. Articles, headers, passages and counts are those of this moment.
    """

    def __init__(self, layout: Layout, catalog: Catalog, snapshot: Snapshot, chroma: ChromaAddress | None) -> None:
        self.path = layout.root
        self._chroma = chroma
        self._layout = layout
        self._catalog = catalog
        self._stories = Stories(catalog)
        self._browsing = Browsing(catalog)
        self._snapshot = snapshot
        self._moving = threading.Lock()
        self._closed = False
        self._publishers: tuple[int, dict[str, int]] | None = None  # each question asks; counting reads every article

    @classmethod
    def open(cls, path: Path, *, chroma: ChromaAddress | None = None) -> NewsStore:
        """Open the store in folder ``path``; ``StoreNotFound``, ``StoreMismatch`` or ``StoreDamaged`` if it cannot.

        ``chroma`` is the server that keeps its vectors, where one does; ``StoreUnreachable`` if it does not answer.
        """
        layout = Layout(Path(path))
        layout.require()
        catalog = Catalog(layout)
        try:
            return cls(layout, catalog, _newest(layout, catalog, chroma), chroma)
        except StoreError:
            catalog.close()
            raise

    def __enter__(self) -> NewsStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and memory; searches that still run finish first."""
        with self._moving:
            self._closed = True
            self._snapshot.retire()
            self._catalog.close()

    def generation(self) -> int:
        """The newest published generation, 0 before the first."""
        return self._catalog.generation()

    def stands(self) -> bool:
        """Whether the opened store is still the one at its path; if not, whatever reads it raises ``StoreError``."""
        return self._catalog.stands()

    def models(self) -> StoreModels:
        """The models the searched generation was embedded with."""
        with self._current() as snapshot:
            return snapshot.models

    def search_words(
        self, text: str, *, k: int, filters: Filters = _EVERYTHING, title_boost: float = 2.0
    ) -> list[Candidate]:
        """Up to ``k`` passages with any of the text's words, best first; the score is BM25, titles boosted."""
        return self._living(
            k,
            lambda snapshot, n: snapshot.words.search(text, k=n, filters=filters, title_boost=title_boost),
        )

    def search_vectors(
        self, family: Family, vector: NDArray[np.float32], *, k: int, filters: Filters = _EVERYTHING
    ) -> list[Candidate]:
        """Up to ``k`` passages nearest to ``vector``, shape ``(dimensions,)``, best first; the score is the cosine.

        Among many and without filters Chroma's search index decides; otherwise every passage that passes is scored
        exactly. A family that is switched off finds nothing.
        """
        return self._living(k, lambda snapshot, n: snapshot.search(family, vector, n, filters))

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How rare each word is here, above 0: ln((passages + 1) / (passages that hold it + 0.5))."""
        with self._current() as snapshot:
            return snapshot.words.rarity(words)

    def rarity_held(self, text: str, keys: Sequence[int]) -> dict[int, float]:
        """The summed ``rarity`` of the text's words that each passage holds in its text or title, where it is any."""
        with self._current() as snapshot:
            return snapshot.words.rarity_held(text, keys)

    def withdrawn(self, filters: Filters = _EVERYTHING) -> list[Article]:
        """The articles that their outlets withdrew, newest first: they have no passages and are never evidence."""
        return self._catalog.withdrawn(filters)

    def headers(self, keys: Sequence[int]) -> dict[int, Header]:
        """Headers by key in the order given; dead keys are left out."""
        return self._catalog.headers(keys)

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key in the order given; dead keys are left out."""
        return self._catalog.passages(keys)

    def vectors(self, family: Family, keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        """Exact vectors of length 1 by key; keys without one are left out."""
        with self._current() as snapshot:
            return snapshot.vectors(family, [int(key) for key in keys])

    def article(self, article_id: str) -> Article | None:
        """The article as it stands now, None if there is none."""
        return self._catalog.article(article_id)

    def coverage(self, filters: Filters = _EVERYTHING) -> Coverage:
        """How many articles pass the filters, and from when to when."""
        return self._catalog.coverage(filters)

    def ahead_of(self, clock: datetime) -> int:
        """How many articles are dated more than a day later than ``clock``: under embargo, misdated, or it is slow."""
        return self._catalog.ahead_of(clock)

    def article_ids(self, filters: Filters = _EVERYTHING) -> list[str]:
        """Ids of the articles that pass the filters, oldest first."""
        return self._catalog.article_ids(filters)

    def browse(self, filters: Filters = _EVERYTHING, *, limit: int, offset: int = 0) -> list[Listed]:
        """Articles that pass the filters, newest first, undated ones last."""
        return self._browsing.newest(filters, limit, offset)

    def articles_with(self, words: str, filters: Filters = _EVERYTHING, *, k: int) -> list[Listed]:
        """Articles with any of the words, best first: those of the ``k`` best passages."""
        return self._browsing.of_passages([found.key for found in self.search_words(words, k=k, filters=filters)])

    def story_of(self, article_id: str) -> list[Listed]:
        """The articles that tell the story an article tells, first to publish first, itself among them."""
        return self._browsing.story_of(article_id)

    def stories(self, filters: Filters = _EVERYTHING) -> int:
        """How many stories the articles that pass the filters tell."""
        return self._browsing.stories(filters)

    def days(self, filters: Filters = _EVERYTHING) -> list[DayCount]:
        """Articles that pass the filters by day and outlet, oldest day first, undated ones last."""
        return self._browsing.days(filters)

    def voices(self, story_ids: Sequence[str], *, until: datetime | None = None) -> dict[str, tuple[str, ...]]:
        """For each story the outlets that carry it, first to publish first; ``until`` (exclusive) knows no later one.

        Withdrawn articles and articles without an outlet are no voices.
        """
        return self._stories.voices(story_ids, until)

    def publishers(self) -> dict[str, int]:
        """Articles by publisher, most first; spellings that differ in case count as one."""
        version = self._catalog.data_version()
        known = self._publishers
        if known is None or known[0] != version:
            known = self._publishers = (version, self._catalog.publishers())
        return dict(known[1])

    def stats(self) -> StoreStats:
        """What the store holds now."""
        articles, passages, leads = self._catalog.counts()
        coverage = self._catalog.coverage(Filters())
        return StoreStats(
            articles=articles,
            passages=passages,
            leads_embedded=leads,
            publishers=self._catalog.publishers(),
            first_published=coverage.first,
            last_published=coverage.last,
            models=self._catalog.meta().models,
            store_bytes=self._layout.size_bytes(),
            generation=self._catalog.generation(),
            zones_assumed=self._catalog.zones_assumed(),
        )

    def warm_up(self) -> None:
        """Open now what the first search without a filter would wait for."""
        with self._current() as snapshot:
            snapshot.warm_up()

    def _living(self, k: int, search: Callable[[Snapshot, int], list[Candidate]]) -> list[Candidate]:
        wanted = k + _SPARE
        while k > 0:
            with self._current() as snapshot:
                try:
                    found = search(snapshot, wanted)
                except StoreDamaged:
                    if snapshot.generation == self._catalog.generation():
                        raise
                    continue  # two publications later the files of this generation are gone
            live = self._catalog.live([candidate.key for candidate in found])
            kept = [candidate for candidate in found if candidate.key in live]
            if len(kept) >= k or len(found) < wanted:
                return kept[:k]
            wanted *= 4
        return []

    @contextmanager
    def _current(self) -> Iterator[Snapshot]:
        snapshot = self._leased()
        try:
            yield snapshot
        finally:
            snapshot.release()

    def _leased(self) -> Snapshot:
        while True:
            snapshot = self._snapshot
            if snapshot.generation == self._catalog.generation() and snapshot.lease():
                return snapshot
            with self._moving:
                if self._closed:
                    raise StoreError(f"{self.path} was closed: open it again to search")
                if self._snapshot.generation != self._catalog.generation():
                    old, self._snapshot = self._snapshot, _newest(self._layout, self._catalog, self._chroma)
                    old.retire()


def _newest(layout: Layout, catalog: Catalog, chroma: ChromaAddress | None) -> Snapshot:
    """Open the newest generation; one that a writer replaced meanwhile is no error."""
    while True:
        meta = catalog.meta()
        try:
            return Snapshot(layout, meta.generation, meta.models, chroma)
        except (StoreDamaged, StoreMismatch):
            if catalog.generation() == meta.generation:
                raise
