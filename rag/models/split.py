"""A model file that comes in pieces, one a package, because it is too large for one: put together and checked once."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from rag.errors import ModelMissing

_log = logging.getLogger(__name__)
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SplitFile:
    """Its ``(package, path)`` pieces in order, and the size in bytes and the sha256 of the whole."""

    name: str
    pieces: tuple[tuple[str, str], ...]
    size: int
    sha256: str
    how_to_get: str

    def whole_in(self, folder: Path) -> Path:
        """The whole file in that folder, made there the first time; later its size and recorded sum are looked at.

        Raises ``ModelMissing`` where a piece is absent, the sum is another or the disk has no room.
        """
        target, record = folder / self.name, folder / f"{self.name}.sha256"
        if self._is_there(target, record):
            return target
        pieces = [self._locate(package, path) for package, path in self.pieces]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(folder).free
            if free < self.size:
                raise ModelMissing(
                    f"{folder} has {_megabytes(free)} free and {self.name} takes {_megabytes(self.size)}: "
                    "make room, or set DATELINE_CACHE to another folder"
                )
            _log.info("Putting %s (%s) together in %s", self.name, _megabytes(self.size), folder)
            self._join(pieces, target)
            record.write_text(self.sha256, encoding="ascii")
        except OSError as error:
            raise ModelMissing(
                f"{target} cannot be written ({error.strerror or error}): set DATELINE_CACHE to another folder"
            ) from None
        return target

    def _is_there(self, target: Path, record: Path) -> bool:
        try:
            return target.stat().st_size == self.size and record.read_text(encoding="ascii") == self.sha256
        except (OSError, ValueError):
            return False

    def _locate(self, package: str, path: str) -> Path:
        try:
            piece = Path(str(distribution(package).locate_file(path)))
        except PackageNotFoundError:
            piece = None
        if piece is None or not piece.is_file():
            raise ModelMissing(
                f"{self.name} ({_megabytes(self.size)}) is not here, {package} is missing: {self.how_to_get}"
            )
        return piece

    def _join(self, pieces: list[Path], target: Path) -> None:
        # Under a name of its own until it is whole: a half-written model is never taken for one, and two processes
        # that do this at once do it to different files.
        handle, temporary = tempfile.mkstemp(prefix=f".{self.name}.", dir=target.parent)
        total = hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as whole:
                for piece in pieces:
                    with piece.open("rb") as part:
                        while block := part.read(_BLOCK):
                            total.update(block)
                            whole.write(block)
                whole.flush()
                os.fsync(whole.fileno())
            if total.hexdigest() != self.sha256:
                raise ModelMissing(
                    f"the pieces of {self.name} are not the expected ones (sha256 {total.hexdigest()[:12]}…, not "
                    f"{self.sha256[:12]}…): {self.how_to_get} --force-reinstall"
                )
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
