"""Days, months, quarters and years that a question names: "on 24 October", "between June and August", "Q3 2023".

What a phrase denotes is read here. Whether it limits when the answer was published is judged in ``time_window``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice

from rag.retrieval.calendar_points import ORDINALS, Spot, Unit, period_in, quarter_of, read_spot
from rag.retrieval.periods import (
    HOLIDAYS,
    Period,
    holiday_in,
    one_day,
)
from rag.retrieval.time_names import MONTHS


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


def _first(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), _FIRST_MATCHES)


def _between(match: re.Match[str], today: date) -> CalendarPhrase | None:
    if match["a"]:
        first, last = read_spot(match["a"], today), read_spot(match["b"], today)
    else:
        month, year = (match["m1"], match["y1"]) if match["m1"] else (match["m2"], match["y2"])
        days = (match["d1"], match["d2"]) if match["m1"] else (match["d3"], match["d4"])
        first, last = (read_spot(f"{day} {month} {year or ''}".strip(), today) for day in days)
    if first is None or last is None:
        return None
    period = _span(first, last, today)
    if period is None:
        return None
    named = Named(period, "range", dated=first.year is not None or last.year is not None)
    return CalendarPhrase(match.start(), match.end(), "between", named)


def _span(first: Spot, last: Spot, today: date) -> Period | None:
    """From the first point to the last; years that were not named follow from each other, or from today."""
    if last.year is not None:
        years = [(first.year or last.year, last.year)]
    elif first.year is not None:
        years = [(first.year, first.year), (first.year, first.year + 1)]
    else:
        recent = range(today.year + 1, today.year - 2, -1)
        years = [(year, year) for year in recent]
    for from_year, to_year in years:
        begin, end = period_in(first, from_year), period_in(last, to_year)
        if begin and end and begin.first >= end.after and first.year is None:  # from November to February
            begin = period_in(first, to_year - 1)
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
    spot = read_spot(point, today)
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


def _is_time(tie: str, part: str, point: str, spot: Spot, tail: str) -> bool:
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


def _resolve(spot: Spot, part: str, today: date) -> Named | None:
    if spot.year is not None:
        period = period_in(spot, spot.year, part)
        return Named(period, spot.unit, dated=True, sure=spot.sure) if period else None
    for year in range(today.year, max(today.year - 9, 0), -1):
        period = period_in(spot, year, part)
        if period and period.first <= today and not (spot.strictly_past and period.after > today.replace(day=1)):
            return Named(period, spot.unit, dated=False)
    return None


def _bare_quarter(match: re.Match[str], today: date) -> CalendarPhrase | None:
    named = _resolve(Spot(partial(quarter_of, number=ORDINALS[match[1].lower()]), None, "quarter"), "", today)
    return CalendarPhrase(match.start(), match.end(), "in", named) if named else None


def _holiday(match: re.Match[str], today: date) -> CalendarPhrase | None:
    name = " ".join(match[1].lower().split())
    named = _resolve(Spot(lambda year: one_day(holiday_in(year, name)), None, "day"), "", today)
    return CalendarPhrase(match.start(), match.end(), "on", named, holiday=True) if named else None
