"""``dateline timeline``: what happened when, one cited sentence an event, oldest first."""

from __future__ import annotations

import argparse

from ui.commands.arguments import add_days, add_json, add_store, count, scope_from, settings_from
from ui.commands.output import columns, print_document

EVENTS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subject and where to look."""
    parser.add_argument("subject", help="whom or what it is about, in a few words")
    add_days(parser)
    parser.add_argument("-n", type=count, default=EVENTS, metavar="N", help=f"events at most (default: {EVENTS})")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the events; none found is a result too."""
    from rag.qa import NewsQA
    from rag.wire import timeline_to_dict
    from ui.commands.text import timeline_to_text
    from ui.wording.days import covered_in_words

    with NewsQA.open(settings=settings_from(args)) as qa:
        timeline = qa.timeline(args.subject, limit=args.n, **scope_from(args))
        covered = covered_in_words(qa.stats(), timeline.abstained) if timeline.abstained else ""
    if args.json:
        print_document(timeline_to_dict(timeline))
    else:
        print(timeline_to_text(timeline, columns(), covered=covered))
    return 0
