"""Changing what is stored from the library page: ``dateline ingest`` and ``dateline forget`` as processes of their own.

The writer's process is not the readers': reading goes on while people ask. One at a time; the last ones are remembered.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from rag.errors import StoreBusy, StoreError
from rag.settings import Settings
from ui.views.uploads import Shelf
from ui.wording.untrusted import one_line

REMEMBERED = 5
REJECTED_KEPT = 200
_DATELINE = "import sys; from ui.cli import main; sys.exit(main(sys.argv[1:]))"
_LINE_BYTES = 64 << 20  # the report is one line, and names every record that was rejected


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source or record that did not become an article, and why."""

    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One ingest as the page shows it, running until its process has ended and another may begin.

    ``steps`` is how far each stage has come; the counts are there at the end.
    """

    number: int
    sources: tuple[str, ...]
    user: str
    began_at: datetime
    state: Literal["running", "stopping", "finished", "failed", "stopped"] = "running"
    steps: Mapping[str, int] | None = None
    counts: Mapping[str, int] | None = None
    rejected: tuple[Rejection, ...] = ()
    elapsed_s: float = 0.0
    trouble: str = ""

    @property
    def ended(self) -> bool:
        """Whether its process is gone, so that something else can be read."""
        return self.state not in ("running", "stopping")


class Adding:
    """Starts readings, one at a time, and remembers how they go. Used in one event loop."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._readings: deque[Reading] = deque(maxlen=REMEMBERED)
        self._working = ""  # what the one process is doing, empty while there is none
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._number = 0

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What is being read and what was, newest first."""
        return tuple(self._readings)

    def read(self, sources: Sequence[str], *, user: str, shelf: Shelf | None = None) -> Reading:
        """Start to read files and addresses; ``shelf`` is where the files lie, and is cleared at the end.

        Raises ``StoreBusy`` while another reading runs.
        """
        self._take("reading articles")
        names = shelf.names if shelf else {}
        self._number += 1
        shown = tuple(names.get(source, source) for source in sources)
        reading = Reading(self._number, shown, user, datetime.now(UTC))
        self._readings.appendleft(reading)
        self._task = asyncio.create_task(self._read(sources, shelf))
        return reading

    async def forget(self, article_id: str) -> None:
        """Delete an article; gone for every search when this returns. Raises ``StoreError`` as the writer says."""
        self._take("forgetting an article")
        try:
            process = await self._started("forget", "--yes", "--json", f"--id={article_id}")
            _, errors = await process.communicate()
            if process.returncode and (said := _said(errors)):
                raise StoreError(said)
        finally:
            self._working, self._process = "", None

    def stop(self) -> None:
        """End the reading that runs, if one does; what is stored by now stays."""
        if self._readings and not self._readings[0].ended:
            self._readings[0] = replace(self._readings[0], state="stopping")
            if self._process is not None:  # else it is told as soon as it has begun
                _interrupt(self._process)

    async def close(self) -> None:
        """End what runs and wait for it."""
        self.stop()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def _take(self, work: str) -> None:
        if self._working:
            raise StoreBusy(f"Dateline is {self._working} just now: try again when that is done")
        self._working = work

    async def _started(self, *arguments: str) -> asyncio.subprocess.Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", _DATELINE, *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._settings.environment(),
            limit=_LINE_BYTES,
        )
        return self._process

    async def _read(self, sources: Sequence[str], shelf: Shelf | None) -> None:
        names = shelf.names if shelf else {}
        trouble = ""
        try:
            process = await self._started("ingest", "--json", "--progress", "--", *sources)
            if self._readings[0].state == "stopping":
                _interrupt(process)
            assert process.stdout is not None and process.stderr is not None
            errors = asyncio.create_task(process.stderr.read())
            async for line in process.stdout:
                self._note(json.loads(line), names)
            trouble = _said(await errors, names)
            await process.wait()
        except (OSError, ValueError) as error:
            trouble = f"{type(error).__name__}: {error}"
        finally:
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()
            if shelf is not None:
                await asyncio.to_thread(shelf.clear)
            self._working, self._process = "", None
            self._end(trouble)

    def _note(self, document: Mapping[str, Any], names: Mapping[str, str]) -> None:
        reading = self._readings[0]
        if "stage" in document:
            steps = {**(reading.steps or {}), str(document["stage"]): int(document["done"])}
            self._readings[0] = replace(reading, steps=steps)
            return
        rows = document["rejected"]
        self._readings[0] = replace(
            reading,
            counts={
                **{name: int(document[name]) for name in ("read", "added", "updated", "unchanged")},
                "rejected": len(rows),
            },
            rejected=tuple(_rejection(row, names) for row in rows[:REJECTED_KEPT]),
            elapsed_s=float(document["elapsed_s"]),
        )

    def _end(self, trouble: str) -> None:
        reading = self._readings[0]
        if reading.counts is not None:
            self._readings[0] = replace(reading, state="finished")
        elif reading.state == "stopping":
            self._readings[0] = replace(reading, state="stopped")
        else:
            trouble = trouble or "the reading ended without a word: the server's log may say more"
            self._readings[0] = replace(reading, state="failed", trouble=trouble)


def _interrupt(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)


def _rejection(row: Mapping[str, Any], names: Mapping[str, str]) -> Rejection:
    shown = _renamer(names)
    source = shown(str(row["source"]))
    place = f"{source}:{row['line']}" if row["line"] is not None else source
    why = shown(str(row["why"]))
    return Rejection(place, f"{row['field']}: {why}" if row["field"] else why)


def _said(errors: bytes, names: Mapping[str, str] | None = None) -> str:
    """The last line of what a command complained about, without its own name."""
    lines = [line for line in errors.decode(errors="replace").splitlines() if line.startswith("dateline")]
    return _renamer(names or {})(one_line(lines[-1].split(": ", 1)[-1])) if lines else ""


def _renamer(names: Mapping[str, str]) -> Callable[[str], str]:
    def renamed(text: str) -> str:
        for path, name in names.items():
            text = text.replace(path, name)
        return text

    return renamed
