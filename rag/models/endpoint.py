"""Vectors from an OpenAI-compatible embeddings endpoint."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError, ModelUnreachable
from rag.models.address import Endpoint
from rag.models.attempts import Attempts
from rag.models.background import Background
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.models.openai_client import OpenAIClient

BATCH: Final = 64  # texts in a request
AT_ONCE: Final = 4  # requests under way together: an endpoint is mostly waiting
RETRIES: Final = 4
TIMEOUT_S: Final = 120.0  # for one batch, retries included


class EndpointModel:
    """An ``EmbeddingModel`` behind an address. ``dimensions`` asks the endpoint once, unless texts came before.

    ``clock`` (seconds), ``draw`` (0 to 1) and ``sleep`` are time and chance, for tests to replace.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        clock: Callable[[], float] = time.monotonic,
        draw: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._endpoint = endpoint
        self._clock = clock
        self._draw = draw
        self._sleep = sleep
        self._background = Background(f"embeddings of {endpoint.model}")
        self._client: OpenAIClient | None = None
        self._dimensions: int | None = None

    @property
    def fingerprint(self) -> str:
        return endpoint_fingerprint(self._endpoint.model)

    @property
    def dimensions(self) -> int:
        return self._dimensions or len(self.embed_question("dimensions"))

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, rows of length 1. Raises ``ModelError``, all or nothing."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return self._background.submit(self._embed(texts)).result()

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Shape ``(dimensions,)``."""
        vector: NDArray[np.float32] = self.embed_passages([text])[0]
        return vector

    def close(self) -> None:
        """Closes the connections."""
        self._background.close(self._hang_up)

    async def _hang_up(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    async def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._client is None:
            from rag.models.openai_client import OpenAIClient

            self._client = OpenAIClient(self._endpoint)
        client, gate = self._client, asyncio.Semaphore(AT_ONCE)

        async def one(batch: Sequence[str]) -> NDArray[np.float32]:
            async with gate:
                return await self._batch(client, batch)

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)]
        except* ModelError as errors:
            raise errors.exceptions[0] from None
        return np.concatenate([task.result() for task in tasks])

    async def _batch(self, client: OpenAIClient, texts: Sequence[str]) -> NDArray[np.float32]:
        attempts = Attempts(retries=RETRIES, timeout_s=TIMEOUT_S, clock=self._clock, random=self._draw)
        while True:
            try:
                async with asyncio.timeout(attempts.left_s):
                    return self._checked(await client.embed(texts), len(texts))
            except TimeoutError:
                host = self._endpoint.host
                raise ModelUnreachable(f"{host} embedded nothing within {TIMEOUT_S:g} s: is it overloaded?") from None
            except ModelError as error:
                wait_s = attempts.wait_s(error)
            await self._sleep(wait_s)

    def _checked(self, answer: Sequence[Sequence[float]], texts: int) -> NDArray[np.float32]:
        wrong = f"{self._endpoint.model} at {self._endpoint.host} sent"
        try:
            vectors = np.array(answer, dtype=np.float32)
        except (ValueError, TypeError):
            raise ModelError(f"{wrong} vectors that differ in length or are no numbers") from None
        if vectors.ndim != 2 or len(vectors) != texts or vectors.shape[1] == 0:
            raise ModelError(f"{wrong} {len(vectors)} vectors for {texts} texts")
        if self._dimensions not in (None, vectors.shape[1]):
            raise ModelError(f"{wrong} vectors of {vectors.shape[1]} numbers, {self._dimensions} before")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(vectors).all() and (lengths > 0).all()):
            raise ModelError(f"{wrong} a vector that is zero or not finite")
        self._dimensions = int(vectors.shape[1])
        unit: NDArray[np.float32] = vectors / lengths
        return unit


def open_endpoint(model: str, settings: Settings) -> EndpointModel:
    """The model of that name at the settings' embeddings endpoint. Connects to nothing yet.

    Raises ``ModelMissing`` where neither address nor key is set, ``UsageError`` where one cannot be used.
    """
    return EndpointModel(
        Endpoint(
            model,
            settings.embedding_base_url,
            settings.embedding_api_key,
            "DATELINE_PASSAGE_MODEL or DATELINE_LEAD_MODEL",
            "DATELINE_EMBEDDING_BASE_URL",
            "DATELINE_EMBEDDING_API_KEY",
        )
    )


def endpoint_fingerprint(model: str) -> str:
    """``endpoint:NAME``: an endpoint does not show the sum of its weights, its name for them has to do."""
    return f"endpoint:{model}"
