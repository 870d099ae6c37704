"""NewsQA: a store, its models and an answerer put together, to be asked many times; and the four one-shot functions."""

from __future__ import annotations

import threading
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, TypedDict, Unpack

from rag.answering.followups.turns import turns_of
from rag.days import When, end_of, start_of
from rag.errors import StoreMismatch, UsageError, command
from rag.models.embedding import fingerprint_of, name_in_store, open_embedding
from rag.models.reranking import open_reranker
from rag.retrieval.candidates import EmbeddingModels
from rag.retrieval.search import NewsQuery, NewsSearch
from rag.retrieval.weights import RetrievalWeights
from rag.settings import Settings
from rag.store import NewsStore, chroma_address
from rag.types import (
    MOST_PASSAGES,
    QUESTION_CHARACTERS,
    Answer,
    Article,
    Filters,
    Hit,
    Note,
    StoreStats,
    Timeline,
    Turn,
)

if TYPE_CHECKING:
    from rag.answering.engine import NewsQueryEngine
    from rag.answering.pipeline import AnswerPipeline
    from rag.models.protocols import ChatModel, EmbeddingModel

FEW_AHEAD: Final = 0.01  # of all articles


class Scope(TypedDict, total=False):
    """Where a question may look.

    ``as_of`` is the day asked about: nothing published later exists for the answer (default: the settings'
    ``as_of``, else now). ``since`` and ``until`` bound the publication day. Each takes a date, which stands for its
    whole day (also in ``until``), a datetime, or an ISO string of either. ``publishers`` are outlets by name, in any
    case.
    """

    as_of: When
    since: When
    until: When
    publishers: Sequence[str]


class Asked(Scope, total=False):
    """Everything that can be said with a question.

    ``k`` is how many passages the answer is made from. ``history`` is what was asked before, oldest first: answers as
    they were given, or pairs of a question and its answer's text. A follow-up ("and when did he leave?") is made whole
    from it, and ``Answer.notes`` say how it was understood.
    """

    k: int | None
    history: Sequence[Answer | Turn | tuple[str, str]]


class NewsQA(AbstractContextManager["NewsQA"]):
    """Ask the news again and again; open it once with ``NewsQA.open`` and use it from any thread.

    What can be said with a question stands in ``Asked``.
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

    def _news_query(
        self,
        question: str,
        as_of: When = None,
        since: When = None,
        until: When = None,
        publishers: Sequence[str] = (),
        k: int | None = None,
        history: Sequence[Answer | Turn | tuple[str, str]] = (),
    ) -> NewsQuery:
        if not isinstance(question, str):
            raise UsageError(f"the question must be a text, not {type(question).__name__}")
        if isinstance(publishers, str):  # else each of its letters would be an outlet
            raise UsageError(f"publishers must be a list of names: [{publishers!r}]")
        if not question.strip():
            raise UsageError("The question is empty: write what you want to know")
        if len(question) > QUESTION_CHARACTERS:
            raise UsageError(f"The question has {len(question):,} characters: ask in at most {QUESTION_CHARACTERS:,}")
        wanted = self._settings.passages_shown if k is None else k
        if not isinstance(wanted, int):
            raise UsageError(f"k must be a whole number, not {wanted!r}")
        if not 1 <= wanted <= MOST_PASSAGES:
            raise UsageError(f"k must be at least 1 and at most {MOST_PASSAGES:,}, not {wanted}")
        first, last = start_of(since), end_of(until)
        if first is not None and last is not None and first >= last:
            raise UsageError(f"since {since} is not before until {until}: no day lies between them")
        now = datetime.now(UTC)
        # Today ends in some hours, and what is under embargo until then is in the store already.
        moment = min(end_of(as_of) or end_of(self._settings.as_of or None) or now, now)
        notes = self._doubts_of_clock(now) if moment == now else ()
        # What has no date has been read by now; whether it was there on an earlier day nobody knows.
        undated = first is None and last is None and moment >= now - timedelta(days=1)
        filters = Filters(since=first, until=last, publishers=tuple(publishers), undated=undated)
        return NewsQuery(question, moment, filters, wanted, turns_of(history), notes)

    def _doubts_of_clock(self, now: datetime) -> tuple[Note, ...]:
        """A few articles under embargo are nothing to speak of; where many lie ahead, the clock may be wrong."""
        ahead = self._store.ahead_of(now)
        if not ahead or ahead < FEW_AHEAD * self._store.coverage().articles:
            return ()
        left_out = f"{ahead:,} {'article is' if ahead == 1 else 'articles are'} dated later and left out"
        said = f"This machine's clock says {now:%Y-%m-%d %H:%M} UTC; {left_out}. If the clock is wrong, set it."
        return (Note("clock", said),)

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


class OneChat:
    """The chat model of the settings, opened when it is first needed, once for all who ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._chat: ChatModel | None = None

    def opened(self) -> ChatModel:
        """The model; raises ``ModelMissing`` where none is configured."""
        with self._lock:
            if self._chat is None:
                if chosen_answerer(self._settings) == "local":
                    from rag.models.local import open_local

                    self._chat = open_local(self._settings)
                else:
                    from rag.models.chat import open_chat

                    self._chat = open_chat(self._settings)
            return self._chat

    def close(self) -> None:
        """Let go of the model, if it was opened."""
        with self._lock:
            if self._chat is not None:
                self._chat.close()


def chosen_answerer(settings: Settings) -> Literal["openai", "local", "quoting"]:
    """Who writes the answers: what the settings name, else openai where it is configured, else quoting."""
    if settings.answerer == "openai" or (settings.answerer == "auto" and _endpoint_configured(settings)):
        return "openai"
    return "local" if settings.answerer == "local" else "quoting"


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


def _endpoint_configured(settings: Settings) -> bool:
    return bool(settings.openai_api_key or settings.openai_base_url)
