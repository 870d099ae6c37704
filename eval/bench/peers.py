"""llama-index's own retrievers over the same articles and the same embedding model, set up as its documentation tells.

Documents carry title, outlet and day as metadata, which llama-index embeds and indexes with the text; they are cut by
``SentenceSplitter`` with its defaults, or to a length that is asked for. Vectors lie in a Chroma folder on disk, BM25
is ``bm25s`` in memory, and ``CitationQueryEngine`` stops at its sources: no text is written. Where they are told the
day, it is by a metadata filter on the day of publication.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from llama_index.core import Document, StorageContext, VectorStoreIndex
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata, MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import MetadataMode, NodeWithScore
from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters

from rag.days import start_of
from rag.errors import UsageError
from rag.models.protocols import EmbeddingModel
from rag.types import Article, Hit, Passage

PACKAGES = ("llama_index.vector_stores.chroma", "llama_index.retrievers.bm25", "Stemmer")
_OVERLAP = 20  # tokens, where the length is asked for: the documentation's examples
_SOURCE = re.compile(r"\ASource \d+:\n")  # what CitationQueryEngine puts before a text; a number may be an answer


@dataclass(frozen=True, slots=True)
class Peer:
    """One of llama-index's ways to retrieve: what it finds for a question and its day, and what it took to build."""

    name: str
    retrieve: Callable[[str, date | None], list[NodeWithScore]]
    build_s: float
    passages: int


class SharedEmbedding(BaseEmbedding):
    """A model of ours behind llama-index's interface."""

    _model: EmbeddingModel = PrivateAttr()

    def __init__(self, model: EmbeddingModel) -> None:
        super().__init__(model_name=model.fingerprint, embed_batch_size=256)
        self._model = model

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._model.embed_question(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._model.embed_passages(texts)]


def require_peers() -> None:
    """``UsageError`` where a package of the peers is not installed."""
    for name in PACKAGES:
        try:
            found = find_spec(name)
        except ModuleNotFoundError:
            found = None
        if found is None:
            raise UsageError(f"the peers need the package of {name}: pip install 'dateline[bench]'")


@contextmanager
def peers(
    articles: Sequence[Article], model: EmbeddingModel, folder: Path, *, k: int, chunk_tokens: int | None = None
) -> Iterator[tuple[Peer, ...]]:
    """Four that know no days and three that are told one, built in ``folder``, each finding ``k`` passages.

    Passages have ``chunk_tokens`` tokens at most; None: the splitter's defaults, 1,024 of which 200 overlap.
    """
    import chromadb
    import Stemmer
    from chromadb.config import Settings
    from llama_index.retrievers.bm25 import BM25Retriever
    from llama_index.vector_stores.chroma import ChromaVectorStore

    require_peers()
    began = time.perf_counter()
    splitter = SentenceSplitter(chunk_size=chunk_tokens, chunk_overlap=_OVERLAP) if chunk_tokens else SentenceSplitter()
    nodes = splitter.get_nodes_from_documents([_document(article) for article in articles])
    split_s = time.perf_counter() - began

    began = time.perf_counter()
    quiet = Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]  # as in rag/store/vectors.py
    client: Any = chromadb.PersistentClient(path=str(folder), settings=quiet)
    try:
        collection = client.create_collection("articles", embedding_function=None)
        index = VectorStoreIndex(
            nodes,
            storage_context=StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection)),
            embed_model=SharedEmbedding(model),
        )
        vector_s = split_s + time.perf_counter() - began
        by_vector = index.as_retriever(similarity_top_k=k)
        began = time.perf_counter()
        by_words = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=k, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        words_s = split_s + time.perf_counter() - began
        by_words.bm25.corpus = by_words.corpus  # what a retriever over the same words and another filter is made of

        def vectors_until(day: date | None) -> Any:
            return index.as_retriever(similarity_top_k=k, filters=_until(day))

        def words_until(day: date | None) -> Any:
            return BM25Retriever(existing_bm25=by_words.bm25, similarity_top_k=k, filters=_until(day))

        def fused(*retrievers: Any) -> QueryFusionRetriever:
            return QueryFusionRetriever(
                list(retrievers),
                llm=MockLLM(),
                similarity_top_k=k,
                num_queries=1,
                mode=FUSION_MODES.RECIPROCAL_RANK,
            )

        both = fused(by_vector, by_words)
        citing = CitationQueryEngine.from_args(
            index, llm=MockLLM(), similarity_top_k=k, response_synthesizer=NoText(llm=MockLLM())
        )
        both_s = vector_s + words_s - split_s
        ways: Mapping[str, tuple[Callable[[str, date | None], list[NodeWithScore]], float]] = {
            "VectorIndexRetriever, Chroma": (lambda asked, _: by_vector.retrieve(asked), vector_s),
            "BM25Retriever": (lambda asked, _: by_words.retrieve(asked), words_s),
            "QueryFusionRetriever": (lambda asked, _: both.retrieve(asked), both_s),
            "CitationQueryEngine's sources": (lambda asked, _: citing.query(asked).source_nodes, vector_s),
            "VectorIndexRetriever, told the day": (lambda asked, day: vectors_until(day).retrieve(asked), vector_s),
            "BM25Retriever, told the day": (lambda asked, day: words_until(day).retrieve(asked), words_s),
            "QueryFusionRetriever, told the day": (
                lambda asked, day: fused(vectors_until(day), words_until(day)).retrieve(asked),
                both_s,
            ),
        }
        yield tuple(Peer(name, way, build_s, len(nodes)) for name, (way, build_s) in ways.items())
    finally:
        client.close()


class WrittenBy(CustomLLM):
    """A function of the prompt as llama-index's model."""

    _write: Callable[[str], str] = PrivateAttr()

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    @property
    def metadata(self) -> LLMMetadata:
        """A context that holds every prompt."""
        return LLMMetadata(context_window=128_000)

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        """The function's text."""
        return CompletionResponse(text=self._write(prompt))

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        """The same in one piece."""
        yield self.complete(prompt, formatted)


def citing_engine(
    articles: Sequence[Article], model: EmbeddingModel, write: Callable[[str], str], *, k: int
) -> Callable[[str], tuple[str, list[str]]]:
    """``CitationQueryEngine`` with its defaults, as a function: a question to its text and its numbered sources.

    ``write`` is its language model. The vectors lie in memory.
    """
    index = VectorStoreIndex.from_documents([_document(one) for one in articles], embed_model=SharedEmbedding(model))
    engine = CitationQueryEngine.from_args(index, llm=WrittenBy(write), similarity_top_k=k)

    def ask(question: str) -> tuple[str, list[str]]:
        response = engine.query(question)
        sources = [node.node.get_content(metadata_mode=MetadataMode.NONE) for node in response.source_nodes]
        return str(response), [_SOURCE.sub("", source) for source in sources]

    return ask


def _until(day: date | None) -> MetadataFilters | None:
    """What was published on that day or before; what has no day is left out."""
    if day is None:
        return None
    return MetadataFilters(filters=[MetadataFilter(key="day", value=_number(day), operator=FilterOperator.LTE)])


def _number(day: date) -> int:
    """A day as a number, because Chroma compares only those."""
    return int(f"{day:%Y%m%d}")


def node_to_hit(found: NodeWithScore, rank: int) -> Hit:
    """A peer's node as a hit; its index is its rank, for citation nodes have no place in an article any more."""
    about = found.node.metadata
    text = _SOURCE.sub("", found.node.get_content(metadata_mode=MetadataMode.NONE))
    passage = Passage(
        article_id=about["article_id"],
        index=rank,
        start=0,
        end=len(text),
        text=text,
        title=about["title"],
        publisher=about["publisher"],
        url=about["url"] or None,
        published_at=start_of(about["published"] or None),
    )
    return Hit(passage, float(found.score or 0.0))


def _document(article: Article) -> Document:
    hidden = ["article_id", "url", "day"]
    return Document(
        id_=article.id,
        text=article.text,
        metadata={
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published_at.date().isoformat() if article.published_at else "",
            "article_id": article.id,
            "url": article.url or "",
            **({"day": _number(article.published_at)} if article.published_at else {}),
        },
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
    )
