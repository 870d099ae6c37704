"""On which side of a verb things stand, and in which of two sentences with it. Checks of ``comparing``."""

from __future__ import annotations

from rag.language.close_reading import Reading, passive
from rag.language.daywords import Day, same_day
from rag.language.lexicon import LIGHT, words
from rag.language.quantities import same_quantity
from rag.language.words import stem
from rag.proving.evidence import Window, meant_by_the, telling_keys
from rag.proving.roles import antecedents, occurrences, pronoun_before, reaches, same_person

_BE = words("is are was were has have had will")
_WHERE = words("in at on during near")


def order(claim: Reading, window: Window) -> str | None:
    """Two things on either side of a verb do not change places: a freight train ran into a commuter train."""
    for at in claim.body:
        keys = claim.words[at].keys
        found = [entry for entry in occurrences(keys, window) if not entry[3]]
        if at not in claim.verbs or len(found) != 1:
            continue
        _, reading, k, _ = found[0]
        left, right = _sides(claim, at)
        their_left, their_right = _sides(reading, k)
        if passive(claim, at) != passive(reading, k):
            if _done_to_it(claim, at, reading, k):
                return f"{claim.words[at].lower}: it is done to it there, not by it"
            continue
        crossed_left = [i for i in left if _only_in(claim, i, reading, their_right, their_left)]
        crossed_right = [i for i in right if _only_in(claim, i, reading, their_left, their_right)]
        named_left = bool(crossed_right) and _another_subject(claim, at, reading, k, window)
        if named_left:
            return f"{claim.words[crossed_right[0]].lower} has the other part in it"
        if crossed_left and crossed_right:
            return f"{claim.words[crossed_left[0]].lower} and {claim.words[crossed_right[0]].lower} have changed places"
    return None


def _done_to_it(claim: Reading, at: int, reading: Reading, k: int) -> bool:
    """``they ignored the warning`` for ``they … had been ignored``."""
    same_word = stem(claim.words[at].lower) == stem(reading.words[k].lower)
    if not same_word or passive(claim, at) or any(word.lower == "by" for word in reading.words[k + 1 : k + 7]):
        return False
    left, right = _sides(claim, at)
    told_of = frozenset(key for i in range(k) for key in reading.words[i].keys)
    return bool(left and right) and all(claim.words[i].keys & told_of for i in left)


def _another_subject(claim: Reading, at: int, reading: Reading, k: int, window: Window) -> bool:
    """A name does it in the claim that has no part in it before the verb there, nor a pronoun for it."""
    subjects = [n for n in claim.names if n.last < at and not (n.apart or n.possessive) and reaches(claim, n.last, at)]
    before = [n for n in reading.names if n.last < k]
    return (
        bool(subjects)
        and not pronoun_before(reading, k)
        and not any(same_person(subject, name, window) for subject in subjects for name in before)
    )


def _sides(reading: Reading, at: int) -> tuple[list[int], list[int]]:
    near = [
        i
        for i in reading.body
        if i != at and abs(i - at) <= 8 and reading.words[i].segment == reading.words[at].segment
    ]
    return [i for i in near if i < at], [i for i in near if i > at]


def _only_in(claim: Reading, at: int, reading: Reading, here: list[int], there: list[int]) -> bool:
    keys = claim.words[at].keys
    return any(keys & reading.words[i].keys for i in here) and not any(keys & reading.words[i].keys for i in there)


def told_once(claim: Reading, window: Window) -> str | None:
    """What the claim tells twice happens twice there: not ``A ran … after B ran aground`` where only B did."""
    told = [stem(claim.words[at].lower) for at in claim.body if at in claim.verbs]
    if len(set(told)) == len(told):
        return None
    there = [key for reading in window.near() for word in reading.words for key in {stem(word.lower), *word.keys}]
    twice = next((verb for verb in told if told.count(verb) > max(1, there.count(verb))), None)
    return f"{twice} is told only once" if twice else None


def verbs_in_place(claim: Reading, window: Window) -> str | None:
    """Of two sentences, one tells what was done and to what: no verb of the one with the things of the other."""
    if len(window.at) < 2:
        return None
    for at in claim.body:
        if at not in claim.verbs:
            continue
        homes = [i for i in window.at if telling_keys(claim.words[at]) & window.evidence.sentences[i].keys]
        own = [day for day in claim.days if claim.words[day.first].segment == claim.words[at].segment]
        dated = [i for i in homes if window.evidence.sentences[i].reading.days]
        then = [i for i in dated if _has_day(own, window.evidence.sentences[i].reading)]
        if own and dated and not any(_subject_there(claim, at, i, window) for i in then):
            return f"{claim.words[at].lower} is told of another day"
        if homes and not any(_at_home(claim, at, index, window) for index in homes):
            return f"{claim.words[at].lower} is told of something else"
    return None


def _has_day(days: list[Day], reading: Reading) -> bool:
    return any(same_day(day, other) for day in days for other in reading.days)


def _subject_there(claim: Reading, at: int, index: int, window: Window) -> bool:
    """The verb's subject stands in this sentence, or a pronoun for it."""
    sentence = window.evidence.sentences[index]
    left = [i for i in _sides(claim, at)[0] if claim.words[i].lower not in LIGHT]
    keys = claim.words[at].keys
    last = max((k for k, word in enumerate(sentence.reading.words) if keys & word.keys), default=len(sentence.keys))
    pronoun = any(word.lower in ("he", "she", "it", "they", "them") for word in sentence.reading.words[: last + 3])
    subjects = [n for n in claim.names if n.last < at and not (n.apart or n.possessive) and reaches(claim, n.last, at)]
    subject = subjects[-1] if subjects else None
    if subject is not None and (not left or subject.last > left[-1]):
        names = sentence.reading.names
        known = [*names, *(antecedents(window, index) if not names or pronoun else [])]
        return not known or any(same_person(subject, name, window) for name in known)
    if not left or pronoun:
        return True
    return bool(telling_keys(claim.words[left[-1]]) & sentence.keys) or meant_by_the(claim, left[-1], window)


def _at_home(claim: Reading, at: int, index: int, window: Window) -> bool:
    """The verb's subject and object stand in this sentence."""
    sentence = window.evidence.sentences[index]
    if not _subject_there(claim, at, index, window):
        return False
    right = _sides(claim, at)[1]
    right = [i for i in right if not any(claim.words[j].lower in _BE for j in range(at + 1, i))]
    head = next((i for i in right if i + 1 not in right), None)
    if head is None or telling_keys(claim.words[head]) & sentence.keys or _meant(claim, head, window):
        return True
    owner = head + 2 in right and claim.words[head + 1].lower == "of"
    if owner and telling_keys(claim.words[head + 2]) & sentence.keys:
        return True
    if any(claim.words[j].lower in _WHERE for j in range(at + 1, right[0])):
        return True
    counted = [q for q in claim.quantities if at < q.first < right[0]]
    return any(same_quantity(q, other) for q in counted for other in sentence.reading.quantities)


def _meant(claim: Reading, at: int, window: Window) -> bool:
    """``their homes``, ``the fire``: told of a little before."""
    owned = claim.words[at - 1].lower in ("his", "her", "its", "their")
    return (owned and bool(claim.words[at].keys & window.keys_near)) or meant_by_the(claim, at, window)
