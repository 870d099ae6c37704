"""RealTime QA's weekly news quizzes (Kasai et al., NeurIPS 2023; repository ``realtimeqa/realtimeqa_public``).

Two layouts. The repository's files ``YYYYMMDD_qa.jsonl`` and ``YYYYMMDD_qa_nota.jsonl`` (one right choice replaced by
"None of the above"): ``question_id, question_date, question_source, question_url, question_sentence, choices, answer``
(indices into the choices, as text) and ``evidence`` (HTML, may be empty); several weeks make a folder. And flat JSONL
with ``question_id, asked_on, question, choices, answers`` (the right choices' text), ``source, search_engine_urls``.

Questions are asked as of the day the week's set was published, which begins ``question_id``; ``question_date``, the
quiz's own day, may be a day or more before. Articles that the evidence links to are the relevant ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from eval.cases import Case, Dataset, Evidence, Moment
from eval.datasets.reading import Record, read_jsonl
from rag.errors import UsageError

NONE_OF_THE_ABOVE = "None of the above"
_ID_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})_")


def load_realtimeqa(path: Path) -> Dataset:
    """Read one file of either layout, or a folder of the repository's ``*_qa.jsonl`` files (without the nota ones)."""
    files = sorted(path.rglob("*_qa.jsonl")) if path.is_dir() else [path]
    if not files:
        raise UsageError(f"{path} holds no *_qa.jsonl file")
    return Dataset(path.stem, tuple(_case(record) for file in files for record in read_jsonl(file)))


def _case(record: Record) -> Case:
    return _published_case(record) if "question_sentence" in record.fields else _flat_case(record)


def _published_case(record: Record) -> Case:
    choices = record.texts("choices", blank=True)  # some sets have a choice left blank
    right = tuple(_chosen(record, choices))
    text, urls = _text_and_links(record.text("evidence", ""))
    outlet = record.text("question_source", "")
    return Case(
        id=record.name("question_id"),
        question=record.text("question_sentence"),
        as_of=_published_on(record),
        answers=tuple(choice for choice in right if choice != NONE_OF_THE_ABOVE),
        choices=tuple(filter(None, choices)),
        right_choices=right,
        relevant=dict.fromkeys(urls, 1),
        evidence=(Evidence(text, next(iter(urls), None)),) if text else (),
        type="none_of_the_above" if NONE_OF_THE_ABOVE in choices else "",
        extra={"outlet": outlet, "quiz_url": record.text("question_url", "")},
    )


def _flat_case(record: Record) -> Case:
    choices, answers = record.texts("choices", blank=True), record.texts("answers")
    return Case(
        id=record.name("question_id"),
        question=record.text("question"),
        as_of=record.moment("asked_on") or _day_in_id(record),
        answers=tuple(answer for answer in answers if answer != NONE_OF_THE_ABOVE),
        choices=tuple(filter(None, choices)),
        right_choices=tuple(choice for choice in choices if choice in answers),
        type="none_of_the_above" if NONE_OF_THE_ABOVE in choices else "",
        extra={
            "outlet": record.text("source", ""),
            "search_engine_urls": list(record.texts("search_engine_urls")),
        },
    )


def _chosen(record: Record, choices: tuple[str, ...]) -> Iterator[str]:
    for index in record.texts("answer"):
        if not index.isdecimal() or int(index) >= len(choices):
            raise record.rejected("answer", f"{index!r} is not the index of one of {len(choices)} choices")
        if not choices[int(index)]:
            raise record.rejected("answer", f"{index!r} is the index of a choice left blank")
        yield choices[int(index)]


def _published_on(record: Record) -> Moment:
    return _day_in_id(record) or record.moment("question_date")


def _day_in_id(record: Record) -> date | None:
    found = _ID_DAY.match(record.name("question_id"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


class _EvidenceParser(HTMLParser):
    """Text and links of the quiz's own HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") if tag == "a" else None
        if address and address.startswith(("http://", "https://")):
            self.links.setdefault(address)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _text_and_links(html: str) -> tuple[str, list[str]]:
    parser = _EvidenceParser()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.pieces).split()), list(parser.links)
