"""Dates as news data write them, read strictly: what is not plainly a date is refused, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

EARLIEST_YEAR = 1700
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar enero gennaio janeiro",
            "feb february février fevrier februar febrero febbraio fevereiro",
            "mar march mars märz maerz marzo março marco",
            "apr april avril abril aprile",
            "may mai mayo maggio maio",
            "jun june juin juni junio giugno junho",
            "jul july juillet juli julio luglio julho",
            "aug august août aout agosto",
            "sep sept september septembre septiembre settembre setembro",
            "oct october octobre oktober okt octubre ottobre outubro",
            "nov november novembre noviembre novembro",
            "dec december décembre decembre dezember dez diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
# Hours from UTC.
_ZONES = {
    "z": 0.0, "utc": 0.0, "gmt": 0.0, "wet": 0.0, "bst": 1.0, "cet": 1.0, "west": 1.0, "cest": 2.0, "eet": 2.0,
    "eest": 3.0, "msk": 3.0, "gst": 4.0, "pkt": 5.0, "ist": 5.5, "sgt": 8.0, "hkt": 8.0, "awst": 8.0, "jst": 9.0,
    "kst": 9.0, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0, "est": -5.0, "edt": -4.0, "cst": -6.0,
    "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0, "akst": -9.0, "akdt": -8.0, "hst": -10.0,
    "brt": -3.0, "art": -3.0,
}  # fmt: skip
# Standard time's hours; whether it is summer there, the day tells.
_AMERICAN_ZONES = {"et": -5.0, "ct": -6.0, "mt": -7.0, "pt": -8.0, "eastern": -5.0, "central": -6.0, "pacific": -8.0}

_YMD = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z?)")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})\b")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.)?\s*(?:de |of |-)?\s*([^\W\d_]{3,10})\.?,?\s*(?:de |-)?\s*(\d{4})\b"
)
_YEAR_LAST = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?\s*([ap]\.?m\b\.?)?|\b(\d{1,2})\s*([ap]\.?m\b\.?)", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?$", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:(?:last\s+)?(?:published|updated|posted|modified|created)(?:\s+on|\s+at)?\s*:?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(
    r"[\s,;|·•–—()-]|\bat\b|\bon\b|\ble\b|\bo['’]clock\b|\btime\b|\bstandard\b|\bdaylight\b|"
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment in UTC; ``zone_assumed`` names the zone that it was taken in where it was written without one."""

    moment: datetime
    zone_assumed: str | None = None


def read_date(value: object, zone: tzinfo | None = None) -> datetime | None:
    """The instant a date names, aware and in UTC; midnight where only a day is given, None where nothing is.

    Understood: ISO 8601 in its forms, RFC 2822, seconds or milliseconds since 1970, ``October 24, 2024 6:00 PM ET``,
    ``24 Oct 2024``, ``2024/10/24``, ``24.10.2024``. A time without a zone is taken in ``zone``, else as
    UTC; midnight without one is a day rather than a time. Raises ``ValueError`` with
    the reason for anything else, for days that do not exist, and for years before 1700 or after the next one.

    >>> read_date("Oct. 24, 2024, 6:05 p.m. EDT")
    datetime.datetime(2024, 10, 24, 22, 5, tzinfo=datetime.timezone.utc)
    """
    found = read_dated(value, zone)
    return found.moment if found else None


def read_dated(value: object, zone: tzinfo | None = None) -> Dated | None:
    """As ``read_date``, and whether the time zone had to be assumed; what it gave is read again as it is.

    >>> read_dated("2024-10-24 18:00").zone_assumed, read_dated("2024-10-24").zone_assumed
    ('UTC', None)
    """
    if isinstance(value, Dated):
        return value
    assumed: str | None = None
    if value is None or value == "" or value is False:
        return None
    try:
        moment = _moment(value)
        if moment is None:
            return None
        if moment.tzinfo is None:
            is_day = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
            assumed = None if is_day else str(zone or UTC)
            moment = moment.replace(tzinfo=UTC if zone is None or is_day else zone)
        moment = moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{_shown(value)} is no date that a calendar has: write it as 2024-10-24") from None
    latest = datetime.now(UTC).year + 1
    if not EARLIEST_YEAR <= moment.year <= latest:
        raise ValueError(f"the year of {_shown(value)} is not between {EARLIEST_YEAR} and {latest}: correct the date")
    return Dated(moment, assumed)


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _since_1970(float(value))
    if not isinstance(value, str):
        raise ValueError(f"{_shown(value)} is no date: write it as 2024-10-24")
    text = " ".join(value[:200].split())
    if text.lower() in ("", "null", "none", "nan", "nat", "n/a", "unknown"):
        return None
    return _iso(text) or _number(text) or _mail(text) or _written(text, value)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> datetime | None:
    try:
        return _since_1970(float(text)) if re.fullmatch(r"-?\d{9,13}(?:\.\d{1,9})?", text) else None
    except OverflowError:
        return None


def _since_1970(number: float) -> datetime:
    if number != number or abs(number) > 1e17:
        raise ValueError(f"{number} is no number of seconds since 1970: write the date as 2024-10-24")
    if abs(number) < 1e7:  # a bare year or a day's number, not an instant
        raise ValueError(f"{number:g} is too small for seconds since 1970: write the date as 2024-10-24")
    while abs(number) > 1e11:
        number /= 1000
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)


def _mail(text: str) -> datetime | None:
    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}", text):
        return None
    if _zone_named(text.rsplit(" ", 1)[-1]) is not None and not text.endswith(("GMT", "UTC", "Z")):
        return None  # the standard library takes unknown names for UTC; ours knows them
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if text.endswith("-0000") else moment  # its clock is UTC, its place unsaid
    except ValueError:
        return None


def _written(text: str, value: object) -> datetime:
    rest = _BEFORE_DATE.sub("", _YEAR_LAST.sub(r"\1 \2 \5 \3 \4", text), count=1)
    for pattern, order in (
        (_YMD, "ymd"), (_EAST_ASIAN, "ymd"), (_COMPACT, "compact"), (_MONTH_FIRST, "mdy"), (_DAY_FIRST, "dmy"),
        (_NUMBERS, "numbers"),
    ):  # fmt: skip
        found = pattern.fullmatch(rest) if order == "compact" else pattern.search(rest)
        if found is None:
            continue
        if order == "compact":
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
            return _made(value, year, month, day, hour, minute, second)
        day_of = _day(order, found, value)
        if day_of is None:
            continue
        time_and_zone = (rest[: found.start()] + " " + rest[found.end() :]).strip()
        return _with_clock(day_of, time_and_zone, value)
    raise ValueError(f"{_shown(value)} is no date: write it as 2024-10-24 or 2024-10-24T18:00:00+00:00")


def _day(order: str, found: re.Match[str], value: object) -> datetime | None:
    one, two, three = found.groups()[:3]
    if order == "ymd":
        return _made(value, int(one), int(two), int(three))
    if order == "numbers":
        first, second = int(one), int(two)
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"{_shown(value)} could be two days: write it as 2024-10-24")
        return _made(value, int(three), second, first) if first > 12 else _made(value, int(three), first, second)
    name, day = (one, two) if order == "mdy" else (two, one)
    month = _MONTHS.get(name.lower())
    return _made(value, int(three), month, int(day)) if month else None


def _with_clock(day: datetime, rest: str, value: object) -> datetime:
    if rest.startswith("T"):
        rest = rest[1:]
    clock = _CLOCK.search(rest)
    if clock is None:
        if _LEFT_OVER.sub("", rest):
            raise ValueError(f"{_shown(value)} is no date: {rest[:40]!r} beside the day is not understood")
        return day
    hour, minute, second = int(clock[1] or clock[5]), int(clock[2] or 0), int(clock[3] or 0)
    half = (clock[4] or clock[6] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(f"{_shown(value)} has no such hour: correct the date")
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    moment = _made(value, day.year, day.month, day.day, hour, minute, second)
    return _zoned(moment, (rest[: clock.start()] + " " + rest[clock.end() :]).strip(), value)


def _zoned(moment: datetime, words: str, value: object) -> datetime:
    offset = _OFFSET.search(words)
    if offset:
        hours = int(offset[2]) + int(offset[3] or 0) / 60
        if hours > 15:
            raise ValueError(f"{_shown(value)} has no such time zone: correct the date")
        return moment.replace(tzinfo=timezone(timedelta(hours=hours if offset[1] == "+" else -hours)))
    name = _LEFT_OVER.sub("", words).strip(".").lower()
    if not name:
        return moment.replace(tzinfo=None)
    if name in _AMERICAN_ZONES:
        hours = _AMERICAN_ZONES[name] + (1 if _american_summer(moment) else 0)
        return moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    known = _zone_named(name)
    if known is None:
        raise ValueError(f"{_shown(value)} is no date: {words[:40]!r} is no time zone that is known here")
    return moment.replace(tzinfo=timezone(timedelta(hours=known)))


def _zone_named(name: str) -> float | None:
    return _ZONES.get(name.lower(), _AMERICAN_ZONES.get(name.lower()))


def _american_summer(moment: datetime) -> bool:
    """Second Sunday of March to first Sunday of November, the rule since 2007."""
    march, november = datetime(moment.year, 3, 8), datetime(moment.year, 11, 1)
    start = march + timedelta(days=(6 - march.weekday()) % 7, hours=2)
    end = november + timedelta(days=(6 - november.weekday()) % 7, hours=2)
    return start <= moment.replace(tzinfo=None) < end


def _made(value: object, year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError as reason:
        raise ValueError(f"{_shown(value)} is no date: {reason}") from None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…'"
