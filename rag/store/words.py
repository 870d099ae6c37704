"""Passages' words in Tantivy: BM25 over title and body, English stemmed, every other language by its own words.

Text is cut into runs of letters and digits, lower-cased, without accents. Scripts that write no spaces between words
(Chinese, Japanese, Thai …) are indexed character by character.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from rag.errors import StoreDamaged, command
from rag.store.faults import explain, told
from rag.store.instants import to_us
from rag.store.layout import Layout, remove_tree
from rag.store.records import Candidate
from rag.types import Article, Filters, Passage

_ANALYZER = "news"
_LONGEST_TOKEN_BYTES = 120
_WRITER_HEAP_BYTES = 64_000_000
_MOST_QUERY_WORDS = 192  # of a longer question, the rarest: they decide BM25 anyway
_MOST_QUERY_CHARACTERS = 200_000
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SUMMED = frozenset((".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"))
_Query = tantivy.Query
_MUST, _SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


@dataclass(frozen=True, slots=True)
class WordsEntry:
    """A passage as the words part takes it."""

    key: int
    passage: Passage
    article: Article


class WordsReader:
    """Searches the words as they were when it was opened; safe to use from several threads."""

    def __init__(self, layout: Layout) -> None:
        self._root = layout.root
        self._folder = layout.words
        with _mapped(self._root):
            self._index = _open(layout.words)
            self._searcher = self._index.searcher()
            self._schema = self._index.schema
            self._analyzer = _analyzer()
            self._first, self._last = self._published(tantivy.Order.Asc), self._published(tantivy.Order.Desc)

    def _published(self, order: tantivy.Order) -> int | None:
        hits = self._searcher.search(
            _Query.exists_query("published_us"), limit=1, count=False, order_by_field="published_us", order=order
        ).hits
        return int(hits[0][0]) if hits else None

    @property
    def count(self) -> int:
        """Passages indexed, dead ones included."""
        return int(self._searcher.num_docs)

    def search(self, text: str, *, k: int, filters: Filters, title_boost: float) -> list[Candidate]:
        """The best ``k`` passages that have any of the text's words, BM25 of body plus boosted title, best first."""
        tokens = self._tokens(text)
        if not tokens or k < 1:
            return []
        clauses = []
        for token in tokens:
            clauses.append((_SHOULD, _Query.term_query(self._schema, "body", token, "freq")))
            if title_boost > 0:
                title = _Query.term_query(self._schema, "title", token, "freq")
                clauses.append((_SHOULD, _Query.boost_query(title, title_boost)))
        query = _Query.boolean_query(clauses)
        limits = self._names(filters)
        dates = self._dates(filters)
        if dates is not None and filters.undated:
            dates = _Query.boolean_query([(_SHOULD, dates), (_SHOULD, _undated())])
        if dates is None and not filters.undated and (filters.since is not None or filters.until is not None):
            # The bounds hold every dated passage: dropping the few undated ones costs less than asking for the rest.
            some = k + k // 8 + 8
            found, asked = self._best(query, limits, some, dated=True)
            if len(found) >= k or asked < some:
                return found[:k]
            dates = self._between(self._first, None)
        return self._best(query, limits if dates is None else [*limits, dates], k)[0]

    def _best(
        self, query: tantivy.Query, limits: Sequence[tantivy.Query], k: int, *, dated: bool = False
    ) -> tuple[list[Candidate], int]:
        """The best ``k``, best first, and how many there were before undated ones were dropped, if they were."""
        if limits:
            free = [(_MUST, _Query.const_score_query(limit, 0.0)) for limit in limits]
            query = _Query.boolean_query([(_MUST, query), *free])
        with _mapped(self._root):
            hits = self._searcher.search(query, limit=k, count=False).hits
            addresses = [address for _, address in hits]
            keys = self._keys_of(addresses)
            times = self._searcher.fast_field_values("published_us", addresses) if dated else keys
        found = [
            Candidate(key, float(score))
            for key, (score, _), time in zip(keys, hits, times, strict=True)
            if time is not None
        ]
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.key)), len(hits)

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """How rare each word is in passages' bodies: ln((passages + 1) / (passages that hold it + 0.5)), above 0."""
        found = {}
        with _mapped(self._root):
            for word in words:
                held = (self._searcher.doc_freq("body", token) for token in self._analyzer.analyze(_spaced(word)))
                found[word] = math.log((self.count + 1) / (min(held, default=0) + 0.5))
        return found

    def rarity_held(self, text: str, keys: Sequence[int]) -> dict[int, float]:
        """The summed rarity of the text's words that each passage of ``keys`` holds in body or title, where any."""
        tokens = self._tokens(text)
        if not (tokens and keys):
            return {}
        held: list[tuple[tantivy.Occur, tantivy.Query]] = []
        with _mapped(self._root):
            for token in tokens:
                terms = [_Query.term_query(self._schema, field, token, "basic") for field in ("body", "title")]
                anywhere = _Query.boolean_query([(_SHOULD, term) for term in terms])
                rarity = math.log((self.count + 1) / (self._searcher.doc_freq("body", token) + 0.5))
                held.append((_SHOULD, _Query.const_score_query(anywhere, max(0.0, rarity))))
        among = _Query.term_set_query(self._schema, "key", list(keys))
        found, _ = self._best(_Query.boolean_query(held), [among], len(keys))
        return {one.key: one.score for one in found if one.score > 0}

    def keys(self) -> set[int]:
        """Every key that is indexed; damage in the index comes out as ``StoreDamaged``."""
        damaged = _damaged_files(self._folder)
        if damaged:
            raise explain(self._root, "the words", OSError(f"{damaged[0]} is not what was written"))
        with _mapped(self._root):
            hits = self._searcher.search(_Query.all_query(), limit=max(1, self.count), count=False).hits
            keys = self._keys_of([address for _, address in hits])
        if len(set(keys)) != len(keys):
            raise StoreDamaged(
                f"{self._root}: words hold a passage twice: run {command('doctor', '--repair', '--store', self._root)}"
            )
        return set(keys)

    def _keys_of(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        return [int(key) for key in self._searcher.fast_field_values("key", addresses) if key is not None]

    def _tokens(self, text: str) -> list[str]:
        text = text[:_MOST_QUERY_CHARACTERS].encode(errors="replace").decode()  # half surrogate pairs cannot be typed
        distinct = list(dict.fromkeys(self._analyzer.analyze(_spaced(text))))
        if len(distinct) <= _MOST_QUERY_WORDS:
            return distinct
        with _mapped(self._root):
            common = {token: self._searcher.doc_freq("body", token) for token in distinct}
        known = [token for token in distinct if common[token]]
        return sorted(known, key=lambda token: common[token])[:_MOST_QUERY_WORDS]

    def _dates(self, filters: Filters) -> tantivy.Query | None:
        """What the dates rule out; None where they rule out no dated passage."""
        since = None if filters.since is None else to_us(filters.since)
        until = None if filters.until is None else to_us(filters.until)
        if since is not None and self._first is not None and since <= self._first:
            since = None
        if until is not None and self._last is not None and until > self._last:
            until = None
        return None if since is None and until is None else self._between(since, until)

    def _between(self, since: int | None, until: int | None) -> tantivy.Query:
        return _Query.range_query(
            self._schema, "published_us", tantivy.FieldType.Integer, since, until, include_upper=until is None
        )

    def _names(self, filters: Filters) -> list[tantivy.Query]:
        limits = []
        for field, wanted in (
            ("publisher", filters.publishers),
            ("section", filters.sections),
            ("language", filters.languages),
        ):
            if wanted:
                names = [name.casefold() for name in wanted]
                limits.append(_Query.term_set_query(self._schema, field, names))
        return limits


class WordsWriter:
    """Adds and deletes passages; ``commit`` makes both durable."""

    def __init__(self, layout: Layout, *, may_begin: bool) -> None:
        """``may_begin`` an empty index: where nothing was ever written, or to fill it again from the catalogue."""
        self._root = layout.root
        with told(self._root, "the words"), _mapped(self._root):
            layout.words.mkdir(exist_ok=True)
            if may_begin and not tantivy.Index.exists(str(layout.words)):
                tantivy.Index(_schema(), str(layout.words))
            self._index = _open(layout.words)
            self._schema = self._index.schema
            self._writer = self._index.writer(_WRITER_HEAP_BYTES, 1)
        self._changed = False

    def add(self, entries: Iterable[WordsEntry]) -> None:
        """Index passages; nobody sees them before ``commit``."""
        with _mapped(self._root):
            for entry in entries:
                self._writer.add_document(self._document(entry))
                self._changed = True

    def delete(self, keys: Sequence[int]) -> None:
        """Take passages out; keys that are not indexed are no error."""
        if keys:
            with _mapped(self._root):
                self._writer.delete_documents_by_query(_Query.term_set_query(self._schema, "key", list(keys)))
                self._changed = True

    def commit(self) -> None:
        """Make what was added and deleted durable, if anything was."""
        if self._changed:
            with _mapped(self._root):
                self._writer.commit()
            self._changed = False

    def close(self) -> None:
        """Let background merges end; what was not committed is dropped."""
        with _mapped(self._root):
            self._writer.rollback()
            self._writer.wait_merging_threads()

    def _document(self, entry: WordsEntry) -> tantivy.Document:
        article = entry.article
        fields: dict[str, object] = {
            "key": entry.key,
            "title": _spaced(article.title),
            "body": _spaced(entry.passage.text),
            "publisher": article.publisher.casefold(),
            "section": (article.section or "").casefold(),
            "language": (article.language or "").casefold(),
        }
        if article.published_at is not None:
            fields["published_us"] = to_us(article.published_at)
        return tantivy.Document.from_dict(fields, self._schema)


def begin_words_anew(layout: Layout) -> None:
    """Delete the words, so that a writer can fill them again from the catalogue."""
    remove_tree(layout.words)


def _damaged_files(folder: Path) -> list[str]:
    """Files of the index without the sum Tantivy wrote at their end: CRC-32 in JSON, the JSON's length, a mark."""
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    sealed = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    damaged = []
    for file in sorted(folder.iterdir()):
        if file.stem not in sealed or file.suffix not in _SUMMED:
            continue
        content = file.read_bytes()
        start = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
        try:
            sound = json.loads(content[start:-8])["crc"] == zlib.crc32(content[:start])
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:
            damaged.append(file.name)
    return damaged


def _undated() -> tantivy.Query:
    anything, dated = _Query.all_query(), _Query.exists_query("published_us")
    return _Query.boolean_query([(_MUST, anything), (tantivy.Occur.MustNot, dated)])


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_text_field("body", tokenizer_name=_ANALYZER, index_option="freq")
    builder.add_integer_field("published_us", indexed=True, fast=True)
    for name in ("publisher", "section", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    tokens = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for change in (
        tantivy.Filter.remove_long(_LONGEST_TOKEN_BYTES),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        tokens = tokens.filter(change)
    return tokens.build()


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(_ANALYZER, _analyzer())
    index.config_reader("manual")
    index.reload()
    return index


def _spaced(text: str) -> str:
    if text.isascii():
        return text
    return _UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))


@contextmanager
def _mapped(root: Path) -> Iterator[None]:
    """Tantivy raises ValueError for everything, and a panic of its own for some damage; both become ours."""
    try:
        yield
    except ValueError as fault:
        raise explain(root, "the words", fault) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise explain(root, "the words", fault) from fault
