"""BEIR's folder (Thakur et al., 2021) and TREC's: queries with article-level relevance.

BEIR: ``queries.jsonl`` (``_id, text``), ``corpus.jsonl`` (``_id, title, text``), ``qrels/<split>.tsv`` with a header
and ``query-id corpus-id score``; the split is ``test`` where there is one. TREC: ``queries.tsv`` (``id<tab>text``)
and ``qrels.txt`` (see trec). Only judged queries become cases, as in the benchmarks' own scripts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.articles import document_address
from eval.cases import Case, Dataset
from eval.datasets.reading import read_jsonl, read_lines
from eval.datasets.trec import read_trec_qrels, whole_grade
from rag.errors import RecordRejected, UsageError

_SPLITS = ("test", "dev", "train")


def load_beir(path: Path) -> Dataset:
    """Read a BEIR or TREC folder."""
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder: name the one that holds queries.jsonl and qrels/")
    queries = _queries(path)
    qrels = _qrels(path)
    unknown = next((query for query in qrels if query not in queries), None)
    if unknown is not None:
        raise UsageError(f"{path}: the qrels judge query {unknown!r}, which is not among the queries")
    cases = tuple(Case(id=query, question=queries[query], relevant=grades) for query, grades in qrels.items())
    corpus = path / "corpus.jsonl"
    return Dataset(path.name, cases, corpus if corpus.is_file() else None)


def beir_articles(corpus: Path) -> list[dict[str, Any]]:
    """The corpus as articles that ``dateline ingest`` reads, found again by the id that their address holds.

    ``metadata`` may hold the article's ``publisher`` and ``published_at``.
    """
    return [
        {
            "url": document_address(record.name("_id")),
            "title": record.text("title", ""),
            "text": record.text("text"),
            **{
                name: value
                for name, value in (record.fields.get("metadata") or {}).items()
                if name in ("publisher", "published_at") and isinstance(value, str)
            },
        }
        for record in read_jsonl(corpus)
    ]


def _queries(path: Path) -> dict[str, str]:
    jsonl, tsv = path / "queries.jsonl", path / "queries.tsv"
    if jsonl.is_file():
        return {record.name("_id"): record.text("text") for record in read_jsonl(jsonl)}
    if not tsv.is_file():
        raise UsageError(f"{path} holds neither queries.jsonl nor queries.tsv")
    queries: dict[str, str] = {}
    for number, line in read_lines(tsv):
        name, tab, text = line.strip().partition("\t")
        if not tab:
            raise RecordRejected(str(tsv), "has no tab between id and text", line=number)
        queries[name] = text
    return queries


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    trec = path / "qrels.txt"
    if trec.is_file():
        return read_trec_qrels(trec)
    for split in _SPLITS:
        file = path / "qrels" / f"{split}.tsv"
        if file.is_file():
            return _beir_qrels(file)
    raise UsageError(f"{path} holds neither qrels.txt nor one of qrels/{{{','.join(_SPLITS)}}}.tsv")


def _beir_qrels(file: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in read_lines(file):
        columns = line.rstrip("\n").split("\t")
        if number == 1 and columns[0] == "query-id":
            continue
        if len(columns) != 3:
            raise RecordRejected(str(file), f"has {len(columns)} columns where qrels have 3", line=number)
        query, document, grade = columns
        qrels.setdefault(query, {})[document] = whole_grade(file, number, grade.strip())
    return qrels
