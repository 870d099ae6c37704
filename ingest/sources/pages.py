"""Web pages: the article's text through trafilatura, what is known about it from the page's own declarations.

Dates are believed only where the page states them to machines (schema.org, ``meta``, ``time``): dates guessed from a
page's text turn copyright years into 1 January.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from ingest.sources.compression import Unreadable, whole
from ingest.sources.dates import Dated, read_dated
from ingest.sources.decoding import RECORD_LIMIT_BYTES
from ingest.sources.fragments import BLOCKS
from ingest.sources.furniture import drop_furniture
from ingest.sources.hidden import drop_hidden
from ingest.sources.identity import same_site
from ingest.sources.records import article_from_record
from ingest.sources.schema_org import news_article_of
from ingest.sources.xml_trees import parsable
from ingest.sources.zones import zone_of
from rag.errors import RecordRejected
from rag.types import Article

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "published_at": (
        "article:published_time", "datepublished", "date", "dc.date.issued", "dc.date", "dcterms.created", "pubdate",
        "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "og:published_time",
        "article.published", "cxenseparse:recs:publishtime", "citation_publication_date", "article:publicationdate",
    ),
    "modified_at": ("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified"),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "article:publisher_name"),
    "url": ("og:url", "parsely-link", "twitter:url"),
    "authors": ("author", "article:author_name", "parsely-author", "dc.creator", "byl", "sailthru.author"),
    "section": ("article:section", "parsely-section", "section"),
    "language": ("og:locale", "dc.language", "content-language"),
}  # fmt: skip
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""", re.IGNORECASE)
_MAX_DEPTH = 400
# Extraction's time grows with the square of these: twice as many take four times as long. The longest live reports have
# a few thousand. What more than the first have is read without comparing a second extraction, which costs most.
_MOST_BLOCKS_COMPARED = 3_000
_MOST_BLOCKS = 25_000
# What an extraction raises over pages made to break it; anything else is a fault to be seen.
_EXTRACTION_FAILS = (
    ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError, lxml.etree.LxmlError,
)  # fmt: skip


def read_html(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """The one article of a saved page."""
    try:
        content = whole(path, RECORD_LIMIT_BYTES)
        yield article_from_page(content, source)
    except Unreadable as error:
        yield RecordRejected(source, str(error))
    except RecordRejected as rejected:
        yield rejected


def article_from_page(
    content: bytes,
    source: str,
    url: str | None = None,
    *,
    charset: str | None = None,
    known: Mapping[str, Any] | None = None,
) -> Article:
    """The article of a page's bytes; ``url`` is where it was found, ``charset`` what its server said.

    Each field is the first of: the page's schema.org article, its ``meta`` tags, its ``link``, ``time`` and ``title``
    elements, what is ``known`` from the list that named the page. An address of its own is believed where it is of the
    site the page was found on: no page may pass for another's. Raises ``RecordRejected`` where there is no text to be
    found, or only what is shown to those who have not paid.
    """
    tree = _tree(content, source, charset)
    declared = _declared(tree, url)
    zone = zone_of(url or declared["url"])
    stated = news_article_of(list(_json_ld(tree))) or {}
    record: dict[str, Any] = {**declared, **{_NAMES[name]: stated[name] for name in _NAMES if stated.get(name)}}
    for name in ("published_at", "modified_at"):
        record[name] = _first_date(stated.get(_STATED[name]), declared.get(name), zone=zone)
    record = {**record, **{name: value for name, value in (known or {}).items() if value and not record.get(name)}}
    if url and not same_site(record.get("url"), url):
        record["url"] = url
    is_live = "LiveBlogPosting" in str(stated.get("@type"))
    record["text"] = _extracted(tree, is_live) or stated.get("articleBody")
    if url and _is_teaser(record["text"], stated):
        why = "the page shows its beginning only to those who have not paid: save it as a subscriber, give the file"
        raise RecordRejected(source, why, field="text")
    if not record["text"]:
        raise RecordRejected(
            source, "no article text was found in the page: save the article's own page, whole", field="text"
        )
    return article_from_record(record, source)


_NAMES = {
    "headline": "title",
    "publisher": "publisher",
    "url": "url",
    "mainEntityOfPage": "url",
    "author": "authors",
    "articleSection": "section",
    "inLanguage": "language",
    "correction": "correction",
    "creativeWorkStatus": "status",
}
_TEASER_CHARACTERS = 1_200
_STATED = {"published_at": "datePublished", "modified_at": "dateModified"}


def _is_teaser(text: object, stated: Mapping[str, Any]) -> bool:
    paid = str(stated.get("isAccessibleForFree", "")).rsplit("/", 1)[-1].lower() == "false"
    return paid and isinstance(text, str) and len(text) < _TEASER_CHARACTERS


def _parents(element: Any) -> Iterator[Any]:
    parent = element.getparent()
    for _ in range(_MAX_DEPTH):
        if parent is None:
            return
        yield parent
        parent = parent.getparent()


def _tree(content: bytes, source: str, charset: str | None = None) -> Any:
    text = _page_text(content, charset)
    try:
        tree = lxml.html.document_fromstring(text) if text.strip() else None
    except (lxml.etree.LxmlError, ValueError) as error:
        raise RecordRejected(source, f"is no page that can be read: {error}") from None
    if tree is None:
        raise RecordRejected(source, "the page is empty")
    drop_hidden(tree)
    return tree


def _page_text(content: bytes, charset: str | None = None) -> str:
    """As browsers do: byte order mark, then the server's word, the page's own, then UTF-8, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        named = _CHARSET.search(content[:4096])
        encodings = ["utf-8-sig", "cp1252"]
        if named and named[1].lower() not in (b"utf-8", b"utf8", b"utf-16"):
            encodings.insert(0, named[1].decode("ascii"))
        if charset:
            encodings.insert(0, charset)
        text = _decoded_as(content, encodings)
    # lxml refuses a declaration of an encoding in text that is decoded already.
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", parsable(text), count=1)


def _decoded_as(content: bytes, encodings: list[str]) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def _json_ld(tree: Any) -> Iterator[Any]:
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _declared(tree: Any, url: str | None) -> dict[str, Any]:
    meta: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content"):
            meta.setdefault(name.strip().lower(), element.get("content"))
    declared: dict[str, Any] = {
        field: next((meta[name] for name in names if meta.get(name)), None) for field, names in _META.items()
    }
    declared["url"] = _link(tree) or declared["url"]
    declared["title"] = _title(declared["title"], _words(tree.find(".//h1")), _words(tree.find(".//title")))
    zone = zone_of(url or declared["url"])
    declared["published_at"] = _first_date(declared["published_at"], *_times(tree), zone=zone)
    declared["modified_at"] = _first_date(declared["modified_at"], zone=zone)
    declared["language"] = tree.get("lang") or declared["language"]
    return declared


def _title(stated: str | None, heading: str, name: str) -> str:
    """What the page states, unless its heading and its name are one and that is another: a site's slogan on all pages.

    >>> _title("The Echo: news and sport", "Town pool opens in March", "Town pool opens in March | The Echo")
    'Town pool opens in March'
    """
    if stated and heading and 2 * len(heading) > len(name) and heading.casefold() in name.casefold():
        words = set(stated.casefold().split())
        if not words & {word for word in heading.casefold().split() if len(word) > 3} and heading not in stated:
            return heading
    return stated or heading or name


def _link(tree: Any) -> str | None:
    for link in tree.iterfind(".//link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href", "").startswith(("http", "//")):
            return str(link.get("href"))
    return None


def _times(tree: Any) -> Iterator[str]:
    """``time`` elements that state publication, then the first within the article, in its order."""
    times = [time for time in tree.iterfind(".//time") if time.get("datetime")]
    stated = [t for t in times if t.get("pubdate") is not None or "datepublished" in (t.get("itemprop") or "").lower()]
    for time in (*stated, *[t for t in times if any(p.tag in ("article", "header", "main") for p in _parents(t))][:1]):
        yield time.get("datetime")


def _first_date(*values: Any, zone: tzinfo | None) -> Dated | None:
    for value in values:
        try:
            found = read_dated(value, zone)
        except ValueError:
            continue
        if found:
            return found
    return None


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _extracted(tree: Any, is_live: bool) -> str | None:
    import trafilatura

    if _too_deep(tree):
        return None
    blocks = sum(1 for _ in tree.iter(*BLOCKS))
    if blocks > _MOST_BLOCKS:
        return None
    drop_furniture(tree, is_live=is_live)
    try:
        text = trafilatura.extract(
            tree,
            fast=blocks > _MOST_BLOCKS_COMPARED,
            include_comments=False,
            include_tables=True,
            include_formatting=False,
            with_metadata=False,
        )
    except _EXTRACTION_FAILS:
        return None
    # One paragraph a line is how trafilatura writes.
    return "\n\n".join(text.split("\n")) if isinstance(text, str) else None


def _too_deep(tree: Any) -> bool:
    depth = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            return True
    return False
