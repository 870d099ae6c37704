"""Dateline's own cases: a JSONL file, one question a line.

``id`` and ``question`` are required. Optional: ``as_of``, ``since``, ``until`` (a day or an instant), ``publishers``,
``answers``, ``choices`` (lists of texts), ``relevant`` (a list of article URLs or ids, or an object URL → grade),
``evidence`` (a list of ``{"text", "url"}``), ``type``, ``unanswerable`` and ``why`` it is so. An unknown field is an
error, not a typo silently ignored; what else a reader may like to know goes into ``extra``, an object.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from eval.cases import Case, Dataset, Evidence
from eval.datasets.reading import Record, read_jsonl

_FIELDS = frozenset(field.name for field in fields(Case)) - {"right_choices", "history"} | {"why"}


def load_ours(path: Path) -> Dataset:
    """Read our own JSONL."""
    return Dataset(path.stem, tuple(_case(record) for record in read_jsonl(path)))


def _case(record: Record) -> Case:
    for name in record.fields:
        if name not in _FIELDS:
            raise record.rejected(name, f"is not a field of a case: use {', '.join(sorted(_FIELDS))}")
    answers = record.texts("answers")
    choices = record.texts("choices")
    unanswerable = record.flag("unanswerable")
    if unanswerable and answers:
        raise record.rejected("unanswerable", "is true, but there are answers: remove one of the two")
    extra = record.fields.get("extra") or {}
    if not isinstance(extra, dict):
        raise record.rejected("extra", "must be an object")
    why = record.text("why", "") or None
    return Case(
        id=record.name("id"),
        question=record.text("question"),
        as_of=record.moment("as_of"),
        since=record.moment("since"),
        until=record.moment("until"),
        publishers=record.texts("publishers"),
        answers=answers,
        choices=choices,
        right_choices=tuple(choice for choice in choices if choice in answers),
        relevant=_relevant(record),
        evidence=tuple(_evidence(record)),
        type=record.text("type", ""),
        unanswerable=unanswerable,
        extra=extra if why is None else {**extra, "why": why},
    )


def _relevant(record: Record) -> dict[str, int]:
    value = record.fields.get("relevant")
    if not isinstance(value, dict):
        return dict.fromkeys(record.texts("relevant"), 1)
    for url, grade in value.items():
        if not isinstance(grade, int) or isinstance(grade, bool) or grade < 0:
            raise record.rejected("relevant", f"the grade of {url!r} must be a whole number, 0 or more")
    return value


def _evidence(record: Record) -> list[Evidence]:
    return [
        Evidence(
            fact.text("text"),
            fact.text("url", "") or None,
            fact.text("publisher", ""),
            fact.moment("published_at"),
            verbatim=fact.flag("verbatim"),
        )
        for fact in record.records("evidence")
    ]
