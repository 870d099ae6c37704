"""HTTP's content codings undone piece by piece, however much a few bytes stand for."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_STEP = 1 << 16
_EITHER = zlib.MAX_WBITS | 32  # gzip or zlib, as the data say


def decoded(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The body without its content coding, in pieces of at most 64 kB where it had one.

    Raises ``ValueError`` for a coding other than gzip and deflate, and for data that are damaged or cut off.
    """
    name = coding.strip().lower()
    if name in ("", "identity"):
        yield from pieces
        return
    if name not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"the answer is encoded as {name[:30]!r}: gzip and deflate are understood")
    decoder = zlib.decompressobj(_EITHER)
    begun = False
    try:
        for piece in pieces:
            left = piece
            while left:
                if decoder.eof:  # another member
                    decoder = zlib.decompressobj(_EITHER)
                try:
                    step = decoder.decompress(left, _STEP)
                except zlib.error:
                    if begun or name != "deflate":
                        raise
                    decoder = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send it bare
                    step = decoder.decompress(left, _STEP)
                begun = True
                yield step
                left = decoder.unused_data.lstrip(b"\x00") if decoder.eof else decoder.unconsumed_tail
        while not decoder.eof and (step := decoder.decompress(b"", _STEP)):
            yield step
    except zlib.error as error:
        raise ValueError(f"the answer's compressed data are damaged: {error}") from None
    if begun and not decoder.eof:
        raise ValueError("the answer's compressed data are cut off")


def unchunked(body: bytes) -> bytes:
    """The body without the chunks it was sent in; as it is where it is not in chunks."""
    found = bytearray()
    at = 0
    while (end := body.find(b"\r\n", at, at + 1_000)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            return body
        if size <= 0 or end + 2 + size > len(body):
            return bytes(found) if size == 0 else body
        found += body[end + 2 : end + 2 + size]
        at = end + 4 + size
    return body
