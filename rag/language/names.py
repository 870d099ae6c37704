"""Names in a sentence: runs of capitalised words, without titles and dates, and when two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.language.daywords import DATE_WORDS
from rag.language.lexicon import COUNTRIES, OFFICES, OPENING, STOP, TITLES
from rag.language.words import Word, stem

_JOINTS = frozenset(
    ("of", "de", "del", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "da", "dos", "di", "du", "the")
)
_DEMONYM_ENDINGS = frozenset(
    (
        "",
        "n",
        "an",
        "ian",
        "ean",
        "ese",
        "ish",
        "i",
        "ic",
        "er",
        "ers",
        "ans",
        "ians",
        "ns",
        "a",
        "ia",
        "s",
        "h",
        "d",
        "e",
        "y",
        "land",
    )
)
_LONG_NAME = re.compile(r"[A-Z]\w+(?:(?: (?:for|of|and|the|on|in|to|&))* [A-Z]\w+)+")
_LONGEST_ACRONYM = 6
_APART = frozenset(
    ("in", "of", "at", "from", "near", "to", "for", "with", "off", "against", "on", "over", "by", "than", "like")
)
_PLACES_OF_BIRTH = {word: "".join(line.split()[:1]) for line in COUNTRIES.strip().splitlines() for word in line.split()}


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words, lower-cased and without possessive ``'s``, at words ``first`` to ``last`` inclusive.

    ``possessive`` ones own what follows. ``weak`` ones only open the sentence, so the capital proves nothing. ``apart``
    ones stand after a preposition. ``offices`` are the one-person titles beside it (``President Vell``).
    """

    parts: tuple[str, ...]
    first: int
    last: int
    text: str
    weak: bool = False
    possessive: bool = False
    apart: bool = False
    offices: frozenset[str] = frozenset()


def names_of(
    words: Sequence[Word], text: str, taken: Collection[int], common: Callable[[str], bool]
) -> tuple[Name, ...]:
    """The names of a sentence in order; ``taken`` are word indices of dates, ``common`` knows ordinary words."""
    found: list[Name] = []
    at = 0
    while at < len(words):
        if not _begins(words, text, at, taken, common):
            at += 1
            continue
        last = _run_end(words, text, at, taken)
        parts = tuple(part for part in (words[i].lower for i in range(at, last + 1)) if part not in _JOINTS)
        opening = at == 0 or _after_stop(text, words, at)
        found.append(
            Name(
                parts,
                at,
                last,
                text[words[at].start : words[last].end],
                weak=opening
                and at == last
                and not _acronym(words[at].text)
                and not words[at].text.endswith(("'s", "’s")),
                possessive=words[last].text.endswith(("'s", "’s"))
                or text[words[last].end : words[last].end + 1] in ("’", "'"),
                apart=not opening and _after_preposition(words, at),
                offices=_offices(words, text, at, last),
            )
        )
        at = last + 1
    return tuple(found)


def _after_preposition(words: Sequence[Word], at: int) -> bool:
    """``in northern Velland``, ``of the banker Pell``: only plain words between."""
    for index in range(at - 1, max(-1, at - 4), -1):
        word = words[index]
        if word.segment != words[at].segment:
            return False
        if word.lower in _APART:
            return True
        if word.lower not in ("the", "a", "an") and (
            word.lower in STOP or word.capital or word.lower.endswith(("ed", "ing"))
        ):
            return False
        if word.lower in ("beat", "won", "met", "told", "led", "hit", "cut"):
            return False
    return False


def _acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def _after_stop(text: str, words: Sequence[Word], at: int) -> bool:
    gap = text[words[at - 1].end : words[at].start]
    return any(char in gap for char in '.:“"?!') and not text[words[at - 1].start : words[at - 1].end].endswith(".")


def _begins(words: Sequence[Word], text: str, at: int, taken: Collection[int], common: Callable[[str], bool]) -> bool:
    word = words[at]
    if not word.capital or at in taken or word.lower in TITLES or word.lower in DATE_WORDS or word.lower == "i":
        return False
    if at and not _after_stop(text, words, at):
        return not (word.lower in STOP and not _acronym(word.text))
    if word.lower in STOP or word.lower in OPENING:
        return _acronym(word.text)
    followed = (
        at + 1 < len(words) and words[at + 1].capital and words[at + 1].lower not in TITLES and at + 1 not in taken
    )
    if followed and text[word.end : words[at + 1].start] == " " and words[at + 1].lower not in STOP:
        return True
    known = any(key[0] == "~" for key in word.keys)  # a word that others mean the same as is no name
    return not (common(word.lower) or known or word.lower.endswith(("ing", "ly", "ed")))


def _run_end(words: Sequence[Word], text: str, at: int, taken: Collection[int]) -> int:
    last, index = at, at + 1
    while index < len(words):
        gap = text[words[index - 1].end : words[index].start]
        if gap not in (" ", "-", "", ". ", " & ", "."):
            break
        if words[last].text.endswith(("'s", "’s")) or (last == index - 1 and text[words[last].end - 1] in "'’"):
            break
        word = words[index]
        if index in taken or word.lower in DATE_WORDS:
            break
        if word.capital and word.lower not in TITLES:
            last = index
        elif (
            not (word.lower in _JOINTS and index + 1 < len(words) and words[index + 1].capital)
            or index + 1 in taken
            or words[index + 1].lower in TITLES
        ):
            break
        index += 1
    return last


def _offices(words: Sequence[Word], text: str, first: int, last: int) -> frozenset[str]:
    found: set[str] = set()
    for index in range(first - 1, max(-1, first - 4), -1):
        gap = text[words[index].end : words[index + 1].start]
        if words[index].lower in OFFICES:
            found.add(words[index].lower)
            break
        if gap.strip() not in ("", ",") or words[index].lower in ("and", "by", "in", "with", "said"):
            break
    at = last + 1
    if (
        at + 1 < len(words)
        and text[words[last].end : words[at].start].strip() == ","
        and words[at].lower in ("a", "an", "the")
    ):
        for index in range(at + 1, min(at + 4, len(words))):
            if words[index].segment != words[at].segment or words[index].lower in ("who", "of", "from"):
                break
            if words[index].lower in OFFICES:
                found.add(words[index].lower)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def same_part(one: str, other: str) -> bool:
    """True where two words of names mean the same: ``norland`` and ``norlanders``, ``us`` and ``american``."""
    if one == other:
        return True
    if one in _PLACES_OF_BIRTH and _PLACES_OF_BIRTH[one] == _PLACES_OF_BIRTH.get(other):
        return True
    short, long = sorted((one, other), key=len)
    shared = 0
    while shared < len(short) and short[shared] == long[shared]:
        shared += 1
    if shared < 4 or shared < len(short) - 2:
        return False
    return short[shared:] in _DEMONYM_ENDINGS and long[shared:] in _DEMONYM_ENDINGS


def acronyms_of(names: Sequence[Name]) -> dict[str, tuple[str, ...]]:
    """The initials that names of three words and more (or two) could be called by, and those names."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        if len(name.parts) >= 2:
            found["".join(part[0] for part in name.parts)] = name.parts
    return found


def spelled_out(text: str) -> dict[str, tuple[str, ...]]:
    """Acronyms that long names in a text may go by, and the names' words: ``CDC``, ``FDA``.

    >>> spelled_out("The Centers for Disease Control and Prevention said so.")["cdc"]
    ('centers', 'disease', 'control')
    """
    found: dict[str, tuple[str, ...]] = {}
    for run in _LONG_NAME.findall(text):
        parts = tuple(word.lower() for word in re.findall(r"[A-Z]\w+", run) if word != "The")
        for length in range(3, min(len(parts), _LONGEST_ACRONYM) + 1):
            found.setdefault("".join(part[0] for part in parts[:length]), parts[:length])
    return found


def name_stem(part: str) -> str:
    """What an ordinary word with the same letters is keyed by: ``National`` in a name, ``national`` in the text."""
    return stem(part)
