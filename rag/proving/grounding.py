"""Is this sentence borne out by the passages it cites? Pure, no model asked, a few milliseconds a sentence.

A sentence is held against every one or two sentences of a passage that share most of its words. Its numbers, dates,
names and quotations must stand there, for the same thing, of the same person, neither denied nor only hoped for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from rag.language.close_reading import Reading
from rag.language.words import stem
from rag.proving.claims import Claim
from rag.proving.comparing import ENOUGH, first_problem
from rag.proving.declines import is_decline, is_lead_in
from rag.proving.evidence import PassageEvidence, Window, slice_of
from rag.proving.fragments import Fragments, is_fragment
from rag.proving.likeliest import likeliest
from rag.proving.passages import PassageReader, ordinary_words, told_in
from rag.proving.replaced import replaced, says_now
from rag.types import Passage, Span

Kind: TypeAlias = Literal["claim", "no_claim", "decline"]
Support: TypeAlias = tuple[tuple[Passage, Span], ...]

_TRIED = 8  # windows of a passage that are looked at closely
_HOPELESS = 0.4  # a passage of which no window holds more is not looked at closely
_BEHIND = 0.25  # how much less than the best window one may hold
_TOLD_WHOLE = 0.93  # what holds so much of a claim tells the same thing: its clauses are not looked for apart
_CONTRADICTS = 0.55  # the share of a claim that a sentence must hold for its contradiction to count
_LONGEST = 1_200  # characters of a sentence; what is longer is no sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one sentence.

    ``support`` holds the one or two sentences of each passage that bear it out, as exact slices of the article; empty
    where it is not supported, and for sentences that claim nothing. ``moved`` is True where they are of passages it did
    not cite. ``score`` is the share of its words found, 0 to 1. ``why`` says what is missing, empty where nothing is.
    """

    kind: Kind
    supported: bool
    support: Support = ()
    moved: bool = False
    score: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Finding:
    """The best that one passage can do for a claim; ``problem`` None where it bears it out."""

    score: float
    problem: str | None
    window: Window | None

    @property
    def supports(self) -> bool:
        """True where nothing is missing."""
        return self.problem is None


_NOTHING = _Finding(0.0, "nothing like it is in the passage", None)


class Evidence:
    """The numbered passages of one answer, read closely when first needed, against which its sentences are checked.

    ``as_of`` is the day on which the answer is given: ``yesterday`` in a sentence is counted from it. ``question`` is
    what it answers: a few words without a verb say something only together with it. ``reader`` may know passages from
    answers before this one.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        as_of: datetime | None = None,
        question: str = "",
        reader: PassageReader | None = None,
    ) -> None:
        self.passages = tuple(passages)
        self._ordinary = frozenset[str]().union(*(ordinary_words(passage.text) for passage in self.passages))
        self._reader = reader or PassageReader()
        self._read: dict[int, PassageEvidence] = {}  # most passages of a good answer are never cited
        self._as_of = as_of.date() if as_of else None
        self._fragments = Fragments(question) if question else None

    def check(self, sentence: str, cited: Sequence[int]) -> Verdict:
        """Holds a sentence (without markers) against the passages it cites, by number from 1, then the others."""
        if is_decline(sentence):
            return Verdict("decline", supported=False)
        if is_lead_in(sentence):
            return Verdict("no_claim", supported=True)
        if len(sentence) > _LONGEST:
            return Verdict("claim", supported=False, why="the sentence is too long to be checked")
        claim = Claim(sentence, self._as_of, self._common)
        named = [number for number in dict.fromkeys(cited) if 1 <= number <= len(self.passages)]
        uncited = [number for number in range(1, len(self.passages) + 1) if number not in named]
        if self._fragments is not None and is_fragment(claim.reading(None)):
            return self._fragment_held_against(sentence, self._fragments, named, uncited)
        verdict = self._held_against(claim, named)
        if verdict.supported:
            return self._unless_replaced(claim, verdict)
        for number in uncited:
            elsewhere = self._held_against(claim, [number])
            if elsewhere.supported:
                return self._unless_replaced(claim, replace(elsewhere, moved=True))
        told_whole = verdict.score >= _TOLD_WHOLE
        together = self._in_clauses(claim, [*named, *uncited]) if uncited and not told_whole else None
        if together is not None:
            return Verdict("claim", True, together, True, ENOUGH)
        return verdict if verdict.why else replace(verdict, why="no passage is cited, and none bears it out")

    def _unless_replaced(self, claim: Claim, verdict: Verdict) -> Verdict:
        """What is told as holding now is not borne out where a newer passage has another number in its place."""
        if not says_now(claim.reading(None)):
            return verdict
        days = [passage.published_at for passage, _ in verdict.support if passage.published_at is not None]
        for number, passage in enumerate(self.passages, start=1):
            if days and passage.published_at is not None and passage.published_at > max(days):
                prepared = self._passage(number)
                finding = _best(claim.reading(prepared.told), prepared)
                if finding.window is not None and replaced(claim.reading(prepared.told), finding.window):
                    return Verdict("claim", False, score=verdict.score, why=f"a newer passage: {finding.problem}")
        return verdict

    def _held_against(self, claim: Claim, numbers: Sequence[int]) -> Verdict:
        verbatim = tuple(part for number in numbers for part in _verbatim(claim, self.passages[number - 1]))
        if verbatim:
            return Verdict("claim", True, verbatim, False, 1.0)
        passages = [self._passage(number) for number in numbers]
        findings = [(prepared, _best(claim.reading(prepared.told), prepared)) for prepared in passages]
        good = [(prepared, finding) for prepared, finding in findings if finding.supports]
        if good:
            support = tuple(part for prepared, finding in good for part in _spans(prepared, finding.window))
            return Verdict("claim", True, support, False, max(finding.score for _, finding in good))
        best = max((finding for _, finding in findings), key=lambda finding: finding.score, default=_NOTHING)
        together = self._in_clauses(claim, numbers) if best.score < _TOLD_WHOLE else None
        if together is not None:
            return Verdict("claim", True, together, False, ENOUGH)
        return Verdict("claim", False, score=best.score, why=best.problem or "" if passages else "")

    def _in_clauses(self, claim: Claim, numbers: Sequence[int]) -> Support | None:
        """Each clause borne out by itself, maybe by different passages; None where one is not."""
        clauses = claim.clauses()
        if len(clauses) < 2:
            return None
        passages = [self._passage(number) for number in numbers]
        support: list[tuple[Passage, Span]] = []
        for clause in clauses:
            findings = [(prepared, _best(clause.reading(prepared.told), prepared)) for prepared in passages]
            good = [(prepared, finding) for prepared, finding in findings if finding.supports]
            if not good:
                return None
            prepared, finding = max(good, key=lambda entry: entry[1].score)
            support += [part for part in _spans(prepared, finding.window) if part not in support]
        return tuple(support)

    def _fragment_held_against(
        self, fragment: str, fragments: Fragments, named: Sequence[int], uncited: Sequence[int]
    ) -> Verdict:
        for moved, numbers in ((False, named), (True, uncited)):
            passages = [self.passages[number - 1] for number in numbers]
            found = [(passage, fragments.sentence_for(fragment, passage)) for passage in passages]
            support = tuple((p, slice_of(p, told.start, told.end)) for p, told in found if told is not None)
            if support:
                return Verdict("claim", True, support[:1] if moved else support, moved, 1.0)
        return Verdict("claim", False, why="no passage says this of what was asked")

    def _passage(self, number: int) -> PassageEvidence:
        if number not in self._read:
            self._read[number] = self._reader.read(self.passages[number - 1], self._ordinary)
        return self._read[number]

    def _common(self, word: str) -> bool:
        return stem(word) in self._ordinary


def check(
    sentence: str, cited: Sequence[Passage], others: Sequence[Passage] = (), *, as_of: datetime | None = None
) -> Verdict:
    """Holds one sentence against the passages it cites, then the others; for many sentences use ``Evidence``."""
    return Evidence([*cited, *others], as_of=as_of).check(sentence, range(1, len(cited) + 1))


def _spans(prepared: PassageEvidence, window: Window | None) -> list[tuple[Passage, Span]]:
    if window is None:
        return []
    at = window.at
    if at[-1] - at[0] <= 1:
        return [(prepared.passage, prepared.span(at[0], at[-1]))]
    return [(prepared.passage, prepared.span(index, index)) for index in at]


def _verbatim(claim: Claim, passage: Passage) -> Iterator[tuple[Passage, Span]]:
    """The sentence itself, where the passage has it word for word."""
    for told in told_in(passage.text):
        if claim.literal and told.literal == claim.literal:
            yield passage, slice_of(passage, told.start, told.end)
            return


def _best(claim: Reading, prepared: PassageEvidence) -> _Finding:
    """The first window that bears the claim out; where one sentence contradicts it, no pair is asked any more."""
    ranked = likeliest(claim, prepared, _HOPELESS)
    if not ranked or ranked[0].score < _HOPELESS:
        return _NOTHING
    enough = ranked[0].score - _BEHIND
    found: list[_Finding] = []
    contradiction: _Finding | None = None
    for size in (1, 2):
        for entry in [entry for entry in ranked if len(entry.at) == size and entry.score >= enough][:_TRIED]:
            window = entry.window(prepared)
            problem = first_problem(claim, window)
            if problem is None:
                return _Finding(entry.score, None, window)
            found.append(_Finding(entry.score, problem.text, window))
            if size == 1 and problem.contradicted and entry.score >= _CONTRADICTS and contradiction is None:
                contradiction = found[-1]
                enough = max(enough, entry.score)
        if contradiction is not None:
            return contradiction
    return max(found, key=lambda known: known.score, default=_NOTHING)
