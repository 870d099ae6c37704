"""What is done to articles before they are stored, a batch at a time: cleaned, cut into passages, embedded.

Everything here can be pickled and knows no store, so that another process or another machine can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from ingest.chunking import passages_of
from ingest.cleaning import clean
from ingest.languages import Languages
from rag.models.embedding import open_embedding, passage_to_text
from rag.models.protocols import EmbeddingModel
from rag.settings import Settings
from rag.stages import Stages
from rag.store import Vectors, Version, content_hash
from rag.types import Article, Passage


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article as its source gave it, and what the store holds under its id.

    Where that was made of this very article it is ``unchanged``: nothing more is done to it, its text is left out.
    """

    source: str
    article: Article
    read_hash: str
    stored: Version | None
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of one that arrived: ``passages`` and ``vectors``, one a passage, to be stored.

    ``unchanged``: what is stored is the same already. ``rejected``: why it is no article after all. ``vectors`` are
    None where passages are not embedded.
    """

    arrived: Arrived
    article: Article
    passages: tuple[Passage, ...] = ()
    vectors: Vectors | None = None
    unchanged: bool = False
    rejected: str | None = None


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """A batch in the order in which it arrived, and seconds by stage of preparing it."""

    articles: tuple[Prepared, ...]
    stage_s: Mapping[str, float] = field(default_factory=dict)


Prepare: TypeAlias = Callable[[Iterable[Sequence[Arrived]]], Iterator[PreparedBatch]]
"""Prepares batches wherever it likes, lazily and several ahead if it likes, and gives each back in its turn."""

Embed: TypeAlias = Callable[[str, Iterable[Sequence[Passage]]], Iterator[Vectors | None]]
"""Embeds batches with the model that is named, lazily as above: a vector a passage; None where there is no model."""


class Workers(Protocol):
    """Whoever prepares and embeds in place of this process."""

    def prepare(self, batches: Iterable[Sequence[Arrived]]) -> Iterator[PreparedBatch]: ...

    def embed(self, name: str, batches: Iterable[Sequence[Passage]]) -> Iterator[Vectors | None]: ...


class Preparer:
    """Prepares batches in this process. Pickled, it is its settings; models are opened where they are first used."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._languages = Languages()
        self._models: dict[str, EmbeddingModel | None] = {}

    def __reduce__(self) -> tuple[type[Preparer], tuple[Settings]]:
        return Preparer, (self._settings,)

    def __call__(self, batch: Sequence[Arrived]) -> PreparedBatch:
        """Raises ``ModelError`` where the model of passages fails."""
        stages = Stages()
        prepared = [self._prepared(arrived, stages) for arrived in batch]
        vectors = self._embedded([passage for each in prepared for passage in each.passages], stages)
        if vectors is not None:
            first = 0
            for place, each in enumerate(prepared):
                last = first + len(each.passages)
                if each.passages:
                    prepared[place] = replace(each, vectors=vectors[first:last])
                first = last
        return PreparedBatch(tuple(prepared), stages.seconds)

    def _prepared(self, arrived: Arrived, stages: Stages) -> Prepared:
        if arrived.unchanged:
            return Prepared(arrived, arrived.article, unchanged=True)
        with stages("cleaning"):
            read = arrived.article
            text = clean(read.title, read.text)
            article = replace(read, text=text, language=read.language or self._languages.of(text))
        arrived = replace(arrived, article=replace(read, text=""))  # all that is needed of it has been taken
        if not article.text and article.status != "withdrawn":
            where = f" ({article.url})" if article.url else ""
            why = f"nothing but its title and boilerplate in {article.title!r}{where}: give the article's whole text"
            return Prepared(arrived, article, rejected=why)
        with stages("comparing"):
            if arrived.stored is not None and arrived.stored.content_hash == content_hash(article):
                return Prepared(arrived, article, unchanged=True)
        with stages("chunking"):
            # A withdrawn article stays in the catalogue, and is evidence for nothing.
            passages = () if article.status == "withdrawn" else passages_of(article)
        return Prepared(arrived, article, passages)

    def _embedded(self, passages: Sequence[Passage], stages: Stages) -> Vectors | None:
        if not passages:
            return None
        with stages("embedding_passages"):
            name = self._settings.passage_model
            if name not in self._models:
                self._models[name] = open_embedding(name, self._settings)
            model = self._models[name]
            return model.embed_passages([passage_to_text(passage) for passage in passages]) if model else None
