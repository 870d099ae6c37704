"""What a note or an abstention is called where it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import AbstainReason, Note, NoteKind

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
