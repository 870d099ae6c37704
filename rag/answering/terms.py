"""The words of a text that carry its meaning, in a form in which they can be compared. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_NAME = re.compile(r"(?<![.!?…”\"] )(?<!^)\b[A-Z][\w’'-]*\b")
_STOP_WORDS = """
a about above after again against all also am an and any are as at be because been before being below between both
but by can could did do does doing down during each few for from further had has have having he her here hers him
his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out over
own same say says said she should so some such than that the their them then there these they this those through to
too under until up very was we were what when where which while who whom whose why will with would you your
according many much one's s t last week year day today latest recent recently news happened happen tell
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def content_terms(text: str) -> frozenset[str]:
    """The distinct stems of a text's words, without those that stand in any text.

    >>> sorted(content_terms("Who was elected mayor of the cities?"))
    ['citi', 'elect', 'mayor']
    """
    return frozenset(stem(word) for word in _words(text) if word not in STOP_WORDS)


def names(text: str) -> frozenset[str]:
    """The capitalised words that do not open a sentence, casefolded.

    >>> sorted(names("When did Lee visit Tokyo?"))
    ['lee', 'tokyo']
    """
    return frozenset(match.group().removesuffix("’s").removesuffix("'s").casefold() for match in _NAME.finditer(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's stem, by taking off what English adds at the end; never shorter than three letters.

    >>> [stem(word) for word in ("cities", "elected", "elections", "running")]
    ['citi', 'elect', 'election', 'run']
    """
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    if word.isascii() and word.isalpha() and len(word) > 4:
        if word.endswith("ies"):
            return word[:-2]
        for ending in ("ing", "ed", "es", "s"):
            if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
                base = word[: -len(ending)]
                doubled = ending in ("ing", "ed") and base[-1] == base[-2] and base[-1] not in "lsz"
                return base[:-1] if doubled else base.removesuffix("e")
        if word.endswith("y"):
            return word[:-1] + "i"
        return word.removesuffix("e")
    return word


def _words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text.casefold())]
