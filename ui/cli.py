"""``dateline``: finds the subcommand, runs it, and turns whatever ends it into one line and an exit code.

0 done, 1 an error, 2 wrong usage, 130 Ctrl-C. Nothing but the chosen subcommand is imported.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from rag.errors import DatelineError, UsageError
from ui.wording.untrusted import one_line

# Each module has add_arguments(parser) and run(args) -> exit code.
COMMANDS = {
    "ask": ("ui.commands.ask", "answer a question, every sentence with its source"),
    "search": ("ui.commands.search", "list the passages found for some words"),
    "timeline": ("ui.commands.timeline", "list what happened when, one cited line an event"),
    "ingest": ("ingest.command", "read articles from files, folders and the web"),
    "watch": ("ingest.watch", "keep reading feeds on a schedule"),
    "forget": ("ui.commands.forget", "delete articles by address, outlet or age"),
    "mcp": ("ui.commands.mcp", "be the news tools of an assistant, on stdin and stdout"),
    "serve": ("ui.commands.serve", "open the web chat on this machine"),
    "users": ("ui.commands.users", "say who may log in to the web chat"),
    "tokens": ("ui.commands.tokens", "make and remove the keys of programs"),
    "stats": ("ui.commands.stats", "say what the store holds"),
    "doctor": ("ui.commands.doctor", "check that the parts of the store agree, and repair them"),
    "eval": ("eval.commands", "measure answers and retrieval on a set of questions"),
}


EXAMPLES = """\
to begin with:
  dateline ingest --sample                   read the sample news, or name files and addresses of your own
  dateline ask "Why did the Morrow Star run aground?" --as-of 2026-03-29
  dateline serve                             open the web chat
"""


class _LateParser(argparse.ArgumentParser):
    """A parser that learns its arguments when it is first asked to parse: then its subcommand was chosen."""

    def __init__(self, *, learn: Callable[[argparse.ArgumentParser], None] | None = None, **more: Any) -> None:
        super().__init__(**more)
        self._learn = learn

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._learn is not None:
            learn, self._learn = self._learn, None
            learn(self)
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._misunderstood(unknown))
        return known, unknown

    def _misunderstood(self, unknown: Sequence[str]) -> str:
        """What is wrong with these words, and what they may have been meant to be."""
        said = f"unrecognized arguments: {' '.join(unknown)}"
        if not unknown[0].startswith("-"):
            return f"{said} (put words that belong together in quotes)"
        name = unknown[0].partition("=")[0]
        near = difflib.get_close_matches(name, self._option_string_actions, n=1)
        return f"{said} (did you mean {near[0]}?)" if near else said


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; a subcommand's module is imported once that subcommand is parsed."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="Ask the news: every sentence of the answer shows its source.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    subcommands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True, parser_class=_LateParser
    )
    for name, (module, about) in COMMANDS.items():
        subcommands.add_parser(name, help=about, description=about.capitalize() + ".", learn=_learner(module))
    return parser


def _learner(module: str) -> Callable[[argparse.ArgumentParser], None]:
    def learn(parser: argparse.ArgumentParser) -> None:
        command = importlib.import_module(module)
        command.add_arguments(parser)
        parser.set_defaults(run=command.run)

    return learn


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; returns its exit code."""
    args = build_parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):  # a letter the terminal has no code for must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read has read enough; Python would complain at its end
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DatelineError as error:
        return _failed(str(error), args, 2 if isinstance(error, UsageError) else 1)
    except Exception as error:  # noqa: BLE001 - the program's outermost edge
        hint = "" if args.debug else " (`dateline --debug` shows where)"
        return _failed(f"{type(error).__name__}: {error}{hint}", args, 1)


def _failed(message: str, args: argparse.Namespace, code: int) -> int:
    if args.debug:
        traceback.print_exc()
    print(f"dateline: {one_line(message)}", file=sys.stderr)
    return code
