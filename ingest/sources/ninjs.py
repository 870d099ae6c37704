"""IPTC ninjs, 1.x to 3.x: embargoes, cancellations, headlines and bodies by role, an item's own identifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.fetching.addresses import is_web
from ingest.sources.dates import Dated, read_dated
from ingest.sources.identity import article_id
from ingest.sources.records import article_from_record
from ingest.sources.zones import zone_of
from rag.errors import RecordRejected
from rag.types import Article

_SIGNS = ("pubstatus", "versioncreated", "body_xhtml", "body_text", "bodies", "headlines", "embargoed")
_NO_TEXTS = ("picture", "graphic", "audio", "video", "event", "planning", "geo", "component")
_PUBLISHED = ("firstpublished", "firstcreated", "contentcreated", "versioncreated")
_CORRECTING = ("correct", "refiles to correct", "fixes", "clarif")


def is_ninjs(record: object) -> bool:
    """Whether a record is a ninjs item: it says so, or it has a ``uri`` beside what only ninjs has.

    >>> is_ninjs({"uri": "urn:newsml:hpa.example:7", "pubstatus": "usable", "headline": "Rain"})
    True
    """
    if not isinstance(record, Mapping):
        return False
    standard = record.get("standard")
    named = isinstance(standard, Mapping) and str(standard.get("name", "")).lower() == "ninjs"
    return named or ("uri" in record and any(sign in record for sign in _SIGNS))


def article_from_ninjs(record: Mapping[str, Any], source: str, line: int | None = None) -> Article:
    """The article of a ninjs item.

    Published is the end of its embargo where that is later: until then no question is answered from it. Canceled and
    withheld items become withdrawn articles. The ``uri`` is the article's identity where it has no address. Raises
    ``RecordRejected`` naming the field at fault.
    """
    kind = str(record.get("type") or "text").lower()
    if kind in _NO_TEXTS:
        raise RecordRejected(source, f"is of type {kind}, not text: only texts are read", line=line, field="type")
    uri = str(record.get("uri") or "").strip()
    url = next((record[name] for name in ("url", "link", "uri") if is_web(record.get(name))), None)
    published = later(
        _first_date(record, _PUBLISHED, url, source, line), _first_date(record, ("embargoed",), url, source, line)
    )
    modified = _first_date(record, ("versioncreated",), url, source, line)
    note = record.get("ednote")
    fields: dict[str, Any] = {
        "title": record.get("headline") or _by_role(record.get("headlines")) or _by_role(record.get("titles")),
        "text": record.get("body_text") or record.get("body_xhtml") or _by_role(record.get("bodies")),
        "url": url,
        "publisher": _name(record.get("infosources")) or record.get("copyrightholder") or record.get("provider"),
        "authors": record.get("authors") or record.get("byline") or record.get("by"),
        "section": _name(record.get("subject")) or _name(record.get("subjects")),
        "language": record.get("language"),
        "published_at": published,
        "modified_at": modified if modified and published and modified.moment > published.moment else None,
        "status": record.get("pubstatus"),
        "correction": note if isinstance(note, str) and is_correcting(note) else None,
    }
    if uri and not fields["title"]:
        fields["title"] = _first_words(fields["text"]) or uri
    article = article_from_record(fields, source, line)
    return replace(article, id=article_id(None, uri, "ninjs", "")) if uri and article.url is None else article


def later(published: Dated | None, embargo: Dated | None) -> Dated | None:
    """When an item may be read: the end of its embargo, where that is after its date or the item has none."""
    return published if embargo is None or (published and published.moment >= embargo.moment) else embargo


def is_correcting(note: str) -> bool:
    """Whether an editor's note says that the item corrects an earlier version.

    >>> is_correcting("CORRECTS name of the mayor"), is_correcting("With photo")
    (True, False)
    """
    return note.strip().lower().startswith(_CORRECTING)


def _by_role(values: object) -> str | None:
    """Of ``[{"role": "main", "value": …}]`` the main one's value, else the first's."""
    if not isinstance(values, list):
        return None
    texts = [each for each in values if isinstance(each, Mapping) and isinstance(each.get("value"), str)]
    main = next((each for each in texts if "main" in str(each.get("role", "")).lower()), None)
    chosen = main or next(iter(texts), None)
    return str(chosen["value"]) if chosen else None


def _name(values: object) -> str | None:
    first = values[0] if isinstance(values, list) and values else values
    return str(first["name"]) if isinstance(first, Mapping) and first.get("name") else None


def _first_words(text: object) -> str:
    return "" if not isinstance(text, str) or "<" in text else text.strip().partition("\n")[0][:120]


def _first_date(
    record: Mapping[str, Any], names: tuple[str, ...], url: str | None, source: str, line: int | None
) -> Dated | None:
    for name in names:
        try:
            if (found := read_dated(record.get(name), zone_of(url))) is not None:
                return found
        except ValueError as reason:
            raise RecordRejected(source, str(reason), line=line, field=name) from None
    return None
