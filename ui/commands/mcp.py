"""``dateline mcp``: the news as tools of an assistant that starts this command."""

from __future__ import annotations

import argparse

from ui.commands.arguments import add_answerer, add_store, settings_from


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to answer from."""
    parser.epilog = "Speaks the Model Context Protocol on stdin and stdout; an assistant starts it, not a person."
    add_answerer(parser)
    add_store(parser)


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
