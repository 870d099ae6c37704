"""Arguments that several subcommands take, and the settings they come to."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rag.days import start_of
from rag.errors import UsageError
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.asked import Scope


def add_store(parser: argparse.ArgumentParser) -> None:
    """``--store``."""
    parser.add_argument(
        "--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE, else ~/.dateline)"
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Where a question may look, and how many passages to take."""
    add_days(parser)
    parser.add_argument("-k", type=count, metavar="N", help="passages to take")


def add_days(parser: argparse.ArgumentParser) -> None:
    """The days and outlets that may be looked at."""
    parser.add_argument("--since", type=day, metavar="DAY", help="published on this day or later (2024-10-24)")
    parser.add_argument("--until", type=day, metavar="DAY", help="published on this day or earlier")
    parser.add_argument(
        "--publisher", action="append", default=[], metavar="NAME", help="only this outlet (repeat for more)"
    )
    parser.add_argument("--as-of", type=day, metavar="DAY", help="ask as of this day, as if nothing were known later")


def add_answerer(parser: argparse.ArgumentParser) -> None:
    """``--answerer``."""
    parser.add_argument(
        "--answerer",
        choices=("auto", "openai", "local", "quoting"),
        help="who writes the answer: quoting is the sources' own sentences; auto is openai where OPENAI_API_KEY or "
        "OPENAI_BASE_URL is set, else quoting (default: DATELINE_ANSWERER, else auto)",
    )


def settings_from(args: argparse.Namespace) -> Settings:
    """The environment's settings, with what the command line says in their place."""
    names = ("store", "answerer", "host", "port")
    return Settings.from_environment(**{name: getattr(args, name, None) for name in names})


def scope_from(args: argparse.Namespace) -> Scope:
    """What ``add_days`` took, as ``NewsQA`` takes it."""
    return {"as_of": args.as_of, "since": args.since, "until": args.until, "publishers": args.publisher}


def day(text: str) -> str:
    """A day or an instant, as it was written."""
    try:
        start_of(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def count(text: str) -> int:
    """A whole number above 0."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)
