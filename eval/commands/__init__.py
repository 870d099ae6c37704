"""``dateline eval``: one file a subcommand, ``add_arguments(parser)`` and ``run(args) -> exit code``.

Importing one is cheap: only the chosen subcommand pays for what it needs.
"""

from __future__ import annotations

import argparse

from eval.commands import ablate, calibrate, compare, corpus, fit, report, score
from eval.commands import run as asking

COMMANDS = {
    "run": (asking, "ask every case and score what comes back; a run that was cut off goes on"),
    "report": (report, "write a run as one self-contained HTML file"),
    "compare": (compare, "say whether the second run is better than the first"),
    "score": (score, "judge somebody else's ranking, a TREC run file, by the same measures"),
    "calibrate": (calibrate, "measure from which fit on to answer rather than abstain"),
    "ablate": (ablate, "say what each stage of retrieval is worth, by switching it off"),
    "fit": (fit, "fit weights to questions, and check them on later ones"),
    "corpus": (corpus, "write a BEIR corpus as articles that `dateline ingest` reads"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands and what each takes."""
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="eval_command", required=True)
    for name, (command, about) in COMMANDS.items():
        command.add_arguments(subcommands.add_parser(name, help=about, description=about.capitalize() + "."))


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 0, or 1 where a floor was missed, a search failed or a run was stopped before its end."""
    command, _ = COMMANDS[args.eval_command]
    code: int = command.run(args)
    return code
