"""Files and folders of every format, whole, compressed, broken and hostile."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.sources import compression
from ingest.sources.decoding import Line, lines
from ingest.sources.files import FORMATS, read_file, read_files
from rag.errors import RecordRejected, UsageError
from rag.types import Article

TEXT = "The harbour at Vikholm closed on Monday. Ships waited outside."
RECORD = {
    "title": "Harbour closes",
    "text": TEXT,
    "date": "2024-10-24",
    "source": "The Post",
    "url": "https://p.example/a",
}


def _read(path: Path) -> tuple[list[Article], list[RecordRejected]]:
    items = list(read_file(path))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, RecordRejected)]


def _record(number: int) -> dict[str, str]:
    return {"title": f"Story {number}", "text": f"{TEXT} It was the {number}th time.", "source": "The Post"}


def _jsonl(count: int) -> bytes:
    return b"".join(json.dumps(_record(n)).encode() + b"\n" for n in range(count))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", json.dumps(RECORD)),
        ("list.json", json.dumps([RECORD])),
        ("under.json", json.dumps({"status": "ok", "totalResults": 1, "articles": [RECORD]})),
        ("deeper.json", json.dumps({"response": {"status": "ok", "results": [RECORD]}})),
        ("really_lines.json", json.dumps(RECORD) + "\n"),
        ("lines.jsonl", json.dumps(RECORD) + "\n\n"),
        ("list_in_a_line.ndjson", json.dumps([RECORD])),
        ("table.csv", f'title,text,date,source,url\nHarbour closes,"{TEXT}",2024-10-24,The Post,https://p.example/a\n'),
        (
            "table.tsv",
            f"Title\tText\tDate\tSource\tURL\nHarbour closes\t{TEXT}\t2024-10-24\tThe Post\thttps://p.example/a",
        ),
        ("semicolon.csv", f"title;text;date;source;url\nHarbour closes;{TEXT};2024-10-24;The Post;https://p.example/a"),
        (
            "matter.md",
            f"---\ntitle: 'Harbour closes'\ndate: 2024-10-24\npublisher: The Post\nurl: https://p.example/a\n---\n\n{TEXT}\n",
        ),
        ("no_suffix", json.dumps(RECORD)),
    ],
)
def test_each_format_gives_the_same_article(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    articles, rejected = _read(path)

    assert rejected == []
    assert [(a.title, a.text.strip(), a.publisher, a.url) for a in articles] == [
        ("Harbour closes", TEXT, "The Post", "https://p.example/a")
    ]
    assert articles[0].published_at == datetime(2024, 10, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("suffix", "compress"),
    [
        ("", bytes),
        (".gz", gzip.compress),
        (".xz", lzma.compress),
        (".bz2", bz2.compress),
        (".zst", zstandard.ZstdCompressor().compress),
        (".gz", lambda data: gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :])),
        (".xz", lambda data: lzma.compress(data[:99]) + lzma.compress(data[99:])),
        (".bz2", lambda data: bz2.compress(data[:99]) + bz2.compress(data[99:])),
        (".zst", lambda data: b"".join(zstandard.ZstdCompressor().compress(part) for part in (data[:99], data[99:]))),
        (".gz", bytes),
    ],
)
def test_compressed_files_are_read_by_what_they_are(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"news.jsonl{suffix}"
    path.write_bytes(compress(_jsonl(300)))

    articles, rejected = _read(path)

    assert (len(articles), rejected) == (300, [])


@pytest.mark.parametrize(
    "compress", [gzip.compress, lzma.compress, bz2.compress, zstandard.ZstdCompressor(level=1).compress]
)
def test_a_file_cut_off_gives_what_it_had_and_says_so(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    noisy = b"".join(json.dumps({**_record(n), "noise": os.urandom(2_000).hex()}).encode() + b"\n" for n in range(120))
    whole = compress(noisy)
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])

    articles, rejected = _read(path)

    assert 0 <= len(articles) < 120
    assert "fetch the file again" in rejected[-1].why
    assert len(rejected) <= 2


def test_a_broken_line_is_told_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    deep = "[" * 200_000
    path.write_bytes(
        b"\n".join(
            [
                json.dumps(_record(1)).encode(),
                b'{"title": "cut',
                b'{"title": "Latin", "text": "caf\xe9"}',
                deep.encode(),
                b'{"title": "no text"}',
                b'{"text": "x", "date": "someday"}',
                b"",
                b'"just a text"',
                json.dumps(_record(2)).encode(),
            ]
        )
    )

    articles, rejected = _read(path)

    assert [a.title for a in articles] == ["Story 1", "Story 2"]
    assert [(r.line, r.field) for r in rejected] == [
        (2, None),
        (3, None),
        (4, None),
        (5, "text"),
        (6, "date"),
        (8, None),
    ]
    assert "not JSON" in rejected[0].why
    assert "UTF-8" in rejected[1].why
    assert str(rejected[0]).startswith(f"{path}:2: ")


def test_a_number_that_python_does_not_read_is_told_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"title": "A", "text": "Rain fell.", "date": ' + "9" * 5_000 + "}\n" + json.dumps(_record(1)))
    articles, rejected = _read(path)
    assert len(articles) == 1 and rejected[0].line == 1
    assert "a number of thousands of digits" in rejected[0].why and "sys." not in rejected[0].why


def test_a_line_that_is_too_long_is_passed_over_without_being_held() -> None:
    pieces = [b"one\n", b"x" * 50, b"x" * 50, b"x\ntwo\n", b"y" * 101]

    found = list(lines(pieces, limit=100))

    assert found == [Line(1, b"one"), Line(2, None), Line(3, b"two"), Line(4, None)]


def test_a_file_that_is_too_long_to_be_read_whole_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "_CHUNK", 1_000)
    path = tmp_path / "news.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 60_000_000, 1))

    articles, rejected = _read(path)

    assert articles == []
    assert "longer than 50 MB" in rejected[0].why


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("name", ["news.jsonl", "news.csv", "news.txt", "news.json"])
def test_unicode_in_other_dress_is_read(tmp_path: Path, encoding: str, name: str) -> None:
    content = {
        "news.jsonl": json.dumps({"title": "Håvn", "text": "Før æ."}, ensure_ascii=False) + "\n",
        "news.json": json.dumps({"title": "Håvn", "text": "Før æ."}, ensure_ascii=False),
        "news.csv": "title,text\nHåvn,Før æ.\n",
        "news.txt": "Håvn\n\nFør æ.\n",
    }[name]
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))

    articles, rejected = _read(path)

    assert rejected == []
    assert [(a.title, a.text.strip()) for a in articles] == [("Håvn", "Før æ.")]


@pytest.mark.parametrize("name", ["news.txt", "news.md", "news.json"])
def test_text_in_no_unicode_is_rejected_with_the_way_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"Caf\xe9\n\nThe caf\xe9 closed on Monday.")

    articles, rejected = _read(path)

    assert articles == []
    assert "iconv" in rejected[0].why


def test_rows_of_a_table_are_rejected_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    long = "word " * 60_000
    path.write_bytes(
        b"title,text,date\n"
        b'"Two\nlines","First.\nSecond.",2024-10-24\n'
        b"Bad date,Text.,someday\n"
        b"Latin,caf\xe9,2024-10-24\n"
        b"Too,many,2024-10-24,cells\n"
        b"Short,Text.\n" + f'Long,"{long}",2024-10-24\n'.encode()
    )

    articles, rejected = _read(path)

    assert [a.title for a in articles] == ["Two lines", "Short", "Long"]
    assert [(r.line, r.field) for r in rejected] == [(5, "date"), (6, None), (7, None)]


def test_a_table_without_our_names_is_rejected_with_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("a,b\n1,2\n")

    articles, rejected = _read(path)

    assert articles == []
    assert "'a', 'b'" in rejected[0].why


def test_plain_text_has_its_title_in_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"\n\nHarbour closes\n\n{TEXT}\n")

    articles, _ = _read(path)

    assert (articles[0].title, articles[0].text.strip()) == ("Harbour closes", TEXT)


def test_markdown_is_read_as_words(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(
        "# Harbour *closes*\n\n![boat](boat.png)\nThe [harbour](https://p.example) **closed** on _Monday_.\n\n"
        "> Ships wait, said 3*4 men.\n\n---\n\n## Later\n\nIt opened snake_case_again.\n"
    )

    articles, _ = _read(path)

    assert articles[0].title == "Harbour closes"
    paragraphs = [line for line in articles[0].text.split("\n") if line.strip()]
    assert paragraphs == [
        "The harbour closed on Monday.", "Ships wait, said 3*4 men.", "Later", "It opened snake_case_again.",
    ]  # fmt: skip


def test_front_matter_that_is_none_is_text(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("---\nNot a field at all!\n---\nThe text.\n")

    articles, _ = _read(path)

    assert "The text." in articles[0].text


def test_a_folder_is_read_in_order_and_survives_what_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text(f"Two\n\n{TEXT} Two.")
    (tmp_path / "a.txt").write_text(f"One\n\n{TEXT} One.")
    (tmp_path / "c.jsonl").write_bytes(_jsonl(1))
    (tmp_path / ".hidden.txt").write_text("Hidden\n\nNever read.")
    (tmp_path / "b" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(b"\x00\x01\x02" * 100)
    os.mkfifo(tmp_path / "pipe.txt")

    items = list(read_files([tmp_path]))

    assert [i.title for i in items if isinstance(i, Article)] == ["One", "Two", "Story 0"]
    reasons = {Path(i.source).name: i.why for i in items if isinstance(i, RecordRejected)}
    assert set(reasons) == {"dangling.txt", "picture.png", "empty.txt", "empty", "noise.bin", "pipe.txt"}
    assert "pipe" in reasons["pipe.txt"]
    assert "image" in reasons["picture.png"]


def test_a_file_of_nothing_but_broken_lines_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "noise.jsonl"
    path.write_text("x\n" * 30_000 + '{"title": "Rain", "text": "It rained."}\n')
    items = list(read_file(path))
    assert len(items) == 10_001
    assert "10,000 records in a row cannot be read" in str(items[-1])
    good = '{"title": "Rain", "text": "It rained."}\n'
    path.write_text(("x\n" * 9_000 + good) * 2)
    assert sum(isinstance(item, Article) for item in read_file(path)) == 2


LONG_LINE = """
import resource, sys
from pathlib import Path
from ingest.sources.files import read_file
path = Path(sys.argv[1])
with path.open("wb") as file:
    for _ in range(200):
        file.write(b"x" * 1_000_000)
    file.write(b'\\n{"title": "Rain", "text": "It rained."}\\n')
for item in read_file(path):
    print(item)
# Not getrusage: its peak begins with that of the process which started this one.
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024)
"""


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.html", "a.json"])
def test_two_hundred_megabytes_of_one_line_are_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", LONG_LINE, str(tmp_path / name)], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    *items, peak_mib = done.stdout.splitlines()
    assert "longer than" in items[0]
    assert (len(items), "title='Rain'" in items[-1]) == ((2, True) if name == "a.jsonl" else (1, False))
    assert int(peak_mib) < 450


def test_a_pipe_by_name_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")

    _, rejected = _read(tmp_path / "pipe.jsonl")

    assert "pipe" in rejected[0].why


@pytest.mark.parametrize("path", ["/nowhere/at/all.jsonl", "https://news.example/feed"])
def test_what_cannot_be_a_source_is_told_before_anything_is_read(path: str) -> None:
    with pytest.raises(UsageError, match=r"give files|save the page"):
        read_files([path])


def test_hostile_names_stay_in_the_folder(tmp_path: Path) -> None:
    name = "evil\x1b[2J\n.jsonl"
    (tmp_path / name).write_bytes(b"{broken")

    items = list(read_files([tmp_path]))

    assert [type(item) for item in items] == [RecordRejected]


@pytest.mark.parametrize("name", [*sorted(FORMATS), ".unknown"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='{}[]",:title texdaurl\n\r\t;|<>/p#-*0.é\x00\ud800', max_size=200).map(
            lambda text: text.encode("utf-8", "surrogatepass")
        ),
        st.sampled_from(
            [
                b"\x1f\x8b\x08",
                b"\xfd7zXZ\x00",
                b"BZh9",
                b"\x28\xb5\x2f\xfd",
                b"\xff\xfe",
                b"<html><p>",
                b"---\ntitle: x",
            ]
        ).flatmap(lambda head: st.binary(max_size=80).map(lambda tail: head + tail)),
    )
)
def test_any_bytes_are_read_or_rejected(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / f"file{name}"
    path.write_bytes(content)

    for item in read_file(path):
        assert isinstance(item, Article) or item.why
