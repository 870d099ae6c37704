"""What people kept: their conversations with every answer whole, and what they thought of an answer. SQLite.

One file beside the store, of its own, so that rebuilding the store never touches it. Any number of threads and
processes may use it at once. Each user sees only what is theirs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rag.errors import StoreError
from rag.types import Answer
from rag.wire import answer_from_record, answer_to_record

FILE_NAME = "notebook.sqlite"
CONVERSATIONS_KEPT = 200  # of one user; the one untouched for longest goes first
TURNS_KEPT = 100  # of one conversation
MARKS_KEPT = 2_000  # of one user
TITLE_CHARACTERS = 120
COMMENT_CHARACTERS = 2_000
_BUSY_S = 5.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    user TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, changed_us INTEGER NOT NULL, PRIMARY KEY (user, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (
    user TEXT NOT NULL, conversation TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL,
    asked TEXT NOT NULL, answer TEXT NOT NULL, asked_us INTEGER NOT NULL,
    PRIMARY KEY (user, conversation, id),
    FOREIGN KEY (user, conversation) REFERENCES conversations(user, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (
    user TEXT NOT NULL, conversation TEXT NOT NULL, turn TEXT NOT NULL,
    thumb INTEGER NOT NULL, comment TEXT NOT NULL, marked_us INTEGER NOT NULL,
    asked TEXT NOT NULL, history TEXT NOT NULL, circumstances TEXT NOT NULL, answer TEXT NOT NULL,
    PRIMARY KEY (user, conversation, turn),
    FOREIGN KEY (user, conversation) REFERENCES conversations(user, id) ON DELETE CASCADE
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put: its words, and the filters its asker set (ISO days, empty where none)."""

    question: str
    as_of: str = ""
    since: str = ""
    until: str = ""
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody thought of an answer: ``thumb`` 1 (good) or -1 (bad), and why, if they said so."""

    thumb: int
    comment: str = ""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One question of a kept conversation, its complete answer and what was thought of it."""

    id: str
    asked: Asked
    answer: Answer
    asked_at: datetime
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation as a list shows it: its first question, how many there are, and when the last was asked."""

    id: str
    title: str
    turns: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked answer, with everything needed to ask the same again.

    ``history`` are the questions before it and their answers' text, oldest first. ``circumstances`` are the settings
    and the state of the store that the answer depended on.
    """

    user: str
    conversation: str
    turn: str
    mark: Mark
    marked_at: datetime
    asked: Asked
    answer: Answer
    history: tuple[tuple[str, str], ...] = ()
    circumstances: Mapping[str, Any] = field(default_factory=dict)


class Notebook:
    """The file of kept conversations and marks; nothing is opened or made before the first use.

    Every method raises ``StoreError`` where the file cannot be read or written, naming it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def keep(self, user: str, conversation: str, turn: KeptTurn, *, instead_of: str = "") -> None:
        """Write down a turn, as the last of its conversation; it takes away the turn it was asked ``instead_of``."""
        now = _to_us(turn.asked_at)
        with self._writing() as db:
            db.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET changed_us = max(changed_us, excluded.changed_us)",
                (user, conversation, _plain(turn.asked.question)[:TITLE_CHARACTERS], now),
            )
            place = db.execute(
                "SELECT coalesce(max(place), 0) + 1 FROM turns WHERE user = ? AND conversation = ?",
                (user, conversation),
            ).fetchone()[0]
            db.execute(
                "DELETE FROM turns WHERE user = ? AND conversation = ? AND (id = ? OR place <= ?)",
                (user, conversation, instead_of, place - TURNS_KEPT),
            )
            row = (_asked_to_json(turn.asked), _answer_to_json(turn.answer), now)
            db.execute(
                "INSERT INTO turns VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET asked = excluded.asked, answer = excluded.answer",
                (user, conversation, turn.id, place, *row),
            )
            db.execute(
                "DELETE FROM conversations WHERE user = ? AND id IN (SELECT id FROM conversations WHERE user = ? "
                "ORDER BY changed_us DESC, id LIMIT -1 OFFSET ?)",
                (user, user, CONVERSATIONS_KEPT),
            )

    def conversations(self, user: str) -> tuple[KeptConversation, ...]:
        """All of a user's conversations, the latest first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT id, title, (SELECT count(*) FROM turns t WHERE t.user = c.user AND t.conversation = c.id), "
                "changed_us FROM conversations c WHERE user = ? ORDER BY changed_us DESC, id",
                (user,),
            ).fetchall()
        return tuple(KeptConversation(name, title, turns, _from_us(us)) for name, title, turns, us in rows)

    def turns(self, user: str, conversation: str) -> tuple[KeptTurn, ...]:
        """A conversation's turns, oldest first; none where the user has no such conversation."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT t.id, t.asked, t.answer, t.asked_us, m.thumb, m.comment FROM turns t LEFT JOIN marks m "
                "ON m.user = t.user AND m.conversation = t.conversation AND m.turn = t.id "
                "WHERE t.user = ? AND t.conversation = ? ORDER BY t.place",
                (user, conversation),
            ).fetchall()
        return tuple(
            KeptTurn(
                name,
                _asked_from_json(asked),
                answer_from_record(json.loads(answer)),
                _from_us(us),
                None if thumb is None else Mark(thumb, comment),
            )
            for name, asked, answer, us, thumb, comment in rows
        )

    def forget(self, user: str, conversation: str) -> bool:
        """Delete a conversation with its turns and marks; False where there was none."""
        with self._writing() as db:
            done = db.execute("DELETE FROM conversations WHERE user = ? AND id = ?", (user, conversation))
            return done.rowcount > 0

    def forget_all(self, user: str) -> int:
        """Delete all of a user's conversations; returns how many there were."""
        with self._writing() as db:
            return db.execute("DELETE FROM conversations WHERE user = ?", (user,)).rowcount

    def mark(self, marked: Marked) -> None:
        """Write down what somebody thinks of an answer, in place of what they thought before.

        Its conversation must have been kept: a mark is deleted with it.
        """
        comment = _plain(marked.mark.comment)[:COMMENT_CHARACTERS]
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    marked.user,
                    marked.conversation,
                    marked.turn,
                    marked.mark.thumb,
                    comment,
                    _to_us(marked.marked_at),
                    _asked_to_json(marked.asked),
                    json.dumps(marked.history),
                    json.dumps(dict(marked.circumstances), sort_keys=True),
                    _answer_to_json(marked.answer),
                ),
            )
            db.execute(
                "DELETE FROM marks WHERE user = ? AND (conversation, turn) IN (SELECT conversation, turn FROM marks "
                "WHERE user = ? ORDER BY marked_us DESC LIMIT -1 OFFSET ?)",
                (marked.user, marked.user, MARKS_KEPT),
            )

    def unmark(self, user: str, conversation: str, turn: str) -> None:
        """Take a mark back."""
        with self._writing() as db:
            db.execute("DELETE FROM marks WHERE user = ? AND conversation = ? AND turn = ?", (user, conversation, turn))

    def marks(self) -> tuple[Marked, ...]:
        """Everybody's marked answers, oldest first."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT user, conversation, turn, thumb, comment, marked_us, asked, history, circumstances, answer "
                "FROM marks ORDER BY marked_us, user, conversation, turn"
            ).fetchall()
        return tuple(
            Marked(
                user,
                conversation,
                turn,
                Mark(thumb, comment),
                _from_us(us),
                _asked_from_json(asked),
                answer_from_record(json.loads(answer)),
                tuple((question, text) for question, text in json.loads(history)),
                json.loads(circumstances),
            )
            for user, conversation, turn, thumb, comment, us, asked, history, circumstances, answer in rows
        )

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._told(), closing(self._connected(writing=True)) as db:
            db.execute("BEGIN IMMEDIATE")
            with db:  # commits, or takes everything back
                yield db

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._told():
            if not self.path.exists():
                with closing(sqlite3.connect(":memory:")) as db:  # nothing was kept yet
                    db.executescript(_SCHEMA)
                    yield db
                return
            with closing(self._connected(writing=False)) as db:
                yield db

    def _connected(self, *, writing: bool) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level=None)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            if writing:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                if db.execute("PRAGMA user_version").fetchone()[0] == 0:
                    db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = 1; COMMIT;")
                    self.path.chmod(0o600)  # what people ask is nobody else's business
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"{self.path}: conversations cannot be kept or read ({error}): "
                "check that its folder exists and may be written, and that its disk is not full"
            ) from None


def _asked_to_json(asked: Asked) -> str:
    return json.dumps([asked.question, asked.as_of, asked.since, asked.until, asked.publishers])


def _asked_from_json(text: str) -> Asked:
    question, as_of, since, until, publishers = json.loads(text)
    return Asked(question, as_of, since, until, tuple(publishers))


def _answer_to_json(answer: Answer) -> str:
    return json.dumps(answer_to_record(answer))


def _plain(text: str) -> str:
    """Half characters cannot be written as UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _to_us(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)


def _from_us(moment_us: int) -> datetime:
    return datetime.fromtimestamp(moment_us / 1_000_000, UTC)


def history_of(answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
    """Earlier answers as a mark keeps them: question and text."""
    return tuple((answer.question, answer.text) for answer in answers)
