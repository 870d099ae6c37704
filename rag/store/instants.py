"""Datetimes as all parts of the store keep them: whole microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rag.errors import UsageError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_us(when: datetime) -> int:
    """Microseconds since 1970; ``UsageError`` for a datetime without a zone.

    >>> to_us(datetime(1970, 1, 2, tzinfo=UTC))
    86400000000
    """
    if when.tzinfo is None:
        raise UsageError(f"{when.isoformat()} has no time zone: give UTC datetimes")
    return (when - _EPOCH) // _MICROSECOND


def from_us(microseconds: int) -> datetime:
    """The datetime, exactly.

    >>> from_us(86400000000)
    datetime.datetime(1970, 1, 2, 0, 0, tzinfo=datetime.timezone.utc)
    """
    return _EPOCH + timedelta(microseconds=microseconds)
