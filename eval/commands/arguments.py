"""Arguments that several subcommands take, what they come to, and how a document is printed."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eval.cases import Dataset

FORMATS = ("ours", "realtimeqa", "multihoprag", "beir", "marked")


def add_cases(parser: argparse.ArgumentParser, about: str) -> None:
    """``CASES``, ``--format`` and ``--limit``."""
    parser.add_argument("cases", type=Path, metavar="CASES", help=about)
    parser.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    parser.add_argument("--limit", type=positive, metavar="N", help="only the first N cases")


def cases_from(args: argparse.Namespace) -> Dataset:
    """What ``add_cases`` took, read."""
    from eval.datasets import load_dataset

    return load_dataset(args.cases, args.format, limit=args.limit)


def add_store(parser: argparse.ArgumentParser) -> None:
    """``--store``."""
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def print_json(document: object) -> None:
    """One JSON document on stdout, in ASCII."""
    print(json.dumps(document, indent=2))


def positive(text: str) -> int:
    """A whole number above 0."""
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def number(text: str) -> float | None:
    """A finite number, None where the text is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
