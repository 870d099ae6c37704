"""One record of news data, whatever its fields are called, becomes an article."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from ingest.characters import one_line, readable
from ingest.sources.dates import Dated, read_dated
from ingest.sources.fragments import text_of_fragment
from ingest.sources.identity import article_id, host_of, web_address
from ingest.sources.zones import zone_of
from rag.errors import RecordRejected
from rag.types import Article, Status

# What fills each field of an article: the first of these that is there and not empty. Case, "_", "-" and spaces in a
# name do not matter, so "datePublished" is also "date_published". Names are NewsAPI's, the Guardian's, Common Crawl
# News's, schema.org's, IPTC ninjs's, JSON Feed's and those people give their own tables.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "webTitle", "heading", "name", "og:title"),
    "text": (
        "text", "body", "content", "article", "maintext", "articleBody", "article_text", "full_text", "body_text",
        "content_text", "story", "body_html", "content_html", "body_xhtml",
    ),
    "published_at": (
        "publish_date", "published_at", "date", "datePublished", "date_publish", "pubDate", "published",
        "date_published", "published_date", "publication_date", "webPublicationDate", "firstpublished", "firstcreated",
        "created_at", "dateCreated", "timestamp",
    ),
    "publisher": (
        "publisher", "source", "outlet", "source_domain", "publication", "source_name", "site_name", "provider",
        "newspaper", "sourceOrganization", "copyrightHolder", "domain",
    ),
    "url": ("url", "link", "webUrl", "article_url", "canonical_url", "mainEntityOfPage", "uri", "@id"),
    "authors": ("authors", "author", "byline", "creator", "writers"),
    "modified_at": (
        "modified_at", "dateModified", "date_modified", "date_modify", "updated_at", "updated", "versioncreated",
        "last_modified",
    ),
    "section": ("section", "articleSection", "category", "sectionName", "categories", "desk"),
    "language": ("language", "lang", "inLanguage"),
    "status": ("status", "pubstatus", "publishing_status"),
    "correction": ("correction", "corrections", "correctionNote", "retraction"),
}  # fmt: skip

_STATUS: Mapping[str, Status] = {
    **dict.fromkeys(("withdrawn", "retracted", "retraction", "canceled", "cancelled", "killed", "kill"), "withdrawn"),
    **dict.fromkeys(("withheld", "removed", "deleted", "unpublished"), "withdrawn"),
    **dict.fromkeys(("corrected", "correction"), "corrected"),
}
_WITHDRAWING_FLAGS = ("withdrawn", "retracted")
_TAG = re.compile(
    r"<(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|img|figure|blockquote|article|section)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
_AUTHOR_LEAD = re.compile(r"(?:written |reported |words |story )?by\s+", re.IGNORECASE)
_AUTHOR_BREAK = re.compile(r"\s*;\s*|\s*\|\s*|,\s*(?:and\s+)?|\s+(?:and|&)\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def article_from_record(record: object, source: str, line: int | None = None) -> Article:
    """The article of a JSON-like record; its text is as it came, still to be cleaned.

    ``source`` and ``line`` tell where the record stood. Raises ``RecordRejected`` naming the field at fault: no text
    (unless the record only withdraws an article), a date that is none, no mapping at all.
    """
    if not isinstance(record, Mapping):
        raise RecordRejected(source, f"a record must be an object with fields, not {_kind(record)}", line=line)
    fields = {_key(str(name)): value for name, value in reversed(list(record.items()))}
    text = _text(_first(fields, "text"))
    status = _status(fields)
    url = _address(_first(fields, "url"))
    title = _line(_first(fields, "title"))
    if not text.strip() and not (status == "withdrawn" and (url or title)):
        raise RecordRejected(source, _no_text(record), line=line, field="text")
    publisher = _line(_first(fields, "publisher"), 100)
    if web_address(publisher):
        publisher = host_of(publisher)
    publisher = (publisher.removeprefix("www.") if "." in publisher else publisher) or host_of(url)
    correction = _line(_first(fields, "correction"), 1_000) or None
    if correction and status == "usable":
        status = "corrected"
    title = _without_outlet(title, publisher) or _title_of(text)
    published = _date(fields, "published_at", source, line, zone_of(url))
    modified = _date(fields, "modified_at", source, line, zone_of(url))
    return Article(
        id=article_id(url, title, publisher, text),
        title=title,
        text=text,
        publisher=publisher,
        url=url,
        published_at=published.moment if published else None,
        modified_at=modified.moment if modified else None,
        authors=_authors(_first(fields, "authors")),
        section=_line(_first(fields, "section"), 100) or None,
        language=_language(_first(fields, "language")),
        correction=correction,
        status=status,
        zone_assumed=published.zone_assumed if published else None,
    )


def names_a_field(name: str) -> bool:
    """Whether a column of this name would be read."""
    return any(_key(name.strip()) in keys for keys in _KEYS.values())


def _key(name: str) -> str:
    return name.lower().translate(_NO_JOINTS)


_NO_JOINTS = str.maketrans("", "", "_- \ufeff")
_KEYS = {field: tuple(_key(name) for name in names) for field, names in FIELDS.items()}


def _first(fields: Mapping[str, Any], field: str) -> Any:
    return next((fields[key] for key in _KEYS[field] if fields.get(key) not in (None, "", [], {})), None)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n\n".join(part for part in (_text(item) for item in value) if part)
    if isinstance(value, Mapping):  # JSON Feed and others: {"text": …} or {"html": …}
        return _text(value.get("text") or value.get("html") or value.get("content") or value.get("value"))
    if not isinstance(value, str):
        return ""
    if "<" in value and _TAG.search(value):
        value = text_of_fragment(value)
    return html.unescape(value) if "&" in value and _ENTITY.search(value) else value


def _line(value: Any, limit: int = 300) -> str:
    """A name or sentence out of a string, a number, a list's first or an object's name."""
    for _ in range(4):
        if isinstance(value, list):
            value = next((item for item in value if item), None)
        elif isinstance(value, Mapping):
            value = (
                value.get("name") or value.get("text") or value.get("headline") or value.get("title") or value.get("id")
            )
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    text = str(value)
    if "<" in text:
        text = _TAG.sub("", re.sub(r"</\w{1,10}>", "", text))
    return one_line(html.unescape(text) if "&" in text else text, limit)


def _address(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url") or value.get("href")
    return web_address(value)


def _authors(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items[:50]:
        line = _AUTHOR_LEAD.sub("", _line(item, 200), count=1) if isinstance(item, (str, Mapping)) else ""
        parts = _AUTHOR_BREAK.split(line) if isinstance(item, str) else [line]
        names.extend(part for part in (part.strip(" ,.") for part in parts) if part and "://" not in part)
    return tuple(dict.fromkeys(names))


def _date(fields: Mapping[str, Any], field: str, source: str, line: int | None, zone: tzinfo | None) -> Dated | None:
    for name, key in zip(FIELDS[field], _KEYS[field], strict=True):
        if fields.get(key) in (None, "", [], {}):
            continue
        try:
            return read_dated(fields[key], zone)
        except ValueError as reason:
            raise RecordRejected(source, str(reason), line=line, field=name) from None
    return None


def _status(fields: Mapping[str, Any]) -> Status:
    if any(str(fields.get(flag, "")).strip().lower() in ("true", "1", "yes") for flag in _WITHDRAWING_FLAGS):
        return "withdrawn"
    return _STATUS.get(_key(_line(_first(fields, "status"), 40)), "usable")


def _language(value: Any) -> str | None:
    line = _line(value, 40)
    return line.replace("_", "-").lower() if _LANGUAGE.fullmatch(line) else (line.lower() or None)


def _without_outlet(title: str, publisher: str) -> str:
    """``Rain again | The Post ...`` without what the outlet's pages add to every title."""
    for joint in (" | ", " – ", " — ", " - "):
        head, found, tail = title.rpartition(joint)
        while found and publisher and head and tail.casefold().startswith(publisher.casefold()):
            title = head.rstrip()
            head, found, tail = title.rpartition(joint)
    return title


def _title_of(text: str) -> str:
    first = next((line for line in readable(text[:2_000]).split("\n") if line.strip()), "")
    return one_line(first, 120)


def _no_text(record: Mapping[Any, Any]) -> str:
    has = ", ".join(one_line(str(name), 30) for name in list(record)[:12]) or "nothing"
    return f"no text found: call its field text, {', '.join(FIELDS['text'][1:4])} …; the record has: {has}"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    return {list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number"}.get(
        type(value), type(value).__name__
    )
