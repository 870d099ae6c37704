"""From the chunks of one chat response to its text, or to what went wrong: pure."""

from __future__ import annotations

from dataclasses import dataclass

from rag.errors import ModelCutOff, ModelError, ModelRefused
from rag.models.thoughts import Thoughts


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one event of a response says; token counts come with the last one, from servers that count."""

    text: str = ""
    refusal: str = ""
    finish_reason: str | None = None
    calls_tools: bool = False
    prompt_tokens: int = 0
    completion_tokens: int = 0


class AnswerReader:
    """Reads one response: ``feed`` each chunk until it ``is_full``, then ``finish``.

    ``most_characters`` is what it takes: a server may not know ``max_tokens``, and a model may not know when to end.

    >>> reader = AnswerReader("model-a", most_characters=1_000)
    >>> reader.feed(Chunk("Lee met Ishiba "))
    'Lee met Ishiba '
    >>> reader.finish()
    Traceback (most recent call last):
    rag.errors.ModelCutOff: model-a's answer broke off before its end
    """

    def __init__(self, model: str, most_characters: int) -> None:
        self._model = model
        self._refusal = ""
        self._finish_reason: str | None = None
        self._called_tools = False
        self._heard = False
        self._left = most_characters
        self._thoughts = Thoughts()
        self.has_text = False
        self.prompt_tokens = 0
        self.completion_tokens = 0

    @property
    def cut_at_limit(self) -> bool:
        """The model stopped because it had used all the tokens it was given."""
        return self._finish_reason == "length" or self.is_full

    @property
    def is_full(self) -> bool:
        """More was written than is taken: it counts as cut at its limit."""
        return self._left < 0

    def feed(self, chunk: Chunk) -> str:
        """The chunk's part of the answer's text, often nothing."""
        self._heard = True
        self._refusal += chunk.refusal
        self._finish_reason = chunk.finish_reason or self._finish_reason
        self._called_tools |= chunk.calls_tools
        self._left -= len(chunk.text) + len(chunk.refusal)
        self.prompt_tokens = chunk.prompt_tokens or self.prompt_tokens
        self.completion_tokens = chunk.completion_tokens or self.completion_tokens
        return self._heard_text(self._thoughts.feed(chunk.text))

    def finish(self) -> str:
        """The last of the text. Raises what the response as a whole deserves: refused, cut off, without any text."""
        rest = self._heard_text(self._thoughts.rest())
        if self._refusal:
            raise ModelRefused(f"{self._model} declined to answer: {' '.join(self._refusal.split())[:200]}")
        if self._finish_reason == "content_filter":
            raise ModelRefused(f"{self._model}'s answer was stopped by its provider's content filter")
        if not self._heard:
            raise ModelCutOff(f"{self._model}'s server sent nothing that is an answer: is it OpenAI-compatible?")
        if self._finish_reason is None and not self.is_full:
            raise ModelCutOff(f"{self._model}'s answer broke off before its end")
        if self.has_text:
            return rest
        if self._called_tools:
            raise ModelError(f"{self._model} asked for a tool instead of writing: choose a model that answers in text")
        if self.cut_at_limit:
            raise ModelError(f"{self._model} used up its tokens before writing any text: raise DATELINE_ANSWER_TOKENS")
        raise ModelError(f"{self._model} answered without any text")

    def _heard_text(self, text: str) -> str:
        self.has_text |= bool(text.strip())
        return text
