"""What the chat page does: asks, keeps, marks; every event gives something to show, whatever happened."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rag.days import start_of
from rag.errors import DatelineError, StoreError, StoreNotFound, UsageError
from rag.notebook import FILE_NAME, Asked, KeptTurn, Mark, Marked, Notebook, history_of
from rag.settings import Settings
from rag.types import QUESTION_CHARACTERS, Answer, Hit, StoreStats, Usage
from ui.asgi import ALONE
from ui.chat import states
from ui.chat.answers import question_to_html, turn_to_html
from ui.chat.controls import controls_to_html, followups_to_html
from ui.chat.conversation import Conversation, Turn, conversation_of
from ui.chat.first_questions import Example, examples_from
from ui.chat.followups import followups_of
from ui.chat.kept import kept_to_html
from ui.chat.links import asked_in
from ui.chat.understood import understood_of
from ui.newsroom import Answering, Newsroom
from ui.safety.turns import Turns
from ui.wording.days import covered_in_words
from ui.wording.trouble import nothing_read_to_html, trouble_to_html

COMMAND_CHARACTERS = 20_000
REDRAW_S = 0.08  # how often a growing answer is drawn at most
_SETTINGS_THAT_MATTER = (
    "answerer", "chat_model", "openai_base_url", "answer_tokens", "context_tokens", "passage_model", "lead_model",
    "reranker", "passages_shown", "as_of",
)  # fmt: skip

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be asked now, and the turn it is asked instead of, if any."""

    asked: Asked
    instead_of: str = ""


class Page:
    """The events of the page, over one newsroom and the notebook beside its store."""

    def __init__(self, newsroom: Newsroom, settings: Settings, turns: Turns) -> None:
        self._newsroom = newsroom
        self._turns = turns
        self._settings = settings
        self._store: Path = settings.store
        self._as_of: datetime | None = start_of(settings.as_of or None)
        self._notebook = Notebook(settings.store.expanduser() / FILE_NAME)
        self._stats: StoreStats | None = None
        self._spent = Usage()

    async def open(self, user: str) -> tuple[str, str, list[str]]:
        """Masthead, what stands below the question box at first, and the outlets to choose from."""
        try:
            answering = await self._newsroom.answering()
            stats = self._stats = await self._newsroom.stats()
            examples = await asyncio.to_thread(_examples, answering) if stats.articles else ()
        except StoreNotFound:
            return states.masthead_to_html(None, "", self._as_of, user), nothing_read_to_html(self._store), []
        except Exception as error:  # noqa: BLE001 - the page's outermost edge
            return states.masthead_to_html(None, "", self._as_of, user), self._trouble(error), []
        head = states.masthead_to_html(stats, _answering_in_words(answering), self._as_of, user)
        below = states.welcome_to_html(examples) if stats.articles else nothing_read_to_html(self._store)
        return head, below, list(stats.publishers)

    async def ask(self, question: Question, conversation: Conversation, user: str) -> AsyncIterator[Conversation]:
        """The conversation with the new turn, growing until the turn is complete and kept."""
        asked = question.asked
        history = conversation.answers(before=question.instead_of)
        conversation = conversation.with_question(asked, instead_of=question.instead_of)
        yield conversation
        try:
            if len(asked.question) > QUESTION_CHARACTERS:
                raise UsageError(
                    f"The question has {len(asked.question):,} characters: ask in at most {QUESTION_CHARACTERS:,}. "
                    "“Edit” puts it back into the box."
                )
            drawn_at = 0.0
            growing = self._newsroom.ask(
                "chat",
                asked.question,
                as_of=asked.as_of or None,
                since=asked.since or None,
                until=asked.until or None,
                publishers=asked.publishers,
                history=history,
            )
            turn_of = self._turns.turn(None if user == ALONE else user)
            async with turn_of, contextlib.aclosing(growing):  # Stop also ends the request to the model
                async for answer in growing:
                    understood = understood_of(asked, answer)
                    conversation = replace(conversation.with_last(answer=answer), understood=understood)
                    if answer.complete or time.monotonic() - drawn_at >= REDRAW_S:
                        drawn_at = time.monotonic()
                        yield conversation
        except Exception as error:  # noqa: BLE001 - the page's outermost edge
            self._trouble(error)
            yield conversation.with_last(trouble=error)
            return
        turn = conversation.turns[-1]
        if turn.answer is not None and turn.answer.complete:
            self._spent += turn.answer.usage
            await self._keep(user, conversation.id, turn, question.instead_of)
            followups = await self._followups(turn.answer, conversation)
            if followups:
                yield conversation.with_last(followups=followups)

    def question_of(self, command: Mapping[str, str], conversation: Conversation) -> Question | None:
        """What a command of the page asks, None where it asks nothing."""
        do = command.get("do", "")
        if do == "link":
            asked = asked_in(command.get("query", ""))
            return None if asked is None else Question(asked)
        turn = conversation.turn(command.get("turn", ""))
        if turn is None:
            return None
        understood = conversation.understood
        if do == "only-days":
            return Question(replace(turn.asked, since=understood.since, until=understood.until), turn.id)
        if do == "any-day" and self._stats is not None and self._stats.first_published is not None:
            first = self._stats.first_published.date().isoformat()
            return Question(replace(turn.asked, since=first, until=""), turn.id)
        return Question(turn.asked, turn.id) if do == "retry" else None

    async def change(self, command: Mapping[str, str], now: Conversation, user: str) -> tuple[Conversation, str]:
        """Do what a command says with what is kept: the conversation to show then, and why it could not be done."""
        do, name = command.get("do", ""), command.get("id", "")
        try:
            if do == "new":
                return Conversation(), ""
            if do == "open":
                kept = await asyncio.to_thread(self._notebook.turns, user, name)
                return (conversation_of(name, kept) if kept else now), ""
            if do == "delete":
                await asyncio.to_thread(self._notebook.forget, user, name)
                return (Conversation() if name == now.id else now), ""
            if do == "delete-all":
                await asyncio.to_thread(self._notebook.forget_all, user)
                return Conversation(), ""
            return await self._mark(do, command, now, user), ""
        except StoreError as error:
            return now, str(error)

    def draw(self, turn: Turn) -> str:
        """One turn as HTML."""
        done = turn.answer if turn.answer is not None and turn.answer.complete else None
        after = controls_to_html(turn.asked, turn.id, answer=done, mark=turn.mark) if turn.ended else ""
        question = turn.asked.question
        if turn.trouble is not None:
            return trouble_to_html(turn.trouble, self._store, before=question_to_html(question), after=after)
        if turn.answer is None:
            if turn.stopped:
                return states.stopped_to_html(question, after=after)
            return states.searching_to_html(question)
        after += followups_to_html(turn.followups)
        covered = covered_in_words(self._stats, turn.answer.abstained)
        return turn_to_html(turn.answer, turn=turn.id, stopped=turn.stopped, after=after, covered=covered)

    def draw_earlier(self, conversation: Conversation) -> str:
        """The turns before the last, newest first."""
        turns = [f"<div>{self.draw(replace(turn, followups=()))}</div>" for turn in reversed(conversation.turns[:-1])]
        return f'<section class="earlier"><h2>Earlier</h2>{"".join(turns)}</section>' if turns else ""

    async def draw_kept(self, conversation: Conversation, user: str, trouble: str = "") -> str:
        """The list of conversations; why they are not kept, where they are not."""
        try:
            kept = await asyncio.to_thread(self._notebook.conversations, user)
        except StoreError as error:
            kept, trouble = (), trouble or str(error)
        asked = any(turn.answer is not None and turn.answer.complete for turn in conversation.turns)
        if asked and not trouble and conversation.id not in {one.id for one in kept}:
            trouble = f"{self._notebook.path} cannot be written: conversations end with the page."
        listed = kept_to_html(kept, current=conversation.id, trouble=trouble)
        held = conversation.id if any(one.id == conversation.id for one in kept) else ""
        return f'<div data-conversation="{held}" data-asked="{len(conversation.turns)}">{listed}</div>'

    def draw_status(self, conversation: Conversation, trouble: str = "") -> str:
        """What was spent so far, and what could not be kept."""
        usages = [turn.answer.usage for turn in conversation.turns if turn.answer is not None]
        return states.status_to_html(sum(usages, Usage()), self._spent, trouble)

    async def _keep(self, user: str, conversation: str, turn: Turn, instead_of: str) -> None:
        assert turn.answer is not None
        kept = KeptTurn(turn.id, turn.asked, turn.answer, datetime.now(UTC))
        try:
            await asyncio.to_thread(self._notebook.keep, user, conversation, kept, instead_of=instead_of)
        except StoreError as error:
            _log.warning("a conversation was not kept: %s", error)  # the list of conversations says so too

    async def _followups(self, answer: Answer, conversation: Conversation) -> tuple[str, ...]:
        try:
            answering = await self._newsroom.answering()
            asked = [turn.asked.question for turn in conversation.turns]
            as_of = conversation.turns[-1].asked.as_of or None

            def search(question: str) -> list[Hit]:
                return answering.search(question, k=6, as_of=as_of)

            return await asyncio.to_thread(followups_of, answer, search, asked)
        except DatelineError as error:  # an answer stands without them
            _log.info("no follow-up questions: %s", error)
            return ()

    async def _mark(self, do: str, command: Mapping[str, str], now: Conversation, user: str) -> Conversation:
        turn = now.turn(command.get("turn", ""))
        if turn is None or turn.answer is None or do not in ("good", "bad", "comment"):
            return now
        if do == "comment":
            mark = Mark(turn.mark.thumb if turn.mark else 1, command.get("text", ""))
        else:
            mark = Mark(1 if do == "good" else -1, turn.mark.comment if turn.mark else "")
            if turn.mark is not None and turn.mark.thumb == mark.thumb:  # pressed again: taken back
                await asyncio.to_thread(self._notebook.unmark, user, now.id, turn.id)
                return now.with_turn(turn.id, mark=None)
        stats = await self._newsroom.stats()
        marked = Marked(
            user,
            now.id,
            turn.id,
            mark,
            datetime.now(UTC),
            turn.asked,
            turn.answer,
            history_of(now.answers(before=turn.id)),
            {
                "settings": {name: getattr(self._settings, name) for name in _SETTINGS_THAT_MATTER},
                "store": {"generation": stats.generation, "articles": stats.articles},
            },
        )
        await asyncio.to_thread(self._notebook.mark, marked)
        return now.with_turn(turn.id, mark=mark)

    def _trouble(self, error: Exception) -> str:
        if not isinstance(error, DatelineError):
            _log.error("an event of the page failed", exc_info=error)
        return trouble_to_html(error, self._store)


def _examples(answering: Answering) -> tuple[Example, ...]:
    return examples_from(answering.search("latest news", k=24))


def _answering_in_words(answering: Answering) -> str:
    return f"answers by {answering.model}" if answering.model else "answers in the sources’ own words"
