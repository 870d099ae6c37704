"""Sentences and what they rest on become a text with markers and its citations, numbered in order of appearance."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Citation, Passage, Span


class Assembly:
    """An answer's text as it grows. The same words of the same passage keep their number."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []
        self._gap = ""

    def add(self, sentence: str, support: Sequence[tuple[Passage, Span]], *, gap: str = " ") -> None:
        """Append a sentence (without markers of its own) and mark it with the passages and quotes it rests on.

        ``gap`` is what stands between it and the next one, if a next one comes.
        """
        numbers: list[int] = []
        for passage, quote in support:
            key = (passage.article_id, quote.start, quote.end)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers) + 1
                self._citations.append(Citation(self._numbers[key], passage, quote))
            if self._numbers[key] not in numbers:
                numbers.append(self._numbers[key])
        markers = "".join(f"[{number}]" for number in numbers)
        self._parts += [self._gap, sentence, " " if markers else "", markers]
        self._gap = gap or " "

    @property
    def text(self) -> str:
        """The sentences so far, each followed by its markers."""
        return "".join(self._parts)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """In order of their numbers, 1 to n."""
        return tuple(self._citations)

    @property
    def empty(self) -> bool:
        """True while nothing has been added."""
        return not self._parts
