"""A follow-up made whole: "and when did he leave?" becomes a question that can be searched for by itself. Pure.

A question that stands on its own is a new topic and is left as it is. Else a model may say what is meant (one short
request, see ``rewriting``); where there is none, or what it writes cannot be trusted, rules put the names, the
days and the outlets of the earlier question in their places.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rag.answering.followups.mentions import mentions_of
from rag.answering.followups.referring import Pointer, names_in, pointers
from rag.answering.followups.rewriting import LONGEST_QUESTION, rewriting_request, rewritten_question
from rag.errors import UsageError
from rag.language.lexicon import STOP, words
from rag.language.names import Name
from rag.language.words import stem
from rag.models.protocols import Message
from rag.retrieval.outlets import read_outlets
from rag.retrieval.time_window import read_times
from rag.types import Answer, Note, Turn, Usage

TURNS_KEPT = 6
_ANSWER_READ = 300  # characters of an earlier answer

_LEAD_IN = re.compile(
    r"^\W*(?:(?:and|but|so|then|ok|okay|well|also|now|thanks|right|hm+|oh)\b[\s,.!–—-]*)+", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(r"^(?:(?:what|how)\s+about|and\s+what\s+(?:of|about))\s+(.+?)[?.!\s]*$", re.IGNORECASE)
_AND = re.compile(
    r"^\W*(?:and|or|but)\s+((?:(?:in|on|at|of|from|for|to|with|by|since|until|after|before)\s+)?[^?]{2,60}?)[?.!\s]*$",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"^(in|on|at|of|from|for|to|with|by|since|until|after|before)\s+(.+)$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:since\s+|until\s+|by\s+|for\s+|from\s+|with\s+|to\s+)?(?:who|whom|whose|what|which|when|where|why|how)"
    r"(?:\s+(?:exactly|come|so|not|else|many|much|long|often|far|old|big|bad|soon|late|early|precisely|then|now|from|to|ones?))?$",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^\W*(?:when|where|why|how)\s+(?=(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:when|what\s+(?:day|date|time|year)|how\s+long|since|until)\b", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|is|are|was|were|did|does|do|has|have|had|will)\b", re.IGNORECASE
)
_ANYBODY = re.compile(r"\b(?:any|some|every|no)(?:body|one)\b(?!\s+(?:who|that|in|at|from|of)\b)", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|that|this|those|these)\s+([^\W\d_]{3,})", re.IGNORECASE)
_MARKER = re.compile(r"\s?\[\d{1,3}\]")

# Words that tell nothing without a subject: a question that holds no others leans on the one before.
_OPEN = frozenset(
    stem(word)
    for word in words(
        """
        happen happened next after else more people person persons man woman child children dead alive hurt
        injured killed wounded missing rescued died die dies survive survived survivors victims casualties
        damage damaged anybody anyone somebody someone everybody everyone nobody wins win won lose lost score
        result results outcome cause caused reason reasons responsible blame blamed guilty arrested charged
        convicted sentenced know known react reacted reaction reactions respond responded response answer
        answered agree agreed vote voted decide decided decision start started begin began end ended finish last
        lasted long leave left arrive arrived return returned cost costs pay paid price involved affected
        expected plan planned exactly details detail background explain consequences effect effects evidence
        true really sure suspect suspects suspected found find big bad old many much often first new news latest
        update updates replace replaced replaces successor succeed succeeds follow followed supported support
        opposed oppose against favour favor benefit benefits consequence impact change changed mean means matter
        important worse better possible avoid avoided prevent prevented investigate investigated investigating
        investigation apologise apologize deny denied confirm confirmed evacuated detained released stop stopped
        continue aboard
        """
    )
)


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
            usage=_sum(self.usage, answer.usage) if self.usage != Usage() else answer.usage,
        )


def _sum(one: Usage, other: Usage) -> Usage:
    known = one.cost_usd is not None and (other.cost_usd is not None or other == Usage())
    return Usage(
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        (one.cost_usd or 0.0) + (other.cost_usd or 0.0) if known else None,
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
            names_in(self._question) and not pointers(self._question) and not self._fragment()
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

    def _fragment(self) -> bool:
        text = self._question
        return bool(_WHAT_ABOUT.match(_LEAD_IN.sub("", text)) or (_AND.match(text) and not _ASKS.search(text)))

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
        bare = _LEAD_IN.sub("", question).strip()
        if about := _WHAT_ABOUT.match(bare):
            return self._about(about[1], bare)
        if (about := _AND.match(question)) and not _ASKS.search(about[1]) and len(about[1].split()) <= 6:
            return self._about(about[1], bare)
        text = bare.rstrip("?!. ")
        if _BARE.match(text):
            frame = _FRAME.match(last.question)
            return f"{text} {last.question[frame.end() :]}" if frame and _replaces(text) else self._after(bare)
        if found := pointers(bare):
            return self._named(bare, found)
        if names_in(bare):
            return None
        content = [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", bare.casefold()) if word not in STOP]
        if self._no_subject(bare, content):
            return self._after(bare)
        return self._called_back(bare, content)

    def _no_subject(self, bare: str, content: Sequence[str]) -> bool:
        if read_times(bare, self._as_of).window is not None and not content:
            return True
        if _ANYBODY.search(bare):
            return True
        if any(stem(word) not in _OPEN for word in content):
            return bool(
                re.fullmatch(
                    r"(?:how many|who|what|which|when|where)\s+(?:was|were|got|are)\s+\w+(?:ed|en)\W*", bare, re.I
                )
            )
        return bool(content) or len(bare.split()) <= 4

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
        preposition, plain = (match[1].lower(), match[2]) if (match := _PREPOSITION.match(what)) else ("", what)
        times = read_times(f"What happened {what}?" if preposition else f"What about {what}?", self._as_of)
        if times.window is not None and not names_in(plain) and len(plain.split()) <= 4:
            return f"{_without_times(last, self._as_of)} {preposition or _on(plain)} {plain}".replace("  ", " ")
        outlets = read_outlets(f"according to {plain}", self._publishers)
        if outlets.publishers and outlets.firm:
            return f"{_without_outlets(last, self._publishers)}, according to {plain}"
        new, old = names_in(f"of {plain}"), names_in(last)
        if old and new:
            return _swapped(last, old, plain, preposition)
        own_words = [word for word in plain.split() if word.casefold() not in STOP]
        if len(own_words) > 1 and not pointers(what) and _WHAT_ABOUT.match(bare):
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
        if phrase and own.window is None and not own.about_past and not _WHEN.search(asked or whole):
            text += f" {phrase}"
        return f"{text}?"


def turns_of(history: Iterable[Answer | Turn | tuple[str, str]]) -> tuple[Turn, ...]:
    """Earlier answers, turns or ``(question, answer)`` pairs as turns; markers are taken out of the answers.

    >>> turns_of([("Who left?", "Lee left. [1]")])
    (Turn(question='Who left?', answer='Lee left.'),)
    """
    return tuple(_turn(earlier) for earlier in history)


def _turn(earlier: Answer | Turn | tuple[str, str]) -> Turn:
    if isinstance(earlier, tuple) and len(earlier) == 2 and all(isinstance(part, str) for part in earlier):
        earlier = Turn(*earlier)
    if isinstance(earlier, Answer):
        return Turn(earlier.question, _MARKER.sub("", earlier.text))
    if isinstance(earlier, Turn):
        return Turn(earlier.question, _MARKER.sub("", earlier.answer))
    raise UsageError(f"history holds {earlier!r:.60}: give answers, or pairs of a question and its answer's text")


def _replaces(bare: str) -> bool:
    return bare.split()[0].lower() in ("when", "where", "why", "how") and len(bare.split()) <= 2 and "come" not in bare


def _swapped(last: str, old: Sequence[Name], new: str, preposition: str) -> str:
    """The question with its last name replaced, or the one after the same preposition."""
    chosen = old[-1]
    if preposition:
        same = [name for name in old if re.search(rf"\b{preposition}\s+(?:the\s+)?{re.escape(name.text)}", last, re.I)]
        if not same:
            return f"{last} {preposition} {new}"
        chosen = same[-1]
    shown = re.sub(r"['’]s$", "", chosen.text)
    start = last.rindex(chosen.text)
    end = start + len(shown)
    if last[:start].lower().endswith("the ") and new.lower().startswith("the "):
        start -= len("the ")
    return last[:start] + new + last[end:]


def _on(time: str) -> str:
    return (
        "on"
        if re.match(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", time, re.I)
        else "in"
        if re.match(r"\d{4}|[A-Z]", time)
        else ""
    )


def _without_times(text: str, as_of: datetime) -> str:
    window = read_times(text, as_of).window
    if window is None or window.phrase is None:
        return text
    return " ".join(text.replace(window.phrase, " ").split()).rstrip(" ,")


def _without_outlets(text: str, publishers: Collection[str]) -> str:
    for start, end in reversed(read_outlets(text, publishers).source_spans):
        text = text[:start] + text[end:]
    return " ".join(text.split()).strip(" ,")


def _same(a: str, b: str) -> bool:
    return re.findall(r"\w+", a.casefold()) == re.findall(r"\w+", b.casefold())


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
