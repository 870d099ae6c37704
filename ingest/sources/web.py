"""Articles of the web: a page read from its address, and the pages that feeds and sitemaps list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.fetching.fetcher import Fetched, Fetcher, FetchLimits
from ingest.fetching.transport import NotFetched
from ingest.sources.entries import Entry
from ingest.sources.kinds import kind_of
from ingest.sources.memory import FILE_NAME, Memory
from ingest.sources.pages import article_from_page
from ingest.sources.records import article_from_record
from rag.errors import RecordRejected
from rag.types import Article

MOST_PAGES = 2_000
"""Pages fetched for one list in one run; the next run goes on where this one stopped."""


@dataclass(frozen=True, slots=True)
class Web:
    """What reading the web takes: a fetcher, what was read before, and whether summaries count as articles."""

    fetcher: Fetcher
    memory: Memory
    summaries: bool = False
    most_pages: int = MOST_PAGES

    @property
    def kind(self) -> str:
        """How lists are read: an entry read as a summary is read again as a page."""
        return "summaries" if self.summaries else "pages"


def open_web(
    store: Path, *, summaries: bool = False, allow_private: bool = False, limits: FetchLimits | None = None
) -> Web:
    """Reading the web for the store in a folder, which need not be there yet: what was read is remembered in it."""
    return Web(Fetcher(limits, allow_private=allow_private), Memory(store / FILE_NAME), summaries)


def article_of_page(page: Fetched, entry: Entry | None = None) -> Article:
    """The article of a fetched page, under its canonical address; ``entry`` fills what the page does not say.

    Raises ``RecordRejected``.
    """
    if kind_of(page.body, page.content_type, page.url) != "page":
        raise RecordRejected(page.url, f"is no web page but {page.content_type or 'of no stated type'}")
    return article_from_page(page.body, page.url, page.url, charset=page.charset, known=entry.record if entry else None)


class Listed:
    """The articles of one list's entries, each once; afterwards ``complete`` says whether all of them were read."""

    def __init__(self, web: Web, source: str, entries: Iterable[Entry]) -> None:
        self.complete = True
        self._web = web
        self._source = source
        self._entries = entries

    def __iter__(self) -> Iterator[Article | RecordRejected]:
        web, fetched, left = self._web, 0, 0
        for number, entry in enumerate(self._entries, start=1):
            name = entry.url or f"{self._source}:{number}"
            if web.memory.knows(name, entry.version, web.kind):
                continue
            if needs_page := not (entry.whole or web.summaries):
                if fetched >= web.most_pages:
                    left += 1
                    continue
                fetched += entry.url is not None
            try:
                yield self._page(entry, number) if needs_page else self._text(entry, number)
            except NotFetched as reason:
                yield RecordRejected(name, str(reason))
                if not reason.lasting:
                    self.complete = False
                    continue
            except RecordRejected as rejected:
                yield rejected
            web.memory.read(name, entry.version, web.kind)
        if left:
            self.complete = False
            why = f"lists {left} more pages than the {web.most_pages} of one run: read it again to go on"
            yield RecordRejected(self._source, why)

    def _text(self, entry: Entry, number: int) -> Article:
        if not entry.record.get("text") and entry.url:
            raise RecordRejected(entry.url, f"{self._source} gives no text for it: leave --summaries out", field="text")
        return article_from_record(entry.record, self._source, number)

    def _page(self, entry: Entry, number: int) -> Article:
        if entry.url is None:
            raise RecordRejected(self._source, "the entry has neither the article nor an address", line=number)
        return article_of_page(self._web.fetcher.fetch(entry.url), entry)
