"""MultiHop-RAG (Tang and Yang, COLM 2024; repository ``yixuantt/MultiHop-RAG``): questions over several articles.

``MultiHopRAG.json`` is an array of ``query, answer, question_type, evidence_list`` and each evidence has ``title,
author, url, source, category, published_at, fact``; a fact stands in its article word for word. A ``null_query`` cannot
be answered: its evidence is empty and its answer, "Insufficient information.", is not one. ``corpus.json``, beside it,
is an array of articles ``title, author, source, published_at, category, url, body``, which ``dateline ingest`` reads
as it is.

The questions carry no day of their own. With a corpus beside them they are asked as of its newest article's day,
without one as of the system's own default.
"""

from __future__ import annotations

from pathlib import Path

from eval.cases import Case, Dataset, Evidence, Moment, day_of
from eval.datasets.reading import Record, read_json_array

QUESTIONS, CORPUS = "MultiHopRAG.json", "corpus.json"


def load_multihoprag(path: Path) -> Dataset:
    """Read ``MultiHopRAG.json``, or the folder that holds it."""
    questions = path / QUESTIONS if path.is_dir() else path
    corpus = questions.parent / CORPUS
    as_of = _newest_day(corpus) if corpus.is_file() else None
    cases = tuple(_case(record, as_of) for record in read_json_array(questions))
    return Dataset("multihoprag", cases, corpus if corpus.is_file() else None)


def _case(record: Record, as_of: Moment) -> Case:
    kind = record.text("question_type")
    unanswerable = kind == "null_query"
    facts = () if unanswerable else tuple(_evidence(record))
    if not unanswerable and not facts:
        raise record.rejected("evidence_list", "is empty, but the question is not a null_query")
    return Case(
        id=str(record.line - 1),  # the published array's own numbering, from 0
        question=record.text("query"),
        as_of=as_of,
        answers=() if unanswerable else (record.text("answer"),),
        relevant={fact.url: 1 for fact in facts if fact.url},
        evidence=facts,
        type=kind,
        unanswerable=unanswerable,
    )


def _evidence(record: Record) -> list[Evidence]:
    return [
        Evidence(
            fact.text("fact"),
            fact.text("url", "") or None,
            fact.text("source", ""),
            fact.moment("published_at"),
            verbatim=True,
        )
        for fact in record.records("evidence_list")
    ]


def _newest_day(corpus: Path) -> Moment:
    days = [day for record in read_json_array(corpus) if (day := day_of(record.moment("published_at")))]
    return max(days, default=None)
