"""Files that somebody's browser sent: which are taken, and where they lie while they are read.

Their names are somebody's text. They are shown, escaped; on disk every file has a name of ours.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from ingest.sources.compression import COMPRESSED
from ingest.sources.files import FORMATS
from rag.errors import UsageError
from ui.wording.untrusted import one_line

FILES_AT_ONCE = 50
NAME_CHARACTERS = 120
LISTS = (".xml", ".rss", ".atom", ".rdf", ".opml")
SUFFIXES = (*FORMATS, *LISTS)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name it came under, and its content from the beginning."""

    name: str
    content: IO[bytes]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of our own with the files in it; ``names`` says how each path is shown."""

    folder: Path
    names: dict[str, str]

    def clear(self) -> None:
        """Delete the folder and all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def shelved(uploads: Sequence[Upload]) -> Shelf:
    """The files, written to a new folder that only this user of the machine can read.

    Raises ``UsageError`` that names the file of a kind that is not read; then nothing is kept.
    """
    if not uploads:
        raise UsageError("no file was chosen: choose some, or give an address")
    if len(uploads) > FILES_AT_ONCE:
        raise UsageError(f"{len(uploads)} files are too many at once: send at most {FILES_AT_ONCE}")
    endings = [ending_of(upload.name) for upload in uploads]
    shelf = Shelf(Path(tempfile.mkdtemp(prefix="dateline-upload-")), {})
    try:
        for number, (upload, ending) in enumerate(zip(uploads, endings, strict=True), 1):
            path = shelf.folder / f"{number:03}{ending}"
            with path.open("xb") as file:
                shutil.copyfileobj(upload.content, file)
            shelf.names[str(path)] = shown_name(upload.name)
    except OSError as error:
        shelf.clear()
        raise UsageError(f"the files could not be kept here ({error.strerror}): try again") from error
    return shelf


def ending_of(name: str) -> str:
    """What a name ends with that says how the file is read, from a list of ours; raises ``UsageError`` without.

    >>> ending_of("../../etc/cron.d/x.JSONL.gz")
    '.jsonl.gz'
    """
    low = name.lower()
    packed = next((ending for ending in COMPRESSED if low.endswith(ending)), "")
    kind = PurePosixPath(low.removesuffix(packed)).suffix
    if kind not in SUFFIXES:
        raise UsageError(f"{shown_name(name)!r} is of no kind that is read: send {', '.join(SUFFIXES)}")
    return kind + packed


def shown_name(name: str) -> str:
    """A file's name for a reader: its last part, on one line, not too long.

    >>> shown_name("..\\\\..\\\\secret/x\\x00\\u202e.txt")
    'x .txt'
    """
    last = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    return last[-NAME_CHARACTERS:] or "a file without a name"
