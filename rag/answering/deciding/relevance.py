"""Whether an answer is about what was asked: true sentences about something else are no answer. Pure.

The bounds are cautious. They were read off the shares held by right and by wrong answers: 121 sample questions
with the bare sentence that holds the answer, and 250 questions of RealTime QA.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import Final

from rag.answering.deciding.fitting import DEPTH, QuestionWords, Rarity, question_words
from rag.language.terms import content_terms, names
from rag.language.words import keys_of
from rag.retrieval.search import Retrieved
from rag.types import Passage, Span

HARDLY: Final = 0.15  # share of the question below which an answer with its whole passages holds hardly anything of it
ANOTHER_HAS: Final = 0.5  # share from which a passage is on the subject
FAR_LESS: Final = 0.6  # share of what the best passage holds
RARER: Final = 1.0  # how much rarer a name must be than all that the answer holds: e times fewer passages have it
LEAST_QUOTED: Final = 0.55  # share that one sentence quoted in the place of a model's must hold with its headline
OLDEST_QUOTED: Final = timedelta(days=60)  # before the day asked, unless the question is about the past


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
        """Whether no quote is close enough to the question, and of its time, to stand for a model's answer.

        A model that was given the passages and could prove nothing from them is a sign that they hold no answer: of
        119 questions of 2024 this keeps 24 of 33 quoted answers that hold the right one, and 18 of 86 that do not.
        """
        return not any(
            self._of_its_time(passage)
            and self._asked.covered(content_terms(f"{passage.title}\n{span.text}")) >= LEAST_QUOTED
            for passage, span in support
        )

    def _of_its_time(self, passage: Passage) -> bool:
        understood = self._retrieved.understood
        if passage.published_at is None or understood.about_past:
            return True
        return understood.as_of - passage.published_at <= OLDEST_QUOTED

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
