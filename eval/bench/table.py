"""A table of figures: aligned plain text for a terminal, and the same as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from eval.statistics import Estimate
from eval.summary import estimate_to_dict

Cell: TypeAlias = str | int | float | Estimate | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells, its heading with the unit, and the format of its numbers."""

    key: str
    heading: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by their columns' keys; a row may lack some. Texts stand left, numbers right.

    >>> table = Table("ships", "Ships", (Column("name", ""), Column("knots", "knots", ".1f")),
    ...               ({"name": "Heron", "knots": 21.04}, {"name": "Barge"}), ("At sea.",))
    >>> print("\\n".join(table.lines()))
    Ships
           knots
    Heron   21.0
    Barge      –
    At sea.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Title, headings, a line a row, notes."""
        texts = [[_shown(row.get(column.key), column.form) for column in self.columns] for row in self.rows]
        headings = [column.heading for column in self.columns]
        widths = [max(map(len, cells)) for cells in zip(headings, *texts, strict=True)]
        left = [any(isinstance(row.get(column.key), str) for row in self.rows) for column in self.columns]
        lines = [
            "  ".join(
                cell.ljust(width) if is_text else cell.rjust(width)
                for cell, width, is_text in zip(cells, widths, left, strict=True)
            ).rstrip()
            for cells in (headings, *texts)
        ]
        return [self.title, *lines, *self.notes]

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON-able values."""
        return {
            "name": self.name,
            "title": self.title,
            "rows": [{key: _value(cell) for key, cell in row.items()} for row in self.rows],
            "notes": list(self.notes),
        }

    def cell(self, row: str, key: str) -> Cell:
        """The cell of the row whose first column says ``row``; KeyError where there is none."""
        return next(cells[key] for cells in self.rows if cells[self.columns[0].key] == row)


def _shown(cell: Cell, form: str) -> str:
    if isinstance(cell, Estimate):
        if math.isnan(cell.value):
            return "–"
        return f"{cell.value:{form}} ±{(cell.high - cell.low) / 2:{form}}"
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return "–"
    return cell if isinstance(cell, str) else f"{cell:{form}}"


def _value(cell: Cell) -> Any:
    if isinstance(cell, Estimate):
        return estimate_to_dict(cell)
    return None if isinstance(cell, float) and math.isnan(cell) else cell
