"""Answers and conversations to take away: as Markdown that shows every source, and as JSON that loses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from rag.notebook import KeptTurn
from rag.types import Answer, Citation
from rag.wire import answer_to_dict
from ui.wording.days import day_to_words, last_day
from ui.wording.labels import ABSTAINED, note_label, outlet_of, title_of
from ui.wording.untrusted import one_line, printable, web_address

_ACTS = re.compile(r"([\\`*_{}<>\[\]#|~!])")
_MARKER = re.compile(r"\\\[(\d{1,3})\\\]", re.ASCII)


def answer_to_markdown(answer: Answer) -> str:
    """The answer's text, its numbered sources with their quoted words, and its notes. All of it escaped."""
    parts = []
    if answer.abstained:
        parts.append(f"**{ABSTAINED[answer.abstained.reason]}.** {_text(answer.abstained.message)}")
    if answer.text:
        parts.append(_MARKER.sub(r"[\1]", "\n".join(_text(line) for line in printable(answer.text).split("\n"))))
    if answer.citations:
        parts.append("\n".join(_source(citation) for citation in answer.citations))
    if answer.notes:
        parts.append("\n".join(f"- *{note_label(note)}:* {_text(note.message)}" for note in answer.notes))
    return "\n\n".join(parts)


def conversation_to_markdown(title: str, turns: Sequence[KeptTurn]) -> str:
    """A kept conversation, each question a heading."""
    parts = [f"# {_text(title)}"]
    for turn in turns:
        parts.append(f"## {_text(turn.asked.question)}")
        filters = _filters(turn)
        parts.append(f"*As known on {day_to_words(last_day(turn.answer.as_of))}{filters}*")
        parts.append(answer_to_markdown(turn.answer))
    return "\n\n".join(parts) + "\n"


def conversation_to_json(title: str, turns: Sequence[KeptTurn]) -> str:
    """A kept conversation as one document; each answer is what ``dateline ask --json`` prints."""
    document = {
        "title": title,
        "turns": [
            {
                "asked_at": turn.asked_at.isoformat(),
                "question": turn.asked.question,
                "filters": {
                    "as_of": turn.asked.as_of or None,
                    "since": turn.asked.since or None,
                    "until": turn.asked.until or None,
                    "publishers": list(turn.asked.publishers),
                },
                "answer": answer_to_dict(turn.answer),
                "mark": None if turn.mark is None else {"thumb": turn.mark.thumb, "comment": turn.mark.comment},
            }
            for turn in turns
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _source(citation: Citation) -> str:
    passage = citation.passage
    outlet = _text(outlet_of(passage.publisher))
    title = _text(title_of(passage.title))
    address = web_address(passage.url)
    named = title if address is None else f"[{title}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"
    day = day_to_words(passage.published_at)
    return f"- [{citation.number}] {outlet}, {day}: {named}. “{_text(citation.quote.text)}”"


def _filters(turn: KeptTurn) -> str:
    asked = turn.asked
    said = [f"from {_text(asked.since)}"] * bool(asked.since) + [f"to {_text(asked.until)}"] * bool(asked.until)
    if asked.publishers:
        said.append("only " + ", ".join(map(_text, asked.publishers)))
    return "".join(f", {one}" for one in said)


def _text(text: str) -> str:
    return _ACTS.sub(r"\\\1", one_line(text))
