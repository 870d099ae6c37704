"""An answer that is asked for again is given again, until there is other news."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from rag import NewsQA
from rag.errors import UsageError
from rag.settings import Secret, Settings
from rag.types import Answer, Usage
from tests.llm_server import LLMServer, Reply

QUESTION = "How much will ferry fares rise in Tresk?"
ANSWER = "Ferry fares in Tresk will rise by 12 percent [1]."


def write(path: Path, percent: int, moment: str) -> Path:
    record = {
        "title": "Ferry fares to rise in Tresk",
        "text": f"Ferry fares in Tresk will rise by {percent} percent from July, the council said on Monday.",
        "publisher": "Harbour Times",
        "date": moment,
        "url": f"https://harbour.test/{percent}",
    }
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer(lambda _: ANSWER) as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path, server: LLMServer) -> Settings:
    settings = Settings(
        store=tmp_path / "store",
        as_of="2025-06-10",
        lead_model="none",
        answerer="openai",
        openai_base_url=server.base_url,
        openai_api_key=Secret("test"),
        chat_retries=0,
        answer_cache=2,
    )
    ingest([write(tmp_path / "a.json", 12, "2025-06-02")], settings=settings)
    return settings


def cached(answer: Answer) -> bool:
    return "cached" in answer.timings_ms


def test_the_same_question_is_answered_once(settings: Settings, server: LLMServer) -> None:
    with NewsQA.open(settings=settings) as qa:
        first = qa.query(QUESTION)
        again = qa.query(f" {QUESTION}")
        *growing, last = qa.stream(QUESTION)
        awaited = asyncio.run(qa.aquery(QUESTION))

    assert not cached(first) and cached(again) and cached(last) and cached(awaited)
    assert list(again.timings_ms) == ["cached"]
    assert len(server.requests) == 1
    assert first.usage != Usage() and again.usage == Usage()
    assert replace(last, usage=first.usage) == first == replace(awaited, usage=first.usage)
    assert [(answer.text, answer.complete, answer.hits) for answer in growing] == [("", False, first.hits)]


def test_off_by_default(settings: Settings, server: LLMServer) -> None:
    with NewsQA.open(settings=replace(settings, answer_cache=Settings().answer_cache)) as qa:
        assert not cached(qa.query(QUESTION)) and not cached(qa.query(QUESTION))
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "other",
    [{"as_of": "2025-06-09"}, {"since": "2025-06-01"}, {"publishers": ["Harbour Times"]}, {"k": 3}],
)
def test_another_question_is_another_answer(settings: Settings, server: LLMServer, other: dict[str, object]) -> None:
    with NewsQA.open(settings=settings) as qa:
        qa.query(QUESTION)
        assert not cached(qa.query(QUESTION, **other))  # type: ignore[arg-type]


def test_the_one_unused_for_longest_makes_room(settings: Settings, server: LLMServer) -> None:
    with NewsQA.open(settings=settings) as qa:
        qa.query(QUESTION, k=1)
        qa.query(QUESTION, k=2)
        assert cached(qa.query(QUESTION, k=1))
        qa.query(QUESTION, k=3)
        assert cached(qa.query(QUESTION, k=1)) and not cached(qa.query(QUESTION, k=2))


def test_the_next_ingest_clears_it(settings: Settings, server: LLMServer, tmp_path: Path) -> None:
    with NewsQA.open(settings=settings) as qa:
        qa.query(QUESTION)
        ingest([write(tmp_path / "b.json", 15, "2025-06-05")], settings=settings)
        answer = qa.query(QUESTION)
        assert not cached(answer) and len(answer.hits) == 2
        assert cached(qa.query(QUESTION))


def test_an_hour_counts_where_something_was_published_in_between(
    settings: Settings, server: LLMServer, tmp_path: Path
) -> None:
    ingest([write(tmp_path / "b.json", 15, "2025-06-05T12:00:00Z")], settings=settings)
    with NewsQA.open(settings=settings) as qa:
        assert len(qa.query(QUESTION, as_of="2025-06-05T13:00:00Z").hits) == 2
        assert cached(qa.query(QUESTION, as_of="2025-06-05T18:00:00Z"))
        assert len(qa.query(QUESTION, as_of="2025-06-05T11:00:00Z").hits) == 1


@pytest.mark.parametrize("reply", [Reply.server_error(), "Fares fall by 99 percent [1].", "The passages do not say."])
def test_what_the_model_did_not_answer_is_not_kept(settings: Settings, server: LLMServer, reply: Reply | str) -> None:
    server.enqueue(reply)
    with NewsQA.open(settings=settings) as qa:
        assert "rise by 12 percent" not in qa.query(QUESTION).text or qa.query(QUESTION).model
        answer = qa.query(QUESTION)
    assert answer.answerer == "openai" and "12 percent" in answer.text


def test_quoted_answers_are_kept_where_there_is_no_model(settings: Settings) -> None:
    with NewsQA.open(settings=replace(settings, answerer="quoting")) as qa:
        assert not cached(qa.query(QUESTION)) and cached(qa.query(QUESTION))


def test_a_negative_size_is_told() -> None:
    with pytest.raises(UsageError, match="DATELINE_ANSWER_CACHE"):
        Settings(answer_cache=-1)
