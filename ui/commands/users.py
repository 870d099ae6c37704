"""``dateline users``: who may log in to the web chat."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import sys
from datetime import UTC, datetime

from rag.errors import UsageError
from rag.settings import Settings
from ui.commands.arguments import add_store, settings_from
from ui.commands.output import print_document
from ui.safety.accounts import FILE_NAME, Accounts, checked_name
from ui.safety.passwords import hash_password


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with whom, and where the password comes from."""
    parser.add_argument("action", choices=("add", "remove", "list"), help="add also changes a password")
    parser.add_argument("name", nargs="?", metavar="NAME", help="whom to add or remove")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add_store(parser)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 where there was nobody to remove."""
    with contextlib.closing(accounts_of(settings_from(args))) as accounts:
        return _act(args, accounts)


def _act(args: argparse.Namespace, accounts: Accounts) -> int:
    if args.action == "list":
        return _list(accounts, as_json=args.json)
    if args.name is None:
        raise UsageError(f"whom? `dateline users {args.action} NAME`")
    if args.action == "remove":
        if not accounts.remove_user(args.name):
            print(f"dateline: there is no user {args.name}", file=sys.stderr)
            return 1
        print(f"{args.name} is removed and logged out everywhere.")
        return 0
    checked_name(args.name)
    new = accounts.add_user(args.name, hash_password(_password(from_stdin=args.password_stdin)))
    print(f"{args.name} may log in." if new else f"{args.name} has a new password and is logged out everywhere.")
    return 0


def accounts_of(settings: Settings) -> Accounts:
    """The file of logins in the store's folder."""
    return Accounts(settings.store.expanduser() / FILE_NAME)


def _list(accounts: Accounts, *, as_json: bool) -> int:
    rows = [(user.name, day_of(user.added_s)) for user in accounts.users()]
    if as_json:
        print_document({"users": [{"name": name, "added": added} for name, added in rows]})
        return 0
    for name, added in rows:
        print(f"{name}\tadded {added}")
    if not rows:
        print("Nobody: `dateline users add NAME` makes a login.", file=sys.stderr)
    return 0


def day_of(seconds: float) -> str:
    """The day of an instant in seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password on: pipe it in, with --password-stdin")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise UsageError("the two passwords differ: nothing was changed")
    return password
