"""What Ray costs and saves: ``python -m ingest.bench.cluster FILE`` reads the same articles plainly and on Ray.

Each way runs in a process of its own on a store of its own. CPU seconds are of the process that writes and of the
workers; what Ray's own services use is not counted. Starting Ray is shown apart: where one runs, it is paid once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Never

from rag.errors import UsageError


def main() -> None:
    """Measure, and print a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m ingest.bench.cluster", description="Ray beside plain reading.")
    parser.add_argument("source", type=Path, metavar="FILE", help="articles in any form that `dateline ingest` reads")
    parser.add_argument("--articles", type=int, default=600, metavar="N", help="how many of its first (default: 600)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="threads, and workers (default: 2)")
    parser.add_argument("--no-leads", action="store_true", help="leave the vectors of leads out")
    parser.add_argument("--one", choices=("plain", "ray"), help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(_measured(args)))
        return
    print("| | seconds | CPU seconds | articles/s | to start |\n|---|---|---|---|---|")
    ways = {
        "plain, 1 thread": ["--one", "plain"],
        f"plain, {args.workers} threads": ["--one", "plain", "--threads", str(args.workers)],
        f"Ray, {args.workers} workers": ["--one", "ray"],
    }
    for name, way in ways.items():
        command = [sys.executable, "-m", "ingest.bench.cluster", *sys.argv[1:], *way]
        child = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        took = json.loads(child.stdout.splitlines()[-1])
        rate = took["articles"] / took["elapsed_s"]
        print(f"| {name} | {took['elapsed_s']:.1f} | {took['cpu_s']:.1f} | {rate:.0f} | {took['start_s']:.1f} s |")
        sys.stdout.flush()


def _measured(args: argparse.Namespace) -> dict[str, float]:
    from itertools import islice

    from ingest.cluster import ray_workers
    from ingest.pipeline import store_articles
    from ingest.sources.reading import read_sources
    from rag.settings import Settings

    def refuse() -> Never:
        raise UsageError(f"{args.source} leads to the web: measure with a file that holds its articles")

    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder, ExitStack() as opened:
        settings = Settings.from_environment(store=Path(folder) / "store", threads=args.threads)
        if args.no_leads:
            settings = Settings.from_environment(store=settings.store, threads=args.threads, lead_model="none")
        began = time.perf_counter()
        workers = None
        if args.one == "ray":
            workers = opened.enter_context(ray_workers("local", settings, workers=args.workers))
        began_cpu_s = time.process_time() + (workers.cpu_s() if workers else 0.0)
        start_s = time.perf_counter() - began
        report = store_articles(
            islice(read_sources([args.source], refuse), args.articles),
            settings=settings,
            prepare=workers.prepare if workers else None,
            embed=workers.embed if workers else None,
        )
        cpu_s = time.process_time() + (workers.cpu_s() if workers else 0.0) - began_cpu_s
        return {"elapsed_s": report.elapsed_s, "cpu_s": cpu_s, "start_s": start_s, "articles": report.read}


if __name__ == "__main__":
    main()
