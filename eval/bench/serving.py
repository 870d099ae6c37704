"""A process that only serves: opens a store, answers the questions it is given, and says what memory that took.

Reads a JSON document from stdin, ``{"store": DIR, "questions": [[question, day], ...]}``, and writes one to stdout:
rows of ``what``, ``elapsed_s``, ``rss_bytes`` and ``private_bytes``.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

_STATUS = Path("/proc/self/status")


def memory() -> dict[str, int | None]:
    """Bytes this process has in memory, and those of them that no other process could share.

    Where the system does not say (not Linux), the most there were so far, and None.
    """
    if not _STATUS.is_file():
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {"rss_bytes": most if sys.platform == "darwin" else most * 1024, "private_bytes": None}
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
    return {
        "rss_bytes": int(lines["VmRSS"].split()[0]) * 1024,
        "private_bytes": int(lines["RssAnon"].split()[0]) * 1024,
    }


def main() -> None:
    """Measure, from what stdin says."""
    wanted = json.load(sys.stdin)
    rows: list[dict[str, Any]] = [{"what": "Python alone", "elapsed_s": None, **memory()}]
    began = time.perf_counter()
    from rag.qa import NewsQA

    rows.append({"what": "Dateline imported", "elapsed_s": time.perf_counter() - began, **memory()})
    began = time.perf_counter()
    with NewsQA.open(wanted["store"]) as qa:
        rows.append({"what": "store opened", "elapsed_s": time.perf_counter() - began, **memory()})
        began = time.perf_counter()
        for question, day in wanted["questions"]:
            qa.search(question, as_of=day)
        searched = f"{len(wanted['questions'])} searches"
        rows.append({"what": searched, "elapsed_s": time.perf_counter() - began, **memory()})
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
