"""A number that another has replaced is not told as holding now. A check of ``comparing``."""

from __future__ import annotations

from rag.language.close_reading import Reading
from rag.language.lexicon import words
from rag.language.quantities import Quantity, same_quantity
from rag.proving.evidence import Window

_EARLIER = words("after from")
_COMPARING = words("than against with to previous earlier")
_HOLDS = words("now currently expects expect today still")
_HELD_ONCE = words("was were had earlier before previous previously last ago former formerly until than")


def says_now(claim: Reading) -> bool:
    """True where numbers are told as holding on the day of telling: ``now stands at``, ``expects``."""
    lowers = {word.lower for word in claim.words}
    return bool(claim.quantities) and not lowers.isdisjoint(_HOLDS) and lowers.isdisjoint(_HELD_ONCE)


def replaced(claim: Reading, window: Window) -> str | None:
    """No number is told as holding that the window gives only as the one before."""
    if not says_now(claim):
        return None
    for said in claim.quantities:
        fitting = [(r, known) for r in window.readings for known in r.quantities if same_quantity(said, known)]
        if fitting and all(_earlier_one(claim, said, reading, known) for reading, known in fitting):
            return f"number {said.text} is that of before"
    return None


def _earlier_one(claim: Reading, said: Quantity, evidence: Reading, known: Quantity) -> bool:
    """``now expects 1.6 percent`` for ``1.3 percent, after 1.6 percent``: told as holding what has been replaced."""
    if not _introduced(evidence, known, _EARLIER) or _introduced(claim, said, _EARLIER | _COMPARING):
        return False
    return any(q.last < known.first and q.unit == known.unit and q.way != "from" for q in evidence.quantities)


def _introduced(reading: Reading, quantity: Quantity, by: frozenset[str]) -> bool:
    return any(word.lower in by for word in reading.words[max(0, quantity.first - 3) : quantity.first])
