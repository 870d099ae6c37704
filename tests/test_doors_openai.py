"""OpenAI's protocol, spoken by OpenAI's own client and by llama-index, to the real application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openai
import pytest
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike

from rag.errors import ModelOverloaded
from rag.settings import Settings
from rag.types import Abstained, Usage
from tests.ui_browser import empty_settings, served
from tests.ui_fake_qa import HARBOUR, ScriptedQA, answer, growing, quoted
from ui.doors.completions import Growing, annotations_of

QUESTION: Any = [{"role": "user", "content": "Why did the Morrow Star run aground?"}]


@pytest.fixture(scope="module")
def address(sample_settings: Settings) -> Iterator[str]:
    with served(None, sample_settings) as address:
        yield f"{address}/v1"


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=address, api_key="none", max_retries=0) as client:
        yield client


def cited(content: str, annotations: Any) -> list[str]:
    """The words at the annotations' places."""
    return [content[one.url_citation.start_index : one.url_citation.end_index] for one in annotations]


def test_a_completion_carries_its_citations(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="dateline", messages=QUESTION, temperature=0.2, seed=7, user="ada")
    message = done.choices[0].message

    assert done.object == "chat.completion" and done.choices[0].finish_reason == "stop"
    assert message.content and "gyrocompass" in message.content
    assert message.annotations and cited(message.content, message.annotations)[0] == "[1]"
    first = message.annotations[0].url_citation
    assert first.url.startswith("https://") and "The Orrinport Courier, 17 March 2026" in first.title
    assert done.usage and done.usage.total_tokens == 0
    assert done.model_extra and done.model_extra["dateline"]["answer"] == message.content


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="dateline", messages=QUESTION)
    stream = client.chat.completions.create(
        model="dateline", messages=QUESTION, stream=True, stream_options={"include_usage": True}
    )
    chunks = list(stream)

    content = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert content == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    last = chunks[-2].choices[0]
    assert last.finish_reason == "stop"
    expected = [one.model_dump() for one in whole.choices[0].message.annotations or ()]
    assert expected and (last.delta.model_extra or {})["annotations"] == expected
    assert chunks[-1].choices == [] and chunks[-1].usage is not None


async def test_the_async_client_is_served_too(address: str) -> None:
    async with openai.AsyncOpenAI(base_url=address, api_key="none", max_retries=0) as client:
        done = await client.chat.completions.create(model="dateline", messages=QUESTION)
        stream = await client.chat.completions.create(model="dateline", messages=QUESTION, stream=True)
        chunks = [chunk async for chunk in stream]

    content = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert content == done.choices[0].message.content != ""
    assert all(chunk.usage is None for chunk in chunks)


def test_llama_index_is_served(address: str) -> None:
    llm = OpenAILike(model="dateline", api_base=address, api_key="none", is_chat_model=True, max_retries=0)
    asked = [ChatMessage(role="user", content="Why did the Morrow Star run aground?")]

    whole = llm.chat(asked).message.content
    assert whole and "gyrocompass" in whole
    *_, last = llm.stream_chat(asked)
    assert last.message.content == whole
    assert llm.complete("Why did the Morrow Star run aground?").text == whole


def test_earlier_messages_make_a_follow_up_whole(client: openai.OpenAI) -> None:
    messages: Any = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "When will the Aldren Bridge reopen?"},
        {"role": "assistant", "content": "In May. [1]"},
        {"role": "user", "content": [{"type": "text", "text": "And why was it closed?"}]},
    ]
    done = client.chat.completions.create(model="dateline", messages=messages)

    notes = (done.model_extra or {})["dateline"]["notes"]
    assert "Aldren Bridge" in next(note["message"] for note in notes if note["kind"] == "history")


def test_an_abstention_is_content_and_filters_travel_beside(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(
        model="dateline", messages=QUESTION, extra_body={"as_of": "2026-03-29", "publishers": ["The Moon Times"]}
    )
    message = done.choices[0].message

    assert message.content and "The Moon Times" in message.content
    assert message.annotations == [] and message.refusal is None


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["dateline"]
    assert client.models.retrieve("dateline").id == "dateline"
    with pytest.raises(openai.NotFoundError) as refused:
        client.models.retrieve("gpt-4")
    assert refused.value.code == "model_not_found"


@pytest.mark.parametrize(
    ("asked", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "oracle", "content": "x"}]}, "messages.0.role"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, None),
        ({"messages": [{"role": "user", "content": " "}]}, None),
        ({"messages": [{"role": "user", "content": "x" * 5000}]}, None),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, None),
        ({"messages": QUESTION, "n": 2}, "n"),
        ({"messages": QUESTION, "temperature": 9}, "temperature"),
        ({"messages": QUESTION, "extra_body": {"since": "soon"}}, "since"),
        ({"messages": QUESTION, "stream": True, "stream_options": {"include_usage": "perhaps"}}, None),
    ],
)
def test_nonsense_is_refused_in_openais_words(client: openai.OpenAI, asked: Any, param: str | None) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.chat.completions.create(model="dateline", **asked)

    assert refused.value.type == "invalid_request_error" and "Error code: 400" in str(refused.value)
    if param is not None:
        assert refused.value.param == param


def test_the_wrong_model_is_not_found(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="'dateline'"):
        client.chat.completions.create(model="gpt-4.1", messages=QUESTION)


def test_trouble_before_and_in_a_stream(tmp_path: Any) -> None:
    trouble = ModelOverloaded("the model has too much to do", retry_after_s=3)
    with served(lambda: ScriptedQA([growing(answer())[1], trouble]), empty_settings(tmp_path)) as address:
        client = openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
        with pytest.raises(openai.InternalServerError, match="too much to do") as failed:
            client.chat.completions.create(model="dateline", messages=QUESTION)
        assert failed.value.response.headers["retry-after"] == "3"
        with pytest.raises(openai.APIError, match="too much to do"):
            list(client.chat.completions.create(model="dateline", messages=QUESTION, stream=True))
        client.close()


def test_the_models_tokens_are_the_usage(tmp_path: Any) -> None:
    whole = replace(answer(), usage=Usage(100, 10))
    with served(lambda: ScriptedQA(growing(whole)), empty_settings(tmp_path)) as address:
        client = openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)
        done = client.chat.completions.create(model="dateline", messages=QUESTION)
        client.close()

    assert done.usage and (done.usage.prompt_tokens, done.usage.completion_tokens) == (100, 10)
    assert done.usage.total_tokens == 110


def test_what_was_sent_is_never_taken_back() -> None:
    growing = Growing()
    growing.rest("The ferry sank. [1]")

    growing.rest("A quoted sentence. [1]")  # the model failed: the sources' own words take its place
    assert growing.rest("A quoted sentence. [1] And another. [2]") == " And another. [2]"
    assert growing.sent.startswith("The ferry sank. [1]") and growing.sent.endswith("[1] And another. [2]")
    places = annotations_of(growing.sent, replace(answer(), text=growing.sent), "http://localhost/")
    assert min(one["url_citation"]["start_index"] for one in places) > len("The ferry sank. [1]")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a@evil.example/", None])
def test_an_address_that_may_not_be_shown_is_our_own_page(url: str | None) -> None:
    source = replace(HARBOUR, url=url, title="A\u202etitle\nof two lines")
    whole = replace(answer(), citations=(quoted(1, source, "The ferry ran aground at dawn."),))
    place = annotations_of("So. [1] [7]", whole, "http://localhost/")

    assert [one["url_citation"]["url"] for one in place] == ["http://localhost/articles/a1"]
    assert place[0]["url_citation"]["title"].startswith("Atitle of two lines (Harbour Gazette, 10 May 2031)")


def test_an_abstention_has_no_citations() -> None:
    nothing = replace(answer(), text="", citations=(), abstained=Abstained("not_covered", "Nothing on [1] that."))
    assert annotations_of("Nothing on [1] that.", nothing, "http://localhost/") == []
