"""A tiny cross-encoder as the bytes of an ONNX file, written without the ``onnx`` package.

Its logit for a pair of texts is the number of equal tokens between the first and the second: real enough to rank by.

Only the few protobuf fields that such a graph needs (onnx.proto3, IR version 8, opset 13).
"""

from __future__ import annotations

from collections.abc import Sequence

INT64, FLOAT = 7, 1


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def field(number: int, value: int | str | bytes) -> bytes:
    """One protobuf field: a varint, or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def attribute(name: str, value: int | Sequence[int]) -> bytes:
    """An AttributeProto: an INT (2) or INTS (7)."""
    if isinstance(value, int):
        return field(1, name) + field(3, value) + field(20, 2)
    return field(1, name) + b"".join(field(8, item) for item in value) + field(20, 7)


def node(kind: str, inputs: Sequence[str], output: str, **attributes: int | Sequence[int]) -> bytes:
    """A NodeProto with one output."""
    return (
        b"".join(field(1, name) for name in inputs)
        + field(2, output)
        + field(4, kind)
        + b"".join(field(5, attribute(name, value)) for name, value in attributes.items())
    )


def value(name: str, element: int, shape: Sequence[int | str]) -> bytes:
    """A ValueInfoProto; a named dimension may have any length."""
    dimensions = b"".join(field(1, field(2 if isinstance(size, str) else 1, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, element) + field(2, dimensions)))


def model(nodes: Sequence[bytes], inputs: Sequence[bytes], output: bytes) -> bytes:
    """A ModelProto."""
    graph = (
        b"".join(field(1, item) for item in nodes)
        + field(2, "g")
        + b"".join(field(11, item) for item in inputs)
        + field(12, output)
    )
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 13))


def cross_encoder(*, types: bool = True, logits: int = 1) -> bytes:
    """The model; ``types`` False leaves out ``token_type_ids``, which makes it count equal pairs in the whole text.

    With two logits they are (-count, count), with three there is a class too many.
    """
    names = ["input_ids", "attention_mask", *(["token_type_ids"] if types else [])]
    nodes = [
        node("Transpose", ["input_ids"], "column", perm=(1, 0)),
        node("Equal", ["column", "input_ids"], "same"),
        node("Cast", ["same"], "equal", to=FLOAT),
        node("Cast", ["token_type_ids" if types else "attention_mask"], "second", to=FLOAT),
        node("Cast", ["attention_mask"], "all", to=FLOAT),
        node("Sub", ["all", "second"], "first") if types else node("Identity", ["all"], "first"),
        node("MatMul", ["first", "equal"], "found"),
        node("Transpose", ["second"], "second_column", perm=(1, 0)),
        node("MatMul", ["found", "second_column"], "count"),
        node("Neg", ["count"], "less"),
        *{
            1: [node("Identity", ["count"], "logits")],
            2: [node("Concat", ["less", "count"], "logits", axis=1)],
            3: [node("Concat", ["less", "count", "count"], "logits", axis=1)],
        }[logits],
    ]
    return model(nodes, [value(name, INT64, ("b", "n")) for name in names], value("logits", FLOAT, ("b", logits)))
