"""Retrieval as llama-index knows it: ``NewsRetriever`` gives nodes with scores for anyone's query engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.retrieval.search import NewsQuery, NewsSearch
from rag.types import Hit


@dataclass
class NewsQueryBundle(QueryBundle):
    """llama-index's query with Dateline's own: the day, the filters and k travel with the words."""

    news_query: NewsQuery | None = field(default=None, kw_only=True)


class NewsRetriever(BaseRetriever):
    """Passages of the right day for a question.

    A plain string or ``QueryBundle`` is turned into a ``NewsQuery`` by ``query_from_text``, which knows what day it is.
    """

    def __init__(self, search: NewsSearch, *, query_from_text: Callable[[str], NewsQuery]) -> None:
        super().__init__()
        self._search = search
        self._query_from_text = query_from_text

    def query_of(self, bundle: QueryBundle) -> NewsQuery:
        """The news query a bundle carries, or the one its text makes."""
        carried = bundle.news_query if isinstance(bundle, NewsQueryBundle) else None
        return carried or self._query_from_text(bundle.query_str)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [hit_to_node(hit) for hit in self._search.retrieve(self.query_of(query_bundle)).hits]


def hit_to_node(hit: Hit) -> NodeWithScore:
    """A hit as llama-index's node: id, text, offsets, and in the metadata what a citation prints."""
    passage = hit.passage
    metadata: dict[str, Any] = {
        "title": passage.title,
        "publisher": passage.publisher,
        "published_at": passage.published_at.isoformat() if passage.published_at else None,
        "url": passage.url,
        "article_id": passage.article_id,
    }
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
    )
    return NodeWithScore(node=node, score=hit.score)
