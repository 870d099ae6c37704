"""Users, API tokens and sessions in a SQLite file of their own; of passwords, tokens and sessions only hashes.

Tokens and sessions are 256 random bits, so their SHA-256 is enough: nobody guesses them, and looking a hash up tells
nothing about the characters that were sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rag.errors import StoreDamaged, UsageError
from rag.standing import FileIdentity, identity_of
from ui.asgi import ALONE

FILE_NAME: Final = "users.sqlite"
TOKEN_MARK: Final = "dateline_"  # noqa: S105 - lets people, and scanners of leaked keys, see what a token is for
_BUSY_S: Final = 10.0
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY COLLATE NOCASE, password_hash TEXT NOT NULL, added_s REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (
    name TEXT PRIMARY KEY COLLATE NOCASE, hash BLOB NOT NULL UNIQUE, added_s REAL NOT NULL, expires_s REAL
);
CREATE TABLE IF NOT EXISTS sessions (hash BLOB PRIMARY KEY, user TEXT NOT NULL, expires_s REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who can log in. ``added_s`` is in seconds since 1970."""

    name: str
    added_s: float


@dataclass(frozen=True, slots=True)
class Token:
    """A program's key, without the key. ``expires_s`` is None for one that does not expire."""

    name: str
    added_s: float
    expires_s: float | None


class Accounts:
    """The file, made when something is first written to it. Safe to use from many threads and processes.

    Raises ``StoreDamaged`` where the file is none of ours, and where one that was read is gone: nobody should get in
    for want of it. Another file in its place counts at once. ``clock`` gives seconds since 1970.
    """

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: FileIdentity | None = None

    def any_login(self) -> bool:
        """Whether anybody has made a user or a token."""
        return bool(self._rows("SELECT 1 FROM users UNION ALL SELECT 1 FROM tokens LIMIT 1"))

    def add_user(self, name: str, password_hash: str) -> bool:
        """Add a user, or change their password, which ends their sessions; True if the user is new."""
        checked_name(name)
        new = not self._rows("SELECT 1 FROM users WHERE name = ?", name)
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO users VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash",
                (name, password_hash, self._clock()),
            )
            connection.execute("DELETE FROM sessions WHERE user = ? COLLATE NOCASE", (name,))
        return new

    def remove_user(self, name: str) -> bool:
        """Remove a user and their sessions; False if there was none."""
        if not self.path.exists():
            return False
        with self._writing() as connection:
            connection.execute("DELETE FROM sessions WHERE user = ? COLLATE NOCASE", (name,))
            return connection.execute("DELETE FROM users WHERE name = ?", (name,)).rowcount > 0

    def users(self) -> list[User]:
        """All users, by name."""
        return [User(*row) for row in self._rows("SELECT name, added_s FROM users ORDER BY name")]

    def password_of(self, name: str) -> tuple[str, str] | None:
        """The user's name as it is written, and the hash of their password; None for nobody's name."""
        rows = self._rows("SELECT name, password_hash FROM users WHERE name = ?", name)
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def add_token(self, name: str, *, lifetime_s: float | None = None) -> str:
        """A new token, in clear this once. Raises ``UsageError`` where the name is taken."""
        checked_name(name)
        token = TOKEN_MARK + secrets.token_urlsafe(32)
        now = self._clock()
        try:
            with self._writing() as connection:
                expires_s = None if lifetime_s is None else now + lifetime_s
                connection.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", (name, digest(token), now, expires_s))
        except sqlite3.IntegrityError:
            raise UsageError(
                f"there is a token {name} already: choose another name, or `dateline tokens remove {name}` first"
            ) from None
        return token

    def remove_token(self, name: str) -> bool:
        """Remove a token; False if there was none."""
        if not self.path.exists():
            return False
        with self._writing() as connection:
            return connection.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount > 0

    def tokens(self) -> list[Token]:
        """All tokens, by name, expired ones too."""
        return [Token(*row) for row in self._rows("SELECT name, added_s, expires_s FROM tokens ORDER BY name")]

    def token_name(self, token: str) -> str | None:
        """Name of the token, None where there is none like it or it has expired."""
        rows = self._rows(
            "SELECT name FROM tokens WHERE hash = ? AND (expires_s IS NULL OR expires_s > ?)",
            digest(token),
            self._clock(),
        )
        return str(rows[0][0]) if rows else None

    def open_session(self, user: str, *, lifetime_s: float) -> str:
        """A new session's secret, in clear this once; what has expired is swept away."""
        session = secrets.token_urlsafe(32)
        now = self._clock()
        with self._writing() as connection:
            connection.execute("DELETE FROM sessions WHERE expires_s <= ?", (now,))
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?)", (digest(session), user, now + lifetime_s))
        return session

    def session_user(self, session: str) -> str | None:
        """Whose session this is, None where there is none like it or it has expired."""
        rows = self._rows("SELECT user FROM sessions WHERE hash = ? AND expires_s > ?", digest(session), self._clock())
        return str(rows[0][0]) if rows else None

    def close_session(self, session: str) -> None:
        """End a session; nothing happens where there is none like it."""
        if self.path.exists():
            with self._writing() as connection:
                connection.execute("DELETE FROM sessions WHERE hash = ?", (digest(session),))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            self._follow()
            if self._connection is None and not self.path.exists():
                return []
            with self._explained():
                return self._opened().execute(statement, values).fetchall()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._follow()
            with self._explained(), self._opened() as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection

    def _follow(self) -> None:
        """See to it that the file that was opened is the one at the path."""
        if self._connection is None:
            return
        there = identity_of(self.path)
        if there is None:
            raise StoreDamaged(f"{self.path} is gone: put it back, or restart the server to go on without its logins")
        if there != self._file:
            self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except (sqlite3.Error, OSError) as error:
            raise StoreDamaged(
                f"{self.path} cannot be used ({error}): is it writable, and is the disk full? "
                "Moving it away, with the server stopped, removes every login"
            ) from None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else's to read
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_S, check_same_thread=False, isolation_level=None, cached_statements=32
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
            self._connection, self._file = connection, identity_of(self.path)
        return self._connection


def digest(secret: str) -> bytes:
    """SHA-256 of a secret's characters."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def checked_name(name: str) -> str:
    """The name, if it can be a user's or a token's; else raises ``UsageError``."""
    if not _NAME.fullmatch(name) or name.casefold() == ALONE:
        raise UsageError(
            f"{name!r} cannot be a name: use 1 to 64 letters, digits and . _ @ + -, beginning with a letter or digit, "
            f"and not {ALONE!r}"
        )
    return name
