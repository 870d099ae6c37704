"""Where everything lies in a store's folder, and the version of that order: the one home of the index format.

catalogue.sqlite3        the truth: articles, passages, which keys are doomed
words/                   Tantivy, shared by the writer and the readers
pending/                 vectors that are acknowledged but not published yet, appended as they are written
snapshots/000007/        generation 7 as readers open it, never written again: Chroma and the exact vectors
work/                    the next snapshot while a writer builds it; worth nothing once that writer is gone
users.sqlite             logins, tokens and sessions of the server
notebook.sqlite          what people asked and kept
feeds.json               which feeds and pages were read before; worth time, nothing else
writer.lock, writer.json the writer's lock, and who holds it
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from rag.errors import StoreNotFound

FORMAT_VERSION = 1
_OUR_NAMES = {"catalogue.sqlite3", "words", "pending", "snapshots", "work", "feeds.json", "writer.lock", "writer.json"}
_PEOPLES_NAMES = ("users.sqlite", "notebook.sqlite")  # and what SQLite lays beside them; may be there before the store


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of the store at ``root``.

    >>> Layout(Path("news")).snapshot(7).as_posix()
    'news/snapshots/000007'
    """

    root: Path

    @property
    def catalogue(self) -> Path:
        """The SQLite file."""
        return self.root / "catalogue.sqlite3"

    @property
    def words(self) -> Path:
        """Tantivy's folder."""
        return self.root / "words"

    @property
    def pending(self) -> Path:
        """Folder of the vectors that no snapshot holds yet."""
        return self.root / "pending"

    @property
    def work(self) -> Path:
        """The snapshot a writer is building."""
        return self.root / "work"

    @property
    def lock(self) -> Path:
        """The file whose lock makes a writer the only one."""
        return self.root / "writer.lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock, as JSON."""
        return self.root / "writer.json"

    def snapshot(self, generation: int) -> Path:
        """Folder of one published generation."""
        return self.root / "snapshots" / f"{generation:06d}"

    def snapshots(self) -> list[Path]:
        """Folders of all generations that are still there, oldest first."""
        return sorted((self.root / "snapshots").glob("[0-9]*"))

    def size_bytes(self) -> int:
        """Bytes of all files of the store; files that vanish meanwhile count nothing."""
        total = 0
        for file in self.root.rglob("*"):
            try:
                total += file.stat().st_size if file.is_file() else 0
            except OSError:
                continue
        return total

    def require(self) -> None:
        """``StoreNotFound`` unless there is a catalogue."""
        self._require_path()
        if not self.catalogue.is_file():
            raise StoreNotFound(
                f"there is no store at {self.root}: make one with `dateline ingest`, or name another by --store "
                "or DATELINE_STORE"
            )

    def prepare(self) -> None:
        """Make the folders; ``StoreNotFound`` where other files live and no store does."""
        self._require_path()
        if not self.catalogue.exists() and self.root.is_dir():
            foreign = [
                entry.name
                for entry in self.root.iterdir()
                if entry.name not in _OUR_NAMES and not entry.name.startswith(_PEOPLES_NAMES)
            ]
            if foreign:
                raise StoreNotFound(
                    f"{self.root} is not a store but holds {min(foreign)!r}: name an empty or a new folder"
                )
        for folder in (self.root, self.words, self.pending, self.root / "snapshots"):
            folder.mkdir(parents=True, exist_ok=True)

    def _require_path(self) -> None:
        """Tantivy and Chroma take paths as UTF-8 only; the system takes no part of one above some length."""
        try:
            str(self.root).encode()
            self.catalogue.exists()
        except UnicodeEncodeError:
            why = "is not written in UTF-8"
        except OSError as error:
            why = f"cannot be a folder ({error.strerror or error})"
        else:
            return
        raise StoreNotFound(f"the store's path {ascii(str(self.root))[:200]} {why}: name another folder")


def remove_tree(folder: Path) -> None:
    """Delete a folder and what is in it; what another process still holds open stays for the next time."""
    shutil.rmtree(folder, ignore_errors=True)
