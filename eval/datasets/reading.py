"""Records out of a dataset's files, and fields out of records, with errors that name the file, line and field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from eval.cases import Moment
from rag.days import start_of
from rag.errors import RecordRejected, UsageError

_NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object and where it stood: ``line`` is its 1-based line, or its place in a JSON array."""

    source: str
    line: int
    fields: dict[str, Any]

    def rejected(self, field: str, why: str) -> RecordRejected:
        """The error that says what is wrong with one of the fields."""
        return RecordRejected(self.source, why, line=self.line, field=field)

    def text(self, field: str, default: str | None = None) -> str:
        """A text that is not blank; the default, where one is given, stands in for an absent field or null."""
        value = self.fields.get(field)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.rejected(field, "is missing")
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.rejected(field, "must be a text that is not empty")
        return value.strip()

    def name(self, field: str) -> str:
        """An id: a text, or a number taken as text."""
        value = self.fields.get(field)
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else self.text(field)

    def texts(self, field: str, *, blank: bool = False) -> tuple[str, ...]:
        """A list of texts, empty where the field is absent or null; ``blank`` lets empty texts be among them."""
        value = self.fields.get(field)
        if value is None:
            return _NOTHING
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.rejected(field, "must be a list of texts")
        if not blank and not all(item.strip() for item in value):
            raise self.rejected(field, "must be a list of texts, none of them empty")
        return tuple(item.strip() for item in value)

    def records(self, field: str) -> list[Record]:
        """A list of objects, empty where the field is absent or null."""
        value = self.fields.get(field)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.rejected(field, "must be a list of objects")
        return [Record(self.source, self.line, item) for item in value]

    def flag(self, field: str) -> bool:
        """True or false, false where absent."""
        value = self.fields.get(field, False)
        if not isinstance(value, bool):
            raise self.rejected(field, "must be true or false")
        return value

    def moment(self, field: str) -> Moment:
        """A day (``2024-10-24``, also with slashes) or an instant, None where absent or null."""
        value = self.fields.get(field)
        if value is None:
            return None
        text = self.text(field).replace("/", "-")
        try:
            if len(text) == 10:
                return date.fromisoformat(text)
            return start_of(datetime.fromisoformat(text))
        except ValueError:
            raise self.rejected(field, f"{value!r} is not a date: write 2024-10-24 or 2024-10-24T18:00+00:00") from None


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file that are not blank, with their 1-based numbers."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield number, line
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist: check the path") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder: name a file in it") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text ({error.reason} at byte {error.start})") from None


def read_jsonl(path: Path) -> Iterator[Record]:
    """The objects of a JSONL file, in order."""
    for number, line in read_lines(path):
        yield Record(str(path), number, _object(path, number, _parsed(path, number, line)))


def read_json_array(path: Path) -> Iterator[Record]:
    """The objects of a file that is one JSON array, in order."""
    text = "".join(line for _, line in read_lines(path))
    whole = _parsed(path, 1, text)
    if not isinstance(whole, list):
        raise UsageError(f"{path} is not a JSON array of objects")
    for number, item in enumerate(whole, start=1):
        yield Record(str(path), number, _object(path, number, item))


def _parsed(path: Path, number: int, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise RecordRejected(str(path), f"is not JSON: {error.msg}", line=number + error.lineno - 1) from None
    except RecursionError:
        raise RecordRejected(str(path), "is JSON nested too deep to be a question", line=number) from None


def _object(path: Path, number: int, item: object) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise RecordRejected(str(path), "is not a JSON object", line=number)
    return item
