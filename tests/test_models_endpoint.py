"""The embeddings endpoint, through a real HTTP server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from rag.errors import ModelCutOff, ModelError, ModelMissing, ModelOverloaded, ModelRefused
from rag.models import endpoint
from rag.models.address import Endpoint
from rag.models.embedding import fingerprint_of, open_embedding
from rag.models.endpoint import EndpointModel
from rag.settings import Secret, Settings
from tests.llm_server import LLMServer, Reply, vector_of


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer() as server:
        yield server


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def model(server: LLMServer, slept: list[float]) -> Iterator[EndpointModel]:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    at = Endpoint("embedder", server.base_url, Secret("sk-secret-42"), "MODEL", "BASE_URL", "THE_KEY")
    model = EndpointModel(at, draw=lambda: 1.0, sleep=sleep)
    yield model
    model.close()


def document(vectors: list[Any]) -> bytes:
    data = [{"object": "embedding", "index": i, "embedding": vector} for i, vector in enumerate(vectors)]
    return json.dumps({"object": "list", "model": "embedder", "data": data}).encode()


def test_vectors_come_back_in_order_and_at_length_one(server: LLMServer, model: EndpointModel) -> None:
    texts = [f"report {n}" for n in range(2 * endpoint.BATCH + 5)]

    vectors = model.embed_passages(texts)

    expected = np.array([vector_of(text) for text in texts]) / 2
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    assert vectors.dtype == np.float32
    assert sorted(len(request.body["input"]) for request in server.requests) == [5, endpoint.BATCH, endpoint.BATCH]
    assert server.last.body["model"] == "embedder"


def test_dimensions_are_asked_for_once(server: LLMServer, model: EndpointModel) -> None:
    assert (model.dimensions, model.dimensions) == (16, 16)
    assert model.embed_passages([]).shape == (0, 16)
    assert len(server.requests) == 1


def test_texts_an_endpoint_might_refuse_are_sent_as_it_can_take_them(server: LLMServer, model: EndpointModel) -> None:
    assert model.embed_passages(["", "broken \ud800"]).shape == (2, 16)
    assert server.last.body["input"] == [" ", "broken ?"]


def test_trouble_is_tried_again(server: LLMServer, model: EndpointModel, slept: list[float]) -> None:
    server.enqueue(Reply.rate_limited("3"), Reply.server_error())

    vector = model.embed_question("rain")

    np.testing.assert_allclose(vector, np.array(vector_of("rain")) / 2, atol=1e-6)
    assert slept == [3.5, 1.0]


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply.unauthorized("sk-secret-42"), ModelRefused, "does not accept the key (401): check THE_KEY"),
        (Reply.server_error(), ModelOverloaded, "in trouble (500)"),
        (Reply(raw=b"\xff no json"), ModelCutOff, "is it an OpenAI-compatible endpoint?"),
        (Reply(raw=b'{"data": 3}'), ModelCutOff, "is it an OpenAI-compatible endpoint?"),
        (Reply(raw=document([])), ModelError, "sent "),
        (Reply(raw=document([[1.0], [2.0]])), ModelError, "sent 2 vectors for 1 texts"),
        (Reply(raw=document([[0.0, 0.0]])), ModelError, "zero or not finite"),
        (Reply(raw=document([["a", "b"]])), ModelError, "no numbers"),
    ],
    ids=["401", "500", "bytes", "no list", "none", "two", "zero", "words"],
)
def test_what_cannot_be_used_is_our_error(
    server: LLMServer, model: EndpointModel, reply: Reply, kind: type[ModelError], words: str
) -> None:
    server.enqueue(*[reply] * (endpoint.RETRIES + 1))

    with pytest.raises(ModelError) as caught:
        model.embed_question("rain")

    assert type(caught.value) is kind
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


def test_vectors_of_another_length_than_before_are_refused(server: LLMServer, model: EndpointModel) -> None:
    model.embed_question("rain")
    server.enqueue(Reply(raw=document([[1.0, 2.0]])))

    with pytest.raises(ModelError, match="vectors of 2 numbers, 16 before"):
        model.embed_question("rain")


def test_a_name_opens_it_with_the_settings_address(server: LLMServer) -> None:
    settings = Settings(embedding_base_url=server.base_url, embedding_api_key=Secret("sk-e"))

    model = open_embedding("endpoint:my/embedder:v2", settings)

    assert isinstance(model, EndpointModel)
    assert model.fingerprint == fingerprint_of("endpoint:my/embedder:v2") == "endpoint:my/embedder:v2"
    model.embed_question("rain")
    model.close()
    assert server.last.body["model"] == "my/embedder:v2"
    assert server.last.headers["authorization"] == "Bearer sk-e"


def test_without_address_and_key_the_variables_are_named() -> None:
    with pytest.raises(ModelMissing, match=r"set DATELINE_EMBEDDING_API_KEY .* or DATELINE_EMBEDDING_BASE_URL"):
        open_embedding("endpoint:embedder", Settings())
