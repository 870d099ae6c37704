"""What the catalogue is made of: its tables, and what older ones lack, which a writer adds."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from rag.errors import StoreDamaged, StoreMismatch, StoreNotFound
from rag.store.layout import FORMAT_VERSION

# A changed article's former version stays, retired, until a snapshot without it is published: searches of the
# generation before can still show what they found. ``doomed`` keys may lie in words or vectors and mean nothing.
_TABLES = """
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


def prepare(connection: sqlite3.Connection, root: Path, *, writable: bool) -> None:
    """Make the tables where there are none and add what is lacking, for a writer; a reader takes what there is.

    Raises ``StoreNotFound`` where a reader finds none, ``StoreDamaged`` or ``StoreMismatch`` where their format is none
    or another.
    """
    empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if empty and not writable:
        raise StoreNotFound(f"{root} holds a store that was never finished: run `dateline ingest` on it")
    if empty:
        connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}{_first_meta()}COMMIT;")
    _check_format(connection, root)
    if writable:
        connection.executescript(f"BEGIN IMMEDIATE;{_STORIES}COMMIT;")
        if "read_hash" not in _article_columns(connection):
            connection.execute(_READ_HASH)
        if not tells_zones(connection):
            connection.execute(_ZONE_ASSUMED)


def tells_zones(connection: sqlite3.Connection) -> bool:
    """Whether the articles say which time zone was assumed: those of an older store, only read since, do not."""
    return "zone_assumed" in _article_columns(connection)


def _article_columns(connection: sqlite3.Connection) -> set[str]:
    return {row[1] for row in connection.execute("PRAGMA table_info(articles)")}


def _check_format(connection: sqlite3.Connection, root: Path) -> None:
    row = connection.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
    if row is None:
        raise StoreDamaged(f"{root}: the catalogue names no format: move the folder away and ingest")
    if row[0] != FORMAT_VERSION:
        raise StoreMismatch(
            f"{root} has index format {row[0]} and this Dateline reads {FORMAT_VERSION}: "
            "use the Dateline that wrote it, or ingest into a new folder"
        )


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
