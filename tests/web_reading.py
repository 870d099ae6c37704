"""Reading sources as the tests of feeds and of the web do: what came, and what was rejected."""

from __future__ import annotations

from pathlib import Path

from ingest.sources.reading import read_sources
from ingest.sources.web import Web
from rag.errors import RecordRejected
from rag.types import Article


def read(sources: list[str | Path], web: Web) -> tuple[list[Article], list[str]]:
    """The articles of all sources, and in words what was rejected."""
    items = [item for _, item in read_sources(sources, lambda: web)]
    return [i for i in items if isinstance(i, Article)], [str(i) for i in items if isinstance(i, RecordRejected)]
