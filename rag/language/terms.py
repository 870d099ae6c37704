"""The terms and names of a text, for comparing whole texts quickly. Pure."""

from __future__ import annotations

import re

from rag.language.lexicon import STOP
from rag.language.words import keys_of

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?…”\"] )(?<!^)\b[A-Z][\w’'-]*\b")
_OF_ANY_QUESTION = frozenset(
    ["news", "happen", "happened", "week", "today", "latest", "recent", "recently", "according"]
)


def content_terms(text: str) -> frozenset[str]:
    """The stems of a text's words and the groups of like words they belong to, without what stands in any text.

    >>> sorted(term for term in content_terms("Who sang at the councils?") if not term.startswith("~"))
    ['council', 'sing']
    """
    return frozenset(key for word in content_words(text) for key in keys_of(word))


def content_words(text: str) -> list[str]:
    """The words behind ``content_terms``, casefolded, in order, each once.

    >>> content_words("Who sang at the Council's council?")
    ['sang', 'council']
    """
    words = (match.group().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text.casefold()))
    return list(dict.fromkeys(word for word in words if word not in STOP and word not in _OF_ANY_QUESTION))


def names(text: str) -> frozenset[str]:
    """The capitalised words that do not open a sentence, casefolded.

    >>> sorted(names("When did Lee visit Tokyo?"))
    ['lee', 'tokyo']
    """
    return frozenset(match.group().removesuffix("’s").removesuffix("'s").casefold() for match in _NAME.finditer(text))
