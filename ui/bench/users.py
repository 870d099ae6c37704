"""Users who ask one question after the other over ``POST /api/query``, and how long they wait."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_LINE_BYTES = 1 << 24  # an event is one line


@dataclass
class Waits:
    """What all users met together; seconds from the question on."""

    first_source_s: list[float] = field(default_factory=list)
    answer_s: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def ask(address: str, question: str, waits: Waits) -> None:
    """One question; what goes wrong is written down too."""
    began = time.monotonic()
    try:
        reader, writer = await asyncio.open_connection(*_place(address), limit=_LINE_BYTES)
    except OSError as error:
        waits.errors.append(f"{type(error).__name__}: {error}")
        return
    try:
        body = json.dumps({"question": question, "stream": True}).encode()
        head = (
            f"POST /api/query HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nContent-Type: application/json\r\n"
            f"Accept: text/event-stream\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        status = (await reader.readline()).split(b" ")
        complete = False
        while line := await reader.readline():
            if line.startswith(b"event: hits"):
                waits.first_source_s.append(time.monotonic() - began)
            elif line.startswith(b"event: complete"):
                waits.answer_s.append(time.monotonic() - began)
                complete = True
            elif line.startswith(b"event: problem"):
                waits.errors.append("the stream told of a problem")
        if status[1:2] != [b"200"] or not complete:
            waits.errors.append(f"status {b' '.join(status[1:]).decode().strip()}, complete: {complete}")
    except (OSError, ValueError) as error:
        waits.errors.append(f"{type(error).__name__}: {error}")
    finally:
        writer.close()


async def ask_all(address: str, questions: Sequence[str], *, users: int) -> Waits:
    """All questions by so many users at once, each asking its next one as soon as the last is answered."""
    waits = Waits()
    left = iter(questions)

    async def user(left: Iterator[str]) -> None:
        for question in left:
            await ask(address, question, waits)

    await asyncio.gather(*(user(left) for _ in range(users)))
    return waits


async def get(address: str, path: str) -> object:
    """The JSON document at a path."""
    reader, writer = await asyncio.open_connection(*_place(address), limit=_LINE_BYTES)
    writer.write(f"GET {path} HTTP/1.0\r\nHost: {urlsplit(address).netloc}\r\n\r\n".encode())
    whole = await reader.read()
    writer.close()
    document: object = json.loads(whole.partition(b"\r\n\r\n")[2])
    return document


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so great a share of all are not above; nan of none.

    >>> percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.95)
    (2, 4)
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return str(parts.hostname), int(parts.port or 80)
