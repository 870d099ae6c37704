"""Dates in the forms news data give them, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.dates import read_date


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


READ = [
    ("2024-10-24", _utc(2024, 10, 24)),
    ("2024-10-24T18:00:00Z", _utc(2024, 10, 24, 18)),
    ("2024-10-24 18:00:00+02:00", _utc(2024, 10, 24, 16)),
    ("2024-10-24T18:00:00.123456+0200", _utc(2024, 10, 24, 16, 0, 0, 123456)),
    ("2024-10-24T18:00", _utc(2024, 10, 24, 18)),
    ("2024-10-24 18:00:00 UTC", _utc(2024, 10, 24, 18)),
    ("2024-10-24T18:00:00 EST", _utc(2024, 10, 24, 23)),
    ("20241024", _utc(2024, 10, 24)),
    ("20241024T180000Z", _utc(2024, 10, 24, 18)),
    ("2024/10/24 18:00", _utc(2024, 10, 24, 18)),
    ("Thu, 24 Oct 2024 18:00:00 GMT", _utc(2024, 10, 24, 18)),
    ("Thu, 24 Oct 2024 18:00:00 -0400", _utc(2024, 10, 24, 22)),
    ("Thu, 24 Oct 2024 18:00:00 EST", _utc(2024, 10, 24, 23)),
    ("Thu Oct 24 18:00:00 +0000 2024", _utc(2024, 10, 24, 18)),
    (1729792800, _utc(2024, 10, 24, 18)),
    (1729792800000, _utc(2024, 10, 24, 18)),
    ("1729792800", _utc(2024, 10, 24, 18)),
    ("October 24, 2024", _utc(2024, 10, 24)),
    ("24 Oct 2024", _utc(2024, 10, 24)),
    ("24-Oct-2024 18:00", _utc(2024, 10, 24, 18)),
    ("24th October 2024", _utc(2024, 10, 24)),
    ("Oct. 24, 2024, 6:05 p.m. EDT", _utc(2024, 10, 24, 22, 5)),
    ("Updated 6:05 PM ET, Thu October 24, 2024", _utc(2024, 10, 24, 22, 5)),
    ("Dec 24, 2024 6:05 PM ET", _utc(2024, 12, 24, 23, 5)),
    ("Thursday, October 24, 2024 at 6 pm Pacific Time", _utc(2024, 10, 25, 1)),
    ("Published on 24 October 2024 12:15 AM JST", _utc(2024, 10, 23, 15, 15)),
    ("24/10/2024", _utc(2024, 10, 24)),
    ("10/24/2024 10:00", _utc(2024, 10, 24, 10)),
    ("24.10.2024", _utc(2024, 10, 24)),
    ("24. Oktober 2024", _utc(2024, 10, 24)),
    ("24 de octubre de 2024", _utc(2024, 10, 24)),
    ("le 24 octobre 2024", _utc(2024, 10, 24)),
    ("2024年10月24日", _utc(2024, 10, 24)),
    (date(2024, 10, 24), _utc(2024, 10, 24)),
    (datetime(2024, 10, 24, 18), _utc(2024, 10, 24, 18)),
]

REFUSED = [
    ("yesterday", "no date"),
    ("3 days ago", "no date"),
    ("October 2024", "no date"),
    ("2024", "no date"),
    (2024, "too small"),
    ("03/04/2024", "two days"),
    ("2024-13-01", "month"),
    ("2024-02-30", "day"),
    ("October 24, 2024 6:00 PM Mars", "time zone"),
    ("24 October 2024, a fine day", "not understood"),
    ("20226-01-01", "no date"),
    ("1 January 0099", "not between"),
    ("2962-10-24", "not between"),
    ("9999-12-31T23:59:59-12:00", "calendar"),
    (1e300, "1970"),
    (float("nan"), "1970"),
    (True, "no date"),
    ([2024], "no date"),
]


@pytest.mark.parametrize(("written", "meant"), READ, ids=str)
def test_a_date_in_any_common_form_is_an_instant_in_utc(written: object, meant: datetime) -> None:
    found = read_date(written)

    assert found == meant
    assert found is not None
    assert found.utcoffset() == timedelta(0)


@pytest.mark.parametrize("nothing", [None, "", "  ", "null", "N/A", False])
def test_no_date_is_none(nothing: object) -> None:
    assert read_date(nothing) is None


@pytest.mark.parametrize(("written", "why"), REFUSED, ids=str)
def test_what_is_not_plainly_a_date_is_refused_with_the_reason(written: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_date(written)


@given(
    st.one_of(st.text(max_size=60), st.floats(), st.integers(), st.text(alphabet="0123456789-/:. TZamp+", max_size=30))
)
def test_any_value_is_read_or_refused(value: object) -> None:
    try:
        found = read_date(value)
    except ValueError as reason:
        assert str(reason)
    else:
        assert found is None or found.tzinfo is UTC
