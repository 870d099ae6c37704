"""What ``dateline users`` and ``dateline tokens`` share: the file of logins, and add, remove and list of its names."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from rag.errors import UsageError
from ui.commands.arguments import settings_from
from ui.safety.accounts import FILE_NAME, Accounts


def add_action(parser: argparse.ArgumentParser, *, about: str, name: str) -> None:
    """What to do, and with which name; ``about`` says what ``add`` does besides."""
    parser.add_argument("action", choices=("add", "remove", "list"), help=about)
    parser.add_argument("name", nargs="?", metavar="NAME", help=name)


def opened_accounts(args: argparse.Namespace) -> contextlib.closing[Accounts]:
    """The file of logins in the store's folder."""
    return contextlib.closing(Accounts(settings_from(args).store.expanduser() / FILE_NAME))


def act(
    args: argparse.Namespace,
    noun: str,
    *,
    show: Callable[[], None],
    add: Callable[[str], None],
    remove: Callable[[str], bool],
    removed: str,
) -> int:
    """Do what was asked; 0 done, 1 where there was none to remove."""
    if args.action == "list":
        show()
        return 0
    if args.name is None:
        raise UsageError(f"which {noun}? `dateline {noun}s {args.action} NAME`")
    if args.action == "add":
        add(args.name)
        return 0
    if not remove(args.name):
        print(f"dateline: there is no {noun} {args.name}", file=sys.stderr)
        return 1
    print(f"{args.name} is {removed}.")
    return 0


def day_of(seconds: float) -> str:
    """The day of an instant in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
