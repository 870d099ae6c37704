"""Words of a question that point back to something said before: *he*, *its*, *there*, *that*. Pure, rules of thumb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.language.close_reading import read
from rag.language.lexicon import OFFICES, STOP, TITLES, words
from rag.language.names import Name

Kind: TypeAlias = Literal["person", "people", "thing", "place", "event"]

_PRONOUNS: dict[str, tuple[Kind, bool]] = {  # the kind of what is meant, and whether it owns what follows
    "he": ("person", False), "him": ("person", False), "his": ("person", True), "himself": ("person", False),
    "she": ("person", False), "her": ("person", False), "hers": ("person", True), "herself": ("person", False),
    "they": ("people", False), "them": ("people", False), "their": ("people", True), "theirs": ("people", True),
    "it": ("thing", False), "its": ("thing", True), "itself": ("thing", False),
}  # fmt: skip

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'][^’']{2,}[’'](?!\w)")
_TOKEN = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CONTRACTED = re.compile(r"['’](?:s|re|ll|d|ve)$")
_EXISTS = re.compile(
    r"\b(?:is|are|was|were|will|has|have|had|would|could|can|may|might|should)(?:n['’]t)?\s+there\b"
    r"(?!\s*[?.!,]*$)|\bhow\s+(?:many|much)\b.{0,80}?\b(?:is|are|was|were)\s+there\b|\bthere\s+(?:is|are|was|were|will|has|have|had|may|might|could|would)\b|\bthere['’]s\b",
    re.IGNORECASE,
)
_WEATHER_OR_EMPTY = re.compile(
    r"\b(?:it(?:['’]s|\s+(?:is|was|has\s+been|will\s+be|be))?\s+(?:still\s+|going\s+to\s+)?"
    r"(?:rain|snow|hail|freez|sleet|thunder)\w*"
    r"|(?:is|was|will|does|did|has)\s+it\s+(?:still\s+|going\s+to\s+|been\s+)?(?:rain|snow|hail|freez|storm)\w*"
    r"|(?:is|was|would|will|isn['’]t)\s+it\s+(?:be\s+)?(?:true|possible|likely|legal|illegal|safe|normal|important|"
    r"necessary|ever|worth|hard|easy|dangerous|too\s+late|right|wrong|known|clear|certain|unusual)\s+(?:that|to|for|if)\b"
    r"|it(?:['’]s|\s+is|\s+was)\s+(?:true|possible|likely|said|reported|known|legal)\s+(?:that|to|for)\b"
    r"|(?:does|did|will|would)\s+it\s+(?:take|cost|matter|mean|feel)\b(?=.*\b(?:to|if|when|that)\b)"
    r"|what\s+(?:time|day|date|year)\s+is\s+it|(?:how|what)['’]?s?\s+(?:is\s+)?it\s+like\s+to|that\s+is\s+it"
    r"|(?:what|who|when|where|why|how)\s+(?:is|was)\s+it\s+that)\b",
    re.IGNORECASE,
)
_DEICTIC = words(
    """
    week month year morning afternoon evening night season weekend summer winter spring autumn fall century decade
    time quarter monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas easter day
    """
)
_AUXILIARY = words("is are was were did does do has have had will would can could should may might must be been")
_POINTS_BEFORE = words("about of for after before by than from with do did does is was why how like cause caused")
_NO_NOUN_AFTER = _AUXILIARY | words(
    "to by on in at for from with and or but when if because after before that not never ever really all also so mean "
    "again now then as about of happen happened happening occur come came start started begin began end ended affect"
)
_CLAUSE = re.compile(r",|\b(?:when|if|that|because|before|after|while|until|whether|as)\b", re.IGNORECASE)
_HEADED = re.compile(
    r"\b(?:the|an?|any|some|every|which|what|how\s+many)\s+(?:(?:prime|chief|former|new|old)\s+)?"
    r"(?!(?:the|is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b)([^\W\d_]{3,})",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:er|or|ist|man|woman|ant|ian|boy|girl|person|victim|suspect)s?$")
_NAMES_HER = words("named appointed made elected called chose")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Characters ``start`` to ``end`` of a question, which stand for something said before."""

    start: int
    end: int
    kind: Kind
    owns: bool = False


def pointers(question: str) -> list[Pointer]:
    """The words that only make sense with what was said before, in order; none in a question that stands alone.

    >>> [(pointer.kind, pointer.owns) for pointer in pointers("Did he like its taste?")]
    [('person', False), ('thing', True)]
    >>> pointers("Did Lee say he left?")
    []
    """
    text = _hidden(question)
    tokens = list(_TOKEN.finditer(text))
    names = names_in(question)
    found = []
    for at in range(len(tokens)):
        pointer = _pronoun(text, tokens, at, names) or _demonstrative(tokens, at)
        if pointer is not None:
            found.append(pointer)
    return found


def names_in(text: str) -> tuple[Name, ...]:
    """The names of a text of one or a few sentences, without those that only open a sentence."""
    reading = read(text, None, lambda word: word in STOP)
    return tuple(name for name in reading.names if not (name.weak and name.text.casefold() in STOP))


def _hidden(question: str) -> str:
    """The question with spaces for what is quoted and for words that look like pronouns and point to nothing."""
    text = question
    for pattern in (_QUOTED, _WEATHER_OR_EMPTY, _EXISTS):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def _pronoun(text: str, tokens: list[re.Match[str]], at: int, names: tuple[Name, ...]) -> Pointer | None:
    token = tokens[at]
    said = _CONTRACTED.sub("", token.group())
    if (said.isupper() and len(said) > 1) or (said[0].isupper() and text[: token.start()].strip()):
        return None  # IT, or the title of something
    known = _PRONOUNS.get(said.lower())
    if known is None:
        return None
    kind, owns = known
    if said.lower() == "her":
        owns = _owns(tokens, at)
    before = text[: token.start()]
    if _bound(before, kind, owns, names, tokens, at):
        return None
    return Pointer(token.start(), token.start() + len(said), kind, owns)


def _owns(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether *her* is followed by what is hers: not in ``named her minister``."""
    following = tokens[at + 1].group().lower() if at + 1 < len(tokens) else ""
    named = at > 0 and tokens[at - 1].group().lower() in _NAMES_HER and following in OFFICES | TITLES
    return bool(following) and following not in _NO_NOUN_AFTER and not named


def _bound(before: str, kind: Kind, owns: bool, names: tuple[Name, ...], tokens: list[re.Match[str]], at: int) -> bool:
    """Whether the question itself says, earlier, whom a pronoun means."""
    nouns = [match[1].lower() for match in _HEADED.finditer(before)]
    if kind == "person":
        nouns = [noun for noun in nouns if noun in TITLES or noun in OFFICES or _PERSON.search(noun)]
    if not nouns and not any(name.text in before for name in names):
        return False
    if kind != "thing" or owns:
        return True
    following = tokens[at + 1].group().lower() if at + 1 < len(tokens) else ""
    asked = at > 0 and tokens[at - 1].group().lower() in _AUXILIARY  # "does it have": what the question is about
    return _CLAUSE.search(before) is not None or (following in _AUXILIARY and not asked)


def _demonstrative(tokens: list[re.Match[str]], at: int) -> Pointer | None:
    token = tokens[at]
    said = _CONTRACTED.sub("", token.group()).lower()
    following = tokens[at + 1].group() if at + 1 < len(tokens) else ""
    before = tokens[at - 1].group().lower() if at else ""
    contracted = said != token.group().lower()
    span = token.start(), token.start() + len(said)
    if said in ("there", "here"):
        return Pointer(*span, "place") if said == "there" else None
    if said in ("this", "these", "those", "that"):
        if following.lower() in _DEICTIC and said in ("this", "these"):
            return None
        alone = contracted or not following or following.lower() in _NO_NOUN_AFTER
        if said == "that" and at and before not in _POINTS_BEFORE and following:
            return None  # "reports that", "the man that"
        if alone:
            return Pointer(*span, "event")
        if following[0].islower() and (said != "that" or at == 0 or before in _POINTS_BEFORE):
            return Pointer(*span, "event")
    if said in ("then", "so") and not following and before in ("since", "until", "by", "why", "how"):
        return Pointer(*span, "event")
    return None
