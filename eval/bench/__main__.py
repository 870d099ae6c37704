"""``python -m eval.bench``: the measuring command."""

from __future__ import annotations

import argparse
import sys

from eval.bench.command import add_arguments, run
from rag.commands import exit_code_of


def main(argv: list[str] | None = None) -> int:
    """Run one benchmark; returns its exit code: 0, 1 for an error, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Measure speed and memory.")
    add_arguments(parser)
    args = parser.parse_args(argv)
    return exit_code_of("eval.bench", lambda: run(args))


if __name__ == "__main__":
    sys.exit(main())
