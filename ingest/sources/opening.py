"""Files as bytes and lines: decompressed, decoded and bounded, whatever is wrong with them said in words."""

from __future__ import annotations

import bz2
import codecs
import gzip
import lzma
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

RECORD_LIMIT_BYTES = 50_000_000
"""The longest line, page or text that is read."""
DOCUMENT_LIMIT_BYTES = 200_000_000
"""The longest JSON document that is read whole; JSONL has no such limit."""
_CHUNK = 1 << 18
_XZ_MEMORY_BYTES = 256_000_000
COMPRESSED = (".gz", ".xz", ".zst", ".bz2")


class Unreadable(Exception):
    """The file cannot be read (further); the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline; ``content`` is None where it was longer than a record may be. 1-based."""

    number: int
    content: bytes | None


def chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes, decompressed by what it is and not by its name, in pieces of about 256 kB.

    Raises ``Unreadable`` where it is no regular file, may not be read, or its compressed data are damaged; pieces
    before the damage have been given out by then.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror or error}") from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("is a pipe, socket or device: only regular files are read")
        try:
            magic = file.read(6)
            file.seek(0)
            if magic.startswith(b"\x1f\x8b"):
                yield from _pieces(gzip.GzipFile(fileobj=file))
            elif magic.startswith(b"\xfd7zXZ\x00"):
                yield from _decompressed(file, "xz")
            elif magic.startswith(b"BZh"):
                yield from _decompressed(file, "bz2")
            elif magic.startswith(b"\x28\xb5\x2f\xfd"):
                yield from _unzstd(file)
            else:
                yield from _pieces(file)
        except (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError) as error:
            raise Unreadable(f"its compressed data are cut off or damaged ({error}): fetch the file again") from None
        except OSError as error:
            raise Unreadable(f"cannot be read: {error.strerror or error}") from None


def whole(path: Path, limit: int) -> bytes:
    """All of a file's bytes, decompressed. Raises ``Unreadable`` also where they are more than ``limit``."""
    content = bytearray()
    for chunk in chunks(path):
        content += chunk
        if len(content) > limit:
            raise Unreadable(f"is longer than {limit // 1_000_000} MB: split it, or write records as JSONL")
    return bytes(content)


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


def _pieces(file: BinaryIO | gzip.GzipFile) -> Iterator[bytes]:
    while piece := file.read(_CHUNK):
        yield piece


def _decompressed(file: BinaryIO, kind: str) -> Iterator[bytes]:
    """xz or bz2, several streams one after the other, in bounded memory also for a hostile file."""
    left = b""
    while left or (left := file.read(_CHUNK)):
        if kind == "xz" and not left.strip(b"\x00"):  # padding between streams
            left = b""
            continue
        decompressor: lzma.LZMADecompressor | bz2.BZ2Decompressor = (
            lzma.LZMADecompressor(memlimit=_XZ_MEMORY_BYTES) if kind == "xz" else bz2.BZ2Decompressor()
        )
        while not decompressor.eof:
            if decompressor.needs_input and not left:
                left = file.read(_CHUNK)
                if not left:
                    raise EOFError("the file ends early")
            piece = decompressor.decompress(left, _CHUNK)
            left = b""
            if piece:
                yield piece
        left = decompressor.unused_data


def _unzstd(file: BinaryIO) -> Iterator[bytes]:
    import zstandard

    left = b""
    try:
        while left or (left := file.read(_CHUNK)):
            frame = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
            while not frame.eof:
                if not left and not (left := file.read(_CHUNK)):
                    raise EOFError("the file ends early")
                # Small steps: a few bytes can stand for megabytes.
                piece, left = frame.decompress(left[:1024]), left[1024:]
                if piece:
                    yield piece
            left = frame.unused_data + left
    except zstandard.ZstdError as error:
        raise EOFError(str(error)) from None
