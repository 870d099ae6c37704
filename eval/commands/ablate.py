"""``dateline eval ablate``: what each stage of retrieval is worth."""

from __future__ import annotations

import argparse

from eval.commands.arguments import add_cases, add_json, add_store, cases_from, positive, print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The questions, the store, and how many at a time."""
    add_cases(parser, "file or folder of questions with answers")
    add_store(parser)
    parser.add_argument(
        "--concurrency",
        type=positive,
        default=1,
        metavar="N",
        help="questions at a time (default: 1; more slows each)",
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table; 1 where a search failed."""
    from eval.runs.progress import shown_progress
    from eval.tuning.ablation import ablate, ablation_lines, ablation_to_dict
    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset = cases_from(args)
    settings = Settings.from_environment(store=args.store)
    with NewsQA.open(settings=settings) as qa, shown_progress(label=dataset.name) as progress:
        ablation = ablate(dataset, qa, concurrency=args.concurrency, progress=progress)
    if args.json:
        print_json(ablation_to_dict(ablation))
    else:
        print("\n".join(ablation_lines(ablation)))
    return 1 if ablation.failed else 0
