"""Stretches of the calendar as news speaks of them: a day, a weekend, a month, a season, and how long its news lasts.

Pure arithmetic on ``datetime.date``. Moving a day never raises: the calendar's first and last day are the ends.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime

SHORTEST_NEWS_DAYS = 14
LONGEST_NEWS_DAYS = 90


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` up to, and without, ``after``."""

    first: date
    after: date

    @property
    def days(self) -> int:
        return (self.after - self.first).days


def news_until(period: Period) -> date:
    """The day on which the news about a period is over (exclusive).

    What happens on a day is told from that day on. The news of a period goes on for as long again as the period was,
    at least two weeks and at most ninety days: a day's for two weeks, a month's for a month, a year's for a quarter.

    >>> news_until(Period(date(2024, 10, 24), date(2024, 10, 25)))
    datetime.date(2024, 11, 8)
    """
    return shift(period.after, max(SHORTEST_NEWS_DAYS, min(period.days, LONGEST_NEWS_DAYS)))


def figures_until(period: Period) -> date:
    """The day until which figures about a period come out (exclusive): half as long again, at least ninety days.

    A month's for a quarter, a year's for a year and a half.

    >>> figures_until(Period(date(2024, 5, 1), date(2024, 6, 1)))
    datetime.date(2024, 8, 30)
    """
    return shift(period.after, max(LONGEST_NEWS_DAYS, period.days * 3 // 2))


def midnight(day: date) -> datetime:
    """The first instant of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def shift(day: date, days: int) -> date:
    """``day`` moved by a number of days, kept inside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def shift_months(day: date, months: int) -> date:
    """``day`` moved by months; a day that month lacks becomes its last one.

    >>> shift_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + months
    if index < MINYEAR * 12:
        return date.min
    if index >= (MAXYEAR + 1) * 12:
        return date.max
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def one_day(day: date) -> Period:
    """That day alone."""
    return Period(day, shift(day, 1))


def months_of(year: int, month: int, count: int = 1) -> Period:
    """``count`` months from the given one on."""
    first = date(year, month, 1)
    return Period(first, shift_months(first, count))


def year_of(year: int, count: int = 1) -> Period:
    """``count`` calendar years from the given one on."""
    return months_of(year, 1, 12 * count)


def week_of(day: date) -> Period:
    """Monday to Sunday around a day."""
    monday = shift(day, -day.weekday())
    return Period(monday, shift(monday, 7))


def part_of(period: Period, part: str) -> Period:
    """The ``early``, ``mid`` or ``late`` third of a period; of a month, its days 1-10, 11-20 and 21 to the end.

    >>> part_of(months_of(2024, 2), "late")
    Period(first=datetime.date(2024, 2, 21), after=datetime.date(2024, 3, 1))
    """
    if period.days > 100:  # a year: thirds of four months
        first, second = shift_months(period.first, 4), shift_months(period.first, 8)
    elif period.days > 31:  # a season or a quarter: its months
        first, second = shift_months(period.first, 1), shift_months(period.first, 2)
    else:
        third = 10 if period.days > 27 else max(1, period.days // 3)
        first, second = shift(period.first, third), shift(period.first, 2 * third)
    cuts = {"early": (period.first, first), "mid": (first, second), "late": (second, period.after)}
    return Period(*cuts[part])


def weekday_before(today: date, weekday: int, *, strictly: bool) -> date:
    """The last such weekday (Monday 0) on or before today, or before it where ``strictly``."""
    back = (today.weekday() - weekday) % 7
    return shift(today, -(back or (7 if strictly else 0)))


SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def season_of(year: int, season: str) -> Period:
    """The northern season that begins in that year, in whole months; winter 2023 ends with February 2024."""
    return months_of(year, SEASON_STARTS[season], 3)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November, as in the United States."""
    first = date(year, 11, 1)
    return shift(first, (3 - first.weekday()) % 7 + 21)


HOLIDAYS = {  # month, day
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "fourth of july": (7, 4),
    "independence day": (7, 4),
}


def holiday_in(year: int, name: str) -> date:
    """The day of a holiday of ``HOLIDAYS``, or of thanksgiving, in a year."""
    if name.startswith("thanksgiving"):
        return thanksgiving(year)
    month, day = HOLIDAYS[name]
    return date(year, month, day)
