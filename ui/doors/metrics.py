"""``GET /metrics`` for Prometheus: what was asked at which door, how it ended, and what the store holds."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, Final

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from rag.errors import DatelineError
from rag.types import Answer
from ui.newsroom import Newsroom

_log = logging.getLogger(__name__)

_SECONDS: Final = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 60.0)


class Counts:
    """A watcher of the newsroom that counts; its registry is its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own: dict[str, Any] = {"registry": self.registry}
        self.questions = Counter(
            "dateline_questions",
            "Questions by door and outcome: answered, quoted (in the sources' own words, as when the model is down), "
            "the reason of an abstention, stopped, or the kind of error.",
            ["door", "outcome"],
            **own,
        )
        self.in_flight = Gauge("dateline_questions_in_flight", "Questions being answered now.", ["door"], **own)
        self.first_hits_s = Histogram(
            "dateline_first_hits_seconds", "From a question to its first hits.", ["door"], buckets=_SECONDS, **own
        )
        self.answer_s = Histogram(
            "dateline_answer_seconds", "From a question to its complete answer.", ["door"], buckets=_SECONDS, **own
        )
        self.search_s = Histogram(
            "dateline_search_seconds", "Searches and timelines.", ["door"], buckets=_SECONDS, **own
        )
        self.removed = Counter("dateline_sentences_removed", "Sentences of the model's that did not pass.", **own)
        self.tokens = Counter("dateline_tokens", "Tokens of the model's: prompt or completion.", ["kind"], **own)
        self.cost_usd = Counter("dateline_cost_usd", "What the tokens cost, where the price is known.", **own)
        self.articles = Gauge("dateline_store_articles", "Articles in the store.", **own)
        self.newest = Gauge(
            "dateline_store_newest_article_timestamp_seconds", "When the newest article was published.", **own
        )
        self.age_s = Gauge("dateline_store_newest_article_age_seconds", "Age of the newest article.", **own)
        self.generation = Gauge("dateline_store_generation", "Finished writes to the store.", **own)
        self.store_up = Gauge("dateline_store_up", "1 where the store is open, 0 where it cannot be read.", **own)

    def asked(self, door: str, question: str) -> Counted:  # noqa: ARG002 - what is asked is not counted
        """A question begins."""
        return Counted(self, door)

    def searched(self, door: str, elapsed_s: float) -> None:
        """A search or timeline was answered."""
        self.search_s.labels(door).observe(elapsed_s)

    async def page(self, newsroom: Newsroom) -> bytes:
        """All counts in Prometheus' text format."""
        try:
            stats = await newsroom.stats()
        except DatelineError:
            self.store_up.set(0)
        else:
            self.store_up.set(1)
            self.articles.set(stats.articles)
            self.generation.set(stats.generation)
            if stats.last_published is not None:
                newest_s = stats.last_published.timestamp()
                self.newest.set(newest_s)
                self.age_s.set(time.time() - newest_s)
        return generate_latest(self.registry)


class Counted:
    """One question."""

    def __init__(self, counts: Counts, door: str) -> None:
        self._counts = counts
        self._door = door
        self._began = time.monotonic()
        self._last: Answer | None = None
        self._by_model = False
        counts.in_flight.labels(door).inc()

    def grew(self, answer: Answer) -> None:
        """The first time are its hits."""
        if self._last is None:
            self._counts.first_hits_s.labels(self._door).observe(time.monotonic() - self._began)
        self._last = answer
        self._by_model |= answer.model is not None

    def ended(self, error: BaseException | None) -> None:
        """Count how it ended, and what it took."""
        counts, last = self._counts, self._last
        counts.in_flight.labels(self._door).dec()
        counts.questions.labels(self._door, outcome_of(last, error)).inc()
        if error is None:
            counts.answer_s.labels(self._door).observe(time.monotonic() - self._began)
        if last is not None:
            if self._by_model and last.complete and (why := _why_quoted(last)):
                _log.warning("a question was not answered by the model: %s", why)
            counts.removed.inc(last.removed)
            counts.tokens.labels("prompt").inc(last.usage.prompt_tokens)
            counts.tokens.labels("completion").inc(last.usage.completion_tokens)
            counts.cost_usd.inc(last.usage.cost_usd or 0.0)


def outcome_of(answer: Answer | None, error: BaseException | None) -> str:
    """How a question ended, in a word: one of few, for it becomes a label.

    ``quoted``: answered in the sources' own sentences, because the model failed or there is none.

    >>> outcome_of(None, GeneratorExit()), outcome_of(None, ValueError())
    ('stopped', 'ValueError')
    """
    if isinstance(error, (GeneratorExit, asyncio.CancelledError)):
        return "stopped"
    if error is not None:
        return type(error).__name__
    if answer is None or not answer.complete:
        return "stopped"
    if answer.abstained:
        return answer.abstained.reason
    return "quoted" if _why_quoted(answer) else "answered"


def _why_quoted(answer: Answer) -> str:
    return next((note.message for note in answer.notes if note.kind == "quoted"), "")


def router(newsroom: Newsroom, counts: Counts) -> APIRouter:
    """The route."""
    routes = APIRouter()

    @routes.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return Response(await counts.page(newsroom), media_type=CONTENT_TYPE_LATEST)

    return routes
