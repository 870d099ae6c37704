"""``dateline eval fit``: retrieval's weights, or the quoting answer's, fitted to questions."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from eval.commands.arguments import add_cases, add_json, add_store, cases_from, print_json

if TYPE_CHECKING:
    from eval.tuning.fitting import Fit
    from eval.tuning.quoting import QuotingFit

ENOUGH = 100  # questions, for six weights


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The questions, where to part them, and what to fit."""
    add_cases(parser, "file or folder of questions with answers")
    add_store(parser)
    parser.add_argument(
        "--until", type=_day, required=True, metavar="DAY", help="fit on what was asked before this day"
    )
    parser.add_argument(
        "--quoting", action="store_true", help="fit the quoting answer's weights instead of retrieval's"
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the weights, and what they are worth before the day and from it on."""
    from dataclasses import asdict

    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset = cases_from(args)
    found: Fit | QuotingFit
    with NewsQA.open(settings=Settings.from_environment(store=args.store, answerer="quoting")) as qa:
        if args.quoting:
            from eval.tuning.quoting import fit_quoting
            from rag.answering.quoting import Quoter
            from rag.models.static import open_static

            found = fit_quoting(dataset, qa.searcher.retrieve, Quoter(open_static()), until=args.until)
            lines = _quoting_lines(found, args.until)
        else:
            from eval.tuning.fitting import fit

            found = fit(dataset, qa.searcher, until=args.until)
            lines = _retrieval_lines(found, args.until)
    if args.json:
        print_json(asdict(found))
    else:
        print("\n".join([*(f"{name:10} {weight:8.3f}" for name, weight in found.weights.items()), *lines]))
    return 0


def _retrieval_lines(found: Fit, until: date) -> list[str]:
    lines = [f"timely answer recall, {found.fitted_on} questions before {until} and {found.checked_on} after"]
    for depth, fitted in found.recall_fitted.items():
        lines.append(f"@{depth:<9} {fitted:8.3f} {found.recall_checked[depth]:8.3f}")
    if found.fitted_on < ENOUGH:
        lines.append(f"fewer than {ENOUGH} questions to fit to: these weights say nothing about other questions")
    return lines


def _quoting_lines(found: QuotingFit, until: date) -> list[str]:
    lines = ["of the questions whose first 5 passages hold an answer   questions    kept   first  sentences"]
    for label, one in (
        (f"asked before {until}, these weights", found.fitted),
        (f"asked from {until} on, these weights", found.checked),
        (f"asked from {until} on, the weights in use", found.shipped),
    ):
        lines.append(f"{label:56} {one.questions:9} {one.kept:7.3f} {one.first:7.3f} {one.sentences:10.2f}")
    return lines


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write 2024-01-01") from None
