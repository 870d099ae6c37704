"""Days as people mean them: a date is its whole day, a datetime is one instant; both become UTC datetimes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, TypeAlias

from rag.errors import UsageError

When: TypeAlias = str | date | datetime | None

# No news is of other years, and within them no sum of days and weeks leaves the calendar.
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999


def start_of(when: When) -> datetime | None:
    """The first instant of a date, or the instant itself.

    >>> start_of("2024-10-24")
    datetime.datetime(2024, 10, 24, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return _instant(when, timedelta(0))


def end_of(when: When) -> datetime | None:
    """The instant after the last one of a date (exclusive), or the instant itself.

    >>> end_of("2024-10-24")
    datetime.datetime(2024, 10, 25, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return _instant(when, timedelta(days=1))


def last_moment(bound: datetime) -> datetime:
    """The last instant before an exclusive bound: a question asked as of a day is bounded by the next day's midnight.

    >>> last_moment(datetime(2024, 10, 25, tzinfo=UTC)).date()
    datetime.date(2024, 10, 24)
    """
    return bound - timedelta(microseconds=1)


def day_in_words(moment: datetime, *, weekday: bool = True) -> str:
    """A day as a reader writes it.

    >>> day_in_words(datetime(2024, 10, 4)), day_in_words(datetime(2024, 10, 4), weekday=False)
    ('Friday 4 October 2024', '4 October 2024')
    """
    day = f"{moment.day} {moment:%B} {moment.year}"
    return f"{moment:%A} {day}" if weekday else day


def _instant(when: When, whole_day: timedelta) -> datetime | None:
    if when is None:
        return None
    if isinstance(when, str):
        when = _parsed(when.strip())
    if not isinstance(when, date):
        raise UsageError(f"{when!r} is not a date: give a date, a datetime, or one written as 2024-10-24")
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        raise UsageError(
            f"{when} is not between the years {FIRST_YEAR} and {LAST_YEAR}: correct it, or leave it out to set no bound"
        )
    if isinstance(when, datetime):
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    midnight = datetime(when.year, when.month, when.day, tzinfo=UTC)
    return midnight + whole_day


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d{8}|\d{4}-?W\d\d-?\d", re.ASCII)
_WEEK: Final = re.compile(r"\d{4}-?W\d\d", re.ASCII)


def _parsed(text: str) -> date | datetime:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if _WEEK.fullmatch(text):  # to Python the instant that its Monday begins
            raise ValueError(text)
        return datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a date: write 2024-10-24 or 2024-10-24T18:00+00:00") from None
