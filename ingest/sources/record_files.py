"""JSON, JSONL and CSV: files of records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ingest.sources.compression import Unreadable, chunks, whole
from ingest.sources.decoding import DOCUMENT_LIMIT_BYTES, RECORD_LIMIT_BYTES, Line, decoded, lines
from ingest.sources.ninjs import article_from_ninjs, is_ninjs
from ingest.sources.records import article_from_record, names_a_field
from ingest.sources.schema_org import news_article_of
from rag.errors import RecordRejected
from rag.types import Article

LISTS = ("articles", "data", "items", "results", "news", "stories", "docs", "documents", "records", "response")
"""Where a JSON object keeps its articles, if it is not one itself."""


def read_jsonl(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """One article a line; a broken line is rejected by its number and the next one read."""
    last = 0
    try:
        for line in lines(chunks(path)):
            last = line.number
            if line.content is None or line.content.strip():
                yield from _of_line(line, source)
    except Unreadable as error:
        yield RecordRejected(source, _after(error, last), line=last + 1 if last else None)


def read_json(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """A document with one article, a list of them, or a list under one of ``LISTS``; JSONL under a wrong name too."""
    try:
        text = decoded(whole(path, DOCUMENT_LIMIT_BYTES))
    except Unreadable as error:
        yield RecordRejected(source, str(error))
        return
    try:
        document = _parsed(text)
    except ValueError as error:
        if _is_jsonl(text):
            yield from read_jsonl(path, source)
        else:
            yield RecordRejected(source, str(error), line=getattr(error, "lineno", None))
        return
    del text
    records = _records(document)
    for number, record in enumerate(records, start=1):
        yield _article(record, source, number if len(records) > 1 else None)


def read_csv(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """One article a row under a header of field names; separated by comma, semicolon, tab or ``|``."""
    # The limit is the process's own and stands at 128 kB; a long article is longer than that.
    csv.field_size_limit(RECORD_LIMIT_BYTES)
    last = 0
    try:
        rows = _csv_rows(path)
        last, header = next(rows, (0, []))
        if not any(names_a_field(name) for name in header):
            names = ", ".join(repr(name[:30]) for name in header[:8]) or "nothing"
            why = f"its first row must name the fields (title, text, date, publisher, url …), it reads: {names}"
            yield RecordRejected(source, why, line=last or None)
            return
        for last, row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if any("\udc80" <= character <= "\udcff" for cell in row for character in _escaped(cell)):
                yield RecordRejected(source, "is not UTF-8: convert the file, for example with iconv", line=last)
            elif len(row) > len(header) and any(row[len(header) :]):
                why = f"has {len(row)} cells under {len(header)} names: quote the text that holds the separator"
                yield RecordRejected(source, why, line=last)
            else:
                yield _article(dict(zip(header, row, strict=False)), source, last)
    except Unreadable as error:
        yield RecordRejected(source, _after(error, last), line=last + 1 if last else None)
    except csv.Error as error:
        yield RecordRejected(source, f"is no CSV after line {last}: {error}", line=last + 1)


def _of_line(line: Line, source: str) -> Iterator[Article | RecordRejected]:
    if line.content is None:
        why = f"the line is longer than {RECORD_LIMIT_BYTES // 1_000_000} MB: split the record"
        yield RecordRejected(source, why, line=line.number)
        return
    try:
        record = _parsed(line.content.decode("utf-8"))
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 at byte {error.start} of the line: convert the file, for example with iconv"
        yield RecordRejected(source, why, line=line.number)
    except ValueError as error:
        yield RecordRejected(source, str(error), line=line.number)
    else:
        records = _records(record) if isinstance(record, list) else [record]
        for each in records:
            yield _article(each, source, line.number)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _not_json(error) from None
    except ValueError:  # a number of thousands of digits, which Python declines to read
        raise ValueError("holds a number of thousands of digits: write it shorter, or as a text") from None
    except RecursionError:
        raise ValueError("is nested too deeply to be read: flatten the record") from None


def _not_json(error: json.JSONDecodeError) -> ValueError:
    told = ValueError(f"is not JSON: {error.msg} at character {error.colno} (line {error.lineno})")
    told.lineno = error.lineno  # type: ignore[attr-defined]
    return told


def _is_jsonl(text: str) -> bool:
    first = text.lstrip().partition("\n")[0].strip()
    if not first.startswith("{"):
        return False
    try:
        return isinstance(_parsed(first), dict)
    except ValueError:
        return False


def _records(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, Mapping):
        for name in LISTS:
            inner = document.get(name)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, Mapping) and isinstance(found := _records(inner), list) and found != [inner]:
                return found
    return [document]


def _article(record: Any, source: str, line: int | None) -> Article | RecordRejected:
    if isinstance(record, Mapping) and "@graph" in record:
        record = news_article_of(record) or record
    try:
        if is_ninjs(record):
            return article_from_ninjs(record, source, line)
        return article_from_record(record, source, line)
    except RecordRejected as rejected:
        return rejected


def _csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """``(line the row begins at, its cells)``."""
    texts = _csv_lines(path)
    first = next(texts, "")
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(_chained(first, texts), delimiter=separator)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _csv_lines(path: Path) -> Iterator[str]:
    for line in lines(chunks(path)):
        if line.content is None:
            raise Unreadable(
                f"line {line.number} is longer than {RECORD_LIMIT_BYTES // 1_000_000} MB: split the record"
            )
        yield line.content.decode("utf-8", "surrogateescape") + "\n"


def _chained(first: str, rest: Iterable[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _escaped(cell: str) -> str:
    """The cell where it may hold bytes that were no UTF-8, else nothing: most are not worth walking through."""
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return cell
    return ""


def _after(error: Unreadable, last_line: int) -> str:
    return f"{error} (the {last_line} lines before it were read)" if last_line else str(error)
