"""A scripted server on loopback that speaks OpenAI's protocol, its faults included. Standard library only.

    with LLMServer() as server:                          # answers "Yes [1]." to everything
        settings = Settings(openai_base_url=server.base_url, openai_api_key=Secret("test"))
        server.enqueue(Reply.rate_limited(retry_after="2"), "Lee met Ishiba in Tokyo [1].")
        ...
        assert [r.messages[-1]["content"] for r in server.requests] == [...]

    with LLMServer(lambda request: request.user_text.upper()) as server: ...

Each chat request takes the next reply of the queue; when that is empty, the script's. Embedding and rerank requests
take a queued reply too, else are answered by their words. Requests are kept in ``server.requests`` in order of arrival,
each with ``disconnected`` once its client has hung up in mid-answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import select
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Literal, TypeAlias

Ending: TypeAlias = Literal["proper", "no_done", "cut", "hang_up", "stall"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the server: a text in pieces, an error status, or bytes as they are.

    ``pieces`` are sent one event each, ``delay_s`` apart. ``ending`` says what follows the last of them: the proper
    end with usage; the finish without ``[DONE]`` (some servers do); an early end of the body as if complete (cut); a
    connection closed in mid-body (hang_up); nothing, until the client leaves (stall).
    """

    pieces: tuple[str, ...] = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    error: Mapping[str, Any] | None = None
    finish_reason: str = "stop"
    refusal: str | None = None
    usage: tuple[int, int] | None = (100, 10)  # prompt, completion; None: the server reports none
    ending: Ending = "proper"
    delay_s: float = 0.0
    raw: bytes | None = None

    @classmethod
    def text(cls, text: str, *, size: int = 4, **more: Any) -> Reply:
        """The text in pieces of ``size`` characters, so that markers and words arrive split."""
        return cls(tuple(text[i : i + size] for i in range(0, len(text), size)), **more)

    @classmethod
    def failure(cls, status: int, message: str, *, code: str | None = None, **more: Any) -> Reply:
        """An error status with the error object OpenAI sends."""
        error = {"message": message, "type": "error", "code": code, "param": None}
        return cls(status=status, error=error, **more)

    @classmethod
    def unauthorized(cls, echoed_key: str = "sk-…") -> Reply:
        """401; the body repeats the key, as real servers do."""
        return cls.failure(401, f"Incorrect API key provided: {echoed_key}.", code="invalid_api_key")

    @classmethod
    def rate_limited(cls, retry_after: str | None = None) -> Reply:
        """429, with a Retry-After of seconds or of an HTTP date."""
        headers = {"Retry-After": retry_after} if retry_after is not None else {}
        return cls.failure(429, "Rate limit reached.", code="rate_limit_exceeded", headers=headers)

    @classmethod
    def server_error(cls, status: int = 500) -> Reply:
        """A 5xx."""
        return cls.failure(status, "The server had an error.", code="server_error")

    @classmethod
    def context_overflow(cls) -> Reply:
        """400: the prompt is longer than the model's context."""
        message = "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000 tokens."
        return cls.failure(400, message, code="context_length_exceeded")

    @classmethod
    def cut(cls, text: str, *, cleanly: bool = False) -> Reply:
        """The text, and then the stream breaks off: in mid-body, or cleanly but without a finish."""
        return cls.text(text, ending="cut" if cleanly else "hang_up")

    @classmethod
    def stall(cls, text: str = "") -> Reply:
        """The text, and then nothing more for as long as the client waits."""
        return cls.text(text, ending="stall")

    @classmethod
    def empty(cls) -> Reply:
        """A proper end after no text at all."""
        return cls(usage=(100, 0))

    @classmethod
    def refused(cls, words: str = "I can't help with that.") -> Reply:
        """The model's own refusal, in the field that is meant for it."""
        return cls(refusal=words)

    @classmethod
    def filtered(cls, text: str = "") -> Reply:
        """Stopped by the provider's content filter after the text."""
        return cls.text(text, finish_reason="content_filter")

    @classmethod
    def garbage(cls) -> Reply:
        """Status 200 and bytes that are no event stream's."""
        return cls(raw=b"data: {\xff\xfe not json\n\ndata: <html>\n\n")


@dataclass(slots=True)
class Request:
    """What a client sent; header names are in lower case. ``disconnected``: it hung up before the answer's end."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]
    disconnected: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The chat's messages."""
        return list(self.body.get("messages", []))

    @property
    def user_text(self) -> str:
        """The last message's text."""
        return str(self.messages[-1]["content"])


Script: TypeAlias = Callable[[Request], "Reply | str"]


def vector_of(text: str, dimensions: int = 16) -> list[float]:
    """The vector the server embeds a text as, of length 2: its words hashed into a bag, shared ones bring nearness."""
    bag = [0.0] * dimensions
    for word in text.casefold().split() or [""]:
        digest = hashlib.sha256(word.encode("utf-8", "replace")).digest()
        bag[digest[0] % dimensions] += 1.0 if digest[1] % 2 else -1.0
        bag[digest[2] % dimensions] += 0.5
    length = math.sqrt(sum(x * x for x in bag)) or 1.0
    return [2 * x / length for x in bag]


class LLMServer:
    """The server; a context manager. ``base_url`` ends in ``/v1``."""

    def __init__(
        self,
        script: Script | None = None,
        *,
        replies: Sequence[Reply | str] = (),
        models: Sequence[str] = ("scripted",),
        dimensions: int = 16,
    ) -> None:
        self.requests: list[Request] = []
        self.models = tuple(models)
        self.dimensions = dimensions
        self.stopping = threading.Event()
        self._script: Script = script or (lambda _request: "Yes [1].")
        self._queue: deque[Reply | str] = deque(replies)
        self._lock = threading.Lock()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), name="llm-server")

    @property
    def base_url(self) -> str:
        """``http://127.0.0.1:PORT/v1``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def enqueue(self, *replies: Reply | str) -> None:
        """Replies of the requests to come, before the script is asked again."""
        with self._lock:
            self._queue.extend(replies)

    @property
    def last(self) -> Request:
        """The newest request."""
        return self.requests[-1]

    def __enter__(self) -> LLMServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.hang_up()
        self._http.server_close()
        self._thread.join()

    def note(self, request: Request) -> None:
        """Keeps a request."""
        with self._lock:
            self.requests.append(request)

    def reply_to(self, request: Request, *, scripted: bool) -> Reply | None:
        """The queue's next reply, else the script's where it is asked."""
        with self._lock:
            queued = self._queue.popleft() if self._queue else None
        if queued is None and not scripted:
            return None
        reply = queued if queued is not None else self._script(request)
        return Reply.text(reply) if isinstance(reply, str) else reply


class _Http(ThreadingHTTPServer):
    daemon_threads = False  # joined by server_close, so that no thread outlives its test

    def __init__(self, owner: LLMServer) -> None:
        self.owner = owner
        self._sockets: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        accepted, address = super().get_request()
        self._sockets.add(accepted)
        return accepted, address

    def shutdown_request(self, request: Any) -> None:
        self._sockets.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        for open_socket in list(self._sockets):
            try:
                open_socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # gone already


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Http

    def log_message(self, *args: object) -> None:
        """Silence."""

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(json.loads(content))

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True  # the client or the test hung up between requests

    def _answer(self, body: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        owner = self.server.owner
        owner.note(request)
        try:
            if self.path == "/v1/chat/completions":
                reply = owner.reply_to(request, scripted=True)
                assert reply is not None
                self._chat(request, reply)
            elif self.path == "/v1/embeddings":
                reply = owner.reply_to(request, scripted=False)
                self._embeddings(body) if reply is None else self._chat(request, reply)
            elif self.path == "/v1/rerank":
                reply = owner.reply_to(request, scripted=False)
                self._rerank(body) if reply is None else self._chat(request, reply)
            elif self.path == "/v1/models":
                data = [{"id": m, "object": "model", "created": 0, "owned_by": "test"} for m in owner.models]
                self._json(200, {"object": "list", "data": data})
            else:
                self._json(404, {"error": {"message": f"no {self.path} here", "code": "not_found"}})
        except OSError:
            request.disconnected.set()
            self.close_connection = True

    def _json(self, status: int, document: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        content = json.dumps(document).encode()
        self._head(status, "application/json", {"Content-Length": str(len(content)), **(headers or {})})
        self.wfile.write(content)

    def _head(self, status: int, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _embeddings(self, body: dict[str, Any]) -> None:
        texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
        data = []
        for index, text in enumerate(texts):
            vector: Any = vector_of(text, self.server.owner.dimensions)
            if body.get("encoding_format") == "base64":
                vector = base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
            data.append({"object": "embedding", "index": index, "embedding": vector})
        usage = {"prompt_tokens": len(texts), "total_tokens": len(texts)}
        self._json(200, {"object": "list", "model": body["model"], "data": data, "usage": usage})

    def _rerank(self, body: dict[str, Any]) -> None:
        asked = set(body["query"].casefold().split())
        shared = [len(asked & set(document.casefold().split())) for document in body["documents"]]
        best_first = sorted(range(len(shared)), key=lambda index: -shared[index])
        results = [{"index": index, "relevance_score": shared[index] / len(asked)} for index in best_first]
        self._json(200, {"model": body["model"], "results": results[: body["top_n"]]})

    def _chat(self, request: Request, reply: Reply) -> None:
        if reply.error is not None:
            self._json(reply.status, {"error": dict(reply.error)}, reply.headers)
        elif reply.ending == "stall" and not request.body.get("stream"):
            self._wait_for_the_client_to_leave()
            raise ConnectionResetError("the client left")
        elif request.body.get("stream"):
            self._stream(request, reply)
        elif reply.raw is not None:
            self._head(reply.status, "application/json", {"Content-Length": str(len(reply.raw)), **reply.headers})
            self.wfile.write(reply.raw)
        else:
            message = {"role": "assistant", "content": "".join(reply.pieces), "refusal": reply.refusal}
            choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
            document = self._envelope(request, "chat.completion") | {"choices": [choice], "usage": _usage(reply)}
            self._json(reply.status, document, reply.headers)

    def _stream(self, request: Request, reply: Reply) -> None:
        self._head(reply.status, "text/event-stream", {"Transfer-Encoding": "chunked", **reply.headers})
        if reply.raw is not None:
            self._chunk(reply.raw)
            self._chunk(b"")
            return
        self._event(request, {"role": "assistant", "content": ""})
        for piece in reply.pieces:
            if reply.delay_s:
                time.sleep(reply.delay_s)
            if self._client_left():
                raise ConnectionResetError("the client left")
            self._event(request, {"content": piece})
        if reply.refusal is not None:
            self._event(request, {"refusal": reply.refusal})
        if reply.ending == "stall":
            self._wait_for_the_client_to_leave()
            raise ConnectionResetError("the client left")
        if reply.ending == "hang_up":
            self.close_connection = True
            return
        if reply.ending != "cut":
            self._event(request, {}, finish=reply.finish_reason)
            if reply.usage is not None and request.body.get("stream_options", {}).get("include_usage"):
                self._data(self._envelope(request, "chat.completion.chunk") | {"choices": [], "usage": _usage(reply)})
            if reply.ending == "proper":
                self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, request: Request, delta: Mapping[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": dict(delta), "finish_reason": finish}
        self._data(self._envelope(request, "chat.completion.chunk") | {"choices": [choice]})

    def _envelope(self, request: Request, kind: str) -> dict[str, Any]:
        return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": request.body.get("model", "scripted")}

    def _data(self, document: Mapping[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(document).encode() + b"\n\n")

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(f"{len(content):X}\r\n".encode() + content + b"\r\n")

    def _client_left(self) -> bool:
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def _wait_for_the_client_to_leave(self) -> None:
        while not self._client_left() and not self.server.owner.stopping.wait(0.005):
            pass


def _usage(reply: Reply) -> dict[str, int] | None:
    if reply.usage is None:
        return None
    prompt, completion = reply.usage
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
