"""Counts by day put together to days, weeks, months or years, so that a chart of them can be read. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.store import DayCount

Step = Literal["day", "week", "month", "year"]
OTHERS = "Others"


@dataclass(frozen=True, slots=True)
class Bin:
    """Articles by outlet of the days ``first`` to ``last``, both included."""

    first: date
    last: date
    articles: Counter[str]

    @property
    def total(self) -> int:
        """Articles of all outlets."""
        return self.articles.total()


def step_for(first: date, last: date, most: int) -> Step:
    """The finest step that makes about ``most`` bins at most of these days; years make as many as they make.

    >>> step_for(date(2024, 1, 1), date(2024, 3, 1), 62), step_for(date(2024, 1, 1), date(2026, 3, 1), 62)
    ('day', 'month')
    """
    days = (last - first).days + 1
    steps: tuple[tuple[Step, int], ...] = (("day", 1), ("week", 7), ("month", 30))
    return next((step for step, length in steps if days <= most * length), "year")


def binned(rows: Iterable[DayCount], first: date, last: date, step: Step) -> list[Bin]:
    """All bins from ``first`` to ``last``, empty ones too; rows outside and undated ones are left out.

    >>> [(b.first.isoformat(), b.last.isoformat()) for b in binned([], date(2024, 1, 30), date(2024, 2, 2), "month")]
    [('2024-01-30', '2024-01-31'), ('2024-02-01', '2024-02-02')]
    """
    bins: dict[date, Bin] = {}
    begin = first
    while True:
        end = min(_last_of(begin, step), last)
        bins[begin] = Bin(begin, end, Counter())
        if end >= last:
            break
        begin = end + timedelta(days=1)
    starts = list(bins)
    at = 0
    for row in sorted((row for row in rows if row.day is not None and first <= row.day <= last), key=_day):
        while at + 1 < len(starts) and starts[at + 1] <= _day(row):
            at += 1
        bins[starts[at]].articles[row.publisher] += row.articles
    return list(bins.values())


def leading(bins: Sequence[Bin], most: int) -> tuple[str, ...]:
    """The outlets with most articles, most first, and ``OTHERS`` last where there are more than ``most``."""
    total: Counter[str] = Counter()
    for each in bins:
        total.update(each.articles)
    names = [name for name, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))]
    return tuple(names) if len(names) <= most else (*names[: most - 1], OTHERS)


def share(each: Bin, outlet: str, outlets: Sequence[str]) -> int:
    """How many of a bin's articles are an outlet's, or of all that are not in ``outlets``."""
    if outlet != OTHERS:
        return each.articles[outlet]
    return each.total - sum(each.articles[name] for name in outlets if name != OTHERS)


def _day(row: DayCount) -> date:
    return row.day or date.min


def _last_of(day: date, step: Step) -> date:
    if step == "day":
        return day
    if step == "week":  # Monday to Sunday
        return day + timedelta(days=6 - day.weekday()) if day <= date.max - timedelta(days=6) else date.max
    if day.year == date.max.year:
        return date.max
    if step == "year" or day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)
