"""Days as places on a line, in proportion to time; where little but one gap would be seen, the line is broken there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ui.wording.days import MONTHS, days_to_words

BREAK_PX = 128  # room for the date of the event before, and for what was left out
BREAKS = 3
SQUEEZED = 4  # times the rest of the days that a gap must be long to be left out
_TICK_PX = 92  # of a tick's date


@dataclass(frozen=True, slots=True)
class Stretch:
    """An unbroken part of the axis: its first and last day and where they are."""

    first: date
    last: date
    start: float
    end: float

    def x(self, day: date) -> float:
        """Where a day of it is."""
        days = (self.last - self.first).days
        return self.start + ((day - self.first).days / days * (self.end - self.start) if days else 0.0)


def stretches(days: Sequence[date], width: float) -> tuple[Stretch, ...]:
    """The parts of an axis from 0 to ``width`` for days in their order.

    A gap is left out where it would take nearly all of the width, ``BREAKS`` times at most.

    >>> lone = [date(2019, 5, 1), date(2024, 1, 1), date(2024, 1, 11)]
    >>> [(part.first.year, part.start, part.end) for part in stretches(lone, 1000)]
    [(2019, 0.0, 0.0), (2024, 128.0, 1000.0)]
    """
    gaps = {i: (later - day).days for i, (day, later) in enumerate(pairwise(days))}
    left = sum(gaps.values())
    broken: list[int] = []
    for i in sorted(gaps, key=lambda gap: -gaps[gap])[:BREAKS]:
        rest = left - gaps[i]
        if not 0 < rest < gaps[i] / SQUEEZED:
            break
        broken.append(i)
        left = rest
    px_a_day = (width - BREAK_PX * len(broken)) / max(left, 1)
    bounds = [-1, *sorted(broken), len(days) - 1]
    parts: list[Stretch] = []
    start = 0.0
    for before, last in pairwise(bounds):
        first_day, last_day = days[before + 1], days[last]
        end = start + (last_day - first_day).days * px_a_day
        parts.append(Stretch(first_day, last_day, start, end))
        start = end + BREAK_PX
    return tuple(parts)


def place_of(day: date, parts: Sequence[Stretch]) -> float:
    """Where a day of one of the parts is."""
    return next(part.x(day) for part in parts if day <= part.last)


def gaps_in_words(parts: Sequence[Stretch]) -> list[tuple[float, str]]:
    """The middle of each gap between the parts, and how long it is."""
    return [
        ((part.end + after.start) / 2, days_to_words((after.first - part.last).days)) for part, after in pairwise(parts)
    ]


def short_day(day: date) -> str:
    """The day as a label says it.

    >>> short_day(date(2024, 10, 4))
    '4 Oct 2024'
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def ticks(parts: Sequence[Stretch]) -> list[tuple[float, str]]:
    """Places and names of days to be written below the axis, none so near to another that they touch."""
    found: list[tuple[float, str]] = []
    for part in parts:
        named = [(part.x(day), name) for day, name in _named_days(part.first, part.last)]
        found += [(part.start, short_day(part.first))] if not named else []
        for x, name in named:
            if not found or x - found[-1][0] >= _TICK_PX:
                found.append((x, name))
    return found


def _named_days(first: date, last: date) -> Iterator[tuple[date, str]]:
    span = (last - first).days
    for day in _tick_days(first, last):
        if first <= day <= last:
            yield day, _tick_name(day, span)


def _tick_days(first: date, last: date) -> list[date]:
    span = (last - first).days
    if span <= 60:
        step = max(span // 8, 1)
        return [first + timedelta(days=i) for i in range(0, span + 1, step)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 2_400, 24_000) if months <= 9 * step)
    begin = first.year * 12 + first.month - 1
    begin -= begin % step
    return [
        date(month // 12, month % 12 + 1, 1)
        for month in range(begin, begin + months + step, step)
        if 1 <= month // 12 <= date.max.year
    ]


def _tick_name(day: date, span: int) -> str:
    if span <= 60:
        return short_day(day)
    return str(day.year) if span > 3_300 else f"{MONTHS[day.month - 1][:3]} {day.year}"
