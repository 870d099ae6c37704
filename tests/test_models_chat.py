"""Chat through a real HTTP server on loopback: text, usage, every fault, and stopping; blocking and awaited alike."""

from __future__ import annotations

import asyncio
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import (
    ModelCutOff,
    ModelError,
    ModelMissing,
    ModelOverflow,
    ModelOverloaded,
    ModelRefused,
    ModelUnreachable,
    UsageError,
)
from rag.models.address import Endpoint
from rag.models.chat import OpenAIChat, open_chat
from rag.models.protocols import ChatModel, Message
from rag.models.thoughts import Thoughts
from rag.settings import Secret, Settings
from rag.types import Usage
from tests.llm_server import LLMServer, Reply

ASKED = [Message("system", "Answer from the passages."), Message("user", "Who met whom?")]
KEY = "sk-test-0123456789abcdef"


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


class Told:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def told() -> Told:
    return Told()


Opened = Callable[..., OpenAIChat]


@pytest.fixture
def opened(server: LLMServer, told: Told) -> Iterator[Opened]:
    """Opens chats at the server, without waits between tries; closes them at the end."""
    chats: list[OpenAIChat] = []

    def build(*, model: str = "scripted", base_url: str = server.base_url, **more: Any) -> OpenAIChat:
        endpoint = Endpoint(model, base_url, Secret(KEY), "DATELINE_CHAT_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY")
        given = {"timeout_s": 30.0, "stall_s": 20.0, "retries": 2, "draw": lambda: 1.0}
        given |= {"clock": told.clock, "sleep": told.sleep} | more
        chats.append(OpenAIChat(endpoint, **given))  # type: ignore[arg-type]
        return chats[-1]

    yield build
    for chat in chats:
        chat.close()


def blocking(chat: ChatModel) -> tuple[list[str], Usage]:
    stream = chat.stream(ASKED, max_tokens=50)
    return list(stream), stream.usage


def awaited(chat: ChatModel) -> tuple[list[str], Usage]:
    async def gather() -> tuple[list[str], Usage]:
        stream = chat.astream(ASKED, max_tokens=50)
        return [piece async for piece in stream], stream.usage

    return asyncio.run(gather())


both = pytest.mark.parametrize("read", [blocking, awaited])
Read = Callable[[ChatModel], tuple[list[str], Usage]]


@both
def test_pieces_arrive_as_sent_and_usage_with_its_cost_at_the_end(
    server: LLMServer, opened: Opened, read: Read
) -> None:
    server.enqueue(Reply(("Lee met Ishiba [", "1", "]", ".\n", "Ünïcode 東京 🙂"), usage=(2000, 100)))

    pieces, usage = read(opened(model="gpt-4.1-mini"))

    assert pieces == ["Lee met Ishiba [", "1", "]", ".\n", "Ünïcode 東京 🙂"]
    assert usage == Usage(prompt_tokens=2000, completion_tokens=100, cost_usd=0.00096)


def test_the_request_says_what_was_asked(server: LLMServer, opened: Opened) -> None:
    blocking(opened())

    sent = server.last
    assert sent.body == {
        "model": "scripted",
        "messages": [
            {"role": "system", "content": "Answer from the passages."},
            {"role": "user", "content": "Who met whom?"},
        ],
        "max_tokens": 50,
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    assert sent.headers["authorization"] == f"Bearer {KEY}"


@both
def test_a_server_that_counts_nothing_leaves_usage_empty(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue(Reply.text("Yes [1].", usage=None, ending="no_done"))

    pieces, usage = read(opened(model="gpt-4.1-mini"))

    assert "".join(pieces) == "Yes [1]."
    assert usage == Usage()


FAULTS: list[tuple[str, Reply, type[ModelError], str, int]] = [
    # name, reply, error, words of the message, requests made with two retries
    ("401", Reply.unauthorized(KEY), ModelRefused, "does not accept the key (401): check OPENAI_API_KEY", 1),
    ("403", Reply.failure(403, "no"), ModelRefused, "does not accept the key (403): check OPENAI_API_KEY", 1),
    ("404", Reply.failure(404, "gone"), ModelRefused, "check DATELINE_CHAT_MODEL and OPENAI_BASE_URL", 1),
    ("400", Reply.failure(400, "bad field x"), ModelRefused, "refused the request to scripted (400): bad field x", 1),
    ("429", Reply.rate_limited(), ModelOverloaded, "overloaded or in trouble (429)", 3),
    ("no money", Reply.failure(429, "quota", code="insufficient_quota"), ModelRefused, "nothing left", 1),
    ("500", Reply.server_error(), ModelOverloaded, "overloaded or in trouble (500)", 3),
    ("503", Reply.server_error(503), ModelOverloaded, "overloaded or in trouble (503)", 3),
    ("overflow", Reply.context_overflow(), ModelOverflow, "longer than scripted", 1),
    (
        "llama.cpp's overflow",
        Reply.failure(400, "the request exceeds the available context size"),
        ModelOverflow,
        "longer than scripted",
        1,
    ),
    ("hung up early", Reply.cut(""), ModelCutOff, "broke off in the middle", 3),
    ("ended early", Reply.cut("", cleanly=True), ModelCutOff, "broke off before its end", 3),
    ("empty", Reply.empty(), ModelError, "answered without any text", 1),
    ("white space", Reply.text(" \n "), ModelError, "answered without any text", 1),
    ("empty at limit", Reply.text("", finish_reason="length"), ModelError, "raise DATELINE_ANSWER_TOKENS", 1),
    ("refusal", Reply.refused("I can't\nhelp."), ModelRefused, "declined to answer: I can't help.", 1),
    ("filter", Reply.filtered(), ModelRefused, "stopped by its provider's content filter", 1),
    ("garbage", Reply.garbage(), ModelCutOff, "is it an OpenAI-compatible endpoint?", 3),
    ("no event", Reply(raw=b"<html>Welcome to the router</html>"), ModelCutOff, "is it OpenAI-compatible?", 3),
    ("odd json", Reply(raw=b'data: [1]\n\ndata: {"choices": 3}\n\n'), ModelCutOff, "broke off before its end", 3),
    (
        "error in the stream",
        Reply(raw=b'data: {"error": {"message": "boom"}}\n\n'),
        ModelCutOff,
        "reported an error in the middle of scripted's answer: boom",
        3,
    ),
]


@both
@pytest.mark.parametrize(("name", "reply", "kind", "words", "requests"), FAULTS, ids=[f[0] for f in FAULTS])
def test_every_fault_is_our_error_in_plain_words(
    server: LLMServer,
    opened: Opened,
    read: Read,
    name: str,
    reply: Reply,
    kind: type[ModelError],
    words: str,
    requests: int,
) -> None:
    server.enqueue(*[reply] * 3)

    with pytest.raises(ModelError) as caught:
        read(opened())

    assert type(caught.value) is kind
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(server.requests) == requests
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert KEY not in shown
    assert "0123456789" not in shown


@both
@pytest.mark.parametrize(
    "fault",
    [Reply.rate_limited(), Reply.server_error(), Reply.cut(""), Reply.garbage()],
    ids=["429", "500", "cut", "?"],
)
def test_a_fault_before_any_text_is_tried_again(
    server: LLMServer, opened: Opened, told: Told, read: Read, fault: Reply
) -> None:
    server.enqueue(fault, fault, "Lee met Ishiba [1].")

    pieces, _usage = read(opened())

    assert "".join(pieces) == "Lee met Ishiba [1]."
    assert told.slept == [0.5, 1.0]  # the whole of the jitter's range, because the draw is 1


@both
def test_after_some_text_nothing_is_tried_again(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue(Reply.cut("Lee met"))

    with pytest.raises(ModelCutOff):
        read(opened())

    assert len(server.requests) == 1


@both
def test_retry_after_in_seconds_is_honoured(server: LLMServer, opened: Opened, told: Told, read: Read) -> None:
    server.enqueue(Reply.rate_limited("7"), "Yes [1].")

    pieces, _usage = read(opened(draw=lambda: 0.5))

    assert "".join(pieces) == "Yes [1]."
    assert told.slept == [7.25]


def test_retry_after_as_a_date_is_honoured(server: LLMServer, opened: Opened, told: Told) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=20)
    server.enqueue(Reply.rate_limited(format_datetime(moment, usegmt=True)), "Yes [1].")

    blocking(opened(draw=lambda: 0.0))

    assert told.slept == [pytest.approx(20, abs=5)]


@pytest.mark.parametrize("nonsense", ["soon", "nan", "-3", ""])
def test_a_retry_after_that_means_nothing_waits_as_without(
    server: LLMServer, opened: Opened, told: Told, nonsense: str
) -> None:
    server.enqueue(Reply.rate_limited(nonsense), "Yes [1].")

    blocking(opened())

    assert told.slept == [0.5]


def test_a_retry_after_beyond_the_deadline_is_not_waited_for(server: LLMServer, opened: Opened, told: Told) -> None:
    server.enqueue(Reply.rate_limited("31"))

    with pytest.raises(ModelOverloaded) as caught:
        blocking(opened(timeout_s=30))

    assert caught.value.retry_after_s == 31
    assert told.slept == []


@both
def test_a_stream_that_falls_silent_is_given_up(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue(Reply.stall("Lee met"))

    with pytest.raises(ModelCutOff, match=r"fell silent in its answer for 0\.05 s \(DATELINE_CHAT_STALL_S\)"):
        read(opened(stall_s=0.05))

    assert server.last.disconnected.wait(10)


@both
def test_a_server_that_never_begins_is_given_up_at_the_deadline(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue(Reply.stall())

    with pytest.raises(ModelUnreachable, match=r"no whole answer within 0\.2 s \(DATELINE_CHAT_TIMEOUT_S\)"):
        read(opened(timeout_s=0.2, stall_s=0.01, clock=time.monotonic))

    assert server.last.disconnected.wait(10)
    assert len(server.requests) == 1


@both
def test_a_trickle_ends_at_the_deadline_too(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue(Reply(("drip ",) * 1000, delay_s=0.02))

    with pytest.raises(ModelUnreachable, match="no whole answer within"):
        read(opened(timeout_s=0.3, clock=time.monotonic))

    assert server.last.disconnected.wait(10)


@both
def test_a_closed_port_is_named(opened: Opened, read: Read) -> None:
    with LLMServer() as gone:
        address = gone.base_url

    with pytest.raises(ModelUnreachable, match=r"http://127\.0\.0\.1:\d+ cannot be reached .*OPENAI_BASE_URL"):
        read(opened(base_url=address))


def test_closing_a_stream_stops_the_request(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.stall("Lee met"))
    stream = opened().stream(ASKED, max_tokens=50)
    assert next(iter(stream)) == "Lee "

    stream.close()

    assert server.last.disconnected.wait(10)
    assert list(stream) == []
    stream.close()


def test_closing_from_another_thread_ends_the_wait(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.stall("Lee met"))
    stream = opened().stream(ASKED, max_tokens=50)
    heard: list[str] = []
    first = threading.Event()

    def read() -> None:
        for piece in stream:
            heard.append(piece)
            first.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert first.wait(10)

    stream.close()

    reader.join(10)
    assert not reader.is_alive()
    assert server.last.disconnected.wait(10)


def test_a_stream_that_was_never_read_makes_no_request(server: LLMServer, opened: Opened) -> None:
    opened().stream(ASKED, max_tokens=50).close()

    assert server.requests == []


@pytest.mark.parametrize("text", ["Lee ", "Lee met"], ids=["while waiting", "with a piece on its way"])
async def test_cancelling_the_task_stops_the_request(server: LLMServer, opened: Opened, text: str) -> None:
    server.enqueue(Reply.stall(text))
    stream = opened().astream(ASKED, max_tokens=50)
    heard = asyncio.Event()

    async def read() -> None:
        async for _piece in stream:
            heard.set()

    task = asyncio.create_task(read())
    await heard.wait()

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(server.last.disconnected.wait, 10)
    await stream.aclose()


async def test_closing_an_awaited_stream_stops_the_request(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.stall("Lee met"))
    stream = opened().astream(ASKED, max_tokens=50)
    assert await anext(aiter(stream)) == "Lee "

    await stream.aclose()

    assert await asyncio.to_thread(server.last.disconnected.wait, 10)
    assert [piece async for piece in stream] == []


def test_closing_the_model_ends_its_streams_with_an_error_and_no_later_one_begins(
    server: LLMServer, opened: Opened
) -> None:
    server.enqueue(Reply.stall("Lee met"))
    chat = opened()
    stream = iter(chat.stream(ASKED, max_tokens=50))
    assert (next(stream), next(stream)[:2]) == ("Lee ", "me")
    threading.Timer(0.05, chat.close).start()

    with pytest.raises(ModelCutOff, match="closed in the middle"):
        next(stream)

    assert server.last.disconnected.wait(10)
    with pytest.raises(ModelError, match="has been closed"):
        next(iter(chat.stream(ASKED, max_tokens=50)))
    chat.close()


async def test_streams_on_one_model_run_side_by_side(server: LLMServer, opened: Opened) -> None:
    chat = opened()
    server.enqueue(Reply.stall("first"))
    waiting = chat.astream(ASKED, max_tokens=50)
    assert await anext(aiter(waiting)) == "firs"

    pieces = [piece async for piece in chat.astream(ASKED, max_tokens=50)]

    assert "".join(pieces) == "Yes [1]."
    await waiting.aclose()


@pytest.mark.parametrize(
    ("objection", "gone", "kept"),
    [
        (
            "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
            "max_tokens",
            {"max_completion_tokens": 50},
        ),
        ("Unsupported value: 'temperature' does not support 0 with this model.", "temperature", {"max_tokens": 50}),
        ("Unknown field: stream_options", "stream_options", {"max_tokens": 50}),
    ],
)
def test_a_server_that_spells_requests_otherwise_is_asked_its_way(
    server: LLMServer, opened: Opened, objection: str, gone: str, kept: dict[str, object]
) -> None:
    chat = opened(retries=0)
    server.enqueue(Reply.failure(400, objection), "Yes [1].", "Again [1].")

    assert "".join(blocking(chat)[0]) == "Yes [1]."
    assert "".join(blocking(chat)[0]) == "Again [1]."

    refused, *taken = [request.body for request in server.requests]
    assert gone in refused
    assert len(taken) == 2
    assert all(gone not in body and body | kept == body for body in taken)


def test_an_answer_that_ran_into_its_limit_is_given_and_says_so(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.text("Lee met Ishi", finish_reason="length"))
    stream = opened().stream(ASKED, max_tokens=50)

    assert "".join(stream) == "Lee met Ishi"
    assert stream.cut_at_limit


@pytest.mark.parametrize("flood", ["word ", "x", "<think>hmm ", ". "])
def test_a_model_that_does_not_stop_is_stopped(server: LLMServer, opened: Opened, flood: str) -> None:
    server.enqueue(Reply.text("Lee met Ishiba. " + flood * 400_000, size=1_000, ending="stall"))
    stream = opened().stream(ASKED, max_tokens=50)
    text = "".join(stream)

    assert text.startswith("Lee met Ishiba. ")
    assert len(text) < 5_000
    assert stream.cut_at_limit


def test_thoughts_that_do_not_end_are_stopped(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.text("<think>" + "hmm " * 400_000, size=1_000, ending="stall"))

    with pytest.raises(ModelError, match="DATELINE_ANSWER_TOKENS"):
        list(opened(retries=0).stream(ASKED, max_tokens=50))


def test_a_document_too_deep_to_read_is_no_answer(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply(raw=b"data: " + b"[" * 100_000 + b"\n\n"))

    with pytest.raises(ModelCutOff, match="no answer of"):
        list(opened(retries=0).stream(ASKED, max_tokens=50))


def test_without_key_or_address_the_variables_are_named() -> None:
    with pytest.raises(ModelMissing, match=r"set OPENAI_API_KEY .* or OPENAI_BASE_URL"):
        open_chat(Settings())


def test_an_address_without_a_key_is_asked_without_one_of_ours(server: LLMServer) -> None:
    chat = open_chat(Settings(openai_base_url=server.base_url))

    assert "".join(blocking(chat)[0]) == "Yes [1]."

    chat.close()
    assert server.last.headers["authorization"] == "Bearer none"
    assert server.last.body["model"] == "gpt-4.1-mini"


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8000", "ftp://host/v1", "http://", "http://host:port/v1", "http://[::1/v1"]
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_BASE_URL is no address"):
        open_chat(Settings(openai_base_url=address))


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="holds a user name or a password: give the key in OPENAI_API_KEY") as caught:
        open_chat(Settings(openai_base_url="http://me:hunter2@127.0.0.1:8000/v1"))

    assert "hunter2" not in str(caught.value)


def test_a_server_on_this_machine_is_reached_past_a_proxy_of_the_surroundings(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert "".join(blocking(opened())[0]) == "Yes [1]."


@both
def test_what_a_model_thinks_aloud_first_is_left_out(server: LLMServer, opened: Opened, read: Read) -> None:
    server.enqueue("<think>Hm [3]. Tokyo?</think>\n\nLee met Ishiba [1].")

    assert "".join(read(opened())[0]) == "Lee met Ishiba [1]."


def test_thoughts_without_an_answer_are_no_answer(server: LLMServer, opened: Opened) -> None:
    server.enqueue(Reply.text("<think>Hm. Tokyo?", finish_reason="length"))

    with pytest.raises(ModelError, match="used up its tokens before writing any text"):
        blocking(opened())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["<", "<think>", "</think>", "<thi", "nk>", " ", "\n", "Lee", "[1]"]), max_size=8))
def test_thoughts_do_not_depend_on_where_a_text_is_split(pieces: list[str]) -> None:
    def through(parts: list[str]) -> str:
        thoughts = Thoughts()
        return "".join([thoughts.feed(part) for part in parts] + [thoughts.rest()])

    text = "".join(pieces)

    assert through(pieces) == through([text]) == through(list(text))
    if not text.lstrip().startswith("<think>"):
        assert through(pieces) == text


@pytest.mark.parametrize("key", ["sk-abc\n", "sk abc", "sk-ключ"])
def test_a_key_that_cannot_be_one_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UsageError, match="OPENAI_API_KEY holds") as caught:
        open_chat(Settings(openai_api_key=Secret(key)))

    assert key not in str(caught.value)


def test_a_key_shows_neither_in_reprs_nor_in_logs(
    server: LLMServer, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    server.enqueue(Reply.failure(400, f"cannot use Bearer {KEY} nor {KEY[:12]}***cdef here"))
    chat = opened()
    with caplog.at_level("DEBUG"), pytest.raises(ModelRefused, match="cannot use … nor … here"):
        blocking(chat)

    assert KEY not in caplog.text + repr(chat) + repr(chat.endpoint)
