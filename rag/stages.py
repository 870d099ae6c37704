"""Where the time of a long job goes: seconds by stage, each second counted once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Stages:
    """Wall seconds by stage, in the order in which stages first began; for one thread.

    A stage that begins inside another one interrupts it: its time is its own and not the outer one's.

    >>> stages = Stages()
    >>> with stages("writing"), stages("words"):
    ...     pass
    >>> list(stages.seconds)
    ['writing', 'words']
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self.seconds.setdefault(stage, 0.0)
        self._turn()
        self._open.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def each(self, stage: str, items: Iterable[T]) -> Iterator[T]:
        """The items, the time to get each one counted for the stage."""
        iterator = iter(items)
        while True:
            with self(stage):
                try:
                    item = next(iterator)
                except StopIteration:
                    return
            yield item

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count time that was spent elsewhere, by stage."""
        for stage, more in seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + more

    def _turn(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now
