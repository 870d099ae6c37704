"""A question taken apart: what is left to search with, is it about the past, does it want the latest, and no crash."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.retrieval.question import understand

FRIDAY = datetime(2024, 10, 25, 12, tzinfo=UTC)
STORE = ("CNN", "The Guardian", "The Week", "Time")


@pytest.mark.parametrize(
    ("question", "search_text"),
    [
        ("Who won the debate on Tuesday?", "Who won the debate?"),
        ("This week, which comet was seen over Spain?", "which comet was seen over Spain?"),
        ("What was this week's biggest merger?", "What was biggest merger?"),
        ("According to CNN, who won the debate?", "who won the debate?"),
        ("Who won the debate, according to CNN?", "Who won the debate?"),
        ("What did the Guardian say about rivers?", "What did say about rivers?"),
        ("Who was fired by CNN?", "Who was fired by CNN?"),
        ("What did the minister announce on 24 October?", "What did the minister announce?"),
        ("How many were killed in the October 7 attack?", "How many were killed in the October 7 attack?"),
        ("Who won the Booker Prize in 2019?", "Who won the Booker Prize in 2019?"),
        ("Which team won the 2019 World Cup?", "Which team won the 2019 World Cup?"),
        ("Who spoke at the March on Washington?", "Who spoke at the March on Washington?"),
        ("What happened yesterday?", "What happened yesterday?"),
        ("", ""),
    ],
)
def test_search_text_keeps_what_names_something(question: str, search_text: str) -> None:
    assert understand(question, as_of=FRIDAY, publishers=STORE).search_text == search_text


@pytest.mark.parametrize(
    "question",
    [
        "Who won the Booker Prize in 2019?",
        "Which team won the 2019 World Cup?",
        "Where did Bolt run at the 2016 Olympics?",
        "In what year did Norway first drill for oil?",
        "What year was the bridge built?",
        "When was the NATO alliance founded?",
        "Who was the first woman in space?",
        "Who invented the telephone?",
        "Who led Yugoslavia in the 1990s?",
        "How many people voted to leave in 2016?",
        "What role did the town play in the strike 40 years ago?",
        "Who ruled France in the 18th century?",
        "Who was chancellor before 2005?",
        "Who composed The Planets?",
        "Who assassinated Archduke Franz Ferdinand?",
        "What was Istanbul originally called?",
        "In which country did the tango originate?",
    ],
)
def test_about_the_past(question: str) -> None:
    assert understand(question, as_of=FRIDAY).about_past


@pytest.mark.parametrize(
    "question",
    [
        "Who won the debate?",
        "Who won the 2024 Nobel prize for physics?",
        "Who is running in the 2028 election?",
        "Who denies the result of the 2020 election?",
        "Which glacier grew this week for the first time since 1984?",
        "What did the man jailed in 2019 tell the court this week?",
        "Which new book is about the 2008 crash?",
        "Which phone from 2007 was recently sold?",
        "Is inflation higher than in 2019?",
        "What did the Fed decide in March?",
        "Which firm is shutting its first-ever shop?",
        "Who will host the 2034 World Cup?",
        "How many aid workers were killed since 7 October 2023?",
        "Who wrote the opinion that the court published this week?",
        "Which paintings were originally to be sold?",
    ],
)
def test_not_about_the_past(question: str) -> None:
    assert not understand(question, as_of=FRIDAY).about_past


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the latest on the strike?", True),
        ("Who is currently speaker?", True),
        ("What is the current rate?", True),
        ("How much is bitcoin worth now?", True),
        ("What happened today?", True),
        ("How many fires were there so far this year?", True),
        ("Who directed Apocalypse Now?", False),
        ("Which hosts are leaving the Today show?", False),
        ("Must ballots arrive on election day at the latest?", False),
        ("Which drugs are found in ocean currents?", False),
        ("Who won on Tuesday?", False),
    ],
)
def test_wants_latest(question: str, wanted: bool) -> None:
    assert understand(question, as_of=FRIDAY).wants_latest is wanted


def test_an_outlets_name_is_no_time() -> None:
    understood = understand("What did The Week say on Monday about tariffs?", as_of=FRIDAY, publishers=STORE)

    assert (understood.publishers, understood.publishers_firm) == (("The Week",), True)
    assert understood.window is not None
    assert (understood.window.since, understood.window.phrase) == (datetime(2024, 10, 21, tzinfo=UTC), "on Monday")


def test_midnight_ends_the_day_that_is_over() -> None:
    understood = understand("What happened in Rome today?", as_of=datetime(2024, 10, 26, tzinfo=UTC))

    assert understood.window is not None
    assert understood.window.since == datetime(2024, 10, 25, tzinfo=UTC)
    assert understood.window.until == datetime(2024, 10, 26, tzinfo=UTC)


def test_days_are_those_of_utc() -> None:
    evening_in_new_york = datetime(2024, 10, 24, 22, tzinfo=timezone(timedelta(hours=-4)))

    understood = understand("What happened in Rome today?", as_of=evening_in_new_york)

    assert understood.window is not None
    assert understood.window.since == datetime(2024, 10, 25, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date(1, 1, 2), date(4, 2, 29), date(2024, 2, 29), date.max])
@pytest.mark.parametrize(
    "question",
    [
        "What happened today, this week, last month, last winter, two years ago and a month ago?",
        "What happened last year on 29 February, in December, in '99, in the 90s, between November and February?",
        "Who won on Thanksgiving, on New Year's Eve, in Q4, in the last week of March, since 31 February?",
        "What was said in the past 9999 years, since Friday, before 2010, over the weekend?",
    ],
)
def test_the_ends_of_the_calendar(question: str, day: date) -> None:
    as_of = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    window = understand(question, as_of=as_of).window

    assert window is None or window.since is None or window.until is None or window.since < window.until


FRAGMENTS = st.sampled_from(
    (
        "on", "in", "since", "between", "from", "until", "before", "after", "by", "the", "last", "first", "of", "May",
        "March", "Tuesday", "friday", "week", "weekend", "month", "year", "24", "31", "October", "2023", "2024-02-30",
        "29/02/2023", "Q3", "'76", "1990s", "this", "next", "past", "few", "two", "days", "ago", "hours", "summer",
        "winter", "early", "mid", "late", "CNN", "Time", "According", "to", "said", "did", "The Week", '"1984"',
        "articles",
        "published", "recently", "latest", "now", "today", ",", ".", "?", "' -", "–", "’s", "than",
        "New Year's Eve",
        "Thanksgiving", "compared with", "who", "which", "was", "is", "will", "13/13/2024", "0", "99", "# <", ">", "…",
        "İ", "ſ", "²", "٣", "first week of", "half of", "weekend of", "'s",
    )
)  # fmt: skip
QUESTIONS = st.lists(FRAGMENTS | st.text(max_size=6), max_size=25).map(" ".join) | st.text(max_size=200)


@given(question=QUESTIONS, as_of=st.datetimes(timezones=st.just(UTC)))
def test_any_question_is_understood(question: str, as_of: datetime) -> None:
    understood = understand(question, as_of=as_of, publishers=STORE)

    window = understood.window
    if window is not None:
        assert window.since is not None or window.until is not None
        assert window.since is None or window.until is None or window.since < window.until
        assert window.phrase is not None
        assert window.phrase in question
        assert all(bound is None or bound.tzinfo is UTC for bound in (window.since, window.until))
    assert set(understood.publishers) <= set(STORE)
    assert bool(understood.search_text.strip()) == bool(question.strip())
