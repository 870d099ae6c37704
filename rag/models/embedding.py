"""Which embedding model a setting names, and what of a passage is embedded."""

from __future__ import annotations

from pathlib import Path

from rag.errors import UsageError
from rag.models.protocols import EmbeddingModel
from rag.settings import Settings
from rag.types import Passage


def open_embedding(name: str, settings: Settings) -> EmbeddingModel | None:
    """The model called ``static``, ``minilm``, ``minilm-float``, ``endpoint:NAME`` or by a folder; None for ``none``.

    Raises ``UsageError`` where the name means nothing, ``ModelMissing`` where the model's files are absent or wrong.
    """
    if name == "none":
        return None
    if name == "static":
        from rag.models.static import open_static

        return open_static()
    if (model := endpoint_in(name)) is not None:
        from rag.models.endpoint import open_endpoint

        return open_endpoint(model, settings)
    from rag.models.onnx import open_folder, open_minilm

    if name in ("minilm", _FLOATS):
        return open_minilm(threads=settings.threads, floats=name == _FLOATS)
    if (folder := folder_in(name)) is not None:
        return open_folder(folder, threads=settings.threads)
    raise UsageError(_unknown(name))


def fingerprint_of(name: str) -> str | None:
    """The fingerprint ``open_embedding`` would give its model, without loading weights; None for ``none``."""
    if name == "none":
        return None
    if name == "static":
        from rag.models.static import FINGERPRINT

        return FINGERPRINT
    if (model := endpoint_in(name)) is not None:
        from rag.models.endpoint import endpoint_fingerprint

        return endpoint_fingerprint(model)
    from rag.models.onnx import MINILM_FINGERPRINT, MINILM_FLOAT_FINGERPRINT, folder_fingerprint

    if name in ("minilm", _FLOATS):
        return MINILM_FINGERPRINT if name == "minilm" else MINILM_FLOAT_FINGERPRINT
    if (folder := folder_in(name)) is not None:
        return folder_fingerprint(folder)
    raise UsageError(_unknown(name))


def name_in_store(name: str, stored: str | None) -> str:
    """The name of the model to ask a store's vectors by, whose model has the fingerprint ``stored``.

    It is the setting's, but that a store filled by ``minilm-float``, which was called ``minilm`` before that computed
    in 8 bits, goes on being asked by it.
    """
    return _FLOATS if name == "minilm" and stored == fingerprint_of(_FLOATS) else name


def passage_to_text(passage: Passage) -> str:
    """What is embedded for a passage: its title, outlet and day, then its own text.

    >>> from datetime import UTC, datetime
    >>> from rag.types import Passage
    >>> day = datetime(2024, 3, 4, tzinfo=UTC)
    >>> passage_to_text(Passage("a", 0, 0, 9, "Rain fell.", "Wet Monday", "The Post", published_at=day))
    'Wet Monday\\nThe Post, 4 March 2024\\nRain fell.'
    """
    day = passage.published_at
    about = [passage.publisher, f"{day.day} {day:%B %Y}" if day else ""]
    lines = [passage.title, ", ".join(part for part in about if part), passage.text]
    return "\n".join(line for line in lines if line)


def endpoint_in(name: str) -> str | None:
    """NAME, where a model setting is ``endpoint:NAME``."""
    kind, _, model = name.partition(":")
    return model if kind == "endpoint" and model else None


def folder_in(name: str) -> Path | None:
    """The folder, where a model setting names one that exists."""
    folder = Path(name).expanduser()
    return folder if folder.is_dir() else None


_FLOATS = "minilm-float"


def _unknown(name: str) -> str:
    return (
        f"{name!r} names no embedding model (DATELINE_PASSAGE_MODEL, DATELINE_LEAD_MODEL): use static, minilm, "
        f"minilm-float, none, endpoint:NAME, or the folder of an ONNX model (there is no {Path(name).expanduser()})"
    )
