"""What a subcommand prints: its results on stdout, its talk on stderr and only where somebody reads it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from typing import Any

WIDTH_COLUMNS = 96

# JSON escapes the C0 controls itself; these may act on a terminal too, or cannot be encoded.
_UNSAFE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def print_document(document: Any) -> None:
    """One JSON document on stdout, its letters as they are."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    print(_UNSAFE.sub(lambda mark: f"\\u{ord(mark.group()):04x}", text))


def tell(line: str) -> None:
    """A line for a person at a terminal; nothing where stderr goes elsewhere."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr)


def columns() -> int:
    """How wide to write: the terminal, but no wider than reads well."""
    return max(40, min(shutil.get_terminal_size((WIDTH_COLUMNS, 24)).columns, WIDTH_COLUMNS))
