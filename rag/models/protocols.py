"""What Dateline asks of a model, whoever provides it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from rag.types import Usage


@dataclass(frozen=True, slots=True)
class Judged:
    """A reranker's score for each passage, in the order given: higher fits better, on a scale of its own."""

    scores: tuple[float, ...]
    usage: Usage = Usage()


class Reranker(Protocol):
    """Reads a question and a passage together: slower than vectors, and better at telling good passages apart."""

    def judge(self, question: str, passages: Sequence[str]) -> Judged:
        """How well each passage fits the question. Raises ``ModelError``, all or nothing."""

    def close(self) -> None:
        """Lets go of what it holds."""


class EmbeddingModel(Protocol):
    """Text to vectors of length 1."""

    @property
    def fingerprint(self) -> str:
        """Name and the first digits of the weights' sum; the store refuses vectors of another fingerprint."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, in the order given."""

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Shape ``(dimensions,)``."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class ChatStream(Protocol):
    """Pieces of an answer as they arrive; ``usage`` is complete when they have ended. Closing it stops the request."""

    @property
    def usage(self) -> Usage:
        """Tokens read and written, and what they cost."""

    @property
    def cut_at_limit(self) -> bool:
        """The answer ended because ``max_tokens`` were used up, perhaps in mid-sentence."""

    def __iter__(self) -> Iterator[str]: ...

    def close(self) -> None: ...


class AsyncChatStream(Protocol):
    """The same, awaited."""

    @property
    def usage(self) -> Usage:
        """Tokens read and written, and what they cost."""

    @property
    def cut_at_limit(self) -> bool:
        """The answer ended because ``max_tokens`` were used up, perhaps in mid-sentence."""

    def __aiter__(self) -> AsyncIterator[str]: ...

    async def aclose(self) -> None: ...


class ChatModel(Protocol):
    """An LLM that writes from messages. Failures are ``rag.errors.ModelError``s, whatever the library raised.

    A request is tried again only while none of its text has been given out.
    """

    @property
    def name(self) -> str:
        """The model's name at its endpoint."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> ChatStream: ...

    def astream(self, messages: Sequence[Message], *, max_tokens: int) -> AsyncChatStream: ...

    def close(self) -> None: ...
