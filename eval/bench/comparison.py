"""Dateline beside llama-index's own retrievers: what they find, how fast, and what it took to build them.

All search the same articles, as Dateline cleaned them, with the same passage vectors' model, and answer the same
questions in turns. Dateline is told the day of the question; the peers are asked without one, and with a filter for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.bench.building import build_store
from eval.bench.corpus import articles_of
from eval.bench.peers import Peer, node_to_hit, peers
from eval.bench.table import Cell, Column, Table
from eval.bench.timing import interleaved, p50, p95
from eval.cases import Case, day_of
from eval.metrics.answer_recall import answer_recall, timely_answer_recall
from eval.outcome import Outcome
from eval.statistics import estimate
from rag.days import end_of
from rag.errors import UsageError
from rag.models.embedding import open_embedding
from rag.qa import NewsQA
from rag.settings import Settings
from rag.types import Hit

K = 10
OURS, OURS_WITH_LEADS = "Dateline, passage vectors only", "Dateline, with lead vectors"
_MEASURES: Mapping[str, Callable[[Outcome], float]] = {
    "timely@1": lambda outcome: timely_answer_recall(outcome, k=1),
    "timely@5": lambda outcome: timely_answer_recall(outcome, k=5),
    "timely@10": lambda outcome: timely_answer_recall(outcome, k=10),
    "any_day@10": lambda outcome: answer_recall(outcome, k=10),
}

_COLUMNS = (
    Column("system", ""),
    *(Column(key, key.replace("_", " "), ".3f") for key in _MEASURES),
    Column("p50_ms", "p50 ms", ".1f"),
    Column("p95_ms", "p95 ms", ".1f"),
    Column("build_s", "build s", ".1f"),
    Column("passages", "passages", ",d"),
    Column("words", "words", ".0f"),
    Column("later", "later", ".3f"),
)


@dataclass(slots=True)
class _Marks:
    """What one system's hits were worth, question by question, and how many words each hit has."""

    scores: dict[str, list[float]] = field(default_factory=lambda: {measure: [] for measure in _MEASURES})
    words: list[int] = field(default_factory=list)
    later: list[bool] = field(default_factory=list)

    def add(self, case: Case, hits: Sequence[Hit]) -> None:
        """Score one question's hits; only the scores are kept."""
        self.words += [len(hit.passage.text.split()) for hit in hits]
        too_late = end_of(case.as_of)
        published = [hit.passage.published_at for hit in hits]
        self.later += [bool(too_late and moment and moment >= too_late) for moment in published]
        outcome = Outcome(case=case, depth=K, hits=tuple(hits))
        for measure, score in _MEASURES.items():
            self.scores[measure].append(score(outcome))

    def cells(self) -> dict[str, Cell]:
        """The cells of the system's row."""
        measured: dict[str, Cell] = {measure: estimate(values) for measure, values in self.scores.items()}
        hits = max(1, len(self.words))
        return measured | {"later": sum(self.later) / hits, "words": sum(self.words) / hits}


def beside_peers(
    lines: list[bytes],
    cases: Sequence[Case],
    settings: Settings,
    folder: Path,
    *,
    with_leads: Path | None = None,
    chunk_tokens: int | None = None,
) -> Table:
    """Build all in ``folder`` from the lines of articles, ask all of them, and score what they find.

    ``with_leads`` is a store of the same articles that has lead vectors too; one of other articles is left out. The
    peers' passages have ``chunk_tokens`` at most, by default as many as llama-index's splitter chooses.
    """
    built = build_store(lines, len(lines), folder / "dateline")
    articles = articles_of(built.path)
    model = open_embedding(settings.passage_model, settings)
    if model is None:
        raise UsageError("DATELINE_PASSAGE_MODEL is none: the peers need a model of passages")
    with ExitStack() as opened:
        ours = {OURS: opened.enter_context(NewsQA.open(built.path, settings))}
        notes = [
            "±: half of the 95 % interval. build: ours from the file to searchable, theirs from articles in memory.",
            "words: of a hit, on average. later: share of hits published after the day asked about.",
            "told the day: by a metadata filter on the day of publication; the other peers know no days.",
        ]
        if with_leads is not None:
            full = opened.enter_context(NewsQA.open(with_leads, settings))
            if full.stats().articles == len(articles) and full.stats().leads_embedded:
                ours[OURS_WITH_LEADS] = full
            else:
                notes.append(f"{with_leads.name} is no store of these {len(articles):,} articles with lead vectors.")
        if chunk_tokens:
            notes.append(f"The peers' passages have at most {chunk_tokens} tokens.")
        made = peers(articles, model, folder / "llama-index", k=K, chunk_tokens=chunk_tokens)
        theirs = {peer.name: peer for peer in opened.enter_context(made)}
        calls: dict[str, Callable[[Case], list[Any]]] = {name: _ours(qa) for name, qa in ours.items()}
        calls |= {name: _theirs(peer) for name, peer in theirs.items()}
        marks = {name: _Marks() for name in calls}

        def mark(name: str, case: Case, found: list[Any]) -> None:
            hits = found if name in ours else [node_to_hit(node, rank) for rank, node in enumerate(found[:K])]
            marks[name].add(case, hits)

        elapsed = interleaved(calls, cases, mark)
    rows = []
    for name in calls:
        row: dict[str, Cell] = {"system": name, "p50_ms": p50(elapsed[name]), "p95_ms": p95(elapsed[name])}
        if (peer := theirs.get(name)) is not None:
            row |= {"build_s": peer.build_s, "passages": peer.passages}
        elif name == OURS:
            row |= {"build_s": built.elapsed_s, "passages": built.passages}
        rows.append(row | marks[name].cells())
    title = f"Beside llama-index: {len(articles):,} articles, {len(cases)} questions as of their day, k={K}"
    return Table("peers", title, _COLUMNS, tuple(rows), tuple(notes))


def _ours(qa: NewsQA) -> Callable[[Case], list[Any]]:
    return lambda case: qa.search(case.question, K, as_of=case.as_of)


def _theirs(peer: Peer) -> Callable[[Case], list[Any]]:
    return lambda case: peer.retrieve(case.question, day_of(case.as_of))
