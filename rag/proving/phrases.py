"""Words that change the one beside them: a navy ship is no fishing boat, more is not less. Checks of ``comparing``."""

from __future__ import annotations

from rag.language.close_reading import Reading
from rag.language.lexicon import POSSIBLE
from rag.language.quantities import same_quantity
from rag.proving.evidence import Window, loose_keys

_VAGUE = frozenset(("new", "other", "further", "additional", "current", "present", "local", "latest", "planned"))
_MORE = frozenset(("more", "higher", "greater", "larger"))
_WAYS = frozenset(("north", "south", "east", "west", "home", "abroad"))
_UP = frozenset(("more", "higher", "greater", "larger", "above", "up", "longer", "faster", "ahead"))
_DOWN = frozenset(("less", "fewer", "lower", "smaller", "below", "down", "shorter", "slower", "behind"))
_LESS = frozenset(("less", "fewer", "lower", "smaller"))


def modifiers(claim: Reading, window: Window) -> str | None:
    """A word before a noun that the window lacks is not said where the window has another one before that noun."""
    keys = window.keys
    for first, second in zip(claim.body, claim.body[1:], strict=False):
        if claim.words[second].lower in _WAYS or second != first + 1 or first in claim.verbs or second in claim.verbs:
            continue
        if claim.words[first].lower in POSSIBLE or claim.words[first].lower.endswith("est"):
            continue
        if (
            claim.words[first].lower in _VAGUE
            or loose_keys(claim.words[first]) & keys
            or not claim.words[second].keys & keys
        ):
            continue
        for reading in window.readings:
            for before, noun in zip(reading.body, reading.body[1:], strict=False):
                if (
                    noun != before + 1
                    or before in reading.verbs
                    or not reading.words[noun].keys & claim.words[second].keys
                ):
                    continue
                if not any(reading.words[before].keys & claim.words[i].keys for i in claim.body):
                    theirs = f"{reading.words[before].lower} {reading.words[noun].lower}"
                    return f"{theirs}, not {claim.words[first].lower} {claim.words[second].lower}"
    return None


def comparisons(claim: Reading, window: Window) -> str | None:
    """More stays more, and what stands after ``than`` stays there."""
    for reading in window.readings:
        for said, known in ((_UP, _DOWN), (_DOWN, _UP)):
            turned = [q for q in claim.quantities if _word_after(claim, q.last) in said]
            if any(
                same_quantity(q, o) and _word_after(reading, o.last) in known
                for q in turned
                for o in reading.quantities
            ):
                return f"{turned[0].text} {_word_after(claim, turned[0].last)} is the other way round"
        for mine, theirs in ((_MORE, _LESS), (_LESS, _MORE)):
            for at in _followed(claim, mine):
                keys = claim.words[at].keys
                same = any(keys & reading.words[k].keys for k in _followed(reading, mine))
                if not same and any(keys & reading.words[k].keys for k in _followed(reading, theirs)):
                    return f"{claim.words[at - 1].lower} {claim.words[at].lower} is the other way round"
        swapped = _swapped(claim, reading)
        if swapped is not None:
            return swapped
    return None


def _word_after(reading: Reading, at: int) -> str:
    return reading.words[at + 1].lower if at + 1 < len(reading.words) else ""


def _followed(reading: Reading, comparatives: frozenset[str]) -> list[int]:
    return [at for at in reading.body if at and reading.words[at - 1].lower in comparatives]


def _swapped(claim: Reading, reading: Reading) -> str | None:
    own, theirs = _than(claim), _than(reading)
    if own is None or theirs is None:
        return None
    before = {i for i in claim.body if i < own}
    after = set(claim.body) - before
    crossed = [i for i in before if _only_beyond(claim, i, reading, theirs, after=True)]
    back = [i for i in after if _only_beyond(claim, i, reading, theirs, after=False)]
    if crossed and back:
        return f"{claim.words[min(crossed)].lower} and {claim.words[min(back)].lower} have changed places"
    return None


def _than(reading: Reading) -> int | None:
    """Where a comparison's ``than`` stands; not that of ``more than 500``."""
    if "than" not in reading.text:
        return None
    for at, word in enumerate(reading.words):
        following = reading.words[at + 1].lower if at + 1 < len(reading.words) else ""
        counted = any(quantity.first in (at + 1, at + 2) for quantity in reading.quantities)
        if word.lower == "than" and following and not counted:
            return at
    return None


def _only_beyond(claim: Reading, at: int, reading: Reading, than: int, *, after: bool) -> bool:
    keys = claim.words[at].keys
    places = [k for k in reading.body if keys & reading.words[k].keys]
    return bool(places) and all((k > than) == after for k in places)
