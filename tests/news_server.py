"""A scripted web server on loopback: pages by path, their faults included. Standard library only.

with NewsServer() as server:
    server.pages["/a"] = page("Rain", "It rained.")
    server.pages["/old"] = Answer(status=301, headers={"Location": server.url("/a")})
    ...
    assert [request.path for request in server.requests] == ["/robots.txt", "/a"]
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says: the body whole, or ``pieces`` one by one, ``pause_s`` apart and without a length."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    pieces: Iterator[bytes] | None = None
    pause_s: float = 0.0
    cut: bool = False
    """Hang up before the promised length is sent."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: ``headers`` by lower-case name, ``at`` in monotonic seconds."""

    path: str
    headers: Mapping[str, str]
    at: float


Page: TypeAlias = Answer | Callable[[Request], Answer]


class NewsServer:
    """Answers ``pages`` by path, 404 else; ``ETag`` and ``Last-Modified`` of an answer are honoured."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.at_once = 0
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def count(self, change: int) -> None:
        """One request more or fewer is being answered."""
        with self._lock:
            self.at_once += change
            self.most_at_once = max(self.most_at_once, self.at_once)

    def __enter__(self) -> NewsServer:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        news = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                news.count(+1)
                self.counted = True
                try:
                    self._answer()
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    if self.counted:
                        news.count(-1)

            def _answer(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.path, headers, time.monotonic())
                news.requests.append(request)
                found = news.pages.get(self.path, Answer(b"nothing here", 404))
                answer = found(request) if callable(found) else found
                if _unchanged(answer, headers):
                    answer = Answer(status=304, headers=answer.headers)
                self.send_response(answer.status)
                sent = {"Content-Type": answer.content_type, "Connection": "close", **answer.headers}
                if answer.pieces is None and answer.status != 304:
                    sent.setdefault("Content-Length", str(len(answer.body) + (100 if answer.cut else 0)))
                for name, value in sent.items():
                    self.send_header(name, value)
                self.end_headers()
                self.close_connection = True
                if answer.pieces is None:
                    time.sleep(answer.pause_s)
                    news.count(-1)  # who reads the last byte may ask again before this thread ends
                    self.counted = False
                    self.wfile.write(answer.body)
                for piece in answer.pieces or ():
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(answer.pause_s)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


def _unchanged(answer: Answer, asked: Mapping[str, str]) -> bool:
    if answer.status != 200:
        return False
    etag, changed = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if "if-none-match" in asked:
        return asked["if-none-match"] == etag
    return changed is not None and asked.get("if-modified-since") == changed


SENTENCES = (
    "The harbour at Vikholm closed on Monday after a ferry struck the pier in thick fog, the city said.",
    "Nobody was hurt, but the pier lost two of its pillars and will have to be inspected by divers.",
    "The mayor, Ana Cruz, said that the repair would take a week and that ships must go to Sundby until then.",
    "The ferry company expects to pay for the damage, which it puts at three million crowns, a spokesman said.",
)


def article_html(title: str, lead: str = "", head: str = "", published: str = "2026-03-24T10:00:00Z") -> bytes:
    """An invented news page: ``lead`` is its first sentence."""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = "".join(f"<p>{sentence}</p>" for sentence in (*((lead,) if lead else ()), *SENTENCES))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>"
        f'<meta property="og:site_name" content="The Vikholm Post">{meta}{head}</head>'
        f"<body><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


def page(title: str, lead: str = "", head: str = "", **answer: Any) -> Answer:
    """The same as an answer."""
    return Answer(article_html(title, lead, head), **answer)
