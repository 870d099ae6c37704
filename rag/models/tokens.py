"""Text to token numbers, whole: no padding, and nothing cut off unless asked. The only importer of ``tokenizers``."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer

from rag.errors import ModelMissing


class Tokens:
    """A tokenizer read from the bytes of its JSON file; what that file says of padding and truncation is overridden.

    ``most`` is the number of tokens a text may have, special ones included; None: any.
    """

    def __init__(self, content: bytes, *, special: bool, most: int | None = None, source: str = "tokenizer") -> None:
        try:
            self._tokenizer = Tokenizer.from_buffer(content)
        except Exception as error:  # noqa: BLE001 - the library raises bare Exception for a malformed file
            raise ModelMissing(f"{source} is not a tokenizer that can be read: {error}") from None
        self._tokenizer.no_padding()
        if most is None:
            self._tokenizer.no_truncation()
        else:
            self._tokenizer.enable_truncation(max_length=most)
        self._special = special

    def numbers(self, texts: Sequence[str]) -> list[list[int]]:
        """Each text's token numbers, in the order given."""
        encoded = self._tokenizer.encode_batch_fast([_encodable(t) for t in texts], add_special_tokens=self._special)
        return [encoding.ids for encoding in encoded]

    def pairs(self, first: str, seconds: Sequence[str]) -> list[tuple[list[int], list[int]]]:
        """``first`` with each of ``seconds``: the pair's token numbers, and 0 or 1 for the text each belongs to.

        Where a pair has too many tokens, the longer text is cut.
        """
        first = _encodable(first)
        encoded = self._tokenizer.encode_batch_fast(
            [(first, _encodable(second)) for second in seconds], add_special_tokens=self._special
        )
        return [(encoding.ids, encoding.type_ids) for encoding in encoded]


def _encodable(text: str) -> str:
    # A lone surrogate, which JSON can smuggle in, makes the tokenizer raise.
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
