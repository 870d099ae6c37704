"""What each reader is asked to do with an input, and what must hold of whatever it gives."""

from __future__ import annotations

import bz2
import gzip
import lzma
import math
import random
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from ingest.chunking import passages_of
from ingest.cleaning import clean
from ingest.fetching.addresses import read_address
from ingest.fetching.content_coding import decoded, unchunked
from ingest.fetching.robots import robots_of
from ingest.fuzz.mutations import LONGEST_BYTES, mutated
from ingest.fuzz.seeds import SEEDS, warc_record, zstd_frame
from ingest.sources.compression import Unreadable
from ingest.sources.dates import EARLIEST_YEAR, read_date
from ingest.sources.entries import Entry
from ingest.sources.feeds import entries_of_feed, entries_of_json_feed, feeds_of_opml
from ingest.sources.files import read_file
from ingest.sources.identity import article_id, canonical_url, host_of, same_site, web_address
from ingest.sources.kinds import kind_of
from ingest.sources.newsml import articles_of_newsml
from ingest.sources.pages import article_from_page
from ingest.sources.records import article_from_record
from ingest.sources.sitemaps import read_sitemap
from rag.errors import RecordRejected
from rag.types import Article

Item: TypeAlias = Article | RecordRejected
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_REASON = 300, 300, 3_000
_MOST_ITEMS = 20_001


class Broken(Exception):
    """What a reader gave is not what readers promise."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many articles, or other good things, came of one input, and how many reasons why not."""

    read: int
    rejected: int


def try_reader(name: str, content: bytes, folder: Path) -> Outcome:
    """Give a reader an input; raises ``Broken``, or whatever the reader lets through."""
    return _READERS[name](content, folder)


def input_of(name: str, seed: int, number: int) -> bytes:
    """The same bytes for the same three, always; the first inputs are the seeds as they are."""
    seeds = SEEDS[name]
    if number < len(seeds):
        return _packed(seeds[number], number) if name == "compressed" else seeds[number]
    chance = random.Random(f"{seed} {name} {number}")
    sound = chance.choice(seeds)
    if name == "warc" and chance.random() < 0.5:  # an archive in order, of hostile pages and headers
        page = mutated(chance.choice(SEEDS["page"]), chance, _OTHERS)
        head = mutated(b"Content-Type: text/html; charset=utf-8\r\n", chance, _OTHERS).decode("utf-8", "replace")
        return (warc_record(page, head=head) if chance.random() < 0.5 else warc_record(page)) + sound
    if name == "compressed":
        inner = mutated(sound, chance, _OTHERS) if chance.random() < 0.3 else sound
        packed = _packed(inner, chance.randrange(4))
        return packed if chance.random() < 0.1 else mutated(packed, chance, _OTHERS)
    return mutated(sound, chance, _OTHERS)


_OTHERS = tuple(seed for seeds in SEEDS.values() for seed in seeds)


def _packed(content: bytes, way: int) -> bytes:
    return (lambda bytes_: gzip.compress(bytes_, mtime=0), bz2.compress, lzma.compress, zstd_frame)[way % 4](content)


def _file(suffix: str) -> Callable[[bytes, Path], Outcome]:
    def read(content: bytes, folder: Path) -> Outcome:
        path = folder / f"input{suffix}"
        path.write_bytes(content)
        return _judged(read_file(path))

    return read


def _page(content: bytes, _: Path) -> Outcome:
    try:
        return _judged([article_from_page(content, "page", "https://post.example/a")])
    except RecordRejected as rejected:
        return _judged([rejected])


def _list(
    entries_of: Callable[[bytes], Iterable[Entry]], *, only_addresses: bool = False
) -> Callable[[bytes, Path], Outcome]:
    def read(content: bytes, _: Path) -> Outcome:
        kind_of(content)
        try:
            entries = list(entries_of(content))
        except Unreadable as error:
            return _judged([RecordRejected("list", str(error))])
        checked = _judged(_of_entries(entries))
        return Outcome(len(entries), 0) if only_addresses else checked

    return read


def _of_entries(entries: Sequence[Entry]) -> Iterator[Item]:
    for number, entry in enumerate(entries, start=1):
        _require(
            entry.url is None or entry.url.lower().startswith(("http://", "https://")), "an entry leads off the web"
        )
        _require(isinstance(entry.version, str), "an entry has no version")
        article_id(entry.url, "", "", "")
        try:
            yield article_from_record(entry.record, "list", number)
        except RecordRejected as rejected:
            yield rejected


def _feed(content: bytes) -> list[Entry]:
    return entries_of_feed(content, "https://post.example/feed")


def _json_feed(content: bytes) -> list[Entry]:
    return entries_of_json_feed(content, "https://post.example/feed")


def _sitemap(content: bytes) -> list[Entry]:
    sitemap = read_sitemap(content)
    return [*sitemap.pages, *(Entry(address, {}) for address in sitemap.inner)]


def _opml(content: bytes) -> list[Entry]:
    return [Entry(address, {}) for address in feeds_of_opml(content)]


def _http_body(content: bytes, _: Path) -> Outcome:
    rejected = 0
    for coding, body in (
        ("gzip", content),
        ("deflate", content),
        ("gzip", gzip.compress(content, mtime=0)),
        ("", content),
    ):
        try:
            size = 0
            for piece in decoded([unchunked(body)], coding):
                size += len(piece)
                if size > 100 * LONGEST_BYTES:
                    break
        except ValueError as error:
            _reason(str(error))
            rejected += 1
    return Outcome(4 - rejected, rejected)


def _robots(content: bytes, _: Path) -> Outcome:
    rules = robots_of(200, content)
    for agent in ("Dateline", "*", ""):
        rules.allows("https://post.example/private/a.pdf?q=%C3%A9", agent)
        delay_s = rules.delay_s(agent)
        _require(math.isfinite(delay_s) and delay_s >= 0, f"a pause of {delay_s} seconds")
    return Outcome(1, 0)


def _newsml(content: bytes, _: Path) -> Outcome:
    kind_of(content)
    return _judged(articles_of_newsml(content, "item"))


def _date(content: bytes, _: Path) -> Outcome:
    text = content.decode("utf-8", "replace")
    try:
        moment = read_date(text)
    except ValueError as error:
        _reason(str(error))
        return Outcome(0, 1)
    _instant(moment)
    return Outcome(1, 0)


def _address(content: bytes, _: Path) -> Outcome:
    text = content.decode("utf-8", "surrogateescape")
    shown = web_address(text)
    _shown_address(shown)
    canonical = canonical_url(text)
    _require(canonical is None or canonical_url(canonical) == canonical, "an address whose one spelling has another")
    host_of(text), same_site(text, shown), article_id(text, "", "", text)
    try:
        asked = read_address(text)
    except ValueError as error:
        _reason(str(error))
        return Outcome(int(shown is not None), 1)
    _require(
        str(asked).isascii() and str(asked).isprintable() and " " not in str(asked), "an address that is not plain"
    )
    return Outcome(1, 0)


_READERS: Mapping[str, Callable[[bytes, Path], Outcome]] = {
    "feed": _list(_feed),
    "json feed": _list(_json_feed),
    "sitemap": _list(_sitemap, only_addresses=True),
    "opml": _list(_opml, only_addresses=True),
    "warc": _file(".warc"),
    "page": _page,
    "ninjs": _file(".json"),
    "newsml": _newsml,
    "json": _file(".json"),
    "jsonl": _file(".jsonl"),
    "csv": _file(".csv"),
    "markdown": _file(".md"),
    "text": _file(".txt"),
    "compressed": _file(".jsonl"),
    "any name": _file(""),
    "http body": _http_body,
    "robots": _robots,
    "date": _date,
    "address": _address,
}
READERS = tuple(_READERS)
"""The readers' names, in the order in which they are tried."""


def _judged(items: Iterable[Item]) -> Outcome:
    read = rejected = 0
    for item in items:
        if isinstance(item, RecordRejected):
            _reason(str(item))
            rejected += 1
        else:
            _article(item)
            read += 1
        _require(read + rejected <= _MOST_ITEMS, f"more than {_MOST_ITEMS} records of {LONGEST_BYTES} bytes")
    return Outcome(read, rejected)


def _article(article: Article) -> None:
    _require(len(article.id) == 16, "an id that is none")
    _line(article.title, _LONGEST_TITLE, "title")
    for name, line in (("publisher", article.publisher), ("section", article.section), ("language", article.language)):
        _line(line or "", _LONGEST_NAME, name)
    for author in article.authors:
        _line(author, _LONGEST_NAME, "author")
    _line(article.correction or "", 1_000, "correction")
    _shown_address(article.url)
    _instant(article.published_at)
    _instant(article.modified_at)
    text = clean(article.title, article.text)
    text.encode("utf-8")
    odd = next((character for character in text if character != "\n" and unicodedata.category(character) == "Cc"), None)
    _require(odd is None, f"the control character {odd!r} in the text")
    whole = Article(article.id, article.title, text)
    for passage in passages_of(whole):
        _require(
            passage.text == text[passage.start : passage.end] and passage.text.strip() != "", "a passage of other words"
        )
        _require(len(passage.text) <= 12_000, f"a passage of {len(passage.text)} characters")


def _line(text: str, limit: int, name: str) -> None:
    text.encode("utf-8")
    _require(len(text) <= limit, f"a {name} of {len(text)} characters")
    _require(
        not any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text), f"controls in the {name}"
    )


def _shown_address(url: str | None) -> None:
    if url is not None:
        url.encode("utf-8")
        _require(
            url.startswith(("http://", "https://")) and not any(c.isspace() for c in url), f"the address {url[:80]!r}"
        )


def _instant(moment: datetime | None) -> None:
    if moment is not None:
        _require(moment.tzinfo is UTC, "a moment that is not in UTC")
        _require(EARLIEST_YEAR <= moment.year <= datetime.now(UTC).year + 1, f"the year {moment.year}")


def _reason(why: str) -> None:
    _require(0 < len(why) <= _LONGEST_REASON and "\n" not in why, f"a reason that is not one short line: {why[:80]!r}")
    why.encode("utf-8")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)
