"""What shape a follow-up has: a question word alone, "what about X", a question without a subject. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from rag.language.lexicon import words
from rag.language.words import stem
from rag.retrieval.time_window import read_times

_FEW_WORDS = 6  # that a question without a verb may have

_LEAD_IN = re.compile(
    r"^\W*(?:(?:and|but|so|then|ok|okay|well|also|now|thanks|right|hm+|oh)\b[\s,.!–—-]*)+", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(r"^(?:(?:what|how)\s+about|and\s+what\s+(?:of|about))\s+(.+?)[?.!\s]*$", re.IGNORECASE)
_AND = re.compile(
    r"^\W*(?:and|or|but)\s+((?:(?:in|on|at|of|from|for|to|with|by|since|until|after|before)\s+)?[^?]{2,60}?)[?.!\s]*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(in|on|at|of|from|for|to|with|by|since|until|after|before)\s+(.+)$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:since\s+|until\s+|by\s+|for\s+|from\s+|with\s+|to\s+)?(?:who|whom|whose|what|which|when|where|why|how)"
    r"(?:\s+(?:exactly|come|so|not|else|many|much|long|often|far|old|big|bad|soon|late|early|precisely|then|now|from|to|ones?))?$",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^\W*(?:when|where|why|how)\s+(?=(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when|what\s+(?:day|date|time|year)|how\s+long|since|until)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had|will)\b", re.IGNORECASE
)
_ANYBODY = re.compile(r"\b(?:any|some|every|no)(?:body|one)\b(?!\s+(?:who|that|in|at|from|of)\b)", re.IGNORECASE)

# Words that tell nothing without a subject: a question that holds no others leans on the one before.
_OPEN = frozenset(
    stem(word)
    for word in words(
        """
        happen happened next after else more people person persons man woman child children dead alive hurt
        injured killed wounded missing rescued died die dies survive survived survivors victims casualties
        damage damaged anybody anyone somebody someone everybody everyone nobody wins win won lose lost score
        result results outcome cause caused reason reasons responsible blame blamed guilty arrested charged
        convicted sentenced know known react reacted reaction reactions respond responded response answer
        answered agree agreed vote voted decide decided decision start started begin began end ended finish last
        lasted long leave left arrive arrived return returned cost costs pay paid price involved affected
        expected plan planned exactly details detail background explain consequences effect effects evidence
        true really sure suspect suspects suspected found find big bad old many much often first new news latest
        update updates replace replaced replaces successor succeed succeeds follow followed supported support
        opposed oppose against favour favor benefit benefits consequence impact change changed mean means matter
        important worse better possible avoid avoided prevent prevented investigate investigated investigating
        investigation apologise apologize deny denied confirm confirmed evacuated detained released stop stopped
        continue aboard
        """
    )
)


def without_lead_in(question: str) -> str:
    """The question without *and*, *but*, *OK*, *thanks* … at its start.

    >>> without_lead_in("OK, and when did he leave?")
    'when did he leave?'
    """
    return _LEAD_IN.sub("", question).strip()


def asked_about(question: str) -> str | None:
    """The X of "what about X?" and "and X?", where such a few words are the whole question; else None.

    >>> asked_about("And in March?"), asked_about("What about Ilse Brandt?"), asked_about("Who won?")
    ('in March', 'Ilse Brandt', None)
    """
    if about := _WHAT_ABOUT.match(without_lead_in(question)):
        return about[1]
    about = _AND.match(question)
    return about[1] if about and not _ASKS.search(about[1]) and len(about[1].split()) <= _FEW_WORDS else None


def is_fragment(question: str) -> bool:
    """Whether it is "what about X?" or, of any length, "and X?" without a verb that asks."""
    return bool(says_what_about(without_lead_in(question)) or (_AND.match(question) and not _ASKS.search(question)))


def says_what_about(question: str) -> bool:
    """Whether it says the very words "what about" or "how about"."""
    return _WHAT_ABOUT.match(question) is not None


def preposition_in(words: str) -> tuple[str, str]:
    """The preposition that some words begin with, in lower case, and the others; "" where they begin with none.

    >>> preposition_in("In March"), preposition_in("Ilse Brandt")
    (('in', 'March'), ('', 'Ilse Brandt'))
    """
    match = _PREPOSITION.match(words)
    return (match[1].lower(), match[2]) if match else ("", words)


def is_bare(text: str) -> bool:
    """Whether a question, its mark taken off, is a question word and no more: "since when", "how many"."""
    return _BARE.match(text) is not None


def replaces_word(bare: str) -> bool:
    """Whether a bare question asks the earlier one again by another word: "why", not "how come"."""
    return bare.split()[0].lower() in ("when", "where", "why", "how") and len(bare.split()) <= 2 and "come" not in bare


def without_question_word(question: str) -> str | None:
    """What follows *when*, *where*, *why* or *how*, from its verb on; None where it does not begin with one.

    >>> without_question_word("When did Lee leave?")
    'did Lee leave?'
    """
    match = _FRAME.match(question)
    return question[match.end() :] if match else None


def asks_for_day(question: str) -> bool:
    """Whether a day, or how long it was, is what it asks for."""
    return _WHEN.search(question) is not None


def lacks_subject(bare: str, content: Sequence[str], as_of: datetime) -> bool:
    """Whether a question without names or pronouns leans on the one before: ``content`` are its words of content."""
    if read_times(bare, as_of).window is not None and not content:
        return True
    if _ANYBODY.search(bare):
        return True
    if any(stem(word) not in _OPEN for word in content):
        return bool(
            re.fullmatch(r"(?:how many|who|what|which|when|where)\s+(?:was|were|got|are)\s+\w+(?:ed|en)\W*", bare, re.I)
        )
    return bool(content) or len(bare.split()) <= 4
