"""Who is asking: whether anybody has to say, and by which session or token they do."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final

from rag.errors import UsageError
from rag.settings import Settings
from ui.asgi import ALONE
from ui.safety.accounts import Accounts, digest
from ui.safety.origins import is_loopback

SHORTEST_TOKEN: Final = 20
DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose request it is, and what says so: a cookie, which a browser sends by itself, or a token in its header."""

    user: str
    by_cookie: bool = False
    by_token: bool = False


class Doorkeeper:
    """The settings' and the accounts' word on who may come in. Every request asks, so what is removed ends at once."""

    def __init__(self, settings: Settings, accounts: Accounts) -> None:
        self.accounts = accounts
        self.session_s = settings.session_days * DAY_S
        self.on_loopback = is_loopback(settings.host)
        self.reachable = not self.on_loopback or bool(settings.hosts or settings.proxies)
        token = settings.api_token.reveal()
        if token and len(token) < SHORTEST_TOKEN:
            raise UsageError(
                f"DATELINE_API_TOKEN has {len(token)} characters: use at least {SHORTEST_TOKEN} random ones"
            )
        self._token_hash = digest(token) if token else None

    def has_logins(self) -> bool:
        """Whether there is anything to log in with."""
        return self._token_hash is not None or self.accounts.any_login()

    def login_needed(self) -> bool:
        """Off loopback or behind a proxy always; else as soon as there is a user or a token."""
        return self.reachable or self.has_logins()

    def identify(self, headers: Mapping[str, str], *, secure: bool) -> Identity | None:
        """Whose request this is, by its ``Authorization`` or cookie; None where neither is any good.

        ``secure``: the browser reached us by https.
        """
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and (user := self.token_user(token.strip())):
            return Identity(user, by_token=True)
        session = session_in(headers, secure=secure)
        if session and (user := self.accounts.session_user(session)):
            return Identity(user, by_cookie=True)
        return Identity(ALONE) if not self.login_needed() else None

    def token_user(self, token: str) -> str | None:
        """The name under which a token's requests are counted and kept; a colon in it keeps it apart from people's."""
        if not token:
            return None
        if self._token_hash is not None and hmac.compare_digest(digest(token), self._token_hash):
            return "token:DATELINE_API_TOKEN"
        name = self.accounts.token_name(token)
        return None if name is None else f"token:{name}"


def cookie_name(*, secure: bool) -> str:
    """Over https the browser itself sees to it that no other host set the cookie (``__Host-``)."""
    return "__Host-dateline" if secure else "dateline"


def session_in(headers: Mapping[str, str], *, secure: bool) -> str:
    """The session in the request's cookie, empty where there is none."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(cookie_name(secure=secure))
    except CookieError:
        return ""
    return morsel.value if morsel is not None else ""


def cookie_header(session: str, *, secure: bool, lifetime_s: int) -> str:
    """The ``Set-Cookie`` of a session; a lifetime of 0 takes it away.

    >>> cookie_header("x", secure=True, lifetime_s=60)
    '__Host-dateline=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure'
    """
    flags = "; Secure" if secure else ""
    return f"{cookie_name(secure=secure)}={session}; Path=/; Max-Age={lifetime_s}; HttpOnly; SameSite=Lax{flags}"
