"""Who did it to whom: people have the same part in both. Checks of ``comparing``."""

from __future__ import annotations

from collections.abc import Iterator

from rag.language.close_reading import Reading, passive
from rag.language.lexicon import SPEECH, words
from rag.language.names import Name
from rag.language.words import CONVERSE, opposites_of
from rag.proving.evidence import Window, same_name, telling_keys
from rag.proving.naming import KINDS_NAMED

_OPPONENTS = frozenset(("~beat", "~lose", "~win"))
_PRONOUNS = words("he she it they who which that him her them")
_CLAUSE_WORDS = words("and but while whereas although though")


def roles(claim: Reading, window: Window) -> str | None:
    """Who did it and to whom it was done agree with some place where the window tells of it."""
    if not claim.names:
        return None
    for at in claim.body:
        if at not in claim.verbs:
            continue
        agent, patient = _own_roles(claim, at)
        if agent is None and patient is None:
            continue
        verdicts = [
            _roles_agree(agent, patient, index, reading, k, window, turned)
            for index, reading, k, turned in occurrences(claim.words[at].keys, window)
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
        homes = [index for index in window.at if telling_keys(claim.words[at]) & window.evidence.sentences[index].keys]
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


def occurrences(keys: frozenset[str], window: Window) -> Iterator[tuple[int, Reading, int, bool]]:
    """Where a verb stands: sentence, reading, word index, and whether it tells the event from the other side."""
    converse = opposites_of(keys, CONVERSE)
    for index, reading in zip(window.at, window.readings, strict=True):
        for k in reading.body:
            if not (k in reading.verbs or reading.words[k].lower.endswith("ing")):
                continue
            theirs = reading.words[k].keys
            if keys & theirs:
                yield index, reading, k, False
            elif converse & theirs:
                yield index, reading, k, True


def _own_roles(claim: Reading, at: int) -> tuple[Name | None, Name | None]:
    before = [n for n in claim.names if n.last < at and not n.apart and not n.possessive and reaches(claim, n.last, at)]
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
        nearest < i < at and reading.words[i].segment == segment and i not in reading.verbs for i in reading.body
    )


def reaches(reading: Reading, first: int, at: int) -> bool:
    """The name can be the verb's subject: no other subject stands between."""
    for i in range(first + 1, at):
        lower = reading.words[i].lower
        if lower in SPEECH or (lower in _CLAUSE_WORDS and _named_between(reading, i, at)):
            return False
    return True


def _named_between(reading: Reading, first: int, last: int) -> bool:
    return any(first < name.first < last for name in reading.names) or any(
        first < i < last and i not in reading.verbs for i in reading.body
    )


def _is_object(reading: Reading, at: int, name: Name) -> bool:
    following = reading.words[name.last + 1].lower if name.last + 1 < len(reading.words) else ""
    if following in SPEECH:
        return False
    if name.possessive or reading.words[name.first].segment > reading.words[at].segment + 2 or name.first - at > 8:
        return False
    if not name.apart:
        return not any(i in reading.verbs for i in range(at + 1, name.first) if i in reading.body)
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
    if any(_says_whence(reading, name) for name in agents):
        agents = [*agents, *antecedents(window, index)]
    if not agents and pronoun_before(reading, k):
        agents = antecedents(window, index, person=_person_before(reading, k))
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


def _says_whence(reading: Reading, name: Name) -> bool:
    """``The Skelby company``: one that was named before."""
    following = reading.words[name.last + 1].lower if name.last + 1 < len(reading.words) else ""
    return following in KINDS_NAMED and name.first > 0 and reading.words[name.first - 1].lower == "the"


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


def pronoun_before(reading: Reading, k: int) -> bool:
    return any(reading.words[i].lower in ("he", "she", "it", "they") for i in range(max(0, k - 4), k))


def _person_before(reading: Reading, k: int) -> bool:
    return any(reading.words[i].lower in ("he", "she") for i in range(max(0, k - 4), k))


def antecedents(window: Window, index: int, *, person: bool = False) -> list[Name]:
    """Whom a pronoun in a sentence can mean: the names of the nearest sentence before it that has any.

    A ``person`` is not meant by what only says where: ``in Lomar``.
    """
    for before in range(index - 1, max(-1, index - 4), -1):
        reading = window.evidence.sentences[before].reading
        found = [name for name in reading.names if not (person and name.apart and _where(reading, name))]
        if found:
            return found
    return []


def _where(reading: Reading, name: Name) -> bool:
    return reading.words[name.first - 1].lower in ("in", "at", "near")


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
        verb = next((i for i in claim.body if i < at and i in claim.verbs), None)
        if second is None or verb is None:
            continue
        for _, reading, k, _ in occurrences(claim.words[verb].keys, window):
            if any(n.last < k and same_person(second, n, window) for n in reading.names):
                break
        else:
            return f"{claim.words[verb].lower} is not told of {second.text}"
    return None


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
