"""Sections of a newspaper that a question names: "in sport", "from the business pages", "politics news".

Outlets name their sections as they like, so a section asked for stands for all the names it goes by.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rag.retrieval.time_names import plain

# What a section is called in questions, and the words that outlets' names for it hold.
_SPORT = frozenset(
    ("sport", "sports", "football", "soccer", "cricket", "tennis", "rugby", "golf", "baseball", "basketball", "hockey",
     "athletics", "cycling", "nfl", "nba", "mlb", "nhl", "olympics", "deporte", "deportes")
)  # fmt: skip
_BUSINESS = frozenset(
    ("business", "economy", "economics", "markets", "market", "companies", "company", "finance", "financial", "money",
     "investing", "economic", "wirtschaft", "economía")
)  # fmt: skip
_POLITICS = frozenset(
    ("politics", "political", "elections", "election", "government", "parliament", "congress", "política")
)
_TECHNOLOGY = frozenset(("technology", "tech", "gadgets", "innovation", "digital"))
_SCIENCE = frozenset(("science", "sciences", "space"))
_HEALTH = frozenset(("health", "healthcare", "medicine", "medical", "wellness"))
_CULTURE = frozenset(
    ("culture", "arts", "art", "entertainment", "showbiz", "film", "films", "movies", "music", "books", "tv",
     "television", "theatre", "theater", "stage", "celebrity", "celebrities", "media", "kultur", "cultura")
)  # fmt: skip
_OPINION = frozenset(("opinion", "opinions", "comment", "commentary", "editorial", "editorials", "columns", "voices"))
_WORLD = frozenset(("world", "international", "foreign", "global"))
_LOCAL = frozenset(("local", "regional", "metro", "community", "city"))
_NATIONAL = frozenset(("national", "nation", "domestic", "home"))
_CRIME = frozenset(("crime", "courts", "court", "justice", "police", "law"))
_ENVIRONMENT = frozenset(("environment", "climate", "nature", "green"))
_LIFE = frozenset(("lifestyle", "life", "style", "living", "fashion"))

_SECTIONS = {
    **dict.fromkeys(("sport", "sports", "sporting"), _SPORT),
    **dict.fromkeys(("business", "finance", "financial", "economy", "economics", "economic", "markets"), _BUSINESS),
    **dict.fromkeys(("politics", "political"), _POLITICS),
    **dict.fromkeys(("technology", "tech"), _TECHNOLOGY),
    **dict.fromkeys(("science",), _SCIENCE),
    **dict.fromkeys(("health",), _HEALTH),
    **dict.fromkeys(("culture", "arts", "entertainment", "showbiz"), _CULTURE),
    **dict.fromkeys(("opinion", "comment", "editorial"), _OPINION),
    **dict.fromkeys(("world", "international", "foreign"), _WORLD),
    **dict.fromkeys(("local", "regional", "metro"), _LOCAL),
    **dict.fromkeys(("national", "domestic"), _NATIONAL),
    **dict.fromkeys(("crime", "courts"), _CRIME),
    **dict.fromkeys(("environment", "climate"), _ENVIRONMENT),
    **dict.fromkeys(("lifestyle", "style", "fashion"), _LIFE),
    "education": frozenset(("education", "schools", "universities")),
    "travel": frozenset(("travel", "tourism")),
    "food": frozenset(("food", "cooking", "recipes", "dining")),
    "weather": frozenset(("weather",)),
    "obituaries": frozenset(("obituaries", "obituary", "obits")),
    "features": frozenset(("features", "feature")),
}
# Names that are a field of news without a word such as "news" or "section" beside them.
_FIELDS = (
    "sports?|business|finance|economics|politics|technology|tech|science|health|culture|entertainment|showbiz|education"
)

_NAMES = "|".join(sorted(_SECTIONS, key=len, reverse=True))
_AND = rf"(?:\s+(?:and|or|&)\s+(?P<other>{_NAMES}))?"
_PLACE = re.compile(  # the pages themselves: words that say only where to look
    rf"(?:\b(?:in|from|on|of)\s+)?\b(?:the\s+)?(?<![\w-])(?P<name>{_NAMES}){_AND}\s+(?:sections?|pages?|desk|supplement)\b",
    re.IGNORECASE,
)
_KIND = re.compile(  # "politics news", but not "local news anchors"
    rf"(?<![\w-])(?P<name>{_NAMES}){_AND}\s+(?:news|headlines?|stories|story|articles?|coverage|round-?up)\b"
    r"(?!\s+(?:outlets?|channels?|sites?|websites?|agency|agencies|anchors?|conferences?|organi[sz]ations?|stations?"
    r"|papers?|networks?|presenters?|feeds?|apps?|services?|companies|editors?|deserts?|industry))",
    re.IGNORECASE,
)
_FIELD_FIRST = re.compile(
    rf"^\s*(?:and\s+)?in\s+(?P<name>{_FIELDS})(?:\s+and\s+(?P<other>{_FIELDS}))?\s*[,:–—]", re.IGNORECASE
)
_FIELD_LAST = re.compile(
    rf"\b(?:news|new|happen(?:s|ed|ing)?|going\s+on|latest|headlines?|stories|story|articles?|developments?"
    rf"|events?|today|yesterday|(?:this|last|past)\s+(?:week|weekend|month|year))\s+"
    rf"(?:in|from)\s+(?:the\s+world\s+of\s+)?(?P<name>{_FIELDS})(?:\s+and\s+(?P<other>{_FIELDS}))?"
    r"(?=\s*(?:$|[?.!,;:]|(?:today|yesterday|this|last|over|on|since|before|right|lately|recently|tonight|now|these)\b))",
    re.IGNORECASE,
)
_PATTERNS = (_PLACE, _KIND, _FIELD_FIRST, _FIELD_LAST)
_FIRST_CHARACTERS = 1000  # what nobody asks in earnest is not read to its end
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SectionsRead:
    """The sections a question names, as it calls them, and the words that only say so, of no use to a search."""

    sections: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def read_sections(question: str, *, hidden: Collection[tuple[int, int]] = ()) -> SectionsRead:
    """The sections that a question names outside the ``hidden`` spans, which hold names of something else.

    >>> read_sections("What happened in sport this week?").sections
    ('sport',)
    >>> read_sections("How long has the firm been in business?").sections
    ()
    """
    text = plain(question)[:_FIRST_CHARACTERS]
    found: list[tuple[int, str]] = []
    spans: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in hidden):
                continue
            names = (match["name"], match["other"])
            found.extend((match.start(), name.lower()) for name in names if name)
            if pattern is _PLACE:
                spans.append(match.span())
    return SectionsRead(tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda item: item[0]))), tuple(spans))


@lru_cache(maxsize=4096)
def in_section(section: str | None, asked: tuple[str, ...]) -> bool:
    """Whether an article's section, as its outlet calls it, is one of those asked for.

    >>> in_section("Sports/NFL", ("sport",)), in_section("US Politics", ("business",)), in_section(None, ("sport",))
    (True, False, False)
    """
    if not section or not asked:
        return False
    words = frozenset(_WORD.findall(section.casefold()))
    return any(not words.isdisjoint(_SECTIONS[name]) for name in asked)
