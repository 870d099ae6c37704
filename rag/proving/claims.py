"""A sentence to be checked: read once for each day it can be told from, whole and in its clauses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from rag.language.close_reading import PAST_FORMS, Reading, read
from rag.language.lexicon import STOP, words
from rag.language.words import literal

_JOINING = frozenset(("and", "but", "while", "whereas", "although", "though"))
_AUXILIARY = words("will has have had was were is are would could may might must did does can")


class Claim:
    """One sentence. ``told`` is the day of the answer, None where the day of each passage is to be taken."""

    def __init__(self, text: str, told: date | None, common: Callable[[str], bool]) -> None:
        self.text = text
        self.literal = literal(text)
        self._told = told
        self._common = common
        self._readings: dict[date | None, Reading] = {}
        self._clauses: list[Claim] | None = None

    def reading(self, told: date | None) -> Reading:
        """The sentence read closely, against a passage of this day."""
        day = self._told or told
        if day not in self._readings:
            if self._readings and not any(reading.days for reading in self._readings.values()):
                return next(iter(self._readings.values()))  # no dates in it: every day reads alike
            self._readings[day] = read(self.text, day, self._common)
        return self._readings[day]

    def clauses(self) -> list[Claim]:
        """Its clauses as sentences of their own, each with a subject; the sentence alone where it cannot be cut."""
        if self._clauses is None:
            pieces = self._pieces()
            cut = len(pieces) > 1
            self._clauses = [Claim(piece, self._told, self._common) for piece in pieces] if cut else [self]
        return self._clauses

    def _pieces(self) -> list[str]:
        sentence = self.text
        reading = self.reading(None)
        cuts = [
            word.start
            for at, word in enumerate(reading.words)
            if word.lower in _JOINING and not word.quoted and 0 < at < len(reading.words) - 2
            if _verb_after(reading, at)
        ]
        apposed = _apposed(sentence, reading)
        if not cuts and apposed is not None:
            return apposed
        edges = [0, *cuts, len(sentence)]
        pieces = [sentence[a:b].strip(" ,;") for a, b in pairwise(edges)]
        if len(pieces) < 2:
            return [sentence]
        if not all(read(piece, None, self._common).verbs for piece in pieces):
            return [sentence]
        subject = next((name for name in reading.names if not name.apart), None)
        whole: list[str] = [pieces[0]]
        for piece in pieces[1:]:
            rest = piece.split(" ", 1)[-1]
            first = read(rest, None, self._common)
            bare = bool(first.words) and (first.words[0].lower in _AUXILIARY or _past(first.words[0].lower))
            if bare and subject is None:
                return [sentence]
            whole.append(f"{subject.text} {rest}" if bare and subject else rest)
        return whole


def _apposed(sentence: str, reading: Reading) -> list[str] | None:
    """``Vell, elected in June, signed …`` is two claims about Vell."""
    pieces = sentence.split(", ")
    if len(pieces) != 3 or not reading.names or reading.names[0].last + 1 >= len(reading.words):
        return None
    subject = reading.names[0]
    inside = pieces[1].split(" ", 1)[-1] if pieces[1].startswith("who ") else pieces[1]
    if pieces[0].split()[-1] != subject.text.split()[-1] or not _past(inside.split(" ", 1)[0].lower()):
        return None
    return [f"{pieces[0]} {inside}", f"{pieces[0]} {pieces[2]}"]


def _verb_after(reading: Reading, at: int) -> bool:
    return any(
        word.lower in _AUXILIARY or _past(word.lower) or (word.lower.endswith("s") and word.lower not in STOP)
        for word in reading.words[at + 1 : at + 9]
    )


def _past(lower: str) -> bool:
    return lower.endswith("ed") or lower in PAST_FORMS
