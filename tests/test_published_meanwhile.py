"""A search during which a writer publishes: what it found has gone before it was read."""

from __future__ import annotations

from typing import Any, cast

from rag import NewsQA
from rag.retrieval.search import NewsSearch
from rag.settings import Settings
from rag.store import Header, NewsStore


class PublishedMeanwhile:
    """A store whose next generation is published between the finding of passages and the reading of their headers."""

    def __init__(self, store: NewsStore, times: int) -> None:
        self._store, self._times = store, times
        self.published = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def generation(self) -> int:
        return self._store.generation() + self.published

    def headers(self, keys: Any) -> dict[int, Header]:
        if self.published < self._times:
            self.published += 1
            return {}  # every article was read again and has passages of other keys now
        return self._store.headers(keys)


def test_what_was_found_is_looked_for_again(sample_settings: Settings) -> None:
    with NewsQA.open(settings=sample_settings) as qa:
        query = qa._news_query("Why did the Morrow Star run aground?")
        for times, found in ((1, True), (2, True), (9, False)):
            store = PublishedMeanwhile(qa.searcher.store, times)
            search = NewsSearch(cast(NewsStore, store), qa.searcher.models, qa.searcher.weights)
            assert bool(search.retrieve(query).hits) is found
            assert store.published == min(times, 3)
