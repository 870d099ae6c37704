"""What is measured, each job in a process of its own: ``python -m ingest.bench.jobs`` does one and prints what it took.

The job comes as JSON on stdin. Seconds of the processor are the process's own, all its threads; the peak is its
resident memory at most, the interpreter and the libraries included.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Never

from rag.errors import DatelineError

if TYPE_CHECKING:
    from rag.errors import RecordRejected
    from rag.settings import Settings
    from rag.types import Article

_PEAK_BYTES = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in


@dataclass(frozen=True, slots=True)
class Job:
    """Read the first ``articles`` records of a file and do something with them in the folder ``store``.

    ``embed``: nothing but embedding what has been cleaned and cut. ``peer``: llama-index's pipeline, passages of at
    most ``chunk_tokens`` tokens (None: as it chooses). ``leads`` False leaves the leads' vectors out.
    """

    kind: Literal["ingest", "embed", "peer"]
    source: str
    articles: int
    store: str
    leads: bool = True
    chunk_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """What a job took; ``about`` is the job's own figures."""

    elapsed_s: float
    cpu_s: float
    peak_bytes: int
    about: Mapping[str, Any]


def measured(job: Job) -> Took:
    """Do the job in a fresh process. Raises ``DatelineError`` with its last words where it fails."""
    child = subprocess.run(
        [sys.executable, "-m", "ingest.bench.jobs"],
        input=json.dumps(asdict(job)),
        capture_output=True,
        text=True,
        check=False,
    )
    if child.returncode:
        why = (child.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise DatelineError(f"measuring {job.kind} of {job.articles} articles failed: {why}")
    return Took(**json.loads(child.stdout.splitlines()[-1]))


def main() -> None:
    """Do the job on stdin."""
    job = Job(**json.load(sys.stdin))
    do: Mapping[str, Callable[[Job], tuple[float, float, Mapping[str, Any]]]] = {
        "ingest": _ingest,
        "embed": _embed,
        "peer": _peer,
    }
    elapsed_s, cpu_s, about = do[job.kind](job)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _PEAK_BYTES
    print(json.dumps(asdict(Took(elapsed_s, cpu_s, peak, about))))


def _ingest(job: Job) -> tuple[float, float, Mapping[str, Any]]:
    from ingest.pipeline import store_articles

    settings = _settings(job)
    report, elapsed_s, cpu_s = _timed(lambda: store_articles(_records(job), settings=settings))
    return elapsed_s, cpu_s, {**report.to_dict(), "rejected": len(report.rejected)}


def _embed(job: Job) -> tuple[float, float, Mapping[str, Any]]:
    from dataclasses import replace

    from ingest.preparing import Arrived, Preparer
    from ingest.read_before import read_hash
    from rag.models.embedding import open_embedding, passage_to_text

    settings = _settings(job)
    arrived = [Arrived(source, article, read_hash(article), None) for source, article in _articles(job)]
    prepared = Preparer(replace(settings, passage_model="none"))(arrived).articles
    passages = [passage_to_text(passage) for each in prepared for passage in each.passages]
    leads = [passage_to_text(each.passages[0]) for each in prepared if each.passages]
    about: dict[str, Any] = {"passages": len(passages), "leads": len(leads)}
    elapsed_s = cpu_s = 0.0
    for name, setting, texts in (("passages", settings.passage_model, passages), ("leads", settings.lead_model, leads)):
        model = open_embedding(setting, settings)
        if model is not None:
            _, took_s, took_cpu_s = _timed(lambda model=model, texts=texts: model.embed_passages(texts))  # type: ignore[misc]
            about |= {f"{name}_s": took_s, f"{name}_cpu_s": took_cpu_s}
            elapsed_s, cpu_s = elapsed_s + took_s, cpu_s + took_cpu_s
    return elapsed_s, cpu_s, about


def _peer(job: Job) -> tuple[float, float, Mapping[str, Any]]:
    from ingest.bench.peer import fill
    from rag.models.embedding import open_embedding

    settings = _settings(job)
    model = open_embedding(settings.passage_model, settings)
    if model is None:
        raise DatelineError("the peer needs a model of passages: DATELINE_PASSAGE_MODEL is none")
    articles = (article for _, article in _articles(job))
    passages, elapsed_s, cpu_s = _timed(lambda: fill(articles, model, Path(job.store), job.chunk_tokens))
    return elapsed_s, cpu_s, {"passages": passages}


def _timed(do: Callable[[], Any]) -> tuple[Any, float, float]:
    began, began_cpu = time.perf_counter(), time.process_time()
    done = do()
    return done, time.perf_counter() - began, time.process_time() - began_cpu


def _records(job: Job) -> Iterator[tuple[str, Article | RecordRejected]]:
    from ingest.sources.reading import read_sources

    def refuse() -> Never:
        raise DatelineError(f"{job.source} leads to the web: measure with a file that holds its articles")

    return islice(read_sources([job.source], refuse), job.articles)


def _articles(job: Job) -> Iterator[tuple[str, Article]]:
    from rag.types import Article

    return ((source, item) for source, item in _records(job) if isinstance(item, Article))


def _settings(job: Job) -> Settings:
    from dataclasses import replace

    from rag.settings import Settings

    settings = Settings.from_environment(store=Path(job.store))
    return settings if job.leads else replace(settings, lead_model="none")


if __name__ == "__main__":
    main()
