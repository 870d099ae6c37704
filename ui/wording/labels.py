"""What a note, an abstention, an outlet and an article are called where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import AbstainReason, Note, NoteKind
from ui.wording.untrusted import one_line

ABSTAINED: Mapping[AbstainReason, str] = {
    "empty_index": "Nothing has been read yet",
    "nothing_in_window": "Nothing from those days",
    "outlet_not_indexed": "That outlet is not here",
    "not_covered": "Not covered here",
    "not_answered": "The sources do not answer this",
}

_LABELS: Mapping[NoteKind, str] = {
    "quoted": "Quoted",
    "removed": "Left out",
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
    "stale": "Not recent",
    "disputed": "Disputed",
    "moved_on": "Moved on",
    "clock": "Clock",
    "model": "Model",
    "voices": "Voices",
    "history": "Follow-up",
    "searched": "Searched",
}
_CAUTIONS: frozenset[NoteKind] = frozenset(
    ("removed", "corrected", "withdrawn", "stale", "disputed", "moved_on", "clock", "model")
)


def note_label(note: Note) -> str:
    """One or two words for the kind of a note."""
    return _LABELS[note.kind]


def is_caution(note: Note) -> bool:
    """True where the note says that the answer should be read with care."""
    return note.kind in _CAUTIONS


def outlet_of(publisher: str) -> str:
    """An outlet's name, on one line; not escaped."""
    return one_line(publisher) or "Unknown outlet"


def title_of(title: str) -> str:
    """An article's title, on one line; not escaped."""
    return one_line(title) or "Untitled"
