"""Timing several calls against each other: all on the same items, in turns, so that drift hits all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Milliseconds: TypeAlias = NDArray[np.float64]  # one an item

WARM_UP = 10  # items every call is tried on before it counts


def interleaved(
    calls: Mapping[str, Callable[[T], object]],
    items: Sequence[T],
    keep: Callable[[str, T, Any], None] | None = None,
) -> dict[str, Milliseconds]:
    """Wall time of every call on every item, shape ``(len(items),)``.

    For each item all calls are made one after the other, each time beginning with the next one: none always profits
    from what another has just brought into the processor's cache. ``keep`` is given what came back, untimed.
    """
    names = list(calls)
    for item in items[:WARM_UP]:
        for call in calls.values():
            call(item)
    elapsed = {name: np.empty(len(items)) for name in names}
    with _heap_left_alone():
        for place, item in enumerate(items):
            turn = place % max(1, len(names))
            for name in names[turn:] + names[:turn]:
                began = time.perf_counter()
                result = calls[name](item)
                elapsed[name][place] = (time.perf_counter() - began) * 1000
                if keep is not None:
                    keep(name, item, result)
    return elapsed


@contextmanager
def _heap_left_alone() -> Iterator[None]:
    """Keep the garbage collector from walking what was there before: one call's big heap is not another's delay."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def p50(values: Milliseconds) -> float:
    """The median."""
    return float(np.quantile(values, 0.50))


def p95(values: Milliseconds) -> float:
    """What 95 of 100 do not exceed."""
    return float(np.quantile(values, 0.95))
