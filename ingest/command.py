"""The ``ingest`` command: its arguments, what it prints, its exit code, for ``dateline`` and ``python -m ingest``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Never

from rag.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from ingest.preparing import Workers
    from ingest.report import IngestReport, Progress, ProgressCallback
    from rag.settings import Settings

DESCRIPTION = "Read news articles from files, folders and the web into the store."
_REJECTED_SHOWN = 10
_SAID_EVERY_S = 0.2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``ingest`` takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="SOURCE",
        help="JSON, JSONL, CSV, HTML, Markdown, text, ninjs, NewsML-G2, WARC or OPML files (also .gz .xz .zst .bz2), "
        "folders of them, or addresses of articles, feeds, sitemaps, OPML lists",
    )
    add_web_arguments(parser)
    parser.add_argument("--sample", action="store_true", help="read the invented sample news that comes with Dateline")
    parser.add_argument("--store", metavar="DIR", type=Path, help="folder of the store (default: DATELINE_STORE)")
    parser.add_argument("--rebuild", action="store_true", help="embed everything anew with the models set now")
    parser.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="clean, cut and embed on Ray: local (started here), auto, HOST:PORT (needs the cluster extra)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--progress", action="store_true", help="print how far it is, a line of JSON at a time")


def add_web_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how the web is read."""
    parser.add_argument("--summaries", action="store_true", help="take what feeds say, fetch no page behind an entry")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch from this machine and private networks, too"
    )


def run(args: argparse.Namespace) -> int:
    """Read, store, report; the exit code: 0 done, 1 failed (told in one line on stderr), 2 used wrongly."""
    from rag.settings import Settings

    try:
        report = _ingest(args, Settings.from_environment(store=args.store))
    except UsageError as error:
        print(f"dateline ingest: {_plain(error)}", file=sys.stderr)
        return 2
    except DatelineError as error:
        print(f"dateline ingest: {_plain(error)}", file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False))
    else:
        _print_report(report)
    return 1 if report.rejected and len(report.rejected) == report.read else 0


def _ingest(args: argparse.Namespace, settings: Settings) -> IngestReport:
    from ingest.pipeline import ingest
    from ingest.sample import SAMPLE_PATH

    paths: list[str | Path] = list(args.paths)
    if args.sample:
        paths.append(SAMPLE_PATH)
    if not paths and not args.rebuild:
        raise UsageError("name files, folders or addresses of articles, or use --sample for the sample news")
    shown = _progress_lines() if args.progress else _progress_bars()
    with shown as progress, _workers(args.ray, settings) as workers:
        return ingest(
            paths,
            settings=settings,
            progress=progress,
            rebuild=args.rebuild,
            summaries=args.summaries,
            allow_private=args.allow_private,
            workers=workers,
        )


@contextmanager
def _workers(address: str | None, settings: Settings) -> Iterator[Workers | None]:
    """Workers on Ray where one is named; else this process does everything."""
    if address is None:
        yield None
        return
    from ingest.cluster import ray_workers

    with ray_workers(address, settings) as workers:
        yield workers


@contextmanager
def _progress_lines() -> Iterator[ProgressCallback]:
    """A line of JSON on stdout now and then: ``{"stage": "reading", "done": 12}``."""
    said: dict[str, float] = {}
    waiting: dict[str, Progress] = {}

    def say(progress: Progress) -> None:
        waiting[progress.stage] = progress
        now = time.monotonic()
        if now - said.get(progress.stage, -1.0) >= _SAID_EVERY_S:
            said[progress.stage] = now
            for each in waiting.values():  # of the other stages, too, how far they came
                print(json.dumps({"stage": each.stage, "done": each.done}), flush=True)
            waiting.clear()

    yield say


@contextmanager
def _progress_bars() -> Iterator[ProgressCallback]:
    """One bar a stage on stderr, and nothing where that is no terminal."""
    from tqdm import tqdm

    bars: dict[str, tqdm[Never]] = {}

    def show(progress: Progress) -> None:
        bar = bars.get(progress.stage)
        if bar is None:
            for done in bars.values():
                done.close()
            bar = bars[progress.stage] = tqdm(desc=progress.stage, unit="", total=progress.total, disable=None)
        bar.update(progress.done - bar.n)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()


def _print_report(report: IngestReport) -> None:
    counts = f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged"
    print(f"{report.read} read in {report.elapsed_s:.1f} s: {counts}, {len(report.rejected)} rejected.")
    if report.undated:
        print(f"  {report.undated} without a day (in date, published_at …): questions about a day leave them out")
    if not report.read:
        print("  nothing is there, or nothing new since it was last read")
    for row in report.rejected[:_REJECTED_SHOWN]:
        print(f"  rejected {_plain(row)}")
    if len(report.rejected) > _REJECTED_SHOWN:
        print(f"  and {len(report.rejected) - _REJECTED_SHOWN} more: --json lists them all")


def _plain(words: object) -> str:
    """One line without what a hostile file name could tell a terminal to do."""
    from ingest.characters import one_line

    return one_line(str(words), 500)
