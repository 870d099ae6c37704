"""Which host a request may name, and whether another site's page sent it: pure rules on a request's headers.

The first is against DNS rebinding (a foreign name that suddenly means this machine), the second against forged
requests. Browsers cannot be made by a page to leave out or forge ``Host``, ``Origin`` and ``Sec-Fetch-*``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping
from typing import Final

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def is_loopback(host: str) -> bool:
    """Whether the address reaches this machine only.

    >>> is_loopback("127.0.0.3"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_name(host: str) -> str:
    """The name or address in a ``Host`` header, without its port, in lower case; empty for no such thing.

    >>> host_name("News.Example:8443"), host_name("[::1]:80"), host_name("a b")
    ('news.example', '::1', '')
    """
    host = host.strip().lower()
    if host.startswith("["):
        name, bracket, rest = host[1:].partition("]")
        if not bracket or (rest and not _is_port(rest)):
            return ""
        return name
    name, colon, port = host.partition(":")
    if colon and not _is_port(":" + port):
        return ""
    return "" if any(not (c.isalnum() or c in "-._") for c in name) else name.removesuffix(".")


def listed(names: str) -> list[str]:
    """The names of a setting that separates them by commas, in lower case.

    >>> listed("News.example, ,localhost")
    ['news.example', 'localhost']
    """
    return [name.strip().lower() for name in names.split(",") if name.strip()]


def may_name(host: str, *, names: Collection[str], loopback_only: bool) -> bool:
    """Whether a request with this ``Host`` header is meant for this server.

    ``names`` are further names it is known by. A server that others can reach and that was told none takes any: there
    a login keeps strangers out, and a session belongs to the name it was opened under.

    >>> may_name("evil.example", names=(), loopback_only=True), may_name("localhost:7860", names=(), loopback_only=True)
    (False, True)
    """
    name = host_name(host)
    if not name:
        return False
    if not loopback_only and not names:
        return True
    return name in LOOPBACK_NAMES or is_loopback(name) or name in names


def is_foreign(method: str, headers: Mapping[str, str], *, by_cookie: bool) -> bool:
    """Whether another site's page sent this, or may have; header names in lower case.

    ``by_cookie``: the request is somebody's by nothing but a cookie, which a browser sends by itself. Links to us from
    elsewhere are no harm: they are read, not done, and shown in a window of their own.

    >>> is_foreign("POST", {"host": "localhost:1", "origin": "https://evil.example"}, by_cookie=False)
    True
    >>> is_foreign("POST", {"host": "localhost:1"}, by_cookie=False)  # a program, no page
    False
    """
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    if site in ("same-origin", "none"):  # of a browser's own knowledge, also where a proxy renames the host
        return False
    if site is not None:
        link = method in SAFE and headers.get("sec-fetch-mode") == "navigate"
        return not (link and headers.get("sec-fetch-dest", "document") == "document")
    if origin is not None:
        return origin.partition("://")[2].lower() != headers.get("host", "").lower()
    return by_cookie and method not in SAFE


def _is_port(text: str) -> bool:
    return text[0] == ":" and text[1:].isascii() and text[1:].isdigit()
