"""The chat page in Gradio: asks, and shows each growing answer as HTML made by ``render`` and ``states``."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import DatelineError, StoreNotFound, UsageError
from rag.types import Answer
from ui import states
from ui.examples import Example, examples_from
from ui.newsroom import Answering, Newsroom
from ui.render import turn_to_html

if TYPE_CHECKING:
    from fastapi import FastAPI

QUESTION_CHARACTERS = 2_000
TURNS_KEPT = 20
REDRAW_S = 0.08  # how often a growing answer is drawn at most
QUESTIONS_AT_ONCE = 32

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, and what came of it so far."""

    id: str
    question: str
    answer: Answer | None = None
    trouble: Exception | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one page, oldest first; the last one is drawn large, the others below it."""

    turns: tuple[Turn, ...] = ()
    asked: int = 0

    def with_question(self, question: str) -> Conversation:
        """The conversation with one more turn; the oldest are let go."""
        turn = Turn(f"t{self.asked + 1}", question)
        return Conversation((*self.turns, turn)[-TURNS_KEPT:], self.asked + 1)

    def answers(self) -> tuple[Answer, ...]:
        """The complete answers so far, oldest first."""
        return tuple(turn.answer for turn in self.turns if turn.answer is not None and turn.answer.complete)

    def with_last(self, **changes: Any) -> Conversation:
        """The conversation with its last turn changed."""
        return replace(self, turns=(*self.turns[:-1], replace(self.turns[-1], **changes)))


class Page:
    """What the page's controls do. Every event returns something to show, whatever happened."""

    def __init__(self, newsroom: Newsroom, *, store: Path, as_of: datetime | None = None) -> None:
        self._newsroom = newsroom
        self._store = store
        self._as_of = as_of

    async def open(self) -> tuple[str, str, list[str]]:
        """Masthead, what stands below the question box at first, and the outlets to choose from."""
        try:
            answering = await self._newsroom.answering()
            stats = await self._newsroom.stats()
            examples = await asyncio.to_thread(_examples, answering) if stats.articles else ()
        except StoreNotFound:
            return states.masthead_to_html(None, "", self._as_of), states.nothing_read_to_html(self._store), []
        except Exception as error:  # noqa: BLE001 - the page's outermost edge
            return states.masthead_to_html(None, "", self._as_of), self._trouble(error), []
        head = states.masthead_to_html(stats, _answering_in_words(answering), self._as_of)
        below = states.welcome_to_html(examples) if stats.articles else states.nothing_read_to_html(self._store)
        return head, below, list(stats.publishers)

    async def ask(
        self, question: str, as_of: str, since: str, until: str, outlets: list[str], conversation: Conversation
    ) -> AsyncIterator[Conversation]:
        """The conversation with the new turn, growing until the turn is complete."""
        question = question.strip()
        conversation = conversation.with_question(question)
        yield conversation
        try:
            if len(question) > QUESTION_CHARACTERS:
                raise UsageError(
                    f"the question has {len(question):,} characters: ask in at most {QUESTION_CHARACTERS:,}"
                )
            answering = await self._newsroom.answering()
            drawn_at = 0.0
            growing = answering.astream(
                question,
                as_of=as_of or None,
                since=since or None,
                until=until or None,
                publishers=tuple(outlets),
                history=conversation.answers(),
            )
            async with contextlib.aclosing(growing):  # Stop also ends the request to the model
                async for answer in growing:
                    conversation = conversation.with_last(answer=answer)
                    if answer.complete or time.monotonic() - drawn_at >= REDRAW_S:
                        drawn_at = time.monotonic()
                        yield conversation
        except Exception as error:  # noqa: BLE001 - the page's outermost edge
            self._trouble(error)
            yield conversation.with_last(trouble=error)

    def draw(self, turn: Turn) -> str:
        """One turn as HTML."""
        if turn.trouble is not None:
            return states.trouble_to_html(turn.trouble, self._store, turn.question)
        if turn.answer is None:
            return (states.stopped_to_html if turn.stopped else states.searching_to_html)(turn.question)
        return turn_to_html(turn.answer, turn=turn.id, stopped=turn.stopped)

    def draw_earlier(self, conversation: Conversation) -> str:
        """The turns before the last, newest first."""
        turns = [f"<div>{self.draw(turn)}</div>" for turn in reversed(conversation.turns[:-1])]
        return f'<section class="earlier"><h2>Earlier</h2>{"".join(turns)}</section>' if turns else ""

    def _trouble(self, error: Exception) -> str:
        if not isinstance(error, DatelineError):
            _log.error("an event of the page failed", exc_info=error)
        return states.trouble_to_html(error, self._store)


def stop(conversation: Conversation) -> Conversation:
    """The conversation with its last turn ended as it stands, unless it was complete."""
    if not conversation.turns:
        return conversation
    last = conversation.turns[-1]
    done = last.trouble is not None or (last.answer is not None and last.answer.complete)
    return conversation if done else conversation.with_last(stopped=True)


def mount_chat(app: FastAPI, page: Page, *, head: str) -> None:
    """Make the page the application's root; ``head`` is HTML for its ``<head>``."""
    import gradio as gr

    gr.mount_gradio_app(
        app,
        _build_blocks(page),
        path="/",
        theme=gr.themes.Base(),
        head=head,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        mcp_server=False,
        enable_monitoring=False,
        max_file_size=1,  # nothing is uploaded here
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )


def _examples(answering: Answering) -> tuple[Example, ...]:
    return examples_from(answering.search("latest news", k=24))


def _answering_in_words(answering: Answering) -> str:
    return f"answers by {answering.model}" if answering.model else "answers in the sources’ own words"


def _build_blocks(page: Page) -> Any:
    import gradio as gr

    def html(element_id: str) -> Any:
        # Our own escaped HTML passes through the Markdown component untouched: it holds no line break. `gr.HTML` would
        # need `eval` in the page. Gradio's sanitiser is no protection (it lets forms and remote images through).
        return gr.Markdown("", elem_id=element_id, sanitize_html=False, latex_delimiters=[])

    with gr.Blocks(title="Dateline", analytics_enabled=False, fill_width=True) as blocks:
        conversation = gr.State(Conversation())
        masthead = html("masthead")
        with gr.Row(elem_id="asking"):
            question = gr.Textbox(
                label="Your question",
                show_label=False,
                placeholder="Ask about the news",
                lines=1,
                max_lines=6,
                autofocus=True,
                elem_id="question",
                html_attributes=gr.InputHTMLAttributes(enterkeyhint="send"),
                container=False,
                scale=1,
            )
            ask = gr.Button("Ask", variant="primary", elem_id="ask", scale=0, min_width=96)
            halt = gr.Button("Stop", variant="stop", elem_id="stop", scale=0, min_width=96, visible=False)
        with gr.Accordion("Dates and outlets", open=False, elem_id="options"), gr.Row():
            since, until, as_of = (
                gr.Textbox(label=label, placeholder="2024-10-24", elem_id=name, lines=1, max_lines=1, min_width=140)
                for label, name in (("From", "since"), ("To", "until"), ("As of", "as-of"))
            )
            outlets = gr.Dropdown([], label="Outlets", multiselect=True, elem_id="outlets", min_width=220)
        current = html("current")
        earlier = html("earlier")

        async def opened() -> tuple[Any, ...]:
            head, below, names = await page.open()
            return head, below, gr.update(choices=names)

        async def asked(
            text: str, day: str, first: str, last: str, names: list[str] | None, before: Conversation
        ) -> AsyncIterator[dict[Any, Any]]:
            if not text.strip():
                yield {question: gr.skip()}  # leave the box alone: by now it may hold the next question
                return
            new_turn = True
            async for now in page.ask(text, day, first, last, names or [], before):
                shown = {conversation: now, current: page.draw(now.turns[-1])}
                if new_turn:
                    shown |= {earlier: page.draw_earlier(now), question: "", **_controls(running=True)}
                    new_turn = False
                yield shown
            yield _controls(running=False)

        def stopped(now: Conversation) -> dict[Any, Any]:
            ended = stop(now)
            shown = {current: page.draw(ended.turns[-1])} if ended.turns else {}
            return {conversation: ended, **shown, **_controls(running=False)}

        def _controls(*, running: bool) -> dict[Any, Any]:
            return {ask: gr.update(visible=not running), halt: gr.update(visible=running)}

        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [conversation, current, earlier, question, ask, halt]
        blocks.load(opened, outputs=[masthead, current, outlets], **quiet)
        asking = gr.on(
            [question.submit, ask.click],
            asked,
            inputs=[question, as_of, since, until, outlets, conversation],
            outputs=shown,
            concurrency_limit=QUESTIONS_AT_ONCE,
            trigger_mode="always_last",  # Enter while an answer grows asks when it has ended
            **quiet,
        )
        halt.click(stopped, inputs=[conversation], outputs=shown, cancels=[asking], **quiet)
    return blocks
