"""What may lie in a folder: links in circles, sockets, devices, what may not be read, archives, and very much."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.sources.files import read_files
from rag.errors import RecordRejected, UsageError
from rag.settings import Settings
from rag.types import Article

TEXT = "The harbour at Vikholm closed on Monday. Ships waited outside."


def read(*paths: Path) -> tuple[list[str], dict[str, str]]:
    """Titles of the articles, and the reasons by file name."""
    items = list(read_files(paths))
    titles = [item.title for item in items if isinstance(item, Article)]
    return titles, {Path(item.source).name: item.why for item in items if isinstance(item, RecordRejected)}


def write(path: Path, title: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{TEXT} {title}.")
    return path


def test_links_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt", "One")
    write(tmp_path / "b" / "two.txt", "Two")
    (tmp_path / "a" / "to-b").symlink_to(tmp_path / "b", target_is_directory=True)
    (tmp_path / "b" / "to-a").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    (tmp_path / "b" / "up").symlink_to("..", target_is_directory=True)
    titles, reasons = read(tmp_path)
    assert sorted(titles) == ["One", "Two"]
    assert set(reasons) == {"self"} and "symbolic links" in reasons["self"]


def test_a_link_that_leads_to_itself_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    titles, reasons = read(tmp_path / "self.txt")
    assert titles == [] and "symbolic links" in reasons["self.txt"]


def test_a_folder_by_a_files_name_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl" / "one.txt", "One")
    write(tmp_path / "page.html" / "two.txt", "Two")
    assert read(tmp_path / "news.jsonl")[0] == ["One"]
    assert read(tmp_path) == (["One", "Two"], {})


def test_sockets_and_devices_are_told_from_files(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", "Good")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.open(tmp_path, os.O_RDONLY)
        try:
            listening.bind(f"/proc/self/fd/{here}/door.txt")  # a socket's own path must be short
        finally:
            os.close(here)
        titles, reasons = read(tmp_path, Path(os.devnull), Path("/dev/zero"))
    assert titles == ["Good"] and set(reasons) == {"door.txt", "null", "zero"}
    assert "device" in reasons["null"] and "device" in reasons["zero"]


@contextmanager
def as_somebody() -> Iterator[None]:
    """Without the rights of an administrator, who may read everything."""
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_administrator:
            os.seteuid(0)


def test_what_may_not_be_read_is_told_and_the_rest_is_read() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        place = Path(name)
        place.chmod(0o755)
        closed, folder = write(place / "closed.txt", "Closed"), place / "folder"
        write(folder / "inner.txt", "Inner")
        write(place / "open.txt", "Open").chmod(0o644)
        closed.chmod(0)
        folder.chmod(0)
        try:
            with as_somebody():
                titles, reasons = read(place)
        finally:
            folder.chmod(0o700)
    assert titles == ["Open"] and set(reasons) == {"closed.txt", "folder"}
    assert all("Permission denied" in why for why in reasons.values())


def test_archives_are_not_unpacked_whatever_names_they_hold(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("../../escaped.txt", f"Escaped\n\n{TEXT}")
        archive.writestr("/tmp/escaped.txt", f"Escaped\n\n{TEXT}")
    titles, reasons = read(tmp_path)
    assert titles == [] and "unpack it and give the folder" in reasons["news.zip"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["news.zip"]
    assert not (tmp_path.parent.parent / "escaped.txt").exists()


def test_a_path_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        ingest([tmp_path / "none.jsonl"], settings=Settings(store=tmp_path / "store", lead_model="none"))


MANY = """
import resource, sys
from pathlib import Path
from ingest.sources.files import read_files
folder = Path(sys.argv[1])
text = "The harbour at Vikholm closed on Monday. Ships waited outside. " * 160
for number in range(10_000):
    part = folder / f"{number % 100:02}"
    part.mkdir(exist_ok=True)
    (part / f"{number}.txt").write_text(f"Story {number}\\n\\n{text}")
next(read_files([folder]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(sum(1 for _ in read_files([folder])))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_ten_thousand_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    """100 MB of them; what is held beside the one being read is names."""
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", MANY, str(tmp_path)], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    read_, grown_mib = map(int, done.stdout.split())
    assert read_ == 10_000 and grown_mib < 20
