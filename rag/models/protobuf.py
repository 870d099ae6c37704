"""The little of protobuf's wire format that an ONNX file takes: fields out of bytes, and bytes out of fields."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """A message's fields in their order: the number, and a varint or bytes. Raises ``ValueError`` where it breaks off.

    >>> [(number, value if isinstance(value, int) else bytes(value)) for number, value in fields(memoryview(
    ...     field(1, 300) + field(2, "so")))]
    [(1, 300), (2, b'so')]
    """
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield tag >> 3, value
            continue
        if kind == _BYTES:
            size, at = _varint(message, at)
        elif kind in (_FIXED64, _FIXED32):
            size = 8 if kind == _FIXED64 else 4
        else:
            raise ValueError(f"a protobuf field of kind {kind}")
        if at + size > len(message):
            raise ValueError("a protobuf message that breaks off")
        yield tag >> 3, message[at : at + size]
        at += size


def field(number: int, value: int | float | str | bytes) -> bytes:
    """One field: a varint, a 32-bit float, or bytes with their length."""
    if isinstance(value, float):
        return _written(number << 3 | _FIXED32) + struct.pack("<f", value)
    if isinstance(value, int):
        return _written(number << 3) + _written(value)
    content = value.encode() if isinstance(value, str) else value
    return _written(number << 3 | _BYTES) + _written(len(content)) + content


def _written(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise ValueError("a protobuf message that breaks off")
        byte = message[at]
        number |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return number, at
        shift += 7
