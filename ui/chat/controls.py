"""What a reader can do with an answer: ask on, edit, copy, share, and say whether it was good. Pure, escaped."""

from __future__ import annotations

from collections.abc import Sequence

from rag.notebook import Asked, Mark
from rag.types import QUESTION_CHARACTERS, Answer
from ui.chat.exporting import answer_to_markdown
from ui.chat.links import link_of
from ui.wording.untrusted import escape, one_line


def controls_to_html(asked: Asked, turn: str, *, answer: Answer | None, mark: Mark | None) -> str:
    """The row of small buttons below a turn that has ended; without an answer there is nothing to copy or judge."""
    edit = _button("edit", turn, "Edit", f' data-question="{escape(asked.question)}"')
    if len(asked.question) > QUESTION_CHARACTERS:  # not to be asked again as it is
        return f'<div class="controls">{edit}</div>'
    parts = [
        edit,
        _button("retry", turn, "Ask again"),
    ]
    if answer is not None:
        parts.append(_copy("Copy answer", answer_to_markdown(answer)))
    parts.append(_copy("Copy link", link_of(asked), link=True))
    if answer is not None:
        parts.append(_thumbs(turn, mark))
    return f'<div class="controls" role="group" aria-label="With this answer">{"".join(parts)}</div>'


def followups_to_html(questions: Sequence[str]) -> str:
    """Questions that go on from here, each asked by a click."""
    if not questions:
        return ""
    items = "".join(
        f'<li><button type="button" data-ask="{escape(one_line(question))}" dir="auto">'
        f"{escape(one_line(question))}</button></li>"
        for question in questions
    )
    return f'<div class="followups"><h3>Ask next</h3><ul>{items}</ul></div>'


def _thumbs(turn: str, mark: Mark | None) -> str:
    thumb = mark.thumb if mark else 0
    comment = ""
    if mark is not None:
        words = "Change comment" if mark.comment else "Add a comment"
        comment = _button("comment", turn, words, f' data-comment="{escape(mark.comment)}" aria-haspopup="dialog"')
    return (
        '<span class="thumbs">'
        + _button("good", turn, "Good answer", f' aria-pressed="{str(thumb > 0).lower()}"')
        + _button("bad", turn, "Bad answer", f' aria-pressed="{str(thumb < 0).lower()}"')
        + comment
        + "</span>"
    )


def _button(do: str, turn: str, words: str, more: str = "") -> str:
    return f'<button type="button" data-do="{do}" data-turn="{escape(turn)}"{more}>{words}</button>'


def _copy(words: str, text: str, *, link: bool = False) -> str:
    kind = "data-copy-link" if link else "data-copy"
    return f'<button type="button" {kind}="{escape(text)}">{words}</button>'
