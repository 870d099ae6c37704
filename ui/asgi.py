"""The words of ASGI that our middleware uses, and what a request's scope says: its headers, its sender, its user.

The user was written down by the guard, for whatever keeps or counts something for a person.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias

Scope: TypeAlias = MutableMapping[str, Any]
Event: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Event]]
Send: TypeAlias = Callable[[Event], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

ALONE: Final = "local"  # the one user of a server without logins


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by name in lower case; of a repeated one the first."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found


def address_of(scope: Scope) -> str:
    """Where the request came from; behind a trusted proxy what that says."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def user_of(scope: Scope) -> str:
    """The name of the user of an ASGI request's scope; ``local`` where nobody has to log in.

    >>> user_of({"type": "http", "state": {"user": "ada"}}), user_of({"type": "http"})
    ('ada', 'local')
    """
    return str(scope.get("state", {}).get("user", ALONE))


def remember_user(scope: Scope, user: str) -> None:
    """Write down whose request this is."""
    scope.setdefault("state", {})["user"] = user
