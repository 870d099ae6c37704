"""ASGI middleware before everything, Gradio's own routes too: the right host, no foreign page, somebody we know."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from rag.errors import StoreDamaged
from ui.asgi import Application, Event, Receive, Scope, Send, headers_of, remember_user
from ui.safety.doorkeeper import Doorkeeper
from ui.safety.origins import is_foreign, may_name
from ui.safety.refusing import Refusal, refuse
from ui.wording.problems import FOREIGN_PAGE, LOGIN_NEEDED, LOGINS_UNREADABLE, UNKNOWN_HOST

PROBES: Final = frozenset({"/healthz", "/readyz"})  # asked by address, and tell nothing
OPEN: Final = ("/page/", "/favicon.ico")  # type, colours, scripts and sign of ours
LOGIN: Final = "/login"


class Guard:
    """Refuses with 421 (host), 403 (origin), 401 (who are you?) or a redirect to the login; else says who is asking."""

    def __init__(self, app: Application, *, doorkeeper: Doorkeeper, hosts: frozenset[str]) -> None:
        self._app = app
        self._doorkeeper = doorkeeper
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope["path"] in PROBES:
            await self._app(scope, receive, send)
            return
        try:
            refusal = self._refusal(scope)
        except StoreDamaged as error:
            refusal = Refusal(LOGINS_UNREADABLE, f"the logins cannot be read: {error}")
        if refusal is None:
            await self._app(scope, receive, _private(scope, send))
        elif refusal.kind is LOGIN_NEEDED and _is_page(scope):
            await _redirect(scope, send)
        else:
            await refuse(scope, receive, send, refusal)

    def _refusal(self, scope: Scope) -> Refusal | None:
        headers = headers_of(scope)
        host = headers.get("host", "")
        if not may_name(host, names=self._hosts, loopback_only=self._doorkeeper.on_loopback):
            return Refusal(
                UNKNOWN_HOST, f"this server is not known as {host[:100]!r}: name it in DATELINE_HOSTS if it should be"
            )
        method = scope.get("method", "CONNECT")  # of a WebSocket
        secure = scope.get("scheme") in ("https", "wss")
        identity = self._doorkeeper.identify(headers, secure=secure)
        by_cookie = identity is not None and identity.by_cookie
        by_token = identity is not None and identity.by_token
        if not by_token and is_foreign(method, headers, by_cookie=by_cookie):
            return Refusal(
                FOREIGN_PAGE, "the request came from another site's page: open Dateline itself, or use an API token"
            )
        if identity is not None:
            remember_user(scope, identity.user)
            return None
        if scope["path"] == LOGIN or scope["path"].startswith(OPEN):
            return None
        return Refusal(
            LOGIN_NEEDED,
            "log in at /login, or send `Authorization: Bearer` with a token of `dateline tokens add`",
            challenge='Bearer realm="Dateline"',
        )


def _is_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and "text/html" in headers_of(scope).get("accept", "")
    )


async def _redirect(scope: Scope, send: Send) -> None:
    target = scope["path"] + ("?" + scope["query_string"].decode("latin-1") if scope["query_string"] else "")
    back = "" if target == "/" else f"?next={quote(target, safe='')}"
    headers = [(b"location", (LOGIN + back).encode()), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _private(scope: Scope, send: Send) -> Send:
    """What somebody was shown is not for a cache that others read, nor for the Back button after they left."""

    async def send_private(event: Event) -> None:
        if event["type"] == "http.response.start" and not scope["path"].startswith(OPEN):
            headers = dict(event.get("headers", []))
            kind = headers.get(b"content-type", b"")
            if b"cache-control" not in headers and kind.startswith((b"text/html", b"application/json")):
                event["headers"] = [*event.get("headers", []), (b"cache-control", b"no-store")]
        await send(event)

    return send_private
