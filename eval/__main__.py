"""``python -m eval``: the same as ``dateline eval``."""

from __future__ import annotations

import argparse
import sys

from eval.command import add_arguments, run
from rag.errors import DatelineError


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns its exit code: 0, or 1 for an error or a floor that was missed."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure answers and retrieval.")
    add_arguments(parser)
    args = parser.parse_args(argv)
    try:
        return run(args)
    except KeyboardInterrupt:
        return 130
    except DatelineError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
