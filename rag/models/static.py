"""Static vectors: the mean of a text's token vectors (WordLlama, MIT), thousands of passages a second on one core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rag.models.packaged import PackagedFile
from rag.models.tokens import Tokens

WEIGHTS: Final = PackagedFile(
    "wordllama",
    "wordllama/weights/l2_supercat_256.safetensors",
    "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5",
)
TOKENIZER: Final = PackagedFile(
    "wordllama",
    "wordllama/tokenizers/l2_supercat_tokenizer_config.json",
    "93248f2a9ec36c7b35f700a033d5f36228aae48db61aee31007fa49062cdeb68",
)
FINGERPRINT: Final = f"wordllama-l2-supercat-256@{WEIGHTS.sha256[:12]}"
BATCH: Final = 256  # texts tokenised at once; measured: 64 is 25 % slower, 1,024 no faster


class StaticModel:
    """Token vectors of shape ``(vocabulary, dimensions)``, and the tokenizer that numbers their rows."""

    def __init__(self, vectors: NDArray[np.floating], tokens: Tokens, fingerprint: str) -> None:
        self._vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        self._tokens = tokens
        self._fingerprint = fingerprint

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimensions(self) -> int:
        return int(self._vectors.shape[1])

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, rows of length 1; a text without a token is all zeros, like nothing."""
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            for row, numbers in enumerate(self._tokens.numbers(texts[start : start + BATCH]), start):
                # Gathering text by text stays in the processor's cache; one gather for all of a batch is half as fast.
                self._vectors.take(numbers, axis=0, mode="clip").sum(axis=0, out=sums[row])
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        np.divide(sums, lengths, out=sums, where=lengths > 0)
        return sums

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Shape ``(dimensions,)``; questions and passages are treated alike."""
        vector: NDArray[np.float32] = self.embed_passages([text])[0]
        return vector


def open_static(*, weights: Path | None = None, tokenizer: Path | None = None) -> StaticModel:
    """The bundled model, from its package's files or from copies of them elsewhere.

    Raises ``ModelMissing`` where a file is absent or its sum is not the expected one.
    """
    from safetensors.numpy import load

    vectors = load(WEIGHTS.read(weights))["embedding.weight"]
    tokens = Tokens(TOKENIZER.read(tokenizer), special=False)
    return StaticModel(vectors, tokens, FINGERPRINT)
