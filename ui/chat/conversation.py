"""One page's conversation: what was asked, with which filters, and what came of it. Pure values."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rag.notebook import Asked, KeptTurn, Mark
from rag.types import Answer
from ui.chat.understood import NOTHING_UNDERSTOOD, Understood

TURNS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, and what came of it so far."""

    id: str
    asked: Asked
    answer: Answer | None = None
    trouble: Exception | None = None
    stopped: bool = False
    followups: tuple[str, ...] = ()
    mark: Mark | None = None

    @property
    def ended(self) -> bool:
        """True where nothing more will come of it."""
        return self.stopped or self.trouble is not None or (self.answer is not None and self.answer.complete)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one page, oldest first; the last one is drawn large, the others below it.

    ``understood`` is what stands in the page's filters without the reader having put it there.
    """

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    turns: tuple[Turn, ...] = ()
    asked: int = 0
    understood: Understood = NOTHING_UNDERSTOOD

    def with_question(self, asked: Asked, *, instead_of: str = "") -> Conversation:
        """The conversation with one more turn, without the one it is asked ``instead_of``; the oldest are let go."""
        turn = Turn(f"t{self.asked + 1}", asked)
        others = tuple(one for one in self.turns if one.id != instead_of)
        return replace(self, turns=(*others, turn)[-TURNS_KEPT:], asked=self.asked + 1, understood=NOTHING_UNDERSTOOD)

    def turn(self, turn_id: str) -> Turn | None:
        """The turn of that id."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def answers(self, before: str = "") -> tuple[Answer, ...]:
        """The complete answers so far, oldest first; those before a turn, where one is named."""
        found = []
        for turn in self.turns:
            if turn.id == before:
                break
            if turn.answer is not None and turn.answer.complete:
                found.append(turn.answer)
        return tuple(found)

    def with_last(self, **changes: Any) -> Conversation:
        """The conversation with its last turn changed."""
        return replace(self, turns=(*self.turns[:-1], replace(self.turns[-1], **changes)))

    def with_turn(self, turn_id: str, **changes: Any) -> Conversation:
        """The conversation with one turn changed."""
        return replace(
            self, turns=tuple(replace(turn, **changes) if turn.id == turn_id else turn for turn in self.turns)
        )

    def stop(self) -> Conversation:
        """The conversation with its last turn ended as it stands, unless it had ended."""
        return self if not self.turns or self.turns[-1].ended else self.with_last(stopped=True)


def conversation_of(conversation_id: str, kept: Sequence[KeptTurn]) -> Conversation:
    """A kept conversation, to be gone on with."""
    turns = tuple(Turn(one.id, one.asked, one.answer, mark=one.mark) for one in kept[-TURNS_KEPT:])
    numbers = [int(one.id[1:]) for one in kept if one.id[1:].isdecimal()]
    return Conversation(conversation_id, turns, max(numbers, default=0))
