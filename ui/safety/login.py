"""The way in and out: a page with a form that needs no script, and what it sends."""

from __future__ import annotations

import asyncio
import logging
import math
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ui.asgi import ALONE, address_of, headers_of, user_of
from ui.safety.attempts import Attempts
from ui.safety.doorkeeper import Doorkeeper, cookie_header, session_in
from ui.safety.passwords import is_password
from ui.wording.document import page_to_html
from ui.wording.untrusted import escape

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.responses import Response

HASHES_AT_ONCE: Final = 2  # each takes 64 MiB for a moment
_FORM_BYTES: Final = 16_384
_NAME_CHARACTERS: Final = 64

_log = logging.getLogger(__name__)


def router(doorkeeper: Doorkeeper, attempts: Attempts | None = None) -> APIRouter:
    """``/login`` and ``/logout``, as pages and as what their forms send."""
    from fastapi import APIRouter, Request
    from fastapi.responses import HTMLResponse, RedirectResponse

    routes = APIRouter(include_in_schema=False)
    waiting = attempts or Attempts()
    hashing = asyncio.Semaphore(HASHES_AT_ONCE)

    @routes.get("/login")
    async def login_page(next: str = "") -> Response:
        if not doorkeeper.login_needed():
            return RedirectResponse("/", 303)
        return HTMLResponse(login_to_html(next=local_path(next)), headers=_NOT_KEPT)

    async def log_in(request: Any) -> Response:
        form = await _form(request)
        name, password, target = form.get("name", ""), form.get("password", ""), local_path(form.get("next", ""))
        address = address_of(request.scope)
        wait_s = math.ceil(waiting.begin(name, address))
        if wait_s:
            page = login_to_html(next=target, name=name, trouble=f"Too many tries: wait {_duration(wait_s)}.")
            return HTMLResponse(page, 429, headers={"retry-after": str(wait_s), **_NOT_KEPT})
        user = await _user(name, password)
        if user is None:  # one line to ban by: the address first, where no name can pose as it
            _log.warning("failed login from %s as %a", address, name[:_NAME_CHARACTERS])
            page = login_to_html(next=target, name=name, trouble="That name and password do not go together.")
            return HTMLResponse(page, 401, headers=_NOT_KEPT)
        waiting.succeeded(name, address)
        secure = request.scope.get("scheme") == "https"
        accounts = doorkeeper.accounts
        if before := session_in(headers_of(request.scope), secure=secure):
            await asyncio.to_thread(accounts.close_session, before)
        session = await asyncio.to_thread(accounts.open_session, user, lifetime_s=doorkeeper.session_s)
        cookie = cookie_header(session, secure=secure, lifetime_s=doorkeeper.session_s)
        return RedirectResponse(target, 303, headers={"set-cookie": cookie, **_NOT_KEPT})

    async def _user(name: str, password: str) -> str | None:
        if not name:  # a token does too: a container may have nothing else
            return doorkeeper.token_user(password)
        async with hashing:
            known = await asyncio.to_thread(doorkeeper.accounts.password_of, name)
            right = await asyncio.to_thread(is_password, password, known[1] if known else None)
        return known[0] if known and right else None

    async def logout_page(request: Any) -> Response:
        user = user_of(request.scope)
        return RedirectResponse("/", 303) if user == ALONE else HTMLResponse(logout_to_html(user), headers=_NOT_KEPT)

    async def log_out(request: Any) -> Response:
        secure = request.scope.get("scheme") == "https"
        if session := session_in(headers_of(request.scope), secure=secure):
            await asyncio.to_thread(doorkeeper.accounts.close_session, session)
        cookie = cookie_header("", secure=secure, lifetime_s=0)
        return RedirectResponse("/login", 303, headers={"set-cookie": cookie, **_NOT_KEPT})

    # FastAPI reads annotations of a function's module, where the late import above is not.
    for path, method, endpoint in (
        ("/login", "POST", log_in),
        ("/logout", "GET", logout_page),
        ("/logout", "POST", log_out),
    ):
        endpoint.__annotations__["request"] = Request
        routes.add_api_route(path, endpoint, methods=[method], response_model=None)
    return routes


_NOT_KEPT: Final = {"cache-control": "no-store"}


def local_path(target: str) -> str:
    """The address if it is a path of this server, else ``/``.

    >>> local_path("/library?q=ferry"), local_path("//evil.example"), local_path("https://evil.example")
    ('/library?q=ferry', '/', '/')
    """
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    if not plain or " " in target or len(target) > 2_000:
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc or parts.path in ("/login", "/logout") else target


def login_to_html(*, next: str = "/", name: str = "", trouble: str = "") -> str:
    """The page to log in at; ``trouble`` says what was wrong with the last try."""
    said = f'<p class="trouble" role="alert">{escape(trouble)}</p>' if trouble else ""
    return page_to_html(
        "Log in",
        f'<form class="login" method="post" action="/login"><h1>Log in</h1>{said}'
        f'<label for="name">Name</label><input id="name" name="name" value="{escape(name[:_NAME_CHARACTERS])}" '
        f'maxlength="{_NAME_CHARACTERS}" '
        'autocomplete="username" autocapitalize="none" spellcheck="false" autofocus>'
        '<label for="password">Password</label><input id="password" name="password" type="password" maxlength="1000" '
        'autocomplete="current-password" required>'
        '<p class="hint">With an API token: leave the name empty, the token is the password.</p>'
        f'<input type="hidden" name="next" value="{escape(next)}"><button type="submit">Log in</button></form>',
    )


def logout_to_html(user: str) -> str:
    """The page to log out at."""
    return page_to_html(
        "Log out",
        f'<form class="login" method="post" action="/logout"><h1>Log out</h1><p>You are <b>{escape(user)}</b>.</p>'
        '<button type="submit">Log out</button></form>',
    )


async def _form(request: Any) -> dict[str, str]:
    from urllib.parse import parse_qsl

    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            return {}
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10))
    except ValueError:
        return {}


def _duration(seconds: int) -> str:
    return f"{seconds} second{'s' * (seconds != 1)}" if seconds < 90 else f"{round(seconds / 60)} minutes"
