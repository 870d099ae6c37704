"""What was read before, so that a feed is asked only for what is new: ``feeds.json`` in the store's folder.

It is written after the articles are in the store, never before: what a cut-off run read is read again. Losing the file
costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

FILE_NAME = "feeds.json"
_KEPT_DAYS = 180
_MOST_ENTRIES = 200_000


class Memory:
    """The validators of feeds, and which of their entries were read, by a path that need not exist yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._feeds, self._entries = _loaded(path)
        self._new_feeds: dict[str, tuple[str | None, str | None]] = {}
        self._new_entries: dict[str, str] = {}

    def validators(self, url: str, kind: str) -> tuple[str | None, str | None]:
        """``(ETag, Last-Modified)`` of a list when all of it had been read in this way, else None twice."""
        return self._new_feeds.get(f"{kind} {url}") or self._feeds.get(f"{kind} {url}") or (None, None)

    def finished(self, url: str, kind: str, etag: str | None, last_modified: str | None) -> None:
        """All a list names has been read: while its validators hold there is nothing to do."""
        self._new_feeds[f"{kind} {url}"] = (etag, last_modified)

    def knows(self, url: str, version: str, kind: str) -> bool:
        """Whether an entry was read in this way, in this version."""
        key = _key(url, version, kind)
        known = key in self._entries or key in self._new_entries
        if known:
            self._new_entries[key] = _today()
        return known

    def read(self, url: str, version: str, kind: str) -> None:
        """An entry was read, or cannot be read however often it is tried."""
        self._new_entries[_key(url, version, kind)] = _today()

    def forget_unsaved(self) -> None:
        """What was read could not be stored: it is to be read again."""
        self._new_feeds.clear()
        self._new_entries.clear()

    def save(self) -> None:
        """Write down what was added, beside what others wrote meanwhile; a full disk or a read-only one is no error."""
        feeds, entries = _loaded(self._path)
        feeds.update(self._new_feeds)
        entries.update(self._new_entries)
        oldest = (datetime.now(UTC).date() - timedelta(days=_KEPT_DAYS)).isoformat()
        kept = sorted(((day, key) for key, day in entries.items() if day >= oldest), reverse=True)[:_MOST_ENTRIES]
        document = {"feeds": feeds, "entries": {key: day for day, key in kept}}
        with suppress(OSError):
            _replace(self._path, json.dumps(document, ensure_ascii=False, indent=0))
        self._feeds, self._entries = feeds, entries


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _key(url: str, version: str, kind: str) -> str:
    return hashlib.blake2b("\x00".join((kind, url, version)).encode("utf-8", "replace"), digest_size=10).hexdigest()


def _loaded(path: Path) -> tuple[dict[str, tuple[str | None, str | None]], dict[str, str]]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        feeds = {str(url): (_text(pair[0]), _text(pair[1])) for url, pair in document["feeds"].items()}
        entries = {str(key): date.fromisoformat(day).isoformat() for key, day in document["entries"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}, {}
    return feeds, entries


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _replace(path: Path, text: str) -> None:
    """All of the file or the old one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".feeds-", suffix=".json")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
