"""Which articles share a story, and which may: the catalogue's band hashes, where copies of a text are looked up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rag.store.database import Connection, Database
from rag.store.instants import from_us, to_us
from rag.store.records import Told
from rag.store.rows import ARTICLE_COLUMNS, article_from_row
from rag.types import Article

# Bands of one span of days lie together, so that a day's news is looked up, and entered, in a few pages of the file.
# Undated articles have a span of their own.
_SPAN_US = 4 * 86_400 * 1_000_000
_UNDATED_SPAN = -1_000_000


class Stories:
    """The catalogue's side of stories."""

    def __init__(self, catalogue: Database) -> None:
        self._catalogue = catalogue

    def sharing(self, bands: Sequence[int], published_at: datetime | None, within: timedelta) -> dict[str, str]:
        """Ids of articles with a band in common, published at most about ``within`` apart, and the story of each."""
        if not bands:
            return {}
        if published_at is None:
            spans = range(_UNDATED_SPAN, _UNDATED_SPAN + 1)
        else:
            spans = range(span_of(to_us(published_at - within)), span_of(to_us(published_at + within)) + 1)
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                "SELECT DISTINCT a.id, a.story_id "
                "FROM json_each(?) AS span CROSS JOIN json_each(?) AS band CROSS JOIN bands AS b "
                "ON b.span = span.value AND b.band = band.value JOIN articles AS a ON a.version = b.version "
                "WHERE a.retired = 0 ORDER BY a.id",
                (json.dumps(list(spans)), json.dumps(list(bands))),
            ).fetchall()
        return dict(rows)

    def told(self, article_ids: Sequence[str]) -> dict[str, Told]:
        """Articles and the stories they are in, by id; ids that are not stored are left out."""
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                f"SELECT a.story_id, {ARTICLE_COLUMNS} FROM articles a "  # noqa: S608
                "WHERE a.retired = 0 AND a.id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(article_ids)),),
            ).fetchall()
        found = [Told(article_from_row(row), story_id) for story_id, *row in rows]
        return {told.article.id: told for told in found}

    def members(self, story_ids: Sequence[str]) -> dict[str, dict[str, datetime | None]]:
        """For each story that has any, the ids of its articles and when each was published."""
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                "SELECT story_id, id, published_us FROM articles "
                "WHERE retired = 0 AND story_id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(list(story_ids)),),
            ).fetchall()
        members: dict[str, dict[str, datetime | None]] = {}
        for story_id, article_id, published_us in rows:
            members.setdefault(story_id, {})[article_id] = None if published_us is None else from_us(published_us)
        return members

    def voices(self, story_ids: Sequence[str], until: datetime | None) -> dict[str, tuple[str, ...]]:
        """For each story the outlets that carry it, first to publish first; with ``until``, those that had by then."""
        ended = "" if until is None else "AND published_us < ? "
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                "SELECT story_id, publisher, publisher_fold FROM articles "  # noqa: S608
                "WHERE retired = 0 AND status != 'withdrawn' AND publisher != '' "
                f"AND story_id IN (SELECT value FROM json_each(?)) {ended}ORDER BY published_us, id",
                (json.dumps(list(story_ids)), *([] if until is None else [to_us(until)])),
            ).fetchall()
        voices: dict[str, dict[str, str]] = {}
        for story_id, publisher, folded in rows:
            voices.setdefault(story_id, {}).setdefault(folded, publisher)
        return {story_id: tuple(names.values()) for story_id, names in voices.items()}


def span_of(published_us: int | None) -> int:
    """The span of days a time lies in.

    >>> span_of(0), span_of(-1), span_of(4 * 86_400 * 1_000_000)
    (0, -1, 1)
    """
    return _UNDATED_SPAN if published_us is None else published_us // _SPAN_US


def enter_bands(connection: Connection, version: int, article: Article, bands: Sequence[int]) -> None:
    """List an article's bands, inside the caller's transaction."""
    span = span_of(None if article.published_at is None else to_us(article.published_at))
    connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", ((span, band, version) for band in set(bands)))


def drop_bands(connection: Connection, versions: Mapping[int, int | None]) -> None:
    """Take the bands of article versions out, given when each was published, inside the caller's transaction."""
    of_span: dict[int, list[int]] = {}
    for version, published_us in versions.items():
        of_span.setdefault(span_of(published_us), []).append(version)
    for span, chosen in of_span.items():
        connection.execute(
            "DELETE FROM bands WHERE span = ? AND version IN (SELECT value FROM json_each(?))",
            (span, json.dumps(chosen)),
        )
