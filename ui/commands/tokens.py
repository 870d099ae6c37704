"""``dateline tokens``: the keys by which programs ask."""

from __future__ import annotations

import argparse
import sys
import time

from ui.commands.arguments import add_json, add_store, count
from ui.commands.logins import act, add_action, day_of, opened_accounts
from ui.commands.output import print_document
from ui.safety.accounts import Accounts, Token
from ui.safety.doorkeeper import DAY_S


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, the token's name, and how long it lives."""
    add_action(parser, about="add prints the token, this once", name="what the token is for")
    parser.add_argument("--expires", type=count, metavar="DAYS", help="days until it expires (default: never)")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """0 done, 1 where there was none to remove."""
    with opened_accounts(args) as accounts:
        return act(
            args,
            "token",
            show=lambda: _list(accounts, as_json=args.json),
            add=lambda name: _add(accounts, name, days=args.expires, as_json=args.json),
            remove=accounts.remove_token,
            removed="removed",
        )


def _add(accounts: Accounts, name: str, *, days: int | None, as_json: bool) -> None:
    token = accounts.add_token(name, lifetime_s=days * DAY_S if days else None)
    if as_json:
        print_document({"name": name, "token": token})
        return
    print(token)
    print("Keep it: it is not shown again. Programs send it as `Authorization: Bearer`.", file=sys.stderr)


def _list(accounts: Accounts, *, as_json: bool) -> None:
    tokens = accounts.tokens()
    if as_json:
        rows = [{"name": t.name, "added": day_of(t.added_s), "expires": _expiry(t)} for t in tokens]
        print_document({"tokens": rows})
        return
    for token in tokens:
        print(f"{token.name}\tadded {day_of(token.added_s)}\t{_expiry_in_words(token)}")
    if not tokens:
        print("None: `dateline tokens add NAME` makes one.", file=sys.stderr)


def _expiry(token: Token) -> str | None:
    return None if token.expires_s is None else day_of(token.expires_s)


def _expiry_in_words(token: Token) -> str:
    if token.expires_s is None:
        return "does not expire"
    return f"{'expired' if token.expires_s <= time.time() else 'expires'} {day_of(token.expires_s)}"
