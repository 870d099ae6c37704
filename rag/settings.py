"""What can be set, its default and the variable it is read from: the only reader of the environment.

>>> Settings().port
7860
>>> Settings.from_environment({"DATELINE_PORT": "8000"}).port
8000
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from rag.errors import UsageError


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A key that does not show itself when printed, logged or formatted; ``reveal()`` where it is sent."""

    value: str = ""

    def reveal(self) -> str:
        """The characters themselves."""
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value)

    def __repr__(self) -> str:
        return "Secret('…')" if self.value else "Secret('')"


def _setting(variable: str, default: Any, about: str) -> Any:
    return field(default=default, metadata={"variable": variable, "about": about})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, frozen; build one with keywords, or from the environment.

    ``rows()`` lists them for the table of docs/configuration.md.
    """

    store: Path = _setting("DATELINE_STORE", Path("~/.dateline"), "folder of the store")
    chroma_url: str = _setting(
        "DATELINE_CHROMA_URL", "", "address of the Chroma server that keeps the vectors; empty: the store's folder"
    )
    chroma_headers: Secret = _setting(
        "DATELINE_CHROMA_HEADERS", Secret(), "`Name: value` pairs that the proxy before that server wants"
    )
    answerer: str = _setting(
        "DATELINE_ANSWERER",
        "auto",
        "`openai`, `local`, `quoting`; `auto`: openai if a key or base URL is set, else quoting",
    )
    chat_model: str = _setting("DATELINE_CHAT_MODEL", "gpt-4.1-mini", "name of the chat model at the endpoint")
    openai_api_key: Secret = _setting("OPENAI_API_KEY", Secret(), "key of the chat endpoint")
    openai_base_url: str = _setting(
        "OPENAI_BASE_URL", "", "any OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp…); empty: the official one"
    )
    chat_timeout_s: float = _setting("DATELINE_CHAT_TIMEOUT_S", 60.0, "seconds for one whole answer, retries included")
    chat_stall_s: float = _setting(
        "DATELINE_CHAT_STALL_S", 20.0, "seconds without a token before a stream counts as stalled"
    )
    chat_retries: int = _setting(
        "DATELINE_CHAT_RETRIES", 2, "times a failed request is tried again, where that may help"
    )
    judge: str = _setting(
        "DATELINE_JUDGE",
        "",
        "`llm`: the chat model is asked about each sentence as well, after the check; empty: nobody",
    )
    answer_tokens: int = _setting("DATELINE_ANSWER_TOKENS", 400, "tokens an answer may have at most")
    context_tokens: int = _setting(
        "DATELINE_CONTEXT_TOKENS", 6000, "tokens a prompt may have at most, about 4 characters each"
    )
    answer_cache: int = _setting(
        "DATELINE_ANSWER_CACHE", 0, "answers kept in memory for the same question until the next ingest; 0: none"
    )
    passage_model: str = _setting(
        "DATELINE_PASSAGE_MODEL",
        "static",
        "vectors of every passage: `static`, `minilm` (8 bits), `minilm-float`, `none`, an ONNX model folder, or "
        "`endpoint:NAME`",
    )
    lead_model: str = _setting("DATELINE_LEAD_MODEL", "minilm", "vectors of every article's first passage: as above")
    embedding_base_url: str = _setting(
        "DATELINE_EMBEDDING_BASE_URL", "", "OpenAI-compatible embeddings endpoint of `endpoint:NAME`"
    )
    embedding_api_key: Secret = _setting("DATELINE_EMBEDDING_API_KEY", Secret(), "key of the embeddings endpoint")
    reranker: str = _setting(
        "DATELINE_RERANKER",
        "",
        "reads the best candidates once more: the folder of an ONNX cross-encoder, `endpoint:NAME`, or `llm` (the chat "
        "model); empty: none",
    )
    reranker_base_url: str = _setting(
        "DATELINE_RERANKER_BASE_URL", "", "address before `/rerank` of `endpoint:NAME` (Cohere, Jina, vLLM, llama.cpp…)"
    )
    reranker_api_key: Secret = _setting("DATELINE_RERANKER_API_KEY", Secret(), "key of the rerank endpoint")
    passages_shown: int = _setting("DATELINE_K", 8, "passages an answer is made from")
    as_of: str = _setting("DATELINE_AS_OF", "", "the day questions are asked as of (2024-10-24); empty: now")
    local_model: str = _setting(
        "DATELINE_LOCAL_MODEL", "", "GGUF file of the `local` answerer; empty: the one of the `local` extra"
    )
    threads: int = _setting("DATELINE_THREADS", 0, "threads for models in this process; 0: one per core")
    cache: Path = _setting("DATELINE_CACHE", Path("~/.cache/dateline"), "folder for the assembled local model")
    host: str = _setting("DATELINE_HOST", "127.0.0.1", "address the web chat listens on")
    port: int = _setting("DATELINE_PORT", 7860, "port the web chat listens on")
    uploads: str = _setting(
        "DATELINE_UPLOADS", "on", "`on`: who may ask may add and forget articles on the Library page; `off`: nobody may"
    )
    hosts: str = _setting(
        "DATELINE_HOSTS", "", "names the server is known by besides localhost, separated by commas (`news.example`)"
    )
    proxies: str = _setting(
        "DATELINE_PROXIES",
        "",
        "addresses of reverse proxies, separated by commas, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed",
    )
    api_token: Secret = _setting(
        "DATELINE_API_TOKEN", Secret(), "a token that lets programs in, besides those of `dateline tokens`"
    )
    session_days: int = _setting("DATELINE_SESSION_DAYS", 14, "days a login lasts")
    requests_per_minute: int = _setting(
        "DATELINE_REQUESTS_PER_MINUTE",
        300,
        "questions, searches and the like a user may send in a minute; 0: any number",
    )
    answers_per_user: int = _setting("DATELINE_ANSWERS_PER_USER", 6, "answers made for one user at a time")
    answers_at_once: int = _setting(
        "DATELINE_ANSWERS_AT_ONCE",
        64,
        "answers, and so requests to the chat model, made at a time for all; others wait",
    )
    upload_mb: int = _setting("DATELINE_UPLOAD_MB", 64, "megabytes that may be uploaded at once")

    traces: str = _setting(
        "DATELINE_TRACES",
        "",
        "`otlp` sends a trace of each question where OTEL_EXPORTER_OTLP_ENDPOINT says; empty: none",
    )
    trace_text: int = _setting("DATELINE_TRACE_TEXT", 0, "1 writes questions and answers into the traces")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Settings from variables; keyword arguments that are not None win over them.

        Raises ``UsageError`` naming the variable whose value has the wrong form.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for row in fields(cls):
            raw = environment.get(row.metadata["variable"], "").strip()
            if raw:
                values[row.name] = _convert(row.metadata["variable"], raw, type(row.default))
        values.update({name: value for name, value in overrides.items() if value is not None})
        return cls(**values)

    def environment(self) -> dict[str, str]:
        """The variables of this process, and those that make ``from_environment`` in a child give these settings."""
        own = {row.metadata["variable"]: getattr(self, row.name) for row in fields(self)}
        plain = {name: value.reveal() if isinstance(value, Secret) else str(value) for name, value in own.items()}
        return {**os.environ, **plain}

    @classmethod
    def rows(cls) -> list[tuple[str, str, str]]:
        """``(variable, default, what it is)`` of every setting, in order."""
        return [(r.metadata["variable"], _shown(r.default), r.metadata["about"]) for r in fields(cls)]

    def __post_init__(self) -> None:
        if self.answerer not in ("auto", "openai", "local", "quoting"):
            raise UsageError(f"DATELINE_ANSWERER is {self.answerer!r}: use auto, openai, local or quoting")
        if self.traces not in ("", "otlp"):
            raise UsageError(f"DATELINE_TRACES is {self.traces!r}: use otlp, or leave it empty")
        if self.trace_text not in (0, 1):
            raise UsageError(f"DATELINE_TRACE_TEXT is {self.trace_text}: use 0 or 1")
        if self.uploads not in ("on", "off"):
            raise UsageError(f"DATELINE_UPLOADS is {self.uploads!r}: use on or off")
        if self.judge not in ("", "llm"):
            raise UsageError(f"DATELINE_JUDGE is {self.judge!r}: use llm, or leave it empty")
        if self.answer_cache < 0:
            raise UsageError(f"DATELINE_ANSWER_CACHE must be 0 or more, not {self.answer_cache}")
        if self.requests_per_minute < 0:
            raise UsageError(f"DATELINE_REQUESTS_PER_MINUTE must be 0 or more, not {self.requests_per_minute}")
        if not 0 <= self.port <= 65535:
            raise UsageError(f"DATELINE_PORT must be from 0 to 65535, not {self.port}")
        for name in (
            *("chat_timeout_s", "chat_stall_s", "answer_tokens", "context_tokens", "passages_shown"),
            *("session_days", "answers_per_user", "answers_at_once", "upload_mb"),
        ):
            if getattr(self, name) <= 0:
                variable = next(r.metadata["variable"] for r in fields(self) if r.name == name)
                raise UsageError(f"{variable} must be above 0, not {getattr(self, name)}")


def _convert(variable: str, raw: str, kind: type) -> Any:
    try:
        value = kind(raw)
        if kind is float and not math.isfinite(value):
            raise ValueError(raw)
        return value
    except ValueError:
        raise UsageError(f"{variable} is {raw!r}: it must be a {'whole number' if kind is int else 'number'}") from None


def _shown(default: object) -> str:
    return "" if isinstance(default, Secret) else str(default)
