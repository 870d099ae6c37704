"""What reaches the reader when a model errs: the same scripted model behind Dateline and behind llama-index.

Both search the sample news for the same questions, and their model says the same true and untrue sentences. A shown
sentence is borne out where it is true and the words that its citation points at hold the words that say so; judged by
``claims.json``, not by any check. A sentence of a source, quoted by Dateline in the model's place, is borne out where
it stands in the words that it cites. True sentences that are not shown are lost, and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.bench.corpus import articles_of
from eval.bench.peers import citing_engine
from eval.bench.scripted import KINDS, TRUE, UNTRUE, Claim, Script, ScriptedEndpoint, ScriptedModel, read_scripts
from eval.bench.table import Cell, Column, Table
from rag.errors import UsageError
from rag.models.embedding import open_embedding
from rag.qa import NewsQA
from rag.sentences import sentence_spans
from rag.settings import Secret, Settings

OURS, THEIRS = "Dateline", "CitationQueryEngine"
K = 8
_MARKER = re.compile(r"\s*\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a citation points at, and whether it does by an exact place in the stored article."""

    words: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as its reader sees it: text with markers, and what each number points at."""

    text: str
    citations: Mapping[int, Pointed]


@dataclass(slots=True)
class Tally:
    """What one system made of what its model said."""

    said: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    borne_out: int = 0
    citations: list[Pointed] = field(default_factory=list)

    def add(self, said: Sequence[Claim], shown: Shown) -> None:
        """Judge one answer."""
        claims = {_letters(claim.text): claim for claim in said}
        self.said.update(claim.kind for claim in said)
        for start, end in sentence_spans(shown.text):
            marked = shown.text[start:end]
            numbers = [int(number) for number in _MARKER.findall(marked)]
            pointed = [shown.citations[number] for number in numbers if number in shown.citations]
            sentence = _letters(_MARKER.sub("", marked))
            if not sentence:
                continue
            claim = claims.get(sentence)
            self.sentences += 1
            self.citations += pointed
            words = _letters(" ".join(one.words for one in pointed))
            if claim is None:
                self.borne_out += sentence in words
                continue
            self.shown[claim.kind] += 1
            self.borne_out += claim.true and _letters(claim.words) in words

    def cells(self) -> dict[str, Cell]:
        """The cells of the system's row."""
        return {
            "sentences": self.sentences,
            "borne_out": _share(self.borne_out, self.sentences),
            "untrue_shown": _share(self._of(self.shown, UNTRUE), self._of(self.said, UNTRUE)),
            "true_lost": 1 - _share(self._of(self.shown, TRUE), self._of(self.said, TRUE)),
            "exact": _share(sum(one.exact for one in self.citations), len(self.citations)),
            "words": _share(sum(len(one.words.split()) for one in self.citations), len(self.citations)),
        }

    @staticmethod
    def _of(counts: Counter[str], kinds: frozenset[str]) -> int:
        return sum(counts[kind] for kind in kinds)


def proof(store: Path, settings: Settings) -> list[Table]:
    """Both systems over a store of the sample news: shares, then what became of each kind of sentence."""
    scripts = read_scripts()
    model = ScriptedModel(scripts)
    with ScriptedEndpoint(model) as endpoint:
        scripted = Settings(  # whatever else the environment asks for: both are measured as they come
            store=store,
            passage_model=settings.passage_model,
            lead_model=settings.lead_model,
            answerer="openai",
            openai_base_url=endpoint.base_url,
            openai_api_key=Secret("none"),
            passages_shown=K,
        )
        with NewsQA.open(settings=scripted) as qa:
            embedding = open_embedding(settings.passage_model, settings)
            if embedding is None:
                raise UsageError("DATELINE_PASSAGE_MODEL is none: the peer needs a model of passages")
            citing = citing_engine(articles_of(store), embedding, model.write, k=K)
            ways: dict[str, Callable[[Script], Shown]] = {
                OURS: lambda script: _ours(qa, script),
                THEIRS: lambda script: _theirs(citing, script),
            }
            tallies = {name: Tally() for name in ways}
            for script in scripts:
                for name, way in ways.items():
                    model.said = ()
                    shown = way(script)
                    tallies[name].add(model.said, shown)
    if not tallies[OURS].said["near"]:
        raise UsageError(f"{store} is no store of the sample news: fill one with `dateline ingest --sample`")
    return [_shares(tallies, len(scripts)), _kinds(tallies)]


def _ours(qa: NewsQA, script: Script) -> Shown:
    answer = qa.query(script.question, as_of=script.as_of)
    pointed = {}
    for citation in answer.citations:
        article, quote = qa.article(citation.passage.article_id), citation.quote
        exact = article is not None and article.text[quote.start : quote.end] == quote.text
        pointed[citation.number] = Pointed(quote.text, exact)
    return Shown(answer.text, pointed)


def _theirs(citing: Callable[[str], tuple[str, list[str]]], script: Script) -> Shown:
    text, sources = citing(script.question)
    # A source of theirs is a piece of an article whose place in it is no longer known.
    return Shown(text, {number: Pointed(source, exact=False) for number, source in enumerate(sources, start=1)})


def _shares(tallies: Mapping[str, Tally], questions: int) -> Table:
    return Table(
        "proof",
        f"What reaches the reader, {questions} questions, a model that errs, k={K}",
        (
            Column("system", ""),
            Column("sentences", "shown", "d"),
            Column("borne_out", "borne out", ".2f"),
            Column("untrue_shown", "untrue shown", ".2f"),
            Column("true_lost", "true lost", ".2f"),
            Column("exact", "exact words", ".2f"),
            Column("words", "words", ".0f"),
        ),
        tuple({"system": name, **tally.cells()} for name, tally in tallies.items()),
        (
            "borne out: of what is shown, by the words it cites. untrue shown, true lost: of what the model said.",
            "exact words: citations that name a place in the stored article. words: to be read for one citation.",
            "Two of five sentences of the model are untrue by design: compare the rows, do not take them for rates.",
        ),
    )


def _kinds(tallies: Mapping[str, Tally]) -> Table:
    columns = [
        (
            Column(f"{name} said", f"{name}: said", "d"),
            Column(f"{name} shown", "shown", "d"),
        )
        for name in tallies
    ]
    rows = []
    for kind, about in KINDS.items():
        row: dict[str, Cell] = {"kind": kind, "about": about}
        for name, tally in tallies.items():
            row |= {f"{name} said": tally.said[kind], f"{name} shown": tally.shown[kind]}
        rows.append(row)
    return Table(
        "proof_kinds",
        "The same by kind of sentence",
        (Column("kind", ""), *(column for pair in columns for column in pair), Column("about", "")),
        tuple(rows),
    )


def _letters(text: str) -> str:
    """A text by its letters and digits: what a renderer does to marks and spaces changes no sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
