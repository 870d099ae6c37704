"""Numbers in a sentence, as values with units: ``$4.6m``, ``eighty-seven homes``, ``a dozen``, ``half``, ``4-3``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rag.language.lexicon import PERSONS, STOP
from rag.language.measures import FRACTIONS, LETTERS, MAGNITUDES, ONES, ORDINALS, PERIODS, SIGNS, TENS, UNITS
from rag.language.words import Word, stem

_ABOUT = frozenset("about around roughly approximately some estimated circa nearly almost close".split())  # noqa: SIM905
_BEFORE = 3  # words before a number in which its hedges are looked for
_PERSON_STEMS = frozenset(map(stem, PERSONS))
PERSON = "~a person"
PERSON_KEYS = _PERSON_STEMS


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: ``value`` in base units of ``unit`` (percent, a currency, metres, days, months, ... or None).

    ``noun`` holds the keys of what is counted. ``bound``: 2 more than, 1 at least, -1 nearly or up to, 0 none.
    ``way``: ``from``, ``to`` or ``by`` where one stands before. ``per``: the period in ``a day``. ``rough`` allows 5 %,
    ``precision`` is how many digits were written. ``age``: how old somebody is. ``first`` and ``last`` are word
    indices, ``last`` inclusive.
    """

    value: float
    first: int
    last: int
    text: str
    unit: str | None = None
    noun: frozenset[str] = frozenset()
    bound: int = 0
    rough: bool = False
    loose: bool = False
    way: str = ""
    per: str = ""
    precision: int = 0
    age: bool = False


def quantities_of(words: Sequence[Word], text: str, taken: Collection[int]) -> tuple[Quantity, ...]:
    """The numbers of a sentence in order; ``taken`` are word indices that belong to dates."""
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        quantity = None if at in taken else _read(words, text, at)
        if quantity is None:
            at += 1
            continue
        if not any(index in taken for index in range(quantity.first, quantity.last + 1)):
            found.append(_dressed(quantity, words, text))
        at = quantity.last + 1
    return tuple(_share_units(found, words))


def _read(words: Sequence[Word], text: str, at: int) -> Quantity | None:
    word = words[at]
    lower = word.lower
    if lower[0].isdecimal():
        return _read_digits(words, text, at)
    if lower in FRACTIONS and (lower == "half" or _is_fraction(words, at)):
        count = ONES.get(words[at - 1].lower, 1) if at else 1
        first = at - 1 if at and (words[at - 1].lower in ("a", "one") or count > 1) else at
        return Quantity(FRACTIONS[lower] * max(count, 1), first, at, lower, unit="%", loose=True, precision=1)
    if lower in ORDINALS and not (lower == "second" and at and words[at - 1].lower[0].isdecimal()):
        return Quantity(ORDINALS[lower], at, at, word.text, unit="th", precision=3)
    if lower == "dozen" or (lower == "decade" and at and words[at - 1].lower == "a"):
        return Quantity(12 if lower == "dozen" else 120, at, at, word.text, unit=None if lower == "dozen" else "month")
    if lower == "fortnight":
        return Quantity(14, at, at, word.text, unit="day", precision=2)
    if lower == "one":
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if (
            following in STOP
            or following in ("", "day", "point", "another")
            or words[at - 1].lower in ("no", "the", "any")
        ):
            return None
    if lower in ONES and at + 1 < len(words) and words[at + 1].lower in FRACTIONS and words[at + 1].lower[-1] == "s":
        share = FRACTIONS[words[at + 1].lower] * ONES[lower]
        return Quantity(share, at, at + 1, text[words[at].start : words[at + 1].end], unit="%", loose=True, precision=1)
    if lower in ("a", "an") and at + 4 < len(words) and _and_a_half(words, at + 1) and words[at + 1].lower in UNITS:
        unit, scale = UNITS[words[at + 1].lower]
        return Quantity(1.5 * scale, at, at + 4, text[words[at].start : words[at + 4].end], unit=unit, precision=9)
    if lower in ONES or lower in TENS:
        return _read_words(words, text, at)
    if lower == "a" and at + 1 < len(words) and words[at + 1].lower in MAGNITUDES:
        return Quantity(MAGNITUDES[words[at + 1].lower], at, at + 1, words[at + 1].text, precision=1)
    return None


def _is_fraction(words: Sequence[Word], at: int) -> bool:
    if not at:
        return False
    before, after = words[at - 1].lower, words[at + 1].lower if at + 1 < len(words) else ""
    if words[at].lower.endswith("s"):
        return before in ONES
    return before in ("a", "one") and after in ("of", "")


def _read_digits(words: Sequence[Word], text: str, at: int) -> Quantity | None:
    raw = words[at].lower
    if at and words[at - 1].capital and text[words[at - 1].end : words[at].start] == "-":
        return None  # a name with a number in it
    ordinal = raw[-2:] in ("st", "nd", "rd", "th")
    digits = raw[:-2] if ordinal else raw
    parts = digits.split(",")
    plain = "".join(parts) if all(len(part.split(".")[0]) == 3 for part in parts[1:]) else digits.replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        return None
    if ordinal:
        return Quantity(value, at, at, raw, unit="th", precision=9)
    precision = len(plain.replace(".", "").strip("0")) or 1
    score = _score(words, text, at, value)
    if score is not None:
        return score
    last, exact = at, True
    if at + 1 < len(words):
        following = words[at + 1]
        letter = LETTERS.get(following.lower)
        adjacent = following.start == words[at].end
        money = at > 0 and words[at - 1].lower in SIGNS
        if letter and (
            following.lower in ("bn", "mn", "tn")
            or (adjacent and (following.lower != "m" or money or _counted(words, at + 2)))
        ):
            value, last, exact = value * letter, at + 1, False
        while last + 1 < len(words) and words[last + 1].lower in MAGNITUDES:
            last += 1
            value, exact = value * MAGNITUDES[words[last].lower], False
    return Quantity(value, at, last, text[words[at].start : words[last].end], precision=9 if exact else precision)


def _counted(words: Sequence[Word], at: int) -> bool:
    """``7.5m francs``, ``2.3m patients`` are millions; ``7.5m high`` is not."""
    if at >= len(words):
        return False
    lower = words[at].lower
    return lower not in STOP and lower.endswith("s") and lower not in ("across",)


def _score(words: Sequence[Word], text: str, at: int, value: float) -> Quantity | None:
    if at + 1 >= len(words) or not words[at + 1].lower.isdecimal() or not words[at].lower.isdecimal():
        return None
    between = text[words[at].end : words[at + 1].start]
    if between not in ("-", "–", "—") or max(len(words[at].lower), len(words[at + 1].lower)) > 3:
        return None
    both = text[words[at].start : words[at + 1].end]
    return Quantity(value * 1000 + float(words[at + 1].lower), at, at + 1, both, unit="score", precision=9)


def _read_words(words: Sequence[Word], text: str, at: int) -> Quantity:
    total, current, last = 0.0, 0.0, at
    index = at
    while index < len(words):
        lower = words[index].lower
        gap = text[words[index - 1].end : words[index].start] if index > at else " "
        if gap not in (" ", "-", ""):
            break
        if lower in TENS and current % 100 == 0:
            current += TENS[lower]
        elif lower in ONES and (
            index == at or words[index - 1].lower in TENS or words[index - 1].lower in ("hundred", "and")
        ):
            current += ONES[lower]
        elif lower == "hundred":
            current *= 100
        elif lower in MAGNITUDES:
            total, current = total + max(current, 1) * MAGNITUDES[lower], 0.0
        elif lower == "and" and index + 1 < len(words) and words[index - 1].lower in MAGNITUDES:
            if words[index + 1].lower not in ONES and words[index + 1].lower not in TENS:
                break
            index += 1
            continue
        elif lower == "dozen":
            current *= 12
        else:
            break
        last = index
        index += 1
    return Quantity(total + current, at, last, text[words[at].start : words[last].end], precision=9)


def _dressed(quantity: Quantity, words: Sequence[Word], text: str) -> Quantity:
    """The number with its unit, what is counted, its hedges and its preposition."""
    first, last, unit, scale = quantity.first, quantity.last, quantity.unit, 1.0
    if first and words[first - 1].lower in SIGNS:
        first -= 1
        unit = SIGNS[words[first].lower]
    if unit is None and last + 1 < len(words):
        following = words[last + 1].lower
        if following == "per" and last + 2 < len(words) and words[last + 2].lower == "cent":
            unit, last = "%", last + 2
        elif following in ("percentage", "percentagepoint") and last + 2 < len(words):
            unit, last = "points", last + 2
        elif following in UNITS and text[words[last].end : words[last + 1].start].strip("- ‑–") == "":
            unit, scale = UNITS[following]
            last += 1
            if unit == "month" and last + 1 < len(words) and words[last + 1].lower == "old":
                last += 1
            if unit == "month" and scale == 12 and _and_a_half(words, last):
                return replace(quantity, value=quantity.value * 12 + 6, unit=unit, last=last + 3)
    around = [word.lower for word in words[max(0, first - _BEFORE) : first]]
    age = unit is None and _is_age(words, text, first, last)
    if age:
        unit, scale = "month", 12
    bound = _bound(around)
    rough = bool(_ABOUT & set(around[-2:]))
    way = next((word for word in reversed(around) if word in ("from", "to", "by")), "")
    if way and around.index(way) + (2 if rough or bound else 1) < len(around):
        way = ""
    return replace(
        quantity,
        value=quantity.value * scale,
        first=first,
        last=last,
        unit=unit,
        noun=_noun(words, text, last) if unit in (None, "th") else frozenset(),
        bound=bound,
        rough=rough,
        way=way,
        per=_per(words, last),
        age=age or words[last].lower == "old",
    )


def _is_age(words: Sequence[Word], text: str, first: int, last: int) -> bool:
    """``aged 58``, ``Vell, 49, a former judge``, ``At 49, Vell is …``."""
    if first and words[first - 1].lower in ("aged", "age"):
        return True
    if not first or last + 1 >= len(words) or not words[first - 1].capital or first != last:
        return False
    before, after = text[words[first - 1].end : words[first].start], text[words[last].end : words[last + 1].start]
    if words[first - 1].lower == "at" and words[last + 1].capital:
        return after.strip() == ","
    return before.strip() == "," and after.strip() == ","


def _and_a_half(words: Sequence[Word], last: int) -> bool:
    return [word.lower for word in words[last + 1 : last + 4]] == ["and", "a", "half"]


def _bound(around: list[str]) -> int:
    joined = " ".join(around)
    if joined.endswith(("more than", "greater than", "over", "above", "exceeding")) or "upwards of" in joined:
        return 2
    if joined.endswith(("at least", "no fewer than", "no less than")):
        return 1
    if joined.endswith(
        ("less than", "fewer than", "under", "below", "nearly", "almost", "up to", "at most", "as long as")
    ):
        return -1
    return 0


def _noun(words: Sequence[Word], text: str, last: int) -> frozenset[str]:
    """Keys of the next few words of content before anything else is counted: what the number counts."""
    keys: set[str] = set()
    begin = last
    if (
        last + 2 < len(words)
        and words[last + 1].lower == "of"
        and words[last + 2].lower in ("them", "its", "their", "the")
    ):
        begin = last + 2
    for index in range(begin + 1, min(begin + 4, len(words))):
        word = words[index]
        between = text[words[index - 1].end : word.start]
        if any(char in between for char in ",;:()") or word.lower in STOP or word.lower[0].isdecimal():
            break
        keys |= word.keys
        if stem(word.lower) in _PERSON_STEMS:
            keys.add(PERSON)
            break
    return frozenset(keys)


def _per(words: Sequence[Word], last: int) -> str:
    for index in range(last + 1, min(last + 7, len(words) - 1)):
        if words[index].lower[0].isdecimal() or words[index].segment != words[last].segment:
            break
        if words[index].lower in ("a", "an", "per", "every", "each") and words[index + 1].lower in PERIODS:
            return PERIODS[words[index + 1].lower]
    return ""


def _share_units(found: list[Quantity], words: Sequence[Word]) -> list[Quantity]:
    """``55 to 40 cents``: the first number counts what the second does."""
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        joint = [word.lower for word in words[one.last + 1 : two.first]]
        if one.unit is None and not one.noun and joint in (["to"], ["and"], ["or"], []) and two.unit != "score":
            scale = next((s for w in (words[two.last].lower,) for u, s in (UNITS.get(w, ("", 1.0)),)), 1.0)
            found[index] = replace(one, unit=two.unit, noun=two.noun, value=one.value * scale)
    return found


def means_person(word: Word) -> bool:
    """True for a noun that means persons: ``soldiers``, ``residents``."""
    return stem(word.lower) in _PERSON_STEMS


def same_quantity(claim: Quantity, evidence: Quantity) -> bool:
    """True where the evidence's number bears the claim's out: value, unit, bound, direction and period."""
    if claim.unit != evidence.unit:
        ordinal = evidence.unit == "th" and claim.unit == "minute" and "minut" in evidence.noun
        return ordinal and claim.value == evidence.value
    if evidence.age and not claim.age:
        return False
    if claim.per and evidence.per and claim.per != evidence.per:
        return False
    if claim.way and evidence.way and claim.way != evidence.way:
        return False
    if claim.bound * evidence.bound < 0:
        return False
    return _same_value(claim, evidence)


def _same_value(claim: Quantity, evidence: Quantity) -> bool:
    said, known = claim.value, evidence.value
    if claim.unit in ("score", "th"):
        return said == known
    if abs(said - known) <= 1e-9 * max(abs(said), 1):
        return not (claim.bound == 2 and evidence.bound < 1)
    if claim.bound > 0:
        return said < known <= said * 1.15
    if claim.bound < 0:
        return said * 0.9 <= known < said
    if claim.loose:
        return abs(said - known) <= 0.1 * known
    if claim.rough:
        return abs(said - known) <= 0.05 * abs(known)
    if claim.precision < 9 and known:
        return _rounded(known, claim.precision) == _rounded(said, claim.precision)
    return False


def _rounded(value: float, digits: int) -> str:
    return f"{value:.{max(digits - 1, 0)}e}"
