"""llama-index's own way in: ``IngestionPipeline`` of ``SentenceSplitter`` and an embedding, into a Chroma folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.models.protocols import EmbeddingModel
from rag.types import Article

if TYPE_CHECKING:
    from llama_index.core import Document
    from llama_index.core.embeddings import BaseEmbedding

_DOCUMENTS_AT_ONCE = 200  # its Chroma store takes 5,461 passages at once, and fails above
_OVERLAP_TOKENS = 20  # where the length is asked for: the documentation's examples


def has_peer() -> bool:
    """Whether the peer's packages are installed."""
    try:
        return find_spec("llama_index.vector_stores.chroma") is not None
    except ModuleNotFoundError:
        return False


def fill(articles: Iterable[Article], model: EmbeddingModel, folder: Path, chunk_tokens: int | None) -> int:
    """Articles as they were read into a new Chroma folder; how many passages there are then.

    Passages have ``chunk_tokens`` tokens at most; None: the splitter's defaults, 1,024 of which 200 overlap.
    """
    import chromadb
    from chromadb.config import Settings
    from llama_index.core.ingestion import IngestionPipeline
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    quiet = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # as in rag/store/vectors.py
    client: Any = chromadb.PersistentClient(path=str(folder), settings=quiet)
    collection = client.create_collection("articles", embedding_function=None)
    splitter = (
        SentenceSplitter(chunk_size=chunk_tokens, chunk_overlap=_OVERLAP_TOKENS) if chunk_tokens else SentenceSplitter()
    )
    pipeline = IngestionPipeline(
        transformations=[splitter, _shared(model)],
        vector_store=ChromaVectorStore(chroma_collection=collection),
        disable_cache=True,
    )
    documents = _documents(articles)
    while batch := list(islice(documents, _DOCUMENTS_AT_ONCE)):
        pipeline.run(documents=batch)
    return int(collection.count())


def _shared(model: EmbeddingModel) -> BaseEmbedding:
    """A model of ours behind llama-index's interface."""
    from llama_index.core.embeddings import BaseEmbedding

    class Shared(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(value) for value in model.embed_question(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = model.embed_passages(texts).tolist()
            return vectors

    return Shared(model_name=model.fingerprint, embed_batch_size=256)


def _documents(articles: Iterable[Article]) -> Iterator[Document]:
    from llama_index.core import Document

    for article in articles:
        about = {
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published_at.date().isoformat() if article.published_at else "",
            "url": article.url or "",
        }
        yield Document(id_=article.id, text=article.text, metadata=about, excluded_embed_metadata_keys=["url"])
