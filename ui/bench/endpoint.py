"""A chat endpoint on loopback that takes a fixed time for every answer: the first sentence of the first passage.

It speaks as much of OpenAI's protocol as Dateline asks for, and stands for a model of which only the waiting matters.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any, Final

PIECES: Final = 20
_FIRST_PASSAGE = re.compile(r"<passage number=1 [^>]*>\n(.+?)\n</passage>", re.DOTALL)
_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


class SlowEndpoint:
    """The endpoint; an async context manager. ``busiest`` is how many answers it was giving at once."""

    def __init__(self, *, answer_s: float) -> None:
        self.busiest = 0
        self.answers = 0
        self._answer_s = answer_s
        self._busy = 0
        self._server: asyncio.Server | None = None

    @property
    def base_url(self) -> str:
        """``http://127.0.0.1:PORT/v1``."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    async def __aenter__(self) -> SlowEndpoint:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await _head(reader):
                length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
                body = await reader.readexactly(int(length[1])) if length else b""
                await self._answer(writer, json.loads(body or b"{}"))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the server hung up, as it may
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, request: dict[str, Any]) -> None:
        self._busy += 1
        self.answers += 1
        self.busiest = max(self.busiest, self._busy)
        try:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            text = answer_to(request)
            size = max(1, -(-len(text) // PIECES))
            pieces = [text[at : at + size] for at in range(0, len(text), size)]
            for piece in pieces:
                await asyncio.sleep(self._answer_s / len(pieces))
                await _send(writer, {"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
            await _send(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            await _send(writer, {"choices": [], "usage": usage})
            writer.write(_chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")
            await writer.drain()
        finally:
            self._busy -= 1


def answer_to(request: dict[str, Any]) -> str:
    """The answer to a chat request.

    >>> passage = "<passage number=1 outlet='A' date='B' title='C'>\\nIt rained. It stopped.\\n</passage>"
    >>> answer_to({"messages": [{"role": "user", "content": passage}]})
    'It rained. [1]'
    """
    prompt = str(request.get("messages", [{"content": ""}])[-1]["content"])
    passage = _FIRST_PASSAGE.search(prompt)
    sentence = _FIRST_SENTENCE.match(passage[1]) if passage else None
    return f"{sentence[0].strip()} [1]" if sentence else "The passages do not say."


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


async def _send(writer: asyncio.StreamWriter, event: dict[str, Any]) -> None:
    document = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "slow", **event}
    writer.write(_chunk(b"data: " + json.dumps(document).encode() + b"\n\n"))
    await writer.drain()


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
