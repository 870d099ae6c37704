"""What Prometheus and OpenTelemetry are told of questions."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families

from rag.errors import ModelOverloaded, StoreNotFound, UsageError
from rag.qa import NewsQA
from rag.settings import Settings
from rag.types import Abstained, Note, Usage
from tests.llm_server import LLMServer
from tests.ui_browser import empty_settings, served
from tests.ui_fake_qa import ScriptedQA, answer, growing
from ui.doors.metrics import Counts
from ui.doors.tracing import Tracing, open_tracing
from ui.newsroom import Answering, Newsroom

WHOLE = replace(answer(), removed=2, usage=Usage(100, 10, 0.5), timings_ms={"gather": 20.0, "model": 5.0})


def read(page: bytes) -> dict[tuple[str, ...], float]:
    """Each sample by its name and labels' values."""
    families = text_string_to_metric_families(page.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


async def ask(newsroom: Newsroom, question: str = "What happened?", door: str = "api") -> None:
    async for _ in newsroom.ask(door, question):
        pass


async def test_a_model_that_is_down_is_counted_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    why = "The model failed, so these are the sources' own sentences. It does not accept the key."
    fallen = replace(WHOLE, model=None, answerer="quoting", notes=(Note("quoted", why),))
    counts = Counts()

    await ask(Newsroom(lambda: ScriptedQA(lambda _: [replace(growing(WHOLE)[0], model="m"), fallen]), [counts]))
    await ask(Newsroom(lambda: ScriptedQA(lambda _: [replace(growing(WHOLE)[0], model=None), fallen]), [counts]))

    page = read(await counts.page(Newsroom(lambda: ScriptedQA(lambda _: [fallen]))))
    assert page["dateline_questions_total", "api", "quoted"] == 2
    assert [record.getMessage() for record in caplog.records] == [f"a question was not answered by the model: {why}"]


async def test_questions_are_counted_by_door_and_outcome() -> None:
    abstained = replace(WHOLE, text="", citations=(), abstained=Abstained("not_covered", "No."), usage=Usage())
    scripts: dict[str, Any] = {
        "good": growing(WHOLE),
        "none": [abstained],
        "trouble": [growing(WHOLE)[0], ModelOverloaded("busy")],
    }
    counts = Counts()
    newsroom = Newsroom(lambda: ScriptedQA(lambda question: scripts[question]), [counts])

    await ask(newsroom, "good")
    await ask(newsroom, "none", "mcp")
    with pytest.raises(ModelOverloaded):
        await ask(newsroom, "trouble")
    left = newsroom.ask("api", "good")
    await anext(left)
    during = read(await counts.page(newsroom))
    await left.aclose()
    after = read(await counts.page(newsroom))

    name = "dateline_questions_total"
    assert after[name, "api", "answered"] == after[name, "api", "ModelOverloaded"] == after[name, "api", "stopped"] == 1
    assert after[name, "mcp", "not_covered"] == 1
    assert during["dateline_questions_in_flight", "api"] == 1
    assert after["dateline_questions_in_flight", "api"] == 0
    assert after["dateline_first_hits_seconds_count", "api"] == 3
    assert after["dateline_answer_seconds_count", "api"] == 1
    # Whether or not an answer was finished, what it took was taken.
    assert after[("dateline_sentences_removed_total",)] == 8
    assert after["dateline_tokens_total", "prompt"] == 300 and after["dateline_tokens_total", "completion"] == 30
    assert after[("dateline_cost_usd_total",)] == 1.5


async def test_a_cancelled_question_was_stopped() -> None:
    counts = Counts()
    newsroom = Newsroom(lambda: ScriptedQA(pace_s=60), [counts])
    asking = asyncio.create_task(ask(newsroom))
    while not read(await counts.page(newsroom)).get(("dateline_questions_in_flight", "api")):
        await asyncio.sleep(0.01)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)

    assert read(await counts.page(newsroom))["dateline_questions_total", "api", "stopped"] == 1


async def test_a_store_that_cannot_be_read_is_told() -> None:
    def fail() -> Answering:
        raise StoreNotFound("none")

    page = read(await Counts().page(Newsroom(fail)))
    assert page[("dateline_store_up",)] == 0


def test_the_application_tells_prometheus(tmp_path: Path) -> None:
    with served(lambda: ScriptedQA(growing(WHOLE)), empty_settings(tmp_path)) as address:
        httpx.post(f"{address}/api/query", json={"question": "What of my secret?"})
        httpx.get(f"{address}/api/search", params={"question": "ferry"})
        response = httpx.get(f"{address}/metrics")

    page = read(response.content)
    assert response.headers["content-type"].startswith("text/plain")
    assert page["dateline_questions_total", "api", "answered"] == 1
    assert page["dateline_search_seconds_count", "api"] == 1
    assert page[("dateline_store_articles",)] == 2 and page[("dateline_store_generation",)] == 1
    assert page[("dateline_store_newest_article_timestamp_seconds",)] == 1936224000
    assert "secret" not in response.text


def spans_of(tracing: Tracing, exporter: InMemorySpanExporter) -> Any:
    """The question's span, and by name those in it."""
    tracing.close()
    spans = exporter.get_finished_spans()
    whole = next(span for span in spans if span.name == "question")
    assert whole.context is not None
    inside = [span for span in spans if span.parent is not None and span.parent.span_id == whole.context.span_id]
    return whole, {span.name: span for span in inside}


async def test_each_stage_of_a_question_is_a_span(sample_settings: Settings) -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(exporter)
    with LLMServer(lambda _: "Two wires of the gyrocompass had been swapped [1].") as model:
        settings = replace(sample_settings, answerer="openai", openai_base_url=model.base_url)
        newsroom = Newsroom(lambda: NewsQA.open(settings=settings), [tracing])
        await ask(newsroom, "Why did the Morrow Star run aground?")
        newsroom.close()
    whole, inside = spans_of(tracing, exporter)

    assert {"understand", "gather", "rank", "read", "judge", "prompt", "model", "check", "assemble"} == set(inside)
    assert whole.attributes["dateline.outcome"] == "answered" and whole.attributes["dateline.door"] == "api"
    assert all(whole.start_time <= span.start_time <= span.end_time for span in inside.values())
    written = " ".join(span.to_json() for span in exporter.get_finished_spans())
    assert "Morrow" not in written and "gyrocompass" not in written


async def test_words_are_traced_only_where_that_is_switched_on() -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(exporter, with_text=True)
    await ask(Newsroom(lambda: ScriptedQA(growing(WHOLE)), [tracing]))
    whole, inside = spans_of(tracing, exporter)

    assert whole.attributes["dateline.question"] == "What happened?"
    assert whole.attributes["dateline.answer"] == WHOLE.text
    assert [span.end_time - span.start_time for span in inside.values()] == [20_000_000, 5_000_000]


async def test_trouble_is_a_status_without_its_words() -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(exporter)
    newsroom = Newsroom(lambda: ScriptedQA([ModelOverloaded("it said: my secret")]), [tracing])
    with pytest.raises(ModelOverloaded):
        await ask(newsroom)
    whole, _ = spans_of(tracing, exporter)

    assert not whole.status.is_ok and whole.status.description == "ModelOverloaded"
    assert "secret" not in whole.to_json()


def test_tracing_is_off_until_it_is_switched_on() -> None:
    assert open_tracing(Settings()) is None
    tracing = open_tracing(Settings(traces="otlp"))
    assert tracing is not None
    tracing.close()
    for wrong in ({"traces": "jaeger"}, {"trace_text": 2}):
        with pytest.raises(UsageError, match="DATELINE_TRACE"):
            Settings(**wrong)
