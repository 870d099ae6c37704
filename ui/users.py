"""Who is asking: written by the login, read by whatever keeps or counts something for a person."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Final

ALONE: Final = "local"  # the one user of a server without logins


def user_of(scope: MutableMapping[str, Any]) -> str:
    """The name of the user of an ASGI request's scope; ``local`` where nobody has to log in.

    >>> user_of({"type": "http", "state": {"user": "ada"}}), user_of({"type": "http"})
    ('ada', 'local')
    """
    return str(scope.get("state", {}).get("user", ALONE))


def remember_user(scope: MutableMapping[str, Any], user: str) -> None:
    """Write down whose request this is."""
    scope.setdefault("state", {})["user"] = user
