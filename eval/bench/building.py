"""Building a store from some articles of a file, as its users do: ``python -m ingest`` in a process of its own.

Words and passage vectors only, which is when a store can be searched; the leads' vectors follow while it is.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from eval.bench.spread import evenly
from rag.errors import StoreError, UsageError

_OPEN = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class Built:
    """A store, and what it took: seconds of the whole, articles and passages written."""

    path: Path
    articles: int
    passages: int
    elapsed_s: float


def read_articles(file: Path) -> list[bytes]:
    """The lines of a JSONL file, also compressed (.gz, .bz2, .xz), that are not blank."""
    opener = _OPEN.get(file.suffix)
    try:
        opened: IO[bytes] = opener(file, "rb") if opener else file.open("rb")  # type: ignore[operator]
        with opened:
            lines = [line for line in opened if line.strip()]
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise UsageError(f"{file} cannot be read ({error}): name a JSONL file of articles") from None
    if not lines:
        raise UsageError(f"{file} holds no articles")
    return lines


def build_store(lines: list[bytes], count: int, folder: Path) -> Built:
    """A new store in ``folder`` of ``count`` articles evenly spread over the lines; its embedding of leads is off."""
    folder.mkdir(parents=True)
    articles, store = folder / "articles.jsonl", folder / "store"
    articles.write_bytes(b"".join(evenly(lines, count)))
    child = subprocess.run(
        ["env", "DATELINE_LEAD_MODEL=none", sys.executable, "-m", "ingest", articles, "--store", store, "--json"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if child.returncode:
        raise StoreError(f"{store} could not be built: see what `python -m ingest` said above")
    report = json.loads(child.stdout)
    return Built(store, report["added"] + report["updated"], report["passages"], report["elapsed_s"])
