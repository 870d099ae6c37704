"""Outlets that a question names: "according to CNN", "did the BBC say", "in Tuesday's New York Times".

An outlet that is the source asked for is firm; one that is only mentioned is a leaning, for the question may be about
it. Names that are words of every day (Time, People, The Week) count only as they are capitalised, and only as a source.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rag.retrieval.outlet_names import AGENCIES, BRAND_TAILS, EVERYDAY, LAST_WORDS, NICKNAMES, OUTLET_WORDS, WEAK_WORDS
from rag.retrieval.time_names import plain

LONGEST_NAME_WORDS = 6
_LOOK_CHARS = 60  # how far around a name the words that make it a source are looked for

_TOKEN = re.compile(r"\w+(?:[&+.]\w+)*")
_DOMAIN = re.compile(r"\.(?:com\.au|co\.uk|org\.uk|com|org|net|co|uk|de|fr|eu|tv|info|au|ca|ie)$")

# Words that make the name after them the source of what is asked for.
_SOURCE = re.compile(
    r"(?:\baccording\s+to|\b(?:as\s+)?per|\b(?:as\s+)?(?:reported|published|written|revealed|claimed|covered)\s+(?:by|in|on)"
    r"|\b(?:report|reports|reporting|articles?|stor(?:y|ies)|coverage|news|headlines?|pieces?|editorial|op-ed|column)"
    r"\s+(?:by|in|from|on))\s+(?:the\s+|a\s+|an\s+|\w+day's\s+|today's\s+|yesterday's\s+)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:did|does|has|had|is|was)\s+(?:the\s+)?$", re.IGNORECASE)
_IN = re.compile(r"\bin\s+(?:the\s+|\w+day's\s+|today's\s+|yesterday's\s+)?$", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\s+(?:say|said|saying|report|reported|reporting|write|written|publish|published|claim|claimed|reveal|revealed"
    r"|describe|described|call|called|tell|told|quote|quoted|cover|covered|find|found|note|explain|rank|predict)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\s+(?:(?:has|have|had)\s+)?(?:says|said|reports|reported|writes|wrote|publishes|published|claims|claimed|reveals|revealed)\b",
    re.IGNORECASE,
)
_ITS_REPORT = re.compile(
    r"(?:'s?)?\s+(?:own\s+)?(?:reports?|reporting|articles?|story|stories|coverage|headlines?|investigation|analysis"
    r"|editorial|exclusive|fact[\s-]check|op-ed)\b",
    re.IGNORECASE,
)
_SOMETHING_ELSE = re.compile(  # "a CNN poll", "the BBC presenter": told everywhere, not only there
    r"(?:'s)?[\s/]+(?:[\w-]+\s+){0,2}?(?:polls?|polling|survey|hosts?|anchors?|contributors?|town\s+hall|debate|executives?|chief"
    r"|ceo|owner|boss|presenters?|show|studios?|headquarters|employees|staff|bestsellers?|crossword|ratings|awards?"
    r"|10best|index|list|person\s+of|commentator|pundit|drama|documentary|series|layoffs|stock|shares)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"(?:'s)?\s*(?:$|[?.!,;:)\"]|\s(?:about|on|that|this|by|for|and|or|say|says|said|what|who|how|why|when|did|was|were|is|are"
    r"|has|have|last|yesterday|today|recently|magazine|newspaper|article|report)\b)",
    re.IGNORECASE,
)
_MAGAZINE = re.compile(r"\s+(?:magazine|newspaper|website)\b", re.IGNORECASE)

_NAME_WORD = r"(?:[A-Z][\w'&.-]*|of|&)"
_LIKELY_OUTLET = rf"""(?:
      (?:[Tt]he\s+)?(?:{_NAME_WORD}\s+){{1,4}}?{OUTLET_WORDS}(?:\s+(?:News|Magazine|Online))?
    | [Tt]he\s+(?:{_NAME_WORD}\s+){{0,4}}?(?:{OUTLET_WORDS}|{WEAK_WORDS})
    | (?:[Tt]he\s+)?(?:[A-Z][\w'-]*\s+)?Daily\s+[A-Z]\w+
    | (?:[Tt]he\s+)?{AGENCIES}
)(?![\w-])(?!\s+(?:[A-Z]|polls?|survey|host|anchor))"""
_UNKNOWN = re.compile(
    rf"""\b(?:
      (?:[Aa]ccording\s+to|(?:[Aa]s\s+)?[Rr]eported\s+(?:by|in)|(?:[Rr]eports?|[Aa]rticles?|[Ss]tory|[Ss]tories|[Cc]overage)\s+(?:in|by|from))
        \s+(?:an?\s+(?:new\s+)?(?:report|article|story|investigation)\s+(?:in|by|from)\s+)?(?P<source>{_LIKELY_OUTLET})
    | [Dd]id\s+(?P<asked>{_LIKELY_OUTLET})(?=\s+(?:say|report|write|publish|claim|reveal)\b)
    | (?P<reporting>{_LIKELY_OUTLET})(?=\s+(?:reported|reports|revealed|has\s+reported)\b)
    )""",
    re.VERBOSE,
)
_UNKNOWN_SMALL = re.compile(
    r"\b(?:according\s+to|reported\s+by|did)\s+(?:the\s+)?(?P<name>reuters|afp|bbc|cnn|npr|msnbc|cnbc|bloomberg|politico|axios"
    r"|al\s+jazeera|fox\s+news|sky\s+news|nyt|new\s+york\s+times|washington\s+post|wsj|wall\s+street\s+journal)\b"
    r"(?!\s+(?:polls?|survey|host|anchor|fire|sue|hire|lay))",
)
_SOURCE_WORD = re.compile(r"accord|report|article|stor(?:y|ies)|coverage|\bdid\b|reveal", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutletsRead:
    """The outlets of a question as the store spells them, and those it names as a source that the store lacks.

    ``spans`` hold every name; ``source_spans`` the words that only say who the source is, of no use to a search.
    """

    publishers: tuple[str, ...] = ()
    firm: bool = False
    unknown: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    source_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    publishers: tuple[str, ...]
    source: tuple[int, int] | None  # where it is the source asked for: the words that say so


@dataclass(frozen=True, slots=True)
class _Directory:
    """Every way of naming each publisher, and the words such names begin with."""

    names: Mapping[str, tuple[str, ...]]
    first_words: frozenset[str]


def read_outlets(question: str, publishers: Collection[str]) -> OutletsRead:
    """The outlets that a question names, out of ``publishers``, and whether one of them is its source."""
    text = plain(question)
    mentions = list(_mentions(text, _directory(tuple(publishers)))) if publishers else []
    sources = [mention for mention in mentions if mention.source]
    unknown = list(_unknown(text, mentions)) if _SOURCE_WORD.search(text) else []
    return OutletsRead(
        publishers=tuple(dict.fromkeys(name for mention in sources or mentions for name in mention.publishers)),
        firm=bool(sources),
        unknown=tuple(dict.fromkeys(text[start:end] for start, end in unknown)),
        spans=(*((mention.start, mention.end) for mention in mentions), *unknown),
        source_spans=tuple(mention.source for mention in sources if mention.source),
    )


def _key(name: str) -> str:
    """How a name is compared: small letters, no article, no domain, no punctuation.

    >>> _key("The New York Times"), _key("www.bbc.co.uk"), _key("U.S. News & World Report")
    ('new york times', 'bbc', 'us news world report')
    """
    key = _DOMAIN.sub("", plain(name).casefold().strip().removeprefix("https://").removeprefix("www."))
    words = _TOKEN.findall(key.replace(".", "").replace("-", " "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@lru_cache(maxsize=8)
def _directory(publishers: tuple[str, ...]) -> _Directory:
    """A brand ("BBC") stands for all its houses, a last word ("the Times") only for the one outlet that ends so."""
    full: dict[str, tuple[str, ...]] = {}
    for publisher in publishers:
        if key := _key(publisher):
            full[key] = (*full.get(key, ()), publisher)
    names = dict(full)
    endings: dict[str, set[str]] = {}
    for key, spellings in full.items():
        *rest, last = key.split()
        endings.setdefault(last, set()).add(key)
        brand = " ".join(rest)
        if brand and last in BRAND_TAILS and brand not in EVERYDAY:
            names[brand] = (*names.get(brand, ()), *spellings)
        if rest:
            names.setdefault("".join((*rest, last)), spellings)
    for nickname, key in NICKNAMES.items():
        if key in full:
            names.setdefault(nickname, full[key])
    for word in LAST_WORDS:
        if len(ending := endings.get(word, set())) == 1:
            names.setdefault(f"the {word}", full[next(iter(ending))])
    return _Directory(names, frozenset(key.split()[0] for key in names))


def _mentions(text: str, directory: _Directory) -> Iterator[_Mention]:
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    keys = [_token_key(text[start:end]) for start, end in tokens]
    position = 0
    while position < len(tokens):
        length = 0
        if keys[position] in directory.first_words:
            for length in range(min(LONGEST_NAME_WORDS, len(tokens) - position), 0, -1):
                key = " ".join(keys[position : position + length])
                if key not in directory.names:
                    continue
                start, end = tokens[position][0], tokens[position + length - 1][1]
                mention = _judge(text, start, end, key, directory.names[key])
                if mention is not None:
                    yield mention
                    break
            else:
                length = 0
        position += max(length, 1)


def _token_key(token: str) -> str:
    return _DOMAIN.sub("", token.casefold().removeprefix("www.")).replace(".", "")


def _judge(text: str, start: int, end: int, key: str, publishers: tuple[str, ...]) -> _Mention | None:
    """What a name in this place is: the source asked for, a mere mention, or (None) a word of every day."""
    before, after = text[max(0, start - _LOOK_CHARS) : start], text[end : end + _LOOK_CHARS]
    everyday = key in EVERYDAY
    if key.startswith("the ") and not text[start:end].split()[-1][0].isupper():  # "the times have changed"
        return None
    if everyday and not _is_spelled_as_a_name(text[start:end], before, publishers):
        return None
    article = _THE.search(before)
    first = start - len(article.group()) if article else start
    if _SOMETHING_ELSE.match(after):
        return None if everyday else _Mention(first, end, publishers, None)
    if source := _SOURCE.search(before):
        return _Mention(first, end, publishers, (start - len(source.group()), end))
    is_source = (_ASKED.search(before) is not None and _ANSWERS.match(after) is not None) or (
        _IN.search(before) is not None and _ENDS.match(after) is not None
    )
    if not is_source and not everyday:
        is_source = _REPORTS.match(after) is not None or _ITS_REPORT.match(after) is not None
    if everyday and not is_source and not _MAGAZINE.match(after):
        return None
    return _Mention(first, end, publishers, (first, end) if is_source else None)


def _is_spelled_as_a_name(said: str, before: str, publishers: tuple[str, ...]) -> bool:
    """Whether an everyday word is written as the outlet writes itself, with its article if it has one."""
    for publisher in publishers:
        if publisher.startswith("The ") and not _THE.search(before):
            continue
        spelling = plain(publisher).removeprefix("The ")
        if said == spelling or (said.istitle() and len(said) > 2 and said.casefold() == spelling.casefold()):
            return True
    return False


def _unknown(text: str, mentions: list[_Mention]) -> Iterator[tuple[int, int]]:
    for pattern in (_UNKNOWN, _UNKNOWN_SMALL):
        for match in pattern.finditer(text[:2000]):
            group = match.lastgroup or 0
            start, end = match.span(group)
            if not any(mention.start < end and start < mention.end for mention in mentions):
                yield start, end
