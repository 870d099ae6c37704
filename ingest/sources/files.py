"""Files and folders: which file is of which format, and every article in them, lazily and in sorted order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ingest.sources.compression import COMPRESSED, Unreadable, chunks
from ingest.sources.kinds import kind_of
from ingest.sources.newsml import read_newsml
from ingest.sources.pages import read_html
from ingest.sources.record_files import read_csv, read_json, read_jsonl
from ingest.sources.text_files import read_markdown, read_text
from ingest.sources.warc import read_warc
from rag.errors import RecordRejected, UsageError
from rag.types import Article

_Reader = Callable[[Path, str], Iterator[Article | RecordRejected]]

FORMATS: Mapping[str, _Reader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".jsonld": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
    ".warc": read_warc,
}
"""The readers by file name, each also under ``.gz``, ``.xz``, ``.zst`` and ``.bz2``."""

MOST_REJECTED_IN_A_ROW = 10_000
"""A file with so many broken records, and no good one between them, is given up."""

_BINARY = {
    b"%PDF": "is a PDF: save its text",
    b"PK\x03\x04": "is a zip archive: unpack it and give the folder",
    b"\x89PNG": "is an image",
    b"\xff\xd8\xff": "is an image",
    b"GIF8": "is an image",
    b"RIFF": "is media",
    b"SQLite format 3": "is a database: export its rows as JSONL",
}


def read_files(paths: Sequence[str | Path]) -> Iterator[Article | RecordRejected]:
    """Every article of the files, and of the files in the folders, with what was rejected among them.

    Raises ``UsageError`` at once, before anything is read, where a path does not exist.
    """
    found = files_in(paths)
    return (item for file in found for item in ([file] if isinstance(file, RecordRejected) else read_file(file)))


def files_in(paths: Sequence[str | Path]) -> Iterator[Path | RecordRejected]:
    """The files to be read, lazily, and what is no file.

    Files of a folder come sorted by name, hidden ones not at all; a link is followed, but no folder entered twice.
    Raises ``UsageError`` at once where a path does not exist.
    """
    found = [_existing(path) for path in paths]
    return (file for path in found for file in (_files_of(path, seen=set()) if path.is_dir() else [path]))


def read_file(path: Path) -> Iterator[Article | RecordRejected]:
    """Every article of one file, read as its name says; a name that says nothing is read as its beginning looks."""
    source = str(path)
    reader = FORMATS.get(suffix_of(path))
    if reader is None:
        try:
            reader = _sniffed(path)
        except Unreadable as error:
            yield RecordRejected(source, str(error))
            return
    in_a_row = 0
    for item in reader(path, source):
        yield item
        in_a_row = in_a_row + 1 if isinstance(item, RecordRejected) else 0
        if in_a_row >= MOST_REJECTED_IN_A_ROW:  # reasons are kept until the end: a hostile file must not fill memory
            why = f"{in_a_row:,} records in a row cannot be read: the rest of the file was left unread"
            yield RecordRejected(source, why)
            return


def _existing(path: str | Path) -> Path:
    text = str(path)
    if not text.strip():  # an unset variable of a script's, and to Path this folder
        raise UsageError("a source's name is empty: give files, folders or addresses of articles")
    found = Path(path).expanduser()
    if not os.path.lexists(found):
        raise UsageError(f"{text} does not exist: give files or folders of articles")
    return found


def _files_of(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | RecordRejected]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    except OSError as error:
        yield RecordRejected(str(folder), f"the folder cannot be read: {error.strerror or error}")
        return
    for name in names:
        path = folder / name
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError as error:
            yield RecordRejected(str(path), f"cannot be read: {error.strerror or error}")
            continue
        if is_folder:
            yield from _files_of(path, seen)
        else:
            yield path


def suffix_of(path: Path) -> str:
    """The name's ending that tells the format, in lower case and without what says how it is compressed."""
    name = path.name.lower()
    for compressed in COMPRESSED:
        name = name.removesuffix(compressed)
    return Path(name).suffix


def _sniffed(path: Path) -> _Reader:
    beginning = next(chunks(path), b"")[:4096]
    for magic, why in _BINARY.items():
        if beginning.startswith(magic):
            raise Unreadable(why)
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise Unreadable("is empty")
    if b"\x00" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"is of no kind that is read here: {', '.join(FORMATS)}")
    if text.startswith(b"WARC/1."):
        return read_warc
    if kind_of(beginning) == "newsml":
        return read_newsml
    if text.startswith((b"{", b"[")):
        return read_json
    if text[:200].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) or b"<body" in text.lower():
        return read_html
    return read_text
