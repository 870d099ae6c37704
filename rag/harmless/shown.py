"""Other people's text as it may stand in an answer: words on one line, nothing that acts, nothing that cites. Pure."""

from __future__ import annotations

import re

from rag.harmless.injection import for_readers
from rag.harmless.markers import neutral_text
from rag.harmless.plaintext import PlainText, joined

_LONGEST_PLAIN = 900  # characters
_MAY_ACT = re.compile(r"[^\w ,.;:!?…“”„«»\"'’‘()%$€£¥+–—-]|_|\(\)|:\S|\.\S*\?|www\.", re.IGNORECASE)


def shown(text: str) -> str:
    """One line without links, images, tags, control characters and markers; their words stay.

    >>> shown("He won [9].\\n![x](https://elsewhere.example/p.png) See <b>more</b>.")
    'He won (9). See more.'
    """
    if len(text) <= _LONGEST_PLAIN and not _MAY_ACT.search(text):  # as most sentences are: nothing in it to undo
        return " ".join(text.split())
    reader = PlainText()
    line, space = "", False
    for token in [*reader.feed(neutral_text(text)), *reader.finish()]:
        if token.kind == "word":
            line = f"{line} {token.text}" if space and line else joined(line, token.text) if line else token.text
            space = False
        elif token.kind != "marker":
            space = True
    return line


def shown_to_people(text: str) -> str:
    """``shown``, without what addresses a machine; for titles and corrections, which are told in our own sentences."""
    return shown(for_readers(text))
