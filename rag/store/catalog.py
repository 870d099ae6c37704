"""The catalogue: articles with their whole text, their passages, and what the other parts should hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rag.store.chroma_address import ChromaRecord
from rag.store.database import Database
from rag.store.records import Coverage, Family, Header, Version
from rag.store.rows import ARTICLE_COLUMNS, article_from_row, as_json, passage_rows, when, where_of
from rag.store.schema import tells_zones
from rag.types import Article, Filters, Passage, StoreModels


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


class Catalog(Database):
    """What is asked of the catalogue; ``Ledger`` enters, ``Stories`` and ``Browsing`` ask more."""

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
            if tells_zones(connection):
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

    def versions(self, article_ids: Sequence[str]) -> dict[str, Version]:
        """What tells stored articles from other versions of them, by id, of those ids that are stored."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT id, content_hash, status, published_us, modified_us, read_hash FROM articles "
                "WHERE retired = 0 AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(article_ids)),),
            ).fetchall()
        return {
            article_id: Version(content_hash, status, when(published), when(modified), read_hash)
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
                (as_json(keys),),
            ).fetchall()
        return {row[0] for row in rows}

    def headers(self, keys: Sequence[int]) -> dict[int, Header]:
        """Headers by key, in the order of ``keys``; dead keys are left out."""
        with self.connection() as connection:
            rows = connection.execute(
                "SELECT p.key, a.id, p.idx, a.story_id, a.publisher, a.published_us, a.title, a.section "
                "FROM json_each(?) AS k CROSS JOIN passages p ON p.key = k.value "
                "CROSS JOIN articles a ON a.version = p.version",
                (as_json(keys),),
            ).fetchall()
        found = {
            key: Header(key, article_id, index, story_id, publisher, when(published), title, section)
            for key, article_id, index, story_id, publisher, published, title, section in rows
        }
        return {int(key): found[int(key)] for key in keys if int(key) in found}

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key, in the order of ``keys``; dead keys are left out."""
        with self.connection() as connection:
            found = {
                key: passage
                for key, passage, _ in passage_rows(
                    connection, "p.key IN (SELECT value FROM json_each(?))", (as_json(keys),)
                )
            }
        return {int(key): found[int(key)] for key in keys if int(key) in found}

    def missing(self, family: Family, limit: int) -> list[tuple[int, Passage]]:
        """Up to ``limit`` passages that should have a vector of the family and have none, oldest key first."""
        lead = "AND p.idx = 0 " if family == "leads" else ""
        where = f"a.retired = 0 {lead}AND p.has_{family}_vector = 0 ORDER BY p.key LIMIT ?"
        with self.connection() as connection:
            return [(key, passage) for key, passage, _ in passage_rows(connection, where, (limit,))]

    def passages_after(self, key: int, limit: int) -> list[tuple[int, Passage, Article]]:
        """Passages with a greater key, least first, retired ones too, and the article of each."""
        with self.connection() as connection:
            return list(passage_rows(connection, "p.key > ? ORDER BY p.key LIMIT ?", (key, limit)))

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
        return Coverage(int(count), when(first), when(last))

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
            if not tells_zones(connection):
                return {}
            rows = connection.execute(
                "SELECT zone_assumed, count(*) AS n FROM articles WHERE retired = 0 AND zone_assumed IS NOT NULL "
                "GROUP BY zone_assumed ORDER BY n DESC, zone_assumed"
            ).fetchall()
        return dict(rows)
