"""Sitemaps and sitemap indexes, news sitemaps above all: the addresses a site lists, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from ingest.fetching.addresses import is_web
from ingest.sources.compression import Unreadable
from ingest.sources.dates import Dated, read_dated
from ingest.sources.entries import Entry
from ingest.sources.xml_trees import local_name, words_of, xml_tree
from ingest.sources.zones import zone_of


@dataclass(frozen=True, slots=True)
class Sitemap:
    """``pages`` and the addresses of ``inner`` sitemaps, each newest first; undated ones last, in their order."""

    pages: tuple[Entry, ...]
    inner: tuple[str, ...]


def read_sitemap(content: bytes, charset: str | None = None) -> Sitemap:
    """What a sitemap or an index of sitemaps lists; ``news:publication_date`` and ``lastmod`` are its dates.

    Raises ``Unreadable`` where it is neither.
    """
    root = xml_tree(content, charset)
    if local_name(root) not in ("urlset", "sitemapindex"):
        raise Unreadable("is no sitemap: neither urlset nor sitemapindex")
    pages: list[tuple[Dated | None, Entry]] = []
    inner: list[tuple[Dated | None, str]] = []
    for element in root:
        said = _said(element)
        address = said.get("loc", "")
        if not is_web(address):
            continue
        zone = zone_of(address)
        changed, published = _when(said.get("lastmod"), zone), _when(said.get("publication_date"), zone)
        if local_name(element) == "sitemap":
            inner.append((changed, address))
        elif local_name(element) == "url":
            record: Mapping[str, Any] = {
                "url": address,
                "title": said.get("title"),
                "publisher": said.get("name"),
                "language": said.get("language"),
                # As in a feed: a day that was stated is not passed over, but refused unless the page tells a better.
                "published_at": published or (said.get("publication_date") or "")[:100] or None,
                "modified_at": changed,
            }
            pages.append((published or changed, Entry(address, record)))
    return Sitemap(tuple(_newest_first(pages)), tuple(_newest_first(inner)))


def _said(element: Any) -> dict[str, str]:
    """The texts of an entry by name, those within ``news:news`` too, its images' and videos' not."""
    said: dict[str, str] = {}
    for child in element:
        inner = child.iter() if local_name(child) == "news" else (child,)
        for each in inner:
            if local_name(each) not in ("", "news", "publication", "image", "video"):
                said.setdefault(local_name(each), words_of(each))
    return said


def _when(value: str | None, zone: tzinfo | None) -> Dated | None:
    try:
        return read_dated(value, zone)
    except ValueError:
        return None


def _newest_first(dated: list[tuple[Dated | None, Any]]) -> list[Any]:
    known = sorted((pair for pair in dated if pair[0]), key=lambda pair: pair[0].moment.timestamp() if pair[0] else 0.0)
    return [item for _, item in reversed(known)] + [item for when, item in dated if when is None]
