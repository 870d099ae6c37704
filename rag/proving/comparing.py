"""What a sentence says against one or two sentences of a passage: the first thing in it that they do not bear out.

Every check is a function of the claim's reading and a window that returns what is wrong, in words, or None.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.language.close_reading import Reading, says_little
from rag.language.lexicon import ORDINARY, WEIGHTY
from rag.language.quantities import PERSON_KEYS
from rag.language.words import opposites_of, stem
from rag.proving.evidence import Window, meant_by_the, telling_keys
from rag.proving.figures import dates, numbers
from rag.proving.naming import names
from rag.proving.phrases import comparisons, modifiers
from rag.proving.quotations import quotations
from rag.proving.replaced import replaced
from rag.proving.roles import places, roles
from rag.proving.sides import order, told_once, verbs_in_place
from rag.proving.speaking import noun_speakers, speakers, to_the_reader
from rag.proving.turning import cause, mood, opposites, ordered, polarity, strength

ENOUGH = 0.6
"""The share of a claim's own words that one or two sentences of a passage must hold; chosen on the table of cases."""

_ENOUGH_WITHOUT_VERB = 0.85
_CLAUSE_LACKS = 0.5
_NONE_TO_SPARE = 3
_TOLD_BESIDES = 4
_ORDINARY = frozenset(f"~{word}" for word in ORDINARY)
_WEIGHTY = frozenset(stem(word) for word in WEIGHTY)
_MISSING = (quotations, numbers, dates, names, strength, cause, told_once, verbs_in_place)
_CONTRADICTED = (
    to_the_reader,
    order,
    modifiers,
    comparisons,
    replaced,
    roles,
    places,
    speakers,
    noun_speakers,
    polarity,
    opposites,
    mood,
    ordered,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a window does not bear out; ``contradicted`` where it says otherwise rather than nothing."""

    text: str
    contradicted: bool = False


def first_problem(claim: Reading, window: Window) -> Problem | None:
    """The first thing the window does not bear out, or None; what contradicts comes first."""
    for check in _CONTRADICTED:
        problem = check(claim, window)
        if problem is not None:
            return Problem(problem, contradicted=True)
    lacking = _too_little(claim, window)
    if lacking is not None:
        return Problem(lacking)
    for check in _MISSING:
        problem = check(claim, window)
        if problem is not None:
            return Problem(problem)
    return None


def _too_little(claim: Reading, window: Window) -> str | None:
    """What of the claim's own words the window lacks, where it is too much."""
    keys = window.keys
    found = {at: held(claim, at, keys) or meant_by_the(claim, at, window) for at in claim.body}
    found = {at: there for at, there in found.items() if there or not says_little(claim, at)}
    missing = [claim.words[at].lower for at, there in found.items() if not there]
    if not missing:
        return None
    share = 1 - len(missing) / len(found)
    if _only_ordinary_words(claim, [at for at, there in found.items() if not there], window):
        return None
    verb_missing = any(not there and at in claim.verbs for at, there in found.items())
    least = _ENOUGH_WITHOUT_VERB if verb_missing or _says_only_this(claim, len(found)) else ENOUGH
    if share < least or len(found) <= 2:
        return f"the passage does not say {', '.join(missing[:4])}"
    segments: dict[int, list[int]] = {}
    for at in found:
        segments.setdefault(claim.words[at].segment, []).append(at)
    for inside in segments.values():
        lacking = [claim.words[at].lower for at in inside if not found[at]]
        if any(found[at] and at in claim.verbs for at in inside) and len(lacking) * 2 <= len(inside):
            continue
        if lacking and len(lacking) / len(inside) >= _CLAUSE_LACKS and len(segments) > 1:
            return f"the passage does not say {', '.join(lacking[:4])}"
    return None


def _says_only_this(claim: Reading, said: int) -> bool:
    """Three words without a name or number: ``the vessel was struck by lightning`` has none to spare."""
    return said <= _NONE_TO_SPARE and not (claim.denies or claim.names or claim.quantities or claim.days)


def _only_ordinary_words(claim: Reading, missing: list[int], window: Window) -> bool:
    """A word or two that make no news by themselves are put differently; all else stands in one sentence there."""
    if sum(at in claim.verbs for at in missing) > 1 or not all(_ordinary(claim, at) for at in missing):
        return False
    main = window.evidence.sentences[window.at[window.main]]
    others = [at for at in claim.body if at not in missing and not says_little(claim, at)]
    at_hand = sum(held(claim, at, main.keys) for at in others)
    if at_hand != len(others) or max(main.reading.mood) > max(claim.mood[at] for at in missing):
        return False  # what is only to come is not told as done
    told = at_hand + len(claim.names) + len(claim.quantities) + len(claim.days)
    return at_hand > 1 and told >= _TOLD_BESIDES * len(missing)


def _ordinary(claim: Reading, at: int) -> bool:
    keys = claim.words[at].keys
    known = [key for key in keys if key[0] == "~"]
    weighty = bool(keys & _WEIGHTY) or not all(key in _ORDINARY for key in known) or bool(opposites_of(keys))
    return not (weighty or claim.negated[at])


def held(claim: Reading, at: int, keys: frozenset[str]) -> bool:
    """True where a word of the claim, or what tells the same from the other side, is among the keys."""
    word = claim.words[at]
    if word.lower in ("people", "persons", "person") and keys & PERSON_KEYS:
        return True
    return bool(telling_keys(word) & keys)
