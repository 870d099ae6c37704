"""Which part of a page's or a file's schema.org description is the news article. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_ARTICLE_KINDS = ("Article", "BlogPosting", "Report", "LiveBlogPosting")


def news_article_of(node: object) -> Mapping[str, Any] | None:
    """The schema.org article within a JSON-LD document (itself, in a list, or under ``@graph``), if there is one."""
    for found in _nodes(node, depth=0):
        kinds = found.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.split("/")[-1].endswith(_ARTICLE_KINDS) for kind in kinds):
            return found
    return None


def _nodes(node: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(node, list):
        for item in node[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(node, Mapping):
        yield node
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(node.get(name), (list, Mapping)):
                yield from _nodes(node[name], depth + 1)
