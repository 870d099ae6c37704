"""What is asked in a benchmark: a question, its day, an outlet to confine it to, and the filters made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from eval.cases import Case, day_of
from rag.days import end_of, start_of
from rag.types import Filters, StoreStats

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
_LARGE = 0.01  # of all articles: an outlet that has fewer is seldom anybody's only one


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is asked; ``outlet`` is None where the store knows no outlets."""

    question: str
    day: date
    outlet: str | None

    def filters(self) -> Mapping[str, Filters]:
        """The week and the month up to its day, its outlet, and week and outlet together."""
        until = end_of(self.day)
        assert until is not None
        named: dict[str, Filters] = {
            "one week": Filters(since=until - WEEK, until=until),
            "one month": Filters(since=until - MONTH, until=until),
        }
        if self.outlet is not None:
            named["one outlet"] = Filters(publishers=(self.outlet,))
            named["week and outlet"] = Filters(since=until - WEEK, until=until, publishers=(self.outlet,))
        return named


def asked_of(cases: Sequence[Case], stats: StoreStats) -> list[Asked]:
    """The cases as they are asked of a store; outlets take turns, a case without a day has the store's last one."""
    last = start_of(stats.last_published) or datetime.now(UTC)
    named = {name: count for name, count in stats.publishers.items() if name}
    outlets = [name for name, count in named.items() if count >= _LARGE * stats.articles] or list(named)
    return [
        Asked(case.question, day_of(case.as_of) or last.date(), outlets[place % len(outlets)] if outlets else None)
        for place, case in enumerate(cases)
    ]
