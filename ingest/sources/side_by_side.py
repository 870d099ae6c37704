"""Several sources read at once: while one host is given its pause, others answer."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
AT_ONCE = 8
_WAITING = 32  # items that are read and not yet taken
_LOOK_S = 0.2


def side_by_side(parts: Sequence[Iterator[T]], at_once: int = AT_ONCE) -> Iterator[T]:
    """All items of all parts, each part's in its order; at most ``at_once`` parts are under way, a thread each.

    What a part raises is raised here. When nobody takes any more, the threads end after the request they are in.
    """
    if len(parts) <= 1:
        for part in parts:
            yield from part
        return
    reading = _Reading(parts)
    count = min(at_once, len(parts))
    for number in range(count):
        threading.Thread(target=reading.work, name=f"source {number}", daemon=True).start()
    try:
        while count:
            item, failed, ended = reading.queue.get()
            if failed is not None:
                raise failed
            if ended:
                count -= 1
            else:
                yield from item
    finally:
        reading.stopped.set()


class _Reading(Generic[T]):
    def __init__(self, parts: Sequence[Iterator[T]]) -> None:
        self.queue: queue.Queue[tuple[tuple[T, ...], Exception | None, bool]] = queue.Queue(_WAITING)
        self.stopped = threading.Event()
        self._parts = deque(parts)

    def work(self) -> None:
        """One thread: the next part that is left, until none is."""
        failed: Exception | None = None
        while not self.stopped.is_set() and failed is None:
            try:
                part = self._parts.popleft()
            except IndexError:
                break
            try:
                for item in part:
                    if not self._put(((item,), None, False)):
                        return
            except Exception as error:  # noqa: BLE001 - raised again where the items are taken
                failed = error
        self._put(((), failed, True))

    def _put(self, entry: tuple[tuple[T, ...], Exception | None, bool]) -> bool:
        while not self.stopped.is_set():
            try:
                self.queue.put(entry, timeout=_LOOK_S)
                return True
            except queue.Full:
                continue
        return False
