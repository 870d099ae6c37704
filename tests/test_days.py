"""Days at their edges: those no calendar has, those that lie beyond all news, and days written in other ways."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rag.days import When, end_of, start_of
from rag.errors import UsageError


@pytest.mark.parametrize(
    "when",
    [
        "0001-01-01", "0999-12-31", "3000-01-01", "9999-12-31", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00",
        date.min, date.max, datetime.min, datetime.max.replace(tzinfo=timezone(-timedelta(hours=14))),
    ],
)  # fmt: skip
def test_a_day_beyond_all_news_is_told(when: When) -> None:
    for read in (start_of, end_of):
        with pytest.raises(UsageError, match="between the years 1000 and 2999"):
            read(when)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-10-24T24:00", "2024-10-24T23:59:60", "20226-01-01", "-5", ""])
def test_a_day_that_no_calendar_has_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        start_of(text)


@pytest.mark.parametrize("text", ["2024-10-24", "20241024", "2024-W43-4", "2024W434", " 2024-10-24\n"])
def test_a_day_is_whole_however_it_is_written(text: str) -> None:
    assert start_of(text) == datetime(2024, 10, 24, tzinfo=UTC)
    assert end_of(text) == datetime(2024, 10, 25, tzinfo=UTC)


def test_a_week_is_not_taken_for_its_monday() -> None:
    for text in ("2024-W43", "2024W43"):
        with pytest.raises(UsageError, match="is not a date"):
            end_of(text)


def test_a_day_far_east_begins_the_day_before() -> None:
    assert start_of("2024-10-24T12:00+14:00") == datetime(2024, 10, 23, 22, tzinfo=UTC)
    assert start_of("2024-02-29") == datetime(2024, 2, 29, tzinfo=UTC)
