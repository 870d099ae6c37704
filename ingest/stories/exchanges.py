"""Pure: what two versions of one sentence have exchanged for each other: a figure, or a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {
    **{word: str(number) for number, word in enumerate(_SMALL.split(), start=2)},
    **{word: str(number) for number, word in zip(range(30, 100, 10), _TENS.split(), strict=True)},
}
_DAYS = frozenset(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December
    """.split()  # noqa: SIM905 (a list of words is read easier than quotes)
)
# A figure is converted, not exchanged, where a sentence has other ones of these than before.
_UNITS = frozenset(
    """
    $ £ € ¥ dollars dollar euros euro pounds pound sterling yen km kilometers kilometres kilometer kilometre miles mile
    meters metres meter metre yards yard feet foot ft inches inch cm centimeters centimetres mph kph kmh celsius
    fahrenheit acres acre hectares hectare lbs lb kg kilograms ounces grams tons tonnes gallons liters litres
    est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist jst aest
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class _Figure:
    value: str
    before: str
    after: str


def exchanged_figure(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a number stands where the other sentence has another number; both are given as their words.

    Numbers that one of them only adds, other ways to write a number, and conversions to other units are no exchange.

    >>> exchanged_figure("At least 12 people died".split(), "At least 19 people died".split())
    True
    >>> exchanged_figure("At least 12 people died".split(), "At least twelve people died".split())
    False
    >>> exchanged_figure("some 10 miles away".split(), "some 16 km away".split())
    False
    """
    mine, theirs = _figures(one), _figures(other)
    added = [figure for figure in mine if all(figure.value != each.value for each in theirs)]
    gone = [figure for figure in theirs if all(figure.value != each.value for each in mine)]
    if not (added and gone) or _units(one) != _units(other):
        return False
    return any(a.before == g.before or a.after == g.after for a in added for g in gone)


def exchanged_day(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each names a weekday, or a month, that the other does not.

    >>> exchanged_day("Shares rose on Tuesday".split(), "Shares rose on Wednesday".split())
    True
    >>> exchanged_day("Shares rose on Tuesday".split(), "Shares rose".split())
    False
    """
    mine, theirs = _DAYS.intersection(one), _DAYS.intersection(other)
    return bool(mine - theirs and theirs - mine)


def _units(words: Sequence[str]) -> frozenset[str]:
    return _UNITS.intersection(word.casefold() for word in words)


def _figures(words: Sequence[str]) -> list[_Figure]:
    folded = ["", *(word.casefold() for word in words), ""]
    return [
        _Figure(value, folded[place - 1], folded[place + 1])
        for place, word in enumerate(folded)
        if (value := word.replace(",", "") if word[:1].isdigit() else _NUMBERS.get(word, ""))
    ]
