"""A chat model's whole answer under a tight deadline of the caller's, for small jobs on the way to the real one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from rag.errors import ModelUnreachable
from rag.models.protocols import ChatModel, Message
from rag.types import Usage


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """What the model wrote, and what that took."""

    text: str
    usage: Usage


def ask_shortly(chat: ChatModel, messages: Sequence[Message], *, max_tokens: int, timeout_s: float) -> ShortAnswer:
    """The answer, whole, within ``timeout_s``. Raises ``ModelError``."""
    late = threading.Event()
    pieces = chat.stream(messages, max_tokens=max_tokens)

    def hang_up() -> None:
        late.set()
        pieces.close()

    timer = threading.Timer(timeout_s, hang_up)
    timer.daemon = True
    timer.start()
    try:
        text = "".join(pieces)
    finally:
        timer.cancel()
        pieces.close()
    if late.is_set():
        raise _too_slow(chat, timeout_s)
    return ShortAnswer(text, pieces.usage)


async def aask_shortly(
    chat: ChatModel, messages: Sequence[Message], *, max_tokens: int, timeout_s: float
) -> ShortAnswer:
    """``ask_shortly``, awaited."""
    pieces = chat.astream(messages, max_tokens=max_tokens)
    try:
        async with asyncio.timeout(timeout_s):
            text = "".join([piece async for piece in pieces])
    except TimeoutError:
        raise _too_slow(chat, timeout_s) from None
    finally:
        await pieces.aclose()
    return ShortAnswer(text, pieces.usage)


def _too_slow(chat: ChatModel, timeout_s: float) -> ModelUnreachable:
    return ModelUnreachable(f"{chat.name} gave no whole answer within {timeout_s:g} s")
