"""The benchmark of reading: its arguments, the jobs it measures, and the tables they become."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ingest.bench.jobs import Job, Took, measured
from ingest.bench.tables import compared, growing, stages, to_markdown
from rag.errors import UsageError

SIZES = (250, 1_000)
PEER_TOKENS = 300  # about what a passage of ours has
_LIBRARIES = ("chromadb", "tantivy", "onnxruntime", "llama-index-core", "numpy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What ``python -m ingest.bench`` takes."""
    parser.add_argument("source", type=Path, metavar="FILE", help="articles in any form that `dateline ingest` reads")
    parser.add_argument(
        "--sizes",
        type=_size,
        nargs="+",
        default=list(SIZES),
        metavar="N",
        help="how many of the file's first articles, once each (default: 250 1000; for growth: 1000 4000 16000)",
    )
    parser.add_argument(
        "--compare", type=_size, metavar="N", help="articles read again, embedded alone and by the peer (default: most)"
    )
    parser.add_argument("--no-leads", action="store_true", help="leave the vectors of leads out")
    parser.add_argument("--no-peer", action="store_true", help="leave llama-index's pipeline out")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of Markdown tables")


def run(args: argparse.Namespace) -> int:
    """Measure, and print the tables."""
    from ingest.bench.peer import has_peer

    if not args.source.exists():
        raise UsageError(f"{args.source} does not exist: name a file of articles")
    if not args.no_peer and not has_peer():
        raise UsageError("the peer is not installed: pip install 'dateline[bench]', or leave it out with --no-peer")
    sizes = sorted(set(args.sizes))
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        found = _measure(args, sizes, Path(folder))
    tables = [growing(found["ingests"]), stages(found["ingests"][-1]), compared(found)]
    if args.json:
        print(json.dumps({**_machine(), "tables": tables}, indent=1))
    else:
        print("\n\n".join(to_markdown(table) for table in tables))
        print("\n" + ", ".join(f"{name} {value}" for name, value in _machine().items()))
    return 0


def _measure(args: argparse.Namespace, sizes: Sequence[int], folder: Path) -> dict[str, Any]:
    source, leads = str(args.source), not args.no_leads
    most = args.compare or sizes[-1]

    def took(kind: Any, count: int, store: str, **more: Any) -> Took:
        print(f"{time.strftime('%H:%M:%S')} {kind}, {count:,} articles …", file=sys.stderr, flush=True)
        return measured(Job(kind, source, count, str(folder / store), leads=leads, **more))

    ingests = {size: took("ingest", size, f"ingest-{size}") for size in sizes}
    first = ingests.get(most) or took("ingest", most, f"ingest-{most}")
    return {
        "ingests": list(ingests.values()),
        "first": first,
        "again": took("ingest", most, f"ingest-{most}"),
        "embed": took("embed", most, "embed"),
        "peers": {}
        if args.no_peer
        else {
            "as it chooses": took("peer", most, "peer"),
            f"passages of {PEER_TOKENS} tokens": took("peer", most, "peer-short", chunk_tokens=PEER_TOKENS),
        },
    }


def _machine() -> dict[str, Any]:
    cores = os.cpu_count()
    return {"python": platform.python_version(), "cores": cores, **{name: version(name) for name in _LIBRARIES}}


def _size(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return number
