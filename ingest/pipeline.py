"""From sources to the store: read, clean, skip what is unchanged, cut, embed, write; the leads' vectors last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.chunking import passages_of
from ingest.cleaning import clean
from ingest.languages import Languages
from ingest.report import IngestReport, Progress, ProgressCallback, Rejected
from ingest.sources.any import read_sources
from ingest.stages import Stages
from ingest.stories import StoryFinder
from ingest.versions import Standing, replaces, withdrawal
from rag.errors import RecordRejected
from rag.models.embedding import fingerprint_of, open_embedding, passage_to_text
from rag.models.protocols import EmbeddingModel
from rag.settings import Settings
from rag.store import EncodedArticle, Family, StoreWriter, Vectors, Version, content_hash
from rag.types import Article, Passage, StoreModels

if TYPE_CHECKING:
    from ingest.sources.fetching import FetchLimits
    from ingest.sources.web import Web

PASSAGES_A_BATCH = 2_000
"""Passages that are embedded and written at once: what an ingest holds in memory."""
PUBLISH_EVERY_S = 60.0
"""How long what is written waits, at most, until searches find it."""
_LOOKED_UP_AT_ONCE = 256
_CHARACTERS_AT_ONCE = 10_000_000
_VECTORS_A_BATCH = 256
T = TypeVar("T")


def ingest(
    sources: Sequence[str | Path],
    *,
    settings: Settings,
    progress: ProgressCallback | None = None,
    rebuild: bool = False,
    summaries: bool = False,
    allow_private: bool = False,
    limits: FetchLimits | None = None,
) -> IngestReport:
    """Store every article of files, folders and addresses that is new or changed; ``settings.store`` says where.

    An address is one of an article, a feed, a sitemap or a list of feeds; of a feed the pages are read, or with
    ``summaries`` what it says itself. ``allow_private`` lets addresses of one's own network be fetched. Words and
    passage vectors come first and are searchable while the vectors of leads follow. What cannot be read is in the
    report with its reason, and the rest goes on. ``rebuild`` embeds all that is stored anew with the models set
    now. Raises ``UsageError`` where a path does not exist, ``StoreError`` where the store cannot be written,
    ``ModelError`` where a model fails; what was stored by then stays, and the next ingest goes on from there.
    """
    store = settings.store.expanduser()
    web = cache(lambda: _open_web(store, summaries, allow_private, limits))
    report = store_articles(read_sources(sources, web), settings=settings, progress=progress, rebuild=rebuild)
    if web.cache_info().currsize:
        web().memory.save()
    return report


def store_articles(
    items: Iterable[tuple[str, Article | RecordRejected]],
    *,
    settings: Settings,
    progress: ProgressCallback | None = None,
    rebuild: bool = False,
) -> IngestReport:
    """Store what is new or changed of articles, each beside the source it came from; as ``ingest``."""
    began = time.perf_counter()
    models = StoreModels(
        passages=fingerprint_of(settings.passage_model, settings), leads=fingerprint_of(settings.lead_model, settings)
    )
    with StoreWriter.open(settings.store.expanduser(), models, rebuild=rebuild) as writer:
        run = _Run(writer, settings, progress or _silent)
        run.store_articles(items)
        with run.stages("publishing"):
            writer.publish()
        run.embed_missing("passages", settings.passage_model)
        run.embed_missing("leads", settings.lead_model)
        with run.stages("publishing"):
            writer.publish()
    return replace(run.report(), elapsed_s=time.perf_counter() - began)


@dataclass(frozen=True, slots=True)
class _Cut:
    article: Article
    passages: tuple[Passage, ...]


class _Run:
    """One ingest under way: its counts, its times and the models it has opened."""

    def __init__(self, writer: StoreWriter, settings: Settings, progress: ProgressCallback) -> None:
        self.stages = Stages()
        self._writer = writer
        self._settings = settings
        self._progress = progress
        self._languages = Languages()
        self._models: dict[str, EmbeddingModel | None] = {}
        self._stories = StoryFinder(writer)
        self._seen: dict[int, Standing] = {}  # article -> the version of it that was taken
        self._read = self._added = self._updated = self._unchanged = self._passages = 0
        self._rejected: list[Rejected] = []

    def report(self) -> IngestReport:
        return IngestReport(
            read=self._read,
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            rejected=tuple(self._rejected),
            passages=self._passages,
            stage_s=dict(self.stages.seconds),
        )

    def store_articles(self, items: Iterable[tuple[str, Article | RecordRejected]]) -> None:
        published = time.monotonic()
        for batch in self._batches(self._changed(self._cleaned(items))):
            self._write(batch)
            self._progress(Progress("articles", self._added + self._updated))
            if time.monotonic() - published > PUBLISH_EVERY_S:
                with self.stages("publishing"):
                    self._writer.publish()
                published = time.monotonic()

    def embed_missing(self, family: Family, name: str) -> None:
        """Vectors the store still wants: leads of this ingest, what an earlier one left, what a rebuild dropped."""
        done = 0
        while rows := self._writer.missing(family, _VECTORS_A_BATCH):
            vectors = self._embed([passage for _, passage in rows], name, f"embedding_{family}")
            if vectors is None:
                return
            with self.stages(f"writing_{family}"):
                self._writer.write_vectors(family, [key for key, _ in rows], vectors)
            done += len(rows)
            self._progress(Progress(family, done))

    def _cleaned(self, items: Iterable[tuple[str, Article | RecordRejected]]) -> Iterator[Article]:
        for source, item in self.stages.each("reading", items):
            self._read += 1
            if isinstance(item, RecordRejected):
                self._rejected.append(Rejected.of(item))
                continue
            with self.stages("cleaning"):
                text = clean(item.title, item.text)
                article = replace(item, text=text, language=item.language or self._languages.of(text))
            if article.text or article.status == "withdrawn":
                yield article
            else:
                why = f"nothing but its title and boilerplate in {article.title!r}: give the article's whole text"
                self._rejected.append(Rejected(source, None, "text", why))

    def _changed(self, articles: Iterable[Article]) -> Iterator[Article]:
        for group in _groups(articles, lambda article: len(article.text), _LOOKED_UP_AT_ONCE, _CHARACTERS_AT_ONCE):
            with self.stages("comparing"):
                stored = self._writer.versions([article.id for article in group])
                gone = self._writer.told([article.id for article in group if article.status == "withdrawn"])
                told = [withdrawal(each, gone[each.id].article) if each.id in gone else each for each in group]
                wanted = [article for article in told if self._is_wanted(article, stored.get(article.id))]
            yield from wanted

    def _is_wanted(self, article: Article, stored: Version | None) -> bool:
        key = int(article.id, 16)
        taken = self._seen.get(key)
        if taken is not None:  # the same article twice in one input: the first one, or the newest
            wanted = replaces(article, taken, in_doubt=False)
        elif stored is not None:
            wanted = stored.content_hash != content_hash(article) and replaces(article, stored, in_doubt=True)
        else:
            wanted = True
        if not wanted:
            self._unchanged += 1
        elif taken is None and stored is None:
            self._added += 1
        else:
            self._updated += 1
        if wanted or taken is None:
            self._seen[key] = Standing.of(article if wanted or stored is None else stored)
        return wanted

    def _batches(self, articles: Iterable[Article]) -> Iterator[list[_Cut]]:
        cut = (_Cut(article, passages) for article, passages in self._chunked(articles))
        return _groups(cut, lambda each: len(each.passages), PASSAGES_A_BATCH, PASSAGES_A_BATCH)

    def _chunked(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Passage, ...]]]:
        for article in articles:
            with self.stages("chunking"):
                # A withdrawn article stays in the catalogue, and is evidence for nothing.
                passages = () if article.status == "withdrawn" else passages_of(article)
            yield article, passages

    def _write(self, batch: list[_Cut]) -> None:
        batch = _newest(batch)
        with self.stages("stories"):
            placed = self._stories.place([cut.article for cut in batch])
        passages = [passage for cut in batch for passage in cut.passages]
        vectors = self._embed(passages, self._settings.passage_model, "embedding_passages")
        encoded: list[EncodedArticle] = []
        first = 0
        for cut in batch:
            last = first + len(cut.passages)
            own = vectors[first:last] if vectors is not None and last > first else None
            identity = cut.article.id
            story_id, bands = placed.stories[identity], placed.bands.get(identity, ())
            encoded.append(EncodedArticle(cut.article, cut.passages, own, story_id=story_id, bands=bands))
            first = last
        with self.stages("writing"):
            self._writer.write(encoded, placed.moved)
        self._passages += len(passages)

    def _embed(self, passages: Sequence[Passage], name: str, stage: str) -> Vectors | None:
        if not passages:
            return None
        with self.stages(stage):
            if name not in self._models:
                self._models[name] = open_embedding(name, self._settings)
            model = self._models[name]
            return model.embed_passages([passage_to_text(passage) for passage in passages]) if model else None


def _newest(batch: Iterable[_Cut]) -> list[_Cut]:
    """Each article once, as it came last; a bare notice of withdrawal keeps the title of what it withdraws."""
    newest: dict[str, _Cut] = {}
    for cut in batch:
        former = newest.get(cut.article.id)
        if former is not None and cut.article.status == "withdrawn":
            cut = replace(cut, article=withdrawal(cut.article, former.article))
        newest[cut.article.id] = cut
    return list(newest.values())


def _groups(items: Iterable[T], size_of: Callable[[T], int], most: int, size_limit: int) -> Iterator[list[T]]:
    """Lists of at most ``most`` items, each closed when its sizes come to ``size_limit``."""
    group: list[T] = []
    size = 0
    for item in items:
        group.append(item)
        size += size_of(item)
        if len(group) >= most or size >= size_limit:
            yield group
            group, size = [], 0
    if group:
        yield group


def _open_web(store: Path, summaries: bool, allow_private: bool, limits: FetchLimits | None) -> Web:
    from ingest.sources.web import open_web

    return open_web(store, summaries=summaries, allow_private=allow_private, limits=limits)


def _silent(_: Progress) -> None:
    pass
