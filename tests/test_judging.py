"""A model that judges sentences as well: it is asked after the check, never instead, and can only take away."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from rag import NewsQA
from rag.errors import UsageError
from rag.settings import Secret, Settings
from rag.types import Answer
from tests.llm_server import LLMServer, Reply, Request

QUESTION = "Why did the Morrow Star run aground?"
TRUE = "Two wires of its gyrocompass had been swapped during maintenance"
INVENTED = "The captain was asleep"


def _judging(request: Request) -> bool:
    return "<sentence>" in request.messages[-1]["content"]


def _asked(settings: Settings, server: LLMServer, *, judge: str = "llm", awaited: bool = False) -> Answer:
    chosen = replace(
        settings,
        answerer="openai",
        openai_base_url=server.base_url,
        openai_api_key=Secret("sk-test"),
        chat_retries=0,
        judge=judge,
    )
    with NewsQA.open(settings=chosen) as qa:
        return asyncio.run(qa.aquery(QUESTION)) if awaited else qa.query(QUESTION)


@pytest.mark.parametrize("awaited", [False, True])
def test_a_sentence_the_judge_denies_is_removed(sample_settings: Settings, awaited: bool) -> None:
    def script(request: Request) -> str:
        if not _judging(request):
            return f"{TRUE} [1]. {INVENTED} [1]."
        return "No."

    with LLMServer(script) as server:
        answer = _asked(sample_settings, server, awaited=awaited)
        asked = [request for request in server.requests if _judging(request)]

    assert len(asked) == 1 and TRUE in asked[0].messages[-1]["content"]  # the invented one did not get so far
    assert (answer.removed, answer.answerer) == (2, "quoting")


@pytest.mark.parametrize("awaited", [False, True])
def test_a_sentence_the_judge_affirms_stands_and_the_check_still_removes(
    sample_settings: Settings, awaited: bool
) -> None:
    with LLMServer(lambda r: "Yes" if _judging(r) else f"{TRUE} [1]. {INVENTED} [1].") as server:
        answer = _asked(sample_settings, server, awaited=awaited)

    assert TRUE in answer.text and INVENTED not in answer.text
    assert answer.removed == 1
    assert answer.usage.prompt_tokens == 200  # the judge's tokens count too


@pytest.mark.parametrize("awaited", [False, True])
def test_a_judge_that_cannot_be_asked_is_told(sample_settings: Settings, awaited: bool) -> None:
    def script(request: Request) -> str | Reply:
        return Reply.server_error() if _judging(request) else f"{TRUE} [1]."

    with LLMServer(script) as server:
        answer = _asked(sample_settings, server, awaited=awaited)

    assert TRUE in answer.text
    assert any("could not be asked" in note.message for note in answer.notes)


@pytest.mark.parametrize("awaited", [False, True])
def test_a_judge_that_says_neither_yes_nor_no_has_not_judged(sample_settings: Settings, awaited: bool) -> None:
    with LLMServer(lambda r: "Let me think about" if _judging(r) else f"{TRUE} [1].") as server:
        answer = _asked(sample_settings, server, awaited=awaited)

    assert TRUE in answer.text
    assert [note.kind for note in answer.notes if "could not be asked" in note.message] == ["model"]


def test_nobody_is_asked_by_default(sample_settings: Settings) -> None:
    with LLMServer(lambda r: f"{TRUE} [1].") as server:
        _asked(sample_settings, server, judge="")
        assert not any(map(_judging, server.requests))


def test_who_judges_is_one_that_is_known() -> None:
    with pytest.raises(UsageError, match="DATELINE_JUDGE"):
        Settings(judge="oracle")
