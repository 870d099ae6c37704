"""A model's text becomes finished sentences and the passages each one cites, also while the text is still arriving.

The model's numbers refer to the passages of the prompt, 1 to n; unknown ones are dropped here. What is printed is
numbered afresh (``assembly.py``): a number stands for a passage and a quote of it; another quote has another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.harmless.plaintext import PlainText, Token, joined
from rag.sentences import sentence_spans

_LONGEST_SENTENCE = 2_000
_LOOK_BACK = 120  # characters in front of a possible end that the sentence rules may look at
_MAY_END = re.compile(r"[.!?…。！？‽][\"'”’»)\]}]*$")
_HUGS = re.compile(r"[.,;:!?…。)\]}”’»%]")
_BULLETS = frozenset("-*•–—·‣▪")
_ITEM = re.compile(r"\d{1,2}[.)]")
_HEADING = re.compile(r"#{1,6}|>+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished sentence of the model's.

    ``text`` is one line without markers, links, tags or control characters. ``numbers`` are the passages it cites, from
    1 on, in order of first appearance, each once. ``prefix`` is what its line begins with: nothing, ``"- "`` or
    ``"2. "``. ``gap`` is what separates it from the next: ``" "``, ``"\\n"``, ``"\\n\\n"``, and ``""`` after the last.
    """

    text: str
    numbers: tuple[int, ...] = ()
    prefix: str = ""
    gap: str = " "


class SentenceStream:
    """Cuts a model's text into sentences as it arrives; it makes no difference how the text is cut into pieces.

    ``passages`` is how many the prompt numbered. A sentence is given as soon as what follows shows that it is finished:
    markers after the full stop belong to the sentence before it.

    >>> stream = SentenceStream(passages=2)
    >>> stream.feed("Lee met Ishiba in Tokyo.[1") + stream.feed("] They spoke of tra")
    [Draft(text='Lee met Ishiba in Tokyo.', numbers=(1,), prefix='', gap=' ')]
    >>> stream.feed("de [2][7].") + stream.finish()
    [Draft(text='They spoke of trade.', numbers=(2,), prefix='', gap='')]
    """

    def __init__(self, passages: int) -> None:
        self._passages = passages
        self._plain = PlainText()
        self._drafts: list[Draft] = []
        self._text = ""
        self._numbers: list[int] = []
        self._leading: list[int] = []
        self._space = False
        self._marked = False  # a marker stands between the text and the word to come
        self._prefix = ""
        self._held: Draft | None = None  # ended by a line end; what follows decides its gap and may be its marker

    def feed(self, piece: str) -> list[Draft]:
        """The sentences that ``piece`` finishes."""
        return self._hear(self._plain.feed(piece))

    def finish(self) -> list[Draft]:
        """The rest, when the text has ended. Call once."""
        drafts = self._hear(self._plain.finish())
        if self._text:
            self._end_sentence("")
        elif self._held is not None:
            self._mark_held()
        if self._held is not None:
            drafts.append(replace(self._held, gap=""))
            self._held = None
        return drafts

    def _hear(self, tokens: list[Token]) -> list[Draft]:
        for token in tokens:
            if token.kind == "word":
                self._hear_word(token.text)
            elif token.kind == "marker":
                self._hear_marker(token.numbers)
            elif token.kind == "space":
                self._space = bool(self._text)
            else:
                self._hear_line_end()
        drafts, self._drafts = self._drafts, []
        return drafts

    def _hear_word(self, word: str) -> None:
        if not self._text:
            self._begin_line(word)
            return
        hugs = bool(_HUGS.match(word)) and (self._marked or len(word) == 1)
        apart = (self._space and not hugs) or (self._marked and not hugs and bool(_MAY_END.search(self._text)))
        if apart and (len(self._text) > _LONGEST_SENTENCE or self._ends_before(word)):
            self._end_sentence(" ")
            self._release()
            self._text = word
        elif apart:
            self._text += " " + word
        elif len(self._text) > 2 * _LONGEST_SENTENCE:
            self._end_sentence(" ")
            self._release()
            self._text = word
        else:
            self._text = joined(self._text, word)
        self._space = self._marked = False

    def _begin_line(self, word: str) -> None:
        if not self._prefix and not self._leading:
            if word in _BULLETS:
                self._prefix = "- "
                return
            if _ITEM.fullmatch(word):
                self._prefix = word + " "
                return
            if _HEADING.fullmatch(word):
                return
        self._release()
        self._text, self._space, self._marked = word, False, False

    def _hear_marker(self, numbers: tuple[int, ...]) -> None:
        known = [number for number in numbers if 1 <= number <= self._passages]
        if not self._text:
            self._leading.extend(known)
            return
        self._marked = True
        self._numbers.extend(known)

    def _hear_line_end(self) -> None:
        if self._text:
            self._end_sentence("\n")
            return
        self._mark_held()
        self._prefix = ""
        if self._held is not None:
            self._held = replace(self._held, gap="\n\n")

    def _ends_before(self, word: str) -> bool:
        if not _MAY_END.search(self._text):
            return False
        tail = self._text[-_LOOK_BACK:]
        if len(tail) < len(self._text):
            tail = tail[tail.find(" ") + 1 :]
        following = len(tail) + 1
        return any(start == following for start, _ in sentence_spans(f"{tail} {word}"))

    def _end_sentence(self, gap: str) -> None:
        self._held = Draft(self._text, _each_once(self._numbers, self._leading), self._prefix, gap)
        self._text, self._prefix = "", ""
        self._numbers, self._leading = [], []
        self._space = self._marked = False

    def _release(self) -> None:
        if self._held is not None:
            self._drafts.append(self._held)
            self._held = None

    def _mark_held(self) -> None:
        """Markers alone on a line belong to the sentence before them."""
        if self._held is not None:
            self._held = replace(self._held, numbers=_each_once(self._held.numbers, self._leading))
        self._leading = []


def _each_once(first: Iterable[int], then: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*first, *then)))
