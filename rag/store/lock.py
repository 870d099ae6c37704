"""One writer at a time: a file lock, and a note beside it that says who holds it."""

from __future__ import annotations

import json
import os
import socket
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from rag.errors import StoreBusy
from rag.store.layout import Layout


class WriterLock:
    """Held from ``acquire`` to ``release``; the system frees it when its process dies, however it dies."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lock = FileLock(layout.lock)

    def acquire(self) -> None:
        """Take the lock or raise ``StoreBusy`` that names the holder; never waits."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise StoreBusy(f"{self._layout.root} is being written by {self._holder()}: wait until it ends") from None
        holder = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            self._layout.holder.write_text(json.dumps(holder), encoding="utf-8")
        except OSError:  # or whoever tries again in this process would wait for itself
            self._lock.release()
            raise

    def release(self) -> None:
        """Let the next writer in."""
        self._layout.holder.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        try:
            holder = json.loads(self._layout.holder.read_text(encoding="utf-8"))
            return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
