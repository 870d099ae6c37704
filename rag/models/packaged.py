"""Model files that come inside packages: found without importing the package, believed only when their sum is right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from rag.errors import ModelMissing


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file of an installed package, and the sha256 it must have (64 hex digits)."""

    package: str
    path: str
    sha256: str

    def locate(self) -> Path:
        """Where the file lies. Raises ``ModelMissing`` where its package is not installed or lacks it."""
        try:
            found = Path(str(distribution(self.package).locate_file(self.path)))
        except PackageNotFoundError:
            raise ModelMissing(f"the package {self.package} is not installed: pip install {self.package}") from None
        if not found.is_file():
            raise ModelMissing(f"{found} is missing: pip install --force-reinstall {self.package}")
        return found

    def read(self, instead: Path | None = None) -> bytes:
        """The file's bytes, or those of the copy ``instead``. Raises ``ModelMissing`` where the sum is another."""
        path = instead or self.locate()
        content = read_model_file(path)
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256:
            raise ModelMissing(
                f"{path} is not the expected file (sha256 {found[:12]}…, not {self.sha256[:12]}…): "
                f"pip install --force-reinstall {self.package}"
            )
        return content


def read_model_file(path: Path) -> bytes:
    """A file's bytes. Raises ``ModelMissing`` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read: {error.strerror or error}") from None
