"""Whether the three parts of a store agree, and how they are made to agree again: the catalogue decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from rag.errors import StoreDamaged, StoreError, StoreMismatch, StoreUnreachable
from rag.models.protocols import EmbeddingModel
from rag.store.catalog import Catalog, Meta
from rag.store.chroma_address import ChromaAddress, misplaced
from rag.store.chroma_server import ChromaServer
from rag.store.draft import collections_of
from rag.store.faults import RESTORE, told
from rag.store.layout import Layout, remove_tree
from rag.store.ledger import Ledger
from rag.store.lock import WriterLock
from rag.store.matrix import Matrix
from rag.store.pending import PendingVectors
from rag.store.records import FAMILIES, Family
from rag.store.snapshots import chroma_folder, damaged_files, read_manifest
from rag.store.vectors import ChromaFolder
from rag.store.words import WordsEntry, WordsReader, WordsWriter, begin_words_anew
from rag.store.writer import StoreWriter
from rag.types import Passage

_BATCH = 512
_RESCUED = 8_192  # vectors copied at a time


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one part agrees with the catalogue, in passages; ``damage`` says why it could not be read, if it could not.

    ``missing`` should be there and are not, ``orphans`` are there and should not be. ``waiting`` have never been
    embedded yet, which is no fault.
    """

    missing: int = 0
    orphans: int = 0
    waiting: int = 0
    damage: str | None = None

    @property
    def ok(self) -> bool:
        """Nothing to repair."""
        return not (self.missing or self.orphans or self.damage)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What ``diagnose`` found. ``interrupted``: a writer was cut off; the next one, or a repair, finishes its work.

    ``ahead``: articles dated more than a day later than ``clock``, which is this machine's; no question finds them yet.
    """

    path: Path
    generation: int
    articles: int
    passages: int
    words: Agreement
    vectors: Mapping[Family, Agreement]
    interrupted: bool
    clock: datetime
    ahead: int

    @property
    def ok(self) -> bool:
        """The parts agree and nothing waits to be finished."""
        return self.words.ok and all(part.ok for part in self.vectors.values()) and not self.interrupted


def diagnose(path: Path, *, chroma: ChromaAddress | None = None) -> Diagnosis:
    """Compare words and vectors with the catalogue, key by key; changes nothing.

    ``StoreNotFound`` where there is no store, ``StoreBusy`` while one writes, ``StoreDamaged`` where the catalogue
    itself cannot be read, ``StoreUnreachable`` where the server ``chroma`` does not answer.
    """
    with _still(path, writable=False) as (layout, catalog):
        return _diagnosis(layout, catalog, chroma)


def repair(
    path: Path,
    models: Mapping[Family, EmbeddingModel],
    passage_to_text: Callable[[Passage], str],
    progress: Callable[[Family, int], None] | None = None,
    *,
    chroma: ChromaAddress | None = None,
) -> Diagnosis:
    """Make words and vectors agree with the catalogue again, finish what a writer left, and look again.

    Words come from the catalogue's texts; vectors that are lost are embedded anew by the ``models`` of their family
    (from ``passage_to_text``), and without a model they stay missing. ``progress`` is told how many more are done.
    Vectors that ``chroma`` lacks (an emptied server, or another one than before) come from the newest snapshot.
    """
    with _still(path, writable=True) as (layout, catalog):
        before = _diagnosis(layout, catalog, chroma)
        recorded = catalog.meta().models
        ledger = Ledger(catalog, layout)
        moved = ledger.use_chroma(chroma, move=True)
        if not before.words.ok:
            _repair_words(layout, catalog, damaged=before.words.damage is not None)
            ledger.soil()
        if not all(part.ok for part in before.vectors.values()):
            _repair_vectors(layout, catalog, ledger, chroma, moved=moved)
    with StoreWriter.open(path, recorded, chroma=chroma) as writer:
        for family, model in models.items():
            if model.fingerprint != recorded.of(family):
                continue
            while batch := writer.missing(family, _BATCH):
                vectors = model.embed_passages([passage_to_text(passage) for _, passage in batch])
                writer.write_vectors(family, [key for key, _ in batch], vectors)
                if progress is not None:
                    progress(family, len(batch))
    return diagnose(path, chroma=chroma)


@contextmanager
def _still(path: Path, *, writable: bool) -> Iterator[tuple[Layout, Catalog]]:
    """The catalogue while nobody writes."""
    layout = Layout(Path(path))
    layout.require()
    lock = WriterLock(layout)
    with told(layout.root, "the store"):
        lock.acquire()
    try:
        catalog = Catalog(layout, writable=writable)
        try:
            faults = catalog.faults()
            if faults:
                found = " ".join(faults[0].split())
                raise StoreDamaged(f"{layout.root}: the catalogue is damaged ({found}): {RESTORE}")
            yield layout, catalog
        finally:
            catalog.close()
    finally:
        lock.release()


def _diagnosis(layout: Layout, catalog: Catalog, chroma: ChromaAddress | None) -> Diagnosis:
    meta = catalog.meta()
    articles, passages, _ = catalog.counts()
    now = datetime.now(UTC)
    swept = set(catalog.swept())
    return Diagnosis(
        path=layout.root,
        generation=meta.generation,
        articles=articles,
        passages=passages,
        words=_words(layout, catalog.keys(), swept),
        vectors=_vectors(layout, catalog, meta, swept, chroma),
        interrupted=meta.dirty or bool(swept),
        clock=now,
        ahead=catalog.ahead_of(now),
    )


def _words(layout: Layout, wanted: set[int], swept: set[int]) -> Agreement:
    try:
        found = WordsReader(layout).keys()
    except StoreError as fault:
        return Agreement(missing=len(wanted), damage=str(fault))
    return Agreement(missing=len(wanted - found), orphans=len(found - wanted - swept))


def _vectors(
    layout: Layout, catalog: Catalog, meta: Meta, swept: set[int], chroma: ChromaAddress | None
) -> dict[Family, Agreement]:
    found: dict[Family, Agreement] = {}
    damage: str | None = None
    try:
        held = _held(layout, meta, chroma)
    except StoreUnreachable:
        raise
    except StoreError as fault:
        held, damage = {}, str(fault)
    for family in collections_of(meta):
        wanted, pending = catalog.keys(having=family), _pending_keys(layout, meta, family)
        there = held.get(family, set()) | (pending & wanted)
        everyone = catalog.lead_keys() if family == "leads" else catalog.keys()
        found[family] = Agreement(
            missing=len(wanted - there),
            orphans=len(there - wanted - swept),
            waiting=len(everyone - wanted - swept),
            damage=damage,
        )
    return found


def _held(layout: Layout, meta: Meta, chroma: ChromaAddress | None) -> dict[Family, set[int]]:
    """Keys of the vectors in the newest snapshot, or on the server; the embedded Chroma's and the matrix's agree."""
    reason = misplaced(layout.root, meta.chroma.url if meta.chroma else None, chroma)
    if reason and meta.generation:
        raise StoreMismatch(reason)
    folder = layout.snapshot(meta.generation)
    if not meta.generation:
        return {}
    manifest = read_manifest(layout.root, folder)
    damaged = damaged_files(folder, manifest)
    if damaged:
        raise StoreDamaged(f"snapshot {folder.name}: {', '.join(damaged[:3])} not as written")
    if chroma is not None:
        return _on_server(layout, meta, chroma)
    names = {family: name for family, name in collections_of(meta).items() if manifest.collections.get(family) == name}
    vectors = ChromaFolder(layout.root, chroma_folder(folder), names, writable=False)
    try:
        held = {family: vectors.keys(family) for family in names}
    finally:
        vectors.close()
    for family, keys in held.items():
        rows = Matrix(folder, family).keys() if f"{family}.npy" in manifest.files else set()
        if rows != keys:
            raise StoreDamaged(f"snapshot {folder.name}: {family} in Chroma and in {family}.npy differ")
    return held


def _on_server(layout: Layout, meta: Meta, chroma: ChromaAddress) -> dict[Family, set[int]]:
    server = ChromaServer(layout.root, chroma, collections_of(meta))
    try:
        return {family: server.keys(family) for family in collections_of(meta)}
    finally:
        server.close()


def _pending_keys(layout: Layout, meta: Meta, family: Family) -> set[int]:
    if family not in meta.dimensions:
        return set()
    return PendingVectors(layout, family, meta.epochs[family]).keys(meta.dimensions[family])


def _repair_words(layout: Layout, catalog: Catalog, *, damaged: bool) -> None:
    if damaged:
        begin_words_anew(layout)
    wanted = catalog.keys()
    writer = WordsWriter(layout, may_begin=True)
    try:
        found: set[int] = WordsReader(layout).keys()
        writer.delete(sorted(found - wanted))
        last = 0
        while batch := catalog.passages_after(last, _BATCH):
            writer.add(WordsEntry(key, passage, article) for key, passage, article in batch if key not in found)
            last = batch[-1][0]
        writer.commit()
    finally:
        writer.close()


def _repair_vectors(
    layout: Layout, catalog: Catalog, ledger: Ledger, chroma: ChromaAddress | None, *, moved: bool
) -> None:
    meta = catalog.meta()
    if moved or chroma is not None:
        held = _held_elsewhere(layout, catalog, meta, chroma)
        remove_tree(layout.snapshot(meta.generation))
        ledger.soil()
    else:
        try:
            held = _held(layout, meta, chroma)
        except StoreError:
            held = {}
            remove_tree(layout.snapshot(meta.generation))
            ledger.soil()
    for family in collections_of(meta):
        wanted = catalog.keys(having=family)
        there = held.get(family, set()) | (_pending_keys(layout, meta, family) & wanted)
        ledger.flag(family, sorted(wanted - there), present=False)
        ledger.doom(sorted(there - catalog.keys()))
        ledger.flag(family, sorted((there - wanted) & catalog.keys()))


def _held_elsewhere(
    layout: Layout, catalog: Catalog, meta: Meta, chroma: ChromaAddress | None
) -> dict[Family, set[int]]:
    """Keys on the server, if it is one; what is not there is taken from the newest snapshot and made pending."""
    try:
        held = {} if chroma is None else _on_server(layout, meta, chroma)
    except StoreUnreachable:
        raise
    except StoreError:
        held = {}  # another server, or an emptied one
    for family, matrix in _sound_matrices(layout, meta).items():
        lost = sorted(catalog.keys(having=family) - held.get(family, set()) - _pending_keys(layout, meta, family))
        pending = PendingVectors(layout, family, meta.epochs[family])
        for start in range(0, len(lost), _RESCUED):
            rescued = matrix.vectors(lost[start : start + _RESCUED])
            if rescued:
                pending.append(list(rescued), np.stack(list(rescued.values())))
    return held


def _sound_matrices(layout: Layout, meta: Meta) -> dict[Family, Matrix]:
    """The exact vectors in the newest snapshot of families whose model is still the same."""
    folder = layout.snapshot(meta.generation)
    try:
        manifest = read_manifest(layout.root, folder)
        if any(name.split(".")[0] in FAMILIES for name in damaged_files(folder, manifest)):
            return {}
        return {
            family: Matrix(folder, family)
            for family in collections_of(meta)
            if f"{family}.npy" in manifest.files and manifest.models.get(family) == meta.models.of(family)
        }
    except (StoreError, ValueError, KeyError, OSError):
        return {}
