"""``dateline stats``: what the store holds."""

from __future__ import annotations

import argparse

from ui.commands.arguments import add_json, add_store, settings_from
from ui.commands.output import print_document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store."""
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Count; no model is loaded for it."""
    from rag.store import NewsStore, chroma_address
    from rag.wire import stats_to_dict
    from ui.commands.text import stats_to_text

    settings = settings_from(args)
    with NewsStore.open(settings.store.expanduser(), chroma=chroma_address(settings)) as store:
        stats = store.stats()
    if args.json:
        print_document(stats_to_dict(stats))
    else:
        print(stats_to_text(stats))
    return 0
