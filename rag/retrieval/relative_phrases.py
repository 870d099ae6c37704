"""Times that only mean something from today on: "yesterday", "last Tuesday", "the past 24 hours", "recently"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil
from typing import Literal, TypeAlias

from rag.retrieval.periods import (
    SEASON_STARTS,
    Period,
    months_of,
    news_until,
    season_of,
    shift,
    shift_months,
    week_of,
    weekday_before,
    year_of,
)
from rag.retrieval.time_names import WEEKDAYS

Kind: TypeAlias = Literal[
    "period",  # a stretch of days whose news may still be going on: "last week", "on Tuesday"
    "counted",  # a number of hours, days, ... back from now: "the past 24 hours"
    "recency",  # no stretch at all, only that it be new: "latest", "recently"
    "future",  # "tomorrow", "next week"
    "long_ago",  # "120 years ago"
]

LATEST_DAYS = 14
RECENTLY_DAYS = 30


@dataclass(frozen=True, slots=True)
class RelativePhrase:
    """Characters ``start`` to ``end`` of a question, and the days in which its news appears, up to today's end.

    ``day`` is set where a single day was meant, ``weekday`` where it was called by that name, ``needs_since`` where
    the phrase names the first day of something ("the start of the year") and so needs a "since" to be one.
    """

    start: int
    end: int
    kind: Kind
    news: Period | None = None
    day: date | None = None
    weekday: bool = False
    needs_since: bool = False


_SAID_BEFORE = r"(?:(?<=on\ )|(?<=last\ )|(?<=since\ ))"  # "sat" and "sun" alone are words
_WEEKDAY = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_SAID_BEFORE}(?:mon|tues?|wed|thurs?|fri)\b"
    rf"|{_SAID_BEFORE}(?:sat|sun)(?=\s*(?:$|[?.!,]|night|morning)))"
)
_NUMBER = (
    r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|a\s+couple\s+of|couple\s+of|a\s+couple|(?:a\s+)?few|several)"
)
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_SMALL, start=1)} | {"twenty": 20, "thirty": 30}
_VAGUE = {"hour": 24, "fortnight": 4, "day": 7, "week": 4, "month": 6, "year": 5, "decade": 3}  # "a few" of each
_UNIT = r"(?:hour|day|week|month|year|decade)"
_FLAGS = re.IGNORECASE | re.VERBOSE | re.ASCII

_RELATIVE = re.compile(
    rf"""(?<![\w#'-])(?:
    (?P<near>the\s+day\s+before\s+yesterday|yesterday|overnight|last\s+night|(?:later\s+)?(?:today|tonight)
        |(?:later\s+)?this\s+(?:morning|afternoon|evening)|tomorrow)
  | (?P<ago>{_NUMBER}|an?|a\s+full)\s+(?P<ago_unit>(?:day|week|fortnight|month|year|decade)s?|century|centuries)\s+ago
  | (?:(?P<the>the)\s+)?(?:past|last)\s+(?P<count>{_NUMBER})[\s-]+(?P<count_unit>{_UNIT}s?)\b
  | recent\s+(?P<recent_unit>days|weeks|months)
  | (?:over|at|during|on|last|this(?:\s+(?:past|coming))?|next|the\s+past|the\s+coming)\s+
        (?:the\s+)?(?P<weekend>weekend)
  | (?:the\s+)?(?:start|beginning)\s+of\s+(?:the|this)\s+(?P<start_of>week|month|year)
  | (?:(?P<stage>earlier|early|later|late|so\s+far|already)\s+)?this\s+(?P<this_mod>past\s+|coming\s+)?
        (?P<this>week|month|year|quarter|spring|summer|autumn|fall|winter)
  | (?P<last_mod>the|his|her|their|its|my|your|our|in\s+a)?\s*\b(?P<last>last|past|next|coming|following)\s+
        (?P<last_unit>week|month|year|quarter|decade|spring|summer|autumn|fall|winter)(?!\s+of\b)
  | (?:between|from)\s+(?P<wd_from>{_WEEKDAY})\s+(?:and|to|until|through)\s+{_WEEKDAY}
  | (?P<wd_mod>on|last|this(?:\s+past)?|next|this\s+coming|coming|every|each|any|an?
        |(?:the\s+)?(?:first|second|third|fourth|last))?
        \s*\b(?P<wd>{_WEEKDAY})
        (?P<wd_of>\s+(?:of|in)\s+(?:the\s+month|the\s+year|each|every|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))?
        (?:\s+(?:night|morning|evening|afternoon))?
  | (?P<latest>latest|newest|most\s+recent|right\s+now|as\s+of\s+now|now|currently|current|these\s+days|nowadays)
  | (?P<recently>recently|recent|lately)
    )(?![\w#-])""",
    _FLAGS,
)
_WORDS = frozenset(WEEKDAYS) | frozenset(
    (
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "today", "tonight", "tomorrow",
        "overnight", "yesterday", "ago", "weekend", "latest", "newest", "recent", "recently", "lately", "now",
        "nowadays", "current", "currently", "these", "breaking", "far", "night", "morning", "afternoon", "evening",
    )
)  # fmt: skip
_POINTERS = frozenset(("this", "last", "past", "next", "coming", "following", "start", "beginning"))
_UNITS = frozenset(
    unit + plural
    for unit in ("hour", "day", "week", "month", "quarter", "year", "decade", *SEASON_STARTS)
    for plural in ("", "s")
)
_FIRST_MATCHES = 24  # what nobody asks in earnest is not read to its end


def may_be_relative(words: frozenset[str]) -> bool:
    """Whether a question of these words can hold a relative time: a quick look before the thorough one."""
    return not words.isdisjoint(_WORDS) or not (words.isdisjoint(_POINTERS) or words.isdisjoint(_UNITS))


def find_relative(text: str, today: date) -> list[RelativePhrase]:
    """The relative times of a question (plain, names hidden), in order, seen from ``today``."""
    return [phrase for match in _first(text) if (phrase := _read(match, today)) is not None]


def _first(text: str) -> Iterator[re.Match[str]]:
    return islice(_RELATIVE.finditer(text), _FIRST_MATCHES)


def _read(match: re.Match[str], today: date) -> RelativePhrase | None:
    said = match.group()
    start = match.start() + len(said) - len(said.lstrip())
    kind: Kind = "period"
    news: Period | None
    if match["near"]:
        news = _near(" ".join(said.lower().split()), today)
        return RelativePhrase(start, match.end(), "period" if news else "future", news, news.first if news else None)
    if match["ago"]:
        news = _ago(match["ago"].lower(), match["ago_unit"].lower(), today)
        kind = "period" if news else "long_ago"
    elif match["count"]:
        number, vague = _number(match["count"].lower(), match["count_unit"].lower())
        news = _to_now(_back(today, number, match["count_unit"].lower()), today)
        kind = "period" if vague else "counted"
    elif match["recent_unit"]:
        number, _ = _number("few", match["recent_unit"].lower())
        news = _to_now(_back(today, number, match["recent_unit"].lower()), today)
    elif match["weekend"]:
        news = _weekend(" ".join(said.lower().split()), today)
        kind = "period" if news else "future"
    elif match["start_of"]:
        news = _to_now(_begun(match["start_of"].lower(), today), today)
        return RelativePhrase(start, match.end(), "period", news, needs_since=True)
    elif match["this"]:
        news = _this(match["this"].lower(), today)
        late = (match["stage"] or "").lower() == "later" or (match["this_mod"] or "").lower().startswith("coming")
        kind = "period" if news and not late else "future"
    elif match["last"]:
        return _read_last(match, start, today)
    elif match["wd_from"]:
        news = _to_now(weekday_before(today, _weekday_number(match["wd_from"]), strictly=False), today)
    elif match["wd"]:
        return _read_weekday(match, start, today)
    else:
        kind = "recency"
        news = _to_now(shift(today, -(LATEST_DAYS if match["latest"] else RECENTLY_DAYS)), today)
    return RelativePhrase(start, match.end(), kind, None if kind == "future" else news)


def _read_last(match: re.Match[str], start: int, today: date) -> RelativePhrase | None:
    """ "Last week" is the one before this; "the last week" and "the past week" are the seven days up to now."""
    owner, word, unit = (match["last_mod"] or "").lower(), match["last"].lower(), match["last_unit"].lower()
    if word in ("next", "coming", "following"):
        return RelativePhrase(start, match.end(), "future")
    if owner not in ("", "the"):  # "in his last year"
        return None
    rolling = word == "past" or owner == "the" or unit == "decade"
    to_now = rolling and unit not in SEASON_STARTS
    news = _to_now(_back(today, 1, unit), today) if to_now else _previous(unit, today)
    return RelativePhrase(start, match.end(), "period", news)


def _read_weekday(match: re.Match[str], start: int, today: date) -> RelativePhrase | None:
    modifier = " ".join((match["wd_mod"] or "").lower().split())
    if modifier in ("next", "coming", "this coming"):
        return RelativePhrase(start, match.end(), "future")
    if match["wd_of"] or modifier not in ("", "on", "last", "this", "this past"):  # "every Monday", "a Friday"
        return None
    day = weekday_before(today, _weekday_number(match["wd"]), strictly=modifier in ("last", "this past"))
    if modifier == "this" and day < week_of(today).first:
        return RelativePhrase(start, match.end(), "future")
    return RelativePhrase(start, match.end(), "period", _to_now(day, today), day, weekday=True)


def _to_now(first: date, today: date) -> Period:
    return Period(first, shift(today, 1))


def _told(period: Period, today: date) -> Period:
    """From a period's first day until its news is over, or until now."""
    return Period(period.first, min(news_until(period), shift(today, 1)))


def _near(words: str, today: date) -> Period | None:
    if "tomorrow" in words or words.startswith("later"):
        return None
    back = 2 if "day before" in words else 1 if words in ("yesterday", "overnight", "last night") else 0
    return _to_now(shift(today, -back), today)


def _number(word: str, unit: str) -> tuple[int, bool]:
    """How many, and whether that was only roughly said."""
    word = " ".join(word.split())
    if word.isdigit():
        return int(word), False
    if word in _NUMBERS:
        return _NUMBERS[word], False
    if "couple" in word:
        return 2, True
    return _VAGUE[unit.rstrip("s")], True


def _back(today: date, number: int, unit: str) -> date:
    """The day that many units before today."""
    unit = unit.rstrip("s")
    if unit == "hour":
        return shift(today, -ceil(number / 24))
    days = {"day": 1, "week": 7, "fortnight": 14}
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
    return shift(today, -number * days[unit]) if unit in days else shift_months(today, -number * months[unit])


def _ago(word: str, unit: str, today: date) -> Period | None:
    """The days around a moment so long ago, as exactly as the unit says it; None where that is years ago."""
    unit = {"centuries": "century"}.get(unit, unit.removesuffix("s"))
    number = 1 if word in ("a", "an", "a full") else _number(word, "week" if unit == "fortnight" else unit)[0]
    if unit in ("decade", "century") or (unit == "year" and number > 1):
        return None
    day = _back(today, number, unit)
    around = {"day": 0, "week": 3, "fortnight": 3, "month": 15, "year": 30}[unit]
    return _told(Period(shift(day, -around), shift(day, around + 1)), today)


def _weekend(words: str, today: date) -> Period | None:
    """The weekend just gone or going on; "this weekend" said on a working day may also be the one ahead."""
    if words.startswith(("next", "this coming", "the coming")):
        return None
    saturday = weekday_before(today, 5, strictly=False)
    running = today.weekday() >= 5
    if words.startswith("this weekend"):
        return _to_now(saturday if running else shift(today, -7), today)
    if running and words.startswith(("last", "this past", "the past")):
        saturday = shift(saturday, -7)
    return _to_now(saturday, today)


def _begun(unit: str, today: date) -> date:
    """The first day of the week, month, quarter or year that today is in."""
    if unit == "week":
        return week_of(today).first
    months = {"month": today.month, "quarter": (today.month - 1) // 3 * 3 + 1, "year": 1}
    return date(today.year, months[unit], 1)


def _this(unit: str, today: date) -> Period | None:
    """The one today is in, and never less than the last seven days; a season that has not begun is None."""
    if unit not in SEASON_STARTS:
        return _to_now(min(_begun(unit, today), shift(today, -7)), today)
    year = today.year - 1 if unit == "winter" and today.month <= 4 else today.year
    season = season_of(max(year, 1), unit)
    return _told(season, today) if season.first <= today else None


def _previous(unit: str, today: date) -> Period:
    """The one before the one today is in. Figures for last year come out all year long: its news lasts until now."""
    if unit in SEASON_STARTS:
        seasons = (season_of(max(today.year - back, 1), unit) for back in range(3))
        return _told(next((season for season in seasons if season.after <= today), week_of(today)), today)
    day = shift(_begun(unit, today), -1)
    if unit == "week":
        return _told(week_of(day), today)
    if unit == "year":
        return _to_now(year_of(day.year).first, today)
    return _told(months_of(day.year, _begun(unit, day).month, 3 if unit == "quarter" else 1), today)


def _weekday_number(name: str) -> int:
    return next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name.lower()[:3]))
