"""``/v1/chat/completions`` and ``/v1/models``: for programs that speak OpenAI's protocol."""

from __future__ import annotations

import contextlib
import re
import time
import uuid
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from rag.asked import Asked
from rag.errors import UsageError
from rag.types import QUESTION_CHARACTERS, Answer, Turn
from rag.wire import answer_to_dict
from ui.doors import examples
from ui.doors.events import EventStream, answered, event
from ui.doors.problem_routes import ProblemRoute, problem_of
from ui.doors.query import last_answer
from ui.doors.schemas import HITS, TURNS, Day, Outlet
from ui.newsroom import Newsroom
from ui.wording.days import day_to_words
from ui.wording.problems import Problem
from ui.wording.untrusted import one_line, web_address

DOOR: Final = "openai"
MODEL: Final = "dateline"
_MARKER = re.compile(r"\[(\d+)\]")
_REPLACED: Final = "\n\nThe model failed, and what stands above is replaced by this:\n\n"


class Part(BaseModel):
    """A piece of a message: only text can be read here."""

    type: str
    text: str | None = Field(None, max_length=100_000)


class ChatMessage(BaseModel):
    """One message of a conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=100_000)] | list[Part] | None = None

    def words(self) -> str:
        """Its text. Raises ``UsageError`` for a picture, sound or file."""
        if isinstance(self.content, str) or self.content is None:
            return self.content or ""
        if other := [part.type for part in self.content if part.type not in ("text", "refusal")]:
            raise UsageError(f"messages: a part of type {other[0]} cannot be read here: send text")
        return "\n".join(part.text or "" for part in self.content)


class StreamOptions(BaseModel):
    """What a stream should have besides."""

    include_usage: bool = False


class CompletionRequest(BaseModel):
    """A chat: its last message is the question, those before it its history."""

    model_config = ConfigDict(
        extra="allow",  # parameters of OpenAI's that mean nothing here
        json_schema_extra={
            "examples": [
                {
                    "model": MODEL,
                    "messages": [{"role": "user", "content": "Why did the Morrow Star run aground?"}],
                    "as_of": "2026-03-29",
                }
            ]
        },
    )

    model: str = Field(max_length=200, description=f"`{MODEL}`.")
    messages: list[ChatMessage] = Field(
        min_length=1,
        max_length=200,
        description="The last one is the user's question. System messages are read by no one: the rules of an answer "
        "are Dateline's own.",
    )
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int = Field(1, ge=1, le=1, description="There is one answer to a question.")
    temperature: float | None = Field(None, ge=0, le=2, description="Without effect.")
    top_p: float | None = Field(None, ge=0, le=1, description="Without effect.")
    max_tokens: int | None = Field(None, ge=1, description="Without effect: DATELINE_ANSWER_TOKENS bounds answers.")
    max_completion_tokens: int | None = Field(None, ge=1, description="Without effect.")
    as_of: Day | None = Field(None, description="Dateline's own (`extra_body` in OpenAI's client): as in /api/query.")
    since: Day | None = Field(None, description="As in /api/query.")
    until: Day | None = Field(None, description="As in /api/query.")
    publishers: list[Outlet] = Field([], max_length=50, description="As in /api/query.")
    k: int | None = Field(None, ge=1, le=HITS, description="As in /api/query.")


class OpenAIRoute(ProblemRoute):
    """A route whose errors are worded as OpenAI's."""

    def respond(self, problem: Problem) -> Response:
        """OpenAI's error object; wrong form is 400 there."""
        status = 400 if problem.kind.status == 422 else problem.kind.status
        return JSONResponse(problem.to_openai(), status_code=status, headers=dict(problem.headers))


def router(newsroom: Newsroom) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=OpenAIRoute, tags=["OpenAI's protocol"])
    models = examples.MODELS["data"]

    @routes.get("/v1/models", summary="List models", responses={200: examples.response("One.", examples.MODELS)})
    async def list_models() -> Response:
        """Dateline as a whole is the model; which one writes its sentences is the server's setting."""
        return JSONResponse(examples.MODELS)

    @routes.get(
        "/v1/models/{model}", summary="Tell a model", responses={200: examples.response("The model.", models[0])}
    )
    async def model(model: Annotated[str, Path(description="`dateline`.", examples=[MODEL])]) -> Response:
        """The one model, or 404."""
        _check_model(model)
        return JSONResponse(models[0])

    @routes.post(
        "/v1/chat/completions",
        summary="Chat",
        responses={200: examples.response("The answer as a chat completion.", examples.COMPLETION)},
    )
    async def complete(asked: CompletionRequest, request: Request) -> Response:
        """Point any OpenAI client at `/v1`. The message's `annotations` are the citations (`url_citation`, each at its
        marker `[1]` in the content); an abstention is content too, in plain words. `dateline` beside `choices` is the
        whole document of `/api/query`. With `stream: true` the checked sentences come as chunks, the annotations with
        the last one; `stream_options.include_usage` adds one with the usage. Unknown parameters are ignored."""
        _check_model(asked.model)
        question, query = question_of(asked)
        pages = str(request.base_url)
        if asked.stream:
            return EventStream(_chunks(newsroom, asked, question, query, pages))
        answer = await answered(request, last_answer(newsroom, DOOR, question, query))
        content = content_of(answer)
        annotations = annotations_of(content, answer, pages)
        message = {"role": "assistant", "content": content, "refusal": None, "annotations": annotations}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        envelope = _envelope("chat.completion")
        return JSONResponse(envelope | {"choices": [choice], "usage": usage_of(answer), MODEL: answer_to_dict(answer)})

    return routes


def question_of(asked: CompletionRequest) -> tuple[str, Asked]:
    """The question, and everything that was said with it. Raises ``UsageError`` where there is none."""
    *earlier, last = asked.messages
    if last.role != "user":
        raise UsageError(f"messages: the last one is the {last.role}'s: it must be the user's question")
    question = last.words()
    if not question.strip():
        raise UsageError("messages: the last one is empty: write what you want to know")
    if len(question) > QUESTION_CHARACTERS:
        raise UsageError(f"messages: the last one has {len(question):,} characters: ask in {QUESTION_CHARACTERS:,}")
    turns: list[Turn] = []
    for message in earlier:
        if message.role == "user" and message.words().strip():
            turns.append(Turn(message.words()[:QUESTION_CHARACTERS]))
        elif message.role == "assistant" and turns and not turns[-1].answer:
            turns[-1] = Turn(turns[-1].question, message.words())
    return question, {
        "as_of": asked.as_of,
        "since": asked.since,
        "until": asked.until,
        "publishers": tuple(asked.publishers),
        "k": asked.k,
        "history": turns[-TURNS:],
    }


def content_of(answer: Answer) -> str:
    """What the assistant says: the answer so far, or why there is none."""
    return answer.text if answer.abstained is None else answer.abstained.message


def annotations_of(content: str, answer: Answer, pages: str) -> list[dict[str, Any]]:
    """A ``url_citation`` for each marker of a citation in the content, at the marker's place in characters.

    ``pages`` is the address before ``articles/…``, where an article has no address of its own that may be shown.
    """
    sources = {citation.number: citation.passage for citation in answer.citations}
    start = content.rfind(_REPLACED)
    found = []
    for marker in _MARKER.finditer(content, 0 if start < 0 else start):
        passage = sources.get(int(marker[1]))
        if passage is None:
            continue
        day = day_to_words(passage.published_at) if passage.published_at else ""
        byline = ", ".join(part for part in (one_line(passage.publisher), day) if part)
        title = one_line(passage.title) + (f" ({byline})" if byline else "")
        url = web_address(passage.url) or f"{pages}articles/{passage.article_id}"
        place = {"start_index": marker.start(), "end_index": marker.end()}
        found.append({"type": "url_citation", "url_citation": {**place, "url": url, "title": title}})
    return found


def usage_of(answer: Answer) -> dict[str, int]:
    """The model's tokens; all 0 where the sources were quoted."""
    prompt, completion = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


@dataclass(slots=True)
class Growing:
    """The content that a stream has sent: it can only grow."""

    sent: str = ""

    def rest(self, whole: str) -> str:
        """What is still to be sent so that the content says ``whole``; what was sent cannot be taken back."""
        said = self.sent.rpartition(_REPLACED)[2]
        more = whole[len(said) :] if whole.startswith(said) else _REPLACED + whole
        self.sent += more
        return more


async def _chunks(
    newsroom: Newsroom, asked: CompletionRequest, question: str, query: Asked, pages: str
) -> AsyncGenerator[bytes, None]:
    envelope = _envelope("chat.completion.chunk")
    with_usage = asked.stream_options is not None and asked.stream_options.include_usage
    growing = Growing()

    def chunk(delta: Mapping[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return event(envelope | {"choices": [choice]} | ({"usage": None} if with_usage else {}) | more)

    try:
        async with contextlib.aclosing(newsroom.ask(DOOR, question, **query)) as answers:
            yield chunk({"role": "assistant", "content": ""})
            async for answer in answers:
                if more := growing.rest(content_of(answer)):
                    yield chunk({"content": more})
                if answer.complete:
                    annotations = annotations_of(growing.sent, answer, pages)
                    yield chunk({"annotations": annotations}, "stop", **{MODEL: answer_to_dict(answer)})
                    if with_usage:
                        yield event(envelope | {"choices": [], "usage": usage_of(answer)})
        yield event("[DONE]")
    except Exception as error:  # noqa: BLE001 - the stream's outermost edge: its status has been sent
        yield event(problem_of(error).to_openai())


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


class UnknownModel(HTTPException):
    """There is only one model here."""

    field = "model"


def _check_model(name: str) -> None:
    if name != MODEL:
        raise UnknownModel(404, f"The model {name[:100]!r} does not exist: there is {MODEL!r}")
