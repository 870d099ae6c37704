"""``dateline ask``: one question, its answer and the sources."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rag.settings import Settings
from ui.commands.arguments import add_answerer, add_json, add_scope, add_store, scope_from, settings_from
from ui.commands.output import columns, print_document, tell

if TYPE_CHECKING:
    from rag.qa import NewsQA
    from rag.types import Answer

HOW_TO_HAVE_IT_WRITTEN = (
    "No model is configured, so the sources are quoted. For a written answer set OPENAI_API_KEY, "
    "or OPENAI_BASE_URL for a server of your own, or use --answerer local."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The question and where it may look."""
    parser.add_argument("question", help="what you want to know")
    add_scope(parser)
    add_answerer(parser)
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Answer; an abstention is an answer too."""
    from rag.qa import NewsQA
    from rag.wire import answer_to_dict

    settings = settings_from(args)
    with NewsQA.open(settings=settings) as qa:
        if _merely_unconfigured(settings, qa.answerer):
            tell(HOW_TO_HAVE_IT_WRITTEN)
        if args.json:
            print_document(answer_to_dict(qa.query(args.question, k=args.k, **scope_from(args))))
        else:
            _print_growing(qa, args)
    return 0


def _merely_unconfigured(settings: Settings, answerer: str) -> bool:
    return settings.answerer == "auto" and answerer == "quoting"


def _print_growing(qa: NewsQA, args: argparse.Namespace) -> None:
    from ui.commands.text import Flow, ending_to_text
    from ui.wording.days import covered_in_words

    flow = Flow(sys.stdout.write, columns())
    scope = scope_from(args)
    answers: Iterable[Answer]
    if sys.stdout.isatty():
        answers = qa.stream(args.question, k=args.k, **scope)
    else:  # A file or a pipe gets the finished answer: a growing one may still start anew.
        answers = [qa.query(args.question, k=args.k, **scope)]
    for answer in answers:
        flow.show(answer.text)
        sys.stdout.flush()
    flow.end()
    covered = covered_in_words(qa.stats(), answer.abstained) if answer.abstained else ""
    print(ending_to_text(answer, columns(), covered=covered))
