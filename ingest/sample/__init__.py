"""The invented sample news that comes with Dateline; README.md beside it says what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SAMPLE_PATH: Final = Path(__file__).parent / "newswire.jsonl"
"""The newswire, one article a line."""
