"""An embeddings endpoint on loopback whose vectors follow from the texts, and which remembers what it was asked.

It outlives the processes that are killed, so what they embedded is known to the last text.
"""

from __future__ import annotations

import hashlib
import json
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIMENSIONS = 32


class EmbeddingServer:
    """An OpenAI-compatible embeddings endpoint on loopback that remembers what it was asked."""

    def __init__(self) -> None:
        self._asked: list[str] = []
        self._turn = threading.Lock()
        asked, turn = self._asked, self._turn

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                texts = [f"{request['model']} {text}" for text in request["input"]]
                with turn:
                    asked.extend(texts)
                rows = [{"object": "embedding", "index": i, "embedding": _vector(text)} for i, text in enumerate(texts)]
                body = json.dumps({"object": "list", "data": rows, "model": request["model"], "usage": _NO_USAGE})
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:  # a killed client hangs up
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def running(self) -> Iterator[EmbeddingServer]:
        """Answer until the end of the block."""
        thread = threading.Thread(target=self._server.serve_forever, name="embeddings", daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def take(self) -> list[str]:
        """What was embedded since the last call, the model's name before each text."""
        with self._turn:
            taken = list(self._asked)
            self._asked.clear()
        return taken


_NO_USAGE = {"prompt_tokens": 0, "total_tokens": 0}


def _vector(text: str) -> list[float]:
    chance = random.Random(hashlib.sha256(text.encode("utf-8", "replace")).digest())
    return [round(chance.gauss(0, 1), 6) for _ in range(DIMENSIONS)]
