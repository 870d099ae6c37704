"""The LLM behind an OpenAI-compatible endpoint: answers in pieces, under a deadline, tried again where that helps."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from rag.errors import ModelCutOff, ModelError, ModelRefused, ModelUnreachable
from rag.models.address import Endpoint
from rag.models.attempts import Attempts
from rag.models.background import Background
from rag.models.prices import cost_usd
from rag.models.protocols import Message
from rag.models.response import AnswerReader, Chunk
from rag.models.spelling import Spelling
from rag.settings import Secret, Settings
from rag.types import Usage

if TYPE_CHECKING:
    from rag.models.openai_client import OpenAIClient

CHARACTERS_A_TOKEN: Final = 40  # at most, over a whole answer: some ten times what prose has


def open_chat(settings: Settings) -> OpenAIChat:
    """The chat model of the settings: at ``OPENAI_BASE_URL``, or the official one with ``OPENAI_API_KEY``.

    Connects to nothing yet. Raises ``ModelMissing`` where neither is set, ``UsageError`` where one cannot be used.
    """
    return chat_at(
        settings,
        model=settings.chat_model,
        base_url=settings.openai_base_url,
        key=settings.openai_api_key,
        timeout_s=settings.chat_timeout_s,
        stall_s=settings.chat_stall_s,
    )


def chat_at(
    settings: Settings, *, model: str, base_url: str, key: Secret, timeout_s: float, stall_s: float
) -> OpenAIChat:
    """The same at another address: how a server inside this process is reached."""
    endpoint = Endpoint(model, base_url, key, "DATELINE_CHAT_MODEL", "OPENAI_BASE_URL", "OPENAI_API_KEY")
    return OpenAIChat(endpoint, timeout_s=timeout_s, stall_s=stall_s, retries=settings.chat_retries)


class OpenAIChat:
    """A ``ChatModel``. Safe to use from many threads and event loops: its requests run on one loop of its own.

    ``clock`` (seconds), ``draw`` (0 to 1) and ``sleep`` are time and chance, for tests to replace.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        timeout_s: float,
        stall_s: float,
        retries: int,
        clock: Callable[[], float] = time.monotonic,
        draw: Callable[[], float] = random.random,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.endpoint = endpoint
        self.timeout_s = timeout_s
        self.stall_s = stall_s
        self.retries = retries
        self.clock = clock
        self.draw = draw
        self.sleep = sleep
        self.spelling = Spelling()
        self._background = Background(f"chat model {endpoint.model}")
        self._client: OpenAIClient | None = None
        self.under_way: WeakSet[Exchange] = WeakSet()  # touched on the background's loop only

    @property
    def name(self) -> str:
        return self.endpoint.model

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Blocking:
        """The answer's pieces; the request starts with the first one asked for."""
        return Blocking(Exchange(self, messages, max_tokens), self._background)

    def astream(self, messages: Sequence[Message], *, max_tokens: int) -> Awaiting:
        """The same, awaited."""
        return Awaiting(Exchange(self, messages, max_tokens), self._background)

    def close(self) -> None:
        """Ends every request and closes the connections."""
        self._background.close(self._hang_up)

    async def _hang_up(self) -> None:
        for exchange in list(self.under_way):
            await exchange.stop()
        if self._client is not None:
            await self._client.aclose()

    def client(self) -> OpenAIClient:
        """The connection, made at first use, on the background's loop."""
        if self._client is None:
            from rag.models.openai_client import OpenAIClient

            self._client = OpenAIClient(self.endpoint)
        return self._client


class Exchange:
    """One question to the model and its answer; the coroutines run on the background's loop, one at a time."""

    def __init__(self, chat: OpenAIChat, messages: Sequence[Message], max_tokens: int) -> None:
        self.usage = Usage()
        self.cut_at_limit = False
        self._chat = chat
        self._messages = tuple(messages)
        self._max_tokens = max_tokens
        self._turn = asyncio.Lock()
        self._pieces = self._answer()

    async def next(self) -> str | None:
        """The next piece, None after the last. Raises ``ModelError``."""
        async with self._turn:
            return await anext(self._pieces, None)

    async def stop(self) -> None:
        """Ends the request; what waits for a piece must have been cancelled before."""
        async with self._turn:
            await self._pieces.aclose()

    async def _answer(self) -> AsyncGenerator[str, None]:
        chat = self._chat
        chat.under_way.add(self)
        attempts = Attempts(retries=chat.retries, timeout_s=chat.timeout_s, clock=chat.clock, random=chat.draw)
        while True:
            reader = AnswerReader(chat.name, self._max_tokens * CHARACTERS_A_TOKEN)
            spelling = chat.spelling
            chunks = chat.client().chat(spelling.request(chat.name, self._messages, self._max_tokens))
            given_out = False
            try:
                while not reader.is_full and (chunk := await self._next_chunk(chunks, reader, attempts)) is not None:
                    if text := reader.feed(chunk):
                        given_out = True
                        yield text
                if rest := reader.finish():
                    yield rest
                self._account(reader)
                return
            except ModelError as error:
                respelled = spelling.after(str(error)) if isinstance(error, ModelRefused) and not given_out else None
                if respelled is not None:
                    chat.spelling = respelled
                    continue
                wait_s = attempts.wait_s(error, given_out=given_out)
            finally:
                await chunks.aclose()
            await chat.sleep(wait_s)

    async def _next_chunk(
        self, chunks: AsyncGenerator[Chunk, None], reader: AnswerReader, attempts: Attempts
    ) -> Chunk | None:
        # Before the first text only the deadline counts: a long prompt on a slow machine is no stall.
        stalls = reader.has_text and self._chat.stall_s < attempts.left_s
        try:
            async with asyncio.timeout(self._chat.stall_s if stalls else attempts.left_s):
                return await anext(chunks, None)
        except TimeoutError:
            model, host = self._chat.name, self._chat.endpoint.host
            if stalls:
                raise ModelCutOff(
                    f"{model} at {host} fell silent in its answer for {self._chat.stall_s:g} s (DATELINE_CHAT_STALL_S)"
                ) from None
            raise ModelUnreachable(
                f"{model} at {host} gave no whole answer within {self._chat.timeout_s:g} s (DATELINE_CHAT_TIMEOUT_S)"
            ) from None

    def _account(self, reader: AnswerReader) -> None:
        read, written = reader.prompt_tokens, reader.completion_tokens
        known = cost_usd(self._chat.name, read, written) if read else None
        self.usage = Usage(prompt_tokens=read, completion_tokens=written, cost_usd=known)
        self.cut_at_limit = reader.cut_at_limit


class _Shell:
    """What both kinds of stream share: the exchange, and the piece that is being waited for."""

    def __init__(self, exchange: Exchange, background: Background) -> None:
        self._exchange = exchange
        self._background = background
        self._waiting: Future[str | None] | None = None
        self._ended = False

    @property
    def usage(self) -> Usage:
        """Tokens and money, complete when the pieces have ended."""
        return self._exchange.usage

    @property
    def cut_at_limit(self) -> bool:
        """The answer ended because ``max_tokens`` were used up, perhaps in mid-sentence."""
        return self._exchange.cut_at_limit

    def _ask(self) -> Future[str | None]:
        self._waiting = self._background.submit(self._exchange.next())
        return self._waiting

    def _cancelled(self) -> ModelCutOff:
        return ModelCutOff("the chat model was closed in the middle of its answer")

    def _stop(self) -> Future[None] | None:
        # Started, and not at its end: cancel what is waited for, then let the exchange hang up.
        ended, self._ended = self._ended, True
        if ended or self._waiting is None:
            return None
        self._waiting.cancel()
        try:
            return self._background.submit(self._exchange.stop())
        except ModelError:
            return None  # the model was closed, and with it everything


class Blocking(_Shell):
    """A ``ChatStream``; ``close`` may be called from another thread."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._ended:
            raise StopIteration
        try:
            piece = self._ask().result()
        except CancelledError:
            if self._ended:
                raise StopIteration from None
            self._ended = True
            raise self._cancelled() from None
        except ModelError:
            self._ended = True
            raise
        if piece is None:
            self._ended = True
            raise StopIteration
        return piece

    def close(self) -> None:
        """Stops the request, wherever it stands."""
        if (stopping := self._stop()) is not None:
            stopping.result()


class Awaiting(_Shell):
    """An ``AsyncChatStream``; cancelling the task that awaits a piece stops the request too."""

    def __aiter__(self) -> AsyncIterator[str]:
        return self

    async def __anext__(self) -> str:
        if self._ended:
            raise StopAsyncIteration
        future = self._ask()
        try:
            piece = await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                self._stop()  # it is the caller who is cancelled, and who may not come back to close
                raise
            if self._ended:
                raise StopAsyncIteration from None
            self._ended = True
            raise self._cancelled() from None
        except ModelError:
            self._ended = True
            raise
        if piece is None:
            self._ended = True
            raise StopAsyncIteration
        return piece

    async def aclose(self) -> None:
        """Stops the request, wherever it stands."""
        if (stopping := self._stop()) is not None:
            await asyncio.wrap_future(stopping)
