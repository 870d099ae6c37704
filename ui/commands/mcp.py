"""``dateline mcp``: the news as tools of an assistant that starts this command."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui.commands.arguments import add_answerer, settings_from


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to answer from."""
    parser.epilog = "Speaks the Model Context Protocol on stdin and stdout; an assistant starts it, not a person."
    add_answerer(parser)
    parser.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")


def run(args: argparse.Namespace) -> int:
    """Serve until stdin ends."""
    import asyncio

    from ui.doors.mcp import serve_stdio
    from ui.doors.tracing import open_tracing
    from ui.newsroom import Newsroom, open_qa

    settings = settings_from(args)
    tracing = open_tracing(settings)
    newsroom = Newsroom(lambda: open_qa(settings), [] if tracing is None else [tracing])
    try:
        asyncio.run(serve_stdio(newsroom))
    finally:
        newsroom.close()
        if tracing is not None:
            tracing.close()
    return 0
