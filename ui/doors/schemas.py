"""What programs send and get: the shapes of ``rag/wire.py``'s documents, with limits, words and examples."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from rag.days import end_of, start_of
from rag.errors import UsageError
from rag.types import QUESTION_CHARACTERS, AbstainReason, NoteKind

HITS = 50
TURNS = 20
_ANSWER_CHARACTERS = 20_000


def _is_day(text: str) -> str:
    try:
        start_of(text)
    except UsageError as error:
        raise ValueError(str(error)) from None
    return text


def _says_something(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty: write what you want to know")
    return text


Day = Annotated[str, Field(max_length=40, examples=["2026-03-29"]), AfterValidator(_is_day)]
Words = Annotated[str, Field(max_length=QUESTION_CHARACTERS), AfterValidator(_says_something)]
Outlet = Annotated[str, Field(min_length=1, max_length=200)]


class Sent(BaseModel):
    """What a client sends: a field nobody knows is a mistake of the client's, and told."""

    model_config = ConfigDict(extra="forbid")


class Where(Sent):
    """Where to look."""

    as_of: Day | None = Field(
        None,
        description="Ask as of this day, or instant: nothing published later exists for the answer. "
        "Default: the server's DATELINE_AS_OF, else now.",
    )
    since: Day | None = Field(None, description="Published on this day or later.")
    until: Day | None = Field(None, description="Published on this day or earlier.")
    publishers: list[Outlet] = Field(
        [], max_length=50, description="Only these outlets, by name, in any case.", examples=[["Radio Halvern"]]
    )

    @field_validator("until")
    @classmethod
    def _after_since(cls, until: str | None, known: ValidationInfo) -> str | None:
        first, last = start_of(known.data.get("since")), end_of(until)
        if first is not None and last is not None and first >= last:
            raise ValueError(f"is before since ({known.data['since']}): no day lies between them")
        return until


class EarlierTurn(Sent):
    """A question asked before, and what was answered."""

    question: Words
    answer: str = Field("", max_length=_ANSWER_CHARACTERS)


class News(Where):
    """A question about the news."""

    question: Words = Field(
        description=f"What you want to know, in at most {QUESTION_CHARACTERS:,} characters.",
        examples=["Why did the Morrow Star run aground?"],
    )
    k: int | None = Field(
        None, ge=1, le=HITS, description="Passages the answer is made from. Default: the server's DATELINE_K."
    )
    history: list[EarlierTurn] = Field(
        [], max_length=TURNS, description="What was asked before, oldest first: a follow-up is made whole from it."
    )


class QueryRequest(News):
    """A question, and how its answer should come."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"question": "Why did the Morrow Star run aground?", "as_of": "2026-03-29", "k": 8}]
        }
    )

    stream: bool = Field(False, description="Send the growing answer as server-sent events.")


class SearchRequest(Where):
    """Words to look for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": "gyrocompass wires", "k": 3}]})

    question: Words = Field(description="What to look for.", examples=["gyrocompass wires"])
    k: int = Field(10, ge=1, le=HITS, description="Passages to return.")


class TimelineRequest(Where):
    """A subject whose events are wanted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"subject": "Morrow Star", "limit": 5}]})

    subject: Words = Field(description="Whom or what it is about, in a few words.", examples=["Morrow Star"])
    limit: int = Field(20, ge=1, le=100, description="Events at most.")


class SourceDocument(BaseModel):
    """Where words come from: an exact slice of a stored article."""

    title: str
    publisher: str = Field(description="The outlet; empty where it is not known.")
    published_at: str | None = Field(description="ISO 8601, UTC.")
    url: str | None = Field(description="As the source gave it: check the scheme before you link to it.")
    quote: str = Field(description="The very words.")
    quote_start: int = Field(description="Offset of the quote in the article's text, in characters.")
    quote_end: int = Field(description="Where it ends, exclusive.")
    article_id: str = Field(description="For `/api/articles/{article_id}`.")
    passage_id: str


class CitationDocument(SourceDocument):
    """What one `[number]` in the answer rests on."""

    number: int


class EventDocument(SourceDocument):
    """Something that happened, in the words of the earliest report of it."""

    day: str = Field(description="The day it was published, UTC.")
    also: list[str] = Field(description="Other outlets that report it.")


class AbstainedDocument(BaseModel):
    """Why there is no answer."""

    reason: AbstainReason
    message: str = Field(description="The same in plain words.")


class WindowDocument(BaseModel):
    """The days that were searched: `since` inclusive, `until` exclusive, open where null."""

    since: str | None
    until: str | None
    firm: bool = Field(description="Whether what lies outside was excluded, or only made less likely.")
    phrase: str | None = Field(description="The question's words that said so; null where a filter did.")


class NoteDocument(BaseModel):
    """Something a reader should know about the answer."""

    kind: NoteKind
    message: str


class UsageDocument(BaseModel):
    """Tokens the model read and wrote."""

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None = Field(description="Null where the price is not known.")


class HitDocument(BaseModel):
    """A passage that was found."""

    rank: int
    score: float = Field(description="Higher is better; comparable within one list only.")
    passage_id: str
    article_id: str
    title: str
    publisher: str
    published_at: str | None
    url: str | None
    text: str
    also: list[str] = Field(description="Other outlets that carry the same story.")


class AnswerDocument(BaseModel):
    """An answer and its proof, or the reason there is none."""

    question: str
    answer: str = Field(description="With markers `[1]`, `[2]` … that are the citations' numbers; empty if abstained.")
    citations: list[CitationDocument]
    abstained: AbstainedDocument | None
    as_of: str
    window: WindowDocument | None
    notes: list[NoteDocument]
    answerer: Literal["openai", "local", "quoting"]
    model: str | None
    timings_ms: dict[str, float]
    usage: UsageDocument


class HitsDocument(BaseModel):
    """Passages, best first."""

    hits: list[HitDocument]


class TimelineDocument(BaseModel):
    """Events, oldest first, or the reason there are none."""

    subject: str
    events: list[EventDocument]
    abstained: AbstainedDocument | None
    as_of: str
    window: WindowDocument | None


class ArticleDocument(BaseModel):
    """A stored article: every offset of a citation counts characters of `text`."""

    id: str
    title: str
    text: str
    publisher: str
    url: str | None
    published_at: str | None
    zone_assumed: str | None
    modified_at: str | None
    authors: list[str]
    section: str | None
    language: str | None
    correction: str | None
    status: Literal["usable", "corrected", "withdrawn"]


class EmbeddingModelsDocument(BaseModel):
    """Fingerprints of the embedding models, null where a family is switched off."""

    passages: str | None
    leads: str | None


class StatsDocument(BaseModel):
    """What the store holds."""

    articles: int
    passages: int
    publishers: dict[str, int] = Field(description="Articles by outlet.")
    first_published: str | None
    last_published: str | None
    embedding_model: EmbeddingModelsDocument
    leads_embedded: int
    store_bytes: int
    generation: int = Field(description="Grows by one with each finished write.")
    zones_assumed: dict[str, int] = Field(
        description="Articles whose source gave a time without a zone, by the zone it was taken in."
    )


class ReadyDocument(BaseModel):
    """Whether questions can be answered, and what hinders it."""

    ready: bool
    checks: dict[str, str] = Field(description="`ok`, or what is wrong, by part: `store`, `models`, `articles`.")


class ProblemDocument(BaseModel):
    """RFC 9457: what went wrong."""

    type: str = Field(description="Which problem it is; an address in this reference.")
    title: str
    status: int
    detail: str = Field(description="This occurrence, and what to do.")
    instance: str = Field(description="Names this occurrence; the server's log has it too.")
    field: str | None = Field(None, description="The field to blame, where one is.")


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """The model as a JSON Schema of its own."""
    return model.model_json_schema()
