"""The terms and names of a text, for comparing whole texts quickly. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.language.lexicon import STOP, words
from rag.language.words import keys_of

_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?…”\"] )(?<!^)\b[A-Z][\w’'-]*\b")
_LEFT_OUT = STOP | words("news happen happened week today latest recent recently according")  # of any question


@lru_cache(maxsize=4_000)  # each stage of a question asks it of the same passages, titles and sentences
def content_terms(text: str) -> frozenset[str]:
    """The stems of a text's words and the groups of like words they belong to, without what stands in any text.

    >>> sorted(term for term in content_terms("Who sang at the councils?") if not term.startswith("~"))
    ['council', 'sing']
    """
    return frozenset().union(*map(keys_of, content_words(text)))


def content_words(text: str) -> list[str]:
    """The words behind ``content_terms``, casefolded, in order, each once.

    >>> content_words("Who sang at the Council's council?")
    ['sang', 'council']
    """
    raw = dict.fromkeys(_WORD.findall(text.casefold().replace("’", "'")))
    return [word for word in dict.fromkeys(word.removesuffix("'s") for word in raw) if word not in _LEFT_OUT]


def names(text: str) -> frozenset[str]:
    """The capitalised words that do not open a sentence, casefolded.

    >>> sorted(names("When did Lee visit Tokyo?"))
    ['lee', 'tokyo']
    """
    return frozenset(match.group().removesuffix("’s").removesuffix("'s").casefold() for match in _NAME.finditer(text))
