"""Every exception of the openai library and of the one below it has its own place in our tree."""

from __future__ import annotations

import importlib
from typing import Any

import httpx
import openai
import pytest

from rag.errors import ModelCutOff, ModelError, ModelOverflow, ModelOverloaded, ModelRefused, ModelUnreachable
from rag.models.address import Endpoint
from rag.models.openai_client import FAILURES, mapped
from rag.settings import Secret

AT = Endpoint("model-a", "http://127.0.0.1:9/v1", Secret("sk-abcdef123456"), "MODEL", "BASE_URL", "KEY")
REQUEST = httpx.Request("POST", "http://127.0.0.1:9/v1/chat/completions")

# By the class's name: a class that a new version of the library brings is missing here until somebody thinks about it.
EXPECTED: dict[str, type[ModelError]] = {
    "OpenAIError": ModelRefused,
    "APIError": ModelCutOff,
    "APIResponseValidationError": ModelCutOff,
    "APIStatusError": ModelOverloaded,  # made with 500 below
    "APIConnectionError": ModelUnreachable,
    "APITimeoutError": ModelUnreachable,
    "BadRequestError": ModelRefused,
    "AuthenticationError": ModelRefused,
    "OAuthError": ModelRefused,
    "PermissionDeniedError": ModelRefused,
    "NotFoundError": ModelRefused,
    "ConflictError": ModelOverloaded,
    "UnprocessableEntityError": ModelRefused,
    "RateLimitError": ModelOverloaded,
    "InternalServerError": ModelOverloaded,
    "LengthFinishReasonError": ModelCutOff,
    "ContentFilterFinishReasonError": ModelRefused,
    "SubjectTokenProviderError": ModelRefused,
    "WebSocketConnectionClosedError": ModelCutOff,
    "WebSocketQueueFullError": ModelOverloaded,
    "MutuallyExclusiveAuthError": ModelRefused,
    "_AmbiguousModuleClientUsageError": ModelRefused,
    "APIRemovedInV1": ModelRefused,
    "MissingDependencyError": ModelRefused,
    "StreamAlreadyConsumed": ModelRefused,
    "HTTPError": ModelCutOff,
    "HTTPStatusError": ModelCutOff,
    "RequestError": ModelCutOff,
    "TransportError": ModelCutOff,
    "TimeoutException": ModelUnreachable,
    "ConnectTimeout": ModelUnreachable,
    "ReadTimeout": ModelUnreachable,
    "WriteTimeout": ModelUnreachable,
    "PoolTimeout": ModelUnreachable,
    "NetworkError": ModelCutOff,
    "ConnectError": ModelUnreachable,
    "ReadError": ModelCutOff,
    "WriteError": ModelCutOff,
    "CloseError": ModelCutOff,
    "ProxyError": ModelUnreachable,
    "UnsupportedProtocol": ModelRefused,
    "ProtocolError": ModelCutOff,
    "LocalProtocolError": ModelCutOff,
    "RemoteProtocolError": ModelCutOff,
    "DecodingError": ModelCutOff,
    "TooManyRedirects": ModelRefused,
    "InvalidURL": ModelRefused,
    "StreamError": ModelCutOff,
    "StreamConsumed": ModelCutOff,
    "StreamClosed": ModelCutOff,
    "ResponseNotRead": ModelCutOff,
    "RequestNotRead": ModelCutOff,
}
# Raised by parts of the libraries that Dateline never calls.
ELSEWHERE = {"InvalidWebhookSignatureError", "CookieConflict"}


def classes() -> dict[str, type[Exception]]:
    """Every exception class of the two libraries, by name."""
    importlib.import_module("openai.lib.azure")
    places = [openai, importlib.import_module("openai._exceptions"), httpx]
    todo = [value for place in places for value in list(vars(place).values()) if isinstance(value, type)]
    found: dict[str, type[Exception]] = {}
    while todo:
        kind = todo.pop()
        library = kind.__module__.split(".")[0]
        if issubclass(kind, Exception) and library in ("openai", "httpx") and kind.__name__ not in found:
            found[kind.__name__] = kind
            todo += kind.__subclasses__()
    return found


def made(kind: type[Exception], *, status: int | None = None, body: Any = None) -> Exception:
    """An instance, without the constructor's demands but with the fields a real one has."""
    error = kind.__new__(kind)
    Exception.__init__(error, "words of the library")
    if issubclass(kind, openai.APIError):
        code = status or getattr(kind, "status_code", None) or 500
        fields = {"message": "words", "body": body, "code": (body or {}).get("code"), "request": REQUEST}
        if issubclass(kind, openai.APIStatusError | openai.APIResponseValidationError):
            fields |= {"status_code": code, "response": httpx.Response(code, request=REQUEST)}
        for name, value in fields.items():
            setattr(error, name, value)
    return error


def test_every_class_has_its_place() -> None:
    errors = {name: made(kind) for name, kind in classes().items() if name not in ELSEWHERE}

    placed = {name: mapped(error, AT) for name, error in errors.items()}

    assert {name: type(ours) for name, ours in placed.items()} == {name: EXPECTED.get(name) for name in placed}
    assert set(placed) >= {"RateLimitError", "OAuthError", "ReadTimeout", "StreamClosed"}
    assert all(isinstance(error, FAILURES) for error in errors.values())
    assert all("127.0.0.1:9" in str(ours) or "model-a" in str(ours) for ours in placed.values())


@pytest.mark.parametrize("error", [ValueError("x"), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")])
def test_bytes_that_cannot_be_read_are_placed_too(error: Exception) -> None:
    assert isinstance(error, FAILURES)
    assert type(mapped(error, AT)) is ModelCutOff


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"code": "context_length_exceeded", "message": "too long"}, ModelOverflow),
        (400, {"message": "prompt is too long: 9000 tokens > 4096 maximum"}, ModelOverflow),
        (400, {"message": "temperature must be at most 2"}, ModelRefused),
        (408, None, ModelOverloaded),
        (413, {"message": "payload too large"}, ModelRefused),
        (418, None, ModelRefused),
        (429, {"code": "insufficient_quota", "message": "no money"}, ModelRefused),
        (529, None, ModelOverloaded),
    ],
)
def test_a_status_is_placed_by_its_number_and_its_code(status: int, body: Any, kind: type[ModelError]) -> None:
    assert type(mapped(made(openai.APIStatusError, status=status, body=body), AT)) is kind


def test_a_servers_words_are_shortened_to_one_line_without_keys() -> None:
    body = {"message": "bad\nthing \x1b[31m sk-abcdef123456 sk-abc***456 Bearer xyz.123 " + "long " * 100}

    words = str(mapped(made(openai.BadRequestError, body=body), AT))

    assert "bad thing" in words
    assert "\x1b" not in words
    assert "sk-" not in words and "xyz" not in words
    assert len(words) < 300
