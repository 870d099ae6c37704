"""Searches by keywords: what holds the words asked for comes before what is merely near in meaning or in time.

The weights of retrieval are fitted to questions, whose words are many and mostly stand in any article. Who types two
words into a search box means these words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.retrieval.question import Understood
from rag.retrieval.wording import ASKS, AUXILIARY
from rag.store import Header, NewsStore

MOST_WORDS = 5
_OF_ALL = frozenset(("news", "latest", "headlines", "stories", "articles", "reports", "coverage"))  # say nothing here
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def is_keywords(text: str) -> bool:
    """Whether a text is a few words to look for rather than a question or a sentence.

    >>> is_keywords("Morrow Star"), is_keywords("Who owns the Morrow Star"), is_keywords("Morrow Star sunk?")
    (True, False, False)
    """
    lowered = text.lower()
    if any(mark in lowered for mark in "?？؟") or ASKS.search(lowered) or AUXILIARY.search(lowered):
        return False
    return 0 < sum(1 for _ in _WORD.finditer(lowered)) <= MOST_WORDS


def share_held(store: NewsStore, understood: Understood, headers: Mapping[int, Header]) -> dict[int, float]:
    """How much of the words each candidate holds, in its text or title, rare ones counting more: 1 for the most.

    An outlet's name is held by what the outlet published; a section's name says where to look. Empty where no candidate
    holds any of the words.
    """
    outlets = {word for name in understood.publishers for word in _WORD.findall(name.lower())}
    words = _WORD.findall(understood.search_text.lower())
    others = [word for word in words if word not in outlets | _OF_ALL and word not in understood.sections]
    if not others:
        return {key: 1.0 for key, header in headers.items() if header.publisher in understood.publishers}
    held = store.rarity_held(" ".join(others), list(headers))
    most = max(held.values(), default=1.0)
    return {key: rarity / most for key, rarity in held.items()}
