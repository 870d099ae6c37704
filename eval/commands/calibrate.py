"""``dateline eval calibrate``: from which fit on to answer rather than abstain."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eval.commands.arguments import add_cases, add_store, cases_from, number, print_json
from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.answering.deciding.calibration import CalibrationRun


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The questions, what may be lost, and where the result is kept."""
    add_cases(parser, "file or folder of questions")
    add_store(parser)
    parser.add_argument(
        "--wrong-at-most",
        type=_share,
        default=0.03,
        metavar="SHARE",
        help="of the answerable questions, how many may go without their answer where a model reads (default: 0.03)",
    )
    parser.add_argument(
        "--wrong-at-most-quoted",
        type=_share,
        default=0.1,
        metavar="SHARE",
        help="the same where sentences are quoted without a model (default: 0.1)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="add the run to this calibration file, in place of one on these cases"
    )


def run(args: argparse.Namespace) -> int:
    """Print the threshold and what it costs; keep it where asked."""
    from eval.tuning.calibration import calibrate
    from rag.answering.deciding.calibration import run_to_record, write_runs
    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset, before = cases_from(args), _known(args.out)
    settings = Settings.from_environment(store=args.store, answerer="quoting")
    with NewsQA.open(settings=settings) as qa:
        retrieve, rarity = qa.searcher.retrieve, qa.store.rarity
        found = calibrate(
            dataset,
            retrieve,
            rarity,
            qa.stats(),
            wrong_at_most=args.wrong_at_most,
            wrong_at_most_quoted=args.wrong_at_most_quoted,
        )
    print_json(run_to_record(found))
    for where, threshold in (("before a model", found.read), ("before quoting", found.quoted)):
        print(
            f"{where}, abstaining below {threshold.fit}: rightly from {threshold.right_share:.0%} of "
            f"{found.unanswerable} questions, wrongly from {threshold.wrong_share:.0%} of {found.answerable}",
            file=sys.stderr,
        )
    if args.out is not None:
        out = args.out.expanduser()
        others = [one for one in before if _measured_on(one) != _measured_on(found)]
        try:
            write_runs(out, [*others, found])
        except OSError as error:
            raise UsageError(f"--out: {out} cannot be written ({error.strerror})") from None
    return 0


def _known(out: Path | None) -> list[CalibrationRun]:
    """The runs of the file to add to, none where there is no file yet."""
    from rag.answering.deciding.calibration import read_runs

    if out is None or not out.expanduser().exists():
        return []
    try:
        return read_runs(out.expanduser())
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"--out: {out} is no calibration file: name another, or a new one") from None


def _measured_on(one: CalibrationRun) -> tuple[str, str | None, str | None]:
    return one.cases_sha256, one.passage_model, one.lead_model


def _share(text: str) -> float:
    value = number(text)
    if value is None or not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share from 0 to below 1")
    return value
