"""Which language an article is in, where it does not say. The only file that knows py3langid."""

from __future__ import annotations

import tempfile
from functools import cached_property
from typing import TYPE_CHECKING

from rag.errors import ModelError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_READ_CHARACTERS = 400
_FEWEST_CHARACTERS = 40
_CONFIDENT = 0.6
_NO_LANGUAGE = "zxx"


class Languages:
    """Tells languages by the model that py3langid carries, which is loaded when first needed."""

    def of(self, text: str) -> str | None:
        """The ISO 639 code of the language a text begins in, None where that is not plain.

        >>> Languages().of("Die Fähre lief auf Grund, weil zwei Kabel vertauscht waren.")
        'de'
        """
        beginning = text[:_READ_CHARACTERS]
        if len(beginning) < _FEWEST_CHARACTERS:
            return None
        language, confidence = self._identifier.classify(beginning)
        return str(language) if confidence >= _CONFIDENT and language != _NO_LANGUAGE else None

    @cached_property
    def _identifier(self) -> LanguageIdentifier:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        try:
            return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        except OSError as error:
            folder, why = tempfile.gettempdir(), error.strerror or error
            raise ModelError(
                f"the model that tells languages was not unpacked into {folder} ({why}): make room there, or "
                "name another folder in TMPDIR, and run the same command again"
            ) from error
