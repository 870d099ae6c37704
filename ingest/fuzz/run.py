"""A run: each reader in a process of its own, watched from outside for crashes, hangs and memory."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from ingest.fuzz.readers import input_of, try_reader

LIMIT_S = 30.0
"""Seconds, by the clock on the wall, that one input may take before it counts as a hang; most take thousandths."""
LIMIT_MIB = 2_000
"""What a reader's process may ask for; to be refused more is a crash."""
MOST_FAULTS = 20
_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Fault:
    """An input that broke a reader: ``input_of(reader, seed, number)`` makes it again."""

    reader: str
    number: int
    what: str


@dataclass(slots=True)
class Tally:
    """What came of one reader's inputs: each gave articles, gave reasons only, held nothing, or is a fault."""

    reader: str
    inputs: int = 0
    with_articles: int = 0
    rejected: int = 0
    empty: int = 0
    slowest_ms: float = 0.0
    peak_mib: int = 0
    elapsed_s: float = 0.0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Report:
    number: int
    read: int
    rejected: int
    elapsed_ms: float
    peak_mib: int
    fault: str | None


_Told: TypeAlias = _Report | None


def run_reader(
    reader: str, *, inputs: int, seed: int, limit_s: float = LIMIT_S, tell: Callable[[Fault], None] | None = None
) -> Tally:
    """Try a reader on ``inputs`` inputs; after a crash or a hang it goes on with the next, up to 20 faults."""
    tally, began = Tally(reader), time.monotonic()
    while tally.inputs < inputs and len(tally.faults) < MOST_FAULTS:
        stopped = _part(tally, inputs, seed, limit_s, tell)
        if stopped:
            _fault(tally, Fault(reader, tally.inputs, stopped), tell)
            tally.inputs += 1
    tally.elapsed_s = time.monotonic() - began
    return tally


def _part(tally: Tally, inputs: int, seed: int, limit_s: float, tell: Callable[[Fault], None] | None) -> str | None:
    """Inputs from where the tally stands until the end, or why the process did not get there."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(
        target=_work, args=(theirs, tally.reader, tally.inputs, inputs, seed), daemon=True
    )
    process.start()
    theirs.close()
    wait_s = _START_S
    try:
        while len(tally.faults) < MOST_FAULTS:
            if not ours.poll(wait_s):
                return f"hangs: no end after {wait_s:g} s"
            told: _Told = ours.recv()
            if told is None:
                return None
            _count(tally, told, tell)
            wait_s = limit_s
    except EOFError:
        process.join(5)
        return f"killed its process (exit code {process.exitcode})"
    finally:
        process.kill()
        process.join()
        ours.close()
    return None


def _count(tally: Tally, told: _Report, tell: Callable[[Fault], None] | None) -> None:
    tally.inputs = told.number + 1
    tally.slowest_ms = max(tally.slowest_ms, told.elapsed_ms)
    tally.peak_mib = max(tally.peak_mib, told.peak_mib)
    if told.fault:
        _fault(tally, Fault(tally.reader, told.number, told.fault), tell)
    elif told.read:
        tally.with_articles += 1
    elif told.rejected:
        tally.rejected += 1
    else:
        tally.empty += 1


def _fault(tally: Tally, fault: Fault, tell: Callable[[Fault], None] | None) -> None:
    tally.faults.append(fault)
    if tell:
        tell(fault)


def _work(channel: Connection, reader: str, first: int, last: int, seed: int) -> None:
    """The watched process: an input, a report, the next input."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_MIB << 20, LIMIT_MIB << 20))
    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as folder:
        for number in range(first, last):
            channel.send(_tried(reader, seed, number, Path(folder)))
        channel.send(None)


def _tried(reader: str, seed: int, number: int, folder: Path) -> _Report:
    read, rejected, fault = 0, 0, None
    content = input_of(reader, seed, number)
    began = time.perf_counter()
    try:
        outcome = try_reader(reader, content, folder)
        read, rejected = outcome.read, outcome.rejected
    except Exception as error:  # noqa: BLE001 - whatever gets out is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {str(error)[:200]} (at {Path(place.filename).name}:{place.lineno})"
    elapsed_ms = (time.perf_counter() - began) * 1_000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _Report(
        number, read, rejected, elapsed_ms, peak // (1 << 20 if sys.platform == "darwin" else 1 << 10), fault
    )
