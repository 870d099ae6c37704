"""``dateline serve``: the web chat."""

from __future__ import annotations

import argparse

from ui.commands.arguments import add_answerer, add_store, settings_from


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and what to answer from."""
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        help="an address of this machine; others than loopback need a login (default: DATELINE_HOST)",
    )
    parser.add_argument("--port", type=int, metavar="N", help="0 takes a free one (default: DATELINE_PORT)")
    add_answerer(parser)
    add_store(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    from ui.server import serve

    serve(settings_from(args), announce=_announce)
    return 0


def _announce(address: str) -> None:
    print(f"Dateline is at {address} (Ctrl-C ends it)", flush=True)
