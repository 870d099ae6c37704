"""From the catalogue's rows to articles and passages, and from filters and keys to what a statement takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from rag.store.database import Connection
from rag.store.instants import from_us, to_us
from rag.types import Article, Filters, Passage

ARTICLE_COLUMNS = """a.id, a.title, a.text, a.publisher, a.url, a.published_us, a.modified_us, a.authors, a.section,
    a.language, a.correction, a.status"""


def passage_rows(connection: Connection, where: str, values: tuple[Any, ...]) -> Iterator[tuple[int, Passage, Article]]:
    """Keys, passages and their articles, of those that meet a condition on ``p`` and ``a``."""
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


def article_from_row(row: Sequence[Any]) -> Article:
    """The article that ``ARTICLE_COLUMNS`` are."""
    (identity, title, text, publisher, url, published, modified, authors, section, language, correction, status) = row
    return Article(
        id=identity,
        title=title,
        text=text,
        publisher=publisher,
        url=url,
        published_at=when(published),
        modified_at=when(modified),
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


def when(microseconds: int | None) -> datetime | None:
    """A column's time; None for an article without one."""
    return None if microseconds is None else from_us(microseconds)


def as_json(keys: Sequence[int]) -> str:
    """Keys as one value of a statement, for ``json_each``."""
    return json.dumps([int(key) for key in keys])
