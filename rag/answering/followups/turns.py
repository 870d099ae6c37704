"""What was asked before, however a caller tells it, as turns: a question and its answer's plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.errors import UsageError
from rag.types import Answer, Turn

_MARKER = re.compile(r"\s?\[\d{1,3}\]")


def turns_of(history: Iterable[Answer | Turn | tuple[str, str]]) -> tuple[Turn, ...]:
    """Earlier answers, turns or ``(question, answer)`` pairs as turns; markers are taken out of the answers.

    >>> turns_of([("Who left?", "Lee left. [1]")])
    (Turn(question='Who left?', answer='Lee left.'),)
    """
    return tuple(_turn(earlier) for earlier in history)


def _turn(earlier: Answer | Turn | tuple[str, str]) -> Turn:
    if isinstance(earlier, tuple) and len(earlier) == 2 and all(isinstance(part, str) for part in earlier):
        earlier = Turn(*earlier)
    if isinstance(earlier, Answer):
        return Turn(earlier.question, _MARKER.sub("", earlier.text))
    if isinstance(earlier, Turn):
        return Turn(earlier.question, _MARKER.sub("", earlier.answer))
    raise UsageError(f"history holds {earlier!r:.60}: give answers, or pairs of a question and its answer's text")
