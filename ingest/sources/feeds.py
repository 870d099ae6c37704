"""Feeds: RSS, Atom and JSON Feed as entries, OPML as addresses of feeds. The only file that knows feedparser.

Nothing is fetched here: an entry says whether it holds its article's text or only points to it.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from ingest.characters import one_line
from ingest.fetching.addresses import is_web
from ingest.sources.compression import Unreadable
from ingest.sources.dates import Dated, read_dated
from ingest.sources.entries import Entry
from ingest.sources.fragments import text_of_fragment
from ingest.sources.xml_trees import local_name, well_formed, xml_text, xml_tree
from ingest.sources.zones import zone_of

FULL_TEXT_CHARACTERS = 1_000
"""An entry's content that is at least so long (about 160 words), and not cut off, is its article."""
_CUT_OFF = ("…", "...", "read more", "continue reading", "weiterlesen", "lire la suite")
_MOST_OUTLINES = 2_000
_IN_NUMBERS = re.compile(r"[\d\s:.,/+TZW-]*")
# What feedparser raises over feeds that are broken in ways it does not know.
_PARSING_FAILS = (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError)


def entries_of_feed(content: bytes, url: str | None = None, charset: str | None = None) -> list[Entry]:
    """The entries of an RSS or Atom document, in its order; ``url`` is where it came from.

    Raises ``Unreadable`` where it is neither.
    """
    import feedparser  # type: ignore[import-untyped]

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    document = well_formed(xml_tree(content, charset))
    # A stream: text that looks like an address or a path would be opened.
    try:
        feed = feedparser.parse(
            io.BytesIO(document), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except _PARSING_FAILS as error:
        raise Unreadable(f"is no feed that can be read: {type(error).__name__} {str(error)[:100]}") from None
    if not feed.version and not feed.entries:
        raise Unreadable("is no feed: neither RSS nor Atom")
    about = {
        "publisher": one_line(str(feed.feed.get("title") or ""), 100),
        "language": str(feed.feed.get("language") or "")[:20] or None,
    }
    return [_entry(item, about, url) for item in feed.entries]


def entries_of_json_feed(content: bytes, url: str | None = None, charset: str | None = None) -> list[Entry]:
    """The entries of a JSON Feed, in its order. Raises ``Unreadable`` where it is none."""
    try:
        document = json.loads(xml_text(content, charset).lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON Feed that can be read: {str(error)[:200]}") from None
    items = document.get("items") if isinstance(document, Mapping) else None
    if not isinstance(items, list):
        raise Unreadable("is no JSON Feed: it has no items")
    about = {"publisher": _text(document.get("title"))[:100], "language": _text(document.get("language"))[:20] or None}
    return [_json_entry(item, about, url) for item in items if isinstance(item, Mapping)]


def feeds_of_opml(content: bytes, charset: str | None = None) -> list[str]:
    """The addresses of the feeds an OPML list names, each once. Raises ``Unreadable`` where it names none."""
    found: dict[str, None] = {}
    for element in xml_tree(content, charset).iter():
        if local_name(element) != "outline":
            continue
        attributes = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        address = attributes.get("xmlurl") or (attributes.get("url") if attributes.get("type") == "rss" else "")
        if address and is_web(address):
            found[address] = None
        if len(found) >= _MOST_OUTLINES:
            break
    if not found:
        raise Unreadable("lists no feeds: an OPML outline names one by xmlUrl")
    return list(found)


def _entry(item: dict[str, Any], about: Mapping[str, Any], base: str | None) -> Entry:
    address = _address(item.get("feedburner_origlink") or item.get("link"), base)
    zone = zone_of(base or address)
    source = item.get("source")
    outlet = one_line(str(source.get("title") or ""), 100) if isinstance(source, Mapping) else ""
    content = max((str(part.get("value") or "") for part in item.get("content") or ()), key=len, default="")
    summary = str(item.get("summary") or "")
    published = _when(item.get("published") or item.get("created"), item.get("published_parsed"), zone)
    # Asked the plain way: feedparser's own gives the day of publication where there is none.
    updated = _when(dict.get(item, "updated"), dict.get(item, "updated_parsed"), zone)
    record = {
        **about,
        "title": item.get("title"),
        "published_at": updated if isinstance(updated, Dated) and not isinstance(published, Dated) else published,
        "modified_at": updated if _later(updated, published) else None,
        "authors": [author.get("name") for author in item.get("authors") or () if author.get("name")],
        "section": next((tag.get("term") for tag in item.get("tags") or () if tag.get("term")), None),
    }
    if outlet:
        record["publisher"] = outlet
    return _made(record, address, content, summary)


def _json_entry(item: Mapping[str, Any], about: Mapping[str, Any], base: str | None) -> Entry:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    tags = item.get("tags")
    content = _text(item.get("content_html")) or _text(item.get("content_text"))
    address = _address(item.get("url") or item.get("external_url"), base)
    zone = zone_of(base or address)
    published, modified = (_when(_text(item.get(name)), None, zone) for name in ("date_published", "date_modified"))
    record = {
        **about,
        "title": _text(item.get("title")),
        "published_at": published,
        "modified_at": modified if isinstance(modified, Dated) else None,
        "authors": [author for author in authors or () if isinstance(author, (str, Mapping))],
        "section": tags[0] if isinstance(tags, list) and tags and isinstance(tags[0], str) else None,
        "language": _text(item.get("language"))[:20] or about["language"],
    }
    return _made(record, address, content, _text(item.get("summary")))


def _made(record: dict[str, Any], url: str | None, content: str, summary: str) -> Entry:
    whole = is_whole(content)
    return Entry(url=url, record={**record, "url": url, "text": content if whole else content or summary}, whole=whole)


def is_whole(content: str) -> bool:
    """Whether an entry's content is its article, and not the beginning of it."""
    if len(content) < FULL_TEXT_CHARACTERS:
        return False
    text = text_of_fragment(content).rstrip() if "<" in content else content.rstrip()
    return len(text) >= FULL_TEXT_CHARACTERS and not text[-40:].lower().rstrip(" »>→]").endswith(_CUT_OFF)


def _when(written: object, parsed: struct_time | None, zone: tzinfo | None) -> Dated | str | None:
    """The date as it stands, zone and all, else what feedparser made of it; its words where neither can be read.

    Those words are refused, with the reason, when the page behind the entry tells no better: a date that was stated
    is not passed over.
    """
    if isinstance(written, str) and _IN_NUMBERS.fullmatch(written.strip()):
        parsed = None  # feedparser takes 30 February for 2 March, and what it cannot read for today
    for date in (written, datetime(*parsed[:6], tzinfo=UTC) if parsed else None):
        try:
            if found := read_dated(date, zone):
                return found
        except ValueError:
            continue
    return written.strip()[:100] or None if isinstance(written, str) else None


def _later(updated: Dated | str | None, published: Dated | str | None) -> bool:
    return isinstance(updated, Dated) and isinstance(published, Dated) and updated.moment > published.moment


def _address(link: object, base: str | None) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        joined = urljoin(base, link.strip()) if base else link.strip()
    except ValueError:
        return None
    return joined if is_web(joined) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
