"""An answer's text cut at its ``[number]`` markers.

>>> list(split_at_markers("They met. [1] They left. [2]"))
['They met. ', 1, ' They left. ', 2]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKER = re.compile(r"\[(\d{1,3})\]", re.ASCII)


def split_at_markers(text: str) -> Iterator[str | int]:
    """Pieces of text, and the number of each marker, in order."""
    for index, piece in enumerate(_MARKER.split(text)):
        if index % 2:
            yield int(piece)
        elif piece:
            yield piece
