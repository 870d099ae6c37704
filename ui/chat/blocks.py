"""The chat page's layout in Gradio, and which control starts which event of ``page.Page``.

Only HTML that was escaped by us is drawn. What Gradio has no control for arrives from ``page.js`` as a command: a small
JSON object in a box nobody sees.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, cast

from starlette.routing import Mount

from rag.notebook import Asked
from ui.asgi import user_of
from ui.chat.conversation import Conversation
from ui.chat.page import COMMAND_CHARACTERS, Page, Question
from ui.chat.understood import asked_with, understood_to_html

if TYPE_CHECKING:
    from fastapi import FastAPI

QUESTIONS_AT_ONCE = 32


def mount_chat(app: FastAPI, page: Page, *, head: str) -> FastAPI:
    """Make the page the application's root; ``head`` is HTML for its ``<head>``. Returns what is mounted there."""
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
    mounted: Any = next(route.app for route in reversed(app.routes) if isinstance(route, Mount) and not route.path)
    return cast("FastAPI", mounted)


def read_command(text: str) -> dict[str, str]:
    """A command as page.js writes it: an object of texts; empty where it is anything else.

    >>> read_command('{"do": "open", "id": "7"}'), read_command("[1]")
    ({'do': 'open', 'id': '7'}, {})
    """
    try:
        command = json.loads(text[:COMMAND_CHARACTERS])
    except ValueError:
        return {}
    texts = isinstance(command, dict) and all(isinstance(value, str) for value in command.values())
    return command if texts else {}


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
        with gr.Row(elem_id="filters"):
            since, until, as_of = (
                gr.Textbox(label=label, placeholder="2024-10-24", elem_id=name, lines=1, max_lines=1, min_width=120)
                for label, name in (("From", "since"), ("To", "until"), ("As known on", "as-of"))
            )
            outlets = gr.Dropdown([], label="Outlets", multiselect=True, elem_id="outlets", min_width=180)
        understood = html("understood")
        current = html("current")
        earlier = html("earlier")
        status = html("status")
        kept = html("kept")
        with gr.Row(elem_id="bridge"):
            replaced = gr.Textbox(elem_id="replaced", label="Edited question")
            command = gr.Textbox(elem_id="command", label="Command")
            run = gr.Button("Run", elem_id="run")

        async def opened(request: Any) -> dict[Any, Any]:
            user = user_of(request.request.scope)
            head, below, names = await page.open(user)
            listed = await page.draw_kept(Conversation(), user)
            return {masthead: head, current: below, outlets: gr.update(choices=names), kept: listed}

        async def asked(
            text: str,
            day: str,
            first: str,
            last: str,
            names: list[str] | None,
            instead_of: str,
            before: Conversation,
            request: Any,
        ) -> AsyncIterator[dict[Any, Any]]:
            if not text.strip():
                yield {question: gr.skip()}  # leave the box alone: by now it may hold the next question
                return
            wanted = asked_with(
                text.strip(), as_of=day, since=first, until=last, publishers=names or (), before=before.understood
            )
            async for shown in asking(Question(wanted, instead_of), before, user_of(request.request.scope)):
                yield shown

        async def commanded(text: str, before: Conversation, request: Any) -> AsyncIterator[dict[Any, Any]]:
            user, what = user_of(request.request.scope), read_command(text)
            wanted = page.question_of(what, before)
            if wanted is not None:
                async for shown in asking(wanted, before, user, from_command=True):
                    yield shown
                return
            if what.get("do") == "clear":
                yield {understood: "", **filters(Asked(""))}
                return
            now, trouble = await page.change(what, before, user)
            shown = {
                conversation: now,
                kept: await page.draw_kept(now, user, trouble),
                status: page.draw_status(now, trouble),
            }
            if now.id != before.id:
                below = page.draw(now.turns[-1]) if now.turns else (await page.open(user))[1]
                shown |= {current: below, understood: "", **filters(Asked(""))}
            elif now.turns:
                shown[current] = page.draw(now.turns[-1])
            yield shown | {earlier: page.draw_earlier(now)}

        async def asking(
            wanted: Question, before: Conversation, user: str, *, from_command: bool = False
        ) -> AsyncIterator[dict[Any, Any]]:
            drawn = None  # what the line of understood filters shows
            running, now = True, before
            async for now in page.ask(wanted, before, user):
                turn = now.turns[-1]
                shown = {conversation: now, current: page.draw(turn)}
                if drawn is None:
                    shown |= {earlier: page.draw_earlier(now), replaced: "", **controls(running=True)}
                    shown |= filters(wanted.asked)
                    shown |= {} if from_command else {question: ""}
                if drawn != now.understood:
                    drawn = now.understood
                    shown[understood] = understood_to_html(drawn, turn.asked, turn.id)
                    if drawn.since or drawn.until:
                        shown |= {since: drawn.since, until: drawn.until}
                    if drawn.publishers:
                        shown[outlets] = list(drawn.publishers)
                if turn.ended and running:
                    running = False
                    shown |= controls(running=False)
                yield shown
            yield {
                kept: await page.draw_kept(now, user),
                status: page.draw_status(now),
                **controls(running=False),
            }

        def stopped(now: Conversation) -> dict[Any, Any]:
            ended = now.stop()
            shown = {current: page.draw(ended.turns[-1])} if ended.turns else {}
            return {conversation: ended, **shown, **controls(running=False)}

        def controls(*, running: bool) -> dict[Any, Any]:
            return {ask: gr.update(visible=not running), halt: gr.update(visible=running)}

        def filters(asked: Asked) -> dict[Any, Any]:
            return {as_of: asked.as_of, since: asked.since, until: asked.until, outlets: list(asked.publishers)}

        for event in (opened, asked, commanded):  # by this Gradio knows that it is to give its request
            event.__annotations__["request"] = gr.Request
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        drawn = [conversation, current, earlier, understood, kept, status]
        set_by = [since, until, as_of, outlets, replaced]
        shown = [*drawn, *set_by, question, ask, halt]
        blocks.load(opened, outputs=[masthead, current, outlets, kept], **quiet)
        by_hand = gr.on(
            [question.submit, ask.click],
            asked,
            inputs=[question, as_of, since, until, outlets, replaced, conversation],
            outputs=shown,
            concurrency_limit=QUESTIONS_AT_ONCE,
            trigger_mode="always_last",  # Enter while an answer grows asks when it has ended
            **quiet,
        )
        by_command = run.click(
            commanded,
            inputs=[command, conversation],
            outputs=shown,
            concurrency_limit=QUESTIONS_AT_ONCE,
            trigger_mode="multiple",
            **quiet,
        )
        halt.click(stopped, inputs=[conversation], outputs=shown, cancels=[by_hand, by_command], **quiet)
    return blocks
