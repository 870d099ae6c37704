"""What a writer enters into the catalogue, each step one transaction."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from rag.errors import StoreMismatch, command
from rag.store.catalog import Catalog
from rag.store.chroma_address import ChromaAddress, ChromaRecord, misplaced
from rag.store.database import Connection
from rag.store.instants import to_us
from rag.store.layout import Layout
from rag.store.records import FAMILIES, EncodedArticle, Family, content_hash
from rag.store.stories import drop_bands, enter_bands
from rag.types import Article, StoreModels


class Ledger:
    """The writing half of the catalogue."""

    def __init__(self, catalog: Catalog, layout: Layout) -> None:
        self._catalog = catalog
        self._root = layout.root

    def use_models(self, models: StoreModels, *, rebuild: bool) -> None:
        """Record the models, or raise ``StoreMismatch`` where the articles were embedded with others.

        With ``rebuild`` the families whose model differs are begun anew: all their vectors are missing.
        """
        meta = self._catalog.meta()
        if meta.models == models:
            return
        if not rebuild and self._catalog.counts()[0]:
            raise StoreMismatch(
                f"{self._root} was filled by {_named(meta.models)}, not by {_named(models)}: "
                f"choose the models that filled it, or embed anew with "
                + command("ingest", "--rebuild", "--store", self._root)
            )
        epochs, dimensions = dict(meta.epochs), dict(meta.dimensions)
        with self._catalog.transaction() as connection:
            for family in FAMILIES:
                if meta.models.of(family) != models.of(family):
                    epochs[family] += 1
                    dimensions.pop(family, None)
                    connection.execute(
                        f"UPDATE passages SET has_{family}_vector = 0 WHERE has_{family}_vector = 1"  # noqa: S608
                    )
            connection.executemany(
                "UPDATE meta SET value = ? WHERE name = ?",
                [
                    (json.dumps(asdict(models)), "models"),
                    (json.dumps(epochs), "epochs"),
                    (json.dumps(dimensions), "dimensions"),
                    (int(meta.dirty or meta.generation > 0), "dirty"),
                ],
            )

    def use_chroma(self, chroma: ChromaAddress | None, *, move: bool = False) -> bool:
        """Record where the vectors are kept, or raise ``StoreMismatch`` where they are kept elsewhere already.

        With ``move`` they are expected there from now on, and True is returned if they were not before.
        """
        meta = self._catalog.meta()
        reason = misplaced(self._root, meta.chroma.url if meta.chroma else None, chroma)
        if reason and not move and any(self._catalog.keys(having=family) for family in FAMILIES):
            raise StoreMismatch(reason)
        if meta.chroma and chroma:
            self._note_chroma(replace(meta.chroma, url=chroma.url))
        else:
            self._note_chroma(ChromaRecord(chroma.url, secrets.token_hex(8)) if chroma else None)
        return reason is not None

    def _note_chroma(self, record: ChromaRecord | None) -> None:
        if record != self._catalog.meta().chroma:
            with self._catalog.transaction() as connection:
                value = json.dumps(asdict(record)) if record else ""
                connection.execute("INSERT OR REPLACE INTO meta VALUES ('chroma', ?)", (value,))

    def use_dimensions(self, family: Family, dimensions: int) -> None:
        """Record how long the family's vectors are."""
        known = self._catalog.meta().dimensions | {family: dimensions}
        with self._catalog.transaction() as connection:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'dimensions'", (json.dumps(known),))

    def reserve(self, count: int) -> range:
        """``count`` keys that were never used, doomed until ``admit`` takes them."""
        with self._catalog.transaction() as connection:
            first = connection.execute("SELECT value FROM meta WHERE name = 'next_key'").fetchone()[0]
            keys = range(first, first + count)
            connection.execute("UPDATE meta SET value = ? WHERE name = 'next_key'", (keys.stop,))
            connection.executemany("INSERT INTO doomed VALUES (?)", ((key,) for key in keys))
        return keys

    def admit(self, batch: Sequence[EncodedArticle], keys: range, stories: Mapping[str, str]) -> None:
        """Make the batch the articles that stand, all at once; ``keys`` are its passages' in order.

        ``stories`` are the new story ids of other articles, by article id.
        """
        key = keys.start
        with self._catalog.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET story_id = ? WHERE id = ? AND retired = 0",
                [(story_id, article_id) for article_id, story_id in stories.items()],
            )
            drop_bands(connection, _versions(connection, [encoded.article.id for encoded in batch]))
            for encoded in batch:
                article = encoded.article
                connection.execute("UPDATE articles SET retired = 1 WHERE id = ? AND retired = 0", (article.id,))
                version = connection.execute(
                    "INSERT INTO articles (id, content_hash, story_id, title, publisher, publisher_fold, url, "
                    "published_us, modified_us, authors, section, section_fold, language, language_fold, correction, "
                    "status, text, read_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*_row(encoded.article, encoded.story_id or article.id), encoded.read_hash),
                ).lastrowid
                assert version is not None
                if article.zone_assumed is not None:
                    connection.execute(
                        "UPDATE articles SET zone_assumed = ? WHERE version = ?", (article.zone_assumed, version)
                    )
                enter_bands(connection, version, article, encoded.bands)
                has_passages = int(encoded.passage_vectors is not None)
                rows = []
                for passage in encoded.passages:
                    has_lead = int(passage.index == 0 and encoded.lead_vector is not None)
                    rows.append((key, version, passage.index, passage.start, passage.end, has_passages, has_lead))
                    key += 1
                connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.execute("DELETE FROM doomed WHERE key >= ? AND key < ?", (keys.start, keys.stop))
            connection.execute("UPDATE meta SET value = 1 WHERE name = 'dirty'")

    def note_read(self, read_hashes: Mapping[str, str]) -> None:
        """Note what stored articles were made of, by article id; nothing that searches see changes."""
        with self._catalog.transaction() as connection:
            connection.executemany(
                "UPDATE articles SET read_hash = ? WHERE id = ? AND retired = 0",
                [(read_hash, article_id) for article_id, read_hash in read_hashes.items()],
            )

    def flag(self, family: Family, keys: Sequence[int], *, present: bool = True) -> None:
        """Note that the family's vectors of ``keys`` are kept, or that they are not."""
        if not keys:
            return
        with self._catalog.transaction() as connection:
            connection.execute(
                f"UPDATE passages SET has_{family}_vector = ? "  # noqa: S608
                "WHERE key IN (SELECT value FROM json_each(?))",
                (int(present), json.dumps([int(key) for key in keys])),
            )
            connection.execute("UPDATE meta SET value = 1 WHERE name = 'dirty'")

    def forget(self, article_ids: Sequence[str]) -> int:
        """Delete articles, former versions too, and doom their passages' keys; how many stood."""
        chosen = "FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        ids = (json.dumps(list(article_ids)),)
        with self._catalog.transaction() as connection:
            count = connection.execute(f"SELECT count(*) {chosen} AND retired = 0", ids).fetchone()[0]
            if count:
                drop_bands(connection, _versions(connection, article_ids))
                versions = f"version IN (SELECT version {chosen})"
                connection.execute(f"INSERT INTO doomed SELECT key FROM passages WHERE {versions}", ids)  # noqa: S608
                connection.execute(f"DELETE FROM passages WHERE {versions}", ids)  # noqa: S608
                connection.execute(f"DELETE {chosen}", ids)
                connection.execute("UPDATE meta SET value = 1 WHERE name = 'dirty'")
        return int(count)

    def doom(self, keys: Sequence[int]) -> None:
        """List keys that no passage has, so that the next publishing takes them out of words and vectors."""
        if not keys:
            return
        with self._catalog.transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO doomed VALUES (?)", ((int(key),) for key in keys))
            connection.execute("UPDATE meta SET value = 1 WHERE name = 'dirty'")

    def soil(self) -> None:
        """Have the next publishing happen even if nothing else changes."""
        with self._catalog.transaction() as connection:
            connection.execute("UPDATE meta SET value = 1 WHERE name = 'dirty'")

    def publish(self, generation: int, swept: Sequence[int]) -> None:
        """Move every reader to ``generation``; ``swept`` keys are in none of its parts, and are kept until ``bury``."""
        with self._catalog.transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO doomed VALUES (?)", ((key,) for key in swept))
            connection.execute("DELETE FROM passages WHERE version IN (SELECT version FROM articles WHERE retired = 1)")
            connection.execute("DELETE FROM articles WHERE retired = 1")
            connection.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (generation,))
            connection.execute("UPDATE meta SET value = 0 WHERE name = 'dirty'")

    def bury(self, swept: Sequence[int]) -> None:
        """Forget doomed keys: nothing holds them any more."""
        if swept:
            with self._catalog.transaction() as connection:
                connection.executemany("DELETE FROM doomed WHERE key = ?", ((key,) for key in swept))


def _versions(connection: Connection, article_ids: Sequence[str]) -> dict[int, int | None]:
    """The versions of articles that may have bands, and when each was published."""
    rows = connection.execute(
        "SELECT version, published_us FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(article_ids)),),
    )
    return dict(rows.fetchall())


def _row(article: Article, story_id: str) -> tuple[object, ...]:
    return (
        article.id,
        content_hash(article),
        story_id,
        article.title,
        article.publisher,
        article.publisher.casefold(),
        article.url,
        None if article.published_at is None else to_us(article.published_at),
        None if article.modified_at is None else to_us(article.modified_at),
        json.dumps(article.authors, ensure_ascii=False),
        article.section,
        (article.section or "").casefold(),
        article.language,
        (article.language or "").casefold(),
        article.correction,
        article.status,
        article.text,
    )


def _named(models: StoreModels) -> str:
    return f"{models.passages or 'no model'} (passages) and {models.leads or 'no model'} (leads)"
