"""What kind of answer a question wants, and whether a sentence holds one of that kind. Pure."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from rag.language.lexicon import words

AnswerType: TypeAlias = Literal["person", "place", "time", "number", "money", "thing"]

NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    "dozens?|half|third|quarter|twice|double|triple"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_QUESTIONS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"\bhow much (?:money|did .* (?:cost|pay|sell|raise|spend)|will .* (?:cost|pay)|does .* cost)|"
            r"\bwhat (?:price|sum|amount)\b|\bfor how much\b",
            re.I,
        ),
    ),
    (
        "number",
        re.compile(
            r"\bhow (?:many|much|old|tall|long|far|big|large|high|fast|deep|heavy|often)\b|"
            r"\bwhat (?:percent\w*|share|number|proportion|rate|score|age|speed|fraction|magnitude)\b|"
            r"\bwhat was the (?:score|rate|total|number|result|turnout)\b|\bwhich number\b",
            re.I,
        ),
    ),
    (
        "time",
        re.compile(r"\bwhen\b|\bwhat (?:day|date|year|month|time|week)\b|\b(?:which|what) (?:day|year|month)\b", re.I),
    ),
    (
        "place",
        re.compile(
            r"\bwhere\b|\b(?:which|what) (?:\w+ ){0,2}?(?:city|country|state|town|nation|place|island|"
            r"region|province|continent|venue|stadium|river|airport|port|capital|county|territory)\b",
            re.I,
        ),
    ),
    (
        "person",
        re.compile(
            r"\bwho(?:m|se)?\b|\b(?:which|what) (?:\w+ ){0,3}?(?:man|woman|person|actor|actress|singer|player|"
            r"president|minister|politician|leader|author|director|judge|senator|governor|mayor|candidate|star|"
            r"musician|artist|coach|athlete|billionaire|rapper|celebrity|official|lawyer|queen|king|prince|princess)\b",
            re.I,
        ),
    ),
)
_HOLDS: dict[AnswerType, re.Pattern[str]] = {
    "money": re.compile(
        rf"[$€£¥₩₹]\s?\d|\b(?:\d[\d.,]*|{NUMBER_WORD})\s?(?:(?:[mb]n|hundred|thousand|million|billion|trillion)\s)?"
        r"(?:dollars?|euros?|pounds?|cents?|pence|yen|yuan|won|crowns?|francs?|pesos?|rupees?|rou?bles?)\b",
        re.I,
    ),
    "number": re.compile(rf"\d|\b(?:{NUMBER_WORD})\b", re.I),
    "time": re.compile(
        rf"\b(?:{_MONTHS}|{_DAYS}|today|yesterday|tomorrow|tonight|morning|afternoon|evening|night|week|month|year)\b|"
        r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}(?::\d\d)?\s?[ap]\.?m\b"
    ),
    "place": re.compile(r"\b(?:in|at|from|near|to|outside|across|of|off)\s+(?:the\s+)?[A-Z]"),
    "person": re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.|de|van|von|al|bin))*\s+[A-Z][\w’'-]+"),
    "thing": re.compile(r""),
}

_PARTICULAR: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (  # what some numbers look like
    (
        re.compile(r"\bhow old\b|\bwhat age\b", re.I),
        re.compile(
            rf"\b(?:aged?|turn(?:s|ed|ing)?) (?:\d|{NUMBER_WORD})|"
            rf"(?:\d|\b(?:{NUMBER_WORD}))[- ](?:year|month)s?[- ]old|, \d{{1,3}},|"
            r"\b(?:\d|birthday)\b.* years\b|\bborn\b",
            re.I,
        ),
    ),
    (
        re.compile(r"\bwhat (?:percent\w*|share|proportion|fraction)\b", re.I),
        re.compile(
            rf"\d\s?%|per ?cent\b|percentage|\b(?:half|halves|thirds?|quarters?)\b|"
            rf"(?:\d|{NUMBER_WORD}) (?:in|of|out of) ",
            re.I,
        ),
    ),
)


def answer_type(question: str) -> AnswerType:
    """The kind of answer wanted; the wording nearest to the question's end decides, ``thing`` where none tells.

    >>> answer_type("Two ships collided. How many people were hurt?")
    'number'
    """
    found = [
        (match.start(), -order, kind)  # of two kinds at one place the more particular one, listed first, is meant
        for order, (kind, pattern) in enumerate(_QUESTIONS)
        for match in pattern.finditer(question)
    ]
    return max(found)[2] if found else "thing"


_ASKS_FOR = re.compile(r"\b(?:which|what|whose)\b", re.I)
_ENDS_SORT = words(
    "is are was were did do does has have had will would can could should may might must to in of on at for from that "
    "who the a an his her its their this these those"
)


def sort_words(question: str) -> tuple[str, ...]:
    """The words right behind the last which or what, at most three: what is asked for, where a noun stands there.

    >>> sort_words("He may stop sending weapons to which country?"), sort_words("Who won?")
    (('country',), ())
    """
    asked = list(_ASKS_FOR.finditer(question))
    found: list[str] = []
    for raw in question[asked[-1].end() :].split() if asked else []:
        word = raw.strip("“”\"',?.:;").casefold()
        if not word or word in _ENDS_SORT:
            break
        found.append(word)
        if len(found) == 3 or raw[-1] in ",?:":
            break
    return tuple(found)


def holds(kind: AnswerType, sentence: str, question: str) -> bool:
    """Whether the sentence holds something of that kind that the question does not itself contain.

    >>> holds("person", "Mayor Ilse Brandt said no.", "Who said no?")
    True
    """
    if kind == "thing":
        return True
    asked = question.casefold()
    looks = next((looks for wording, looks in _PARTICULAR if wording.search(question)), _HOLDS[kind])
    return any(match.group().casefold() not in asked for match in looks.finditer(sentence))
