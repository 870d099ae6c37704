"""The pipeline as llama-index knows it: ``NewsQueryEngine`` answers whoever asks through llama-index."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import QueryBundle

from rag.answering.pipeline import AnswerPipeline
from rag.retrieval.retriever import NewsRetriever, hit_to_node
from rag.types import Answer


class NewsQueryEngine(BaseQueryEngine):
    """Answers with proof: ``query`` and ``aquery`` are llama-index's, over the pipeline that ``NewsQA`` itself asks.

    ``response.metadata["answer"]`` is the ``Answer``; ``retriever`` gives the passages alone.
    """

    def __init__(self, retriever: NewsRetriever, pipeline: AnswerPipeline) -> None:
        super().__init__(callback_manager=None)
        self.retriever = retriever
        self._pipeline = pipeline

    def _query(self, query_bundle: QueryBundle) -> Response:
        return answer_to_response(self._pipeline.answer(self.retriever.query_of(query_bundle)))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return answer_to_response(await self._pipeline.aanswer(self.retriever.query_of(query_bundle)))

    def _get_prompt_modules(self) -> dict[str, Any]:
        return {}


def answer_to_response(answer: Answer) -> Response:
    """llama-index's response: the text (or why there is none), the hits as nodes, the answer itself in the metadata."""
    text = answer.text if answer.abstained is None else answer.abstained.message
    return Response(response=text, source_nodes=[hit_to_node(hit) for hit in answer.hits], metadata={"answer": answer})
