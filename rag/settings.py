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
from typing import Any, Final

from rag.days import end_of
from rag.errors import UsageError
from rag.types import MOST_PASSAGES

_GONE: Final = ("DATELINE_ANSWER_CACHE",)  # had a meaning once
_NEAR: Final = 0.84  # of 1: above what Kubernetes makes up for a service of our name (0.76), below a word left out


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

    store: Path = _setting(
        "DATELINE_STORE", Path("~/.dateline"), "folder that everything read is kept in; the first ingest makes it"
    )
    chroma_url: str = _setting(
        "DATELINE_CHROMA_URL", "", "address of a Chroma server that keeps the search index; empty: the store's folder"
    )
    chroma_headers: Secret = _setting(
        "DATELINE_CHROMA_HEADERS",
        Secret(),
        "what a proxy before that server wants: `Name: value`, several by commas or one a line",
    )
    answerer: str = _setting(
        "DATELINE_ANSWERER",
        "auto",
        "who writes answers: `openai` (an endpoint), `local` (a model in this process), `quoting` (nobody: the sources' "
        "own sentences); `auto`: `openai` where a key or an endpoint is set, else `quoting`",
    )
    chat_model: str = _setting("DATELINE_CHAT_MODEL", "gpt-4.1-mini", "name of the chat model at the endpoint")
    openai_api_key: Secret = _setting("OPENAI_API_KEY", Secret(), "key of the endpoint; one of your own may need none")
    openai_base_url: str = _setting(
        "OPENAI_BASE_URL",
        "",
        "address of any OpenAI-compatible endpoint (vLLM, Ollama, llama.cpp…), up to `/v1`; empty: OpenAI's",
    )
    chat_timeout_s: float = _setting("DATELINE_CHAT_TIMEOUT_S", 60.0, "seconds for one whole answer, retries included")
    chat_stall_s: float = _setting(
        "DATELINE_CHAT_STALL_S", 20.0, "seconds of silence in the middle of an answer until it is given up"
    )
    chat_retries: int = _setting(
        "DATELINE_CHAT_RETRIES",
        2,
        "times a request that failed before its first word is sent again, where that may help",
    )
    judge: str = _setting(
        "DATELINE_JUDGE",
        "",
        "`llm`: the chat model is asked about each sentence as well, after the check, which takes longer and costs more; "
        "empty: nobody",
    )
    answer_tokens: int = _setting("DATELINE_ANSWER_TOKENS", 400, "tokens an answer may have at most")
    context_tokens: int = _setting(
        "DATELINE_CONTEXT_TOKENS",
        6000,
        "tokens a prompt may have at most, about 4 characters each; less for a model that takes less",
    )
    passage_model: str = _setting(
        "DATELINE_PASSAGE_MODEL",
        "static",
        "what embeds every passage: `static`, `minilm` (8 bits), `minilm-float`, `none`, the folder of an ONNX model, or "
        "`endpoint:NAME`; another one needs `dateline ingest --rebuild`",
    )
    lead_model: str = _setting("DATELINE_LEAD_MODEL", "minilm", "what embeds every article's first passage: as above")
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
    as_of: str = _setting(
        "DATELINE_AS_OF", "", "the day questions are asked as of (2024-10-24), for an archive; empty: now"
    )
    local_model: str = _setting(
        "DATELINE_LOCAL_MODEL", "", "GGUF file of the `local` answerer; empty: the one of the `local` extra"
    )
    threads: int = _setting("DATELINE_THREADS", 0, "threads for models in this process; 0: one per core")
    cache: Path = _setting(
        "DATELINE_CACHE", Path("~/.cache/dateline"), "folder that the local model is put together in, 1.1 GB"
    )
    host: str = _setting(
        "DATELINE_HOST",
        "127.0.0.1",
        "address the server listens on; `0.0.0.0`: others can reach it, and have to log in",
    )
    port: int = _setting("DATELINE_PORT", 7860, "port the server listens on; 0: a free one")
    uploads: str = _setting(
        "DATELINE_UPLOADS", "on", "`on`: who may ask may add and forget articles on the Library page; `off`: nobody may"
    )
    hosts: str = _setting(
        "DATELINE_HOSTS",
        "",
        "names others call the server by, without port, several by commas (`news.example`); where set, everybody has to "
        "log in, and other names are refused",
    )
    proxies: str = _setting(
        "DATELINE_PROXIES",
        "",
        "addresses or networks of the reverse proxies before it, several by commas (`127.0.0.1`), whose `X-Forwarded-For` "
        "and `X-Forwarded-Proto` are believed; where set, everybody has to log in",
    )
    api_token: Secret = _setting(
        "DATELINE_API_TOKEN",
        Secret(),
        "a token that lets programs in, 20 characters at least, besides those of `dateline tokens`",
    )
    session_days: int = _setting("DATELINE_SESSION_DAYS", 14, "days a login lasts")
    requests_per_minute: int = _setting(
        "DATELINE_REQUESTS_PER_MINUTE",
        300,
        "questions, searches and the like a user may send in a minute, beyond which they get 429; 0: any number",
    )
    answers_per_user: int = _setting(
        "DATELINE_ANSWERS_PER_USER", 6, "answers made for one user at a time; a further one gets 429"
    )
    answers_at_once: int = _setting(
        "DATELINE_ANSWERS_AT_ONCE",
        64,
        "answers, and so requests to the chat model, made at a time for all; others wait 10 s, then get 503",
    )
    upload_mb: int = _setting("DATELINE_UPLOAD_MB", 64, "megabytes (of 1,048,576 bytes) that may be uploaded at once")

    traces: str = _setting(
        "DATELINE_TRACES",
        "",
        "`otlp` sends a trace of each question where OTEL_EXPORTER_OTLP_ENDPOINT says; empty: none",
    )
    trace_text: int = _setting("DATELINE_TRACE_TEXT", 0, "1 writes questions and answers into the traces")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Settings from variables; keyword arguments that are not None win over them.

        Raises ``UsageError`` naming the variable whose value has the wrong form, or whose name is nearly a setting's.
        """
        environment = os.environ if environment is None else environment
        known = [row.metadata["variable"] for row in fields(cls)]
        for name in environment:
            if name.startswith("DATELINE_") and name not in known:
                import difflib

                if name in _GONE:
                    raise UsageError(f"{name} is no setting any more: unset it")
                near = difflib.get_close_matches(name, known, n=1, cutoff=_NEAR)
                if near:  # a slip of the pen might leave a door open; names far from ours are another program's
                    raise UsageError(f"{name} is no setting: write {near[0]}, or unset it")
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
        try:
            end_of(self.as_of or None)
        except UsageError as error:
            raise UsageError(f"DATELINE_AS_OF: {error}") from None
        if not 0 <= self.port <= 65535:
            raise UsageError(f"DATELINE_PORT must be from 0 to 65535, not {self.port}")
        for name in ("requests_per_minute", "chat_retries", "threads"):
            if getattr(self, name) < 0:
                raise UsageError(f"{_variable(name)} must be 0 or more, not {getattr(self, name)}")
        for name in (
            *("chat_timeout_s", "chat_stall_s", "answer_tokens", "context_tokens", "passages_shown"),
            *("session_days", "answers_per_user", "answers_at_once", "upload_mb"),
        ):
            if getattr(self, name) <= 0:
                raise UsageError(f"{_variable(name)} must be above 0, not {getattr(self, name)}")
        if self.passages_shown > MOST_PASSAGES:
            raise UsageError(
                f"{_variable('passages_shown')} must be at most {MOST_PASSAGES:,}, not {self.passages_shown}"
            )


def _variable(name: str) -> str:
    return next(str(row.metadata["variable"]) for row in fields(Settings) if row.name == name)


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
