"""A reranker in this process: an ONNX cross-encoder in a folder of the user's."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from rag.errors import ModelError, ModelMissing
from rag.models.cores import cores
from rag.models.onnx import Graph, folder_tokens
from rag.models.protocols import Judged
from rag.models.tokens import Tokens


class CrossEncoder:
    """A model that reads question and passage as one text and gives one score, or one for "no" and one for "yes".

    Each pair runs alone, several at once. Safe to use from many threads.
    """

    def __init__(self, graph: Graph, tokens: Tokens, source: str, *, threads: int = 0) -> None:
        self._graph = graph
        self._tokens = tokens
        self._source = source
        self._threads = threads or cores()
        self.judge("question", ["passage"])  # a model of another kind is told when it is opened

    def judge(self, question: str, passages: Sequence[str]) -> Judged:
        """The logit of each pair, or the "yes" logit less the "no" one; what is too long is cut at its end."""
        pairs = self._tokens.pairs(question, passages)
        with ThreadPoolExecutor(min(self._threads, len(pairs) or 1)) as pool:
            return Judged(tuple(pool.map(lambda pair: self._score(*pair), pairs)))

    def close(self) -> None:
        """Nothing to let go of."""

    def _score(self, numbers: list[int], types: list[int]) -> float:
        logits = np.asarray(self._graph.run(numbers, types))
        if logits.dtype.kind != "f" or logits.size not in (1, 2):
            raise ModelMissing(
                f"{self._source} gives {logits.dtype} of shape {logits.shape} for a pair of texts: "
                "a cross-encoder gives one score or two (was it exported for sequence classification?)"
            )
        values = logits.astype(np.float64).ravel()
        score = float(values[0] if values.size == 1 else values[1] - values[0])
        if not np.isfinite(score):
            raise ModelError(f"{self._source} gave {score} for a pair of {len(numbers)} tokens")
        return score


def open_cross_encoder(folder: Path, *, threads: int = 0) -> CrossEncoder:
    """``model.onnx`` and ``tokenizer.json`` in a folder, ``config.json`` for the longest text (512 tokens at most).

    Raises ``ModelMissing`` naming the file that is absent or cannot be used.
    """
    path = folder / "model.onnx"
    return CrossEncoder(Graph(path, str(path), prefer="logits"), folder_tokens(folder), str(path), threads=threads)
