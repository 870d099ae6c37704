"""Whether an answer is about what was asked: true sentences about something else are no answer. Pure.

The bounds are cautious: of 121 sample questions answered with the bare sentence that holds the answer, and of 99
answers of RealTime QA quoted rightly, none is lost by ``OffTheQuestion`` and none by ``LEAST_QUOTED``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from rag.answering.fitting import DEPTH, QuestionWords, Rarity, question_words
from rag.language.terms import content_terms, names
from rag.language.words import keys_of
from rag.retrieval.search import Retrieved
from rag.types import Passage, Span

HARDLY: Final = 0.15  # share of the question below which an answer with its whole passages holds hardly anything of it
ANOTHER_HAS: Final = 0.5  # share from which a passage is on the subject
FAR_LESS: Final = 0.6  # share of what the best passage holds
RARER: Final = 1.0  # how much rarer a name must be than all that the answer holds: e times fewer passages have it
LEAST_QUOTED: Final = 0.4  # share that sentences quoted in the place of a model's must hold with their headlines


class OffTheQuestion:
    """Holds answers against one question and the hits found for it."""

    def __init__(self, retrieved: Retrieved, rarity: Rarity) -> None:
        self._retrieved = retrieved
        self._rarity = rarity

    def __call__(self, text: str, support: Sequence[tuple[Passage, Span]]) -> bool:
        """Whether other hits are on the question's subject and those that bear this text out are not.

        They are not where they and the text hold hardly any of its words, or where they lack its rarest name and
        much of the rest.
        """
        cited = [f"{passage.title}\n{passage.text}\n{passage.publisher}" for passage, _ in support]
        held = content_terms("\n".join([text, *cited]))
        share = self._asked.covered(held)
        found = [content_terms(f"{hit.passage.title}\n{hit.passage.text}") for hit in self._retrieved.hits[:DEPTH]]
        best = max((self._asked.covered(terms) for terms in found), default=0.0)
        if not best or share > FAR_LESS * best:
            return False
        return (share < HARDLY and best >= ANOTHER_HAS) or self._lacks_its_name(held, found)

    def quotes_too_little(self, support: Sequence[tuple[Passage, Span]]) -> bool:
        """Whether quotes with their headlines hold too little of the question to stand for a model's answer."""
        quoted = "\n".join(f"{passage.title}\n{span.text}" for passage, span in support)
        return self._asked.covered(content_terms(quoted)) < LEAST_QUOTED

    @cached_property
    def _asked(self) -> QuestionWords:
        return question_words(self._retrieved, self._rarity)

    def _lacks_its_name(self, held: frozenset[str], found: Sequence[frozenset[str]]) -> bool:
        """The question's rarest name, which another hit has, is missing."""
        rare = self._rarity(sorted(names(self._retrieved.understood.question)))
        there = [rare[name] for name in rare if keys_of(name) & held]
        lacking = [
            rare[name] for name in rare if not keys_of(name) & held and any(keys_of(name) & terms for terms in found)
        ]
        return max(lacking, default=0.0) >= max(there, default=0.0) + RARER
