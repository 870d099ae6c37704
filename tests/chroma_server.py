"""A real Chroma server on loopback, started for the tests, and a proxy before it that wants a header."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_START_S = 60.0


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def chroma_server(folder: Path, port: int | None = None) -> Iterator[str]:
    """``chroma run`` on ``folder``, from its first heartbeat on; gives its address."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [
                Path(sys.executable).with_name("chroma"), "run",
                "--path", folder / "data", "--host", "127.0.0.1", "--port", str(port),
            ],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder,
        )  # fmt: skip
        try:
            deadline = time.monotonic() + _START_S
            while not _alive(port):
                assert process.poll() is None and time.monotonic() < deadline, (folder / "log.txt").read_text()
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
            process.wait()


@contextmanager
def demanding_proxy(address: str, header: str, value: str) -> Iterator[str]:
    """Passes on to ``address`` what carries the header, and answers everything else with 401; gives its own address."""
    host = address.removeprefix("http://")

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get(header) != value:
                self.answer(401, b"who are you?", "text/plain")
                return
            behind = http.client.HTTPConnection(host, timeout=30)
            try:
                behind.request(self.command, self.path, body, {"Content-Type": "application/json"})
                answer = behind.getresponse()
                self.answer(answer.status, answer.read(), answer.headers.get_content_type())
            finally:
                behind.close()

        do_GET = do_POST = do_PUT = do_DELETE = handle_any

        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _alive(port: int) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
        try:
            connection.request("GET", "/api/v2/heartbeat")
            return connection.getresponse().status == 200
        finally:
            connection.close()
    except OSError:
        return False
