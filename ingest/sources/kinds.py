"""What a document is, by its beginning: servers and file names are often wrong about it."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "feed", "json feed", "opml", "sitemap", "page", "records", "newsml", "text", "archive", "other"
]

_ROOTS: dict[str, Kind] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "channel": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "page",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "conceptitem": "newsml",
    "knowledgeitem": "newsml",
    "planningitem": "newsml",
    "catalogitem": "newsml",
}
_PROLOG = re.compile(
    r"(?:\s+|<\?[^>]{0,500}\?>|<!--.{0,5000}?-->|<!DOCTYPE\s[^\[>]{0,500}(?:\[[^\]]{0,5000}\]\s*)?>)+", re.S | re.I
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def kind_of(content: bytes, content_type: str = "", name: str = "") -> Kind:
    """The kind of a document, from its first bytes; ``content_type`` and ``name`` tell only where those do not.

    >>> kind_of(b'<?xml version="1.0"?><!-- the news --><rss version="2.0">', "text/html")
    'feed'
    """
    text = _beginning(content)
    if text.startswith("WARC/1."):
        return "archive"
    if text.startswith(("{", "[")):
        return "json feed" if _JSON_FEED.search(text) else "records"
    if text.startswith("<"):
        prolog = _PROLOG.match(text)
        root = _ROOT.match(text, prolog.end() if prolog else 0)
        if root and root[1].lower() in _ROOTS:
            return _ROOTS[root[1].lower()]
        return "page" if content_type in _HTML_TYPES or "<body" in text.lower() or "<head" in text.lower() else "other"
    if "\x00" in text or content.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        return "other"
    if content_type in _HTML_TYPES:
        return "page"
    if name.lower().endswith((".jsonl", ".ndjson", ".csv", ".tsv")) or content_type == "text/csv":
        return "records"
    return "text" if content_type.startswith("text/") or not content_type else "other"


def _beginning(content: bytes) -> str:
    head = content[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip()
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").lstrip()
