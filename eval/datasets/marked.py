"""Answers that people marked in the chat, as cases: the notebook beside a store, ``notebook.sqlite``.

Each marked answer is a case that asks the same again: its question, the instant it was asked as of, the filters its
asker set and the questions before it. Of a good answer the cited articles are relevant, and a good abstention says
that the store cannot answer; a bad answer says nothing of what is right. ``extra`` holds the thumb, the comment, the
answer that was marked and what it depended on.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, Dataset
from rag.days import end_of, start_of
from rag.notebook import Marked, Notebook
from rag.wire import answer_to_dict

HEADER = b"SQLite format 3\x00"


def load_marked(path: Path) -> Dataset:
    """Read the marks of a notebook."""
    return Dataset("marked", tuple(map(_case, Notebook(path).marks())))


def is_notebook(path: Path) -> bool:
    """True where the file is a database, by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER


def _case(marked: Marked) -> Case:
    answer, asked = marked.answer, marked.asked
    good = marked.mark.thumb > 0
    return Case(
        id=f"{marked.conversation[:12]}-{marked.turn}",
        question=asked.question,
        as_of=answer.as_of,
        since=start_of(asked.since or None),
        until=end_of(asked.until or None),
        publishers=asked.publishers,
        relevant=dict.fromkeys((one.passage.article_id for one in answer.citations), 1) if good else {},
        type="marked good" if good else "marked bad",
        unanswerable=good and answer.abstained is not None,
        history=marked.history,
        extra={
            "comment": marked.mark.comment,
            "marked_at": marked.marked_at.isoformat(),
            "answer": answer_to_dict(answer),
            **marked.circumstances,
        },
    )
