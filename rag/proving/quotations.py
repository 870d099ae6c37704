"""Quotations in a sentence have to stand in the passage word for word. One of the checks of ``comparing``."""

from __future__ import annotations

import re

from rag.language.close_reading import Reading
from rag.language.words import literal
from rag.proving.evidence import Window


def quotations(claim: Reading, window: Window) -> str | None:
    if not claim.quotes:
        return None
    text = f" {literal(' '.join(reading.text for reading in window.near()))} "
    for quote in claim.quotes:
        pieces = [literal(piece) for piece in re.split(r"\.\.\.|…|\[[^\]]*\]", quote)]
        if not all(f" {piece} " in text for piece in pieces if piece):
            return f"the quotation “{quote}” is not in the passage"
        if _cut_short(quote, window):
            return f"the quotation “{quote}” leaves out a negation"
    return None


def _cut_short(quote: str, window: Window) -> bool:
    """``not everything we wanted`` quoted as ``everything we wanted``."""
    words = literal(quote).split()
    for reading in window.near():
        text = literal(reading.text)
        at = f" {text} ".find(f" {' '.join(words)} ")
        if at >= 0 and text[:at].split()[-1:] in (["not"], ["never"], ["no"], ["hardly"]):
            return True
    return False
