"""Lanes of threads, so that who waits for sources does not queue behind the reading of what others were found."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

_T = TypeVar("_T")


class Lane:
    """A few threads with one kind of work; they start when it is first given any."""

    def __init__(self, name: str, *, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, work: Callable[..., _T], *args: object) -> _T:
        """What ``work`` returns, done in a thread of the lane, as ``asyncio.to_thread`` does it in the common ones."""
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(context.run, work, *args))
