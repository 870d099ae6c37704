"""One request over the network, to a checked machine, within its limits: the only place that opens connections.

A name is resolved once for each connection, every address it has is judged, and the connection goes to an address that
passed: an answer that changes afterwards changes nothing. TLS and ``Host`` keep the name. Sizes count decoded bytes.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import httpcore

from ingest.fetching.addresses import WebAddress, refusal
from ingest.fetching.content_coding import decoded

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""``(host, port)`` to IP addresses; raises ``OSError`` where there are none."""


class NotFetched(Exception):
    """Nothing usable came back; the message says why. ``lasting`` where asking again later would not help."""

    def __init__(self, why: str, *, lasting: bool = False) -> None:
        super().__init__(why)
        self.lasting = lasting


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: ``headers`` by lower-case name, ``body`` decoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """The addresses the system knows a host by."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Transport:
    """Sends single GET requests: no redirects, no cookies, no proxy of the environment, no connection kept."""

    def __init__(self, *, connect_s: float, total_s: float, allow_private: bool, resolver: Resolver = resolve) -> None:
        self._connect_s = connect_s
        self._total_s = total_s
        self._allow_private = allow_private
        self._resolver = resolver

    def get(self, address: WebAddress, headers: Mapping[str, str], *, limit_bytes: int) -> Reply:
        """The answer to one request, its body of at most ``limit_bytes``. Raises ``NotFetched``."""
        deadline = _Deadline(self._total_s)
        network = _CheckedNetwork(self._resolver, self._allow_private, deadline)
        # A URL in parts: httpcore parses nothing, and names the host in Host and TLS.
        url = httpcore.URL(
            scheme=address.scheme.encode(),
            host=address.host.encode(),
            port=address.port,
            target=address.target.encode(),
        )
        timeout = {"connect": self._connect_s, "read": self._total_s, "write": self._total_s, "pool": self._total_s}
        pairs = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        tls = self._tls if address.scheme == "https" else None
        try:
            with (
                httpcore.ConnectionPool(ssl_context=tls, network_backend=network) as pool,
                pool.stream("GET", url, headers=pairs, extensions={"timeout": timeout}) as response,
            ):
                return _read(response, limit_bytes, deadline)
        except httpcore.TimeoutException:
            raise NotFetched(f"no whole answer within {self._total_s:g} s") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise NotFetched(f"the connection failed: {_first_line(error)}") from None

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpcore.default_ssl_context()


class _Deadline:
    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left_s(self, most: float | None = None) -> float:
        """Seconds left, at most ``most``; raises where none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left if most is None else min(left, most)


class _CheckedNetwork(httpcore.SyncBackend):
    def __init__(self, resolver: Resolver, allow_private: bool, deadline: _Deadline) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = list(dict.fromkeys(self._resolved(host, port)))
        for address in addresses:
            if why := refusal(address, allow_private=self._allow_private):
                hint = "" if self._allow_private else "; --allow-private is for a network of one's own"
                raise NotFetched(f"{host} is not fetched: {why}{hint}", lasting=True)
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in addresses[:4]:
            try:
                left = self._deadline.left_s(timeout)
                stream = super().connect_tcp(address, port, left, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or NotFetched(f"{host} has no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise NotFetched("no local socket is opened", lasting=True)

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Beside this thread: the system's resolver knows no time limit."""
        found: list[str] = []
        failed: list[Exception] = []

        def look_up() -> None:
            try:
                found.extend(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = threading.Thread(target=look_up, name=f"resolve {host}", daemon=True)
        thread.start()
        thread.join(self._deadline.left_s())
        if thread.is_alive():
            raise httpcore.ConnectTimeout("the name was not resolved in time")
        if failed or not found:
            reason = f": {getattr(failed[0], 'strerror', None) or failed[0]}" if failed else ""
            raise NotFetched(f"the host {host} was not found{reason}")
        return found


class _TimedStream(httpcore.NetworkStream):
    """A connection on which no wait is longer than what is left of the whole request's time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left_s(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left_s(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left_s(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _read(response: httpcore.Response, limit_bytes: int, deadline: _Deadline) -> Reply:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limit_bytes:
        raise _too_long(limit_bytes)
    body = bytearray()
    try:
        for piece in decoded(response.iter_stream(), headers.get("content-encoding", "")):
            deadline.left_s()
            body += piece
            if len(body) > limit_bytes:
                raise _too_long(limit_bytes)
    except ValueError as error:
        raise NotFetched(str(error)) from None
    return Reply(response.status, headers, bytes(body))


def _too_long(limit_bytes: int) -> NotFetched:
    return NotFetched(f"the answer is longer than {limit_bytes / 1e6:g} MB", lasting=True)


def _first_line(error: Exception) -> str:
    return (str(error).split("\n")[0] or type(error).__name__)[:200]
