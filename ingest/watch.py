"""The ``watch`` command: reads feeds again and again while others ask, the store open only while it is written to."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ingest.command import add_web_arguments
from rag.errors import ModelError, RecordRejected, StoreBusy, StoreError, UsageError

if TYPE_CHECKING:
    from ingest.report import IngestReport
    from ingest.sources.web import Web
    from rag.settings import Settings
    from rag.types import Article

ARTICLES_AT_ONCE = 200
"""Articles that are read before they are stored; the store is free while they are read."""
BUSY_WAIT_S = 5.0
_SHORTEST_MINUTES, _LONGEST_MINUTES = 1.0, 31 * 24 * 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``watch`` takes."""
    parser.add_argument("feeds", nargs="+", metavar="FEED", help="addresses of feeds, news sitemaps or OPML lists")
    parser.add_argument("--every", metavar="MINUTES", type=float, default=15.0, help="how often (default: 15)")
    parser.add_argument("--once", action="store_true", help="read once and end, for cron")
    parser.add_argument("--store", metavar="DIR", type=Path, help="folder of the store (default: DATELINE_STORE)")
    add_web_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Read until Ctrl-C; with ``--once`` the exit code is 1 where nothing could be read."""
    from ingest.sources.web import open_web
    from rag.settings import Settings

    if not _SHORTEST_MINUTES <= args.every <= _LONGEST_MINUTES:
        least, most = f"{_SHORTEST_MINUTES:g}", f"{_LONGEST_MINUTES:,.0f}"
        raise UsageError(f"--every must be from {least} to {most} minutes, not {args.every:g}")
    settings = Settings.from_environment(store=args.store)
    web = open_web(settings.store.expanduser(), summaries=args.summaries, allow_private=args.allow_private)
    watch = Watch(args.feeds, settings, web, tell=_tell)
    if not args.once:
        watch.rounds(args.every * 60)
    return 1 if watch.round() else 0


class Watch:
    """Reads the same sources in rounds; ``tell`` is handed a line at a time, ``wait`` seconds."""

    def __init__(
        self,
        sources: list[str],
        settings: Settings,
        web: Web,
        *,
        tell: Callable[[str], None],
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._sources = sources
        self._settings = settings
        self._web = web
        self._tell = tell
        self._wait = wait

    def rounds(self, pause_s: float) -> NoReturn:
        """Round after round. What fails in the first one is raised; later a full disk or a silent endpoint may pass."""
        self.round()
        while True:
            self._wait(pause_s)
            try:
                self.round()
            except (StoreError, ModelError) as error:
                self._tell(f"{error}; trying again in {pause_s / 60:g} minutes.")

    def round(self) -> bool:
        """Read everything new once and store it; whether nothing but failures came of it.

        What was read is remembered only after it is stored. Another process that is writing is waited for.
        """
        try:
            return self._round()
        except (StoreError, ModelError):
            self._web.memory.forget_unsaved()
            raise

    def _round(self) -> bool:
        from ingest.sources.reading import read_sources

        read = stored = updated = 0
        rejected: list[str] = []
        for group in _groups(read_sources(self._sources, lambda: self._web)):
            articles = [pair for pair in group if not isinstance(pair[1], RecordRejected)]
            rejected.extend(str(item) for _, item in group if isinstance(item, RecordRejected))
            if not articles:
                continue
            report = self._stored(articles)
            read, stored, updated = read + report.read, stored + report.added, updated + report.updated
            rejected.extend(str(row) for row in report.rejected)
        self._web.memory.save()
        self._tell(f"{read} read: {stored} added, {updated} updated, {len(rejected)} rejected.")
        for line in rejected:
            self._tell(f"  rejected {line}")
        return bool(rejected) and not read

    def _stored(self, articles: list[tuple[str, Article | RecordRejected]]) -> IngestReport:
        from ingest.pipeline import store_articles

        told = False
        while True:
            try:
                return store_articles(articles, settings=self._settings)
            except StoreBusy as busy:
                if not told:
                    self._tell(f"{busy}; trying again every {BUSY_WAIT_S:g} s.")
                told = True
                self._wait(BUSY_WAIT_S)


def _groups(
    pairs: Iterable[tuple[str, Article | RecordRejected]],
) -> Iterator[list[tuple[str, Article | RecordRejected]]]:
    group: list[tuple[str, Article | RecordRejected]] = []
    for pair in pairs:
        group.append(pair)
        if len(group) >= ARTICLES_AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _tell(line: str) -> None:
    from ingest.characters import one_line

    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {one_line(line, 500)}", file=sys.stderr, flush=True)
