"""``dateline eval compare``: two runs of the same cases, in pairs."""

from __future__ import annotations

import argparse
from pathlib import Path

from eval.commands.arguments import add_json, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two runs."""
    parser.add_argument("first", type=Path, metavar="RUN_A", help="folder of the first run")
    parser.add_argument("second", type=Path, metavar="RUN_B", help="folder of the second run")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the differences and the cases that flipped."""
    from eval.compare import compare, comparison_lines, comparison_to_dict
    from eval.runs.folder import load_run

    comparison = compare(load_run(args.first), load_run(args.second))
    if args.json:
        print_json(comparison_to_dict(comparison))
    else:
        print("\n".join(comparison_lines(comparison)))
    return 0
