"""The Model Context Protocol, spoken by the official client, over HTTP to the real application and over stdio."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters, stdio_client

from rag.errors import StoreBusy
from rag.settings import Settings
from tests.conftest import SAMPLE_LAST_DAY
from tests.ui_browser import empty_settings, served
from tests.ui_fake_qa import ScriptedQA
from ui.doors.mcp import build_server
from ui.doors.schemas import AnswerDocument, HitsDocument, TimelineDocument
from ui.newsroom import Newsroom

QUESTION = "Why did the Morrow Star run aground?"
JSON = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def address(sample_settings: Settings) -> Iterator[str]:
    with served(None, sample_settings) as address:
        yield f"{address}/mcp"


async def check(client: Client) -> None:
    """The three tools, their schemas, and what each gives."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(tools) == {"ask_news", "search_news", "timeline"}
    for tool in tools.values():
        assert tool.description and tool.input_schema["type"] == "object"
        assert tool.output_schema and tool.output_schema["type"] == "object"
        assert tool.annotations and tool.annotations.read_only_hint
    assert tools["ask_news"].input_schema["required"] == ["question"]

    answer = await client.call_tool("ask_news", {"question": QUESTION})
    document = AnswerDocument.model_validate(answer.structured_content, strict=True)
    assert not answer.is_error and "gyrocompass" in document.answer
    assert document.citations[0].publisher == "The Orrinport Courier"
    assert json.loads(text_of(answer)) == answer.structured_content

    found = await client.call_tool("search_news", {"question": "ferry", "publishers": ["Radio Halvern"], "k": 2})
    hits = HitsDocument.model_validate(found.structured_content, strict=True).hits
    assert [hit.publisher for hit in hits] == ["Radio Halvern"] * 2

    events = await client.call_tool("timeline", {"subject": "Morrow Star", "limit": 3})
    assert len(TimelineDocument.model_validate(events.structured_content, strict=True).events) == 3


def text_of(result: Any) -> str:
    """The first block's text."""
    return str(result.content[0].text)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_over_http(address: str, mode: str) -> None:
    async with Client(address, mode=mode) as client:
        await check(client)


async def test_over_stdio(sample_settings: Settings) -> None:
    program = "import sys; from ui.cli import main; sys.exit(main(['mcp', '--store', sys.argv[1]]))"
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", program, str(sample_settings.store)],
        env={"DATELINE_AS_OF": SAMPLE_LAST_DAY, "DATELINE_ANSWERER": "quoting"},
        cwd=Path(__file__).parent.parent,
    )
    async with Client(stdio_client(server)) as client:
        await check(client)


async def test_a_mistake_is_told_so_that_a_model_can_mend_it(address: str) -> None:
    async with Client(address) as client:
        wrong = await client.call_tool("search_news", {"question": "ferry", "since": "last week"})
        none = await client.call_tool("read_minds", {})

    assert wrong.is_error and text_of(wrong).startswith("since: 'last week' is not a date")
    assert none.is_error and "ask_news, search_news, timeline" in text_of(none)


async def test_trouble_is_a_result_and_keeps_its_insides() -> None:
    for error, told in ((StoreBusy("process 7 is writing"), "process 7"), (ZeroDivisionError("secret"), "log says")):
        newsroom = Newsroom(lambda error=error: ScriptedQA([error]))  # type: ignore[misc]
        async with Client(build_server(newsroom)) as client:
            result = await client.call_tool("ask_news", {"question": "x"})

        assert result.is_error and told in text_of(result) and "secret" not in text_of(result)


async def test_what_grows_is_told_as_progress() -> None:
    told: list[str | None] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        told.append(message)

    async with Client(build_server(Newsroom(ScriptedQA))) as client:
        await client.call_tool("ask_news", {"question": "x"}, progress_callback=note)

    assert told == ["Sources found", "The ferry ran aground at dawn. [1]"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403), ({"mcp-session-id": "guessed"}, 404)],
)
def test_strangers_do_not_get_in(address: str, headers: dict[str, str], status: int) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    assert httpx.post(address, json=body, headers=JSON | headers).status_code == status


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_who_stops_waiting_stops_the_answer(tmp_path: Path, mode: str) -> None:
    qa = ScriptedQA(gate=threading.Event())
    with served(lambda: qa, empty_settings(tmp_path)) as address:
        async with Client(f"{address}/mcp", mode=mode) as client:
            asking = asyncio.create_task(client.call_tool("ask_news", {"question": "x"}))
            while not qa.asked:
                await asyncio.sleep(0.01)
            asking.cancel()
            while not qa.ended:
                await asyncio.sleep(0.01)

    assert qa.ended[0] in ("CancelledError", "GeneratorExit")


async def test_a_session_ends_when_its_client_says_so(address: str) -> None:
    begin = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }
    async with httpx.AsyncClient() as client:
        session = (await client.post(address, json=begin, headers=JSON)).headers["mcp-session-id"]
        mine = JSON | {"mcp-session-id": session}
        ping = {"jsonrpc": "2.0", "id": 2, "method": "ping"}
        assert (await client.post(address, json=ping, headers=mine)).status_code == 200
        assert (await client.delete(address, headers=mine)).status_code == 200
        assert (await client.post(address, json=ping, headers=mine)).status_code == 404


async def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    from ui.newsroom import open_qa

    newsroom = Newsroom(lambda: open_qa(Settings(store=tmp_path / "store")))
    async with Client(build_server(newsroom)) as client:
        result = await client.call_tool("search_news", {"question": "x"})

    assert result.is_error and "dateline ingest" in text_of(result)
    assert not isinstance(result, MCPError)
