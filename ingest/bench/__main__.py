"""``python -m ingest.bench``: the measuring command."""

from __future__ import annotations

import argparse
import sys

from ingest.bench.command import add_arguments, run
from rag.commands import exit_code_of


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark; returns its exit code: 0, 1 for an error, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m ingest.bench", description="Measure reading: speed and memory.")
    add_arguments(parser)
    args = parser.parse_args(argv)
    return exit_code_of("ingest.bench", lambda: run(args))


if __name__ == "__main__":
    sys.exit(main())
