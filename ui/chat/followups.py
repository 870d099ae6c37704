"""What could be asked next, made from an answer's own names and its other sources; looked up before it is offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rag.answering.followups.mentions import Mention, mentions_of
from rag.types import Answer, Hit, Passage, Turn
from ui.chat.first_questions import TITLE_CHARACTERS, question_about
from ui.wording.untrusted import one_line

OFFERED = 3
_LOOKED_UP = 5  # searches at most
_MARKER = re.compile(r"\s?\[\d{1,3}\]", re.ASCII)
_NAME_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, and the words a passage must hold that answers it."""

    question: str
    needle: str


def followups_of(answer: Answer, search: Callable[[str], Sequence[Hit]], asked: Sequence[str]) -> tuple[str, ...]:
    """At most three questions that the store says something about, none of them ``asked`` before.

    After an abstention only what holds every name of the question goes on from it; where the store has nothing about
    it, nothing does.
    ``search`` gives the best passages for a question, as the answer's own search would.
    """
    if answer.abstained is not None and answer.abstained.reason == "not_covered":
        return ()
    known = {_folded(question) for question in (*asked, answer.question)}
    cited = {citation.passage.id for citation in answer.citations}
    offered: list[str] = []
    candidates = [one for one in _candidates(answer) if _folded(one.question) not in known]
    for candidate in candidates[:_LOOKED_UP]:
        if len(offered) == OFFERED:
            break
        if any(
            _says(hit.passage, candidate.needle) for hit in search(candidate.question) if hit.passage.id not in cited
        ):
            offered.append(candidate.question)
    return tuple(offered)


def _candidates(answer: Answer) -> Iterator[Candidate]:
    """A person, a thing and another article first; then the others."""
    groups: list[list[Candidate]] = [[], [], []]
    text = _MARKER.sub("", one_line(answer.text))
    mentions = mentions_of(Turn(one_line(answer.question), text))
    in_question = {mention.name.casefold() for mention in mentions.question}
    if not answer.abstained:
        for mention in mentions.answer:
            if mention.name.casefold() in in_question or not _is_plain(mention):
                continue
            if mention.likely_person >= 2:
                groups[0].append(Candidate(f"Who is {mention.name}?", mention.name))
            elif len(mention.name.split()) > 1:
                groups[1].append(Candidate(f"What is the latest on {mention.text}?", mention.name))
        for mention in mentions.question:
            if _is_plain(mention) and len(mention.name.split()) > 1:
                groups[1].append(Candidate(f"What is the latest on {mention.text}?", mention.name))
    cited = {citation.passage.article_id for citation in answer.citations}
    titles: set[str] = set()
    names = [mention.name for mention in (*mentions.question, *mentions.answer) if _is_plain(mention)]
    enough = all if answer.abstained else any  # of the names
    for hit in answer.hits:
        title = one_line(hit.passage.title)
        usable = hit.passage.status == "usable" and 0 < len(title) <= TITLE_CHARACTERS and title not in titles
        about = bool(names) and enough(_says(hit.passage, name) for name in names)
        if usable and about and hit.passage.article_id not in cited:
            titles.add(title)
            groups[2].append(Candidate(question_about(title), title))
    for rank in range(max(map(len, groups))):
        yield from (group[rank] for group in groups if rank < len(group))


def _is_plain(mention: Mention) -> bool:
    return 2 < len(mention.name) <= _NAME_CHARACTERS and one_line(mention.name) == mention.name


def _says(passage: Passage, words: str) -> bool:
    return _folded(words) in _folded(f"{passage.title} {passage.text}")


def _folded(text: str) -> str:
    return one_line(text).casefold()
