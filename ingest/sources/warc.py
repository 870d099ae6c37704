"""Web archives (WARC, as CC-NEWS publishes them), record by record. The only file that knows fastwarc.

Of all that an archive holds, web pages that were answered with status 200 are read, under the address they came from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.fetching.content_coding import decoded, unchunked
from ingest.sources.compression import Unreadable, chunks
from ingest.sources.pages import article_from_page
from rag.errors import RecordRejected
from rag.types import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_LIMIT_BYTES = 10_000_000
"""The longest page that is read, decoded."""
_LONGEST_HEADER_BYTES = 1 << 20
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(path: Path, source: str) -> Iterator[Article | RecordRejected]:
    """The articles of an archive, plain or compressed; records are counted from 1, all kinds together."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    read = 0
    try:
        records = ArchiveIterator(
            _Bytes(path),
            record_types=WarcRecordType.any_type,
            parse_http=True,
            stream_detect=False,
            max_header_len=_LONGEST_HEADER_BYTES,
        )
        for number, record in enumerate(records, start=1):
            if record.record_type == WarcRecordType.response and _is_page(record):
                yield _article(record, source, number)
            read = number
    except Unreadable as error:
        yield RecordRejected(source, f"{error}{_after(read)}", line=read + 1)
    except (OSError, ValueError, EOFError) as error:
        why = f"is no web archive from here on ({str(error)[:200]}): fetch the file again{_after(read)}"
        yield RecordRejected(source, why, line=read + 1)
    else:
        if read == 0:
            yield RecordRejected(source, "holds no WARC record: give a .warc or .warc.gz file")


class _Bytes(io.RawIOBase):
    """The file's bytes as fastwarc reads them; damage to the compressed data is raised and not passed over."""

    def __init__(self, path: Path) -> None:
        self._pieces = chunks(path)
        self._held = memoryview(b"")
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def readinto(self, buffer: Any) -> int:
        if not self._held:
            self._held = memoryview(next(self._pieces, b""))
        size = min(len(buffer), len(self._held))
        buffer[:size] = self._held[:size]
        self._held = self._held[size:]
        self._given += size
        return size


def _is_page(record: WarcRecord) -> bool:
    if not record.is_http_parsed or record.http_headers.status_code != 200:
        return False
    return (record.http_content_type or "").partition(";")[0].strip().lower() in _HTML_TYPES


def _article(record: WarcRecord, source: str, number: int) -> Article | RecordRejected:
    try:
        content = _page(record)
        url = record.headers.get("WARC-Target-URI")
        return article_from_page(content, f"{source}:{number}", url, charset=record.http_charset)
    except (OSError, ValueError) as error:
        return RecordRejected(source, str(error)[:300], line=number)
    except RecordRejected as rejected:
        return RecordRejected(source, rejected.why, line=number, field=rejected.field)


def _page(record: WarcRecord) -> bytes:
    """The page's own bytes; archives keep answers as they were sent, or decoded under the headers they had."""
    limit = f"the page is longer than {PAGE_LIMIT_BYTES // 1_000_000} MB"
    declared = record.content_length
    content = record.reader.read(PAGE_LIMIT_BYTES + 1)
    if len(content) > PAGE_LIMIT_BYTES:
        raise ValueError(limit)
    if len(content) < declared:
        raise ValueError("the record is cut off: fetch the file again")
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        content = unchunked(content)
    coding = headers.get("Content-Encoding") or ""
    if coding.lower().endswith("gzip") and not content.startswith(b"\x1f\x8b"):
        return content
    page = bytearray()
    for piece in decoded([content], coding):
        page += piece
        if len(page) > PAGE_LIMIT_BYTES:
            raise ValueError(limit)
    return bytes(page)


def _after(number: int) -> str:
    return f" (the {number} records before were read)" if number else ""
