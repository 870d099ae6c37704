"""Pure: what was measured, as tables: title, headings, rows of texts and numbers, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, TypedDict

from ingest.bench.jobs import Took

Cell: TypeAlias = str | float | None
_MB = 1e6


class Table(TypedDict):
    """A table; of a number as many digits are shown as its size makes worth reading."""

    title: str
    headings: list[str]
    rows: list[list[Cell]]
    notes: list[str]


def growing(ingests: Sequence[Took]) -> Table:
    """How time and memory grow with what is read, each size in a process and a store of its own."""
    rows: list[list[Cell]] = []
    for took in ingests:
        stored, passages = took.about["added"], took.about["passages"]
        searchable_s = took.about["searchable_s"]
        rows.append(
            [
                float(took.about["read"]),
                float(passages),
                searchable_s,
                took.elapsed_s,
                _ratio(stored, searchable_s),
                _ratio(passages, searchable_s),
                _ratio(1000 * took.cpu_s, stored),
                took.peak_bytes / _MB,
            ]
        )
    return {
        "title": "Growth and memory",
        "headings": [
            "articles",
            "passages",
            "searchable s",
            "complete s",
            "articles/s",
            "passages/s",
            "CPU ms an article",
            "peak MB",
        ],
        "rows": rows,
        "notes": ["articles/s and passages/s until they are searchable; complete: with the vectors of leads."],
    }


def stages(took: Took) -> Table:
    """Where the time of one ingest goes."""
    seconds: Mapping[str, float] = took.about["stages_s"]
    rows: list[list[Cell]] = [[name, value, 100 * value / took.elapsed_s] for name, value in seconds.items()]
    return {
        "title": f"Where the time of {took.about['read']:,} articles goes",
        "headings": ["stage", "s", "%"],
        "rows": rows,
        "notes": [],
    }


def compared(found: Mapping[str, Any]) -> Table:
    """The first ingest beside reading again, embedding alone, and llama-index's pipeline."""
    first: Took = found["first"]
    again: Took = found["again"]
    embed: Took = found["embed"]
    rows = [
        _row("Dateline, first", first, first.elapsed_s, first),
        _row("Dateline, until searchable", first, first.about["searchable_s"], first, cpu=False),
        _row("Dateline, again, nothing changed", again, again.elapsed_s, first),
        _row("embedding alone", embed, embed.elapsed_s, first),
    ]
    for name, took in found["peers"].items():
        rows.append(_row(f"llama-index IngestionPipeline, {name}", took, took.elapsed_s, first))
    return {
        "title": f"{first.about['read']:,} articles, from the file to the index",
        "headings": ["", "passages", "s", "CPU s", "first ingest takes as long", "until searchable takes as long"],
        "rows": rows,
        "notes": [
            "The peer splits, embeds with the same model of passages and writes to Chroma; it neither cleans, nor "
            "finds copies, nor indexes words, nor embeds leads."
        ],
    }


def to_markdown(table: Table) -> str:
    """The table as Markdown.

    >>> print(to_markdown({"title": "Ships", "headings": ["", "knots"], "rows": [["Heron", 21.04]], "notes": []}))
    **Ships**
    <BLANKLINE>
    | | knots |
    |---|---:|
    | Heron | 21.0 |
    """
    rows = table["rows"]
    texts = [any(isinstance(row[place], str) for row in rows) for place in range(len(table["headings"]))]
    lines = [
        f"**{table['title']}**",
        "",
        "| " + " | ".join(table["headings"]).strip() + " |",
        "|" + "|".join("---" if text else "---:" for text in texts) + "|",
        *("| " + " | ".join(_shown(cell) for cell in row) + " |" for row in rows),
    ]
    return "\n".join([*lines, *(f"\n{note}" for note in table["notes"])])


def _row(name: str, took: Took, elapsed_s: float, first: Took, *, cpu: bool = True) -> list[Cell]:
    return [
        name,
        float(took.about["passages"]),
        elapsed_s,
        took.cpu_s if cpu else None,
        _ratio(first.elapsed_s, elapsed_s),
        _ratio(first.about["searchable_s"], elapsed_s),
    ]


def _ratio(one: float, other: float) -> float | None:
    return one / other if other else None


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return f"{cell:,.0f}" if cell >= 100 or cell == int(cell) else f"{cell:.1f}" if cell >= 10 else f"{cell:.2f}"
