"""Errors as RFC 9457 problem details: one table says which error is which problem, for every door and the guard."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from rag import errors

MEDIA_TYPE: Final = "application/problem+json"
REFERENCE: Final = "/api"  # the page that explains each problem, at an anchor of its name
BODY_BYTES: Final = 1_000_000  # less than the server's limit for all, so that the refusal is a problem of this table


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: the name its ``type`` ends in, its status, and words for it."""

    name: str
    status: int
    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One occurrence. ``id`` is in the log where nobody foresaw the error."""

    kind: Kind
    detail: str
    field: str | None = None
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    id: str = dataclasses.field(default_factory=lambda: uuid.uuid4().hex)

    def to_dict(self) -> dict[str, Any]:
        """The problem document."""
        document: dict[str, Any] = {
            "type": f"{REFERENCE}#{self.kind.name}",
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{uuid.UUID(self.id)}",
        }
        return document | ({"field": self.field} if self.field else {})

    def to_openai(self) -> dict[str, Any]:
        """The same as OpenAI's error object."""
        kind = "invalid_request_error" if self.kind.status < 500 else "server_error"
        code = "model_not_found" if self.field == "model" and self.kind is NOT_FOUND else self.kind.name
        return {"error": {"message": self.detail, "type": kind, "param": self.field, "code": code}}


INVALID = Kind("invalid-request", 422, "The request does not have the right form", "Correct the field it names.")
UNUSABLE = Kind("usage", 400, "The request cannot be used", "Change what the detail names.")
NOT_FOUND = Kind("not-found", 404, "There is nothing here", "The reference lists what there is.")
NOT_ALLOWED = Kind("method-not-allowed", 405, "This address does not take that method", "`Allow` lists those it takes.")
TOO_LARGE = Kind("too-large", 413, "The body is too large", "Send at most as many bytes as the detail says.")
NOT_JSON = Kind("unsupported-media-type", 415, "The body is not JSON", "Send `Content-Type: application/json`.")
TOO_MANY = Kind("too-many-requests", 429, "Too many requests", "Wait as long as `Retry-After` says.")
LOGIN_NEEDED = Kind("login-needed", 401, "Log in first", "Send `Authorization: Bearer` with a token, or log in.")
FOREIGN_PAGE = Kind("foreign-page", 403, "Another site's page sent this", "Open Dateline itself, or use a token.")
TOO_SLOW = Kind("too-slow", 408, "The body did not arrive in time", "Send it faster, or in smaller parts.")
UNKNOWN_HOST = Kind("unknown-host", 421, "This server goes by another name", "Name it in DATELINE_HOSTS.")
BUSY = Kind("busy", 503, "Dateline is busy, or about to restart", "Wait as long as `Retry-After` says.")
LOGINS_UNREADABLE = Kind("logins-unreadable", 503, "The logins cannot be read", "See the detail.")
INTERNAL = Kind("internal", 500, "Something broke here", "The server's log says more under the instance's id.")
OTHER = Kind("http", 400, "The request was refused", "See the detail.")

# The most special error of an error's ancestry counts.
KINDS: Final[Mapping[type[errors.DatelineError], Kind]] = {
    errors.UsageError: UNUSABLE,
    errors.RecordRejected: Kind("record-rejected", 422, "The record cannot become an article", "See the detail."),
    errors.StoreNotFound: Kind("store-not-found", 503, "Nothing has been read yet", "`dateline ingest` fills a store."),
    errors.StoreBusy: Kind("store-busy", 503, "Another process is writing", "Try again when it has finished."),
    errors.StoreMismatch: Kind("store-mismatch", 503, "The store was filled by other models", "See the detail."),
    errors.StoreDamaged: Kind("store-damaged", 503, "The store cannot be read", "Run `dateline doctor`."),
    errors.StoreError: Kind("store", 503, "Something is wrong with the store", "Run `dateline doctor`."),
    errors.ModelMissing: Kind("model-missing", 503, "A model is not installed or configured", "See the detail."),
    errors.ModelUnreachable: Kind("model-unreachable", 504, "The model could not be reached", "Try again."),
    errors.ModelRefused: Kind("model-refused", 502, "The model refused the request", "Check its key and its name."),
    errors.ModelOverflow: Kind("model-overflow", 502, "The prompt is too long for the model", "Ask with a smaller k."),
    errors.ModelOverloaded: Kind("model-overloaded", 503, "The model has too much to do", "Try again later."),
    errors.ModelCutOff: Kind("model-cut-off", 502, "The model stopped in the middle", "Try again."),
    errors.ModelError: Kind("model", 502, "The model could not do its work", "See the detail."),
    errors.DatelineError: Kind("dateline", 500, "Dateline could not do this", "See the detail."),
}
ALL_KINDS: Final = (
    INVALID, UNUSABLE, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, NOT_JSON, TOO_MANY,
    LOGIN_NEEDED, FOREIGN_PAGE, TOO_SLOW, UNKNOWN_HOST, BUSY, LOGINS_UNREADABLE,
    *(kind for kind in KINDS.values() if kind is not UNUSABLE), INTERNAL,
)  # fmt: skip
_BY_STATUS: Final = {kind.status: kind for kind in (INVALID, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, NOT_JSON, TOO_MANY)}


def kind_of_status(status: int) -> Kind:
    """The kind of a refusal that has no more than its status."""
    return _BY_STATUS.get(status) or Kind(OTHER.name, status, HTTPStatus(status).phrase, OTHER.advice)
