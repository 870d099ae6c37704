"""``dateline users``: who may log in to the web chat."""

from __future__ import annotations

import argparse
import getpass
import sys

from rag.errors import UsageError
from ui.commands.arguments import add_json, add_store
from ui.commands.logins import act, add_action, day_of, opened_accounts
from ui.commands.output import print_document
from ui.safety.accounts import Accounts, checked_name
from ui.safety.passwords import hash_password


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with whom, and where the password comes from."""
    add_action(parser, about="add also changes a password", name="whom to add or remove")
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 where there was nobody to remove."""
    with opened_accounts(args) as accounts:
        return act(
            args,
            "user",
            show=lambda: _list(accounts, as_json=args.json),
            add=lambda name: _add(accounts, name, from_stdin=args.password_stdin),
            remove=accounts.remove_user,
            removed="removed and logged out everywhere",
        )


def _add(accounts: Accounts, name: str, *, from_stdin: bool) -> None:
    checked_name(name)  # before a password is asked for
    new = accounts.add_user(name, hash_password(_password(from_stdin=from_stdin)))
    print(f"{name} may log in." if new else f"{name} has a new password and is logged out everywhere.")


def _list(accounts: Accounts, *, as_json: bool) -> None:
    rows = [(user.name, day_of(user.added_s)) for user in accounts.users()]
    if as_json:
        print_document({"users": [{"name": name, "added": added} for name, added in rows]})
        return
    for name, added in rows:
        print(f"{name}\tadded {added}")
    if not rows:
        print("Nobody: `dateline users add NAME` makes a login.", file=sys.stderr)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password on: pipe it in, with --password-stdin")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise UsageError("the two passwords differ: nothing was changed")
    return password
