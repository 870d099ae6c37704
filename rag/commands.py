"""How a command of a module ends: the exit code of its work, and one line for what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rag.errors import DatelineError, UsageError


def exit_code_of(name: str, work: Callable[[], int]) -> int:
    """What ``work`` returns; 1 for an error and 2 for wrong usage, told on stderr after ``name``; 130 for Ctrl-C.

    >>> exit_code_of("eval.bench", lambda: 0)
    0
    """
    try:
        return work()
    except KeyboardInterrupt:
        return 130
    except DatelineError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
