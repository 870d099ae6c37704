"""Who says so: what somebody says in the claim, the same one says in the passage. Checks of ``comparing``."""

from __future__ import annotations

from rag.language.close_reading import Reading, passive
from rag.language.lexicon import SPEECH, words
from rag.language.names import Name
from rag.proving.evidence import Window
from rag.proving.roles import antecedents, same_person

_TELLING = SPEECH | words(
    """
    blamed praised urged asked promised apologised apologized accused demanded hopes hoped fears feared denied admitted
    rejected welcomed criticised criticized advised recommended
    """
)


def speakers(claim: Reading, window: Window) -> str | None:
    """Whoever says so in the claim says so in the passage."""
    said_by = _spoken(claim, nearest=True)
    if not said_by:
        return None
    speaker = said_by[0]
    outlet = window.evidence.passage.publisher.lower().split()
    if all(part in outlet for part in speaker.parts):
        return None
    known = _spoken(window.main_reading) or _meant_by_pronoun(window)
    if known:
        if any(same_person(speaker, name, window) for name in known):
            return None
        return f"it is {known[0].text} who says so, not {speaker.text}"
    beside = [name for reading in window.near() for name in _spoken(reading)]
    if any(same_person(speaker, name, window) for name in [*window.main_reading.names, *beside]):
        return None
    return f"{speaker.text} does not say so in the passage"


def to_the_reader(claim: Reading, window: Window) -> str | None:
    """An answer asks nothing and bids nobody do anything, unless the passage does."""
    if _addressed(claim) and not any(_addressed(reading) for reading in window.readings):
        return "it speaks to the reader, the passage does not"
    if claim.text.rstrip(" ”\"'’)").endswith("?") and not any("?" in reading.text for reading in window.readings):
        return "it asks, the passage does not"
    return None


def _addressed(reading: Reading) -> bool:
    return any(word.lower in ("you", "your", "please") and not word.quoted for word in reading.words)


def noun_speakers(claim: Reading, window: Window) -> str | None:
    """``The defence said`` is not what the prosecution said."""
    said = _noun_speakers(claim)
    if not said or (claim.names and _spoken(claim, nearest=True)):
        return None
    known = [entry for reading in window.readings for entry in _noun_speakers(reading)]
    if not known:
        return None
    keys = claim.words[said[0]].keys
    if any(keys & words_ for words_ in (_speaker_keys(reading) for reading in window.readings)):
        return None
    if not any(keys & reading.words[k].keys for reading in window.readings for k in reading.body):
        return None
    return f"{claim.words[said[0]].lower} does not say so in the passage"


def _noun_speakers(reading: Reading) -> list[int]:
    """Common nouns right before a verb of saying."""
    return [
        at - 1
        for at, word in enumerate(reading.words)
        if word.lower in SPEECH and at - 1 in reading.body and at - 1 not in reading.verbs
    ]


def _speaker_keys(reading: Reading) -> frozenset[str]:
    """The words of the clauses that have a verb of saying, and of the ones before them."""
    segments = {word.segment for word in reading.words if word.lower in SPEECH}
    segments |= {segment - 1 for segment in segments}
    return frozenset(key for word in reading.words if word.segment in segments for key in word.keys)


def _meant_by_pronoun(window: Window) -> list[Name]:
    """Who ``he said`` means: the first name of the nearest sentence before that has one."""
    words_ = window.main_reading.words
    for at, word in enumerate(words_):
        beside = [words_[i].lower for i in (at - 1, at + 1) if 0 <= i < len(words_)]
        if word.lower in SPEECH and any(lower in ("he", "she", "they") for lower in beside):
            if any(not n.apart and n.last < at for n in window.main_reading.names):
                return []
            return [n for n in antecedents(window, window.at[window.main]) if not n.apart and not n.possessive][:1]
    return []


def _spoken(reading: Reading, nearest: bool = False) -> list[Name]:
    """The names beside a verb of saying."""
    found: list[Name] = []
    for at, word in enumerate(reading.words):
        if word.lower not in (SPEECH if nearest else _TELLING) or (
            word.lower in ("called", "reported") and passive(reading, at)
        ):
            continue
        reach = 2 if nearest else 8
        before = [
            n for n in reading.names if n.last < at and not n.apart and at - n.last <= 8 and not _quoted(reading, n)
        ]
        after = [n for n in reading.names if at < n.first <= at + reach and not n.apart]
        if word.lower == "according":
            found += [n for n in reading.names if at < n.first <= at + 8][:1]
        elif nearest:
            found += before[-1:] or (after[:1] if at else [])
        else:
            found += before[-2:] + after[:2]
    return found


def _quoted(reading: Reading, name: Name) -> bool:
    return reading.words[name.first].quoted
