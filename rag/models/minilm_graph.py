"""The bundled all-MiniLM-L6-v2, its graph written anew so that it computes in 8 bits.

The packaged file keeps its weights in 8 bits and multiplies in 32: it turns each weight into a float first. Here the
same weights, unchanged, are multiplied as they are, by activations that are brought to 8 bits text by text
(onnxruntime's ``DynamicQuantizeMatMul``), and a layer's small steps are one step each. Vectors are close to the file's
own, not equal, so this is a model with a fingerprint of its own. No attention mask: a text runs alone, unpadded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelMissing
from rag.models.protobuf import field, fields

LAYERS, HEADS, WIDTH = 6, 12, 384
PROBED = 64
_EPSILON = 1e-12
_TYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype(np.float32),
    2: np.dtype(np.uint8),
    3: np.dtype(np.int8),
    7: np.dtype(np.int64),
}
_ELEMENTS = {kind: element for element, kind in _TYPES.items()}
_OURS = "com.microsoft"  # onnxruntime's own operators
_OPSETS = {"": 17, _OURS: 1}
_A_LAYER = ("query", "key", "value", "attended", "intermediate", "output")  # in the order of the packaged file


def in_eight_bits(content: bytes, *, signed: bool = True) -> bytes:
    """The ONNX file of the same model that computes in 8 bits, from the packaged file's bytes.

    It takes ``input_ids``, shape ``(1, tokens)``; its output has shape ``(1, tokens, 384)``. Weights are signed bytes,
    or unsigned ones with a zero point of 128: the same numbers, slower where a processor can do both. Raises
    ``ModelMissing`` where the file is another model.
    """
    try:
        tensors, multiplied = _read(content)
        weights = [name for name in multiplied if f"{name}_q" in tensors]
        if len(weights) != LAYERS * len(_A_LAYER):
            raise ValueError(f"{len(weights)} multiplications by weights in 8 bits")
        graph = _Graph(tensors, signed=signed)
        graph.add_encoder(weights)
        taken = _value("input_ids", np.dtype(np.int64), (1, "tokens"))
        return graph.content(taken, _value("last_hidden_state", np.dtype(np.float32), (1, "tokens", WIDTH)))
    except (KeyError, ValueError, IndexError) as error:
        raise ModelMissing(f"the bundled all-MiniLM-L6-v2 is not built as expected: {error}") from None


def signed_probe() -> bytes:
    """An ONNX file that sums the greatest products of unsigned and signed bytes.

    Of ``taken``, ``PROBED`` ones, it gives ``PROBED``; less, where the processor cuts sums off on the way.
    """
    weights = np.full((PROBED, 1), 127, dtype=np.int8)
    given: dict[str, NDArray[Any]] = {
        "w_q": weights,
        "w_scale": np.array([1 / 127], dtype=np.float32),
        "b": np.zeros(1, dtype=np.float32),
    }
    graph = _Graph(given, signed=True)
    graph.times("taken", ["w"], ["b"], called="sum")
    taken, total = (_value(name, np.dtype(np.float32), (1, size)) for name, size in (("taken", PROBED), ("sum", 1)))
    return graph.content(taken, total)


class _Graph:
    """Nodes and tensors as they are added, and the file that they make."""

    def __init__(self, tensors: Mapping[str, NDArray[Any]], *, signed: bool) -> None:
        self._given = tensors
        self._signed = signed
        self._parts: list[bytes] = []
        self._count = 0

    def content(self, taken: bytes, given: bytes) -> bytes:
        graph = b"".join(self._parts) + field(2, "all-MiniLM-L6-v2") + field(11, taken) + field(12, given)
        opsets = b"".join(field(8, field(1, domain) + field(2, number)) for domain, number in _OPSETS.items())
        return field(1, 8) + opsets + field(7, graph)

    def add_encoder(self, weights: Sequence[str]) -> None:
        state = self._embedded()
        for layer in range(LAYERS):
            of_layer = dict(zip(_A_LAYER, weights[layer * len(_A_LAYER) :], strict=False))
            name = f"inner.encoder.layer.{layer}."
            three = [of_layer[part] for part in ("query", "key", "value")]
            biases = [f"{name}attention.self.{part}.bias" for part in ("query", "key", "value")]
            parts = self._node("Split", [self.times(state, three, biases)], outputs=3, axis=-1)
            seen = self._node("MultiHeadAttention", parts, ours=True, num_heads=HEADS)
            seen = [self.times(seen[0], [of_layer["attended"]], [f"{name}attention.output.dense.bias"])]
            state = self._added(seen[0], state, f"{name}attention.output.LayerNorm")
            wide = self.times(state, [of_layer["intermediate"]], [f"{name}intermediate.dense.bias"])
            wide = self._node("Gelu", [wide], ours=True)[0]
            narrow = self.times(wide, [of_layer["output"]], [f"{name}output.dense.bias"])
            last = "last_hidden_state" if layer == LAYERS - 1 else None
            state = self._added(narrow, state, f"{name}output.LayerNorm", called=last)

    def _embedded(self) -> str:
        """Words, places and the one kind of text there is; the tables stay in 8 bits."""
        name = "inner.embeddings."
        words = self._looked_up(f"{name}word_embeddings.weight", "input_ids")
        # How many tokens there are: the places from 0 on.
        shape = self._node("Shape", ["input_ids"])[0]
        count = self._node("Gather", [shape, self._tensor("last", np.array(1, dtype=np.int64))])[0]
        zero, one = (self._tensor(called, np.array(n, dtype=np.int64)) for called, n in (("zero", 0), ("one", 1)))
        places = self._looked_up(f"{name}position_embeddings.weight", self._node("Range", [zero, count, one])[0])
        kind = self._tensor("kind", self._given[f"{name}token_type_embeddings.weight"][0])
        total = self._node("Add", [self._node("Add", [words, places])[0], kind])[0]
        scale, bias = (self._tensor(f"{name}LayerNorm.{part}") for part in ("weight", "bias"))
        return self._node("LayerNormalization", [total, scale, bias], axis=-1, epsilon=_EPSILON)[0]

    def _looked_up(self, table: str, rows: str) -> str:
        found = self._node("Gather", [self._tensor(f"{table}_q"), rows])[0]
        scale = self._node("Gather", [self._tensor(f"{table}_scale"), rows])[0]
        return self._node("Mul", [self._node("Cast", [found], to=1)[0], scale])[0]

    def times(self, state: str, weights: Sequence[str], biases: Sequence[str], *, called: str | None = None) -> str:
        """The state times weights, side by side, each column with its scale, plus the biases."""
        name = weights[0]
        whole = np.concatenate([self._given[f"{each}_q"] for each in weights], axis=1)
        scale = np.concatenate([self._given[f"{each}_scale"].ravel() for each in weights])
        bias = np.concatenate([self._given[each] for each in biases])
        zero = ""  # signed weights have no zero point
        if not self._signed:
            whole = (whole.astype(np.int16) + 128).astype(np.uint8)
            zero = self._tensor(f"{name}.zero", np.full(len(scale), 128, dtype=np.uint8))
        inputs = [
            state,
            self._tensor(f"{name}.weight", whole),
            self._tensor(f"{name}.scale", scale),
            zero,
            self._tensor(f"{name}.bias", bias),
        ]
        return self._node("DynamicQuantizeMatMul", inputs, ours=True, called=called)[0]

    def _added(self, new: str, state: str, norm: str, called: str | None = None) -> str:
        scale, bias = self._tensor(f"{norm}.weight"), self._tensor(f"{norm}.bias")
        inputs = [new, state, scale, bias]
        return self._node("SkipLayerNormalization", inputs, ours=True, called=called, epsilon=_EPSILON)[0]

    def _node(
        self,
        kind: str,
        inputs: Sequence[str],
        *,
        outputs: int = 1,
        ours: bool = False,
        called: str | None = None,
        **attributes: int | float,
    ) -> list[str]:
        names = [called] if called else [f"{kind}_{self._count}_{place}" for place in range(outputs)]
        self._count += 1
        node = b"".join(field(1, name) for name in inputs) + b"".join(field(2, name) for name in names)
        node += field(4, kind) + b"".join(field(5, _attribute(*pair)) for pair in attributes.items())
        self._parts.append(field(1, node + field(7, _OURS if ours else "")))
        return names

    def _tensor(self, name: str, values: NDArray[Any] | None = None) -> str:
        values = self._given[name] if values is None else values
        message = b"".join(field(1, size) for size in values.shape) + field(2, _ELEMENTS[values.dtype])
        self._parts.append(field(5, message + field(8, name) + field(9, np.ascontiguousarray(values).tobytes())))
        return name


def _attribute(name: str, value: int | float) -> bytes:
    """A number; a float where it is one. Negative ones are written as 64 bits."""
    if isinstance(value, float):
        return field(1, name) + field(2, value) + field(20, 1)
    return field(1, name) + field(3, value % (1 << 64)) + field(20, 2)


def _value(name: str, dtype: np.dtype[Any], shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(field(1, field(2 if isinstance(size, str) else 1, size)) for size in shape)
    return field(1, name) + field(2, field(1, field(1, _ELEMENTS[dtype]) + field(2, sizes)))


def _read(content: bytes) -> tuple[dict[str, NDArray[Any]], list[str]]:
    """The tensors of an ONNX file by name, and what its nodes multiply by, in their order."""
    tensors: dict[str, NDArray[Any]] = {}
    multiplied: list[str] = []
    for number, graph in fields(memoryview(content)):
        if number != 7 or isinstance(graph, int):
            continue
        for part, message in fields(graph):
            if part == 1 and not isinstance(message, int):
                parts = [(place, bytes(value)) for place, value in fields(message) if not isinstance(value, int)]
                if (4, b"MatMul") in parts:
                    multiplied.append([value.decode() for place, value in parts if place == 1][1])
            elif part == 5 and not isinstance(message, int):
                name, values = _tensor_in(message)
                tensors[name] = values
    return tensors, multiplied


def _tensor_in(message: memoryview) -> tuple[str, NDArray[Any]]:
    shape: list[int] = []
    name, kind, raw = "", 1, b""
    for number, value in fields(message):
        if isinstance(value, int):
            if number == 1:
                shape.append(value)
            elif number == 2:
                kind = value
        elif number == 8:
            name = bytes(value).decode()
        elif number == 9:
            raw = bytes(value)
    if kind not in _TYPES or not raw:
        return name, np.zeros(0, dtype=np.float32)  # nothing that is looked for
    values: NDArray[Any] = np.frombuffer(raw, dtype=_TYPES[kind])
    return name, values.reshape(shape)
