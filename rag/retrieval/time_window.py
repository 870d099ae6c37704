"""From the times a question names to the days in which its answer was published.

A time in a question is one of three things, and only the first says when the answer was published:

- *when it happened*: "What did the Fed decide in March?" Such a window is **firm** where a day, month, quarter or year
  was named, or a number counted ("the past 24 hours"), or the news is asked for since or after a day. It begins with
  the named days and lasts as long as their news does (``periods.news_until``).
- *that it be new*: "this week", "last Tuesday", "latest". These words are used loosely, so they are a **leaning**.
- *part of what is asked*: "the 2019 World Cup", "the October 7 attack", "first since 1979", "the pilot who was rescued
  in 2014". Any later article may answer. There is no window, or a leaning if the day is so recent that its news is
  still being written.

Named days become a leaning, too, where they are still going on; where the question is in the present tense; where it
also holds a word of the second kind ("this week" beats "in 2017"); where they stand in a statement before the question;
and where they lie more than a year back and the question asks for a fact, which is told again and again, rather than
for what was said or happened then. Figures about a month, quarter or year come out for longer than its news
(``periods.figures_until``). Words such as "published" and "articles from" speak of publication itself, and so
does a day or month that stands alone: the days are then taken exactly. The future has no news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rag.days import last_moment
from rag.retrieval.calendar_phrases import CalendarPhrase, find_calendar, may_name_days
from rag.retrieval.past import LONG_AGO_DAYS, is_about_past
from rag.retrieval.periods import Period, figures_until, midnight, news_until, shift
from rag.retrieval.relative_phrases import RelativePhrase, find_relative, may_be_relative
from rag.retrieval.time_names import blank, hide, plain, words_of
from rag.retrieval.wording import (
    FUTURE,
    LINE_CHARS,
    PARTICIPLE,
    PAST,
    in_present_tense,
    in_side_clause,
    in_statement,
    words_around,
    words_before,
)
from rag.types import Window

SAYS_NOTHING_DAYS = 3653  # nearly all articles are newer than ten years
CURRENT_DAYS = 60  # a day named beside "this week" may be the same piece of news
PEG_DAYS = 14  # relative times this near to each other are about one piece of news


@dataclass(frozen=True, slots=True)
class TimesRead:
    """What a question's times come to; ``spans`` are the characters that say when and nothing else."""

    window: Window | None
    spans: tuple[tuple[int, int], ...]
    about_past: bool
    wants_latest: bool


def read_times(question: str, as_of: datetime, hidden: tuple[tuple[int, int], ...] = ()) -> TimesRead:
    """The window of a question asked at ``as_of``, ``hidden`` being spans (names of outlets) that are no times.

    Days are UTC days. The day of ``as_of`` is that of the instant before it: midnight ends the day that is over.
    """
    text = plain(question)
    for start, end in hidden:
        text = blank(text, start, end)
    words, today = words_of(text), _today(as_of)
    named, near = may_name_days(words), may_be_relative(words)
    if not (named or near):
        return TimesRead(None, (), is_about_past(text, words, today, [], [], fresh=False), wants_latest=False)
    text = hide(text)
    calendar = find_calendar(text, today) if named else []
    relative = [
        phrase
        for phrase in (find_relative(text, today) if near else [])
        if not any(day.start < phrase.end and phrase.start < day.end for day in calendar)
    ]
    fresh = _is_fresh(text, relative)
    clues = [clue for phrase in relative if (clue := _judge_relative(phrase, text)) is not None]
    clues += [clue for phrase in calendar if (clue := _judge_calendar(phrase, text, today, fresh)) is not None]
    about_past = is_about_past(text, words, today, calendar, relative, fresh=fresh)
    if not about_past:  # an old time beside what is asked
        clues = [clue for clue in clues if clue.firm or not clue.until or shift(clue.until, LONG_AGO_DAYS) > today]
    window, used = _combine(clues, question, today)
    return TimesRead(
        window=window,
        spans=used,
        about_past=about_past,
        wants_latest=near and _LATEST.search(text) is not None,
    )


@dataclass(frozen=True, slots=True)
class _Clue:
    """One time of the question, judged: the days it gives, and what sort of evidence it is."""

    start: int
    end: int
    since: date | None
    until: date | None
    firm: bool
    sort: str  # "named", "open" (since, after, before), "relative" or "recency"


def _today(as_of: datetime) -> date:
    moment = as_of.replace(tzinfo=UTC) if as_of.tzinfo is None else as_of
    try:
        return last_moment(moment.astimezone(UTC)).date()
    except OverflowError:
        return as_of.date()


_SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:than(?!\s+(?:\d|an?\s|half|one|two|three|four|five|six|ten|a\s+dozen))"
    r"|compared?\s+(?:to|with)|compares\s+(?:to|with)|versus|vs\.?|unlike|relative\s+to|similar\s+to|(?:up|down)\s+from"
    r"|same\s+(?:period|month|time|quarter|week|day))(?:\s+[\w']+){0,5}\s*$",
    re.IGNORECASE,
)
_FIRST_SINCE = re.compile(
    r"\b(?:first|last|only|record|never|not|hasn't|haven't|worst|best|most|least|fewest|(?:bigg|larg|high|low|long|short"
    r"|hott|cold|warm|deadli|wett|dri|strong|weak|fast|slow|young|old|great|small|sharp|steep|heavi|cheap|bloodi|rar)est)\b"
    r"[^.?!]{0,60}$",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:born|annual(?:ly)?|every\s+year|(?:each|the\s+same)\s+year|falls?\s+on|celebrated?|observed?|takes\s+place|birthdays?)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|printed|articles?|stories|coverage|headlines?|reporting|news)\b(?:\s+[\w']+){0,2}\s*$",
    re.IGNORECASE,
)
_PUBLISHED_OTHERWISE = re.compile(
    r"\b(?:stud(?:y|ies)|reports?|research|books?|papers?|novels?|albums?|polls?|surveys?|figures|data|census|memoirs?"
    r"|findings|journal|list|ranking|index)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:reported|written|said|published|articles?|stories|coverage|headlines?|news)\b", re.IGNORECASE)
_COVERAGE = re.compile(
    r"\b(?:happen(?:ed|ing)?|say|said|says|announced?|report(?:ed)?|react(?:ed)?|tell|told|comment(?:ed)?|coverage|articles?"
    r"|news|headlines?|going\s+on)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\bhow\s+(?:many|much)\b|\bpercent(?:age)?\b|\b(?:median|average|rates?|total|figures|scores|compared)\b",
    re.IGNORECASE,
)
_ONE_END = re.compile(r"\b(?:ending|ended|to|through|every|each|available|dated)\s+(?:the\s+)?$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+([A-Za-z][\w'-]*)")
_NO_NOUN = re.compile(
    r"(?:a|about|according|across|after|again|against|ago|all|also|amid|among|an|and|any|are|"
    r"around|as|at|because|before|began|but|by|came|can|could|did|do|does|during|each|else|"
    r"following|for|from|gave|get|got|had|has|have|he|her|his|how|i|if|in|including|into|is|"
    r"it|its|just|left|lost|made|may|might|more|near|new|no|not|of|off|on|or|our|out|over|"
    r"per|said|saw|say|says|she|should|since|so|than|that|the|their|them|then|there|these|"
    r"they|this|through|to|told|took|toward|under|until|up|via|was|we|went|were|what|when|"
    r"where|which|while|who|whom|whose|why|will|with|within|without|won|would|you|your)",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\bnew(?:ly)?\b(?!\s+(?:york|jersey|zealand|delhi|orleans|mexico|hampshire|south\s+wales|england|castle|haven|year))"
    r"|\bjust\b|\bbreaking\b"
)
_LATEST = re.compile(
    r"\b(?:latest|newest|most\s+recent(?:ly)?|now|currently|current|today|tonight|nowadays|these\s+days|so\s+far|breaking)\b",
    re.IGNORECASE,
)


def _is_fresh(text: str, relative: list[RelativePhrase]) -> bool:
    """Whether the question says that its news is new."""
    return any(phrase.kind in ("period", "recency") for phrase in relative) or _NEW.search(text) is not None


def _judge_relative(phrase: RelativePhrase, text: str) -> _Clue | None:
    news = phrase.news
    if news is None:
        return None
    before = words_before(text, phrase.start)
    if since := _SINCE.search(before):
        if _FIRST_SINCE.search(before[: since.start()]):
            return None
        first = news.first
        if phrase.weekday and first == shift(news.after, -1):  # said on a Friday, "since Friday" means the last one
            first = shift(first, -7)
        start = phrase.start - len(since.group())
        return _Clue(start, phrase.end, first, None, firm=True, sort="open")
    if phrase.needs_since or _COMPARED.search(before):
        return None
    if phrase.weekday and FUTURE.search(words_around(text, phrase.start, phrase.end)):
        return None
    if phrase.kind == "recency":
        return _Clue(phrase.start, phrase.end, news.first, news.after, firm=False, sort="recency")
    if phrase.day and _is_published(before, text):
        return _Clue(phrase.start, phrase.end, phrase.day, shift(phrase.day, 1), firm=True, sort="relative")
    return _Clue(phrase.start, phrase.end, news.first, news.after, firm=phrase.kind == "counted", sort="relative")


def _is_published(before: str, text: str) -> bool:
    """Whether the words before a time make it the time of publication of what is searched here."""
    return _PUBLISHED.search(before) is not None and not _PUBLISHED_OTHERWISE.search(text[:400])


def _judge_calendar(phrase: CalendarPhrase, text: str, today: date, fresh: bool) -> _Clue | None:
    named = phrase.named
    period = named.period
    before = words_before(text, phrase.start)
    around = f"{before}{phrase.tie} {text[phrase.end : phrase.end + LINE_CHARS]}"
    if period.first > today or phrase.tie in ("of", "for", "by"):
        return None
    if _COMPARED.search(before) or _ONE_END.search(before):
        return None
    if _stands_alone(phrase, text) and shift(period.after, SAYS_NOTHING_DAYS) > today:
        return _named(phrase, period, firm=True)
    if phrase.tie in ("since", "after"):
        return _open_after(phrase, before, text, today)
    if phrase.tie in ("before", "until", "till"):
        return _open_before(phrase, before, around, today)
    if _is_published(before, text):
        return _named(phrase, Period(period.first, period.after), firm=True)
    long_ago = shift(period.after, LONG_AGO_DAYS) < today and not _COVERAGE.search(around)
    figures = named.unit != "day" and not long_ago and _FIGURE.search(around)
    told_until = figures_until(period) if figures else news_until(period)
    recent = told_until > today
    news = Period(period.first, min(told_until, shift(today, 1)))
    present = in_present_tense(around)
    if not named.dated and (_HABIT.search(around) or (not recent and (present or FUTURE.search(around)))):
        return None
    running = named.unit != "day" and period.after > today
    if phrase.tie == "from" or (present and (phrase.holiday or running)):
        return None
    if _names_a_thing(phrase, text) or in_side_clause(before):
        return _named(phrase, news, firm=False) if recent and named.unit == "day" else None
    loose = running or long_ago or present or fresh or phrase.holiday or not named.sure or phrase.tie == "as of"
    return _named(phrase, news, firm=not (loose or in_statement(text, phrase.end)))


def _named(phrase: CalendarPhrase, days: Period, *, firm: bool) -> _Clue:
    return _Clue(phrase.start, phrase.end, days.first, days.after, firm, sort="named")


def _open_after(phrase: CalendarPhrase, before: str, text: str, today: date) -> _Clue | None:
    """ "Since" a time begins with it, "after" it when it is over; "the first since" compares and says nothing."""
    first = phrase.named.period.first if phrase.tie == "since" else phrase.named.period.after
    if first > today or shift(first, SAYS_NOTHING_DAYS) < today:
        return None
    if _FIRST_SINCE.search(before) or _names_a_thing(phrase, text):
        return None
    return _Clue(phrase.start, phrase.end, first, None, firm=True, sort="open")


def _open_before(phrase: CalendarPhrase, before: str, around: str, today: date) -> _Clue | None:
    """What was so before a day is also told later: firm only where the telling itself is asked for."""
    period = phrase.named.period
    edge = period.first if phrase.tie == "before" else period.after
    unclear = not phrase.named.dated and (FUTURE.search(around) or not PAST.search(around))
    if edge > today or unclear or edge == date.min:
        return None
    return _Clue(phrase.start, phrase.end, None, edge, firm=_TOLD.search(before) is not None, sort="open")


def _stands_alone(phrase: CalendarPhrase, text: str) -> bool:
    """Whether nothing but the time is said: what was published then."""
    return phrase.tie in ("", "in", "on", "during") and not re.search(r"\w", text[: phrase.start] + text[phrase.end :])


def _names_a_thing(phrase: CalendarPhrase, text: str) -> bool:
    """Whether the day or year belongs to a name: "the October 7 attack", "in 2019 World Cup matches"."""
    following = _NEXT_WORD.match(text, phrase.end, phrase.end + 40)
    word = following[1] if following else ""
    noun = bool(word) and not _NO_NOUN.fullmatch(word) and not PARTICIPLE.fullmatch(word)
    if phrase.tie:
        starts = not text[: phrase.start].strip()
        return phrase.named.unit == "year" and noun and not starts and (word[0].isupper() or word.endswith("s"))
    if re.search(r"(?:\b(?:the|a|an|this|that)|'s)\s+$", text[max(0, phrase.start - 8) : phrase.start], re.IGNORECASE):
        return noun or not word
    if text[phrase.end : phrase.end + 2] == "'s":
        return True
    return noun and phrase.named.unit != "range" and not (phrase.named.dated and phrase.named.unit == "day")


def _combine(clues: list[_Clue], question: str, today: date) -> tuple[Window | None, tuple[tuple[int, int], ...]]:
    """One window from all clues, and the spans that search need not look for.

    Relative times beat named days that are over; "since" and "before" beat both, unless old; "latest" counts alone.
    """
    relative = [clue for clue in clues if clue.sort == "relative"]
    opened = [clue for clue in clues if clue.sort == "open"]
    named = [clue for clue in clues if clue.sort == "named"]
    recency = [clue for clue in clues if clue.sort == "recency"]
    newly = shift(today, -CURRENT_DAYS)
    current = [clue for clue in named if clue.since and clue.since >= newly]
    if relative and not any(clue.since and clue.since >= newly for clue in opened):
        pegs = relative + current
        newest = max(clue.since for clue in pegs if clue.since)
        chosen = [clue for clue in pegs if clue.since and clue.since >= min(newest, shift(today, -PEG_DAYS))]
    elif opened and not (recency and all(clue.until for clue in opened)):
        chosen = opened
    elif recency:
        chosen = current or recency[:1]
    else:
        chosen = named
    spans = tuple((clue.start, clue.end) for clue in clues if clue.sort in ("relative", "recency") or clue.firm)
    return _hull(sorted(chosen, key=lambda clue: clue.start), question), spans


def _hull(chosen: list[_Clue], question: str) -> Window | None:
    """The window that holds all chosen clues; after one time and before another is what lies between."""
    if not chosen:
        return None
    lower = [clue.since for clue in chosen if clue.since]
    upper = [clue.until for clue in chosen if clue.until]
    between = any(not clue.since for clue in chosen) and any(not clue.until for clue in chosen)
    since = min(lower) if lower and (between or len(lower) == len(chosen)) else None
    until = max(upper) if upper and (between or len(upper) == len(chosen)) else None
    if (since is None and until is None) or (since and until and until <= since):
        return None
    return Window(
        since=midnight(since) if since else None,
        until=midnight(until) if until else None,
        firm=all(clue.firm for clue in chosen),
        phrase=question[chosen[0].start : chosen[0].end],
    )
