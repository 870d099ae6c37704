"""The HTTP doors of the real application, over the sample news, with answers in the sources' own words."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from rag.errors import ModelOverloaded, StoreBusy, StoreNotFound
from rag.settings import Secret, Settings
from rag.types import QUESTION_CHARACTERS
from tests.llm_server import LLMServer, Reply
from tests.ui_browser import empty_settings, served
from tests.ui_fake_qa import ScriptedQA, growing
from tests.ui_fake_qa import answer as scripted_answer
from ui.doors import schemas
from ui.wording.problems import ALL_KINDS, BODY_BYTES

QUESTION = "Why did the Morrow Star run aground?"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def client(sample_settings: Settings) -> Iterator[httpx.Client]:
    with served(None, sample_settings) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def events(text: str) -> list[tuple[str, str, Any]]:
    """Name, id and data of each event."""
    found = []
    for block in text.split("\n\n"):
        rows = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if rows:
            found.append((rows["event"], rows["id"], json.loads(rows["data"])))
    return found


def strict(model: type[BaseModel], document: Any) -> None:
    """The document has every field that the schema names, and no other, all the way down."""
    assert model.model_validate(document, strict=True).model_dump() == document


def test_a_question_is_answered_with_its_proof(client: httpx.Client) -> None:
    answer = client.post("/api/query", json={"question": QUESTION}).json()

    strict(schemas.AnswerDocument, answer)
    assert "gyrocompass" in answer["answer"] and "[1]" in answer["answer"]
    citation = answer["citations"][0]
    article = client.get(f"/api/articles/{citation['article_id']}").json()
    strict(schemas.ArticleDocument, article)
    assert article["text"][citation["quote_start"] : citation["quote_end"]] == citation["quote"]


def test_filters_reach_the_search(client: httpx.Client) -> None:
    asked = {"question": "ferry", "since": "2026-03-15", "publishers": ["radio halvern"], "k": 4}
    hits = client.post("/api/search", json=asked).json()["hits"]

    assert hits and {hit["publisher"] for hit in hits} == {"Radio Halvern"}
    assert min(hit["published_at"] for hit in hits) >= "2026-03-15"
    early = client.post("/api/search", json=asked | {"since": None, "as_of": "2026-03-11"}).json()["hits"]
    assert max(hit["published_at"] for hit in early) < "2026-03-12"


def test_a_follow_up_is_made_whole_from_the_history(client: httpx.Client) -> None:
    history = [{"question": "When will the Aldren Bridge reopen?", "answer": "In May."}]
    answer = client.post("/api/query", json={"question": "And why was it closed?", "history": history}).json()

    assert "Aldren Bridge" in next(note["message"] for note in answer["notes"] if note["kind"] == "history")


@pytest.mark.parametrize("how", [{"json": {"stream": True}}, {"headers": {"Accept": "text/event-stream"}}])
def test_the_growing_answer_comes_as_events(client: httpx.Client, how: dict[str, Any]) -> None:
    body = {"question": QUESTION} | how.get("json", {})
    response = client.post("/api/query", json=body, headers=how.get("headers"))
    sent = events(response.text)
    whole = client.post("/api/query", json={"question": QUESTION}).json()

    assert response.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _, _ in sent][0 :: len(sent) - 1] == ["hits", "complete"]
    assert len({id for _, id, _ in sent}) == len(sent)
    strict(schemas.HitsDocument, sent[0][2])
    assert {**sent[-1][2], "timings_ms": {}} == {**whole, "timings_ms": {}}


def test_get_and_post_find_the_same(client: httpx.Client) -> None:
    by_get = client.get("/api/search", params={"question": "gyrocompass wires", "k": 3}).json()
    by_post = client.post("/api/search", json={"question": "gyrocompass wires", "k": 3}).json()

    strict(schemas.HitsDocument, by_get)
    assert by_get == by_post and len(by_get["hits"]) == 3


def test_a_timeline_and_the_stats_have_their_shape(client: httpx.Client) -> None:
    timeline = client.get("/api/timeline", params={"subject": "Morrow Star", "limit": 3}).json()
    stats = client.get("/api/stats").json()

    strict(schemas.TimelineDocument, timeline)
    assert timeline == client.post("/api/timeline", json={"subject": "Morrow Star", "limit": 3}).json()
    assert len(timeline["events"]) == 3
    strict(schemas.StatsDocument, stats)
    assert stats["articles"] == 74


def test_nothing_found_is_an_answer(client: httpx.Client) -> None:
    answer = client.post("/api/query", json={"question": QUESTION, "publishers": ["The Moon Times"]})

    assert answer.status_code == 200
    assert answer.json()["abstained"]["reason"] == "outlet_not_indexed"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "question"),
        ({"question": " "}, "question"),
        ({"question": "x" * (QUESTION_CHARACTERS + 1)}, "question"),
        ({"question": "x", "k": 0}, "k"),
        ({"question": "x", "k": 10_000}, "k"),
        ({"question": "x", "since": "29 March"}, "since"),
        ({"question": "x", "as_of": 7}, "as_of"),
        ({"question": "x", "since": "2026-03-02", "until": "2026-03-01"}, "until"),
        ({"question": "x", "publishers": "Radio Halvern"}, "publishers"),
        ({"question": "x", "history": [{"question": ""}]}, "history.0.question"),
        ({"question": "x", "sort": "newest"}, "sort"),
    ],
)
def test_a_wrong_field_is_named(client: httpx.Client, body: dict[str, Any], field: str) -> None:
    problem(client.post("/api/query", json=body), 422, "invalid-request", field=field)


def test_every_wrong_field_is_named(client: httpx.Client) -> None:
    told = problem(client.post("/api/query", json={"k": 0, "sort": "newest"}), 422, "invalid-request", field="question")
    many = client.post("/api/query", json={"question": "x"} | {f"made-up-{n}": n for n in range(30)}).json()

    assert [row.partition(":")[0] for row in told["detail"].split("; ")] == ["question", "k", "sort"]
    assert many["detail"].endswith("; and 20 more")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"\xff"', b'{"question": "\\ud800"}', b"9" * 5000])
def test_a_body_that_is_no_request_is_a_problem(client: httpx.Client, body: bytes) -> None:
    problem(client.post("/api/query", content=body, headers=JSON), 422, "invalid-request")


def test_the_wrong_address_method_type_and_size_are_problems(client: httpx.Client) -> None:
    problem(client.get("/api/nothing"), 404, "not-found")
    problem(client.get("/api/articles/none"), 404, "not-found")
    refused = client.put("/api/search")
    problem(refused, 405, "method-not-allowed")
    assert refused.headers["allow"] == "GET, POST"
    problem(client.post("/api/query", data={"question": "x"}), 415, "unsupported-media-type")
    large = json.dumps({"question": "x", "history": "x" * BODY_BYTES}).encode()
    problem(client.post("/api/query", content=large, headers=JSON), 413, "too-large")
    pieces = (large[start : start + 65536] for start in range(0, len(large), 65536))  # of no length that is told
    problem(client.post("/api/query", content=pieces, headers=JSON), 413, "too-large")


def problem(response: httpx.Response, status: int, kind: str, *, field: str | None = None) -> dict[str, Any]:
    """The response is this problem, in RFC 9457's form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["type"].endswith(f"#{kind}") and document["status"] == status
    assert document["title"] and document["detail"] and document["instance"].startswith("urn:uuid:")
    if field is not None:
        assert document["field"] == field
    return document


def test_the_reference_describes_every_door_with_examples(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    page = client.get("/api", headers={"Accept": "text/html"})

    assert {
        "/api/query", "/api/search", "/api/timeline", "/api/articles/{article_id}", "/api/stats",
        "/v1/chat/completions", "/v1/models", "/healthz", "/readyz",
    } <= set(document["paths"])  # fmt: skip
    for path, item in document["paths"].items():
        for operation in item.values():
            assert "example" in operation["responses"]["200"]["content"]["application/json"], path
        assert path in page.text
    assert all(f'id="{kind.name}"' in page.text for kind in ALL_KINDS)
    assert page.text == client.get("/api/docs").text
    assert "<script" not in page.text and "//cdn" not in page.text
    for name in {part.split('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]


def test_the_examples_have_the_shape_they_show(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    shown = 0
    for item in document["paths"].values():
        for operation in item.values():
            content = operation["responses"]["200"]["content"]["application/json"]
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if name:
                strict(getattr(schemas, name), content["example"])
                shown += 1
    assert shown >= 7


def test_the_commands_of_the_reference_work(client: httpx.Client) -> None:
    for path, model in (("/api/query", "QueryRequest"), ("/api/search", "SearchRequest")):
        body = client.get("/openapi.json").json()["components"]["schemas"][model]["examples"][0]
        assert client.post(path, json=body).status_code == 200


def test_ready_says_what_is_missing(client: httpx.Client, tmp_path: Any) -> None:
    assert client.get("/readyz").json()["ready"] is True
    with served(None, empty_settings(tmp_path)) as address:
        ready = httpx.get(f"{address}/readyz")
        asked = httpx.post(f"{address}/api/query", json={"question": QUESTION})

        assert ready.status_code == 503 and "Nothing has been read" in ready.json()["checks"]["store"]
        assert str(tmp_path) not in ready.text
        problem(asked, 503, "store-not-found")


def test_every_trouble_is_a_problem_and_keeps_its_insides(tmp_path: Any, caplog: pytest.LogCaptureFixture) -> None:
    troubles: dict[str, tuple[Exception, int, str]] = {
        "busy": (StoreBusy("process 7 is writing"), 503, "store-busy"),
        "gone": (StoreNotFound("there is no store"), 503, "store-not-found"),
        "later": (ModelOverloaded("too much to do", retry_after_s=2.4), 503, "model-overloaded"),
        "bug": (ZeroDivisionError("the secret of the house"), 500, "internal"),
    }
    qa = ScriptedQA(script=lambda question: [growing(scripted_answer())[0], troubles[question][0]])
    with served(lambda: qa, empty_settings(tmp_path)) as address:
        for question, (error, status, kind) in troubles.items():
            response = httpx.post(f"{address}/api/query", json={"question": question})
            told = problem(response, status, kind)
            assert (str(error) in told["detail"]) == (question != "bug")
            assert response.headers.get("retry-after") == ("2" if question == "later" else None)
            stream = httpx.post(f"{address}/api/query", json={"question": question, "stream": True})
            names = [(name, data.get("type")) for name, _, data in events(stream.text)]
            assert names == [("hits", None), ("problem", f"/api#{kind}")]
            if question == "bug":
                assert (
                    "secret" not in response.text
                    and told["instance"].rpartition(":")[2].replace("-", "") in caplog.text
                )


@pytest.mark.parametrize("stream", [True, False])
def test_hanging_up_stops_the_request_to_the_model(sample_settings: Settings, stream: bool) -> None:
    body = json.dumps({"question": QUESTION, "stream": stream}).encode()
    with LLMServer(lambda request: Reply.stall("The ferry ")) as model:
        settings = replace(
            sample_settings, answerer="openai", openai_base_url=model.base_url, openai_api_key=Secret("test")
        )
        with served(None, settings) as address:
            host, port = address.removeprefix("http://").split(":")
            head = f"POST /api/query HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            with socket.create_connection((host, int(port))) as connection:
                connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                while not model.requests:
                    time.sleep(0.01)
                assert not model.last.disconnected.is_set()

            assert model.last.disconnected.wait(60)


def test_a_body_that_is_refused_or_breaks_off_is_no_failure_for_the_log(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    flood = client.post("/api/query", content=(b" " * 100_000 for _ in range(30)), headers=JSON)
    assert flood.status_code == 413

    with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as broken:
        head = f"POST /api/query HTTP/1.1\r\nHost: {client.base_url.host}\r\nContent-Type: application/json\r\n"
        broken.sendall(f"{head}Content-Length: 500\r\n\r\n{{".encode())
    assert client.post("/api/query", json={"question": QUESTION}).status_code == 200

    assert not [record for record in caplog.records if record.name.startswith("ui.")]
