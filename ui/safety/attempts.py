"""How soon somebody may try to log in again: each failure makes the next try wait longer."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

FREE: Final = 5  # tries before anybody has to wait
LONGEST_S: Final = {"name": 60.0, "address": 900.0}  # short for a name: a stranger must not lock its owner out
FORGET_S: Final = 3_600.0
REMEMBERED: Final = 10_000


@dataclass(slots=True)
class _Record:
    failures: int = 0
    last_s: float = 0.0


class Attempts:
    """Failed tries by name and by address. ``clock`` gives seconds that only grow. For one event loop.

    >>> now = 0.0
    >>> attempts = Attempts(clock=lambda: now)
    >>> [attempts.begin("ada", "192.0.2.1") for _ in range(6)]
    [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: OrderedDict[tuple[str, str], _Record] = OrderedDict()

    def begin(self, name: str, address: str) -> float:
        """0 if a try may be made now, and it counts as failed until ``succeeded``; else how many seconds to wait."""
        keys = (("name", name.casefold()[:64]), ("address", network_of(address)))
        now = self._clock()
        wait_s = max(self._wait_s(key, now) for key in keys)
        if wait_s > 0:
            return wait_s
        for key in keys:
            record = self._records.setdefault(key, _Record())
            record.failures += 1
            record.last_s = now
            self._records.move_to_end(key)
        while len(self._records) > REMEMBERED:
            self._records.popitem(last=False)
        return 0.0

    def succeeded(self, name: str, address: str) -> None:
        """Forget the failures of this name, and the last one of this address."""
        self._records.pop(("name", name.casefold()[:64]), None)
        if record := self._records.get(("address", network_of(address))):
            record.failures -= 1

    def _wait_s(self, key: tuple[str, str], now: float) -> float:
        record = self._records.get(key)
        if record is None:
            return 0.0
        if now - record.last_s > FORGET_S:
            del self._records[key]
            return 0.0
        if record.failures < FREE:
            return 0.0
        delay_s = min(LONGEST_S[key[0]], 2.0 ** min(record.failures - FREE, 16))
        return max(0.0, record.last_s + delay_s - now)


def network_of(address: str) -> str:
    """The address, or the /64 network of an IPv6 one: whoever has one address of it has them all.

    >>> network_of("2001:db8::1:2:3:4") == network_of("2001:db8::ffff")
    True
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
