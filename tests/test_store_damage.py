"""Damage is told in one line that says what to do, and repaired from the catalogue."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from rag.errors import StoreDamaged, StoreError, StoreMismatch, StoreNotFound
from rag.store import EncodedArticle, NewsStore, StoreWriter, diagnose, repair, snapshots
from rag.store.catalog import Catalog
from rag.store.faults import explain
from rag.store.layout import Layout
from rag.store.ledger import Ledger
from rag.store.words import WordsEntry, WordsWriter
from rag.types import Filters, Passage
from tests.store_articles import DIMENSIONS, MODELS, article_of, vector_of

COUNT = 20


class SameVectors:
    """Gives each passage the vector it had, by the number that is its text."""

    def __init__(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self.dimensions = DIMENSIONS
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([vector_of(int(text)) for text in texts])

    def embed_question(self, text: str) -> np.ndarray:
        return vector_of(int(text))


def number_of(passage: Passage) -> str:
    return str(int(passage.article_id.split("-")[1]) * 1_000 + passage.index)


def models() -> dict[str, SameVectors]:
    return {"passages": SameVectors("static-1234"), "leads": SameVectors("minilm-5678")}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "store"
    with StoreWriter.open(path, MODELS) as writer:
        writer.write([article_of(number) for number in range(COUNT)])
    return path


@pytest.fixture
def path(tmp_path: Path, sound: Path) -> Path:
    """A store of its own for a test to damage."""
    return shutil.copytree(sound, tmp_path / "store")


def require_whole(path: Path) -> None:
    assert diagnose(path).ok
    with NewsStore.open(path) as store:
        assert store.stats().articles == COUNT
        assert store.stats().leads_embedded == COUNT
        for number in range(0, COUNT, 3):
            assert len(store.search_words(f"word{number}", k=9)) == 3
            for family in ("passages", "leads"):
                best = store.search_vectors(family, vector_of(number * 1_000), k=1)[0]
                assert best.score == pytest.approx(1.0, abs=1e-5)


def overwrite(file: Path) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(size // 3)
        opened.write(os.urandom(max(8, size // 3)))


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def only(pattern: str, change: Callable[[Path], None]) -> Callable[[Path], None]:
    """A change to every file of the store that ``pattern`` matches; there is one at least."""

    def apply(path: Path) -> None:
        files = sorted(path.glob(pattern))
        assert files, pattern
        for file in files:
            change(file)

    return apply


DAMAGE = {
    "chroma is gone": only("snapshots/*/chroma", shutil.rmtree),
    "chroma's catalogue is gone": only("snapshots/*/chroma/chroma.sqlite3", Path.unlink),
    "chroma's catalogue is noise": only("snapshots/*/chroma/chroma.sqlite3", lambda file: file.write_bytes(b"x" * 999)),
    "chroma's index is noise": only("snapshots/*/chroma/*/data_level0.bin", overwrite),
    "chroma's index is cut": only("snapshots/*/chroma/*/link_lists.bin", lambda file: file.write_bytes(b"yy")),
    "the matrix is cut": only("snapshots/*/passages.npy", truncate),
    "the columns are noise": only("snapshots/*/leads.columns.npz", overwrite),
    "the manifest is gone": only("snapshots/*/manifest.json", Path.unlink),
    "the manifest is noise": only("snapshots/*/manifest.json", overwrite),
    "the snapshot is gone": only("snapshots/*", shutil.rmtree),
    "the words are gone": only("words", shutil.rmtree),
    "the words' description is noise": only("words/meta.json", overwrite),
    "the words' terms are gone": only("words/*.term", Path.unlink),
    "the words' terms are cut": only("words/*.term", truncate),
    "the words' lists are gone": only("words/*.idx", Path.unlink),
    "the words' columns are cut": only("words/*.fast", truncate),
}


@pytest.fixture
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound of a store that is searched by Chroma's index, lowered to these few rows."""
    monkeypatch.setattr(snapshots, "UNINDEXED", 0)


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_and_repaired(path: Path, name: str) -> None:
    DAMAGE[name](path)

    with pytest.raises(StoreDamaged, match=r"dateline doctor --repair --store") as told, NewsStore.open(path) as store:
        store.search_words("harbours", k=3)
        store.search_vectors("passages", vector_of(1), k=3)
    assert "\n" not in str(told.value)
    report = diagnose(path)
    assert not report.ok

    after = repair(path, models(), number_of)

    assert after.ok
    require_whole(path)


@pytest.mark.usefixtures("indexed")
def test_a_snapshot_removed_under_a_reader_is_no_matter_of_rights(path: Path) -> None:
    with NewsStore.open(path) as early, NewsStore.open(path) as late:
        early.warm_up()
        shutil.rmtree(path / "snapshots")
        assert early.search_vectors("passages", vector_of(1_000), k=1)  # what is loaded answers on
        with pytest.raises(StoreDamaged, match=r"snapshot 000001 cannot be read \(chroma/.* is gone\)"):
            late.search_vectors("passages", vector_of(1_000), k=1)


@pytest.mark.usefixtures("indexed")
def test_damage_in_the_search_index_hinders_no_search_under_a_filter(path: Path) -> None:
    DAMAGE["chroma's index is noise"](path)
    with NewsStore.open(path) as store:
        found = store.search_vectors("passages", vector_of(1_000), k=1, filters=Filters(publishers=("Coast Courier",)))
        assert found[0].score == pytest.approx(1.0, abs=1e-5)
        with pytest.raises(StoreDamaged, match=r"data_level0\.bin is not what was written"):
            store.search_vectors("passages", vector_of(1_000), k=1)


def test_chromas_index_is_asked_from_one_row_above_the_bound(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    DAMAGE["chroma's index is noise"](path)
    with NewsStore.open(path) as store:
        rows = store.stats().passages
        monkeypatch.setattr(snapshots, "UNINDEXED", rows)
        store.warm_up()
        assert store.search_vectors("passages", vector_of(1_000), k=1)[0].score == pytest.approx(1.0, abs=1e-5)
        monkeypatch.setattr(snapshots, "UNINDEXED", rows - 1)
        with pytest.raises(StoreDamaged, match=r"data_level0\.bin is not what was written"):
            store.search_vectors("passages", vector_of(1_000), k=1)
    assert not diagnose(path).ok


def test_noise_in_the_exact_vectors_is_found_by_the_doctor(path: Path) -> None:
    only("snapshots/*/passages.npy", overwrite)(path)
    assert diagnose(path).vectors["passages"].damage
    assert repair(path, models(), number_of).ok
    require_whole(path)


@pytest.mark.parametrize("kind", ["fast", "fieldnorm", "idx", "pos", "store", "term"])
def test_noise_in_the_words_is_found_by_the_doctor(path: Path, kind: str) -> None:
    def disturb(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[0] ^= 0xFF
        file.write_bytes(content)

    only(f"words/*.{kind}", disturb)(path)
    assert diagnose(path).words.damage
    assert repair(path, models(), number_of).ok
    require_whole(path)


def test_what_a_killed_writer_left_among_the_words_is_no_damage(path: Path) -> None:
    (path / "words" / f"{'0' * 32}.idx").write_bytes(b"cut off")
    assert diagnose(path).ok


def test_for_a_damaged_catalogue_a_backup_is_named(path: Path) -> None:
    file = path / "catalogue.sqlite3"
    content = bytearray(file.read_bytes())
    for start in range(3 * 4096, len(content), 6 * 4096):
        content[start : start + 100] = b"\xff" * 100
    file.write_bytes(content)
    with pytest.raises(StoreDamaged, match="restore a backup") as told:
        diagnose(path)
    assert "\n" not in str(told.value)


def test_only_what_is_lost_is_embedded_again(path: Path) -> None:
    shutil.rmtree(path / "words")
    embedders = models()
    assert repair(path, embedders, number_of).ok
    assert [model.embedded for model in embedders.values()] == [0, 0]

    shutil.rmtree(path / "snapshots" / "000002")
    assert repair(path, embedders, number_of).ok
    assert [model.embedded for model in embedders.values()] == [3 * COUNT, COUNT]
    require_whole(path)


def test_without_models_the_words_are_repaired_and_the_vectors_wait(path: Path) -> None:
    shutil.rmtree(path / "snapshots")
    after = repair(path, {"passages": SameVectors("another-model")}, number_of)
    assert after.ok
    assert after.vectors["passages"].waiting == 3 * COUNT
    with NewsStore.open(path) as store:
        assert len(store.search_words("word3", k=9)) == 3
        assert store.search_vectors("passages", vector_of(3_000), k=3) == []


def test_a_healthy_store_is_left_alone(path: Path) -> None:
    assert repair(path, models(), number_of).generation == 1
    require_whole(path)


def test_orphans_and_gaps_are_counted_and_put_right(path: Path) -> None:
    layout = Layout(path)
    writer = WordsWriter(layout, may_begin=False)
    stray = article_of(99)
    writer.add([WordsEntry(70_000, stray.passages[0], stray.article), WordsEntry(70_001, *_pair(stray))])
    writer.delete([1, 2, 3, 4])
    writer.commit()
    writer.close()
    catalog = Catalog(layout, writable=True)
    Ledger(catalog, layout).flag("leads", [2, 3])  # second and third passages: no leads, so never embedded
    catalog.close()

    report = diagnose(path)
    assert (report.words.missing, report.words.orphans) == (4, 2)
    assert report.vectors["leads"].missing == 2

    assert repair(path, models(), number_of).ok
    require_whole(path)


def _pair(encoded: EncodedArticle):
    return encoded.passages[1], encoded.article


def test_an_interrupted_write_is_finished_by_the_repair(path: Path) -> None:
    code = "StoreWriter.open(Path(sys.argv[1]), MODELS).forget(['article-3']); os._exit(9)"
    head = "import os, sys; from pathlib import Path; from rag.store import StoreWriter; "
    head += "from tests.store_articles import MODELS; "
    subprocess.run([sys.executable, "-c", head + code, str(path)], cwd=Path(__file__).parents[1])
    report = diagnose(path)
    assert report.interrupted
    assert not report.ok

    after = repair(path, models(), number_of)
    assert after.ok
    assert (after.generation, after.articles) == (2, COUNT - 1)


WRITE_AND_DIE = """
import os, sys
from pathlib import Path
from rag.store import StoreWriter
from tests.store_articles import MODELS, article_of
writer = StoreWriter.open(Path(sys.argv[1]), MODELS)
writer.write([article_of(number) for number in range(20, 30)])
os._exit(9)
"""


@pytest.mark.parametrize("change", [overwrite, truncate, lambda file: file.write_bytes(b"x" * 4_000), Path.unlink])
def test_pending_vectors_that_are_damaged_are_embedded_again_and_no_others(
    path: Path, change: Callable[[Path], None]
) -> None:
    subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(path)], cwd=Path(__file__).parents[1])
    assert not diagnose(path).vectors["passages"].missing
    only("pending/passages-*", change)(path)
    lost = diagnose(path).vectors["passages"].missing
    assert 0 < lost <= 30

    embedders = models()
    after = repair(path, embedders, number_of)

    assert after.ok and after.articles == 30
    assert embedders["passages"].embedded == lost
    with NewsStore.open(path) as store:
        for number in range(20, 30):
            best = store.search_vectors("passages", vector_of(number * 1_000), k=1)[0]
            assert best.score == pytest.approx(1.0, abs=1e-5)


def test_a_damaged_catalogue_is_told_by_everyone(path: Path) -> None:
    only("catalogue.sqlite3", lambda file: file.write_bytes(b"not a database, not at all" * 99))(path)
    for use in (NewsStore.open, diagnose, lambda p: StoreWriter.open(p, MODELS)):
        with pytest.raises(StoreDamaged, match=r"the catalogue cannot be read.*ingest again"):
            use(path)


def test_damage_inside_the_catalogue_is_told(path: Path) -> None:
    with sqlite3.connect(path / "catalogue.sqlite3") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    overwrite(path / "catalogue.sqlite3")
    with pytest.raises(StoreDamaged, match="catalogue"):
        diagnose(path)


def test_a_newer_format_is_refused(path: Path) -> None:
    with sqlite3.connect(path / "catalogue.sqlite3") as connection:
        connection.execute("UPDATE meta SET value = 99 WHERE name = 'format'")
    connection.close()
    for use in (NewsStore.open, diagnose, lambda p: StoreWriter.open(p, MODELS)):
        with pytest.raises(StoreMismatch, match="index format 99"):
            use(path)


def test_a_store_that_was_never_finished_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite3").touch()
    with pytest.raises(StoreNotFound, match="never finished"):
        NewsStore.open(tmp_path)
    StoreWriter.open(tmp_path, MODELS).close()
    NewsStore.open(tmp_path).close()


AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
import chromadb.api.models.Collection, chromadb_rust_bindings, chromadb.telemetry.product.posthog, chromadb.api.rust
from rag.errors import StoreError
from rag.store import NewsStore, StoreWriter, diagnose
from tests.store_articles import MODELS
path = Path(sys.argv[1])
if os.getuid() == 0:
    os.setuid(65534)
for use in (NewsStore.open, diagnose, lambda p: StoreWriter.open(p, MODELS)):
    try:
        use(path)
        print("opened")
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs a user without rights")
def test_a_folder_one_may_not_write_is_told(sound: Path) -> None:
    # Not in pytest's own folder: that one is closed to other users, again with each session that starts.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = shutil.copytree(sound, Path(folder) / "store")
        for entry in path.rglob("*"):
            entry.chmod(0o555 if entry.is_dir() else 0o444)
        path.chmod(0o555)

        done = subprocess.run([sys.executable, "-c", AS_SOMEBODY_ELSE, str(path)], capture_output=True, text=True)

        for entry in (path, *path.rglob("*")):
            if entry.is_dir():
                entry.chmod(0o755)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 3
    assert all("make the folder and its files writable" in line for line in lines), lines


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("may not mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_told_and_nothing_acknowledged_is_lost(small_disk: Path) -> None:
    path = small_disk / "store"
    filler = small_disk / "filler"
    acknowledged = 0
    with pytest.raises(StoreError, match="the disk is full: make room"), StoreWriter.open(path, MODELS) as writer:
        for number in range(0, 5_000, 20):
            writer.write([article_of(n, passages=20) for n in range(number, number + 20)])
            acknowledged = number + 20
            if number == 100:
                writer.publish()
                free = shutil.disk_usage(small_disk).free
                filler.write_bytes(b"x" * int(free * 0.6))
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)

    StoreWriter.open(path, MODELS).close()

    assert diagnose(path).ok
    with NewsStore.open(path) as store:
        assert acknowledged >= 120
        assert store.stats().articles == acknowledged
        assert store.search_vectors("passages", vector_of(1_000), k=1)[0].score > 0.999


def test_a_disk_that_fails_is_no_damage_to_move_away() -> None:
    faults = (
        OSError(27, "File too large"),
        OSError(5, "Input/output error"),
        sqlite3.OperationalError("disk I/O error"),
    )
    for fault in faults:
        told = explain(Path("my news"), "the catalogue", fault)
        assert not isinstance(told, StoreDamaged)
        assert "run the same command again" in str(told) and "move the folder away" not in str(told)


def test_a_command_that_is_named_works_as_it_stands() -> None:
    told = str(explain(Path("my news"), "the words", ValueError("nonsense")))
    assert shlex.split(told.split("`")[1]) == ["dateline", "doctor", "--repair", "--store", "my news"]


def test_a_writer_that_could_not_write_its_name_does_not_lock_itself_out(tmp_path: Path) -> None:
    path = tmp_path / "store"
    (path / "writer.json").mkdir(parents=True)
    with pytest.raises(StoreError):
        StoreWriter.open(path, MODELS)

    (path / "writer.json").rmdir()
    StoreWriter.open(path, MODELS).close()


@pytest.mark.parametrize("name", ["\udcff", "x" * 5_000])
def test_a_path_that_cannot_be_is_told_and_no_repair_is_advised(tmp_path: Path, name: str) -> None:
    for opened in (lambda path: StoreWriter.open(path, MODELS), NewsStore.open, diagnose):
        with pytest.raises(StoreNotFound, match="name another folder"):
            opened(tmp_path / name)
