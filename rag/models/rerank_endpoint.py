"""A reranker behind an HTTP endpoint, as Cohere, Jina, vLLM and llama.cpp speak it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rag.errors import ModelCutOff, ModelMissing, ModelUnreachable
from rag.models.address import Endpoint
from rag.models.background import Background
from rag.models.protocols import Judged
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.models.openai_client import OpenAIClient

TIMEOUT_S: Final = 10.0  # a reader waits; without the reranker there is an order too, so nothing is tried again


class EndpointReranker:
    """A ``Reranker`` behind an address; connects at first use. Safe to use from many threads."""

    def __init__(self, endpoint: Endpoint, *, timeout_s: float = TIMEOUT_S) -> None:
        self._endpoint = endpoint
        self._timeout_s = timeout_s
        self._background = Background(f"reranker {endpoint.model}")
        self._client: OpenAIClient | None = None

    def judge(self, question: str, passages: Sequence[str]) -> Judged:
        """The endpoint's relevance scores. A passage it leaves out counts as its least."""
        if not passages:
            return Judged(())
        return self._background.submit(self._judge(question, passages)).result()

    def close(self) -> None:
        """Closes the connections."""
        self._background.close(self._hang_up)

    async def _hang_up(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _judge(self, question: str, passages: Sequence[str]) -> Judged:
        if self._client is None:
            from rag.models.openai_client import OpenAIClient

            self._client = OpenAIClient(self._endpoint)
        try:
            async with asyncio.timeout(self._timeout_s):
                document = await self._client.rerank(question, passages)
        except TimeoutError:
            model, host = self._endpoint.model, self._endpoint.host
            raise ModelUnreachable(f"{model} at {host} reranked nothing within {self._timeout_s:g} s") from None
        scores = read_scores(document, len(passages))
        if scores is None:
            raise ModelCutOff(
                f"{self._endpoint.host} sent something that is no reranking by {self._endpoint.model}: "
                f"does {self._endpoint.base_url_variable} end where /rerank begins?"
            )
        return Judged(scores)


def read_scores(document: object, passages: int) -> tuple[float, ...] | None:
    """The scores in a rerank response, in the order of the passages; None where it is not one.

    >>> read_scores({"results": [{"index": 1, "relevance_score": 0.9}, {"index": 0, "relevance_score": 0.2}]}, 3)
    (0.2, 0.9, 0.2)
    >>> read_scores({"results": [{"index": 7, "relevance_score": 0.9}]}, 3) is None
    True
    """
    results: Any = document.get("results") if isinstance(document, dict) else None
    if not isinstance(results, list) or not results:
        return None
    scores: dict[int, float] = {}
    for result in results:
        index = result.get("index") if isinstance(result, dict) else None
        score = result.get("relevance_score") if isinstance(result, dict) else None
        if type(index) is not int or not 0 <= index < passages or index in scores:
            return None
        if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
            return None
        scores[index] = float(score)
    least = min(scores.values())
    return tuple(scores.get(index, least) for index in range(passages))


def open_rerank_endpoint(model: str, settings: Settings) -> EndpointReranker:
    """The reranker of that name at ``DATELINE_RERANKER_BASE_URL``. Connects to nothing yet.

    Raises ``ModelMissing`` where the address is not set, ``UsageError`` where it or the key cannot be used.
    """
    if not settings.reranker_base_url:
        raise ModelMissing(f"no endpoint for the reranker {model}: set DATELINE_RERANKER_BASE_URL")
    return EndpointReranker(
        Endpoint(
            model,
            settings.reranker_base_url,
            settings.reranker_api_key,
            "DATELINE_RERANKER",
            "DATELINE_RERANKER_BASE_URL",
            "DATELINE_RERANKER_API_KEY",
        )
    )
