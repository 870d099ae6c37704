"""NewsQA: a store, its models and an answerer put together, to be asked many times, or once by four functions."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from rag.asked import Asked, Scope, news_query
from rag.errors import StoreMismatch, UsageError, command
from rag.models.embedding import fingerprint_of, name_in_store, open_embedding
from rag.models.one_chat import OneChat, chosen_answerer
from rag.models.reranking import open_reranker
from rag.retrieval.candidates import EmbeddingModels
from rag.retrieval.search import NewsQuery, NewsSearch
from rag.retrieval.weights import RetrievalWeights
from rag.settings import Settings
from rag.store import NewsStore, chroma_address
from rag.types import (
    MOST_PASSAGES,
    Answer,
    Article,
    Hit,
    StoreStats,
    Timeline,
)

if TYPE_CHECKING:
    from rag.answering.engine import NewsQueryEngine
    from rag.answering.pipeline import AnswerPipeline
    from rag.models.protocols import EmbeddingModel


class NewsQA(AbstractContextManager["NewsQA"]):
    """Ask the news again and again; open it once with ``NewsQA.open`` and use it from any thread.

        from rag import NewsQA

        with NewsQA.open() as qa:
            answer = qa.query("Why did the Morrow Star run aground?", since="2026-03-01")
            for citation in answer.citations:
                print(citation.number, citation.passage.publisher, citation.quote.text)

    What can be said with a question stands in ``rag.asked.Asked``.
    """

    def __init__(
        self, store: NewsStore, settings: Settings, search: NewsSearch, chat: OneChat, resources: ExitStack
    ) -> None:
        self._store = store
        self._settings = settings
        self._search = search
        self._chat = chat
        self._resources = resources
        self._pipeline: AnswerPipeline | None = None
        self.answerer = chosen_answerer(settings)

    @classmethod
    def open(
        cls,
        store: str | Path | None = None,
        settings: Settings | None = None,
        *,
        weights: RetrievalWeights | None = None,
    ) -> Self:
        """Open the store (default: the settings' one) for questions.

        Raises ``StoreNotFound`` where nothing has been read yet, ``StoreMismatch`` where the store was filled by other
        embedding models than the settings name.
        """
        settings = settings or Settings.from_environment()
        if store is not None:
            settings = replace(settings, store=Path(store))
        with ExitStack() as opening:
            path, chroma = settings.store.expanduser(), chroma_address(settings)
            opened = opening.enter_context(NewsStore.open(path, chroma=chroma))
            check_models(opened, settings)
            held = opened.models()
            models = EmbeddingModels(
                passages=_asking(settings.passage_model, held.passages, settings),
                leads=_asking(settings.lead_model, held.leads, settings),
            )
            chat = OneChat(settings)
            opening.callback(chat.close)
            reranker = open_reranker(settings, chat=chat.opened)
            if reranker is not None:
                opening.callback(reranker.close)
            search = NewsSearch(opened, models, weights or RetrievalWeights(), reranker)
            return cls(opened, settings, search, chat, opening.pop_all())
        raise AssertionError("unreachable: ExitStack does not swallow errors")

    def query(self, question: str, **asked: Unpack[Asked]) -> Answer:
        """The answer, every sentence of it cited, or the reason why there is none."""
        return self._pipeline_now().answer(self._news_query(question, **asked))

    async def aquery(self, question: str, **asked: Unpack[Asked]) -> Answer:
        """``query``, awaited."""
        return await self._pipeline_now().aanswer(self._news_query(question, **asked))

    def stream(self, question: str, **asked: Unpack[Asked]) -> Generator[Answer, None, None]:
        """Growing answers: the hits alone as soon as they are found, then one checked sentence more each time.

        The last one is ``complete`` and equals what ``query`` returns.
        """
        return self._pipeline_now().stream(self._news_query(question, **asked))

    def astream(self, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[Answer, None]:
        """``stream``, awaited. Closing it stops the request to the model."""
        return self._pipeline_now().astream(self._news_query(question, **asked))

    def search(self, question: str, k: int = 10, **asked: Unpack[Scope]) -> list[Hit]:
        """Retrieval alone: the ``k`` best passages, best first."""
        return list(self._search.retrieve(self._news_query(question, k=k, **asked)).hits)

    def timeline(self, subject: str, *, limit: int = 20, **asked: Unpack[Scope]) -> Timeline:
        """What happened when: at most ``limit`` cited events of a subject ("Aldren Bridge"), oldest first.

        ``since`` asks what has changed since a day. Events are dated by the day they were first published.
        """
        if not isinstance(limit, int):
            raise UsageError(f"limit must be a whole number, not {limit!r}")
        if not 1 <= limit <= MOST_PASSAGES:
            raise UsageError(f"limit must be at least 1 and at most {MOST_PASSAGES:,}, not {limit}")
        from rag.answering.timeline import PASSAGES, timeline_of, weights_of_any_day

        query = self._news_query(subject, k=PASSAGES, **asked)
        search = replace(self._search, weights=weights_of_any_day(self._search.weights), reranker=None)
        return timeline_of(query, search.retrieve(query), self._store, limit=limit)

    @property
    def searcher(self) -> NewsSearch:
        """Retrieval by itself, for who measures or fits it."""
        return self._search

    @property
    def store(self) -> NewsStore:
        """The open store itself, for who looks around in it; it may be used until this is closed."""
        return self._store

    def warm_up(self) -> None:
        """Load now what the first question would wait for: for who serves many."""
        self._pipeline_now()
        self._store.warm_up()

    def as_query_engine(self) -> NewsQueryEngine:
        """llama-index's query engine over what answers here; its retriever is ``.retriever``."""
        from rag.answering.engine import NewsQueryEngine  # late: llama-index takes a second to import
        from rag.retrieval.retriever import NewsRetriever

        return NewsQueryEngine(NewsRetriever(self._search, query_from_text=self._news_query), self._pipeline_now())

    def reweighted(self, weights: RetrievalWeights) -> NewsQA:
        """The same store and models, searched with other weights; it may be used until this one is closed."""
        return NewsQA(self._store, self._settings, replace(self._search, weights=weights), self._chat, ExitStack())

    def article(self, article_id: str) -> Article | None:
        """The stored article, or None; before its time an article under embargo is none."""
        if not isinstance(article_id, str):
            raise UsageError(f"an article's id must be a text, not {type(article_id).__name__}")
        if any("\ud800" <= one <= "\udfff" for one in article_id):  # half a character, which no database takes
            return None
        found = self._store.article(article_id)
        early = found is not None and found.published_at is not None and found.published_at > datetime.now(UTC)
        return None if early else found

    def stats(self) -> StoreStats:
        """What the store holds."""
        return self._store.stats()

    def stands(self) -> bool:
        """Whether the opened store is still the one at its path; if not, each question raises ``StoreError``."""
        return self._store.stands()

    @property
    def settings(self) -> Settings:
        """What this was opened with."""
        return self._settings

    @property
    def model(self) -> str | None:
        """Name of the chat model, None where answers are quoted."""
        if self.answerer == "quoting":
            return None
        return self._pipeline_now().model

    def close(self) -> None:
        """Let go of the store and the models."""
        self._resources.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _news_query(self, question: str, **asked: Unpack[Asked]) -> NewsQuery:
        return news_query(self._store, self._settings, question, **asked)

    def _pipeline_now(self) -> AnswerPipeline:
        if self._pipeline is None:
            from rag.answering.pipeline import AnswerPipeline
            from rag.answering.quoting import Quoter
            from rag.models.static import FINGERPRINT, open_static

            held = self._search.models.passages
            chat = None if self.answerer == "quoting" else self._chat.opened()
            self._pipeline = AnswerPipeline(
                self._search,
                chat=chat,
                judge=chat if self._settings.judge == "llm" else None,
                answerer=self.answerer,
                # Its weights were fitted with this model, whichever the store has.
                quoter=Quoter(held if held is not None and held.fingerprint == FINGERPRINT else open_static()),
                answer_tokens=self._settings.answer_tokens,
                context_tokens=self._settings.context_tokens,
            )
        return self._pipeline


def check_models(store: NewsStore, settings: Settings) -> None:
    """Raise ``StoreMismatch`` where the store was filled by other models than the settings name."""
    held = store.models()
    for family, stored, setting, name in (
        ("passages", held.passages, "DATELINE_PASSAGE_MODEL", settings.passage_model),
        ("leads", held.leads, "DATELINE_LEAD_MODEL", settings.lead_model),
    ):
        wanted = fingerprint_of(name_in_store(name, stored))
        if stored and stored != wanted:
            raise StoreMismatch(
                f"{store.path}: its {family} were embedded by {stored}, {setting} is {name} ({wanted}): "
                f"set {setting} to the first, or run {command('ingest', '--rebuild', '--store', store.path)}"
            )


def query(
    question: str, *, store: str | Path | None = None, settings: Settings | None = None, **asked: Unpack[Asked]
) -> Answer:
    """Open the store, ask one question, close it: for more than one use ``NewsQA.open``."""
    with NewsQA.open(store, settings) as qa:
        return qa.query(question, **asked)


async def aquery(
    question: str, *, store: str | Path | None = None, settings: Settings | None = None, **asked: Unpack[Asked]
) -> Answer:
    """``query``, awaited."""
    with NewsQA.open(store, settings) as qa:
        return await qa.aquery(question, **asked)


def stream(
    question: str, *, store: str | Path | None = None, settings: Settings | None = None, **asked: Unpack[Asked]
) -> Generator[Answer, None, None]:
    """Growing answers to one question, the last one complete."""
    with NewsQA.open(store, settings) as qa:
        yield from qa.stream(question, **asked)


async def astream(
    question: str, *, store: str | Path | None = None, settings: Settings | None = None, **asked: Unpack[Asked]
) -> AsyncGenerator[Answer, None]:
    """``stream``, awaited."""
    with NewsQA.open(store, settings) as qa:
        async for answer in qa.astream(question, **asked):
            yield answer


def _asking(name: str, stored: str | None, settings: Settings) -> EmbeddingModel | None:
    """The model to ask a family's vectors by; None where the store has none."""
    return open_embedding(name_in_store(name, stored), settings) if stored else None
