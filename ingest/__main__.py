"""``python -m ingest PATH…``: the same as ``dateline ingest``."""

from __future__ import annotations

import argparse
import sys

from ingest.command import DESCRIPTION, add_arguments, run


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do what it says; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ingest", description=DESCRIPTION)
    add_arguments(parser)
    return run(parser.parse_args(arguments))


if __name__ == "__main__":
    sys.exit(main())
