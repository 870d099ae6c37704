"""Sentences of a model's that tell nothing of the news: it declines, or it only leads in. Pure."""

from __future__ import annotations

import re

_SOURCES = (
    r"(?:(?:the|these|this|any of the|none of the|your|provided|given|available|cited|numbered|supplied|news|above"
    r"|other|retrieved|both|all)\s+){0,5}(?:passages?|sources?|articles?|documents?|context|excerpts?|snippets?"
    r"|(?:provided|given|available|retrieved|above)\s+(?:information|texts?|material|coverage|evidence|reports?|results?))"
    r"(?:\s+(?:provided|given|supplied|above|available|here))?"
)
_NOT = (
    r"(?:do(?:es)?\s+not|don['’]t|doesn['’]t|did\s+not|didn['’]t|cannot|can['’]t|never|fails?\s+to|lacks?|contains?\s+no"
    r"|provides?\s+no|offers?\s+no|gives?\s+no|includes?\s+no|makes?\s+no|has\s+no|have\s+no|is\s+silent|are\s+silent"
    r"|is\s+not\s+enough|are\s+not\s+enough|is\s+insufficient|are\s+insufficient|say\s+nothing|says\s+nothing)"
)
_LEAD = (
    r"^[^\w\"“‘']*"
    r"(?:(?:unfortunately|sorry|apologies|however|based on [^,]{1,60}|according to [^,]{1,60}|no)\s*,?\s+){0,2}"
)
_DECLINES = tuple(
    re.compile(_LEAD + pattern, re.IGNORECASE)
    for pattern in (
        rf"{_SOURCES}\s+(?:\w+ly\s+)?{_NOT}\b",
        rf"none of {_SOURCES}\s+(?:\w+\s+){{0,2}}(?:say|says|mention|mentions|answer|answers|contain|contains|provide"
        r"|provides|state|states|address|addresses|discuss|discusses|tell|tells|give|gives|cover|covers|report|reports|name|names)\b",
        rf"(?:there\s+is|there\s+are|there['’]s|i\s+(?:have|see|find|found))\s+(?:no|not\s+enough|insufficient|nothing)\b"
        rf"[^.]{{0,80}}\b{_SOURCES}",
        r"(?:there\s+is|there['’]s|i\s+have)\s+(?:no|not\s+enough|insufficient)\s+(?:information|evidence|data|details?|mention)\b",
        r"i(?:\s+am|['’]m)?\s+(?:sorry\b|unable\b|not\s+able\b|not\s+sure\b|afraid\b|cannot\b|can['’]t\b|could\s+not\b"
        r"|couldn['’]t\b|do\s+not\b|don['’]t\b|did\s+not\b|didn['’]t\b|was\s+unable\b)",
        r"(?:it|this|that|the\s+answer|the\s+question)\s+(?:is|was|are)\s+not\s+(?:\w+\s+)?"
        r"(?:mentioned|stated|specified|said|given|provided|found|answered|covered|possible\s+to\s+\w+)\b"
        r"[^.]{0,100}\W*$",
        rf"[^.]{{0,120}}\b(?:is|are|was|were)\s+not\s+(?:\w+\s+)?(?:mentioned|stated|specified|provided|given|addressed|covered"
        rf"|discussed|found|named|answered)\s+(?:in|by)\s+{_SOURCES}",
        rf"no\s+(?:relevant\s+|such\s+|further\s+)?(?:information|answer|mention|details?|evidence|data)\b[^.]{{0,60}}"
        rf"\b(?:{_SOURCES}|available|found|provided|given)(?!\s+(?:by|at|on|among)\b)",
        r"as an (?:ai|language model)\b",
        r"(?:the\s+answer\s+is\s+)?(?:not\s+(?:stated|mentioned|specified|known|answerable)|unknown|unanswerable|no\s+answer)\W*$",
    )
)
_LEADS_IN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\W*(?:here\s+(?:is|are|['’]s)|here['’]s|below\s+(?:is|are)|the\s+following)\b[^.]{0,160}$",
        r"^\W*(?:sure|certainly|of course|yes|no|okay|ok|understood|great question|thank you|thanks)\W*$",
        r"^\W*(?:in\s+)?(?:summary|conclusion|short|sources?|references?|answer|note|key points?|overview)\W*$",
        r"^\W*(?:sources?|references?|citations?|footnotes?|links?|further\s+reading|read\s+more)\s*:",
        r"^\W*(?:based\s+on|according\s+to)\s+" + _SOURCES + r"\W*$",
        r"^\W*(?:i\s+hope\s+this\s+helps|let\s+me\s+know|feel\s+free|please\s+(?:let|note|see|ask))\b[^.]{0,120}\W*$",
        r"^\W*" + _SOURCES + r"\s+(?:say|says|report|reports|state|states|mention|mentions|describe|describes)"
        r"(?:\s+the\s+following)?\W*$",
    )
)


def is_decline(sentence: str) -> bool:
    """True where a sentence says that there is no answer in what was given, in the model's own name.

    A report that somebody else does not say something is news, not a decline.

    >>> is_decline("The passages do not say who won."), is_decline("Police did not say who won.")
    (True, False)
    """
    text = " ".join(sentence.split())
    return len(text) <= 600 and any(pattern.search(text) for pattern in _DECLINES)


def is_lead_in(sentence: str) -> bool:
    """True where a sentence claims nothing: ``Here is what the sources say:``, ``In summary:``, a bare question."""
    text = " ".join(sentence.split())
    if not any(char.isalnum() for char in text):
        return True
    return len(text) <= 300 and any(pattern.search(text) for pattern in _LEADS_IN)
