"""Dates in a sentence, resolved against the day it was written: ``on Friday``, ``3 March``, ``last year``, ``1987``."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rag.language.words import Word

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_SMALL = dict(zip("one two three four five six seven eight nine ten a".split(), [*range(1, 11), 1], strict=True))  # noqa: SIM905
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_SEASONS = frozenset(("spring", "summer", "autumn", "winter", "fall"))
_AGO = {"day": 1, "week": 7}
DATE_WORDS = frozenset(_MONTHS) | frozenset(_WEEKDAYS)
_COUNTED = frozenset("people persons men women children miles metres homes houses workers soldiers troops km".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Day:
    """A date said in a sentence, at words ``first`` to ``last`` (inclusive).

    ``options`` are the spans of days it can mean, as ``(first day, last day)``; empty where nothing resolves it.
    ``weekday`` is 0 for Monday, None where none was said. ``text`` is lower case, for words said alike on both sides.
    """

    first: int
    last: int
    text: str
    options: tuple[tuple[date, date], ...] = ()
    weekday: int | None = None

    @property
    def bare_weekday(self) -> bool:
        """True for ``on Friday``: a weekday and nothing else."""
        return self.weekday is not None and (self.first == self.last or "last" in self.text or "next" in self.text)

    @property
    def exact(self) -> bool:
        """True where one day is meant, known or not."""
        return self.weekday is not None or any(first == last for first, last in self.options)


def days_of(words: Sequence[Word], anchor: date | None) -> tuple[Day, ...]:
    """The dates of a sentence in order; ``anchor`` is the day it was written, None where unknown."""
    found: list[Day] = []
    at = 0
    while at < len(words):
        day = _read(words, at, anchor)
        if day is None:
            at += 1
            continue
        found.append(day)
        at = day.last + 1
    return tuple(found)


def _read(words: Sequence[Word], at: int, anchor: date | None) -> Day | None:
    lower = words[at].lower
    if lower in _WEEKDAYS and words[at].capital:
        return _weekday(words, at, at, anchor)
    if lower in ("last", "next", "this", "late", "early", "mid") and at + 1 < len(words):
        return _relative(words, at, anchor)
    if lower in _DAYS:
        options = _one(anchor + timedelta(days=_DAYS[lower])) if anchor else ()
        return Day(at, at, lower, options)
    if lower in _MONTHS and words[at].capital:
        return _month(words, at, anchor)
    if lower[0].isdecimal():
        return _digits(words, at, anchor) or _ago(words, at, anchor)
    if lower in _SMALL:
        return _ago(words, at, anchor)
    return None


def _weekday(words: Sequence[Word], first: int, at: int, anchor: date | None) -> Day:
    weekday = _WEEKDAYS[words[at].lower]
    text = " ".join(word.lower for word in words[first : at + 1])
    for skip in (1, 2):
        if at + skip < len(words) and words[at + skip].segment - words[at].segment <= 1:
            dated = _read(words, at + skip, anchor) if words[at + skip].lower not in _WEEKDAYS else None
            if dated and dated.options and skip == 1 and dated.first == at + skip and words[at + 1].lower not in _DAYS:
                if words[at + 1].lower in ("last", "next", "this") or not _dated_month(words, dated):
                    break
                kept = tuple(
                    option for option in dated.options if option[0] != option[1] or option[0].weekday() == weekday
                )
                return Day(first, dated.last, text + " " + dated.text, kept, weekday)
    if anchor is None:
        return Day(first, at, text, (), weekday)
    back = (anchor.weekday() - weekday) % 7
    before, after = anchor - timedelta(days=back), anchor + timedelta(days=7 - back)
    if text.startswith("last "):
        days = [anchor - timedelta(days=back or 7), anchor - timedelta(days=back + 7)]
    elif text.startswith("next "):
        days = [after, after + timedelta(days=7)]
    else:
        days = [before, after]
    return Day(first, at, text, tuple((day, day) for day in days), weekday)


def _dated_month(words: Sequence[Word], day: Day) -> bool:
    return any(words[index].lower in _MONTHS for index in range(day.first, day.last + 1))


def _relative(words: Sequence[Word], at: int, anchor: date | None) -> Day | None:
    which, what = words[at].lower, words[at + 1].lower
    if what in _WEEKDAYS and which in ("last", "next", "this"):
        return _weekday(words, at, at + 1, anchor)
    if which in ("late", "early", "mid"):
        return None
    step = {"last": -1, "this": 0, "next": 1}[which]
    text = f"{which} {what}"
    if what in ("morning", "afternoon", "evening") and which == "this":
        return Day(at, at + 1, text, _one(anchor) if anchor else ())
    if what in _MONTHS and words[at + 1].capital:
        if anchor is None:
            return Day(at, at + 1, text)
        years = {"last": (anchor.year, anchor.year - 1), "this": (anchor.year,), "next": (anchor.year, anchor.year + 1)}
        return Day(at, at + 1, text, tuple(_month_span(year, _MONTHS[what]) for year in years[which]))
    if what not in ("week", "month", "year", "weekend") and what not in _SEASONS:
        return None
    if anchor is None or what == "weekend" or what in _SEASONS:
        return Day(at, at + 1, text)
    if what == "year":
        return Day(at, at + 1, text, (_year_span(anchor.year + step),))
    if what == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return Day(at, at + 1, text, (_month_span(months // 12, months % 12 + 1),))
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * step)
    return Day(at, at + 1, text, ((monday, monday + timedelta(days=6)),))


def _month(words: Sequence[Word], at: int, anchor: date | None) -> Day | None:
    month, last = _MONTHS[words[at].lower], at
    if words[at].lower == "may" and at + 1 < len(words) and not at:
        return None if not words[at + 1].lower[0].isdecimal() else _month_day(words, at, month, anchor)
    return _month_day(words, at, month, anchor) or _dated(words, at, last, month, None, anchor)


def _month_day(words: Sequence[Word], at: int, month: int, anchor: date | None) -> Day | None:
    if at + 1 >= len(words):
        return None
    number = _day_number(words[at + 1].lower)
    if number is None:
        return None
    return _dated(words, at, at + 1, month, number, anchor)


def _day_number(lower: str) -> int | None:
    digits = lower[:-2] if lower[-2:] in ("st", "nd", "rd", "th") else lower
    return int(digits) if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31 else None


def _year_number(lower: str) -> int | None:
    return int(lower) if len(lower) == 4 and lower.isdecimal() and 1500 <= int(lower) <= 2150 else None


def _dated(
    words: Sequence[Word], first: int, last: int, month: int, number: int | None, anchor: date | None
) -> Day | None:
    year = None
    if last + 1 < len(words):
        of = 1 if words[last + 1].lower == "of" and last + 2 < len(words) else 0
        year = _year_number(words[last + 1 + of].lower)
        if year is not None:
            last += 1 + of
    text = " ".join(word.lower for word in words[first : last + 1])
    if year is not None:
        years: tuple[int, ...] = (year,)
    elif anchor is not None:
        years = (anchor.year, anchor.year - 1, anchor.year + 1)
    else:
        years = ()
    if number is None:
        return Day(first, last, text, tuple(_month_span(y, month) for y in years))
    options = tuple(_one(date(y, month, number))[0] for y in years if number <= calendar.monthrange(y, month)[1])
    return Day(first, last, text, options)


def _digits(words: Sequence[Word], at: int, anchor: date | None) -> Day | None:
    lower = words[at].lower
    number = _day_number(lower)
    if number is not None:
        following = at + 1
        if following < len(words) and words[following].lower == "of":
            following += 1
        if following < len(words) and words[following].lower in _MONTHS and words[following].capital:
            return _dated(words, at, following, _MONTHS[words[following].lower], number, anchor)
        return None
    year = _year_number(lower)
    if year is None:
        return None
    if at + 2 < len(words) and words[at + 1].lower.isdecimal() and words[at + 2].lower.isdecimal():
        month, day = int(words[at + 1].lower), int(words[at + 2].lower)
        together = words[at + 2].end - words[at].start == 10
        if together and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            return Day(at, at + 2, lower, _one(date(year, month, day)))
    before = words[at - 1].lower if at else ""
    following_word = words[at + 1].lower if at + 1 < len(words) else ""
    if before in ("$", "€", "£") or following_word in _COUNTED or following_word in ("%", "percent"):
        return None
    return Day(at, at, lower, (_year_span(year),))


def _ago(words: Sequence[Word], at: int, anchor: date | None) -> Day | None:
    if at + 2 >= len(words) or words[at + 2].lower not in ("ago", "earlier"):
        return None
    lower, unit = words[at].lower, words[at + 1].lower.removesuffix("s")
    count = _SMALL.get(lower, int(lower) if lower.isdecimal() and len(lower) <= 3 else None)
    if count is None or unit not in ("day", "week", "month", "year", "decade"):
        return None
    text = f"{lower} {unit} ago"
    if anchor is None or words[at + 2].lower == "earlier":
        return Day(at, at + 2, text)
    if unit in _AGO:
        day = anchor - timedelta(days=count * _AGO[unit])
        slack = timedelta(days=0 if unit == "day" else 3)
        return Day(at, at + 2, text, ((day - slack, day + slack),))
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - count
        return Day(at, at + 2, text, (_month_span(months // 12, months % 12 + 1),))
    return Day(at, at + 2, text, (_year_span(max(1, anchor.year - count * (10 if unit == "decade" else 1))),))


def _one(day: date) -> tuple[tuple[date, date], ...]:
    return ((day, day),)


def _month_span(year: int, month: int) -> tuple[date, date]:
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year_span(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def same_day(claim: Day, evidence: Day) -> bool:
    """True where the evidence's date bears the claim's out: it is the same, or lies within it."""
    if claim.text == evidence.text:
        return True
    if claim.bare_weekday:
        if evidence.weekday is not None:
            return claim.weekday == evidence.weekday
        return any(start == end and start.weekday() == claim.weekday for start, end in evidence.options)
    return any(
        said_first <= first and last <= said_last
        for said_first, said_last in claim.options
        for first, last in evidence.options
    )
