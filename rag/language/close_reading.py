"""One sentence read closely: its words, numbers, dates, names and quotations, what is denied and what only may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rag.language.daywords import Day, days_of
from rag.language.lexicon import (
    FUTURE,
    LIGHT,
    NEGATORS,
    NEGATORS_BEFORE_VERB,
    POSSIBLE,
    REALISED,
    SPEECH,
    STOP,
    TITLES,
)
from rag.language.lexicon import words as word_set
from rag.language.names import Name, names_of
from rag.language.quantities import Quantity, quantities_of
from rag.language.words import Word, words_of

_QUOTED = re.compile(
    r"“([^“”]{1,600})”|\"([^\"]{1,600})\"|«([^«»]{1,600})»|(?<!\w)‘([^‘’]{1,600}(?:’\w[^‘’]*){0,8})’(?!\w)"
)
_WHOLE_CLAUSE = frozenset(("no", "nobody", "none", "neither", "nothing", "nor", "never"))
_SCOPE = {"without": 4, "lack": 4, "lacks": 4, "lacked": 4}
_ADJUNCT = frozenset(("in", "at", "on", "during", "by", "for", "from", "near", "over", "with", "to", "than"))
_AUXILIARY = word_set(
    "will to has have had was were is are been be not would could may might must did does can shall should"
)
_BARE_PAST = word_set("beat hit cut put let shut quit set cost read spread split burst cast hurt")
_NO_VERB_AFTER = word_set("a an the its his her their of in on this that these those our my no more")
_DETERMINERS = word_set("the a an its his her their")
_TO_A_THING = frozenset(("due", "owing", "thanks", "according"))
_BE = word_set("is are was were be been being")
_INFINITIVE_AFTER = word_set("is are was were has have")

_KEEPING_FROM = frozenset(("~ban", "~prevent", "~barricade"))
_COMPARED = frozenset(("more", "less", "fewer", "later", "earlier"))

PAST_FORMS = word_set(
    """
    won lost fell rose said sold bought began left found held kept stole fled built burnt sank broke met paid
    sent spoke struck shot fought flew froze grew gave ran drove wrote led sought taught brought became came
    went saw spent stood withdrew died swore chose drew threw caught took made got told
    """
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence taken apart. ``negated`` and ``mood`` are per word: mood 0 told as fact, 1 to come, 2 only possible.

    ``verbs`` are the words that are probably verbs; ``body`` the words of content outside numbers, dates and names.
    """

    text: str
    words: tuple[Word, ...]
    days: tuple[Day, ...]
    quantities: tuple[Quantity, ...]
    names: tuple[Name, ...]
    quotes: tuple[str, ...]
    negated: tuple[bool, ...]
    mood: tuple[int, ...]
    body: tuple[int, ...]
    verbs: frozenset[int]

    @property
    def denies(self) -> bool:
        """True where anything in the sentence is negated."""
        return any(self.negated)


def read(text: str, anchor: date | None, common: Callable[[str], bool]) -> Reading:
    """Takes a sentence apart; ``anchor`` is the day it was written, ``common`` tells ordinary words from names."""
    words = words_of(text)
    days = days_of(words, anchor)
    dated = {index for day in days for index in range(day.first, day.last + 1)}
    quantities = quantities_of(words, text, dated)
    taken = dated | {i for q in quantities for i in range(q.first, q.last + 1)}
    names = names_of(words, text, taken, common)
    taken |= {i for name in names for i in range(name.first, name.last + 1)}
    taken |= {name.first - back for name in names for back in (1, 2, 3) if _titled(words, name.first, back)}
    return Reading(
        text,
        words,
        days,
        quantities,
        names,
        tuple(next(filter(None, match.groups())) for match in _QUOTED.finditer(text)),
        _negated(words),
        _moods(words),
        tuple(index for index, word in enumerate(words) if word.content and index not in taken),
        _verbs(words, names),
    )


def _verbs(words: tuple[Word, ...], names: tuple[Name, ...]) -> frozenset[int]:
    after_name = {name.last + 1 for name in names if not name.possessive}
    found: set[int] = set()
    for at, word in enumerate(words):
        before = words[at - 1].lower if at else ""
        if before in _NO_VERB_AFTER or (before == "to" and at > 1 and words[at - 2].lower in _TO_A_THING):
            continue
        lower = word.lower
        past = lower.endswith("ed") or lower in PAST_FORMS or lower in _BARE_PAST
        following = words[at + 1].lower if at + 1 < len(words) else ""
        bare = word.content and before != "" and following in _DETERMINERS and words[at - 1].content
        bare = bare and words[at + 1].segment == word.segment
        if past or before in _AUXILIARY or (at in after_name and lower.endswith("s")) or bare:
            found.add(at)
    return frozenset(found)


def _titled(words: tuple[Word, ...], first: int, back: int) -> bool:
    """True where the words up to ``back`` before a name are all titles: ``Finance Minister`` Crewe."""
    return first - back >= 0 and all(words[first - step].lower in TITLES for step in range(1, back + 1))


def _negated(words: tuple[Word, ...]) -> tuple[bool, ...]:
    flags = [False] * len(words)
    for at, word in enumerate(words):
        if word.lower not in NEGATORS:
            continue
        if word.lower == "no" and (_bounds(words, at) or _ranks(words, at)):
            continue
        if word.lower in NEGATORS_BEFORE_VERB and not _verb_follows(words, at):
            continue
        if word.lower == "not" and at + 1 < len(words) and words[at + 1].lower in ("only", "guilty"):
            continue
        reach = _SCOPE.get(word.lower, 4 if word.lower in NEGATORS_BEFORE_VERB else 7)
        for index in range(at + 1, min(at + 1 + reach, len(words))):
            if (
                words[index].segment != word.segment
                or (words[index].lower in _ADJUNCT and index > at + (1 if word.lower == "without" else 2))
                or words[index].lower in ("among", "between")
            ):
                break
            flags[index] = True
        if word.lower in _WHOLE_CLAUSE and at and words[at - 1].segment == word.segment and words[at - 1].content:
            flags[at - 1] = True  # found no evidence
    for at in _kept_from(words):
        flags[at] = True
    return tuple(flags)


def _kept_from(words: tuple[Word, ...]) -> Iterator[int]:
    """``barred Vell from taking over``: it was not done."""
    for at, word in enumerate(words):
        if word.lower != "from" or at + 1 >= len(words) or not words[at + 1].lower.endswith("ing"):
            continue
        before = [w for w in words[max(0, at - 8) : at] if w.segment == word.segment]
        if any(w.keys & _KEEPING_FROM for w in before):
            yield from (i for i in range(at + 1, min(at + 4, len(words))) if words[i].segment == word.segment)


def _ranks(words: tuple[Word, ...], at: int) -> bool:
    """``the No. 1 culprit`` denies nothing."""
    return words[at].capital and at + 1 < len(words) and words[at + 1].lower.isdigit()


def _bounds(words: tuple[Word, ...], at: int) -> bool:
    """``no more than 24`` denies nothing."""
    following = [word.lower for word in words[at + 1 : at + 3]]
    return len(following) == 2 and following[0] in _COMPARED and following[1] == "than"


def _verb_follows(words: tuple[Word, ...], at: int) -> bool:
    if at + 1 >= len(words):
        return False
    following = words[at + 1].lower
    return following == "to" or following.endswith("ing") or following in ("having", "any")


def _moods(words: tuple[Word, ...]) -> tuple[int, ...]:
    moods = [0] * len(words)
    for at, word in enumerate(words):
        mood = 2 if word.lower in POSSIBLE else 1 if word.lower in FUTURE or _is_to(words, at) else 0
        if word.lower == "would" and any(before.lower in SPEECH for before in words[:at]):
            mood = 1  # said that it would: what will be, told later
        if not mood or (word.lower == "may" and word.capital and at):
            continue
        if word.lower in ("would", "could", "must", "should") and _have_follows(words, at):
            continue
        for index in range(at + 1, min(at + 9, len(words))):
            if words[index].segment != word.segment:
                break
            moods[index] = max(moods[index], mood)
    if words and words[0].lower.endswith("ing"):
        ahead = [word.lower for word in words if word.segment == words[0].segment]
        moods[0] = 1 if {"will", "would", "could", "may", "might"} & set(ahead) else 0
    return tuple(moods)


def _is_to(words: tuple[Word, ...], at: int) -> bool:
    return words[at].lower == "to" and at > 0 and words[at - 1].lower in _INFINITIVE_AFTER


def _have_follows(words: tuple[Word, ...], at: int) -> bool:
    return at + 2 < len(words) and words[at + 1].lower == "not" and words[at + 2].lower == "have"


def realised(reading: Reading, at: int) -> bool:
    """True where the word is told as something that has happened or holds: ``has approved``, ``is back``."""
    if reading.mood[at]:
        return False
    words = reading.words
    lower = words[at].lower
    for index in range(at - 1, max(-1, at - 5), -1):
        before = words[index].lower
        if words[index].segment != words[at].segment or before.endswith("ing"):
            break
        if before in REALISED or (before in STOP and before in PAST_FORMS and before != "said"):
            return True
        if before in ("is", "are") and not lower.endswith("ing"):
            return index < at - 1 or lower.endswith(("ed", "en"))
    return lower.endswith("ed") or (words[at].lower in PAST_FORMS)


def passive(reading: Reading, at: int) -> bool:
    """True where the verb at this word is in the passive: ``was acquitted``, ``has been banned``, ``stolen by``."""
    words = reading.words
    if words[at].lower.endswith("ing"):
        return False
    for index in range(at - 1, max(-1, at - 4), -1):
        before = words[index].lower
        if before in _BE:
            return True
        if not (before.endswith("ly") or before in ("not", "also", "now", "first", "later", "never")):
            break
    if at + 1 < len(words) and words[at + 1].lower == "by" and words[at].lower.endswith(("ed", "en", "t")):
        return at + 2 < len(words) and not words[at + 2].lower[0].isdigit()
    return False


def says_little(claim: Reading, at: int) -> bool:
    """A verb that may be missing: a light one, or ``refused to`` before what was refused."""
    lower = claim.words[at].lower
    if lower in LIGHT or "happen" in claim.words[at].keys:
        return True
    return lower in NEGATORS_BEFORE_VERB and any(claim.negated[at + 1 : at + 3])
