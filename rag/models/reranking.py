"""Which reranker a setting names."""

from __future__ import annotations

from collections.abc import Callable

from rag.errors import UsageError
from rag.models.embedding import endpoint_in, folder_in
from rag.models.protocols import ChatModel, Reranker
from rag.settings import Settings


def open_reranker(settings: Settings, *, chat: Callable[[], ChatModel]) -> Reranker | None:
    """The reranker of the settings: ``llm`` (the model that ``chat`` opens), ``endpoint:NAME`` or a folder; else None.

    Raises ``UsageError`` where the name means nothing, ``ModelMissing`` where files or the address are absent or wrong.
    """
    name = settings.reranker
    if not name:
        return None
    if name == "llm":
        from rag.models.rerank_chat import ChatReranker

        return ChatReranker(chat())
    if (model := endpoint_in(name)) is not None:
        from rag.models.rerank_endpoint import open_rerank_endpoint

        return open_rerank_endpoint(model, settings)
    if (folder := folder_in(name)) is not None:
        from rag.models.cross_encoder import open_cross_encoder

        return open_cross_encoder(folder, threads=settings.threads)
    raise UsageError(
        f"DATELINE_RERANKER is {name!r}: leave it empty, or use llm, endpoint:NAME, or the folder of an ONNX "
        "cross-encoder (there is no such folder)"
    )
