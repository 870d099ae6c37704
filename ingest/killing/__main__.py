"""``python -m ingest.killing``: kill an ingest at random moments, go on, and compare with one that was left alone."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ingest.killing.articles import write_articles
from ingest.killing.rounds import kill_and_compare
from ingest.pipeline import PASSAGES_A_BATCH


def main(arguments: list[str] | None = None) -> int:
    """Run it; the exit code is 1 where a store differs from the undisturbed one."""
    parser = argparse.ArgumentParser(prog="python -m ingest.killing", description=__doc__)
    parser.add_argument("source", nargs="?", type=Path, help="articles to ingest (default: invented ones)")
    parser.add_argument("--articles", type=int, default=2_000, help="how many invented ones (default: 2000)")
    parser.add_argument("--kills", type=int, default=40, help="how many kills (default: 40)")
    parser.add_argument("--seed", type=int, default=1, help="other moments for another seed (default: 1)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dateline-killing-") as name:
        source = asked.source or Path(name) / "articles.jsonl"
        if asked.source is None:
            write_articles(source, asked.articles)
        toll = kill_and_compare(source, Path(name), kills=asked.kills, seed=asked.seed, tell=_say)
    print(f"{toll.kills} kills ({toll.kills_in_leads} among the leads), {toll.finished} stores finished")
    print(
        f"of {toll.texts} texts a store {toll.repeated} were embedded again in all, {toll.most_repeated} at most after "
        f"one kill (a batch is {PASSAGES_A_BATCH})"
    )
    for difference in toll.differences:
        print(f"  {difference}")
    print("every store is as the undisturbed one" if not toll.differences else "STORES DIFFER")
    return 1 if toll.differences else 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
