"""``dateline search``: the passages found for some words, best first."""

from __future__ import annotations

import argparse

from ui.commands.arguments import add_json, add_scope, add_store, scope_from, settings_from
from ui.commands.output import columns, print_document

HITS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The words and where to look."""
    parser.add_argument("words", help="what to look for")
    add_scope(parser)
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the hits; none found is a result too."""
    from rag.qa import NewsQA
    from rag.wire import hits_to_dict
    from ui.commands.text import hits_to_text
    from ui.wording.days import covered_in_words

    with NewsQA.open(settings=settings_from(args)) as qa:
        hits = qa.search(args.words, HITS if args.k is None else args.k, **scope_from(args))
        covered = "" if hits else covered_in_words(qa.stats())
    if args.json:
        print_document(hits_to_dict(hits))
    else:
        print(f"{hits_to_text(hits, columns())} {covered}".rstrip())
    return 0
