"""Whom and what an earlier question and its answer were about, so that a follow-up can name them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.answering.followups.referring import Kind, names_in
from rag.language.lexicon import OFFICES, STOP, TITLES, words
from rag.language.names import Name
from rag.retrieval.wording import PAST
from rag.types import Turn

_WHO = re.compile(r"^\W*who(?:m|se|['’]s)?\b", re.IGNORECASE)
_NOT_PEOPLE = words(
    """
    bank bridge board lines institute agency ministry department council court company corporation group party union
    university school hospital airport harbour harbor port park island islands river lake street road square prize cup
    league club rovers athletic city united office house senate assembly parliament congress commission committee
    association trust authority foundation festival awards award act bill treaty agreement war battle storm hurricane
    typhoon crown star times post news radio gazette courier press foods bakery yard marine care clinic bay sea ocean
    mountain valley county state states kingdom republic police army navy force forces games olympics inc ltd plc corp
    co airlines airways motors systems technologies energy partners capital holdings museum gallery theatre stadium
    """
)
_SPEAKS = words("said says told added resigned died announced wrote warned denied admitted")
_PLACE_BEFORE = words("in at near off outside across around from to of")  # the last three also stand before people
_GROUPS = words("lines bank board company party union police government council ministry foods club team agency group")
_PHRASE = re.compile(
    r"\b(the|a|an|this|that|its|their)\s+((?:[^\W\d_]+(?:-[^\W\d_]+)?)(?:\s+[^\W\d_]+)?)", re.IGNORECASE
)
_LATE = words("of in on at for to by with and or from that who which after before when if as is was were be been run")
_NOT_THE_SUBJECT = words(
    "cause reason number name date end start result day time year rest same first last latest next way"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, how it is put into a question (``the Morrow Star``), and whether it is a person's (likely above 0)."""

    text: str
    name: str
    likely_person: int
    place: bool
    group: bool


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a turn was about, likeliest first: names of the question, names of the answer, and nouns of the question."""

    question: tuple[Mention, ...]
    answer: tuple[Mention, ...]
    nouns: tuple[str, ...]
    who_asked: bool

    def find(self, kind: Kind) -> str | None:
        """What a pronoun of that kind means, as it is put in its place; None where nothing fits."""
        if kind == "person":
            return self._person()
        if kind == "place":
            return _last(mention.name for mention in (*self.answer[::-1], *self.question) if mention.place)
        if kind == "people":
            groups = _last(m.text for m in self.question if m.group)
            plural = _last(noun for noun in self.nouns if noun.endswith("s") and not noun.endswith("ss"))
            return groups or plural or _last(m.text for m in self.answer[::-1] if m.group)
        if kind == "thing":
            named = _last(m.text for m in self.question if m.likely_person <= 0 and not m.place)
            answered = _last(m.text for m in self.answer[::-1] if m.likely_person <= 0 and not m.place)
            return named or _last(self.nouns) or answered
        return None

    def _person(self) -> str | None:
        own = {mention.name for mention in self.question}
        asked = [m for m in self.question if m.likely_person > 0]
        answered = [m for m in self.answer if m.likely_person > 0 and m.name not in own]
        if self.who_asked and answered:
            return answered[0].name
        likeliest = max((*asked, *answered), key=lambda mention: mention.likely_person, default=None)
        return None if likeliest is None else likeliest.name

    def ending_in(self, noun: str) -> str | None:
        """The name that a noun calls back: ``bridge`` *the Aldren Bridge*, ``ferry`` *the ferry Morrow Star*."""
        for mention in (*self.question, *self.answer):
            parts = mention.text.casefold().removeprefix("the ").split()
            if len(parts) > 1 and mention.likely_person <= 0 and noun.casefold() in (parts[0], parts[-1]):
                return f"the {mention.text.removeprefix('the ')}"
        return None


def mentions_of(turn: Turn) -> Mentions:
    """What a question, made whole, and the first sentence of its answer mention."""
    asked = _mentions(turn.question)
    return Mentions(asked, _mentions(turn.answer), _nouns(turn.question), _WHO.match(turn.question) is not None)


def _mentions(text: str) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for name in names_in(text):
        mention = _mention(name, text)
        known = found.get(mention.name)
        if known is None or known.likely_person < mention.likely_person:
            found[mention.name] = mention
    return tuple(found.values())


def _mention(name: Name, text: str) -> Mention:
    said = re.sub(r"['’]s$", "", name.text)
    start = text.index(name.text)
    before = text[:start].split()
    last = before[-1].casefold() if before else ""
    shown = said
    if last == "the":
        shown = f"the {said}"
    elif last and last.isalpha() and last not in STOP | TITLES and len(before) > 1 and before[-2].casefold() == "the":
        shown = f"the {last} {said}"  # the ferry Morrow Star
    after = re.findall(r"[^\W\d_]+", text[start + len(name.text) :])[:2]
    parts = said.split()
    thing = last == "the" or shown != said or _known_thing(parts)
    likely = 0
    if last in TITLES or last in OFFICES or name.offices:
        likely, thing, shown = 3, False, said
    elif not thing:
        likely = 2 if len(parts) in (2, 3) and all(part[0].isupper() for part in parts) else 0
        likely += bool(after) and after[0].islower() and after[0] not in STOP - _SPEAKS
    where = before[-2].casefold() if last == "the" and len(before) > 1 else last
    place = (
        where in _PLACE_BEFORE and (len(parts) == 1 or where not in ("from", "to", "of")) and not _known_thing(parts)
    )
    likely -= 3 * place
    group = not _GROUPS.isdisjoint(part.casefold() for part in parts)
    return Mention(shown, said, -1 if thing else likely, place, group)


def _known_thing(parts: Iterable[str]) -> bool:
    return not _NOT_PEOPLE.isdisjoint(part.casefold() for part in parts)


def _nouns(question: str) -> tuple[str, ...]:
    """``the ferry``, ``the tram strike``: what a question without names is about, the subject as it can be repeated."""
    found = []
    for match in _PHRASE.finditer(question):
        kept: list[str] = []
        for word in match[2].split():
            if word.casefold() in _LATE or word[0].isupper() or (kept and PAST.fullmatch(word)):
                break
            kept.append(word)
        if kept and kept[0].casefold() not in _NOT_THE_SUBJECT:
            found.append(f"the {' '.join(kept)}")
    return tuple(found)


def _last(found: Iterable[str]) -> str | None:
    return next(reversed(list(found)), None)
