"""Leaves out what a reasoning model thinks aloud before its answer: pure, and incremental."""

from __future__ import annotations

from typing import Final, Literal

OPENS: Final = "<think>"
CLOSES: Final = "</think>"


class Thoughts:
    """Drops one ``<think>…</think>`` at the very start of a text that arrives in pieces, and white space around it.

    Many servers put it into the answer itself; anywhere else the tags are text like any other.

    >>> thoughts = Thoughts()
    >>> [thoughts.feed(piece) for piece in ["<thi", "nk>Hm, Tokyo?</th", "ink>", "\\n\\nLee met", " Ishiba."]]
    ['', '', '', 'Lee met', ' Ishiba.']
    >>> thoughts.rest()
    ''
    """

    def __init__(self) -> None:
        self._state: Literal["start", "inside", "after", "text"] = "start"
        self._held = ""

    def feed(self, piece: str) -> str:
        """What of the text so far can be given out."""
        if self._state == "text":
            return piece
        self._held += piece
        if self._state == "start":
            begun = self._held.lstrip()
            if begun != OPENS and OPENS.startswith(begun):
                return ""
            if not begun.startswith(OPENS):
                return self._out(self._held)
            self._state, self._held = "inside", begun[len(OPENS) :]
        if self._state == "inside":
            _, closed, after = self._held.partition(CLOSES)
            if not closed:
                self._held = self._held[-len(CLOSES) :]
                return ""
            self._state, self._held = "after", after
        text = self._held.lstrip()
        return self._out(text) if text else ""

    def rest(self) -> str:
        """At the end: what was held back in case it became a tag."""
        return self._out(self._held) if self._state == "start" else ""

    def _out(self, text: str) -> str:
        self._state, self._held = "text", ""
        return text
