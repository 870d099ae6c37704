"""A reranker's say in retrieval: one term beside the others, with the old order and a note where it fails."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from rag import NewsQA
from rag.errors import ModelMissing, ModelOverloaded
from rag.models import rerank_chat
from rag.models.embedding import open_embedding
from rag.models.protocols import Judged
from rag.retrieval.candidates import EmbeddingModels
from rag.retrieval.search import NewsQuery, NewsSearch
from rag.retrieval.weights import RetrievalWeights
from rag.settings import Secret, Settings
from rag.store import NewsStore
from rag.types import Answer
from tests.llm_server import LLMServer, Reply, Request

LAST_DAY = datetime(2026, 3, 30, tzinfo=UTC)
QUERY = NewsQuery("Why did the Morrow Star run aground?", LAST_DAY)
RATE = "What is the Bank of Halvern's key interest rate?"


@dataclass
class ScriptedReranker:
    """Scores by a function of the passage's text, and keeps what it was asked."""

    score: Callable[[str], float]
    asked: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def judge(self, question: str, passages: Sequence[str]) -> Judged:
        self.asked.append((question, passages))
        return Judged(tuple(self.score(text) for text in passages))

    def close(self) -> None:
        """Nothing to let go of."""


class BrokenReranker(ScriptedReranker):
    def judge(self, question: str, passages: Sequence[str]) -> Judged:
        self.asked.append((question, passages))
        raise ModelOverloaded("the judge is asleep")


@pytest.fixture(scope="module")
def search(sample_settings: Settings) -> Iterator[NewsSearch]:
    with NewsStore.open(sample_settings.store) as store:
        passages, leads = (open_embedding(name, sample_settings) for name in ("static", "minilm"))
        yield NewsSearch(store, EmbeddingModels(passages, leads))


def test_a_sure_reranker_moves_a_passage_to_the_front(search: NewsSearch) -> None:
    plain = search.retrieve(QUERY).hits
    wanted = plain[5].passage
    judge = ScriptedReranker(lambda text: float(wanted.text in text))

    hits = replace(search, reranker=judge, weights=RetrievalWeights(rerank_weight=50)).retrieve(QUERY).hits

    assert plain[0].passage != wanted == hits[0].passage
    assert {hit.passage.id for hit in hits[1:6]} == {hit.passage.id for hit in plain[:5]}
    assert [hit.score for hit in hits[:5]] == sorted((hit.score for hit in hits[:5]), reverse=True)


def test_the_best_candidates_are_judged_with_title_outlet_and_day(search: NewsSearch) -> None:
    judge = ScriptedReranker(len)
    top = search.retrieve(QUERY).hits[0].passage

    replace(search, reranker=judge, weights=RetrievalWeights(rerank_depth=7)).retrieve(QUERY)

    [(question, texts)] = judge.asked
    assert question == QUERY.question
    assert len(texts) == 7
    assert texts[0].startswith(f"{top.title}\n{top.publisher}, ") and texts[0].endswith(top.text)


def test_one_that_cannot_decide_changes_nothing(search: NewsSearch) -> None:
    plain = search.retrieve(QUERY)

    assert replace(search, reranker=ScriptedReranker(lambda _: 3.5)).retrieve(QUERY) == plain


@pytest.mark.parametrize("weights", [RetrievalWeights(rerank_weight=0), RetrievalWeights(rerank_depth=0)])
def test_one_that_is_switched_off_is_not_asked(search: NewsSearch, weights: RetrievalWeights) -> None:
    judge = ScriptedReranker(len)

    replace(search, reranker=judge, weights=weights).retrieve(QUERY)

    assert not judge.asked


@pytest.mark.parametrize(
    ("as_of", "holds"), [(datetime(2026, 3, 30, tzinfo=UTC), "4.00"), (datetime(2026, 3, 2, tzinfo=UTC), "4.25")]
)
def test_the_day_still_decides_between_passages_it_likes_alike(search: NewsSearch, as_of: datetime, holds: str) -> None:
    judge = ScriptedReranker(lambda text: float("key interest rate" in text))

    hits = replace(search, reranker=judge).retrieve(NewsQuery(RATE, as_of)).hits

    assert "key interest rate" in hits[0].passage.text
    assert holds in hits[0].passage.text
    assert all(hit.passage.published_at and hit.passage.published_at < as_of for hit in hits)


def test_one_that_fails_leaves_the_old_order_and_a_note(search: NewsSearch) -> None:
    plain = search.retrieve(QUERY)

    failed = replace(search, reranker=BrokenReranker(len)).retrieve(QUERY)

    assert failed.hits == plain.hits
    assert [(note.kind, "the judge is asleep" in note.message) for note in failed.notes] == [("model", True)]
    assert plain.notes == ()


# The whole path


def asked_both_ways(qa: NewsQA, question: str) -> Answer:
    answer = qa.query(question)
    assert answer == asyncio.run(qa.aquery(question)) == list(qa.stream(question))[-1]
    return answer


@pytest.fixture(scope="module")
def plain(sample_settings: Settings) -> Iterator[NewsQA]:
    with NewsQA.open(settings=sample_settings) as qa:
        yield qa


@pytest.fixture(scope="module")
def judging(sample_settings: Settings) -> Iterator[tuple[NewsQA, LLMServer]]:
    """Opened with a rerank endpoint, and that."""
    with LLMServer() as server:
        settings = replace(
            sample_settings,
            reranker="endpoint:judge",
            reranker_base_url=server.base_url,
            reranker_api_key=Secret("sk-judge"),
        )
        with NewsQA.open(settings=settings) as qa:
            yield qa, server


def test_an_endpoint_reranks_what_is_searched_and_answered(judging: tuple[NewsQA, LLMServer]) -> None:
    qa, server = judging

    answer = asked_both_ways(qa, QUERY.question)

    assert qa.search(QUERY.question, k=8) == list(answer.hits)
    assert "swapped" in answer.text
    assert [note.kind for note in answer.notes] == ["quoted"]
    assert {request.path for request in server.requests} == {"/v1/rerank"}
    assert len(server.last.body["documents"]) == RetrievalWeights().rerank_depth


@pytest.mark.parametrize(
    "fault", [Reply.server_error(), Reply.garbage(), Reply.unauthorized("sk-judge")], ids=["500", "garbage", "401"]
)
def test_when_the_endpoint_fails_the_answer_is_the_plain_one_with_a_note(
    plain: NewsQA, judging: tuple[NewsQA, LLMServer], fault: Reply
) -> None:
    qa, server = judging
    expected = plain.query(QUERY.question)

    server.enqueue(fault, fault)
    answer, awaited = qa.query(QUERY.question), asyncio.run(qa.aquery(QUERY.question))

    assert answer == awaited
    assert (answer.text, answer.hits) == (expected.text, expected.hits)
    assert [note.kind for note in answer.notes] == ["model", "quoted"]
    assert "sk-judge" not in answer.notes[0].message


def chat_settings(settings: Settings, server: LLMServer) -> Settings:
    return replace(
        settings,
        reranker="llm",
        answerer="openai",
        openai_base_url=server.base_url,
        openai_api_key=Secret("k"),
        chat_retries=0,
    )


def orders(request: Request) -> bool:
    """Whether this is the reranker's request rather than the answer's."""
    return bool(request.messages[0]["content"] == rerank_chat.RULES)


def test_the_chat_model_reranks_and_then_answers(plain: NewsQA, sample_settings: Settings) -> None:
    before = [hit.passage for hit in plain.search(QUERY.question, k=8)]

    def script(request: Request) -> str:
        if orders(request):
            lines = request.user_text.splitlines()
            wanted = next(line.split(":")[0] for line in lines if json.dumps(before[5].title)[1:-1] in line)
            return f"{wanted} > 1"
        number = re.search(r"<passage number=(\d+)[^>]*>\n[^<]*gyrocompass had", request.user_text)
        assert number
        return f"Two wires of its gyrocompass had been swapped during maintenance [{number[1]}]."

    with LLMServer(script) as server, NewsQA.open(settings=chat_settings(sample_settings, server)) as qa:
        answer = asked_both_ways(qa, QUERY.question)

    assert [orders(request) for request in server.requests] == [True, False] * 3
    assert [hit.passage for hit in answer.hits].index(before[5]) < 5
    assert "swapped" in answer.text and answer.answerer == "openai"
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (200, 20)
    assert not answer.notes


def test_a_chat_model_that_gives_no_order_still_answers(sample_settings: Settings) -> None:
    with LLMServer(lambda _: "Who knows?") as server:
        settings = replace(chat_settings(sample_settings, server), answerer="quoting")
        with NewsQA.open(settings=settings) as qa:
            answer = asked_both_ways(qa, QUERY.question)

    assert "swapped" in answer.text
    assert [note.kind for note in answer.notes] == ["model", "quoted"]
    assert "no order" in answer.notes[0].message


def test_without_a_chat_model_it_cannot_be_the_reranker(sample_settings: Settings) -> None:
    with pytest.raises(ModelMissing, match="OPENAI_API_KEY"):
        NewsQA.open(settings=replace(sample_settings, reranker="llm"))
