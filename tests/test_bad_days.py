"""Questions and days at the edge of the calendar, asked of the sample news: told or answered, never a crash."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import ingest
from ingest.pipeline import ingest as store_news
from rag import NewsQA
from rag.settings import Settings
from ui.cli import main


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


@pytest.fixture
def ahead(tmp_path: Path) -> Settings:
    """A store that was filled before the machine's clock was set back by a year, as it looks from there."""
    settings = Settings(store=tmp_path / "store", lead_model="none", answerer="quoting")
    sample = (Path(ingest.__file__).parent / "sample" / "newswire.jsonl").read_text(encoding="utf-8")
    later = tmp_path / "later.jsonl"
    later.write_text(sample.replace('"2026-', f'"{datetime.now(UTC).year + 1}-'), encoding="utf-8")
    store_news([later], settings=settings)
    return settings


def test_a_clock_that_is_slow_does_not_hide_the_news_unsaid(
    ahead: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with NewsQA.open(settings=ahead) as qa:
        tomorrow = datetime.now(UTC).date() + timedelta(days=1)
        for as_of in (None, tomorrow, f"{datetime.now(UTC).year + 1}-03-29"):
            answer = qa.query("Why did the Morrow Star run aground?", as_of=as_of)
            told = [note.message for note in answer.notes if note.kind == "clock"]
            assert len(told) == 1 and "articles are dated later and left out" in told[0]
        past = qa.query("Why did the Morrow Star run aground?", as_of="2024-06-30")
        assert not [note for note in past.notes if note.kind == "clock"]  # who asks of then is not told of now

    assert main(["doctor", "--store", str(ahead.store)]) == 0
    assert "articles are dated later than this machine's clock" in capsys.readouterr().out


def test_one_article_under_embargo_is_not_a_wrong_clock(sample_settings: Settings, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_settings.store, store)
    settings = replace(sample_settings, store=store)
    rows = [
        {"title": f"Notice {n}", "text": f"Ferry notice number {n} of the harbour office.", "date": "2026-03-01"}
        for n in range(40)
    ]
    held = datetime.now(UTC) + timedelta(days=3)
    rows.append({"title": "Held", "text": "The minister will resign at noon, it is said.", "date": held.isoformat()})
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    store_news([more], settings=settings)

    with NewsQA.open(settings=settings) as qa:
        assert not [note for note in qa.query("Who will resign?").notes if note.kind == "clock"]
