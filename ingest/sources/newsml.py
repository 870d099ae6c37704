"""IPTC NewsML-G2: the texts of news items, alone or in a news message, as their agency sent them.

The core that all agencies use is read (pubStatus, embargoed, the times, headline, by, XHTML, NITF or plain text within
the item), through the same hardened parser as feeds: IPTC's own package parses without those limits, keeps catalogues
that all threads share, and leaves the content to its caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.characters import one_line
from ingest.fetching.addresses import is_web
from ingest.sources.compression import Unreadable, whole
from ingest.sources.dates import Dated, read_dated
from ingest.sources.decoding import RECORD_LIMIT_BYTES
from ingest.sources.identity import article_id
from ingest.sources.ninjs import is_correcting, later
from ingest.sources.records import article_from_record
from ingest.sources.xml_trees import html_of, local_name, words_of, xml_tree
from ingest.sources.zones import zone_of
from rag.errors import RecordRejected
from rag.types import Article

_PUBLISHED = ("firstcreated", "contentcreated", "versioncreated")
_MOST_ITEMS = 10_000
_CAPTIONS = ("media", "figure", "aside", "byline", "distributor", "tagline")
_HEADINGS = {"hl1": "h2", "hl2": "h3", "hedline": "div", "block": "div", "body.content": "div"}


def read_newsml(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """Every news item of a file."""
    try:
        content = whole(path, RECORD_LIMIT_BYTES)
    except Unreadable as error:
        yield RecordRejected(source, str(error))
        return
    yield from articles_of_newsml(content, source)


def articles_of_newsml(content: bytes, source: str, charset: str | None = None) -> Iterator[Article | RecordRejected]:
    """The articles of a NewsML-G2 document, and why others of its items are none; their number is the line told."""
    try:
        root = xml_tree(content, charset)
    except Unreadable as error:
        yield RecordRejected(source, str(error))
        return
    items = [each for each in root.iter() if local_name(each) == "newsitem"][:_MOST_ITEMS]
    if not items:
        why = f"is a {one_line(local_name(root), 60)} without news items: give the items that hold the texts"
        yield RecordRejected(source, why)
    for number, item in enumerate(items, start=1):
        try:
            yield _article(item, source, number if len(items) > 1 else None)
        except RecordRejected as rejected:
            yield rejected


def _article(item: Any, source: str, line: int | None) -> Article:
    """Published is the end of its embargo where that is later; canceled and withheld items are withdrawn articles."""
    kind = _code(_within(item, "itemmeta", "itemclass")) or "text"
    if kind not in ("text", "composite"):
        why = f"is of class {one_line(kind, 60)}, not text: only texts are read"
        raise RecordRejected(source, why, line=line, field="itemClass")
    guid = (item.get("guid") or "").strip()
    rendition = next((each.get("href") for each in item.iter() if _is_page(each)), None)
    url = next((address for address in (rendition, guid) if is_web(address)), None)
    versioned = _date(item, ("versioncreated",), url, source, line)
    published = later(_date(item, _PUBLISHED, url, source, line), _embargo(item, url, source, line))
    note = words_of(found) if (found := _within(item, "itemmeta", "ednote")) is not None else ""
    corrects = is_correcting(note) or "correction" in [_code(each) for each in _all(item, "itemmeta", "signal")]
    text = _text(item)
    status = _code(_within(item, "itemmeta", "pubstatus"))
    fields: dict[str, Any] = {
        "title": _headline(item) or guid,
        "text": text,
        "url": url,
        "publisher": _named(_within(item, "contentmeta", "infosource"))
        or _named(_within(item, "rightsinfo", "copyrightholder"))
        or _named(_within(item, "itemmeta", "provider")),
        "authors": [name for each in _all(item, "contentmeta", "by", "creator")[:20] if (name := _named(each))],
        "section": next((name for each in _all(item, "contentmeta", "subject") if (name := _named(each))), None),
        "language": _language(item),
        "published_at": published,
        "modified_at": versioned if versioned and published and versioned.moment > published.moment else None,
        "status": "corrected" if corrects and status not in ("canceled", "withheld") else status,
        "correction": note if corrects else None,
    }
    article = article_from_record(fields, source, line)
    return replace(article, id=article_id(None, guid, "newsml", "")) if guid and url is None else article


def _all(item: Any, part: str, *names: str) -> list[Any]:
    """The elements of these names directly within a part of the item, in the order of the names."""
    inner = [child for each in item if local_name(each) == part for child in each]
    return [child for name in names for child in inner if local_name(child) == name]


def _within(item: Any, part: str, name: str) -> Any:
    return next(iter(_all(item, part, name)), None)


def _code(element: Any) -> str:
    """``canceled`` of ``qcode="stat:canceled"`` or of ``uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"``."""
    named = "" if element is None else element.get("qcode") or element.get("uri") or element.get("literal") or ""
    return str(named).replace(":", "/").rsplit("/", 1)[-1].strip().lower()


def _named(element: Any) -> str:
    """What is written in an element or its ``name``; a code of an open list, like ``nprov:HPA``, where nothing is."""
    if element is None:
        return ""
    name = next((each for each in element if local_name(each) == "name"), None)
    words = words_of(name) if name is not None else "" if len(element) else words_of(element)
    return words or element.get("literal") or (element.get("qcode") or "").rpartition(":")[2]


def _headline(item: Any) -> str:
    lines = _all(item, "contentmeta", "headline")
    main = [each for each in lines if _role(each) in ("", "main", "hld")] or lines
    named = [*main, *(each for each in item.iter() if local_name(each) == "hl1"), *_all(item, "itemmeta", "title")]
    return next((words for each in named if (words := words_of(each))), "")


def _role(element: Any) -> str:
    return str(element.get("role") or "").rpartition(":")[2].lower()


def _language(item: Any) -> str | None:
    stated = _within(item, "contentmeta", "language")
    lang = item.get("{http://www.w3.org/XML/1998/namespace}lang")
    return str((stated.get("tag") if stated is not None else None) or lang or "") or None


def _is_page(element: Any) -> bool:
    return local_name(element) == "remotecontent" and "html" in (element.get("contenttype") or "")


def _text(item: Any) -> str:
    """The item's text as HTML, or plain where it came so; nothing of what is encoded."""
    for element in _all(item, "contentset", "inlinexml"):
        parts = [each for each in element.iter() if local_name(each) == "body.content"]
        parts = parts or [each for each in element.iter() if local_name(each) == "body"] or [element]
        if any(words_of(part) for part in parts):
            return "".join(html_of(part, without=_CAPTIONS, renamed=_HEADINGS) for part in parts)
    plain = (each for each in _all(item, "contentset", "inlinedata") if not each.get("encoding"))
    return next((text for each in plain if (text := "".join(each.itertext()).strip())), "")


def _date(item: Any, names: tuple[str, ...], url: str | None, source: str, line: int | None) -> Dated | None:
    """The first that can be read: agencies may leave off the end of ``contentCreated``."""
    refused: RecordRejected | None = None
    for name in names:
        for element in _all(item, "itemmeta", name) + _all(item, "contentmeta", name):
            try:
                if (found := read_dated(words_of(element), zone_of(url))) is not None:
                    return found
            except ValueError as reason:
                refused = refused or RecordRejected(source, str(reason), line=line, field=name)
    if refused:
        raise refused
    return None


def _embargo(item: Any, url: str | None, source: str, line: int | None) -> Dated | None:
    if _within(item, "itemmeta", "embargoed") is None:
        return None
    until = _date(item, ("embargoed",), url, source, line)
    if until is None:
        why = "is under an embargo without a date: give the item again once it may be published"
        raise RecordRejected(source, why, line=line, field="embargoed")
    return until
