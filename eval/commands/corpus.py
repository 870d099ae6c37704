"""``dateline eval corpus``: a BEIR corpus as articles."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rag.errors import UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """From where, and where to."""
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="corpus.jsonl, or the folder that holds it")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to, a JSONL file")


def run(args: argparse.Namespace) -> int:
    """Write them, and say what to do with them."""
    from eval.datasets.beir import beir_articles

    corpus = args.corpus.expanduser()
    articles = beir_articles(corpus / "corpus.jsonl" if corpus.is_dir() else corpus)
    lines = (json.dumps(article) + "\n" for article in articles)
    try:
        args.out.expanduser().write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--out: {args.out} cannot be written ({error.strerror})") from None
    print(f"{len(articles)} articles in {args.out}: read them with `dateline ingest {args.out}`")
    return 0
