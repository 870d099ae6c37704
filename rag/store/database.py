"""The catalogue's SQLite file, open: connections for any number of threads, and whether it is still the file opened."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rag.errors import StoreError, StoreNotFound
from rag.standing import FileIdentity, identity_of
from rag.store.faults import explain
from rag.store.layout import Layout
from rag.store.schema import prepare

_CACHE_KIB = 16_384  # of pages a connection keeps: a search reads a few hundred rows among long texts

Connection: TypeAlias = sqlite3.Connection


class Database:
    """The file, open; safe to use from several threads, each statement on a connection of its own."""

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
            prepare(connection, layout.root, writable=writable)

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
