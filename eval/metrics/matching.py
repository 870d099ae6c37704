"""When a text contains an answer: the normal form every text metric shares."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalized(text: str) -> str:
    """Lower case, punctuation and the articles a, an, the removed, white space folded.

    A punctuation mark leaves a space, so what it separated stays separate words.

    >>> normalized("The U.S.—and a “Half-Moon”!")
    'u s and half moon'
    """
    return " ".join(_ARTICLES.sub(" ", _PUNCTUATION.sub(" ", text.lower())).split())


def contains_any(text: str, answers: Iterable[str]) -> bool:
    """Whether one of the answers stands in the text as whole words, both in normal form.

    An answer with nothing left in normal form (such as "The") is in no text.

    >>> contains_any("He flew to New York.", ["new york"]), contains_any("He is a Yorkshireman.", ["York"])
    (True, False)
    """
    lowered = text.lower()
    # Most texts lack one of the words altogether, which is far cheaper to see than their normal form is to make.
    possible = [
        wanted
        for answer in answers
        if (wanted := normalized(answer)) and all(word in lowered for word in wanted.split())
    ]
    if not possible:
        return False
    padded = f" {normalized(text)} "
    return any(f" {wanted} " in padded for wanted in possible)
