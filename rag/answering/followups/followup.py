"""A follow-up made whole: "and when did he leave?" becomes a question that can be searched for by itself. Pure.

A question that stands on its own is a new topic and is left as it is. Else a model may say what is meant (one short
request, see ``rewriting``); where there is none, or what it writes cannot be trusted, rules put the names, the
days and the outlets of the earlier question in their places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rag.answering.followups.mentions import mentions_of
from rag.answering.followups.patching import with_name, with_outlet, with_time
from rag.answering.followups.referring import Pointer, names_in, pointers
from rag.answering.followups.rewriting import LONGEST_QUESTION, rewriting_request, rewritten_question
from rag.answering.followups.shapes import (
    asked_about,
    asks_for_day,
    is_bare,
    is_fragment,
    lacks_subject,
    preposition_in,
    replaces_word,
    says_what_about,
    without_lead_in,
    without_question_word,
)
from rag.language.lexicon import STOP
from rag.models.protocols import Message
from rag.retrieval.outlets import read_outlets
from rag.retrieval.time_window import read_times
from rag.types import Answer, Note, Turn, Usage

TURNS_KEPT = 6
_ANSWER_READ = 300  # characters of an earlier answer
_DEFINITE = re.compile(r"\b(?:the|that|this|those|these)\s+([^\W\d_]{3,})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """A question to search for; ``changed`` where it is not the one asked, ``usage`` is what asking a model took."""

    question: str
    changed: bool = False
    usage: Usage = Usage()

    def as_asked(self, question: str, answer: Answer) -> Answer:
        """The answer to the whole question as that to the question asked, with a note of what was searched for."""
        note = Note("history", f"Understood as: {self.question}")
        return replace(
            answer,
            question=question,
            notes=(note, *answer.notes) if self.changed else answer.notes,
            usage=self.usage + answer.usage,
        )


class FollowUp:
    """One question read after ``turns``, oldest first; ``as_of`` and ``publishers`` serve to read days and outlets."""

    def __init__(self, question: str, turns: Sequence[Turn], *, as_of: datetime, publishers: Collection[str] = ()):
        self._question = question.strip()
        self._as_of = as_of
        self._publishers = publishers
        self._turns: list[Turn] = []
        for turn in turns[-TURNS_KEPT:]:  # earlier follow-ups are made whole first
            self._turns.append(Turn(self._by_rule(turn.question.strip()).question, turn.answer[:_ANSWER_READ]))

    def request(self) -> list[Message] | None:
        """What to ask a model; None where the question plainly stands on its own."""
        if self._alone(self._question) or (
            names_in(self._question) and not pointers(self._question) and not is_fragment(self._question)
        ):
            return None
        return rewriting_request(self._question, self._turns)

    def heard(self, text: str) -> Whole:
        """The question as the model has rewritten it, or by rule where that says what nobody said."""
        rewritten = rewritten_question(text, self._question, self._turns)
        if rewritten is None:
            return self.by_rule()
        if _same(rewritten, self._question):
            return Whole(self._question)
        return Whole(self._carried(rewritten), changed=True)

    def by_rule(self) -> Whole:
        """The question made whole without a model."""
        return self._by_rule(self._question)

    def _by_rule(self, question: str) -> Whole:
        if self._alone(question):
            return Whole(question)
        made = self._made(question)
        if made is None or _same(made, question):
            return Whole(question)
        return Whole(_sentence(self._carried(made, asked=question)), changed=True)

    def _alone(self, question: str) -> bool:
        return not self._turns or len(question) > LONGEST_QUESTION

    def _made(self, question: str) -> str | None:
        """The follow-up with what it lacks, None where it lacks nothing."""
        last = self._turns[-1]
        bare = without_lead_in(question)
        if about := asked_about(question):
            return self._about(about, bare)
        text = bare.rstrip("?!. ")
        if is_bare(text):
            rest = without_question_word(last.question)
            return f"{text} {rest}" if rest is not None and replaces_word(text) else self._after(bare)
        if found := pointers(bare):
            return self._named(bare, found)
        if names_in(bare):
            return None
        content = [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", bare.casefold()) if word not in STOP]
        if lacks_subject(bare, content, self._as_of):
            return self._after(bare)
        return self._called_back(bare, content)

    def _named(self, bare: str, found: Sequence[Pointer]) -> str:
        """The first pronoun of each kind made a name; behind the earlier question where one means what happened."""
        text, shift, done = bare, 0, set()
        for pointer in found:
            if pointer.kind in done:
                continue
            name = self._find(pointer)
            if name is None:
                return self._after(bare)
            done.add(pointer.kind)
            if pointer.kind == "place":
                name = f"in {name}"
            elif pointer.owns:
                name += "'" if name.endswith("s") else "'s"
            text = text[: pointer.start + shift] + name + text[pointer.end + shift :]
            shift += len(name) - (pointer.end - pointer.start)
        return text

    def _find(self, pointer: Pointer) -> str | None:
        for turn in reversed(self._turns[-3:]):
            if name := mentions_of(turn).find(pointer.kind):
                return name
            if pointer.kind == "event":
                return None
        return None

    def _called_back(self, bare: str, content: Sequence[str]) -> str | None:
        """``the bridge`` as the bridge spoken of; None where no such thing was."""
        told = mentions_of(self._turns[-1])
        before = f"{self._turns[-1].question} {self._turns[-1].answer}".casefold()
        for match in _DEFINITE.finditer(bare):
            noun = match[1]
            if name := told.ending_in(noun):
                return f"{bare[: match.start()]}{name}{bare[match.end() :]}"
            if (
                re.search(rf"\b{re.escape(noun.casefold())}\b", before)
                and len(content) <= 3
                and noun.casefold() in content
            ):
                return self._after(bare)
        return None

    def _about(self, what: str, bare: str) -> str:
        """``what about X?``: the earlier question with X in the place of its like."""
        last = self._turns[-1].question.rstrip("?!. ")
        preposition, plain = preposition_in(what)
        times = read_times(f"What happened {what}?" if preposition else f"What about {what}?", self._as_of)
        if times.window is not None and not names_in(plain) and len(plain.split()) <= 4:
            return with_time(last, plain, preposition, self._as_of)
        outlets = read_outlets(f"according to {plain}", self._publishers)
        if outlets.publishers and outlets.firm:
            return with_outlet(last, plain, self._publishers)
        new, old = names_in(f"of {plain}"), names_in(last)
        if old and new:
            return with_name(last, old, plain, preposition)
        own_words = [word for word in plain.split() if word.casefold() not in STOP]
        if len(own_words) > 1 and not pointers(what) and says_what_about(bare):
            return bare  # a subject of its own
        told = mentions_of(self._turns[-1])
        thing = told.find("thing") or told.find("person")
        return self._after(bare) if thing is None or pointers(what) else f"What about {plain} and {thing}"

    def _after(self, bare: str) -> str:
        """The follow-up behind the question that it continues, with whom the answer named where that was asked."""
        turn = self._turns[-1]
        root = re.split(r"(?<=\?)\s+(?=\S)", turn.question)[0].rstrip("?!. ")
        told = mentions_of(turn)
        person = told.find("person") if told.who_asked else None
        if person and person not in root:
            root += f" ({person})"
        return f"{root}? {_sentence(bare)}"

    def _carried(self, whole: str, asked: str = "") -> str:
        """With the earlier question's days and outlets, unless the follow-up has its own or asks for the day."""
        last = self._turns[-1].question
        times, outlets = read_times(last, self._as_of), read_outlets(last, self._publishers)
        own = read_times(whole, self._as_of)
        text = whole.rstrip("?!. ")
        if outlets.firm and not read_outlets(whole, self._publishers).publishers:
            text += f", according to {outlets.publishers[0]}"
        phrase = times.window.phrase if times.window else None
        if phrase and own.window is None and not own.about_past and not asks_for_day(asked or whole):
            text += f" {phrase}"
        return f"{text}?"


def _same(a: str, b: str) -> bool:
    return re.findall(r"\w+", a.casefold()) == re.findall(r"\w+", b.casefold())


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
