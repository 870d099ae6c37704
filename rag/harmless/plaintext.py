"""A model's output becomes words, spaces, line ends and markers; whatever else it holds is never passed on.

Links are reduced to their text; images, addresses, HTML tags, code fences, reasoning blocks and control characters are
dropped. One character at a time, so that it makes no difference how the text was cut into pieces, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from rag.harmless.addresses import without_address
from rag.harmless.markers import CLOSERS, OPENERS, parse_marker

Kind: TypeAlias = Literal["word", "space", "line", "marker"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST_WORD = 1_000
_LONGEST_BRACKET = 400
_LONGEST_TAG = 1_000
_HIDDEN = _words(
    """
    think thinking thought thoughts reasoning reflection analysis scratchpad script style iframe svg object template
    noscript textarea head math
    """
)
_LINE_TAGS = _words("br p div li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote")
_TAG_NAME = re.compile(r"/?\s*([A-Za-z][A-Za-z0-9]*)")
_EMPTY = re.compile(r"\(\)|\[\]|\]\(")
_TAG_OPENS = re.compile(r"[A-Za-z/!?|]")
_TAG_IN_WORD = re.compile(r"<(?=[<A-Za-z/!?|])")
_NESTED_MARKER = re.compile(r"\[\^?\d{1,3}\]")
_TAG = re.compile(r"<[^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its punctuation, a white space, the end of a line, or a marker's passage numbers."""

    kind: Kind
    text: str = ""
    numbers: tuple[int, ...] = ()


SPACE = Token("space")
LINE = Token("line")


class PlainText:
    """Reads a model's output as it arrives. ``feed`` and ``finish`` give the tokens that have become certain."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []
        self._word: list[str] = []
        self._held: list[str] = []
        self._state: Callable[[str], None] = self._in_text
        self._depth = 0
        self._image = False
        self._ticks = 0
        self._line_empty = True
        self._block_end = ""
        self._tail = ""

    def feed(self, piece: str) -> list[Token]:
        """The tokens that ``piece`` completes."""
        for char in piece:
            if char in "\u2028\u2029\x0b\x0c\x85":
                char = "\n"
            elif char.isspace() and char not in "\n\r":
                char = " "
            if char == "\\" or not (char.isprintable() or char.isspace()) or char == "\r":
                continue
            self._state(char)
        return self._take()

    def finish(self) -> list[Token]:
        """What was still open when the text ended. Call once."""
        state = self._state
        self._state = self._in_text
        if state == self._in_bracket:
            self._spill()
        elif state == self._after_bracket:
            self._end_bracket()
        elif state == self._in_target:
            self._end_link()
        elif state == self._after_angle:
            self._word.append("<")
        self._end_word()
        return self._take()

    def _take(self) -> list[Token]:
        tokens, self._tokens = self._tokens, []
        return tokens

    # Ordinary text

    def _in_text(self, char: str) -> None:
        if self._ticks and char != "`":
            fence, self._ticks = self._ticks >= 3 and self._line_empty and not self._word, 0
            if fence:
                self._state = self._in_fence_line
                return self._state(char)
        if char in OPENERS:
            self._image = bool(self._word) and self._word[-1] == "!"
            if self._image:
                self._word.pop()
            self._end_word()
            self._held, self._depth = [], 1
            self._state = self._in_bracket
        elif char == "<":
            self._state = self._after_angle
        elif char == "`":
            self._ticks += 1
        elif char.isspace():
            self._end_word()
            if char == "\n":
                self._tokens.append(LINE)
                self._line_empty = True
            else:
                self._tokens.append(SPACE)
        else:
            self._word.append(char)
            if len(self._word) >= _LONGEST_WORD:
                self._end_word()
        return None

    def _end_word(self) -> None:
        if self._word:
            word = _clean_word("".join(self._word))
            self._word.clear()
            if word:
                self._tokens.append(Token("word", word))
                self._line_empty = False

    def _in_fence_line(self, char: str) -> None:
        if char == "\n":
            self._state = self._in_text

    # [marker], [text](link), ![image](link)

    def _in_bracket(self, char: str) -> None:
        if char == "\n":
            self._spill()
            self._in_text(char)
            return
        if char in OPENERS:
            self._depth += 1
        elif char in CLOSERS:
            self._depth -= 1
            if self._depth == 0:
                self._state = self._after_bracket
                return
        self._held.append(char)
        if len(self._held) >= _LONGEST_BRACKET:
            self._spill()

    def _after_bracket(self, char: str) -> None:
        if char == "(":
            self._depth = 1
            self._state = self._in_target
            return
        self._end_bracket()
        self._state(char)

    def _end_bracket(self) -> None:
        self._state = self._in_text
        inside = "".join(self._held)
        if self._image:
            self._tokens.append(Token("word", "!"))
        numbers = parse_marker(inside)
        if numbers is not None:
            self._tokens.append(Token("marker", numbers=numbers))
            self._line_empty = False
        elif inside.strip(" xX"):
            self._say(inside, around=("[", "]"))

    def _in_target(self, char: str) -> None:
        if char == "(":
            self._depth += 1
        elif char == ")":
            self._depth -= 1
        if char == "\n" or self._depth == 0:
            self._end_link()
            if char == "\n":
                self._in_text(char)

    def _end_link(self) -> None:
        self._state = self._in_text
        if self._image:
            return
        inside = "".join(self._held)
        numbers = parse_marker(inside)
        if numbers is not None:
            self._tokens.append(Token("marker", numbers=numbers))
            self._line_empty = False
        else:
            self._say(inside)

    def _spill(self) -> None:
        """A bracket that never closed: its inside is text, without anything that could open again."""
        self._state = self._in_text
        self._say("".join(self._held))

    def _say(self, inside: str, around: tuple[str, str] = ("", "")) -> None:
        inside = _TAG.sub("", _NESTED_MARKER.sub("", inside))
        words = " ".join(filter(None, map(_clean_word, re.sub(r"[][【】［］〔〕<>`]", "", inside).split(" "))))
        if not words:
            return
        for index, word in enumerate(f"{around[0]}{words}{around[1]}".split(" ")):
            if index:
                self._tokens.append(SPACE)
            self._tokens.append(Token("word", word))
        self._line_empty = False

    # <tags>, <!-- comments -->, <think> blocks </think>

    def _after_angle(self, char: str) -> None:
        if _TAG_OPENS.match(char):
            self._held = [char]
            self._state = self._in_tag
        else:
            self._word.append("<")
            self._state = self._in_text
            self._in_text(char)

    def _in_tag(self, char: str) -> None:
        if char == ">":
            self._end_tag("".join(self._held))
            return
        self._held.append(char)
        if len(self._held) == 3 and self._held == ["!", "-", "-"]:
            self._hide_until("-->")
        elif char == "\n" or len(self._held) >= _LONGEST_TAG:
            held = "".join(self._held)
            self._state = self._in_text
            self._say(held.rstrip("\n"))
            if char == "\n":
                self._in_text(char)

    def _end_tag(self, inside: str) -> None:
        self._state = self._in_text
        name = _TAG_NAME.match(inside)
        tag = name.group(1).lower() if name else ""
        if tag in _HIDDEN and not inside.startswith("/") and not inside.endswith("/"):
            self._hide_until(f"</{tag}>")
        elif tag in _LINE_TAGS:
            self._in_text("\n")

    def _hide_until(self, end: str) -> None:
        self._block_end, self._tail = end, ""
        self._state = self._in_block

    def _in_block(self, char: str) -> None:
        self._tail = (self._tail + char.lower())[-len(self._block_end) :]
        if self._tail == self._block_end:
            self._state = self._in_text


def joined(left: str, right: str) -> str:
    """Two words that stood together with something dropped between: never a link, a tag, an image or an address."""
    pair = left[-1:] + right[:1]
    last = left[left.rfind(" ") + 1 :][-_LONGEST_WORD:] + right
    if pair in ("](", "![") or (left[-1:] == "<" and _TAG_OPENS.match(right)) or without_address(last) != last:
        return f"{left} {right}"
    return left + right


def _clean_word(word: str) -> str:
    if word in ("*", "-", "•"):
        return word
    before = None
    while word != before:  # what is taken out may leave the next thing to take out: <*! and <()!
        before = word
        word = _TAG_IN_WORD.sub("", word.replace("~~", "").replace("*", "").strip("_"))
        word = _EMPTY.sub("", without_address(_EMPTY.sub("", word)))
    return word
