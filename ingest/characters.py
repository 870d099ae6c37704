"""Characters that have no business in an article: controls, bidirectional overrides, invisible and broken ones."""

from __future__ import annotations

import re
import unicodedata

# Bidirectional controls can show a reader other words than were cited; the zero-width ones split words unseen.
# U+200C and U+200D stay inside words of scripts that need them (Persian, Hindi, emoji).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ufdd0-\ufdef\ufffe\uffff]"
)
_JOINERS_IN_LATIN = re.compile("(?<=[\x20-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\x20-\u024f])")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # but not a single plain one


def readable(text: str) -> str:
    r"""``text`` in NFC with ``\n`` newlines and plain single spaces, and without characters that do not show.

    >>> readable("caf\u0065\u0301\u00a0 \u202eopen\r\n")
    'café open\n'
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _INVISIBLE.sub("", _NEWLINE.sub("\n", text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS_IN_LATIN.sub("", text)
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text))


def one_line(text: str, limit: int = 300) -> str:
    """``text`` on one line, at most ``limit`` characters, cut at a word with an ellipsis where it is longer.

    >>> one_line("Rain\\n again ")
    'Rain again'
    """
    line = " ".join(readable(text[: limit * 20]).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:.-–—") + "…"
