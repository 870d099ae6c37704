"""Answers leave and come back whole."""

import json
from datetime import UTC, datetime

from rag.types import Abstained, Answer, Citation, Hit, Note, Passage, Span, Usage, Why, Window
from rag.wire import answer_from_record, answer_to_dict, answer_to_record, hit_from_record, hit_to_dict, hit_to_record

DAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
PASSAGE = Passage(
    article_id="a1",
    index=2,
    start=10,
    end=16,
    text="It won.",
    title="A title",
    publisher="The Courier",
    url="https://courier.example/a1",
    published_at=DAY,
)
ANSWER = Answer(
    question="Who won?",
    as_of=DAY,
    text="It won. [1]",
    citations=(Citation(1, PASSAGE, Span(10, 16, "It won.")),),
    hits=(Hit(PASSAGE, 0.5, Why(words=1, leads=3), also=("The Post",)),),
    window=Window(None, DAY, True, "on 4 March"),
    notes=(Note("stale", "The newest article is a month old."),),
    answerer="openai",
    model="m",
    usage=Usage(10, 2, 0.001),
    timings_ms={"search": 1.25},
)


def test_an_answer_survives_json() -> None:
    record = json.loads(json.dumps(answer_to_record(ANSWER)))
    back = answer_from_record(record)
    assert back == ANSWER
    assert back.timings_ms == ANSWER.timings_ms
    assert isinstance(back.citations, tuple)


def test_an_abstained_answer_survives_json() -> None:
    answer = Answer("q", DAY, abstained=Abstained("empty_index", "Nothing has been read yet."))
    assert answer_from_record(answer_to_record(answer)) == answer


def test_a_hit_survives_json() -> None:
    assert hit_from_record(json.loads(json.dumps(hit_to_record(ANSWER.hits[0])))) == ANSWER.hits[0]


def test_the_printed_answer_has_the_promised_fields() -> None:
    document = json.loads(json.dumps(answer_to_dict(ANSWER)))
    promised = "question answer citations abstained as_of window notes answerer timings_ms usage"
    assert set(promised.split()) <= set(document)
    cited = "number title publisher published_at url quote article_id passage_id"
    assert set(cited.split()) <= set(document["citations"][0])
    assert document["citations"][0]["published_at"] == "2026-03-04T09:30:00+00:00"


def test_a_printed_hit_has_the_promised_fields() -> None:
    promised = "rank score passage_id article_id title publisher published_at url text"
    assert set(promised.split()) <= set(hit_to_dict(ANSWER.hits[0], 1))
