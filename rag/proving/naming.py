"""Names in a sentence have to be the passage's, near by, whole and with their office. A check of ``comparing``."""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.close_reading import Reading
from rag.language.lexicon import words
from rag.language.names import Name, name_stem, same_part
from rag.proving.evidence import PassageEvidence, Window, loose_keys, same_name

_PRONOUNS = words("he she it they his her its their him them")


def names(claim: Reading, window: Window) -> str | None:
    evidence = window.evidence
    near = evidence.name_parts_near(window.at)
    keys: frozenset[str] = frozenset().union(*(evidence.sentences[i].keys for i in window.at))
    for name in claim.names:
        missing = [part for part in name.parts if not _part_known(part, near, keys, evidence)]
        if missing:
            return f"name {name.text} is not in the passage"
        if len(name.parts) > 1 and not _stands_together(name, evidence):
            return f"name {name.text} is put together from different ones"
        problem = _put_in(name, claim, window) or _office(name, evidence)
        if problem:
            return problem
    return None


def _put_in(name: Name, claim: Reading, window: Window) -> str | None:
    """A name that the sentences themselves lack must be what a pronoun means, not stand where they have another."""
    main = window.main_reading
    if any(_same_here(name, other, window) for other in main.names):
        return None
    if all(name_stem(part) in window.evidence.sentences[window.at[window.main]].keys for part in name.parts):
        return None
    if _comes_with_its_clause(name, claim, window) or _named_after(name, window):
        return None
    others = [
        other
        for other in main.names
        if not other.weak and not any(_same_here(own, other, window) for own in claim.names)
    ]
    if not others or _pronouns(main) > _pronouns(claim) or _meant_by_its_kind(name, window):
        return None
    return f"name {name.text} is not there, but {others[0].text}"


def _meant_by_its_kind(name: Name, window: Window) -> bool:
    """``The company`` that opens a sentence is the one the sentence before told of first."""
    opening = [word.lower for word in window.main_reading.words[:2]]
    if len(opening) < 2 or opening[0] != "the" or opening[1] not in KINDS_NAMED:
        return False
    for before in range(window.at[window.main] - 1, -1, -1):
        told_of = [other for other in window.evidence.sentences[before].reading.names if not other.apart]
        if told_of:
            return _same_here(name, told_of[0], window) or any(_same_here(name, n, window) for n in _opening(window))
    return False


def _named_after(name: Name, window: Window) -> bool:
    """``The planet, Kerra, …`` after a sentence about a planet: the name of what that sentence tells of."""
    after = window.at[window.main] + 1
    if after >= len(window.evidence.sentences):
        return False
    reading = window.evidence.sentences[after].reading
    opening = reading.words[:3]
    return (
        len(opening) == 3
        and opening[0].lower == "the"
        and opening[2].segment > opening[1].segment
        and bool(opening[1].keys & window.evidence.sentences[after - 1].keys)
        and any(other.first == 2 and _same_here(name, other, window) for other in reading.names)
    )


def _opening(window: Window) -> list[Name]:
    """The name that the passage begins with."""
    return list(window.evidence.sentences[0].reading.names[:1])


KINDS_NAMED = words(
    """
    company firm group start-up startup carmaker airline bank retailer operator publisher maker club team party union
    agency ministry museum hospital university school court charity foundation
    """
)
"""What something with a name may be called once it has been named."""


def _comes_with_its_clause(name: Name, claim: Reading, window: Window) -> bool:
    """The other sentence of two holds more of the name's own clause than the main one does."""
    if len(window.at) < 2:
        return False
    main, other = (window.evidence.sentences[window.at[i]].keys for i in (window.main, 1 - window.main))
    clause = [at for at in claim.body if claim.words[at].segment == claim.words[name.first].segment]
    held = [sum(bool(loose_keys(claim.words[at]) & keys) for at in clause) for keys in (main, other)]
    return held[1] > held[0]


def _pronouns(reading: Reading) -> int:
    return sum(word.lower in _PRONOUNS for word in reading.words)


def _same_here(name: Name, other: Name, window: Window) -> bool:
    return same_name(name.parts, other.parts, window.evidence.acronyms)


def _part_known(part: str, near: frozenset[str], keys: frozenset[str], evidence: PassageEvidence) -> bool:
    if part in near or any(same_part(part, other) for other in near) or name_stem(part) in keys:
        return True
    if part in evidence.acronyms and all(piece in near for piece in evidence.acronyms[part]):
        return True
    return any(part in parts and short in near for short, parts in evidence.acronyms.items())


def _stands_together(name: Name, evidence: PassageEvidence) -> bool:
    runs = [other.parts for other in evidence.all_names()]
    runs.append(tuple(word.lower for word in evidence.title.words))
    runs.append(tuple(evidence.passage.publisher.lower().split()))
    if _within(name.parts, runs, evidence):
        return True
    cuts = range(1, len(name.parts)) if len(name.parts) > 2 else ()
    return any(_within(name.parts[:at], runs, evidence) and _within(name.parts[at:], runs, evidence) for at in cuts)


def _within(parts: tuple[str, ...], runs: Sequence[tuple[str, ...]], evidence: PassageEvidence) -> bool:
    if any(all(any(same_part(part, other) for other in run) for part in parts) for run in runs):
        return True
    stems = {key for sentence in evidence.sentences for key in sentence.keys}
    if all(name_stem(part) in stems for part in parts) and not any(part in run for run in runs for part in parts):
        return True
    short = "".join(part[0] for part in parts)
    known = [part for part in parts if any(part in run for run in runs)]
    return (len(parts) > 2 and any(short in run for run in runs)) or (
        bool(known) and all(part in known or name_stem(part) in stems for part in parts) and _ordinary(parts, known)
    )


def _ordinary(parts: tuple[str, ...], known: Sequence[str]) -> bool:
    """``National Cup final``: words that are names only in the claim."""
    return len(known) < len(parts)


def _office(name: Name, evidence: PassageEvidence) -> str | None:
    if not name.offices:
        return None
    known = [other for other in evidence.all_names() if other.offices and same_name(name.parts, other.parts, {})]
    if known and not any(name.offices & other.offices for other in known):
        return f"{name.text} is not {' '.join(sorted(name.offices))} in the passage"
    return None
