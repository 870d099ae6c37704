"""What slow clients and SIGTERM come to: a real server, raw sockets."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from rag.settings import Settings
from tests.llm_server import LLMServer, Reply
from ui.safety.connections import ImpatientProtocol

ROOT = Path(__file__).parent.parent


DROPPED = threading.Event()


class Hasty(ImpatientProtocol):
    head_s = 0.3
    stalled_s = 0.3
    leftover_s = 0.3


async def endless(scope: Any, receive: Any, send: Any) -> None:
    """Sends until nobody is there any more; reads no body."""
    if scope["path"] == "/short":
        await send({"type": "http.response.start", "status": 413, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"no"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    gone = asyncio.create_task(_gone(receive))
    while not gone.done():
        await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
    DROPPED.set()


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


@pytest.fixture(scope="module")
def hasty() -> Iterator[tuple[str, int]]:
    server = uvicorn.Server(
        uvicorn.Config(endless, http=Hasty, ws="none", port=0, log_level="critical", lifespan="off")
    )
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[:2]
    server.should_exit = True
    thread.join()


def closed(connection: socket.socket) -> bytes:
    """What comes until the server closes; fails if it never does."""
    connection.settimeout(20)
    got = b""
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        while piece := connection.recv(65_536):
            got += piece[:100]
    return got


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"POST /short HTTP/1.1\r\nHost: "]
)
def test_a_head_that_does_not_end_is_not_waited_for(hasty: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(hasty) as connection:
        connection.sendall(sent)
        assert closed(connection) == b""


def test_a_head_that_comes_byte_by_byte_is_not_waited_for(hasty: tuple[str, int]) -> None:
    with socket.create_connection(hasty) as connection, contextlib.suppress(OSError):
        for _ in range(1_000):
            connection.sendall(b"X: y\r\n" if _ else b"GET / HTTP/1.1\r\n")
            time.sleep(0.02)
        pytest.fail("the server was patient")


def test_a_reader_that_does_not_read_is_dropped(hasty: tuple[str, int]) -> None:
    with socket.create_connection(hasty) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        DROPPED.clear()
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert DROPPED.wait(30)


def test_a_body_that_nobody_wants_may_not_go_on(hasty: tuple[str, int]) -> None:
    with socket.create_connection(hasty) as connection, contextlib.suppress(OSError):
        connection.sendall(b"POST /short HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
        for _ in range(1_000):
            connection.sendall(b"x")
            time.sleep(0.02)
        pytest.fail("the server was patient")


def test_a_second_request_on_a_connection_has_its_own_time(hasty: tuple[str, int]) -> None:
    with socket.create_connection(hasty) as connection:
        for _ in range(3):
            connection.sendall(b"POST /short HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
            got = b""
            while not got.endswith(b"no"):
                got += connection.recv(1_000)
            time.sleep(0.2)
        connection.sendall(b"POST /short HT")
        assert closed(connection) == b""


def test_sigterm_finishes_the_answer_in_flight_and_takes_no_other(sample_settings: Settings) -> None:
    began, go_on = threading.Event(), threading.Event()

    def script(_: object) -> Reply:
        began.set()
        go_on.wait(60)
        return Reply.text("The bridge is open again [1].")

    with LLMServer(script) as model:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "OPENAI_"))}
        environment |= {"OPENAI_BASE_URL": model.base_url, "DATELINE_AS_OF": sample_settings.as_of}
        command = [sys.executable, "-m", "ui", "--port", "0", "--store", str(sample_settings.store)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[3].removeprefix("http://")
            answers: list[dict[str, Any]] = []
            asking = threading.Thread(target=lambda: answers.append(_ask(address)[1]))
            asking.start()
            assert began.wait(60)
            server.send_signal(signal.SIGTERM)
            while (ready := _get(address, "/readyz"))[0] != 503:
                time.sleep(0.05)
            refused, _, retry_after = _post(address)
            go_on.set()
            asking.join()
            assert server.wait(60) == 0
        finally:
            go_on.set()
            server.kill()
            server.wait()
            assert server.stdout is not None
            server.stdout.close()
    assert (refused, ready[0]) == (503, 503) and int(retry_after) >= 1
    assert answers[0]["answer"]
    with pytest.raises(ConnectionRefusedError):
        _get(address, "/healthz")


def _ask(address: str) -> tuple[int, dict[str, Any]]:
    status, body, _ = _post(address)
    return status, json.loads(body)


def _post(address: str) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection(address, timeout=60)
    question = json.dumps({"question": "What happened to the bridge?"})
    connection.request("POST", "/api/query", question, {"Content-Type": "application/json"})
    response = connection.getresponse()
    found = response.status, response.read(), response.getheader("retry-after", "")
    connection.close()
    return found


def _get(address: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    found = response.status, response.read()
    connection.close()
    return found
