"""A model that says what it is told to, right and wrong, on loopback: what a check is worth with truth known.

``claims.json`` holds questions about the sample news and, for each, what the model says to it. ``words`` are words of
the article that bear a true claim out, or that a false one is false about; by them it finds the source it cites, and
it says nothing of what it was not given. What the kinds are is told by ``KINDS``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Final

KINDS: Final = {
    "near": "true, nearly in the source's words, and cited rightly",
    "reworded": "true, in other words, and cited rightly",
    "miscited": "true, but another source is cited",
    "uncited": "true, but no source is cited",
    "false": "one figure, name, order or denial is not as the cited source has it",
    "invented": "no source says anything of the kind",
}
UNTRUE: Final = frozenset({"false", "invented"})
TRUE: Final = frozenset(KINDS) - UNTRUE
_QUESTION = re.compile(r"^(?:Question|Query): (.+)$", re.MULTILINE)
_DATELINE_SOURCE = re.compile(r"<passage number=(\d+) [^>]*>\n(.*?)\n</passage>", re.DOTALL)
_LLAMA_SOURCE = re.compile(r"^Source (\d+):\n(.*?)(?=^Source \d+:\n|^------$)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the model."""

    kind: str
    text: str
    words: str

    @property
    def true(self) -> bool:
        """Whether an article says so."""
        return self.kind in TRUE


@dataclass(frozen=True, slots=True)
class Script:
    """A question, its day, and what the model says to it."""

    question: str
    as_of: str
    claims: tuple[Claim, ...]

    def said(self, sources: dict[int, str]) -> list[tuple[Claim, int | None]]:
        """The claims it makes of these numbered sources, and the number that each cites."""
        found = []
        for claim in self.claims:
            holding = [number for number, text in sources.items() if claim.words in " ".join(text.split())]
            others = [number for number in sources if number not in holding]
            if claim.kind == "invented":
                found.append((claim, next(iter(sources), None)))
            elif holding and claim.kind == "miscited":
                found.append((claim, others[-1] if others else None))
            elif holding:
                found.append((claim, None if claim.kind == "uncited" else holding[0]))
        return found


def read_scripts() -> list[Script]:
    """The questions of ``claims.json``."""
    rows = json.loads(Path(__file__).with_name("claims.json").read_text(encoding="utf-8"))
    return [Script(row["question"], row["as_of"], tuple(Claim(**claim) for claim in row["claims"])) for row in rows]


class ScriptedModel:
    """Writes the claims of the question that it finds in a prompt of Dateline's or of llama-index's.

    ``said`` are the claims of the last answer.
    """

    def __init__(self, scripts: list[Script]) -> None:
        self._scripts = {script.question: script for script in scripts}
        self.said: tuple[Claim, ...] = ()

    def write(self, prompt: str) -> str:
        """The answer, each sentence ended by its marker."""
        question = _QUESTION.findall(prompt)[-1].strip()
        sources = _DATELINE_SOURCE.findall(prompt) or _LLAMA_SOURCE.findall(prompt)
        said = self._scripts[question].said({int(number): text for number, text in sources})
        self.said = tuple(claim for claim, _ in said)
        marked = (f"{claim.text} [{number}]" if number else claim.text for claim, number in said)
        return " ".join(marked) or "The passages do not say."


class ScriptedEndpoint:
    """The model behind OpenAI's protocol, as far as Dateline speaks it; a context manager."""

    def __init__(self, model: ScriptedModel) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))

    @property
    def base_url(self) -> str:
        """``http://127.0.0.1:PORT/v1``."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> ScriptedEndpoint:
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(model: ScriptedModel) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            text = model.write(request["messages"][-1]["content"])
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            events: list[dict[str, Any]] = [
                {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]},
                {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]},
                {"choices": [], "usage": usage},
            ]
            about = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
            lines = [f"data: {json.dumps({**about, **event})}\n\n" for event in events]
            body = "".join([*lines, "data: [DONE]\n\n"]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on stderr."""

    return Handler
