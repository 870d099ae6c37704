"""``POST /api/query``: a question and its answer, whole as JSON or growing as server-sent events."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncGenerator, Mapping
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from rag.asked import Asked
from rag.types import Answer, Turn
from rag.wire import answer_to_dict, hits_to_dict
from ui.doors import examples
from ui.doors.events import EventStream, answered, event
from ui.doors.problem_routes import ProblemRoute, problem_of
from ui.doors.schemas import AnswerDocument, News, QueryRequest
from ui.doors.search import scope_of
from ui.newsroom import Newsroom

DOOR: Final = "api"


def router(newsroom: Newsroom) -> APIRouter:
    """The route."""
    routes = APIRouter(route_class=ProblemRoute, tags=["Ask"])

    @routes.post(
        "/api/query",
        summary="Ask a question",
        description=_ABOUT,
        response_model=AnswerDocument,
        responses={200: _ANSWERS},
    )
    async def query(asked: QueryRequest, request: Request) -> Response:
        if asked.stream or "text/event-stream" in request.headers.get("accept", ""):
            return EventStream(_events(newsroom, asked))
        answer = await answered(request, last_answer(newsroom, DOOR, asked.question, asked_of(asked)))
        return JSONResponse(answer_to_dict(answer))

    return routes


def asked_of(news: News) -> Asked:
    """Everything that was sent with a question, as ``NewsQA`` takes it."""
    return {
        **scope_of(news),
        "k": news.k,
        "history": [Turn(turn.question, turn.answer) for turn in news.history],
    }


async def last_answer(newsroom: Newsroom, door: str, question: str, asked: Asked) -> Answer:
    """The complete answer."""
    async with contextlib.aclosing(newsroom.ask(door, question, **asked)) as growing:
        answers = [answer async for answer in growing]
    return answers[-1]


async def _events(newsroom: Newsroom, asked: QueryRequest) -> AsyncGenerator[bytes, None]:
    stream = uuid.uuid4().hex[:12]
    sent = 0

    def named(name: str, document: Mapping[str, Any]) -> bytes:
        nonlocal sent
        sent += 1
        return event(document, name=name, id=f"{stream}-{sent}")

    try:
        async with contextlib.aclosing(newsroom.ask(DOOR, asked.question, **asked_of(asked))) as growing:
            async for answer in growing:
                if not sent:
                    yield named("hits", hits_to_dict(answer.hits))
                if answer.complete or answer.text:
                    yield named("complete" if answer.complete else "answer", answer_to_dict(answer))
    except Exception as error:  # noqa: BLE001 - the stream's outermost edge: its status has been sent
        yield named("problem", problem_of(error).to_dict())


_ABOUT = """\
Every sentence of the answer carries the outlet, the day and the very words it rests on. Finding nothing is an answer
too: `abstained` then says why.

With `stream: true`, or `Accept: text/event-stream`, the growing answer comes as server-sent events, each with an `id`:
first `hits` (`{"hits": [...]}`, so that sources can be shown at once), then an `answer` for each checked sentence (the
document below, complete so far), last `complete`. `problem` (a problem detail) ends a stream that failed. Comments
keep the connection alive. Hanging up stops the request to the model."""

_ANSWERS: dict[str, Any] = {
    "description": "The answer, or why there is none.",
    "content": {
        "application/json": {"example": examples.ANSWER},
        "text/event-stream": {"schema": {"type": "string"}, "example": examples.EVENTS},
    },
}
