"""Numbers and dates of a sentence have to stand in the passage, and for the same thing. Checks of ``comparing``."""

from __future__ import annotations

from collections.abc import Sequence

from rag.language.close_reading import Reading, says_little
from rag.language.daywords import Day, same_day
from rag.language.names import Name
from rag.language.quantities import PERSON, Quantity, means_person, same_quantity
from rag.language.words import CONVERSE, opposites_of
from rag.proving.evidence import Window, loose_keys, same_name, telling_keys

_WON = frozenset(("~beat", "~win"))
_CLAUSE_WORDS = frozenset(("and", "but", "while", "whereas", "although", "though"))
_GENERIC = frozenset((PERSON, "~people", "peopl"))
_SAID = frozenset(("said", "says", "according"))
_LONGEST_ASIDE = 9
_REACH = 9  # words on either side of a number that may say what it counts


def numbers(claim: Reading, window: Window) -> str | None:
    """Each number stands in the window, with its unit, for the same thing."""
    for quantity in claim.quantities:
        if quantity.value == 1 and quantity.unit is None:
            continue
        fitting = [
            (reading, other)
            for reading in window.readings
            for other in reading.quantities
            if same_quantity(quantity, other)
        ]
        if not fitting:
            return f"number {quantity.text} is not in the passage"
        lacking = [i for i in around(claim, quantity) if i in claim.body and not says_little(claim, i)]
        missing = [i for i in lacking if not _held(claim, i, window)]
        if len(lacking) > 1 and len(missing) * 3 >= len(lacking):
            return f"number {quantity.text}: the passage does not say {claim.words[missing[0]].lower}"
        of_all = not _is_the_whole(claim, quantity) and all(_is_the_whole(reading, other) for reading, other in fitting)
        if of_all and any(_done_by_part(claim, reading, other) for reading, other in fitting):
            return f"number {quantity.text} is that of all"
        if not any(_owner_there(claim, quantity, reading) for reading, _ in fitting):
            return f"number {quantity.text} is told of something else"
        if not any(_counts_the_same(claim, quantity, reading, other) for reading, other in fitting):
            return f"number {quantity.text} belongs to something else in the passage"
    return None


def _is_the_whole(reading: Reading, quantity: Quantity) -> bool:
    """``three of its nine libraries``: nine is how many there are."""
    before = [i for i in range(max(0, quantity.first - 3), quantity.first) if reading.words[i].lower == "of"]
    return any(q.last < i <= q.last + 1 for i in before for q in reading.quantities)


def _done_by_part(claim: Reading, evidence: Reading, whole: Quantity) -> bool:
    """What the claim tells of all, the passage tells of a part: the part's number is missing, its verb is there."""
    part = next((q for q in evidence.quantities if 0 < whole.first - q.last <= 4), None)
    if part is None or any(same_quantity(q, part) for q in claim.quantities):
        return False
    verbs = frozenset(key for i in evidence.verbs if _tells(evidence, i) for key in loose_keys(evidence.words[i]))
    near = frozenset(
        key
        for i in evidence.body
        if evidence.words[i].segment == evidence.words[whole.first].segment and i < part.first
        for key in loose_keys(evidence.words[i])
    )
    return any(loose_keys(claim.words[i]) & (verbs | near) for i in claim.verbs if _tells(claim, i))


def _tells(reading: Reading, at: int) -> bool:
    return at in reading.body or any(key[0] == "~" for key in reading.words[at].keys)


def _owner_there(claim: Reading, said: Quantity, evidence: Reading) -> bool:
    """``the diagnoses of 2.3 million patients``: what they are of stands in the number's own sentence."""
    before = next((i for i in (said.first - 1, said.first - 2) if i > 0 and claim.words[i].lower == "of"), None)
    if before is None or before - 1 not in claim.body:
        return True
    return bool(loose_keys(claim.words[before - 1]) & keys_at(evidence, range(len(evidence.words))))


def _held(claim: Reading, at: int, window: Window) -> bool:
    word = claim.words[at]
    return bool(loose_keys(word) & window.keys or opposites_of(word.keys, CONVERSE) & window.keys) or means_person(word)


def _counts_the_same(claim: Reading, said: Quantity, evidence: Reading, known: Quantity) -> bool:
    own, theirs = around(claim, said), around(evidence, known)
    their_keys = keys_at(evidence, theirs) | known.noun
    if _opposed(claim, own, their_keys) or _other_day(claim, said, evidence, known):
        return False
    own_names = _names_at(claim, own)
    winner = _winners_number(evidence, known)
    if winner is not None and own_names:
        return _same(_winners_number(claim, said) or own_names[0], winner)
    their_names = _names_at(evidence, theirs) or _subject_names(evidence, known.first)
    at_it = _names_at(evidence, [i for i in theirs if evidence.words[i].segment == evidence.words[known.last].segment])
    of_age = own_names or [name for name in claim.names if name.first == said.last + 1]
    if said.age and of_age and their_names and not any(_same(a, b) for a in of_age for b in their_names):
        return False
    named = sum(any(_same(a, b) for b in at_it) for a in own_names)
    if (
        own_names
        and their_names
        and not any(_same(a, b) for a in own_names for b in their_names)
        and any(_same(a, b) for a in own_names for b in evidence.names)
        and not any(_before_apposition(b, known, evidence) for a in own_names for b in evidence.names if _same(a, b))
    ):
        return False
    if _same_noun(said, known, evidence):
        return True
    if not own or not theirs:
        return True
    shared = [i for i in own if telling_keys(claim.words[i]) & their_keys]
    if not shared and not named and not (said.noun & known.noun and said.noun & _GENERIC):
        return not _has_body(claim, own) or not _has_body(evidence, theirs)
    if not shared and not named and said.noun - _GENERIC and known.noun - _GENERIC:
        return False
    return not _bound_elsewhere(claim, own, shared, evidence, known, said, named)


def _before_apposition(name: Name, known: Quantity, evidence: Reading) -> bool:
    """``The Skelby lifeboat, the Pell, took off 64``: no verb stands between the name and the number's own clause."""
    own = evidence.words[known.first].segment
    return name.last < known.first and all(
        evidence.words[at].segment == own for at in evidence.verbs if name.last < at < known.first
    )


def _same_noun(said: Quantity, known: Quantity, evidence: Reading) -> bool:
    """Both count the same thing, and no other number there does."""
    noun = (said.noun & known.noun) - {PERSON}
    return bool(noun) and not any(
        noun & keys_at(evidence, around(evidence, q)) or noun & q.noun for q in evidence.quantities if q is not known
    )


def _bound_elsewhere(
    claim: Reading,
    own: Sequence[int],
    shared: Sequence[int],
    evidence: Reading,
    known: Quantity,
    said: Quantity,
    named: int,
) -> bool:
    """The claim's words go with another number there, and this number with words that the claim lacks."""
    others = [q for q in evidence.quantities if q is not known and (q.unit == known.unit or known.unit in (None, "th"))]
    others_keys = [keys_at(evidence, around(evidence, q)) | q.noun for q in others]
    elsewhere = sum(
        1
        for i in own
        if i not in shared
        and i in claim.body
        and claim.words[i].segment == claim.words[said.last].segment
        and any(loose_keys(claim.words[i]) & keys for keys in others_keys)
    )
    own_keys = keys_at(claim, range(len(claim.words)))
    strange = [
        i
        for i in around(evidence, known)
        if i in evidence.body and not loose_keys(evidence.words[i]) & (own_keys | _GENERIC)
    ]
    content = sum(1 for i in shared if i in claim.body)
    return bool(strange) and elsewhere > 0 and elsewhere >= content + named


def _other_day(claim: Reading, said: Quantity, evidence: Reading, known: Quantity) -> bool:
    """The number is told of another day: both have one in their own clause, and they differ."""
    own = _days_beside(claim, said)
    theirs = _days_beside(evidence, known)
    return bool(own and theirs) and not any(same_day(a, b) for a in own for b in theirs)


def _days_beside(reading: Reading, quantity: Quantity) -> list[Day]:
    segment = reading.words[quantity.last].segment
    beside = [d for d in reading.days if reading.words[d.first].segment == segment]
    rivals = [q for q in reading.quantities if q is not quantity]
    return [
        d
        for d in beside
        if not any(min(d.first, quantity.first) < q.first < max(d.first, quantity.first) for q in rivals)
    ]


def _winners_number(evidence: Reading, known: Quantity) -> Name | None:
    """Whose number it is in ``A beat B by 52 percent to 47``: the first is A's, the second B's."""
    if not any(evidence.words[i].keys & _WON for i in evidence.body):
        return None
    pairs = zip(evidence.quantities, evidence.quantities[1:], strict=False)
    for one, two in pairs:
        joint = [word.lower for word in evidence.words[one.last + 1 : two.first]]
        if joint == ["to"] and one.unit == two.unit and known in (one, two):
            people = [
                name for name in evidence.names if name.last < one.first and not name.apart and not name.possessive
            ]
            if len(people) >= 2:
                return people[0] if known is one else people[-1]
    return None


def dates(claim: Reading, window: Window) -> str | None:
    """Each date stands in the window, or right beside it, or is the day of the article, and for the same thing."""
    for day in claim.days:
        told_by = window.readings
        if day.exact and window.second_adds(claim) == 0 and any(other.exact for other in window.main_reading.days):
            told_by = (window.main_reading,)  # the other sentence was only taken for its date
        in_window = [(reading, other) for reading in told_by for other in reading.days]
        fitting = [(reading, other) for reading, other in in_window if same_day(day, other)]
        text = " ".join(word.text for word in claim.words[day.first : day.last + 1])
        if not fitting:
            beside = [other for reading in window.near() for other in reading.days]
            exact = [other for _, other in in_window if other.exact]
            if not exact and (any(same_day(day, other) for other in beside) or _day_told(day, window)):
                continue
            return f"date {text} is not in the passage"
        if not any(_dates_the_same(claim, day, reading, other) for reading, other in fitting):
            return f"date {text} belongs to something else in the passage"
    return None


def _day_told(day: Day, window: Window) -> bool:
    told = window.evidence.told
    if told is None:
        return False
    if day.bare_weekday:
        return told.weekday() == day.weekday
    return any(first <= told <= last for first, last in day.options)


def _dates_the_same(claim: Reading, said: Day, evidence: Reading, known: Day) -> bool:
    others = [day for day in evidence.days if not any(same_day(own, day) for own in claim.days)]
    if not others:
        return True
    if _beside_the_same_number(claim, said, evidence, known):
        return True
    own = [i for i in around(claim, said) if claim.words[i].content]
    here = keys_at(evidence, around(evidence, known))
    there = frozenset().union(*(keys_at(evidence, around(evidence, day)) for day in others))
    near = sum(1 for i in own if loose_keys(claim.words[i]) & here)
    far = sum(1 for i in own if loose_keys(claim.words[i]) & there and not loose_keys(claim.words[i]) & here)
    return near >= far


def _beside_the_same_number(claim: Reading, said: Day, evidence: Reading, known: Day) -> bool:
    own = [q for q in claim.quantities if 0 < said.first - q.last <= 3]
    theirs = [q for q in evidence.quantities if 0 < known.first - q.last <= 3]
    return any(same_quantity(a, b) for a in own for b in theirs)


def keys_at(reading: Reading, indices: Sequence[int]) -> frozenset[str]:
    """What the words at these places can be matched by; persons count as such."""
    found: set[str] = set()
    for index in indices:
        found |= loose_keys(reading.words[index])
        if means_person(reading.words[index]):
            found.add(PERSON)
    return frozenset(found)


def around(reading: Reading, figure: Quantity | Day) -> list[int]:
    """Words of content in a number's own clause, up to the next one of its kind; the clause before if these are few."""
    words = reading.words
    others = _places_of(reading, figure)
    found = []
    for index in range(figure.last + 1, min(len(words), figure.last + _REACH)):
        if index in others or words[index].segment != words[figure.last].segment:
            break
        found.append(index)
    segment, crossed = words[figure.first].segment, 0
    seen_through = isinstance(figure, Quantity) and figure.way != ""
    index = figure.first - 1
    while index >= max(0, figure.first - 16):
        if index in others:
            if not seen_through or index + 4 < figure.first:
                break
            while index in others:
                index -= 1
            seen_through = False
            continue
        if words[index].segment != segment:
            aside = _aside(reading, words[index].segment)
            if aside:  # , the statistics office said,
                index -= aside
                segment -= 1
                continue
            if sum(words[i].content for i in found) >= 2 or crossed >= 2 or words[index + 1].lower in _CLAUSE_WORDS:
                break
            crossed += 1
            segment = words[index].segment
        found.append(index)
        index -= 1
    taken = {i for q in reading.quantities for i in range(q.first, q.last + 1)}
    taken |= {i for day in reading.days for i in range(day.first, day.last + 1)}
    return [i for i in sorted(found) if i not in taken and (words[i].content or words[i].lower in ("up", "down"))]


def _aside(reading: Reading, segment: int) -> int:
    """How many words a clause has that only tells who says so, between two others; 0 for any other clause."""
    words = [word for word in reading.words if word.segment == segment]
    between = 0 < segment < reading.words[-1].segment
    return len(words) if between and len(words) <= _LONGEST_ASIDE and any(w.lower in _SAID for w in words) else 0


def _places_of(reading: Reading, figure: Quantity | Day) -> set[int]:
    """Where the others of its kind stand."""
    if isinstance(figure, Quantity):
        return {i for q in reading.quantities if q is not figure for i in range(q.first, q.last + 1)}
    return {i for day in reading.days if day is not figure for i in range(day.first, day.last + 1)}


def _has_body(reading: Reading, indices: Sequence[int]) -> bool:
    return any(i in reading.body for i in indices)


def _names_at(reading: Reading, indices: Sequence[int]) -> list[Name]:
    return [name for name in reading.names if any(name.first <= i <= name.last for i in indices)]


def _subject_names(reading: Reading, before: int) -> list[Name]:
    return [name for name in reading.names if name.last < before and not name.apart][-1:]


def _same(one: Name, other: Name) -> bool:
    return same_name(one.parts, other.parts, {})


def _opposed(claim: Reading, own: Sequence[int], their_keys: frozenset[str]) -> bool:
    """Rose in the one, fell in the other."""
    for i in own:
        keys = claim.words[i].keys
        if keys & their_keys or claim.negated[i]:
            continue
        if opposites_of(keys) & their_keys and not opposites_of(keys, CONVERSE) & their_keys:
            return True
    return False
