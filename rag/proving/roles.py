"""Who did it to whom: people and things have the same part in both. Checks of ``comparing``."""

from __future__ import annotations

from collections.abc import Iterator

from rag.language.daywords import Day, same_day
from rag.language.lexicon import LIGHT, SPEECH, words
from rag.language.names import Name
from rag.language.quantities import same_quantity
from rag.language.reading import Reading, passive
from rag.language.words import COMPLEMENT, CONVERSE, opposites_of, stem
from rag.proving.evidence import Window, loose_keys, meant_by_the, same_name

_OPPONENTS = frozenset(("~beat", "~lose", "~win"))
_BE = words("is are was were has have had will")
_WHERE = words("in at on during near")
_PRONOUNS = words("he she it they who which that him her them")
_CLAUSE_WORDS = words("and but while whereas although though")


def is_verb(reading: Reading, at: int) -> bool:
    """True for a word that is probably a verb here."""
    return at in reading.verbs


def roles(claim: Reading, window: Window) -> str | None:
    """Who did it and to whom it was done agree with some place where the window tells of it."""
    if not claim.names:
        return None
    for at in claim.body:
        if not is_verb(claim, at):
            continue
        agent, patient = _own_roles(claim, at)
        if agent is None and patient is None:
            continue
        verdicts = [
            _roles_agree(agent, patient, index, reading, k, window, turned)
            for index, reading, k, turned in _occurrences(claim.words[at].keys, window)
        ]
        if not verdicts:
            owned = _owned_by_another(agent or patient, claim.words[at].keys, window)
            if owned is not None:
                return owned
        if verdicts and not any(verdict is None for verdict in verdicts):
            return next(verdict for verdict in verdicts if verdict)
    return _owners(claim, window) or _also(claim, window)


def _owners(claim: Reading, window: Window) -> str | None:
    """``Tessel's shares``: not those of the only other one that is named where the shares are told of."""
    if len(window.at) < 2:
        return None
    for name in claim.names:
        at = name.last + 1
        if not name.possessive or at not in claim.body:
            continue
        homes = [index for index in window.at if _has(claim, at, window.evidence.sentences[index].keys)]
        known = [[*window.evidence.sentences[i].reading.names, *antecedents(window, i)] for i in homes]
        if homes and not any(not names or any(same_person(name, n, window) for n in names) for names in known):
            return f"{claim.words[at].lower} is not told of {name.text}"
    return None


def _owned_by_another(said: Name | None, keys: frozenset[str], window: Window) -> str | None:
    """``Wray resigned`` against ``accepted his resignation``: whose it is."""
    if said is None:
        return None
    for index, reading in zip(window.at, window.readings, strict=True):
        for k in reading.body:
            before = reading.words[k - 1].lower if k else ""
            if before not in ("his", "her", "their") or not keys & reading.words[k].keys:
                continue
            known = antecedents(window, index)
            if known and not any(same_person(said, name, window) for name in known):
                return f"{reading.words[k].lower} is told of {known[0].text}"
    return None


def _occurrences(keys: frozenset[str], window: Window) -> Iterator[tuple[int, Reading, int, bool]]:
    """Where a verb stands: sentence, reading, word index, and whether it tells the event from the other side."""
    converse = opposites_of(keys, CONVERSE)
    for index, reading in zip(window.at, window.readings, strict=True):
        for k in reading.body:
            if not (is_verb(reading, k) or reading.words[k].lower.endswith("ing")):
                continue
            theirs = reading.words[k].keys
            if keys & theirs:
                yield index, reading, k, False
            elif converse & theirs:
                yield index, reading, k, True


def _own_roles(claim: Reading, at: int) -> tuple[Name | None, Name | None]:
    before = [
        n for n in claim.names if n.last < at and not n.apart and not n.possessive and _reaches(claim, n.last, at)
    ]
    after = [n for n in claim.names if n.first > at and _is_object(claim, at, n)]
    if _noun_subject(claim, at, before):
        before = []
    if passive(claim, at):
        by = [n for n in claim.names if n.first > at and _by(claim, at, n)]
        return (by[0] if by else None), (before[-1] if before else None)
    return (before[-1] if before else None), (after[0] if after else None)


def _noun_subject(reading: Reading, at: int, names: list[Name]) -> bool:
    """A common noun stands nearer to the verb, in its own clause, than any name."""
    segment = reading.words[at].segment
    nearest = max((name.last for name in names), default=-1)
    return any(
        nearest < i < at and reading.words[i].segment == segment and not is_verb(reading, i) for i in reading.body
    )


def _reaches(reading: Reading, first: int, at: int) -> bool:
    """The name can be the verb's subject: no other subject stands between."""
    for i in range(first + 1, at):
        lower = reading.words[i].lower
        if lower in SPEECH or (lower in _CLAUSE_WORDS and _named_between(reading, i, at)):
            return False
    return True


def _named_between(reading: Reading, first: int, last: int) -> bool:
    return any(first < name.first < last for name in reading.names) or any(
        first < i < last and not is_verb(reading, i) for i in reading.body
    )


def _is_object(reading: Reading, at: int, name: Name) -> bool:
    following = reading.words[name.last + 1].lower if name.last + 1 < len(reading.words) else ""
    if following in SPEECH:
        return False
    if name.possessive or reading.words[name.first].segment > reading.words[at].segment + 2 or name.first - at > 8:
        return False
    if not name.apart:
        return not any(is_verb(reading, i) for i in range(at + 1, name.first) if i in reading.body)
    before = reading.words[name.first - 1].lower
    return bool(reading.words[at].keys & _OPPONENTS) and before in ("to", "against", "over", "by")


def _by(reading: Reading, at: int, name: Name) -> bool:
    return any(reading.words[i].lower == "by" for i in range(at + 1, min(at + 7, name.first))) and name.first - at < 12


def _roles_agree(
    agent: Name | None, patient: Name | None, index: int, reading: Reading, k: int, window: Window, turned: bool
) -> str | None:
    agents = [n for n in reading.names if n.last < k and not n.apart and _possessor_of_subject(n, k)]
    agents = [n for n in agents if _reaches_in_source(reading, n.last, k)]
    patients = [n for n in reading.names if n.first > k and _is_object(reading, k, n)]
    agents = _who_before(reading, k) or agents
    if not agents and _pronoun_before(reading, k):
        agents = antecedents(window, index)
    if passive(reading, k):
        agents, patients = [n for n in reading.names if n.first > k and _by(reading, k, n)], agents
    if turned:
        agents, patients = patients, agents
    beside = [n for n in reading.names if n.last < k and (n.possessive or _of(reading, n))]
    if (
        agent is not None
        and not passive(reading, k)
        and not turned
        and any(same_person(agent, n, window) for n in beside)
    ):
        agent = None
    for said, known, other in ((agent, agents, patients), (patient, patients, agents)):
        if said is None:
            continue
        if known and not any(same_person(said, n, window) for n in known):
            return f"{said.text} has another part in it: {reading.words[k].lower} is told of {known[-1].text}"
        if not known and len(other) == 1 and any(same_person(said, n, window) for n in other):
            return f"{said.text} has the other part in it"
    return None


def _of(reading: Reading, name: Name) -> bool:
    return name.first > 0 and reading.words[name.first - 1].lower == "of"


def _possessor_of_subject(name: Name, k: int) -> bool:
    return not name.possessive or k - name.last <= 3


def _reaches_in_source(reading: Reading, first: int, at: int) -> bool:
    """Not across a verb of saying with a subject of its own, nor into another clause."""
    for i in range(first + 1, at):
        lower = reading.words[i].lower
        if lower in ("while", "whereas", "but") and _named_between(reading, i, at):
            return False
        following = reading.words[i + 1].lower if i + 1 < len(reading.words) else ""
        if lower in SPEECH and i + 1 < at and following not in _PRONOUNS and following != "to":
            return False
    return True


def _who_before(reading: Reading, k: int) -> list[Name]:
    """``Pell, who had won``: the name before it."""
    for at in range(k - 1, max(0, k - 4), -1):
        if reading.words[at].lower == "who":
            return [name for name in reading.names if name.last == at - 1]
    return []


def _pronoun_before(reading: Reading, k: int) -> bool:
    return any(reading.words[i].lower in ("he", "she", "it", "they") for i in range(max(0, k - 4), k))


def antecedents(window: Window, index: int) -> list[Name]:
    """Whom a pronoun in a sentence can mean: the names of the nearest sentence before it that has any."""
    for before in range(index - 1, max(-1, index - 4), -1):
        found = list(window.evidence.sentences[before].reading.names)
        if found:
            return found
    return []


def same_person(one: Name, other: Name, window: Window) -> bool:
    """True where one name can stand for the other in this passage."""
    return same_name(one.parts, other.parts, window.evidence.acronyms)


def _also(claim: Reading, window: Window) -> str | None:
    """``X resigned, as did Y``: the passage tells it of Y too."""
    lowers = [word.lower for word in claim.words]
    for at in range(2, len(lowers) - 1):
        if lowers[at] not in ("did", "does", "has", "was", "will") or lowers[at - 1] not in ("as", "so"):
            continue
        second = next((name for name in claim.names if name.first > at), None)
        verb = next((i for i in claim.body if i < at and is_verb(claim, i)), None)
        if second is None or verb is None:
            continue
        for _, reading, k, _ in _occurrences(claim.words[verb].keys, window):
            if any(n.last < k and same_person(second, n, window) for n in reading.names):
                break
        else:
            return f"{claim.words[verb].lower} is not told of {second.text}"
    return None


def order(claim: Reading, window: Window) -> str | None:
    """Two things on either side of a verb do not change places: a freight train ran into a commuter train."""
    for at in claim.body:
        keys = claim.words[at].keys
        found = [entry for entry in _occurrences(keys, window) if not entry[3]]
        if not is_verb(claim, at) or len(found) != 1:
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
    subjects = [n for n in claim.names if n.last < at and not (n.apart or n.possessive) and _reaches(claim, n.last, at)]
    before = [n for n in reading.names if n.last < k]
    return (
        bool(subjects)
        and not _pronoun_before(reading, k)
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


def verbs_in_place(claim: Reading, window: Window) -> str | None:
    """Of two sentences, one tells what was done and to what: no verb of the one with the things of the other."""
    if len(window.at) < 2:
        return None
    for at in claim.body:
        if not is_verb(claim, at):
            continue
        homes = [i for i in window.at if _has(claim, at, window.evidence.sentences[i].keys)]
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
    subjects = [n for n in claim.names if n.last < at and not (n.apart or n.possessive) and _reaches(claim, n.last, at)]
    subject = subjects[-1] if subjects else None
    if subject is not None and (not left or subject.last > left[-1]):
        names = sentence.reading.names
        known = [*names, *(antecedents(window, index) if not names or pronoun else [])]
        return not known or any(same_person(subject, name, window) for name in known)
    if not left or pronoun:
        return True
    return _has(claim, left[-1], sentence.keys) or meant_by_the(claim, left[-1], window)


def _at_home(claim: Reading, at: int, index: int, window: Window) -> bool:
    """The verb's subject and object stand in this sentence."""
    sentence = window.evidence.sentences[index]
    if not _subject_there(claim, at, index, window):
        return False
    right = _sides(claim, at)[1]
    right = [i for i in right if not any(claim.words[j].lower in _BE for j in range(at + 1, i))]
    head = next((i for i in right if i + 1 not in right), None)
    if head is None or _has(claim, head, sentence.keys) or _meant(claim, head, window):
        return True
    if head + 2 in right and claim.words[head + 1].lower == "of" and _has(claim, head + 2, sentence.keys):
        return True
    if any(claim.words[j].lower in _WHERE for j in range(at + 1, right[0])):
        return True
    counted = [q for q in claim.quantities if at < q.first < right[0]]
    return any(same_quantity(q, other) for q in counted for other in sentence.reading.quantities)


def _meant(claim: Reading, at: int, window: Window) -> bool:
    """``their homes``, ``the fire``: told of a little before."""
    owned = claim.words[at - 1].lower in ("his", "her", "its", "their")
    return (owned and bool(claim.words[at].keys & window.keys_near)) or meant_by_the(claim, at, window)


def _has(claim: Reading, at: int, keys: frozenset[str]) -> bool:
    own = claim.words[at].keys
    return bool((loose_keys(claim.words[at]) | opposites_of(own, CONVERSE) | opposites_of(own, COMPLEMENT)) & keys)


def places(claim: Reading, window: Window) -> str | None:
    """A name after a preposition is not another one after the same preposition: ordered from X, not from Y."""
    for name in claim.names:
        if not name.apart:
            continue
        before = _preposition(claim, name)
        sentence = window.main_reading
        if not before or any(same_person(name, other, window) for other in sentence.names):
            continue
        rivals = [n for n in sentence.names if n.apart and _preposition(sentence, n) == before]
        if rivals and before in ("from", "to", "against", "ahead of", "behind", "instead of"):
            return f"{before} {rivals[0].text}, not {before} {name.text}"
    return None


def _preposition(reading: Reading, name: Name) -> str:
    for index in range(name.first - 1, max(-1, name.first - 4), -1):
        if reading.words[index].lower in ("in", "at", "from", "to", "with", "against", "of", "near", "behind"):
            first = reading.words[index - 1].lower if index else ""
            return f"{first} of" if first in ("ahead", "instead") else reading.words[index].lower
    return ""
