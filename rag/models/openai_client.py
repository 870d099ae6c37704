"""Talking to an OpenAI-compatible endpoint, and what its failures mean. The only importer of ``openai`` and ``httpx``.

The library's own retries are off: ours know what has been given out already. Nothing here repeats a key, or the words
of a server that was shown one.
"""

from __future__ import annotations

import math
import re
import socket
import ssl
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import httpx
import openai

from rag.errors import (
    ModelCutOff,
    ModelError,
    ModelOverflow,
    ModelOverloaded,
    ModelRefused,
    ModelUnreachable,
)
from rag.models.address import OFFICIAL, Endpoint
from rag.models.response import Chunk

CONNECT_S: Final = 10.0
_KEYS = re.compile(r"(?i)\b(?:sk|pk|rk)[-_][\w*.…-]{4,}|\bbearer\s+\S+")
_TOO_LONG = re.compile(
    r"(?i)context_length_exceeded|exceed_context_size|maximum context length|context (size|length|window)"
    r"|prompt is too long|input length exceeds"
)


class OpenAIClient:
    """The requests Dateline makes. Belongs to the event loop it is first used on."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._client = openai.AsyncOpenAI(
            api_key=endpoint.key.reveal() or "none",
            base_url=endpoint.base_url or OFFICIAL,
            max_retries=0,
            timeout=httpx.Timeout(None, connect=CONNECT_S),  # the caller's deadline covers the rest
            # A proxy of the surroundings is right for the world, and wrong for a server on this machine.
            http_client=openai.DefaultAsyncHttpxClient(trust_env=not endpoint.on_this_machine),
        )

    async def chat(self, body: Mapping[str, Any]) -> AsyncGenerator[Chunk, None]:
        """The response's chunks as they arrive; closing the generator ends the request."""
        try:
            stream = await self._client.chat.completions.create(**body)
            try:
                async for event in stream:
                    yield _chunk(event)
            finally:
                await stream.close()
        except FAILURES as error:
            raise mapped(error, self._endpoint) from None

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector a text, in the order given; whether they make sense is for the caller to see."""
        try:
            response = await self._client.embeddings.create(
                model=self._endpoint.model, input=[_sendable(text) for text in texts], encoding_format="float"
            )
            return [entry.embedding for entry in sorted(response.data, key=lambda entry: entry.index)]
        except (*FAILURES, AttributeError, TypeError) as error:  # the library does not check a document's fields
            raise mapped(error, self._endpoint) from None

    async def rerank(self, question: str, documents: Sequence[str]) -> object:
        """The JSON that ``POST {base}/rerank`` gives, as Cohere, Jina, vLLM and llama.cpp know it; not checked."""
        body = {
            "model": self._endpoint.model,
            "query": _sendable(question),
            "documents": [_sendable(text) for text in documents],
            "top_n": len(documents),
        }
        try:
            return await self._client.post("/rerank", cast_to=object, body=body)
        except (*FAILURES, AttributeError, TypeError) as error:
            raise mapped(error, self._endpoint) from None

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._client.close()


# Every way the library and what is below it fail: ValueErrors are bytes that are no JSON, or no text, and a document
# that is nested too deep is a RecursionError.
FAILURES: Final = (
    openai.OpenAIError, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, ValueError, RecursionError,
)  # fmt: skip


def mapped(error: Exception, endpoint: Endpoint) -> ModelError:
    """Our error for one of the library's, of httpx's or of the parsers'."""
    host, model = endpoint.host, endpoint.model
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, endpoint)
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return ModelUnreachable(f"{host} did not answer in time: is it running, and is the network up?")
    if isinstance(error, openai.APIConnectionError | httpx.ConnectError | httpx.ProxyError):
        return ModelUnreachable(
            f"{host} cannot be reached ({_reason(error)}): is it running, and is {endpoint.base_url_variable} right?"
        )
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | httpx.TooManyRedirects):
        return ModelRefused(f"{host} is no address of an endpoint: check {endpoint.base_url_variable}")
    if isinstance(error, httpx.HTTPError | httpx.StreamError | openai.WebSocketConnectionClosedError):
        return ModelCutOff(f"the connection to {host} broke off in the middle of {model}'s answer")
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return ModelRefused(f"{model}'s answer was stopped by its provider's content filter")
    if isinstance(error, openai.LengthFinishReasonError):
        return ModelCutOff(f"{model}'s answer was longer than it may be")
    if isinstance(error, openai.WebSocketQueueFullError):
        return ModelOverloaded(f"{host} does not keep up with what it is sent")
    if isinstance(error, openai.APIResponseValidationError) or not isinstance(error, openai.OpenAIError):
        return ModelCutOff(f"{host} sent something that is no answer of {model}: is it an OpenAI-compatible endpoint?")
    words = _words(error, endpoint)
    if not isinstance(error, openai.APIError):
        return ModelRefused(f"the request to {model} at {host} could not be made ({type(error).__name__}): {words}")
    if _TOO_LONG.search(words):
        return ModelOverflow(f"the prompt is longer than {model} at {host} reads: {words}")
    return ModelCutOff(f"{host} reported an error in the middle of {model}'s answer: {words}")


def _sendable(text: str) -> str:
    # An empty text is refused by some; lone surrogates cannot be sent.
    return text.encode("utf-8", "replace").decode("utf-8") or " "


def _of_status(error: openai.APIStatusError, endpoint: Endpoint) -> ModelError:
    status, host, model = error.status_code, endpoint.host, endpoint.model
    if status in (401, 403):
        return ModelRefused(f"{host} does not accept the key ({status}): check {endpoint.key_variable}")
    words = _words(error, endpoint)
    if error.code == "context_length_exceeded" or (status in (400, 413, 422, 500) and _TOO_LONG.search(words)):
        return ModelOverflow(f"the prompt is longer than {model} at {host} reads: {words}")
    if status == 404:
        variables = f"{endpoint.model_variable} and {endpoint.base_url_variable}"
        return ModelRefused(f"{host} has no model {model}, or no such page ({status}): check {variables}: {words}")
    if error.code == "insufficient_quota":
        return ModelRefused(f"{host} says that the account of {endpoint.key_variable} has nothing left: {words}")
    if status in (408, 409, 425, 429) or status >= 500:
        after = _retry_after_s(error.response.headers)
        return ModelOverloaded(f"{host} is overloaded or in trouble ({status}): {words}", retry_after_s=after)
    return ModelRefused(f"{host} refused the request to {model} ({status}): {words}")


def _words(error: openai.OpenAIError, endpoint: Endpoint) -> str:
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    text = message if isinstance(message, str) and message else str(error)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if key := endpoint.key.reveal():
        text = text.replace(key, "…")
    text = _KEYS.sub("…", text)
    return text if len(text) <= 200 else f"{text[:199]}…"


def _reason(error: BaseException) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return "its certificate is not accepted"
        if isinstance(cause, socket.gaierror):
            return "no address is known for its name"
        cause = cause.__cause__ or cause.__context__
    return "no connection"


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            when = parsedate_to_datetime(value)
        except ValueError:
            return None
        seconds = (when.astimezone(UTC) - datetime.now(UTC)).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _chunk(event: object) -> Chunk:
    # The library checks nothing of what a server sends: every field may be absent, or of another type.
    choices = getattr(event, "choices", None)
    choice = choices[0] if isinstance(choices, list) and choices else None
    delta = getattr(choice, "delta", None)
    usage = getattr(event, "usage", None)
    return Chunk(
        text=_text(getattr(delta, "content", None)),
        refusal=_text(getattr(delta, "refusal", None)),
        finish_reason=_text(getattr(choice, "finish_reason", None)) or None,
        calls_tools=bool(getattr(delta, "tool_calls", None)),
        prompt_tokens=_count(getattr(usage, "prompt_tokens", None)),
        completion_tokens=_count(getattr(usage, "completion_tokens", None)),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
