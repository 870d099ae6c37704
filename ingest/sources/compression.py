"""Files as bytes: decompressed and bounded, whatever is wrong with them said in words."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

COMPRESSED = (".gz", ".xz", ".zst", ".bz2")
_CHUNK = 1 << 18
_XZ_MEMORY_BYTES = 256_000_000


class Unreadable(Exception):
    """The file cannot be read (further); the message says why and what to do."""


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
                unpacked = gzip.GzipFile(fileobj=file)
                while piece := unpacked.read1(_CHUNK):  # up to where the damage is; read() gives nothing then
                    yield piece
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


def _pieces(file: BinaryIO) -> Iterator[bytes]:
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
