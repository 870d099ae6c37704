"""Rounds: an ingest is started, killed after a while, and started again until it comes to its end."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.killing.articles import words_to_ask
from ingest.killing.contents import contents_of, differences
from ingest.killing.embedding_server import DIMENSIONS, EmbeddingServer
from ingest.pipeline import ingest
from rag.settings import Secret, Settings

PASSAGES, LEADS = "passages", "leads"  # the models' names
_LOADED_FIRST = ["ingest.pipeline", "rag.store", "rag.models.openai_client", "chromadb", "numpy"]


@dataclass(slots=True)
class Toll:
    """What the killing did and what came of it.

    ``repeated`` texts were embedded again, ``most_repeated`` of them after one kill; ``differences`` are those of
    finished stores to the undisturbed one.
    """

    texts: int = 0
    undisturbed_s: float = 0.0
    kills: int = 0
    kills_in_leads: int = 0
    finished: int = 0
    repeated: int = 0
    most_repeated: int = 0
    differences: list[str] = field(default_factory=list)


def kill_and_compare(
    source: Path, folder: Path, *, kills: int, seed: int = 1, tell: Callable[[str], None] | None = None
) -> Toll:
    """Ingest ``source`` undisturbed, then with ``kills`` kills in all, over as many stores as get to their end.

    The moments are drawn over half the time that the undisturbed ingest took: late ones come on what earlier
    rounds left. Each finished store is compared with the undisturbed one.
    """
    chance, toll = random.Random(seed), Toll()
    say = tell or (lambda _: None)
    with EmbeddingServer().running() as server:
        began = time.monotonic()
        _finished(source, folder / "undisturbed", server, None)
        toll.undisturbed_s = time.monotonic() - began
        texts = server.take()
        toll.texts = len(texts)
        wanted = contents_of(folder / "undisturbed", words_to_ask(), DIMENSIONS)
        say(f"undisturbed: {toll.undisturbed_s:.1f} s, {len(wanted.articles)} articles, {toll.texts} texts embedded")
        while toll.kills < kills:
            path = folder / f"killed-{toll.finished}"
            embedded = _store_with_kills(source, path, server, toll, kills, chance)
            toll.differences += differences(wanted, contents_of(path, words_to_ask(), DIMENSIONS))
            if embedded != set(texts):
                toll.differences.append(f"{len(embedded ^ set(texts))} other texts were embedded")
            toll.finished += 1
            say(f"{toll.kills} kills, {toll.finished} stores finished, {len(toll.differences)} differences")
    return toll


def _store_with_kills(
    source: Path, path: Path, server: EmbeddingServer, toll: Toll, kills: int, chance: random.Random
) -> set[str]:
    """One store to its end; what was embedded for it."""
    embedded: set[str] = set()
    while True:
        after_s = chance.uniform(0, toll.undisturbed_s / 2) if toll.kills < kills else None
        finished = _finished(source, path, server, after_s)
        asked = server.take()
        again = len(asked) - len(set(asked) - embedded)
        toll.repeated, toll.most_repeated = toll.repeated + again, max(toll.most_repeated, again)
        embedded.update(asked)
        if finished:
            return embedded
        toll.kills += 1
        toll.kills_in_leads += any(text.startswith(f"{LEADS} ") for text in asked)


def _finished(source: Path, store: Path, server: EmbeddingServer, after_s: float | None) -> bool:
    """One ingest in a process of its own, killed after that many seconds; whether it came to its end before."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED_FIRST)
    process = context.Process(target=_ingest, args=(source, store, server.base_url))
    process.start()
    process.join(after_s)
    if process.is_alive():
        process.kill()  # SIGKILL: no clean-up of any kind
        process.join()
        return False
    if process.exitcode:
        raise RuntimeError(f"the ingest into {store} failed with exit code {process.exitcode}")
    return True


def _ingest(source: Path, store: Path, base_url: str) -> None:
    settings = Settings(
        store=store,
        passage_model=f"endpoint:{PASSAGES}",
        lead_model=f"endpoint:{LEADS}",
        embedding_base_url=base_url,
        embedding_api_key=Secret("none"),
    )
    ingest([source], settings=settings)
