"""The whole path on the sample news: found, answered, cited; with a model, without one, and on the model's bad days."""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import rag
from rag import NewsQA, query
from rag.errors import StoreMismatch, StoreNotFound, UsageError
from rag.settings import Secret, Settings
from rag.types import Answer
from tests.llm_server import LLMServer, Reply, Request

QUESTION = "Why did the Morrow Star run aground?"
WIRES = "The ferry Morrow Star ran aground last week because two wires of her gyrocompass had been swapped"
PASSAGE = re.compile(r"<passage number=(\d+)[^>]*>\n(.*?)\n</passage>", re.DOTALL)


def passage_with(request: Request, words: str) -> int:
    """The number under which the prompt shows the passage that holds these words."""
    blocks = PASSAGE.findall(request.messages[-1]["content"])
    return next(int(number) for number, text in blocks if words in text)


def honest(request: Request) -> str:
    number = passage_with(request, "gyrocompass had")
    return f"Two wires of its gyrocompass had been swapped during maintenance [{number}]."


@pytest.fixture(scope="module")
def quoting(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as qa:
        yield qa


def with_model(settings: Settings, server: LLMServer, **more: object) -> Settings:
    return replace(
        settings,
        answerer="openai",
        openai_base_url=server.base_url,
        openai_api_key=Secret("sk-test-key"),
        chat_retries=0,
        **more,
    )


def how_made(answer: Answer) -> list[str]:
    """Kinds of the notes on how the answer was made; those on its sources are ``test_noticing``'s."""
    return [note.kind for note in answer.notes if note.kind in ("quoted", "removed", "model")]


def check_invariants(answer: Answer, qa: NewsQA) -> None:
    markers = list(dict.fromkeys(int(n) for n in re.findall(r"\[(\d+)\]", answer.text)))
    assert markers == [c.number for c in answer.citations] == list(range(1, len(markers) + 1))
    found = {hit.passage.id for hit in answer.hits}
    for citation in answer.citations:
        assert citation.passage.id in found
        article = qa.article(citation.passage.article_id)
        assert article is not None
        assert article.text[citation.quote.start : citation.quote.end] == citation.quote.text
        assert article.status != "withdrawn"
    if answer.abstained:
        assert not answer.text and not answer.citations and answer.abstained.message
    else:
        assert answer.text and answer.citations


def test_without_a_model_the_sources_are_quoted(quoting: NewsQA) -> None:
    answer = quoting.query(QUESTION)
    check_invariants(answer, quoting)
    assert "swapped" in answer.text
    assert (answer.answerer, answer.model) == ("quoting", None)
    assert how_made(answer) == ["quoted"]
    for citation in answer.citations:
        assert " ".join(citation.quote.text.split()) in answer.text


@pytest.mark.parametrize(
    ("asked", "as_of", "holds"),
    [
        ("Who is the chief executive of Sound Lines?", "2026-03-29", "Runa Feddersen"),
        ("What is the Bank of Halvern's key interest rate?", "2026-03-29", "4.00"),
        ("What is the Bank of Halvern's key interest rate?", "2026-03-01", "4.25"),
        ("How many homes were flooded in Skelby in September 2024?", "2026-03-29", "Two hundred and eighteen"),
    ],
)
def test_the_day_decides_the_answer(quoting: NewsQA, asked: str, as_of: str, holds: str) -> None:
    answer = quoting.query(asked, as_of=as_of)
    check_invariants(answer, quoting)
    assert holds in answer.text


def test_nothing_published_later_exists(quoting: NewsQA) -> None:
    for hit in quoting.search(QUESTION, k=50, as_of="2026-03-12"):
        assert hit.passage.published_at is not None
        assert hit.passage.published_at.date().isoformat() <= "2026-03-12"


def test_filters_hold(quoting: NewsQA) -> None:
    hits = quoting.search("ferry", since="2026-03-15", until="2026-03-20", publishers=["radio halvern"])
    assert hits
    for hit in hits:
        assert hit.passage.publisher == "Radio Halvern"
        assert hit.passage.published_at is not None
        assert "2026-03-15" <= hit.passage.published_at.date().isoformat() <= "2026-03-20"


@pytest.mark.parametrize(
    ("asked", "scope", "reason"),
    [
        (QUESTION, {"until": "2020-01-01"}, "nothing_in_window"),
        (QUESTION, {"publishers": ["The Daily Nothing"]}, "outlet_not_indexed"),
        ("Which quarterback signed with the Seahawks for a record salary?", {}, "not_covered"),
    ],
)
def test_abstaining_says_why(quoting: NewsQA, asked: str, scope: dict[str, object], reason: str) -> None:
    answer = quoting.query(asked, **scope)  # type: ignore[arg-type]
    check_invariants(answer, quoting)
    assert answer.abstained is not None and answer.abstained.reason == reason, answer.text


def test_a_stream_grows_and_ends_in_the_answer(quoting: NewsQA) -> None:
    answers = list(quoting.stream(QUESTION))
    assert answers[0].hits and not answers[0].text and not answers[0].complete
    assert answers[-1].complete
    assert answers[-1] == quoting.query(QUESTION)


def test_sync_and_async_agree(quoting: NewsQA) -> None:
    async def both() -> tuple[Answer, list[Answer]]:
        return await quoting.aquery(QUESTION), [answer async for answer in quoting.astream(QUESTION)]

    answer, streamed = asyncio.run(both())
    assert answer == streamed[-1] == quoting.query(QUESTION)
    assert streamed == list(quoting.stream(QUESTION))


def test_a_models_answer_is_cited_with_the_very_words(sample_settings: Settings) -> None:
    with LLMServer(honest) as server, NewsQA.open(settings=with_model(sample_settings, server)) as qa:
        answers = list(qa.stream(QUESTION))
        check_invariants(answers[-1], qa)
        assert answers[-1].text == "Two wires of its gyrocompass had been swapped during maintenance. [1]"
        assert "swapped" in answers[-1].citations[0].quote.text
        assert answers[-1].answerer == "openai" and answers[-1].usage.prompt_tokens == 100
        assert qa.query(QUESTION) == answers[-1] == asyncio.run(qa.aquery(QUESTION))
        assert how_made(answers[-1]) == []


def test_an_invented_sentence_is_removed_and_counted(sample_settings: Settings) -> None:
    def liar(request: Request) -> str:
        return f"{honest(request)} Captain Henrik Dollop was drunk on gin [{passage_with(request, 'gyrocompass had')}]."

    with LLMServer(liar) as server, NewsQA.open(settings=with_model(sample_settings, server)) as qa:
        answer = qa.query(QUESTION)
        check_invariants(answer, qa)
        assert "gin" not in answer.text
        assert how_made(answer) == ["removed"]
        assert "1 sentence" in answer.notes[0].message


def test_unknown_markers_are_dropped_and_support_is_found(sample_settings: Settings) -> None:
    with (
        LLMServer(lambda _: "Two wires of its gyrocompass had been swapped during maintenance [77].") as server,
        NewsQA.open(settings=with_model(sample_settings, server)) as qa,
    ):
        answer = qa.query(QUESTION)
        check_invariants(answer, qa)
        assert "[77]" not in answer.text and answer.citations


def test_an_answer_of_lies_becomes_a_quoting_answer(sample_settings: Settings) -> None:
    with (
        LLMServer(lambda _: "Captain Henrik Dollop was drunk on gin [1].") as server,
        NewsQA.open(settings=with_model(sample_settings, server)) as qa,
    ):
        answer = qa.query(QUESTION)
        check_invariants(answer, qa)
        assert answer.answerer == "quoting"
        assert how_made(answer) == ["removed", "quoted"]


def test_a_model_that_declines_makes_an_abstention(sample_settings: Settings) -> None:
    with (
        LLMServer(lambda _: "The passages do not say.") as server,
        NewsQA.open(settings=with_model(sample_settings, server)) as qa,
    ):
        answer = qa.query(QUESTION)
        check_invariants(answer, qa)
        assert answer.abstained is not None and answer.abstained.reason == "not_answered"


@pytest.mark.parametrize(
    "fault",
    [
        Reply.unauthorized("sk-test-key"),
        Reply.rate_limited("1"),
        Reply.server_error(),
        Reply.cut("Two wires of its gyrocompass had been sw"),
        Reply.stall("Two wires"),
        Reply.empty(),
        Reply.refused(),
        Reply.garbage(),
    ],
    ids=["401", "429", "500", "cut", "stall", "empty", "refused", "garbage"],
)
def test_when_the_model_fails_the_sources_are_quoted(sample_settings: Settings, fault: Reply) -> None:
    with LLMServer(lambda _: fault) as server:
        settings = with_model(sample_settings, server, chat_timeout_s=6.0, chat_stall_s=0.5)
        with NewsQA.open(settings=settings) as qa:
            answer, awaited = qa.query(QUESTION), asyncio.run(qa.aquery(QUESTION))
            check_invariants(answer, qa)
            assert answer.answerer == "quoting" and "swapped" in answer.text
            note = next(note for note in answer.notes if note.kind == "quoted")
            assert "sk-test-key" not in note.message
            assert awaited.text == answer.text


def test_too_long_a_prompt_is_tried_with_fewer_passages(sample_settings: Settings) -> None:
    with LLMServer(honest) as server, NewsQA.open(settings=with_model(sample_settings, server)) as qa:
        server.enqueue(Reply.context_overflow())
        answer = qa.query(QUESTION)
        check_invariants(answer, qa)
        counts = [len(PASSAGE.findall(request.messages[-1]["content"])) for request in server.requests]
        assert counts[1] < counts[0]
        assert answer.answerer == "openai"


def test_leaving_a_stream_stops_the_request(sample_settings: Settings) -> None:
    def slow(request: Request) -> Reply:
        return Reply.text(f"{honest(request)} " + "And so it went on. " * 200, delay_s=0.05)

    with LLMServer(slow) as server, NewsQA.open(settings=with_model(sample_settings, server)) as qa:
        answers = qa.stream(QUESTION)
        next(answers)
        next(answers)
        answers.close()
        assert server.last.disconnected.wait(timeout=10)


@pytest.mark.parametrize("question", [QUESTION, "Who won the 1954 chess olympiad?"])
def test_llama_index_gets_the_very_same_answer_and_its_hits_as_nodes(quoting: NewsQA, question: str) -> None:
    engine = quoting.as_query_engine()
    own = quoting.query(question)
    for response in (engine.query(question), asyncio.run(engine.aquery(question))):
        assert response.metadata["answer"] == own
        assert str(response) == (own.text if own.abstained is None else own.abstained.message)
        assert [node.node.node_id for node in response.source_nodes] == [hit.passage.id for hit in own.hits]
    nodes = engine.retriever.retrieve(question)
    assert [node.node.node_id for node in nodes] == [hit.passage.id for hit in quoting.search(question, k=len(nodes))]


ASK_AND_LIST_LIBRARIES = """
import sys
from rag import query
answer = query("Why did the Morrow Star run aground?", store=sys.argv[1], as_of=sys.argv[2])
heavy = {"llama_index", "chromadb", "gradio", "openai"} & set(sys.modules)
print("swapped" in answer.text, sorted(heavy))
"""


@pytest.mark.parametrize("as_of", ["2026-03-20", "2026-04-01"])  # of an earlier day, and of all that was read
def test_a_first_answer_waits_for_no_library_it_does_not_need(sample_settings: Settings, as_of: str) -> None:
    command = [sys.executable, "-c", ASK_AND_LIST_LIBRARIES, str(sample_settings.store), as_of]
    environment = {**os.environ, "DATELINE_LEAD_MODEL": sample_settings.lead_model}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split(maxsplit=1) == ["True", "[]\n"]


def test_a_withdrawn_article_is_never_evidence(quoting: NewsQA) -> None:
    for hit in quoting.search("Corin Aldash shares Lanternhouse Care", k=20):
        assert hit.passage.status != "withdrawn"


def test_a_corrected_article_says_so(quoting: NewsQA) -> None:
    answer = quoting.query("How many megawatts will the Hollow Bank wind farm produce?")
    check_invariants(answer, quoting)
    assert "430" in answer.text
    assert "corrected" in {note.kind for note in answer.notes}


def test_the_one_shot_function_opens_and_closes(sample_settings: Settings) -> None:
    answer = query(
        QUESTION, store=sample_settings.store, as_of="2026-03-29", settings=replace(sample_settings, as_of="")
    )
    assert "swapped" in answer.text


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="dateline ingest"):
        NewsQA.open(tmp_path / "nowhere", Settings())


def test_another_model_than_the_stores_is_refused(sample_settings: Settings) -> None:
    with pytest.raises(StoreMismatch, match=r"DATELINE_PASSAGE_MODEL.*--rebuild"):
        NewsQA.open(settings=replace(sample_settings, passage_model="minilm"))


@pytest.mark.parametrize(
    ("asked", "scope"),
    [
        ("  ", {}),
        ("why " * 501, {}),
        ("Who?", {"k": 0}),
        ("Who?", {"since": "2026-03-05", "until": "2026-03-04"}),
        ("Who?", {"as_of": "soon"}),
    ],
)
def test_what_cannot_be_asked_is_told(quoting: NewsQA, asked: str, scope: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        quoting.query(asked, **scope)  # type: ignore[arg-type]


def test_what_a_model_says_again_is_not_said_again(sample_settings: Settings) -> None:
    with (
        LLMServer(lambda request: " ".join([honest(request)] * 5)) as server,
        NewsQA.open(settings=with_model(sample_settings, server)) as qa,
    ):
        answer = qa.query(QUESTION)
    assert answer.text.count("swapped") == 1
    assert answer.removed == 0


@pytest.mark.parametrize("documented", [rag, NewsQA], ids=["rag", "NewsQA"])
def test_the_example_that_help_shows_runs(
    documented: object,
    sample_settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in sample_settings.environment().items():
        monkeypatch.setenv(name, value)
    lines = (inspect.getdoc(documented) or "").splitlines()
    example = tmp_path / "example.py"
    example.write_text("\n".join(line[4:] for line in lines if line.startswith("    ")), encoding="utf-8")

    runpy.run_path(str(example))

    assert "gyrocompass" in capsys.readouterr().out
