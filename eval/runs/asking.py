"""Ask every case of a dataset, for hours if need be: concurrent, resumable, within a cost limit."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from eval.cases import Case, Dataset
from eval.outcome import Outcome
from eval.runs.folder import About, Run, RunFolder
from rag.errors import DatelineError, UsageError
from rag.types import Answer, Hit, StoreStats, Usage

if TYPE_CHECKING:
    from rag.asked import Asked, Scope

GIVE_UP_AFTER = 20  # failures in a row, and nothing else so far: a wrong key, a server that is down
_CONCURRENT_REQUESTS = 4


class System(Protocol):
    """The system under evaluation, which ``rag.NewsQA`` is."""

    @property
    def answerer(self) -> str: ...

    @property
    def model(self) -> str | None: ...

    def query(self, question: str, **asked: Unpack[Asked]) -> Answer: ...

    def search(self, question: str, k: int = 10, **asked: Unpack[Scope]) -> list[Hit]: ...

    def stats(self) -> StoreStats: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come, the parts of it that were asked before included."""

    done: int
    total: int
    failed: int
    cost_usd: float


def run(
    cases: Dataset,
    qa: System,
    out: str | Path,
    *,
    retrieval_only: bool = False,
    concurrency: int | None = None,
    cost_limit_usd: float | None = None,
    k: int = 10,
    retry_failed: bool = False,
    configuration: Mapping[str, Any] | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Run:
    """Ask each case once and write what comes back to the folder ``out``, a line a case as it finishes.

    A folder that already holds a part of the same run is continued: finished cases are not asked again, failed ones
    only with ``retry_failed``. A case that fails is recorded with its error. ``concurrency`` None asks four questions
    at a time of a chat endpoint and one at a time of this machine, where more would only distort the timings.
    ``cost_limit_usd`` counts earlier parts of the run too; questions under way when it is reached are finished.
    ``configuration`` is remembered beside what the system says of itself, and a change refuses to resume.
    """
    if k < 1 or (concurrency is not None and concurrency < 1):
        raise UsageError("k and concurrency must be 1 or more")
    folder = RunFolder(Path(out).expanduser())
    folder.begin(
        About(
            cases.name,
            cases.sha256(),
            tuple(case.id for case in cases.cases),
            {**_described(qa, k, retrieval_only), **(configuration or {})},
        )
    )
    folder.mend()
    finished = folder.outcomes()
    if retry_failed:
        finished = {name: outcome for name, outcome in finished.items() if outcome.error is None}
    waiting = [case for case in cases.cases if case.id not in finished]
    if concurrency is None:
        concurrency = _CONCURRENT_REQUESTS if qa.answerer == "openai" and not retrieval_only else 1
    tally = _Tally(len(cases.cases), finished.values(), cost_limit_usd)
    with ThreadPoolExecutor(concurrency, thread_name_prefix="eval") as pool:
        asked = partial(ask, qa, k=k, retrieval_only=retrieval_only)
        for outcome in _outcomes(pool, waiting, asked, concurrency, tally):
            folder.append(outcome)
            tally.add(outcome)
            if progress is not None:
                progress(tally.progress())
    return folder.load(stopped=tally.stopped)


class _Tally:
    """What has been done and spent so far, and whether that is a reason to stop."""

    def __init__(self, total: int, finished: Any, cost_limit_usd: float | None) -> None:
        self._total, self._limit = total, cost_limit_usd
        self._done_before = self._done = self._failed = self._failed_here = 0
        self._cost_usd = 0.0
        self._unpriced = False
        for outcome in finished:
            self._count(outcome)
        self._done_before, self._failed_here = self._done, 0

    def add(self, outcome: Outcome) -> None:
        self._count(outcome)

    @property
    def stopped(self) -> str | None:
        """Why no further case may be asked, None while one may."""
        if self._done == self._total:
            return None
        if self._limit is not None and self._cost_usd >= self._limit:
            return f"the cost limit of {self._limit:g} USD is reached ({self._cost_usd:.4f} USD spent)"
        if self._limit is not None and self._unpriced:
            return "the model's price is not known, so the cost limit cannot be kept"
        asked_here = self._done - self._done_before
        if self._failed_here == asked_here >= GIVE_UP_AFTER:
            return f"the first {asked_here} cases all failed; after mending it, resume with --retry-failed"
        return None

    def progress(self) -> Progress:
        return Progress(self._done, self._total, self._failed, self._cost_usd)

    def _count(self, outcome: Outcome) -> None:
        usage = outcome.answer.usage if outcome.answer is not None else Usage()
        self._done += 1
        self._failed += outcome.error is not None
        self._failed_here += outcome.error is not None
        self._cost_usd += usage.cost_usd or 0.0
        self._unpriced |= usage.cost_usd is None and usage.prompt_tokens + usage.completion_tokens > 0


def _outcomes(
    pool: ThreadPoolExecutor,
    waiting: Sequence[Case],
    ask: Callable[[Case], Outcome],
    concurrency: int,
    tally: _Tally,
) -> Iterator[Outcome]:
    """Outcomes as they finish, never more than ``concurrency`` under way: what is stopped has nothing queued."""
    upcoming = iter(waiting)
    under_way: set[Future[Outcome]] = set()
    while True:
        while len(under_way) < concurrency and tally.stopped is None:
            case = next(upcoming, None)
            if case is None:
                break
            under_way.add(pool.submit(ask, case))
        if not under_way:
            return
        finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in finished:
            yield future.result()


def ask(qa: System, case: Case, *, k: int, retrieval_only: bool) -> Outcome:
    """One case, whatever comes of it: an error is the outcome's."""
    started = time.perf_counter()
    try:
        if retrieval_only:
            hits = qa.search(
                case.question, k, as_of=case.as_of, since=case.since, until=case.until, publishers=case.publishers
            )
            return Outcome(case, k, tuple(hits), elapsed_ms=_ms_since(started))
        answer = qa.query(
            case.question,
            as_of=case.as_of,
            since=case.since,
            until=case.until,
            publishers=case.publishers,
            k=k,
            history=case.history,
        )
        return Outcome(case, k, answer.hits, answer, elapsed_ms=_ms_since(started))
    except Exception as error:  # noqa: BLE001 - the edge of hours of work: whatever one case does, the others go on
        return _failed(case, k, started, error)


def _failed(case: Case, k: int, started: float, error: Exception) -> Outcome:
    where = ""
    if not isinstance(error, DatelineError):  # a bug: say where, there is no traceback to look at later
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f" ({Path(frame.filename).name}:{frame.lineno})"
    return Outcome(case, k, elapsed_ms=_ms_since(started), error=f"{type(error).__name__}: {error}{where}")


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _described(qa: System, k: int, retrieval_only: bool) -> dict[str, Any]:
    stats = qa.stats()
    return {
        "retrieval_only": retrieval_only,
        "k": k,
        "answerer": None if retrieval_only else qa.answerer,
        "model": None if retrieval_only else qa.model,
        "store_articles": stats.articles,
        "store_passages": stats.passages,
        "store_generation": stats.generation,
        "passage_model": stats.models.passages,
        "lead_model": stats.models.leads,
    }
