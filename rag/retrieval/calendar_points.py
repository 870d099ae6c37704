"""One named point of the calendar, read: "24 October", "Q3 2023", "the 1990s"; and its parts, such as "early"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, TypeAlias

from rag.retrieval.periods import Period, months_of, one_day, part_of, season_of, shift, shift_months, week_of, year_of

Unit: TypeAlias = Literal["day", "month", "quarter", "year", "decade", "range"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASON = r"(?:spring|summer|autumn|fall|winter)"


@dataclass(frozen=True, slots=True)
class Spot:
    """One named point: its period in a given year, the year if it was named, what kind of point it is."""

    in_year: Callable[[int], Period]
    year: int | None
    unit: Unit
    sure: bool = True
    strictly_past: bool = False


def period_in(spot: Spot, year: int, part: str = "") -> Period | None:
    """The days of a point, or of a part of it, in a year; None where that year has no such day."""
    try:
        whole = spot.in_year(year)
    except ValueError:  # 31 February, or a year outside the calendar
        return None
    return _partial(whole, part) if part else whole


_THIRDS = {
    "early": "early", "mid": "mid", "late": "late", "very early": "early", "very late": "late",
    "beginning": "early", "start": "early", "turn": "early", "middle": "mid", "end": "late",
    "first days": "early", "last days": "late",
}  # fmt: skip


def _partial(whole: Period, part: str) -> Period:
    """The part of a period that words like "early" or "the first week of" name."""
    words = part.removeprefix("the ").removesuffix(" the").removesuffix(" of").removesuffix(" in").strip()
    if words in _THIRDS:
        return part_of(whole, _THIRDS[words])
    if words == "week ending":
        return Period(shift(whole.first, -6), shift(whole.first, 1))
    if words.startswith("week"):
        return week_of(whole.first)
    if words == "weekend":
        saturday = shift(week_of(whole.first).first, 5)
        return Period(saturday, shift(saturday, 2))
    ordinal, _, unit = words.partition(" ")
    if unit not in ("week", "half", "weekend"):  # "the night of"
        return whole
    if unit == "half":
        middle = shift_months(whole.first, 6) if whole.days > 360 else shift(whole.first, whole.days // 2)
        return Period(whole.first, middle) if ordinal in ("first", "1st") else Period(middle, whole.after)
    if ordinal == "last":
        return Period(shift(whole.after, -7), whole.after)
    first = shift(whole.first, (ORDINALS[ordinal] - 1) * 7)
    return Period(first, shift(first, 7))


_ISO = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)")
_SLASHED = re.compile(r"(\d\d?)([/.])(\d\d?)[/.](\d{4})")
_QUARTER = re.compile(r"q([1-4])(?:\s+(?:of\s+)?(\d{4}))?")
_NTH = re.compile(r"(?:the\s+)?(first|second|third|fourth)[\s-]quarter\s+(?:of\s+)?(\d{4})")
_SEASON_YEAR = re.compile(rf"(?:the\s+)?({_SEASON})\s+(?:of\s+)?(\d{{4}})")
_DECADE = re.compile(r"(?:the\s+)?(\d\d)?(\d0)'?s")
_BARE_YEAR = re.compile(r"(?:the\s+year\s+)?(\d{4})")
_SHORT_YEAR = re.compile(r"'(\d\d)")
_NAMED_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})")
_FOUR_DIGITS = re.compile(r"\b\d{4}\b")
_DAY_NUMBER = re.compile(r"\b(\d\d?)(?:st|nd|rd|th)?\b")


def read_spot(point: str, today: date) -> Spot | None:
    """What a point of the calendar says."""
    text = " ".join(point.lower().split())
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return Spot(partial(_day, month=month, day=day), year, "day")
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[3]), int(match[4]), match[2] == ".", today)
    if match := _QUARTER.fullmatch(text):
        quarter = partial(quarter_of, number=int(match[1]))
        return Spot(quarter, int(match[2]) if match[2] else None, "quarter")
    if match := _NTH.fullmatch(text):
        number = ORDINALS[match[1]]
        return Spot(partial(quarter_of, number=number), int(match[2]), "quarter")
    if match := _SEASON_YEAR.fullmatch(text):
        return Spot(partial(season_of, season=match[1]), int(match[2]), "quarter")
    if match := _BARE_YEAR.fullmatch(text):
        return Spot(year_of, int(match[1]), "year")
    if match := _SHORT_YEAR.fullmatch(text):
        return Spot(year_of, _century(int(match[1]), today), "year")
    if match := _DECADE.fullmatch(text):
        start = int(match[1] + match[2]) if match[1] else _century(int(match[2]), today)
        return Spot(partial(year_of, count=10), start, "decade")
    return _month_spot(text, today)


def _month_spot(text: str, today: date) -> Spot | None:
    found = _NAMED_MONTH.search(text)
    if found is None:
        return None
    month = _MONTHS.index(found[1]) + 1
    named = _FOUR_DIGITS.search(text)
    year = int(named[0]) if named else None
    if text.endswith("last year"):
        year = today.year - 1
    elif text.endswith("this year"):
        year = today.year
    day = _DAY_NUMBER.search(text.replace(named[0], "") if named else text)
    if day:
        return Spot(partial(_day, month=month, day=int(day[1])), year, "day")
    return Spot(partial(months_of, month=month), year, "month")


def _slashed(a: int, b: int, year: int, dotted: bool, today: date) -> Spot:
    """Month first as in the United States, unless dots, the numbers or the future say day first."""
    day_first = Spot(partial(_day, month=b, day=a), year, "day", sure=dotted or a > 12 or a == b)
    month_first = Spot(partial(_day, month=a, day=b), year, "day", sure=b > 12)
    if dotted or a > 12:
        return day_first
    reading = period_in(month_first, year)
    return day_first if b <= 12 and reading is not None and reading.first > today else month_first


def _day(year: int, month: int, day: int) -> Period:
    return one_day(date(year, month, day))


def quarter_of(year: int, number: int) -> Period:
    return months_of(year, 3 * number - 2, 3)


def _century(short: int, today: date) -> int:
    """The last year or decade ending in these two digits that was not after today."""
    full = today.year - today.year % 100 + short
    return max(full if full <= today.year else full - 100, 1)
