"""``dateline eval report``: a run as one HTML file."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which run, and where to."""
    parser.add_argument("run_folder", type=Path, metavar="RUN", help="folder of the run")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to (default: RUN/report.html)")


def run(args: argparse.Namespace) -> int:
    """Write it and print where it lies."""
    from eval.report import write_report
    from eval.runs.folder import load_run

    loaded = load_run(args.run_folder)
    out = args.out or loaded.folder / "report.html"
    write_report(loaded, out.expanduser())
    print(out)
    return 0
