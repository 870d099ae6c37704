"""Sentences that begin with a pronoun lean on the one before them; it may have been removed. Pure."""

from __future__ import annotations

import re

from rag.language.terms import content_terms

_PRONOUN = re.compile(r"[“\"]?(?:he|she|it|they|his|her|its|their|this|that|these|those)\b", re.IGNORECASE)
_MEANS_NOTHING = re.compile(
    r"it(?:['’]s| is| was| will be| remains)(?: not)?(?: yet)? \w+(?: \w+)? (?:that|to|whether|when|how|why|who|if)\b",
    re.IGNORECASE,
)


def leans(sentence: str) -> bool:
    """Whether a sentence begins with a pronoun for something told before it.

    >>> leans("It was broadcast on Tuesday."), leans("It is not clear whether he knew."), leans("Ada won.")
    (True, False, False)
    """
    return bool(_PRONOUN.match(sentence)) and not _MEANS_NOTHING.match(sentence)


def subject_is_known(removed: str, known: str) -> bool:
    """Whether the name that a removed sentence begins with stands in what a reader has before them.

    >>> subject_is_known("The Orrin Cup returned after six years.", "Where was the Orrin Cup held?")
    True
    >>> subject_is_known("The show returned after six years.", "Which event came back?")
    False
    """
    named = content_terms(_leading_name(removed))
    return bool(named) and named <= content_terms(known)


def _leading_name(sentence: str) -> str:
    found: list[str] = []
    for word in sentence.split():
        if word[:1].isupper() or (found and word in ("of", "de", "van", "von", "al")):
            found.append(word)
        else:
            break
    return " ".join(found[1:] if found and found[0] in ("The", "A", "An") else found)
