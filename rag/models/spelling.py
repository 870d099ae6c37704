"""How a chat request is spelled for servers that differ, and the next spelling to try when one objects: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rag.models.protocols import Message


@dataclass(frozen=True, slots=True)
class Spelling:
    """The choices that compatible servers disagree on; the first is what most accept."""

    limit: str = "max_tokens"
    temperature: bool = True
    usage: bool = True

    def request(self, model: str, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        """The request's body. Temperature 0: the likeliest words, so that the same question has the same answer."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "stream": True,
            self.limit: max_tokens,
        }
        if self.temperature:
            body["temperature"] = 0
        if self.usage:
            body["stream_options"] = {"include_usage": True}
        return body

    def after(self, objection: str) -> Spelling | None:
        """The spelling to try after a server refused this one in these words, None where they are about something else.

        >>> Spelling().after("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.").limit
        'max_completion_tokens'
        >>> Spelling().after("The model does not exist.") is None
        True
        """
        if self.limit == "max_tokens" and "max_completion_tokens" in objection:
            return replace(self, limit="max_completion_tokens")
        if self.temperature and "temperature" in objection:
            return replace(self, temperature=False)
        if self.usage and "stream_options" in objection:
            return replace(self, usage=False)
        return None
