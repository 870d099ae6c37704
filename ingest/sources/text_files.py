"""Plain text and Markdown: the first line is the title; Markdown's simple front matter is heeded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.sources.compression import Unreadable, whole
from ingest.sources.decoding import RECORD_LIMIT_BYTES, decoded
from ingest.sources.records import article_from_record
from rag.errors import RecordRejected
from rag.types import Article

_FRONT_MATTER_LINE = re.compile(r"([A-Za-z][\w .-]{0,40}?)\s*:\s*(.*)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(\S.*)$")
_UNDERLINE = re.compile(r"^\s*(?:=+|-{2,})\s*$")
_IMAGE = re.compile(r"!\[[^\]\[]{0,500}\]\([^()\s]{0,2000}(?:\s\"[^\"]{0,500}\")?\)")
_LINK = re.compile(r"\[([^\]\[]{1,500})\]\((?:[^()\s]{0,2000})(?:\s\"[^\"]{0,500}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\w*])")
_BEFORE_LINE = re.compile(r"^\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"^\s{0,3}(?:[-*_]\s*){3,}$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")


def read_text(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """The one article of a text file."""
    yield from _read(path, source, markdown=False)


def read_markdown(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """The one article of a Markdown file, read as plain words."""
    yield from _read(path, source, markdown=True)


def _read(path: Path, source: str, *, markdown: bool) -> Iterator[Article | RecordRejected]:
    try:
        text = decoded(whole(path, RECORD_LIMIT_BYTES))
        fields, body = _front_matter(text) if markdown else ({}, text)
        if markdown:
            body = _plain_words(body)
        title, body = _titled(body) if not fields.get("title") else (str(fields["title"]), body)
        yield article_from_record({**fields, "title": title, "text": body}, source)
    except Unreadable as error:
        yield RecordRejected(source, str(error))
    except RecordRejected as rejected:
        yield rejected


def _titled(text: str) -> tuple[str, str]:
    """The first line that is not empty, and what follows; a file of one line has its line as text, too."""
    stripped = text.lstrip()
    title, _, body = stripped.partition("\n")
    return title.strip(), body if body.strip() else stripped


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """``key: value`` lines between two ``---``; where a line is anything else, there is no front matter."""
    lines = text.lstrip().split("\n")
    if lines[0].strip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:200], start=1):
        if line.strip() in ("---", "..."):
            return fields, "\n".join(lines[number + 1 :])
        found = _FRONT_MATTER_LINE.fullmatch(line.strip())
        if found:
            value = found[2].strip()
            fields[found[1]] = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
        elif line.strip() and not line.lstrip().startswith(("#", "- ")):
            return {}, text
    return {}, text


def _plain_words(markdown: str) -> str:
    lines: list[str] = []
    fenced = False
    for line in markdown.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            lines.append(line)
            continue
        if (_UNDERLINE.match(line) and lines and lines[-1].strip()) or _RULE.match(line):
            lines.append("")
            continue
        line = _BEFORE_LINE.sub("", line[:100_000])
        heading = _HEADING.match(line)
        line = heading[1].rstrip().rstrip("#").rstrip() if heading else line
        line = _LINK.sub(r"\1", _IMAGE.sub("", line))
        line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
        lines.extend(["", line, ""] if heading else [line])
    return "\n".join(lines)
