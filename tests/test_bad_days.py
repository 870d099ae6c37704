"""Questions and days at the edge of the calendar, asked of the sample news: told or answered, never a crash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag import NewsQA
from rag.settings import Settings


@pytest.fixture(scope="module")
def news(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as qa:
        yield qa


@pytest.mark.parametrize(
    "question",
    [
        "What happened between 9999-12-31 and 0001-01-01?",
        "What happened between 0001-01-01 and 0001-01-02?",
        "What happened before 2 January 0001?",
        "What happened on 1 January 0001?",
        "What happened on 31 December 9999?",
        "What happened since 9999-12-31?",
        "What happened 99999999999999999999 days ago?",
        "What happened in the last 999999999 months?",
    ],
)
def test_times_at_the_end_of_the_calendar(news: NewsQA, question: str) -> None:
    assert news.query(question).complete
    assert news.timeline(question).subject == question


@pytest.mark.parametrize("as_of", ["1000-01-01", "1970-01-01"])
@pytest.mark.parametrize(
    "times", ["last week", "in the last 3000 years", "before 1400", "a century ago", "since Friday"]
)
def test_a_clock_that_stands_still_long_ago_finds_nothing_and_says_so(news: NewsQA, as_of: str, times: str) -> None:
    answer = news.query(f"What happened to the Morrow Star {times}?", as_of=as_of)

    assert answer.abstained is not None and answer.abstained.reason == "nothing_in_window"
