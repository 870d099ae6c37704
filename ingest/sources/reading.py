"""Any mix of sources: files, folders, and addresses of articles, feeds, lists of feeds and sitemaps.

What an address is, is told by what comes back. One source that fails is one rejected record; the others go on.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ingest.fetching.addresses import is_web
from ingest.sources.compression import Unreadable, chunks, whole
from ingest.sources.decoding import RECORD_LIMIT_BYTES
from ingest.sources.files import files_in, read_file, suffix_of
from ingest.sources.kinds import Kind, kind_of
from ingest.sources.side_by_side import side_by_side
from rag.errors import RecordRejected
from rag.types import Article

if TYPE_CHECKING:
    from ingest.fetching.fetcher import Fetched
    from ingest.sources.web import Web

Item: TypeAlias = Article | RecordRejected
_MAY_BE_LISTS = (".xml", ".rss", ".atom", ".rdf", ".opml", ".json", "")
_PACKED = (b"\x1f\x8b", b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd")
_DEEPEST = 3  # a list of sitemaps of feeds: no site needs more
_MOST_INNER = 100


def read_sources(sources: Sequence[str | Path], open_web: Callable[[], Web]) -> Iterator[tuple[str, Item]]:
    """``(source, article or what was rejected)`` of all sources, lazily: files in their order, then addresses together.

    ``open_web`` is called once, when something is to be fetched. Raises ``UsageError`` at once, before anything is
    read, where a path does not exist.
    """
    web = _once(open_web)
    files = files_in([source for source in sources if not is_web(source)])
    addresses = dict.fromkeys(str(source).strip() for source in sources if is_web(source))
    fetched = [_of_address(address, web) for address in addresses]
    return chain(_of_files(files, web), side_by_side(fetched))


def _once(open_web: Callable[[], Web]) -> Callable[[], Web]:
    turn = threading.Lock()
    opened = cache(open_web)

    def web() -> Web:
        with turn:
            return opened()

    return web


def _of_address(url: str, web: Callable[[], Web]) -> Iterator[tuple[str, Item]]:
    for item in read_address(url, web()):
        yield url, item


def _of_files(files: Iterator[Path | RecordRejected], web: Callable[[], Web]) -> Iterator[tuple[str, Item]]:
    for file in files:
        items = iter([file]) if isinstance(file, RecordRejected) else _of_file(file, web)
        for item in items:
            yield str(file), item


def _of_file(path: Path, web: Callable[[], Web]) -> Iterator[Item]:
    kind: Kind = "other"
    if suffix_of(path) in _MAY_BE_LISTS:
        try:
            kind = kind_of(next(chunks(path), b""), name=path.name)
        except Unreadable as error:
            yield RecordRejected(str(path), str(error))
            return
    if kind not in ("feed", "json feed", "opml", "sitemap"):
        yield from read_file(path)
        return
    try:
        content = whole(path, RECORD_LIMIT_BYTES)
    except Unreadable as error:
        yield RecordRejected(str(path), str(error))
        return
    yield from _of_list(kind, content, str(path), None, None, web(), depth=0)


def read_address(url: str, web: Web, depth: int = 0) -> Iterator[Item]:
    """What is at an address: an article, or those that a feed, a sitemap or an OPML list leads to."""
    from ingest.fetching.transport import NotFetched

    etag, last_modified = web.memory.validators(url, web.kind)
    try:
        page = web.fetcher.fetch(url, etag=etag, last_modified=last_modified)
        if not page.unchanged:
            yield from _of_document(url, page, web, depth)
    except NotFetched as reason:
        yield RecordRejected(url, str(reason))


def _of_document(url: str, page: Fetched, web: Web, depth: int) -> Iterator[Item]:
    from ingest.sources.newsml import articles_of_newsml
    from ingest.sources.web import article_of_page

    try:
        body = _unpacked(page.body, web.fetcher.limits.body_bytes)
        kind = kind_of(body, page.content_type, page.url)
        if kind == "page":
            yield article_of_page(page)
        elif kind == "records":
            yield from _records(body, page)
        elif kind == "newsml":
            yield from articles_of_newsml(body, url, page.charset)
        elif kind in ("feed", "json feed", "opml", "sitemap"):
            yield from _of_list(kind, body, url, page.url, page, web, depth)
        else:
            what = page.content_type or "of no type that is known"
            yield RecordRejected(
                url, f"is {what}: articles, feeds, sitemaps, OPML, NewsML-G2, JSON and CSV are read from the web"
            )
    except Unreadable as error:
        yield RecordRejected(url, str(error))
    except RecordRejected as rejected:
        yield rejected


def _of_list(
    kind: Kind, content: bytes, source: str, base: str | None, page: Fetched | None, web: Web, depth: int
) -> Iterator[Item]:
    from ingest.sources.feeds import entries_of_feed, entries_of_json_feed, feeds_of_opml
    from ingest.sources.sitemaps import read_sitemap
    from ingest.sources.web import Listed

    charset = page.charset if page else None
    inner: Sequence[str] = ()
    try:
        if kind == "opml":
            entries, inner = [], feeds_of_opml(content, charset)
        elif kind == "sitemap":
            sitemap = read_sitemap(content, charset)
            entries, inner = list(sitemap.pages), sitemap.inner
        else:
            read = entries_of_json_feed if kind == "json feed" else entries_of_feed
            entries = read(content, base, charset)
    except Unreadable as error:
        yield RecordRejected(source, str(error))
        return
    del content
    listed = Listed(web, source, entries)
    yield from listed
    if page and listed.complete and not inner:
        web.memory.finished(source, web.kind, page.etag, page.last_modified)
    if inner and depth >= _DEEPEST:
        yield RecordRejected(source, f"is a list within {_DEEPEST} other lists: name it by itself")
        return
    lists = [read_address(address, web, depth + 1) for address in inner[:_MOST_INNER]]
    # The feeds of an OPML list are of many hosts, a site's sitemaps of one.
    yield from side_by_side(lists) if kind == "opml" else chain.from_iterable(lists)
    if len(inner) > _MOST_INNER:
        why = f"lists {len(inner)} others, the first {_MOST_INNER} were read: name the ones you want"
        yield RecordRejected(source, why)


def _records(body: bytes, page: Fetched) -> Iterator[Item]:
    """JSON, JSONL or CSV, through a file, since records are read from files."""
    suffix = suffix_of(Path(page.url.partition("?")[0]))
    if suffix not in (".json", ".jsonld", ".jsonl", ".ndjson", ".csv", ".tsv"):
        suffix = ".csv" if page.content_type == "text/csv" else ".json"
    from ingest.sources.files import FORMATS

    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / f"records{suffix}"
        path.write_bytes(body)
        yield from FORMATS[suffix](path, page.url)


def _unpacked(body: bytes, limit_bytes: int) -> bytes:
    """The body of a file that is compressed as such, like ``sitemap.xml.gz``."""
    if not body.startswith(_PACKED):
        return body
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / "packed"
        path.write_bytes(body)
        return whole(path, limit_bytes)
