"""One question's answer taking shape, without any I/O of its own: what sync and async share.

A ``Conversation`` is told what happens (a piece of text arrived, the model failed) and gives growing answers back;
``pipeline.py`` does the talking around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.assembly import Assembly
from rag.answering.deciding.abstaining import Sufficiency, nothing_found, sufficient
from rag.answering.deciding.reasons import not_answered
from rag.answering.deciding.relevance import OffTheQuestion
from rag.answering.noticing import notes_on
from rag.answering.quotable import Sentence, ends_sentence
from rag.answering.quoting import Quoter
from rag.answering.writing.citations import Draft, SentenceStream
from rag.answering.writing.judging import NOT_JUDGED, judged_wrong, judging_request, says_nothing
from rag.answering.writing.leaning import leans, subject_is_known
from rag.answering.writing.prompt import build_messages
from rag.days import last_moment
from rag.errors import ModelError, ModelOverflow
from rag.harmless.injection import for_readers
from rag.models.protocols import Message
from rag.models.short_answer import ShortAnswer
from rag.proving.grounding import Evidence, Support
from rag.proving.passages import PassageReader
from rag.retrieval.laps import Laps
from rag.retrieval.search import NewsQuery, Retrieved
from rag.store import NewsStore
from rag.types import Abstained, Answer, Note, Usage

NO_MODEL = "No language model is configured: these are the sources' own sentences."
NO_SENTENCE_LEFT = "Nothing the model wrote could be proved by the sources: these are their own sentences."
OFF_THE_QUESTION = "What the model wrote stands in the sources, but it is not about what was asked: it was set aside."


@dataclass(frozen=True, slots=True)
class Proved:
    """A sentence of the model's that passed its check, and by which words."""

    draft: Draft
    support: Support


class Conversation:
    """From hits to a complete answer; every answer it gives is a snapshot that never changes."""

    def __init__(
        self,
        query: NewsQuery,
        retrieved: Retrieved,
        enough: Sufficiency,
        *,
        quoter: Quoter,
        reader: PassageReader,
        off_the_question: OffTheQuestion,
        answerer: str,
        model: str | None,
        context_tokens: int,
        laps: Laps,
    ) -> None:
        self._retrieved = retrieved
        self._passages = [hit.passage for hit in retrieved.hits if for_readers(hit.passage.text)]
        self._quoter = quoter
        self._reader = reader
        self._off_the_question = off_the_question
        self._context_tokens = context_tokens
        self._laps = laps
        self._unquoted = enough.unquoted
        abstained = enough.abstained or (enough.unquoted if model is None else None)
        self._answer = Answer(
            question=query.question,
            as_of=query.as_of,
            hits=retrieved.hits,
            abstained=abstained,
            window=retrieved.window,
            publishers=retrieved.filters.publishers,
            answerer=answerer,
            model=model,
            complete=False,
        )
        self._assembly = Assembly()
        self._told: set[str] = set()  # the sentences in it
        self._notes = [*retrieved.notes, *enough.notes]
        self._usage = retrieved.usage
        self._removed = 0
        self._removed_before: str | None = None  # what a pronoun of the next sentence would have meant
        self._declined = False
        self._failed = False
        self._fitting = len(self._passages)
        self._asking = abstained is None and bool(self._passages) and model is not None
        self._why_quoted = NO_MODEL if model is None else NO_SENTENCE_LEFT

    @classmethod
    def begin(
        cls,
        query: NewsQuery,
        retrieve: Callable[[NewsQuery], Retrieved],
        store: NewsStore,
        *,
        quoter: Quoter,
        reader: PassageReader,
        answerer: str,
        model: str | None,
        context_tokens: int,
    ) -> Conversation:
        """Retrieve, and decide whether there is anything to answer from."""
        retrieved = retrieve(query)
        laps = Laps()
        laps.elapsed_ms.update(retrieved.timings_ms)
        abstained = nothing_found(query, retrieved, coverage=store.coverage, publishers=tuple(store.publishers()))
        enough = Sufficiency(abstained) if abstained is not None else sufficient(retrieved, store)
        laps.lap("judge")
        return cls(
            query,
            retrieved,
            enough,
            quoter=quoter,
            reader=reader,
            off_the_question=OffTheQuestion(retrieved, store.rarity),
            answerer=answerer,
            model=model,
            context_tokens=context_tokens,
            laps=laps,
        )

    def opening(self) -> Answer:
        """The hits, before there is any text."""
        return self._snapshot()

    def next_request(self) -> list[Message] | None:
        """What to send to the model now, None where nothing is to be sent (any more)."""
        if not self._asking:
            return None
        self._asking = False
        self._laps.restart()
        messages, self._fitting = build_messages(
            self._answer.question,
            self._passages[: self._fitting],
            as_of=self._answer.as_of,
            context_tokens=self._context_tokens,
        )
        self._sentences = SentenceStream(passages=self._fitting)
        self._evidence = Evidence(
            self._passages[: self._fitting],
            as_of=last_moment(self._answer.as_of),
            question=self._answer.question,
            reader=self._reader,
        )
        self._laps.lap("prompt")
        return messages

    def finished(self, piece: str) -> list[Draft]:
        """The sentences that a piece of the model's text finishes: mostly none."""
        self._laps.lap("model")
        return self._sentences.feed(piece)

    def proved(self, drafts: list[Draft]) -> Iterator[Proved]:
        """Those of the sentences that pass their check, each to be accepted before the next is looked at."""
        for draft in drafts:
            if draft.text in self._told:
                continue  # a model that says a thing again and again
            self._laps.restart()
            verdict = self._evidence.check(draft.text, draft.numbers)
            self._laps.lap("check")
            if verdict.kind == "decline":
                self._declined = True
            elif verdict.kind == "no_claim":
                continue
            elif verdict.supported and not self._hangs_in_the_air(draft):
                yield Proved(draft, verdict.support)
            else:
                self._remove(draft)

    def ended(self, usage: Usage, *, cut_at_limit: bool = False) -> Iterator[Proved]:
        """The model's text is over; where it was cut at the limit of tokens, a sentence without an end is left out."""
        self._usage += usage
        self._laps.lap("model")
        drafts = self._sentences.finish()
        if cut_at_limit and drafts and not ends_sentence(drafts[-1].text):
            drafts.pop()
        yield from self.proved(drafts)

    def failed(self, error: ModelError) -> None:
        """The model could not go on: with fewer passages if there were too many, else the sources are quoted."""
        self._laps.lap("model")
        if isinstance(error, ModelOverflow) and self._fitting > 1 and self._assembly.empty:
            self._fitting = max(1, self._fitting // 2)
            self._asking = True
            return
        self._failed = True
        self._why_quoted = f"The model failed, so these are the sources' own sentences. {error}"
        self._assembly = Assembly()
        self._removed = 0

    def complete(self) -> Answer:
        """The whole answer: the model's proved sentences, else the sources' own, else the reason there is none."""
        self._laps.restart()
        abstained = self._answer.abstained
        if self._is_off_the_question():
            self._notes.insert(0, Note("removed", OFF_THE_QUESTION))
            self._assembly = Assembly()
        if abstained is None and self._assembly.empty:
            abstained = not_answered(self._retrieved.hits) if self._declined else self._quote()
        if self._removed and abstained is None:
            sentences = "1 sentence" if self._removed == 1 else f"{self._removed} sentences"
            self._notes.insert(0, Note("removed", f"{sentences} of the model's removed: no passage supports them."))
        self._notes += notes_on(self._retrieved, self._assembly.citations, self._reader)
        self._laps.lap("assemble")
        return replace(self._snapshot(), abstained=abstained, complete=True)

    def accept(self, proved: Proved) -> Answer:
        """The answer with one more sentence."""
        self._removed_before = None
        self._told.add(proved.draft.text)
        self._assembly.add(proved.draft.prefix + proved.draft.text, proved.support, gap=proved.draft.gap)
        return self._snapshot()

    def judging_request(self, proved: Proved) -> list[Message]:
        """What a model that judges as well is sent."""
        return judging_request(self._answer.question, proved.draft.text, proved.support)

    def judged(self, proved: Proved, said: ShortAnswer) -> Answer | None:
        """The answer with the sentence, None where the judge takes it away."""
        self._usage += said.usage
        if says_nothing(said.text):
            return self.not_judged(proved)
        self._laps.lap("judge_sentence")
        if judged_wrong(said.text):
            self._remove(proved.draft)
            return None
        return self.accept(proved)

    def not_judged(self, proved: Proved) -> Answer:
        """The answer with the sentence, whose judge could not be asked: a note says so, once."""
        self._laps.lap("judge_sentence")
        if all(note.message != NOT_JUDGED for note in self._notes):
            self._notes.append(Note("model", NOT_JUDGED))
        return self.accept(proved)

    def _remove(self, draft: Draft) -> None:
        self._removed += 1
        if self._removed_before is None or not leans(draft.text):
            self._removed_before = draft.text

    def _hangs_in_the_air(self, draft: Draft) -> bool:
        """Whether it begins with a pronoun for what only a removed sentence named."""
        if self._removed_before is None or not leans(draft.text):
            return False
        return not subject_is_known(self._removed_before, f"{self._answer.question}\n{self._assembly.text}")

    def _is_off_the_question(self) -> bool:
        support = [(citation.passage, citation.quote) for citation in self._assembly.citations]
        return bool(support) and self._off_the_question(self._assembly.text, support)

    def _quote(self) -> Abstained | None:
        if self._unquoted is not None:
            return self._unquoted
        quoted = self._quoter.quote(self._retrieved)
        if not quoted or (self._replaces_a_models() and self._too_little(quoted)):
            return not_answered(self._retrieved.hits)
        for sentence in quoted:
            self._assembly.add(sentence.text, [(sentence.passage, sentence.quote)])
        self._notes.append(Note("quoted", self._why_quoted))
        self._answer = replace(self._answer, answerer="quoting", model=None)
        return None

    def _replaces_a_models(self) -> bool:
        """A model had the same passages and wrote nothing of use: then anything is worse than nothing."""
        return self._answer.model is not None and not self._failed

    def _too_little(self, quoted: Sequence[Sentence]) -> bool:
        support = [(sentence.passage, sentence.quote) for sentence in quoted]
        return self._off_the_question.quotes_too_little(support) or self._off_the_question("", support)

    def _snapshot(self) -> Answer:
        return replace(
            self._answer,
            text=self._assembly.text,
            citations=self._assembly.citations,
            notes=tuple(self._notes),
            usage=self._usage,
            removed=self._removed,
            timings_ms=dict(self._laps.elapsed_ms),
        )
