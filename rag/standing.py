"""Whether a path still leads to the file that was opened there: a file that is open lives on when it is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

FileIdentity: TypeAlias = tuple[int, int]


def identity_of(path: Path) -> FileIdentity | None:
    """Which file lies at ``path``, None where none does. Two files that exist at once never have the same."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
