"""Days and ages as a reader says them.

>>> from datetime import UTC, datetime
>>> day_to_words(datetime(2024, 10, 4, tzinfo=UTC))
'4 October 2024'
>>> age_to_words(datetime(2024, 10, 4, tzinfo=UTC), datetime(2024, 10, 6, 12, tzinfo=UTC))
'2 days earlier'
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from rag.types import Abstained, StoreStats, Window

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def day_to_words(day: date | None) -> str:
    """Day, month and year of a day, or of a moment in UTC."""
    return "undated" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_to_words(moment: datetime | None) -> str:
    """The day, and the time where one is known (midnight means that only a day was given)."""
    if moment is None or (moment.hour, moment.minute) == (0, 0):
        return day_to_words(moment)
    return f"{day_to_words(moment)}, {moment:%H:%M} UTC"


def last_day(as_of: datetime) -> datetime:
    """The last moment that a question asked as of this (exclusive) instant may know.

    >>> from datetime import UTC, datetime
    >>> day_to_words(last_day(datetime(2024, 10, 7, tzinfo=UTC)))
    '6 October 2024'
    """
    return as_of - timedelta(microseconds=1)


def age_to_words(published_at: datetime | None, as_of: datetime) -> str:
    """How long before the day asked about something was published, in whole days, weeks, months or years."""
    if published_at is None:
        return ""
    days = (last_day(as_of).date() - published_at.date()).days
    if days == 0:
        return "the same day"
    direction = "earlier" if days > 0 else "later"
    days = abs(days)
    if days == 1:
        return f"the day {'before' if direction == 'earlier' else 'after'}"
    return f"{days_to_words(days)} {direction}"


def days_to_words(days: int) -> str:
    """A number of days, in whole days, weeks, months or years.

    >>> days_to_words(1), days_to_words(13), days_to_words(14), days_to_words(800)
    ('1 day', '13 days', '2 weeks', '2 years')
    """
    for length, unit in ((365, "year"), (30, "month"), (7, "week")):
        count = days // length
        if count > 1 or (count == 1 and unit != "week"):
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{days} day{'s' if days != 1 else ''}"


def ago_to_words(published_at: datetime | None, as_of: datetime) -> str:
    """How long ago something was published, seen from the last day before ``as_of``; empty where it lies ahead.

    >>> from datetime import UTC, datetime
    >>> ago_to_words(datetime(2024, 10, 4, tzinfo=UTC), datetime(2024, 10, 6, 12, tzinfo=UTC))
    '2 days ago'
    """
    age = age_to_words(published_at, as_of)
    if age in ("the same day", "the day before"):
        return "today" if age == "the same day" else "yesterday"
    return f"{age.removesuffix(' earlier')} ago" if age.endswith(" earlier") else ""


def window_to_words(window: Window) -> str:
    """The days of a window, both ends included.

    >>> from datetime import UTC, datetime
    >>> window_to_words(Window(since=datetime(2024, 10, 4, tzinfo=UTC), until=datetime(2024, 10, 7, tzinfo=UTC)))
    '4 October 2024 to 6 October 2024'
    """
    last = None if window.until is None else day_to_words(last_day(window.until))
    if window.since is None:
        return "any day" if last is None else f"until {last}"
    first = day_to_words(window.since)
    if last is None:
        return f"since {first}"
    return first if first == last else f"{first} to {last}"


def covered_in_words(stats: StoreStats | None, abstained: Abstained | None = None) -> str:
    """Which days there is anything from, and how much; empty where there is nothing or ``abstained`` tells the days."""
    if abstained is not None and abstained.reason == "nothing_in_window":
        return ""
    if stats is None or not stats.articles or stats.first_published is None:
        return ""
    first, newest = day_to_words(stats.first_published), day_to_words(newest_of(stats))
    return f"Covered here: {first} to {newest}, {stats.articles:,} article{'s' * (stats.articles != 1)}."


def newest_of(stats: StoreStats) -> datetime | None:
    """When the newest article was published; of a store that has some from the past, not what is under embargo."""
    first, last, now = stats.first_published, stats.last_published, datetime.now(UTC)
    return last if first is None or last is None or first > now else min(last, now)
