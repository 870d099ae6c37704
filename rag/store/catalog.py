"""The catalogue: articles with their whole text, their passages, and what the other parts should hold, in SQLite."""

from __future__ import annotations

import json
import queue
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from rag.errors import StoreDamaged, StoreError, StoreMismatch, StoreNotFound
from rag.standing import FileIdentity, identity_of
from rag.store.chroma_address import ChromaRecord
from rag.store.faults import explain
from rag.store.instants import from_us, to_us
from rag.store.layout import FORMAT_VERSION, Layout
from rag.store.records import Coverage, Family, Header, Version
from rag.types import Article, Filters, Passage, StoreModels

FAMILIES: tuple[Family, ...] = ("passages", "leads")
_CACHE_KIB = 16_384  # of pages a connection keeps: a search reads a few hundred rows among long texts

# A changed article's former version stays, retired, until a snapshot without it is published: searches of the
# generation before can still show what they found. ``doomed`` keys may lie in words or vectors and mean nothing.
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    version INTEGER PRIMARY KEY, id TEXT NOT NULL, retired INTEGER NOT NULL DEFAULT 0,
    content_hash TEXT NOT NULL, story_id TEXT NOT NULL,
    title TEXT NOT NULL, publisher TEXT NOT NULL, publisher_fold TEXT NOT NULL, url TEXT,
    published_us INTEGER, modified_us INTEGER, authors TEXT NOT NULL,
    section TEXT, section_fold TEXT NOT NULL, language TEXT, language_fold TEXT NOT NULL,
    correction TEXT, status TEXT NOT NULL, text TEXT NOT NULL
);
CREATE UNIQUE INDEX articles_id ON articles(id) WHERE retired = 0;
CREATE INDEX articles_retired ON articles(version) WHERE retired = 1;
CREATE INDEX articles_publisher ON articles(publisher_fold, published_us, publisher) WHERE retired = 0;
CREATE INDEX articles_published ON articles(published_us) WHERE retired = 0;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES articles(version),
    idx INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    has_passages_vector INTEGER NOT NULL DEFAULT 0, has_leads_vector INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX passages_version ON passages(version, idx);
CREATE INDEX passages_without_vector ON passages(key) WHERE has_passages_vector = 0;
CREATE INDEX leads_without_vector ON passages(key) WHERE idx = 0 AND has_leads_vector = 0;
CREATE TABLE doomed (key INTEGER PRIMARY KEY);
"""
# What stores made before there were stories lack: a writer adds it.
_STORIES = """
CREATE TABLE IF NOT EXISTS bands (
    span INTEGER NOT NULL, band INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (span, band, version)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_story ON articles(story_id) WHERE retired = 0;
"""
# What stores made before that lack, too.
_READ_HASH = "ALTER TABLE articles ADD COLUMN read_hash TEXT"
# Nor do older stores say which articles' time zones were assumed.
_ZONE_ASSUMED = "ALTER TABLE articles ADD COLUMN zone_assumed TEXT"
Connection: TypeAlias = sqlite3.Connection
ARTICLE_COLUMNS = """a.id, a.title, a.text, a.publisher, a.url, a.published_us, a.modified_us, a.authors, a.section,
    a.language, a.correction, a.status"""


@dataclass(frozen=True, slots=True)
class Meta:
    """What the store says of itself. ``epochs`` counts how often a family was begun anew, by other models."""

    generation: int
    next_key: int
    dirty: bool
    models: StoreModels
    epochs: dict[Family, int]
    dimensions: dict[Family, int]
    chroma: ChromaRecord | None  # the server that keeps the vectors; None: the store's folder does

    def model(self, family: Family) -> str | None:
        """Fingerprint of the family's model, None where it is off."""
        return self.models.passages if family == "passages" else self.models.leads


class Catalog:
    """The SQLite file, open; safe to use from several threads, each statement on a connection of its own."""

    def __init__(self, layout: Layout, *, writable: bool = False) -> None:
        self._layout = layout
        self._writable = writable
        self._idle: queue.SimpleQueue[sqlite3.Connection] = queue.SimpleQueue()
        self._closed = False
        self._watch: sqlite3.Connection | None = None
        self._watching = threading.Lock()
        self._opened: FileIdentity | None = None
        with self.connection() as connection:
            self._opened = identity_of(layout.catalogue)
            empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            if empty and not writable:
                raise StoreNotFound(f"{layout.root} holds a store that was never finished: run `dateline ingest` on it")
            if empty:
                connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}{_first_meta()}COMMIT;")
            self._check_format(connection)
            if writable:
                connection.executescript(f"BEGIN IMMEDIATE;{_STORIES}COMMIT;")
                if "read_hash" not in {row[1] for row in connection.execute("PRAGMA table_info(articles)")}:
                    connection.execute(_READ_HASH)
                if not _tells_zones(connection):
                    connection.execute(_ZONE_ASSUMED)

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread's use; SQLite's errors come out as ours."""
        self._require_standing()
        try:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                connection = self._connect()
            try:
                yield connection
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.put(connection)
        except sqlite3.Error as fault:
            raise explain(self._layout.root, "the catalogue", fault) from fault

    def stands(self) -> bool:
        """Whether the file that was opened still lies where it lay."""
        return self._opened == identity_of(self._layout.catalogue)

    def _require_standing(self) -> None:
        if self._opened is None or self._closed or self.stands():
            return
        root = self._layout.root
        if not self._layout.catalogue.exists():
            raise StoreNotFound(f"the store at {root} is gone: put it back, or make one with `dateline ingest`")
        raise StoreError(f"{root}: another store was put in its place: open it again")

    def data_version(self) -> int:
        """A number that changes whenever anybody commits to the catalogue; a look at it costs microseconds."""
        self._require_standing()
        try:
            with self._watching:
                if self._watch is None:
                    self._watch = self._connect()
                return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as fault:
            raise explain(self._layout.root, "the catalogue", fault) from fault

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a writing transaction: committed and synced to disk at the end, or rolled back."""
        with self.connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if self._writable else "ro"
        connection = sqlite3.connect(
            f"{self._layout.catalogue.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=30.0,
        )
        try:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if self._writable:
                # FULL: an acknowledged article survives a power cut, for one sync a batch.
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _check_format(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
        if row is None:
            raise StoreDamaged(f"{self._layout.root}: the catalogue names no format: move the folder away and ingest")
        if row[0] != FORMAT_VERSION:
            raise StoreMismatch(
                f"{self._layout.root} has index format {row[0]} and this Dateline reads {FORMAT_VERSION}: "
                "use the Dateline that wrote it, or ingest into a new folder"
            )

    def close(self) -> None:
        """Close all connections; those in use close when they are given back."""
        self._closed = True
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    # What the store says of itself

    def generation(self) -> int:
        """The newest published generation, 0 before the first."""
        with self.connection() as connection:
            return int(connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()[0])

    def meta(self) -> Meta:
        """All of it at once."""
        with self.connection() as connection:
            found = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        models = json.loads(found["models"])
        return Meta(
            generation=int(found["generation"]),
            next_key=int(found["next_key"]),
            dirty=bool(found["dirty"]),
            models=StoreModels(models["passages"], models["leads"]),
            epochs=json.loads(found["epochs"]),
            dimensions=json.loads(found["dimensions"]),
            chroma=ChromaRecord(**json.loads(found["chroma"])) if found.get("chroma") else None,
        )

    def counts(self) -> tuple[int, int, int]:
        """Articles, passages, leads that have a vector."""
        with self.connection() as connection:
            articles = connection.execute("SELECT count(*) FROM articles WHERE retired = 0").fetchone()[0]
            passages, leads = connection.execute(
                "SELECT count(*), ifnull(sum(p.has_leads_vector), 0) FROM passages p "
                "JOIN articles a USING (version) WHERE a.retired = 0"
            ).fetchone()
        return int(articles), int(passages), int(leads)

    def faults(self) -> list[str]:
        """What SQLite itself finds wrong with its file; empty when nothing is."""
        with self.connection() as connection:
            rows = connection.execute("PRAGMA quick_check(3)").fetchall()
        return [row[0] for row in rows if row[0] != "ok"]

    # Articles and passages

    def article(self, article_id: str) -> Article | None:
        """The article as it stands now."""
        with self.connection() as connection:
            row = connection.execute(
                f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE a.id = ? AND a.retired = 0",  # noqa: S608
                (article_id,),
            ).fetchone()
            if row is None:
                return None
            zone = None
            if _tells_zones(connection):
                select = "SELECT zone_assumed FROM articles WHERE id = ? AND retired = 0"
                zone = connection.execute(select, (article_id,)).fetchone()
        return replace(article_from_row(row), zone_assumed=zone[0] if zone else None)

    def withdrawn(self, filters: Filters) -> list[Article]:
        """Withdrawn articles that pass the filters, newest first."""
        where, values = where_of(filters)
        with self.connection() as connection:
            rows = connection.execute(
                f"SELECT {ARTICLE_COLUMNS} FROM articles a WHERE status = 'withdrawn' AND {where} "  # noqa: S608
                "ORDER BY published_us DESC, id",
                values,
            ).fetchall()
        return [article_from_row(row) for row in rows]

    def hashes(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Content hashes by id, of those ids that are stored."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, content_hash FROM articles WHERE retired = 0 AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(article_ids)),),
            ).fetchall()
        return dict(rows)

    def versions(self, article_ids: Sequence[str]) -> dict[str, Version]:
        """What tells stored articles from other versions of them, by id, of those ids that are stored."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, content_hash, status, published_us, modified_us, read_hash FROM articles "
                "WHERE retired = 0 AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(article_ids)),),
            ).fetchall()
        return {
            article_id: Version(content_hash, status, _when(published), _when(modified), read_hash)
            for article_id, content_hash, status, published, modified, read_hash in rows
        }

    def article_ids(self, filters: Filters) -> list[str]:
        """Ids of the articles that pass the filters, oldest first."""
        where, values = where_of(filters)
        with self.connection() as connection:
            rows = connection.execute(f"SELECT id FROM articles WHERE {where} ORDER BY published_us, id", values)  # noqa: S608
            return [row[0] for row in rows]

    def live(self, keys: Sequence[int]) -> set[int]:
        """Those of ``keys`` that are passages."""
        with self.connection() as connection:
            rows = connection.execute(
                # CROSS JOIN: from the keys to the rows, which the planner would not always choose.
                "SELECT p.key FROM json_each(?) AS k CROSS JOIN passages p ON p.key = k.value",
                (_json(keys),),
            ).fetchall()
        return {row[0] for row in rows}

    def headers(self, keys: Sequence[int]) -> dict[int, Header]:
        """Headers by key, in the order of ``keys``; dead keys are left out."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT p.key, a.id, p.idx, a.story_id, a.publisher, a.published_us, a.title, a.section "
                "FROM json_each(?) AS k CROSS JOIN passages p ON p.key = k.value "
                "CROSS JOIN articles a ON a.version = p.version",
                (_json(keys),),
            ).fetchall()
        found = {
            key: Header(key, article_id, index, story_id, publisher, _when(published), title, section)
            for key, article_id, index, story_id, publisher, published, title, section in rows
        }
        return {int(key): found[int(key)] for key in keys if int(key) in found}

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key, in the order of ``keys``; dead keys are left out."""
        with self.connection() as connection:
            found = {
                key: passage
                for key, passage, _ in _passages(
                    connection, "p.key IN (SELECT value FROM json_each(?))", (_json(keys),)
                )
            }
        return {int(key): found[int(key)] for key in keys if int(key) in found}

    def missing(self, family: Family, limit: int) -> list[tuple[int, Passage]]:
        """Up to ``limit`` passages that should have a vector of the family and have none, oldest key first."""
        lead = "AND p.idx = 0 " if family == "leads" else ""
        where = f"a.retired = 0 {lead}AND p.has_{family}_vector = 0 ORDER BY p.key LIMIT ?"
        with self.connection() as connection:
            return [(key, passage) for key, passage, _ in _passages(connection, where, (limit,))]

    def passages_after(self, key: int, limit: int) -> list[tuple[int, Passage, Article]]:
        """Passages with a greater key, least first, retired ones too, and the article of each."""
        with self.connection() as connection:
            return list(_passages(connection, "p.key > ? ORDER BY p.key LIMIT ?", (key, limit)))

    def vector_rows(self, family: Family) -> list[tuple[int, int | None, str, str, str]]:
        """``(key, published_us, publisher, section, language)``, folded, of passages with a vector of the family.

        Ordered by publisher, then time: what one filter asks for lies together.
        """
        with self.connection() as connection:
            return connection.execute(
                "SELECT p.key, a.published_us, a.publisher_fold, a.section_fold, a.language_fold "  # noqa: S608
                "FROM passages p JOIN articles a USING (version) "
                f"WHERE a.retired = 0 AND p.has_{family}_vector = 1 "
                "ORDER BY a.publisher_fold, a.published_us, p.key"
            ).fetchall()

    def keys(self, having: Family | None = None) -> set[int]:
        """Keys of all passages, retired ones too; with ``having``, of those with a vector of that family."""
        where = f" WHERE has_{having}_vector = 1" if having else ""
        with self.connection() as connection:
            return {row[0] for row in connection.execute(f"SELECT key FROM passages{where}")}  # noqa: S608

    def lead_keys(self) -> set[int]:
        """Keys of all articles' first passages, retired ones too."""
        with self.connection() as connection:
            return {row[0] for row in connection.execute("SELECT key FROM passages WHERE idx = 0")}

    def swept(self) -> list[int]:
        """Keys to take out of words and vectors before the next generation: doomed ones and retired ones."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT key FROM doomed UNION SELECT p.key FROM passages p JOIN articles a USING (version) "
                "WHERE a.retired = 1 ORDER BY 1"
            ).fetchall()
        return [row[0] for row in rows]

    # What there is to search

    def coverage(self, filters: Filters) -> Coverage:
        """Articles that pass the filters."""
        where, values = where_of(filters)
        with self.connection() as connection:
            count, first, last = connection.execute(
                f"SELECT count(*), min(published_us), max(published_us) FROM articles WHERE {where}",  # noqa: S608
                values,
            ).fetchone()
        return Coverage(int(count), _when(first), _when(last))

    def ahead_of(self, clock: datetime) -> int:
        """How many articles are dated more than a day later than ``clock``: under embargo, misdated, or it is slow."""
        return self.coverage(Filters(since=clock + timedelta(days=1))).articles

    def publishers(self) -> dict[str, int]:
        """Articles by publisher, most first, as most of its articles spell it; articles without one under ``""``."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT publisher_fold, publisher, count(*) AS n FROM articles WHERE retired = 0 "
                "GROUP BY publisher_fold, publisher ORDER BY n DESC, publisher"
            ).fetchall()
        spelling: dict[str, str] = {}
        total: dict[str, int] = {}
        for fold, publisher, count in rows:
            spelling.setdefault(fold, publisher)
            total[fold] = total.get(fold, 0) + count
        return {spelling[fold]: n for fold, n in sorted(total.items(), key=lambda item: (-item[1], item[0]))}

    def zones_assumed(self) -> dict[str, int]:
        """Articles whose time zone had to be assumed, by that zone, most first."""
        with self.connection() as connection:
            if not _tells_zones(connection):
                return {}
            rows = connection.execute(
                "SELECT zone_assumed, count(*) AS n FROM articles WHERE retired = 0 AND zone_assumed IS NOT NULL "
                "GROUP BY zone_assumed ORDER BY n DESC, zone_assumed"
            ).fetchall()
        return dict(rows)


def _first_meta() -> str:
    values: dict[str, Any] = {
        "format": FORMAT_VERSION,
        "generation": 0,
        "next_key": 1,
        "dirty": 0,
        "models": json.dumps({"passages": None, "leads": None}),
        "epochs": json.dumps({"passages": 1, "leads": 1}),
        "dimensions": json.dumps({}),
    }
    return "".join(f"INSERT INTO meta VALUES ('{name}', {value!r});" for name, value in values.items())  # noqa: S608


def _passages(
    connection: sqlite3.Connection, where: str, values: tuple[Any, ...]
) -> Iterator[tuple[int, Passage, Article]]:
    rows = connection.execute(
        f'SELECT p.key, p.idx, p.start, p."end", {ARTICLE_COLUMNS} '  # noqa: S608
        f"FROM passages p JOIN articles a USING (version) WHERE {where}",
        values,
    )
    for key, index, start, end, *fields in rows:
        article = article_from_row(fields)
        passage = Passage(
            article_id=article.id,
            index=index,
            start=start,
            end=end,
            text=article.text[start:end],  # in Python: SQLite's substr stops at a NUL character
            title=article.title,
            publisher=article.publisher,
            url=article.url,
            published_at=article.published_at,
            status=article.status,
            correction=article.correction,
        )
        yield key, passage, article


def _tells_zones(connection: sqlite3.Connection) -> bool:
    return "zone_assumed" in {row[1] for row in connection.execute("PRAGMA table_info(articles)")}


def article_from_row(row: Sequence[Any]) -> Article:
    (identity, title, text, publisher, url, published, modified, authors, section, language, correction, status) = row
    return Article(
        id=identity,
        title=title,
        text=text,
        publisher=publisher,
        url=url,
        published_at=_when(published),
        modified_at=_when(modified),
        authors=tuple(json.loads(authors)),
        section=section,
        language=language,
        correction=correction,
        status=status,
    )


def where_of(filters: Filters) -> tuple[str, list[Any]]:
    """The condition on ``articles`` that the filters are, and its values."""
    terms = ["retired = 0"]
    values: list[Any] = []
    or_undated = " OR published_us IS NULL" if filters.undated else ""
    if filters.since is not None:
        terms.append(f"(published_us >= ?{or_undated})")
        values.append(to_us(filters.since))
    if filters.until is not None:
        terms.append(f"(published_us < ?{or_undated})")
        values.append(to_us(filters.until))
    for column, wanted in (
        ("publisher_fold", filters.publishers),
        ("section_fold", filters.sections),
        ("language_fold", filters.languages),
    ):
        if wanted:
            terms.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608
            values.append(json.dumps([name.casefold() for name in wanted]))
    return " AND ".join(terms), values


def _when(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else from_us(microseconds)


def _json(keys: Sequence[int]) -> str:
    return json.dumps([int(key) for key in keys])
