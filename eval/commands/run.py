"""``dateline eval run``: ask every case, keep what comes back, score it, and hold it against floors."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eval.commands.arguments import add_cases, add_json, add_store, cases_from, number, positive, print_json
from rag.errors import UsageError

if TYPE_CHECKING:
    from eval.runs.folder import Run
    from rag.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is asked of whom, and what counts as enough."""
    add_cases(parser, "file or folder of questions")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="RUN", help="folder of the run, new or to go on with"
    )
    add_store(parser)
    parser.add_argument(
        "--answerer",
        choices=("auto", "openai", "local", "quoting"),
        help="who writes the answers (default: DATELINE_ANSWERER)",
    )
    parser.add_argument("--retrieval-only", action="store_true", help="search only, write no answers")
    parser.add_argument("-k", type=positive, default=10, metavar="N", help="passages a question (default: 10)")
    parser.add_argument(
        "--concurrency", type=positive, metavar="N", help="questions at a time (default: 4 of an endpoint, else 1)"
    )
    parser.add_argument("--cost-limit-usd", type=_money, metavar="USD", help="stop asking once this much was spent")
    parser.add_argument("--retry-failed", action="store_true", help="when continuing, ask again what failed")
    parser.add_argument("--judge", action="store_true", help="let the configured chat model judge the answers")
    parser.add_argument(
        "--fail-under",
        type=_floor,
        action="append",
        default=[],
        metavar="METRIC=VALUE",
        help="end with code 1 where the metric is lower (repeat for more)",
    )
    parser.add_argument("--floors", type=Path, metavar="FILE", help="a JSON object of such floors, metric to value")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Ask, score, print; 1 where a floor was missed or the run was stopped before its end."""
    from eval.datasets.trec import write_trec_run
    from eval.outcome import ranked_articles
    from eval.runs.asking import ask
    from eval.runs.asking import run as ask_all
    from eval.runs.folder import write_summary
    from eval.runs.progress import shown_progress
    from eval.summary import ensure_floors, missed_floors, summarize, summary_lines, summary_to_dict
    from rag.qa import NewsQA
    from rag.settings import Settings

    floors = _floors(args)
    ensure_floors(floors)  # now, not after hours
    dataset = cases_from(args)
    settings = Settings.from_environment(store=args.store, answerer=args.answerer)
    with NewsQA.open(settings=settings) as qa, shown_progress(label=dataset.name) as progress:
        # What is loaded at the first question is no question's time; a model is not asked for it.
        ask(qa, dataset.cases[0], k=args.k, retrieval_only=args.retrieval_only or qa.answerer != "quoting")
        outcome = ask_all(
            dataset,
            qa,
            args.out,
            retrieval_only=args.retrieval_only,
            concurrency=args.concurrency,
            cost_limit_usd=args.cost_limit_usd,
            k=args.k,
            retry_failed=args.retry_failed,
            progress=progress,
        )
    if args.judge:
        outcome = _judged(outcome, settings)
    summary = summarize(outcome)
    missed = missed_floors(summary, floors)
    if floors and outcome.failed:
        missed.append(f"{len(outcome.failed)} cases failed, which no floor allows")
    document = {**summary_to_dict(summary), "missed": missed}
    write_summary(outcome.folder, document)
    rankings = {one.case.id: ranked_articles(one) for one in outcome.outcomes if one.case.relevant}
    if rankings:
        write_trec_run(outcome.folder / "run.trec", rankings, outcome.name)
    if args.json:
        print_json(document)
    else:
        print("\n".join(summary_lines(summary)))
        print(f"each metric explained, and the worst cases: dateline eval report {args.out}")
    for sentence in missed:
        print(f"under its floor: {sentence}", file=sys.stderr)
    return 1 if missed or outcome.stopped else 0


def _judged(run: Run, settings: Settings) -> Run:
    from contextlib import closing

    from eval.judge import judge
    from rag.models.chat import open_chat

    with closing(open_chat(settings)) as chat:
        print(f"judging with {chat.name}", file=sys.stderr)
        return judge(run, chat)


def _floors(args: argparse.Namespace) -> dict[str, float]:
    """The file's floors, those of the command line in their place."""
    floors: dict[str, float] = {}
    if args.floors is not None:
        try:
            known = json.loads(args.floors.expanduser().read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"--floors: {args.floors} cannot be read: {error}") from None
        if not isinstance(known, dict) or not all(_is_number(value) for value in known.values()):
            raise UsageError(f"--floors: {args.floors} must be a JSON object, metric to number")
        floors.update(known)
    floors.update(args.fail_under)
    return floors


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _money(text: str) -> float:
    value = number(text)
    if value is None or value <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount above 0")
    return value


def _floor(text: str) -> tuple[str, float]:
    name, _, written = text.partition("=")
    value = number(written)
    if not name or value is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not METRIC=VALUE, such as answer_recall@5=0.6")
    return name, value
