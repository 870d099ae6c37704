"""A part that stands for the whole: as many items as are wanted, evenly spread over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def evenly(items: Sequence[T], count: int) -> list[T]:
    """``count`` of the items in their order, all of them where there are no more.

    >>> evenly("abcdefgh", 3), evenly("ab", 3)
    (['a', 'c', 'f'], ['a', 'b'])
    """
    if len(items) <= count:
        return list(items)
    return [items[place * len(items) // count] for place in range(count)]
