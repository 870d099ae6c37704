"""``dateline tokens``: the keys by which programs ask."""

from __future__ import annotations

import argparse
import contextlib
import sys
import time

from rag.errors import UsageError
from ui.commands.arguments import add_store, count, settings_from
from ui.commands.output import print_document
from ui.commands.users import accounts_of, day_of
from ui.safety.accounts import Accounts, Token
from ui.safety.doorkeeper import DAY_S


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, the token's name, and how long it lives."""
    parser.add_argument("action", choices=("add", "remove", "list"), help="add prints the token, this once")
    parser.add_argument("name", nargs="?", metavar="NAME", help="what the token is for")
    parser.add_argument("--expires", type=count, metavar="DAYS", help="days until it expires (default: never)")
    add_store(parser)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 where there was none to remove."""
    with contextlib.closing(accounts_of(settings_from(args))) as accounts:
        return _act(args, accounts)


def _act(args: argparse.Namespace, accounts: Accounts) -> int:
    if args.action == "list":
        return _list(accounts, as_json=args.json)
    if args.name is None:
        raise UsageError(f"which one? `dateline tokens {args.action} NAME`")
    if args.action == "remove":
        if not accounts.remove_token(args.name):
            print(f"dateline: there is no token {args.name}", file=sys.stderr)
            return 1
        print(f"{args.name} is removed.")
        return 0
    token = accounts.add_token(args.name, lifetime_s=args.expires * DAY_S if args.expires else None)
    if args.json:
        print_document({"name": args.name, "token": token})
    else:
        print(token)
        print("Keep it: it is not shown again. Programs send it as `Authorization: Bearer`.", file=sys.stderr)
    return 0


def _list(accounts: Accounts, *, as_json: bool) -> int:
    tokens = accounts.tokens()
    if as_json:
        rows = [{"name": t.name, "added": day_of(t.added_s), "expires": _expiry(t)} for t in tokens]
        print_document({"tokens": rows})
        return 0
    for token in tokens:
        print(f"{token.name}\tadded {day_of(token.added_s)}\t{_expiry_in_words(token)}")
    if not tokens:
        print("None: `dateline tokens add NAME` makes one.", file=sys.stderr)
    return 0


def _expiry(token: Token) -> str | None:
    return None if token.expires_s is None else day_of(token.expires_s)


def _expiry_in_words(token: Token) -> str:
    if token.expires_s is None:
        return "does not expire"
    return f"{'expired' if token.expires_s <= time.time() else 'expires'} {day_of(token.expires_s)}"
