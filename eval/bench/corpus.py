"""A store's articles as they were cleaned, for the peers to search the same."""

from __future__ import annotations

from pathlib import Path

from rag.store.catalog import Catalog
from rag.store.layout import Layout
from rag.types import Article

_READ_AT_ONCE = 10_000


def articles_of(store: Path) -> list[Article]:
    """Every article of a store."""
    found: dict[str, Article] = {}
    catalog = Catalog(Layout(store))
    last = 0
    while page := catalog.passages_after(last, _READ_AT_ONCE):
        last = page[-1][0]
        for _, _, article in page:
            found.setdefault(article.id, article)
    catalog.close()
    return list(found.values())
