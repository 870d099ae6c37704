"""Dateline answers questions about the news and proves every sentence. These are its public names.

    from rag import query

    print(query("Why did the Morrow Star run aground?").text)

``query``, ``aquery``, ``stream`` and ``astream`` ask one question; ``NewsQA.open`` is for asking many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.errors import DatelineError
from rag.settings import Secret, Settings
from rag.types import (
    Abstained,
    Answer,
    Article,
    Citation,
    Event,
    Filters,
    Hit,
    Note,
    Passage,
    Span,
    StoreStats,
    Timeline,
    Turn,
    Usage,
    Window,
)

if TYPE_CHECKING:
    from rag.qa import NewsQA, aquery, astream, query, stream

__all__ = [
    "Abstained",
    "Answer",
    "Article",
    "Citation",
    "DatelineError",
    "Event",
    "Filters",
    "Hit",
    "NewsQA",
    "Note",
    "Passage",
    "Secret",
    "Settings",
    "Span",
    "StoreStats",
    "Timeline",
    "Turn",
    "Usage",
    "Window",
    "aquery",
    "astream",
    "query",
    "stream",
]

_ASKING = frozenset({"NewsQA", "aquery", "astream", "query", "stream"})


def __getattr__(name: str) -> object:
    # What asks is imported when it is first used, so that ``dateline --help`` does not pay for it.
    if name in _ASKING:
        from rag import qa

        return getattr(qa, name)
    raise AttributeError(f"module 'rag' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
