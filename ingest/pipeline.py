"""From sources to the store: read, skip what is unchanged, prepare, write; the leads' vectors last."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ingest.beside import prepare_beside
from ingest.preparing import Arrived, Embed, Prepare, Prepared, PreparedBatch, Preparer, Workers
from ingest.read_before import read_hash
from ingest.report import IngestReport, Progress, ProgressCallback, Rejected
from ingest.sources.reading import read_sources
from ingest.stories.finding import StoryFinder
from ingest.versions import Standing, replaces, withdrawal
from rag.errors import RecordRejected
from rag.models.cores import cores
from rag.models.embedding import fingerprint_of, open_embedding, passage_to_text
from rag.settings import Settings
from rag.stages import Stages
from rag.store import EncodedArticle, Family, StoreWriter, Vectors, Version, chroma_address
from rag.types import Article, Passage, StoreModels

if TYPE_CHECKING:
    from ingest.fetching.fetcher import FetchLimits
    from ingest.sources.web import Web

PASSAGES_A_BATCH = 2_000
"""Passages that are embedded and written at once: what an ingest holds in memory."""
PUBLISH_EVERY_S = 60.0
"""How long what is written waits, at most, until searches find it."""
_LOOKED_UP_AT_ONCE = 256
_CHARACTERS_AT_ONCE = 10_000_000
_VECTORS_A_BATCH = 256
_MISSING_AT_ONCE = 64 * _VECTORS_A_BATCH
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
    workers: Workers | None = None,
) -> IngestReport:
    """Store every article of files, folders and addresses that is new or changed; ``settings.store`` says where.

    An address is one of an article, a feed, a sitemap or a list of feeds; of a feed the pages are read, or with
    ``summaries`` what it says itself. ``allow_private`` lets addresses of one's own network be fetched. Words and
    passage vectors come first and are searchable while the vectors of leads follow. What cannot be read is in the
    report with its reason, and the rest goes on. ``rebuild`` embeds all that is stored anew with the models set
    now. ``workers`` clean, cut and embed in place of this process. Raises ``UsageError`` where a path does not exist,
    ``StoreError`` where the store cannot be written, ``ModelError`` where a model fails; what was stored by then stays,
    and the next ingest goes on from there.
    """
    store = settings.store.expanduser()
    web = cache(lambda: _open_web(store, summaries, allow_private, limits))
    report = store_articles(
        read_sources(sources, web),
        settings=settings,
        progress=progress,
        rebuild=rebuild,
        prepare=workers.prepare if workers else None,
        embed=workers.embed if workers else None,
    )
    if web.cache_info().currsize:
        web().memory.save()
    return report


def store_articles(
    items: Iterable[tuple[str, Article | RecordRejected]],
    *,
    settings: Settings,
    progress: ProgressCallback | None = None,
    rebuild: bool = False,
    prepare: Prepare | None = None,
    embed: Embed | None = None,
) -> IngestReport:
    """Store what is new or changed of articles, each beside the source it came from; as ``ingest``.

    ``prepare`` cleans, cuts and embeds batches of them, elsewhere if it likes; None: here. So does ``embed`` what is
    embedded afterwards: leads, and everything after a ``rebuild``.
    """
    began = time.perf_counter()
    models = StoreModels(passages=fingerprint_of(settings.passage_model), leads=fingerprint_of(settings.lead_model))
    stages, store, chroma = Stages(), settings.store.expanduser(), chroma_address(settings)
    with StoreWriter.open(store, models, rebuild=rebuild, stages=stages, chroma=chroma) as writer:
        run = _Run(writer, settings, progress or _silent, stages)
        run.store_articles(items, prepare or run.prepare_here)
        with stages("publishing"):
            writer.publish()
        searchable_s = time.perf_counter() - began
        run.embed_missing("passages", settings.passage_model, embed or run.embed_here)
        run.embed_missing("leads", settings.lead_model, embed or run.embed_here)
        with stages("publishing"):
            writer.publish()
    return replace(run.report(), elapsed_s=time.perf_counter() - began, searchable_s=searchable_s)


class _Run:
    """One ingest under way, on the side of the store: its counts, its times and the one writer."""

    def __init__(self, writer: StoreWriter, settings: Settings, progress: ProgressCallback, stages: Stages) -> None:
        self._stages = stages
        self._writer = writer
        self._settings = settings
        self._progress = progress
        self._stories = StoryFinder(writer)
        self._seen: dict[int, Standing] = {}  # article -> the version of it that was taken
        self._standing: set[int] = set()  # articles that came as they are stored: in doubt, those stay
        self._read = self._added = self._updated = self._unchanged = self._undated = self._passages = 0
        self._rejected: list[Rejected] = []

    def report(self) -> IngestReport:
        return IngestReport(
            read=self._read,
            added=self._added,
            updated=self._updated,
            unchanged=self._unchanged,
            rejected=tuple(self._rejected),
            undated=self._undated,
            passages=self._passages,
            stage_s=dict(self._stages.seconds),
        )

    def store_articles(self, items: Iterable[tuple[str, Article | RecordRejected]], prepare: Prepare) -> None:
        published = time.monotonic()
        with ExitStack() as ending:
            prepared = prepare(self._arrived(items))
            if isinstance(prepared, Generator):  # which may have begun what ends with it
                ending.callback(prepared.close)
            for batch in self._batches(self._changed(prepared)):
                self._write(batch)
                self._progress(Progress("articles", self._added + self._updated))
                if time.monotonic() - published > PUBLISH_EVERY_S:
                    with self._stages("publishing"):
                        self._writer.publish()
                    published = time.monotonic()

    def prepare_here(self, batches: Iterable[Sequence[Arrived]]) -> Iterator[PreparedBatch]:
        if (self._settings.threads or cores()) > 1:
            return prepare_beside(batches, self._settings)
        return map(Preparer(self._settings), batches)

    def embed_here(self, name: str, batches: Iterable[Sequence[Passage]]) -> Iterator[Vectors | None]:
        model = open_embedding(name, self._settings)
        for batch in batches:
            yield model.embed_passages([passage_to_text(passage) for passage in batch]) if model else None

    def embed_missing(self, family: Family, name: str, embed: Embed) -> None:
        """Vectors the store still wants: leads of this ingest, what an earlier one left, what a rebuild dropped."""
        done = 0
        while rows := self._writer.missing(family, _MISSING_AT_ONCE):
            batches = [rows[start : start + _VECTORS_A_BATCH] for start in range(0, len(rows), _VECTORS_A_BATCH)]
            answers = embed(name, ([passage for _, passage in batch] for batch in batches))
            for batch, vectors in zip(batches, self._stages.each(f"embedding_{family}", answers), strict=False):
                if vectors is None:
                    return
                with self._stages(f"writing_{family}"):
                    self._writer.write_vectors(family, [key for key, _ in batch], vectors)
                done += len(batch)
                self._progress(Progress(family, done))

    def _arrived(self, items: Iterable[tuple[str, Article | RecordRejected]]) -> Iterator[list[Arrived]]:
        """Articles as they were read, each beside what the store holds of it."""
        read = self._taken(items)
        for group in _groups(read, lambda each: len(each[1].text), _LOOKED_UP_AT_ONCE, _CHARACTERS_AT_ONCE):
            with self._stages("comparing"):
                stored = self._writer.versions([article.id for _, article in group])
                arrived = [self._beside(source, article, stored.get(article.id)) for source, article in group]
            del group
            yield arrived

    def _taken(self, items: Iterable[tuple[str, Article | RecordRejected]]) -> Iterator[tuple[str, Article]]:
        for source, item in self._stages.each("reading", items):
            self._read += 1
            self._progress(Progress("reading", self._read))
            if isinstance(item, RecordRejected):
                self._rejected.append(Rejected.of(item))
            else:
                yield source, item

    def _beside(self, source: str, article: Article, stored: Version | None) -> Arrived:
        known = read_hash(article)
        if stored is None:
            return Arrived(source, article, known, stored)
        key = int(article.id, 16)
        if stored.read_hash == known:
            self._standing.add(key)
        elif key not in self._standing or replaces(article, stored, in_doubt=False):
            return Arrived(source, article, known, stored)
        return Arrived(source, replace(article, text=""), known, stored, unchanged=True)

    def _changed(self, batches: Iterable[PreparedBatch]) -> Iterator[Prepared]:
        """What is to be stored, in the order of arrival; the rest is counted."""
        for batch in batches:
            self._stages.add(batch.stage_s)
            known: dict[str, str] = {}
            for prepared in batch.articles:
                arrived = prepared.arrived
                if prepared.rejected is not None:
                    self._rejected.append(Rejected(arrived.source, None, "text", prepared.rejected))
                elif self._is_wanted(prepared):
                    yield prepared
                elif prepared.unchanged and not arrived.unchanged:
                    known[prepared.article.id] = arrived.read_hash
            if known:  # cleaned in vain: by another version of cleaning the article comes out as it is stored
                with self._stages("comparing"):
                    self._writer.note_read(known)

    def _is_wanted(self, prepared: Prepared) -> bool:
        article, stored = prepared.article, prepared.arrived.stored
        key = int(article.id, 16)
        taken = self._seen.get(key)
        if prepared.unchanged:
            wanted = False
        elif taken is not None:  # the same article twice in one input: the first one, or the newest
            wanted = replaces(article, taken, in_doubt=False)
        else:
            wanted = stored is None or replaces(article, stored, in_doubt=True)
        if not wanted:
            self._unchanged += 1
        elif taken is None and stored is None:
            self._added += 1
        else:
            self._updated += 1
        self._undated += wanted and article.published_at is None and article.status != "withdrawn"
        if wanted or taken is None:
            self._seen[key] = Standing.of(article if wanted or stored is None else stored)
        return wanted

    def _batches(self, articles: Iterable[Prepared]) -> Iterator[list[Prepared]]:
        return _groups(articles, lambda each: len(each.passages), PASSAGES_A_BATCH, PASSAGES_A_BATCH)

    def _write(self, batch: list[Prepared]) -> None:
        with self._stages("stories"):
            batch = self._newest(batch)
            placed = self._stories.place([each.article for each in batch])
        encoded = [
            EncodedArticle(
                each.article,
                each.passages,
                each.vectors,
                story_id=placed.stories[each.article.id],
                bands=placed.bands.get(each.article.id, ()),
                read_hash=each.arrived.read_hash,
            )
            for each in batch
        ]
        with self._stages("writing"):
            self._writer.write(encoded, placed.moved)
        self._passages += sum(len(each.passages) for each in batch)

    def _newest(self, batch: Iterable[Prepared]) -> list[Prepared]:
        """Each article once, as it came last; a notice of withdrawal keeps the title of what it withdraws."""
        newest: dict[str, Prepared] = {}
        notices = [each.article.id for each in batch if each.article.status == "withdrawn"]
        former = {article_id: told.article for article_id, told in self._writer.told(notices).items()}
        for each in batch:
            article = each.article
            if article.status == "withdrawn" and article.id in former:
                each = replace(each, article=withdrawal(article, former[article.id]))
            newest[article.id] = each
            former[article.id] = each.article
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
