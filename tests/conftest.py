"""What every test stands on: no paid or remote service can be reached, and the sample news has been read once."""

from __future__ import annotations

import ctypes
import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

_connect = socket.socket.connect


def _connect_to_loopback_only(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6):
        host = str(address[0])
        if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
            raise RuntimeError(f"a test tried to reach {host}: only loopback is allowed")
    _connect(self, address)


socket.socket.connect = _connect_to_loopback_only  # type: ignore[method-assign, assignment]

for variable in [name for name in os.environ if name.startswith(("DATELINE_", "OPENAI_"))]:
    del os.environ[variable]

SAMPLE_NEWS = Path(__file__).parent.parent / "ingest" / "sample" / "newswire.jsonl"
SAMPLE_LAST_DAY = "2026-03-29"


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a store that holds the sample news, asked as of its last day; quoting answers."""
    from ingest.pipeline import ingest

    settings = Settings(store=tmp_path_factory.mktemp("sample") / "store", as_of=SAMPLE_LAST_DAY)
    report = ingest([SAMPLE_NEWS], settings=settings)
    assert report.added > 50 and not report.rejected, report
    yield settings


@pytest.fixture(scope="module", autouse=True)
def memory_given_back() -> Iterator[None]:
    """After each file: what glibc keeps of what models and threads gave back is up to a third of a run's memory."""
    yield
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """A real browser."""
    from tests.ui_browser import launched_browser

    with launched_browser() as launched:
        yield launched


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real articles and questions; tests that need them are skipped where they are absent."""
    folder = Path(__file__).parent.parent.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("needs ../shared/data")
    return folder
