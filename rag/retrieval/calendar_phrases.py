"""Days, months, quarters and years that a question names: "on 24 October", "between June and August", "Q3 2023".

What a phrase denotes is read here. Whether it limits when the answer was published is judged in ``windows``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Literal, TypeAlias

from rag.retrieval.periods import (
    HOLIDAYS,
    Period,
    holiday_in,
    months_of,
    one_day,
    part_of,
    season_of,
    shift,
    shift_months,
    week_of,
    year_of,
)
from rag.retrieval.time_names import MONTHS

Unit: TypeAlias = Literal["day", "month", "quarter", "year", "decade", "range"]


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of the calendar as named; ``dated`` says that its year was given, ``sure`` that it reads one way."""

    period: Period
    unit: Unit
    dated: bool
    sure: bool = True


@dataclass(frozen=True, slots=True)
class CalendarPhrase:
    """Characters ``start`` to ``end`` of a question, the word that ties them to it ("on", "since", ""), the meaning."""

    start: int
    end: int
    tie: str
    named: Named
    holiday: bool = False


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)(?![a-z-][a-z])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w.,:][\d])(?!\w)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w$%])(?![.,:/-]\d)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_ORDINAL = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"

# One named point of the calendar, the longest readings first.
_POINT = rf"""(?:
    \d{{4}}[-/]\d\d?[-/]\d\d?(?![\w-])
  | \d\d?[/.]\d\d?[/.]\d{{4}}(?!\w)
  | {_WEEKDAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?
  | {_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+(?:of\s+)?{_YEAR})?
  | {_MONTH}(?:,|\s+of)?\s+(?:{_YEAR}|(?:last|this)\s+year\b)
  | q[1-4]\b(?:\s+(?:of\s+)?{_YEAR})?
  | (?:the\s+)?(?:first|second|third|fourth)[\s-]quarter\s+(?:of\s+)?{_YEAR}
  | (?:the\s+)?{_SEASON}\s+(?:of\s+)?{_YEAR}
  | (?:the\s+)?(?:\d\d)?\d0'?s\b
  | (?:the\s+year\s+)?{_YEAR}
  | '\d\d\b
  | {_MONTH}
)"""
_PARTS = rf"""(?:
    (?:very\s+)?(?:early|mid|late)(?:\s+in)?[\s-]+(?:the\s+)?
  | (?:the\s+)?(?:beginning|start|middle|end|turn)\s+of\s+
  | (?:the\s+)?(?:first|last)\s+days\s+of\s+
  | (?:the\s+)?{_ORDINAL}\s+(?:week|half|weekend)\s+(?:of|in)\s+
  | (?:the\s+)?week\s+(?:of|beginning|starting|ending)\s+
  | (?:the\s+)?weekend\s+of\s+
  | (?:the\s+)?(?:night|morning|evening|afternoon|day)\s+of\s+
)"""
_TIE = r"(?:as\s+of|on|in|during|over|at|for|of|from|by|throughout|within|since|after|before|until|till|last)"

_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII
_SINGLE = re.compile(rf"(?<![\w#$£€-])(?:(?P<tie>{_TIE})\s+)?(?P<part>{_PARTS})?(?P<point>{_POINT})", _FLAGS)
_RANGE = re.compile(
    rf"""(?<![\w#$£€-])(?:
        (?:between|from)\s+(?P<a>{_POINT})\s*(?:\band\b|\bto\b|\bthrough\b|\buntil\b|\btill\b|-)\s*(?P<b>{_POINT})
      | (?:(?:from|between|on|in|over|during)\s+)?(?P<d1>{_DAY})\s*(?:\band\b|\bto\b|-)\s*(?P<d2>{_DAY})\s+(?:of\s+)?
            (?P<m1>{_MONTH})(?:,?\s+(?P<y1>{_YEAR}))?
      | (?:(?:from|between|on|in|over|during)\s+)?(?P<m2>{_MONTH})\s+(?P<d3>{_DAY})\s*(?:\band\b|\bto\b|-)\s*
            (?P<d4>{_DAY})(?:,?\s+(?P<y2>{_YEAR}))?
    )""",
    _FLAGS,
)
_BARE_QUARTER = re.compile(
    r"\b(first|second|third|fourth)[\s-]quarter(?=\s+(?:earnings|profits?|results?|revenues?|sales|gdp|growth|deliveries"
    r"|figures|losses|forecasts?|guidance|report)\b)",
    re.IGNORECASE | re.ASCII,
)
_HOLIDAY_NAMES = "|".join(sorted(HOLIDAYS, key=len, reverse=True)) + r"|thanksgiving(?:\s+day)?"
_HOLIDAY = re.compile(
    rf"\b(?:on|over|at|during|last)\s+(?:the\s+)?({_HOLIDAY_NAMES})\b"
    r"(?!\s+(?:is|list|card|message|market|song|tree|party|album|movie|film|special|parade))",
    re.IGNORECASE | re.ASCII,
)
_FIRST_MATCHES = 24  # what nobody asks in earnest is not read to its end
_WORDS = MONTHS | frozenset(
    ("q", "quarter", "christmas", "thanksgiving", "halloween", "valentine", "boxing", "fourth", "independence", "eve")
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def may_name_days(words: frozenset[str]) -> bool:
    """Whether a question of these words can hold a calendar phrase: a quick look before the thorough one."""
    numbers = (word for word in words if word[0].isdigit())
    return not words.isdisjoint(_WORDS) or words >= {"new", "year"} or any(len(word) in (2, 4) for word in numbers)


def find_calendar(text: str, today: date) -> list[CalendarPhrase]:
    """The calendar phrases of a question (plain, names hidden), in order, none inside another.

    A day or month without a year is the last one that had begun by ``today``.
    """
    found = [
        *(_between(match, today) for match in _first(_RANGE, text)),
        *(_single(match, text, today) for match in _first(_SINGLE, text)),
        *(_bare_quarter(match, today) for match in _first(_BARE_QUARTER, text)),
        *(_holiday(match, today) for match in _first(_HOLIDAY, text)),
    ]
    kept: list[CalendarPhrase] = []
    for phrase in found:
        if phrase is not None and not any(other.start < phrase.end and phrase.start < other.end for other in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda phrase: phrase.start)


@dataclass(frozen=True, slots=True)
class _Spot:
    """One named point: its period in a given year, the year if it was named, what kind of point it is."""

    in_year: Callable[[int], Period]
    year: int | None
    unit: Unit
    sure: bool = True
    strictly_past: bool = False


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), _FIRST_MATCHES)


def _between(match: re.Match[str], today: date) -> CalendarPhrase | None:
    if match["a"]:
        first, last = _spot(match["a"], today), _spot(match["b"], today)
    else:
        month, year = (match["m1"], match["y1"]) if match["m1"] else (match["m2"], match["y2"])
        days = (match["d1"], match["d2"]) if match["m1"] else (match["d3"], match["d4"])
        first, last = (_spot(f"{day} {month} {year or ''}".strip(), today) for day in days)
    if first is None or last is None:
        return None
    period = _span(first, last, today)
    if period is None:
        return None
    named = Named(period, "range", dated=first.year is not None or last.year is not None)
    return CalendarPhrase(match.start(), match.end(), "between", named)


def _span(first: _Spot, last: _Spot, today: date) -> Period | None:
    """From the first point to the last; years that were not named follow from each other, or from today."""
    if last.year is not None:
        years = [(first.year or last.year, last.year)]
    elif first.year is not None:
        years = [(first.year, first.year), (first.year, first.year + 1)]
    else:
        recent = range(today.year + 1, today.year - 2, -1)
        years = [(year, year) for year in recent]
    for from_year, to_year in years:
        begin, end = _in_year(first, from_year), _in_year(last, to_year)
        if begin and end and begin.first >= end.after and first.year is None:  # from November to February
            begin = _in_year(first, to_year - 1)
        if begin is None or end is None or end.after <= begin.first:
            continue
        if first.year is None and last.year is None and begin.first > today:
            continue
        return Period(begin.first, end.after)
    return None


def _single(match: re.Match[str], text: str, today: date) -> CalendarPhrase | None:
    tie = " ".join((match["tie"] or "").lower().split())
    part = " ".join((match["part"] or "").lower().replace("-", " ").split())
    point = match["point"]
    spot = _spot(point, today)
    if spot is None or not _is_time(tie, part, point, spot, text[match.end() : match.end() + 12]):
        return None
    if tie == "last":
        spot = replace(spot, strictly_past=True)
    named = _resolve(spot, part, today)
    if named is None:
        return None
    if re.match(r"(?i)the\s+\d+\s", point):  # "in the 7 October attack": the day is part of the name
        tie = ""
    return CalendarPhrase(match.start(), match.end(), tie, named)


_MONTH_TIES = frozenset(
    ("in", "during", "throughout", "within", "since", "after", "before", "until", "till", "last", "from", "by", "as of")
)
_YEAR_TIES = (_MONTH_TIES | {"of", "for"}) - {"last"}
_MODAL_MAY = re.compile(r"\s+(?:be|have|not|also|never|soon|still|or|well|yet|need)\b", re.IGNORECASE)


def _is_time(tie: str, part: str, point: str, spot: _Spot, tail: str) -> bool:
    """Whether the words around a point allow it to be a time at all: a bare "May" or "2019" is not."""
    word = point.lower()
    if spot.unit == "month" and spot.year is None:
        if word == "may" and _MODAL_MAY.match(tail):
            return False
        return bool(part) or tie in _MONTH_TIES
    if spot.unit in ("year", "decade"):
        return bool(part) or tie in _YEAR_TIES
    if spot.unit == "day" and spot.year is None and not tie and not part:
        return not word.startswith(("march ", "may ")) or not point[0].islower()
    return True


def _resolve(spot: _Spot, part: str, today: date) -> Named | None:
    if spot.year is not None:
        period = _in_year(spot, spot.year, part)
        return Named(period, spot.unit, dated=True, sure=spot.sure) if period else None
    for year in range(today.year, max(today.year - 9, 0), -1):
        period = _in_year(spot, year, part)
        if period and period.first <= today and not (spot.strictly_past and period.after > today.replace(day=1)):
            return Named(period, spot.unit, dated=False)
    return None


def _in_year(spot: _Spot, year: int, part: str = "") -> Period | None:
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
    first = shift(whole.first, (_ORDINALS[ordinal] - 1) * 7)
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


def _spot(point: str, today: date) -> _Spot | None:
    """What a point of the calendar says."""
    text = " ".join(point.lower().split())
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return _Spot(partial(_day, month=month, day=day), year, "day")
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[3]), int(match[4]), match[2] == ".", today)
    if match := _QUARTER.fullmatch(text):
        quarter = partial(_quarter, number=int(match[1]))
        return _Spot(quarter, int(match[2]) if match[2] else None, "quarter")
    if match := _NTH.fullmatch(text):
        number = _ORDINALS[match[1]]
        return _Spot(partial(_quarter, number=number), int(match[2]), "quarter")
    if match := _SEASON_YEAR.fullmatch(text):
        return _Spot(partial(season_of, season=match[1]), int(match[2]), "quarter")
    if match := _BARE_YEAR.fullmatch(text):
        return _Spot(year_of, int(match[1]), "year")
    if match := _SHORT_YEAR.fullmatch(text):
        return _Spot(year_of, _century(int(match[1]), today), "year")
    if match := _DECADE.fullmatch(text):
        start = int(match[1] + match[2]) if match[1] else _century(int(match[2]), today)
        return _Spot(partial(year_of, count=10), start, "decade")
    return _month_spot(text, today)


def _month_spot(text: str, today: date) -> _Spot | None:
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
        return _Spot(partial(_day, month=month, day=int(day[1])), year, "day")
    return _Spot(partial(months_of, month=month), year, "month")


def _slashed(a: int, b: int, year: int, dotted: bool, today: date) -> _Spot:
    """Month first as in the United States, unless dots, the numbers or the future say day first."""
    day_first = _Spot(partial(_day, month=b, day=a), year, "day", sure=dotted or a > 12 or a == b)
    month_first = _Spot(partial(_day, month=a, day=b), year, "day", sure=b > 12)
    if dotted or a > 12:
        return day_first
    reading = _in_year(month_first, year)
    return day_first if b <= 12 and reading is not None and reading.first > today else month_first


def _day(year: int, month: int, day: int) -> Period:
    return one_day(date(year, month, day))


def _quarter(year: int, number: int) -> Period:
    return months_of(year, 3 * number - 2, 3)


def _century(short: int, today: date) -> int:
    """The last year or decade ending in these two digits that was not after today."""
    full = today.year - today.year % 100 + short
    return max(full if full <= today.year else full - 100, 1)


def _bare_quarter(match: re.Match[str], today: date) -> CalendarPhrase | None:
    named = _resolve(_Spot(partial(_quarter, number=_ORDINALS[match[1].lower()]), None, "quarter"), "", today)
    return CalendarPhrase(match.start(), match.end(), "in", named) if named else None


def _holiday(match: re.Match[str], today: date) -> CalendarPhrase | None:
    name = " ".join(match[1].lower().split())
    named = _resolve(_Spot(lambda year: one_day(holiday_in(year, name)), None, "day"), "", today)
    return CalendarPhrase(match.start(), match.end(), "on", named, holiday=True) if named else None
