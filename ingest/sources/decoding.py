"""Bytes as text: lines and whole texts, in UTF-8 or UTF-16, of bounded length."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.sources.compression import Unreadable

RECORD_LIMIT_BYTES = 50_000_000
"""The longest line, page or text that is read."""
DOCUMENT_LIMIT_BYTES = 200_000_000
"""The longest JSON document that is read whole; JSONL has no such limit."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline; ``content`` is None where it was longer than a record may be. 1-based."""

    number: int
    content: bytes | None


def lines(pieces: Iterable[bytes], limit: int = RECORD_LIMIT_BYTES) -> Iterator[Line]:
    """Lines in UTF-8, whether they stood in that or in UTF-16; one over ``limit`` bytes is passed over, unheld."""
    number = 1
    held: list[bytes] = []
    held_bytes = 0
    for piece in _as_utf8(pieces):
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            held.append(piece[start:end])
            held_bytes += end - start
            yield Line(number, b"".join(held).rstrip(b"\r") if held_bytes <= limit else None)
            number, held, held_bytes, start = number + 1, [], 0, end + 1
        held_bytes += len(piece) - start
        if held_bytes <= limit:
            held.append(piece[start:])
        else:
            held = []
    if held_bytes:
        yield Line(number, b"".join(held).rstrip(b"\r") if held_bytes <= limit else None)


def decoded(content: bytes) -> str:
    """Text of UTF-8, or of UTF-16 where the bytes show it. Raises ``Unreadable`` for any other encoding."""
    encoding = _encoding(content[:4096])
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"is not {encoding.upper().removesuffix('-SIG')} at byte {error.start}: convert it, "
            "for example with iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[: len(head) & ~1]
    if len(sample) >= 8 and b"\x00" in sample:
        for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
            if zeros.count(0) > 0.4 * len(zeros):
                return encoding
    return "utf-8-sig"


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for piece in pieces:
        if first and piece:
            first = False
            encoding = _encoding(piece[:4096])
            if encoding != "utf-8-sig":
                decoder = codecs.getincrementaldecoder(encoding)("replace")
            else:
                piece = piece.removeprefix(codecs.BOM_UTF8)
        yield decoder.decode(piece).encode("utf-8", "replace") if decoder else piece
