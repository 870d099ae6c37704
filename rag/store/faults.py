"""What a library's failure means to whoever runs the command: the disk, the rights, or damage, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.errors import StoreDamaged, StoreError, command

_FULL = ("disk is full", "no space left", "disk full", "os error 28", "disk quota")
_RIGHTS = ("readonly", "read-only", "permission denied", "os error 13", "unable to open database file", "code: 14")
_DISK = ("disk i/o error", "input/output error", "os error 5)", "file too large", "os error 27")
RESTORE = "it holds the articles themselves: restore a backup, or move the folder away and ingest again"
_BUSY = ("database is locked", "lockbusy", "code: 5)")


def explain(root: Path, part: str, fault: BaseException) -> StoreError:
    """The error to raise for ``fault``, met in ``part`` of the store at ``root``: one line that says what to do.

    >>> print(explain(Path("news"), "words", OSError(28, "No space left on device")))
    news: the disk is full: make room and run the same command again, what was acknowledged is kept
    """
    text = " ".join(str(fault).split())
    told = text.casefold()
    if any(sign in told for sign in _FULL):
        return StoreError(
            f"{root}: the disk is full: make room and run the same command again, what was acknowledged is kept"
        )
    if any(sign in told for sign in _DISK):
        return StoreError(
            f"{root}: the disk does not do what {part} needs ({_short(text)}): look at the disk and its limits, then "
            "run the same command again, what was acknowledged is kept"
        )
    if any(sign in told for sign in _RIGHTS):
        return StoreError(
            f"{root}: {part} cannot be opened by this user: make the folder and its files writable "
            "(its libraries lock files there even to read)"
        )
    if any(sign in told for sign in _BUSY):
        return StoreError(f"{root}: {part} stayed locked by another process: run the same command again")
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return StoreError(f"{root}: a file is in the way: a store is a folder, so name a new or an empty one")
    advice = RESTORE if part == "the catalogue" else f"run {command('doctor', '--repair', '--store', root)}"
    return StoreDamaged(f"{root}: {part} cannot be read ({_short(text)}): {advice}")


@contextmanager
def told(root: Path, part: str) -> Iterator[None]:
    """Turn the operating system's errors inside into ours."""
    try:
        yield
    except OSError as fault:
        raise explain(root, part, fault) from fault


def _short(text: str) -> str:
    return text if len(text) <= 160 else text[:159] + "…"
