"""``python -m eval.bench``: what can be measured, and which parts of it were asked for."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.commands.arguments import positive
from rag.errors import UsageError

if TYPE_CHECKING:
    from eval.bench.table import Table
    from eval.cases import Case

RECALL_QUESTIONS = 100
_LIBRARIES = ("chromadb", "tantivy", "llama-index-core", "numpy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands and what each takes."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="bench_command", required=True)
    retrieval = commands.add_parser(
        "retrieval", help="search cost, recall of vector search, memory; growth and peers where asked for"
    )
    retrieval.add_argument("--questions", type=Path, required=True, metavar="FILE", help="RealTime QA JSONL")
    retrieval.add_argument("--asked", type=positive, default=300, metavar="N", help="questions asked (default: 300)")
    retrieval.add_argument("--store", type=Path, metavar="DIR", help="a filled store: cost, recall, memory")
    retrieval.add_argument("--articles", type=Path, metavar="FILE", help="JSONL of articles (also .xz .gz .bz2)")
    retrieval.add_argument("--limit", type=positive, metavar="N", help="only N articles, evenly spread over the file")
    retrieval.add_argument("--growth", action="store_true", help="stores of 1,000, 4,000 and 16,000 of the articles")
    retrieval.add_argument("--peers", action="store_true", help="llama-index's retrievers over the articles")
    retrieval.add_argument(
        "--chunk-tokens", type=positive, metavar="N", help="tokens of the peers' passages (default: as they choose)"
    )
    retrieval.add_argument("--json", action="store_true", help="print one JSON document")
    proof = commands.add_parser(
        "proof", help="what reaches the reader when a model errs, beside llama-index, over the sample news"
    )
    proof.add_argument("--store", type=Path, required=True, metavar="DIR", help="a store of the sample news")
    proof.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    """Measure and print, a table as soon as it is ready."""
    tables = []
    for table in _proof(args.store.expanduser()) if args.bench_command == "proof" else _retrieval(args):
        tables.append(table)
        if not args.json:
            print("\n".join(table.lines()), end="\n\n", flush=True)
    if args.json:
        print(json.dumps({**_machine(), "tables": [table.to_dict() for table in tables]}, indent=1))
    else:
        print(", ".join(f"{name} {value}" for name, value in _machine().items()))
    return 0


def _proof(store: Path) -> Iterator[Table]:
    from eval.bench.proof import proof
    from rag.settings import Settings

    yield from proof(store, Settings.from_environment())


def _check(args: argparse.Namespace) -> None:
    if (args.growth or args.peers) and args.articles is None:
        raise UsageError("--growth and --peers build stores: name the file of articles with --articles")
    if args.store is None and not (args.growth or args.peers):
        raise UsageError("nothing to measure: name a store with --store, or --articles with --growth or --peers")
    if args.peers:
        from eval.bench.peers import require_peers

        require_peers()  # now, not after minutes


def _retrieval(args: argparse.Namespace) -> Iterator[Table]:
    from eval.bench.spread import evenly
    from eval.datasets import load_dataset

    _check(args)
    cases = evenly(load_dataset(args.questions).cases, args.asked)
    if args.store is not None:
        yield from _of_store(args.store.expanduser(), cases)
    if args.growth or args.peers:
        yield from _of_articles(args, cases)


def _of_store(store: Path, cases: list[Case]) -> Iterator[Table]:
    from eval.bench.asking import asked_of
    from eval.bench.bare import BareLookups
    from eval.bench.cost import search_cost
    from eval.bench.living import living
    from eval.bench.memory import serving_memory
    from eval.bench.recall import vector_recall
    from eval.bench.spread import evenly
    from rag.qa import NewsQA
    from rag.settings import Settings
    from rag.store import NewsStore, chroma_address

    settings = Settings.from_environment(store=store)
    with NewsQA.open(settings=settings) as qa, BareLookups(store, settings) as bare:
        asked = asked_of(cases, qa.stats())
        _say("search cost")
        yield search_cost(qa, bare, asked)
        with NewsStore.open(store, chroma=chroma_address(settings)) as opened:
            for family, model in bare.models.items():
                _say(f"recall of {family}")
                yield vector_recall(opened, family, model, evenly(asked, RECALL_QUESTIONS))
        _say("living with it")
        yield living(qa, store, asked)
    _say("memory")
    yield serving_memory(store, asked)


def _of_articles(args: argparse.Namespace, cases: list[Case]) -> Iterator[Table]:
    from eval.bench.building import read_articles
    from eval.bench.spread import evenly
    from rag.settings import Settings

    settings = Settings.from_environment()
    lines = read_articles(args.articles.expanduser())
    if args.limit is not None:
        lines = evenly(lines, args.limit)
    if args.growth:
        from eval.bench.growth import SIZES, growth

        _say("growth")
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
            yield growth(lines, SIZES, cases, settings, Path(folder))
    if args.peers:
        from eval.bench.comparison import beside_peers

        _say("peers")
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
            yield beside_peers(
                lines, cases, settings, Path(folder), with_leads=args.store, chunk_tokens=args.chunk_tokens
            )


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        **{library: version(library) for library in _LIBRARIES},
    }


def _say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what} …", file=sys.stderr, flush=True)
