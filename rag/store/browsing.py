"""Lists of articles for who looks around: pages of them, the members of a story, how many a day and outlet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from rag.store.database import Database
from rag.store.instants import from_us
from rag.store.records import DayCount, Listed
from rag.store.rows import where_of
from rag.types import Filters

_DAY_US = 86_400 * 1_000_000
_EPOCH = date(1970, 1, 1)
_COLUMNS = "a.id, a.title, a.publisher, a.url, a.published_us, a.status, a.story_id"


class Browsing:
    """The catalogue's side of lists. Nothing here reads a text."""

    def __init__(self, catalogue: Database) -> None:
        self._catalogue = catalogue

    def newest(self, filters: Filters, limit: int, offset: int) -> list[Listed]:
        """Articles that pass, newest first, undated ones last."""
        where, values = where_of(filters)
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                # The chosen ones by index alone, then their rows: what is skipped is not read.
                f"SELECT {_COLUMNS} FROM (SELECT version FROM articles WHERE {where} "  # noqa: S608
                "ORDER BY published_us DESC, version LIMIT ? OFFSET ?) AS chosen "
                "CROSS JOIN articles a ON a.version = chosen.version ORDER BY a.published_us DESC, a.version",
                (*values, limit, offset),
            ).fetchall()
        return [_listed(row) for row in rows]

    def of_passages(self, keys: Sequence[int]) -> list[Listed]:
        """The articles of these passages, each once, where its first passage stands."""
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                f"SELECT p.key, {_COLUMNS} FROM json_each(?) AS k CROSS JOIN passages p ON p.key = k.value "  # noqa: S608
                "CROSS JOIN articles a ON a.version = p.version WHERE a.retired = 0",
                (json.dumps([int(key) for key in keys]),),
            ).fetchall()
        by_key = {key: _listed(row) for key, *row in rows}
        return list({by_key[key].article_id: by_key[key] for key in keys if key in by_key}.values())

    def story_of(self, article_id: str) -> list[Listed]:
        """All articles of the story an article is in, first to publish first, itself among them."""
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM articles a WHERE a.retired = 0 AND a.story_id = "  # noqa: S608
                "(SELECT story_id FROM articles WHERE retired = 0 AND id = ?) "
                "ORDER BY a.published_us IS NULL, a.published_us, a.id",
                (article_id,),
            ).fetchall()
        return [_listed(row) for row in rows]

    def stories(self, filters: Filters) -> int:
        """How many stories the articles that pass tell."""
        where, values = where_of(filters)
        with self._catalogue.connection() as connection:
            row = connection.execute(
                f"SELECT count(DISTINCT story_id) FROM articles WHERE {where}",  # noqa: S608
                values,
            ).fetchone()
        return int(row[0])

    def days(self, filters: Filters) -> list[DayCount]:
        """Articles that pass by day (UTC) and outlet, oldest day first; outlets as their first article spells them."""
        where, values = where_of(filters)
        with self._catalogue.connection() as connection:
            rows = connection.execute(
                # Floor, not SQLite's division towards zero: there are days before 1970. The index holds all columns.
                f"SELECT (published_us - (published_us % {_DAY_US} + {_DAY_US}) % {_DAY_US}) / {_DAY_US} AS day, "  # noqa: S608
                f"publisher_fold, min(publisher), count(*) FROM articles INDEXED BY articles_publisher WHERE {where} "
                "GROUP BY day, publisher_fold ORDER BY day IS NULL, day, publisher_fold",
                values,
            ).fetchall()
        spelt: dict[str, str] = {}
        return [
            DayCount(
                None if day is None else _EPOCH + timedelta(days=day), spelt.setdefault(folded, publisher), articles
            )
            for day, folded, publisher, articles in rows
        ]


def _listed(row: Sequence[Any]) -> Listed:
    article_id, title, publisher, url, published_us, status, story_id = row
    published_at = None if published_us is None else from_us(published_us)
    return Listed(article_id, title, publisher, url, published_at, status, story_id)
