"""Safe, polite fetching: robots.txt, pauses, redirects checked anew, conditional requests, limits on everything."""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

from ingest.fetching.addresses import WebAddress, read_address
from ingest.fetching.politeness import Turns
from ingest.fetching.robots import Robots, robots_of
from ingest.fetching.transport import NotFetched, Reply, Resolver, Transport, resolve

AGENT = "Dateline"
"""The name robots.txt knows us by."""
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/json;q=0.9, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1"
)
_ROBOTS_KEPT_S = 3_600.0
_REDIRECTS = (301, 302, 303, 307, 308)
_LATER_MAY_HELP = (408, 425, 429)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetch may cost; sizes count decoded bytes, times whole seconds of waiting and reading."""

    body_bytes: int = 20_000_000
    connect_s: float = 10.0
    total_s: float = 60.0
    redirects: int = 5
    delay_s: float = 1.0
    longest_delay_s: float = 30.0
    """Longer than this no wish of a server (crawl-delay, Retry-After) is waited for."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: from ``url`` after redirects; ``unchanged`` (and no body) where a condition held."""

    url: str
    body: bytes
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


class Fetcher:
    """Fetches addresses for any number of threads, one request at a time per host."""

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._transport = Transport(
            connect_s=self.limits.connect_s,
            total_s=self.limits.total_s,
            allow_private=allow_private,
            resolver=resolver,
        )
        agent = f"{AGENT}/{version('dateline')} (reads news for one reader's own index; obeys robots.txt)"
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self._clock = clock
        self._turns = Turns(clock, wait)
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._robots_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What is at an address, unless it is as it was at ``etag`` or ``last_modified``.

        Raises ``NotFetched`` with the reason: an address that may not be asked, robots.txt, a status that is no
        success, a limit.
        """
        condition = {}
        if etag:
            condition["If-None-Match"] = etag
        if last_modified:
            condition["If-Modified-Since"] = last_modified
        address, reply = self._followed(_address(url), condition, obeying=True)
        if reply.status == 304 and condition:
            return Fetched(str(address), b"", etag=etag, last_modified=last_modified, unchanged=True)
        if reply.status != 200:
            raise _refused(reply.status)
        content_type = reply.headers.get("content-type", "")
        charset = _CHARSET.search(content_type)
        return Fetched(
            url=str(address),
            body=reply.body,
            content_type=content_type.partition(";")[0].strip().lower(),
            charset=charset[1].lower() if charset else None,
            etag=_safe_header(reply.headers.get("etag")),
            last_modified=_safe_header(reply.headers.get("last-modified")),
        )

    def _followed(
        self, address: WebAddress, condition: Mapping[str, str], *, obeying: bool
    ) -> tuple[WebAddress, Reply]:
        seen = {str(address)}
        for _ in range(self.limits.redirects + 1):
            pause_s = self.limits.delay_s
            if obeying:
                robots = self._robots_at(address)
                if not robots.allows(str(address), AGENT):
                    raise NotFetched(f"the robots.txt of {address.site} does not allow it", lasting=True)
                pause_s = min(max(pause_s, robots.delay_s(AGENT)), self.limits.longest_delay_s)
            reply = self._asked(address, condition, pause_s)
            if reply.status not in _REDIRECTS or not reply.headers.get("location"):
                return address, reply
            address = _address(reply.headers["location"], address)
            if str(address) in seen:
                raise NotFetched("it redirects in a circle", lasting=True)
            seen.add(str(address))
        raise NotFetched(f"it redirects more than {self.limits.redirects} times", lasting=True)

    def _asked(self, address: WebAddress, condition: Mapping[str, str], pause_s: float) -> Reply:
        """One request, and a second one where the server names a time to wait that is short enough."""
        headers = {**self._headers, **condition}
        for attempt in (1, 2):
            if (left := self._turns.left_s(address.host)) > max(self.limits.longest_delay_s, pause_s):
                raise NotFetched(f"{address.host} asks to be left alone for another {left:.0f} s")
            with self._turns.at(address.host, pause_s):
                reply = self._transport.get(address, headers, limit_bytes=self.limits.body_bytes)
            if reply.status not in (429, 503):
                break
            after_s = _retry_after(reply.headers.get("retry-after", ""))
            if after_s is not None:
                self._turns.keep_off(address.host, after_s)
            if attempt == 2 or after_s is None or after_s > self.limits.longest_delay_s:
                break
        return reply

    def _robots_at(self, address: WebAddress) -> Robots:
        with self._guard:
            turn = self._robots_turns[address.site]
        with turn:
            kept = self._robots.get(address.site)
            if kept is None or self._clock() - kept[0] >= _ROBOTS_KEPT_S:
                _, reply = self._followed(_address("/robots.txt", address), {}, obeying=False)
                kept = self._robots[address.site] = (self._clock(), robots_of(reply.status, reply.body))
            return kept[1]


def _address(url: str, base: WebAddress | None = None) -> WebAddress:
    try:
        return read_address(url, base)
    except ValueError as error:
        lead = "it redirects to what is not fetched: " if base else ""
        raise NotFetched(f"{lead}{error}", lasting=True) from None


def _refused(status: int) -> NotFetched:
    lasting = not (status >= 500 or status in _LATER_MAY_HELP)
    return NotFetched(f"the server answered with status {status}", lasting=lasting)


def _retry_after(value: str) -> float | None:
    """Seconds, of a number or of a date."""
    if value.isdecimal() and len(value) < 9:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _safe_header(value: str | None) -> str | None:
    """A validator that may be sent back: short, printable."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None
