"""From a question to its answer: retrieves, lets the model write or quotes, and gives answers as they grow."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import aclosing, closing
from dataclasses import replace
from functools import partial

from rag.answering.conversation import Conversation, Proved
from rag.answering.followups.followup import FollowUp, Whole
from rag.answering.followups.rewriting import REQUEST_S, REQUEST_TOKENS
from rag.answering.lanes import Lane
from rag.answering.quoting import Quoter
from rag.answering.writing.judging import JUDGE_S, JUDGE_TOKENS
from rag.errors import ModelError
from rag.models.protocols import ChatModel
from rag.models.short_answer import aask_shortly, ask_shortly
from rag.proving.passages import PassageReader
from rag.retrieval.decomposing import MAX_TOKENS, TIMEOUT_S, Parts, read_parts
from rag.retrieval.search import NO_PARTS, NewsQuery, NewsSearch
from rag.types import Answer

_log = logging.getLogger(__name__)


class AnswerPipeline:
    """The one path from a question to its answer, in four shapes: whole or growing, called or awaited.

    ``chat`` None means that answers are made of the sources' own sentences. ``judge`` is asked about each sentence that
    has passed the check.
    """

    def __init__(
        self,
        search: NewsSearch,
        *,
        quoter: Quoter,
        chat: ChatModel | None,
        answerer: str,
        answer_tokens: int,
        context_tokens: int,
        judge: ChatModel | None = None,
    ) -> None:
        self._search = search
        self._store = search.store
        self._quoter = quoter
        self._passages = PassageReader()
        self._chat = chat
        self._judge = judge
        self._answerer = answerer
        self._answer_tokens = answer_tokens
        self._context_tokens = context_tokens
        self._finding = Lane("finding", threads=4)
        self._reading = Lane("reading", threads=1)

    @property
    def model(self) -> str | None:
        """Name of the chat model, None where answers are quoted."""
        return self._chat.name if self._chat else None

    def answer(self, query: NewsQuery) -> Answer:
        """The complete answer."""
        *_, last = self.stream(query)
        return last

    async def aanswer(self, query: NewsQuery) -> Answer:
        """The complete answer, awaited."""
        answers = [answer async for answer in self.astream(query)]
        return answers[-1]

    def stream(self, query: NewsQuery) -> Generator[Answer, None, None]:
        """Growing answers; the first holds the hits, the last is complete."""
        whole = self._made_whole(query)
        with closing(self._growing(replace(query, question=whole.question, history=()))) as answers:
            for answer in answers:
                yield whole.as_asked(query.question, answer)

    async def astream(self, query: NewsQuery) -> AsyncGenerator[Answer, None]:
        """``stream``, awaited; the store is asked in a thread."""
        whole = await self._amade_whole(query)
        async with aclosing(self._agrowing(replace(query, question=whole.question, history=()))) as answers:
            async for answer in answers:
                yield whole.as_asked(query.question, answer)

    def _growing(self, query: NewsQuery) -> Generator[Answer, None, None]:
        talk = self._begin(query, self._parts(query))
        yield talk.opening()
        while self._chat is not None and (messages := talk.next_request()) is not None:
            pieces = self._chat.stream(messages, max_tokens=self._answer_tokens)
            try:
                for piece in pieces:
                    for proved in talk.proved(talk.finished(piece)):
                        yield from self._judged(talk, proved)
                for proved in talk.ended(pieces.usage, cut_at_limit=pieces.cut_at_limit):
                    yield from self._judged(talk, proved)
            except ModelError as error:
                talk.failed(error)
            finally:
                pieces.close()
        yield talk.complete()

    async def _agrowing(self, query: NewsQuery) -> AsyncGenerator[Answer, None]:
        talk = await self._finding.run(self._begin, query, await self._aparts(query))
        yield talk.opening()
        while self._chat is not None and (messages := await self._reading.run(talk.next_request)) is not None:
            pieces = self._chat.astream(messages, max_tokens=self._answer_tokens)
            try:
                async for piece in pieces:
                    if drafts := talk.finished(piece):
                        async for grown in self._checked(talk, talk.proved(drafts)):
                            yield grown
                async for grown in self._checked(talk, talk.ended(pieces.usage, cut_at_limit=pieces.cut_at_limit)):
                    yield grown
            except ModelError as error:
                talk.failed(error)
            finally:
                await pieces.aclose()
        yield await self._reading.run(talk.complete)

    def _judged(self, talk: Conversation, proved: Proved) -> Iterator[Answer]:
        """The answer with this sentence; nothing where a judge takes the sentence away."""
        if self._judge is None:
            yield talk.accept(proved)
            return
        try:
            said = ask_shortly(self._judge, talk.judging_request(proved), max_tokens=JUDGE_TOKENS, timeout_s=JUDGE_S)
        except ModelError:
            yield talk.not_judged(proved)
            return
        if (answer := talk.judged(proved, said)) is not None:
            yield answer

    async def _checked(self, talk: Conversation, proving: Iterator[Proved]) -> AsyncGenerator[Answer, None]:
        """A growing answer for each sentence; checking takes milliseconds, in which others want their sources."""
        while (proved := await self._reading.run(next, proving, None)) is not None:
            assert isinstance(proved, Proved)
            if (grown := await self._ajudged(talk, proved)) is not None:
                yield grown

    async def _ajudged(self, talk: Conversation, proved: Proved) -> Answer | None:
        if self._judge is None:
            return talk.accept(proved)
        request = talk.judging_request(proved)
        try:
            said = await aask_shortly(self._judge, request, max_tokens=JUDGE_TOKENS, timeout_s=JUDGE_S)
        except ModelError:
            return talk.not_judged(proved)
        return talk.judged(proved, said)

    def _made_whole(self, query: NewsQuery) -> Whole:
        follow_up = self._follow_up(query)
        request = follow_up.request()
        if self._chat is None or request is None:
            return follow_up.by_rule()
        try:
            said = ask_shortly(self._chat, request, max_tokens=REQUEST_TOKENS, timeout_s=REQUEST_S)
        except ModelError:
            return follow_up.by_rule()
        return replace(follow_up.heard(said.text), usage=said.usage)

    async def _amade_whole(self, query: NewsQuery) -> Whole:
        follow_up = await self._finding.run(self._follow_up, query)
        request = follow_up.request()
        if self._chat is None or request is None:
            return follow_up.by_rule()
        try:
            said = await aask_shortly(self._chat, request, max_tokens=REQUEST_TOKENS, timeout_s=REQUEST_S)
        except ModelError:
            return follow_up.by_rule()
        return replace(follow_up.heard(said.text), usage=said.usage)

    def _follow_up(self, query: NewsQuery) -> FollowUp:
        publishers = tuple(self._store.publishers()) if query.history else ()
        return FollowUp(query.question, query.history, as_of=query.as_of, publishers=publishers)

    def _parts(self, query: NewsQuery) -> Parts:
        """What a comparison is made of; nothing where it is none, or where the model does not say in time."""
        request = self._search.parts_request(query)
        if self._chat is None or request is None:
            return NO_PARTS
        try:
            answer = ask_shortly(self._chat, request, max_tokens=MAX_TOKENS, timeout_s=TIMEOUT_S)
        except ModelError as error:
            return _not_taken_apart(error)
        return read_parts(answer, query.question)

    async def _aparts(self, query: NewsQuery) -> Parts:
        request = self._search.parts_request(query)
        if self._chat is None or request is None:
            return NO_PARTS
        try:
            answer = await aask_shortly(self._chat, request, max_tokens=MAX_TOKENS, timeout_s=TIMEOUT_S)
        except ModelError as error:
            return _not_taken_apart(error)
        return read_parts(answer, query.question)

    def _begin(self, query: NewsQuery, parts: Parts) -> Conversation:
        return Conversation.begin(
            query,
            partial(self._search.retrieve, parts=parts),
            self._store,
            quoter=self._quoter,
            reader=self._passages,
            answerer=self._answerer,
            model=self.model,
            context_tokens=self._context_tokens,
        )


def _not_taken_apart(error: ModelError) -> Parts:
    _log.info("The question is searched as it is, for its parts could not be asked for: %s", error)
    return NO_PARTS
