"""Reading: files of any common kind become articles, clean and cut into passages, in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.pipeline import ingest
    from ingest.report import IngestReport, Progress, Rejected

__all__ = ["IngestReport", "Progress", "Rejected", "ingest"]

_HOMES = {
    "ingest": "ingest.pipeline",
    "IngestReport": "ingest.report",
    "Progress": "ingest.report",
    "Rejected": "ingest.report",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: the command line's help does not pay for lxml and numpy."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ingest' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
