"""Ingest on Ray: workers on one machine or many clean, cut and embed; reading, stories and the store stay here.

Actors rather than Ray Data: what a batch needs is decided by the store while earlier batches are written, results are
wanted in the order of arrival, and they are Python objects that a table would only have to be made from and back.
An actor a core keeps its models loaded. Ray starts a killed one again and does its batches anew, here or elsewhere.
"""

from __future__ import annotations

import os
import re
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import cycle
from typing import TYPE_CHECKING, Any

from ingest.preparing import Arrived, PreparedBatch, Preparer
from rag.errors import ClusterError, DatelineError, ModelMissing, UsageError
from rag.models.cores import cores
from rag.models.embedding import fingerprint_of, open_embedding, passage_to_text
from rag.models.protocols import EmbeddingModel
from rag.settings import Settings
from rag.store import Vectors
from rag.types import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_RETRIES = 3  # a batch that kills its worker every time is given up
_AHEAD = 2  # batches a worker has at a time: one in work, one waiting
_PIECE = 32  # passages embedded at a time: a second of a transformer's work, so that all workers end together
_OBJECTS_BYTES = 512_000_000  # memory of a Ray started here for batches on their way
_ADDRESS = re.compile(r"local|auto|(ray://)?[A-Za-z0-9.-]+:[0-9]{1,5}")


class Worker:
    """What runs in a worker: a preparer and the models it has opened."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._preparer = Preparer(settings)
        self._models: dict[str, EmbeddingModel | None] = {}

    def fingerprints(self) -> tuple[str, dict[str, str | None]]:
        """The machine's name, and which models it would embed with, by their names."""
        names = (self._settings.passage_model, self._settings.lead_model)
        return socket.gethostname(), {name: fingerprint_of(name) for name in names}

    def process(self) -> tuple[int, float]:
        """The worker's process id, and the seconds of the processor it has used."""
        return os.getpid(), time.process_time()

    def prepare(self, batch: Sequence[Arrived]) -> PreparedBatch:
        """As ``Preparer``."""
        return self._preparer(batch)

    def embed(self, name: str, texts: Sequence[str]) -> Vectors | None:
        """A vector a text; None where ``name`` is none."""
        if name not in self._models:
            self._models[name] = open_embedding(name, self._settings)
        model = self._models[name]
        return None if model is None else model.embed_passages(texts)


class RayWorkers:
    """Workers on a Ray that is connected."""

    def __init__(self, actors: Sequence[Any]) -> None:
        self._actors = actors

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._actors)

    def pids(self) -> list[int]:
        """Their processes, each on its machine."""
        return [pid for pid, _ in self._processes()]

    def cpu_s(self) -> float:
        """Seconds of the processor that they have used, together."""
        return sum(cpu_s for _, cpu_s in self._processes())

    def _processes(self) -> list[tuple[int, float]]:
        import ray

        return [self._result(ray, actor.process.remote()) for actor in self._actors]

    def prepare(self, batches: Iterable[Sequence[Arrived]]) -> Iterator[PreparedBatch]:
        """Prepare batches, a few of them ahead, and give them back in their order."""
        return self._in_order("prepare", ((batch,) for batch in batches))

    def embed(self, name: str, batches: Iterable[Sequence[Passage]]) -> Iterator[Vectors | None]:
        """Embed passages with the model ``name``, a few batches ahead; a vector a passage, None without a model."""
        import numpy as np

        lengths: deque[int] = deque()

        def pieces() -> Iterator[tuple[str, list[str]]]:
            for batch in batches:
                lengths.append(len(range(0, len(batch), _PIECE)))
                for start in range(0, len(batch), _PIECE):
                    yield name, [passage_to_text(passage) for passage in batch[start : start + _PIECE]]

        done: list[NDArray[np.float32]] = []
        for vectors in self._in_order("embed", pieces()):
            if vectors is None:
                yield None
                return
            done.append(vectors)
            if len(done) == lengths[0]:
                yield np.concatenate(done)
                done.clear()
                lengths.popleft()

    def check(self, expected: Mapping[str, str | None]) -> None:
        """``ClusterError`` where a worker has other models than this process: its vectors would not fit the others."""
        import ray

        asked: list[Any] = [actor.fingerprints.remote() for actor in self._actors]
        for answer in asked:
            host, found = self._result(ray, answer)
            for name, fingerprint in expected.items():
                if found[name] != fingerprint:
                    raise ClusterError(
                        f"the Ray worker on {host} has the model {name} as {found[name]}, and here it is "
                        f"{fingerprint}: install the same Dateline and models on every machine"
                    )

    def _in_order(self, method: str, arguments: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        import ray

        waiting: deque[Any] = deque()
        turns = cycle(self._actors)
        for given in arguments:
            waiting.append(getattr(next(turns), method).remote(*given))
            if len(waiting) >= _AHEAD * len(self._actors):
                yield self._result(ray, waiting.popleft())
        while waiting:
            yield self._result(ray, waiting.popleft())

    @staticmethod
    def _result(ray: Any, reference: Any) -> Any:
        try:
            return ray.get(reference)
        except ray.exceptions.RayTaskError as fault:
            if isinstance(fault.cause, DatelineError):
                raise fault.cause from None
            raise ClusterError(f"a Ray worker failed: {_last_line(fault)}") from fault
        except ray.exceptions.RayError as fault:
            raise ClusterError(
                f"Ray lost its workers over one batch {_RETRIES + 1} times, and gave it up ({_last_line(fault)}): "
                "look whether they ran out of memory, then run the same command again"
            ) from fault


@contextmanager
def ray_workers(address: str, settings: Settings, *, workers: int | None = None) -> Iterator[RayWorkers]:
    """Workers on the Ray at ``address``, one for each core that is free there or ``workers`` of them.

    ``local`` starts a Ray here, on loopback, and stops it at the end; ``auto`` finds the one that runs here;
    ``HOST:PORT`` and ``ray://HOST:PORT`` name one. ``ClusterError`` where none can be reached, ``ModelMissing`` where
    the ``cluster`` extra is not installed, ``UsageError`` for anything that is no address.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"--ray {address}: write local, auto, HOST:PORT or ray://HOST:PORT")
    try:
        import ray
    except ImportError:
        raise ModelMissing("Ray is not installed: install Dateline with its `cluster` extra") from None
    _connect(ray, address, workers)
    try:
        free = int(ray.available_resources().get("CPU", 1))  # type: ignore[no-untyped-call]
        actor: Any = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=_RETRIES)(Worker)
        needed = _needed(settings)
        found = RayWorkers([actor.remote(needed) for _ in range(workers or max(1, free))])
        names = (settings.passage_model, settings.lead_model)
        found.check({name: fingerprint_of(name) for name in names})
        yield found
    finally:
        ray.shutdown()


def _connect(ray: Any, address: str, workers: int | None) -> None:
    from ray._common.usage import usage_lib

    usage_lib.set_usage_stats_enabled_via_env_var(False)
    given: dict[str, Any] = {}
    if address == "local":
        from ray._private import ray_constants

        # Ray listens on loopback alone where it believes that there can be no other machine, and on no request.
        ray_constants.ENABLE_RAY_CLUSTER = False
        given = {
            "num_cpus": max(workers or 0, cores()),
            "include_dashboard": False,
            "object_store_memory": _OBJECTS_BYTES,
        }
    try:
        ray.init(address=address, log_to_driver=False, configure_logging=False, **given)
    except (ConnectionError, RuntimeError, ValueError, OSError) as fault:
        raise ClusterError(
            f"--ray {address}: no Ray can be used there ({_last_line(fault)}): start one with `ray start --head`, or "
            "take `--ray local`"
        ) from fault


def _needed(settings: Settings) -> Settings:
    """What workers must know, and no more: no key of the chat travels; each works on one core."""
    return Settings(
        passage_model=settings.passage_model,
        lead_model=settings.lead_model,
        embedding_base_url=settings.embedding_base_url,
        embedding_api_key=settings.embedding_api_key,
        cache=settings.cache,
        threads=1,
    )


def _last_line(fault: BaseException) -> str:
    lines = str(fault).strip().splitlines() or [type(fault).__name__]
    return lines[-1].strip()[:160]
