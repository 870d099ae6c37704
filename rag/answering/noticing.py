"""What a reader should know about an answer's sources: old, overtaken, corrected, contradicted, borne out. Pure.

Each note is made only where it can be shown from the hits at hand; in doubt there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from rag.answering.deciding.reasons import listed
from rag.answering.disputing import disputed
from rag.answering.quotable import overlap
from rag.days import day_in_words, last_moment
from rag.harmless.shown import shown_to_people
from rag.language.terms import content_terms, names
from rag.proving.grounding import Evidence
from rag.proving.passages import PassageReader
from rag.retrieval.search import Retrieved
from rag.types import Citation, Hit, Note, Passage

STALE_AFTER = timedelta(days=7)
MOVED_ON_AFTER = timedelta(days=1)
SAME_STORY_NAMES, SAME_STORY_TERMS, LEAST_NAMES = 0.6, 0.3, 2
SAME_CLAIM_TERMS = 0.5  # terms in common with the claim from which a passage is checked closely
LISTED = 3


def notes_on(retrieved: Retrieved, citations: Sequence[Citation], reader: PassageReader) -> list[Note]:
    """The notes on a complete answer's sources, cautions first; none where nothing is cited."""
    if not citations:
        return []
    found = (
        stale(retrieved, citations),
        moved_on(retrieved, citations),
        *corrected(citations),
        disputed(retrieved, citations),
        voices(retrieved, citations, reader),
    )
    return [note for note in found if note is not None]


def stale(retrieved: Retrieved, citations: Sequence[Citation]) -> Note | None:
    """For a question about now or these days: the newest cited article is older than that, and than seven days."""
    understood, newest = retrieved.understood, _newest(citations)
    if newest is None:
        return None
    window = understood.window
    before_window = window is not None and not window.firm and window.since is not None and newest < window.since
    asked = last_moment(understood.as_of)
    age = asked.date() - newest.date()
    if age <= STALE_AFTER or not (understood.wants_latest or before_window):
        return None
    return Note("stale", f"The newest article found is from {_day(newest)}, {age.days} days before the day asked.")


def moved_on(retrieved: Retrieved, citations: Sequence[Citation]) -> Note | None:
    """A later article on the story of the article cited first is among the hits and is not cited."""
    newest = _newest(citations)
    if newest is None or retrieved.understood.about_past:
        return None
    cited = {citation.passage.article_id for citation in citations}
    told = [
        citation.passage for citation in citations if citation.passage.article_id == citations[0].passage.article_id
    ]
    for hit in retrieved.hits:
        passage = hit.passage
        if passage.article_id in cited or passage.published_at is None:
            continue
        if passage.published_at - newest >= MOVED_ON_AFTER and any(_same_story(passage, one) for one in told):
            title = shown_to_people(passage.title)
            return Note("moved_on", f"{_outlet(passage)} has a later article: “{title}”, {_day(passage.published_at)}.")
    return None


def corrected(citations: Sequence[Citation]) -> Iterator[Note]:
    """Each cited article that its outlet corrected, once, with what the outlet said."""
    seen: set[str] = set()
    for citation in citations:
        passage = citation.passage
        if passage.status != "corrected" or passage.article_id in seen:
            continue
        seen.add(passage.article_id)
        words = shown_to_people(passage.correction or "")
        said = f": {words}" if words else "."
        yield Note("corrected", f"[{citation.number}] {_outlet(passage)} corrected this article{said}")


def voices(retrieved: Retrieved, citations: Sequence[Citation], reader: PassageReader) -> Note | None:
    """Outlets other than the first cited one, and those that carry its copy, that bear the first citation out."""
    first = citations[0]
    ours = {first.passage.publisher.casefold()} | _copies(retrieved.hits, first.passage)
    claim, terms = first.quote.text, content_terms(first.quote.text)
    found: dict[str, str] = {}
    for hit in retrieved.hits:
        passage = hit.passage
        outlet = passage.publisher.casefold()
        if not outlet or outlet in ours or outlet in found or passage.article_id == first.passage.article_id:
            continue
        if _names_outlet(passage, first.passage) or overlap(terms, content_terms(passage.text)) < SAME_CLAIM_TERMS:
            continue
        if Evidence([passage], as_of=first.passage.published_at, reader=reader).check(claim, (1,)).supported:
            found[outlet] = _outlet(passage)
    if not found:
        return None
    outlets = list(found.values())
    if len(outlets) > LISTED:
        outlets = [*outlets[:LISTED], f"{len(outlets) - LISTED} more"]
    return Note("voices", f"Also reported independently by {listed(outlets)}.")


def _copies(hits: Sequence[Hit], passage: Passage) -> set[str]:
    return {outlet.casefold() for hit in hits if hit.passage.article_id == passage.article_id for outlet in hit.also}


def _names_outlet(passage: Passage, other: Passage) -> bool:
    """Whether a passage tells what the other outlet wrote: it is no second witness then."""
    return other.publisher != "" and other.publisher.casefold().removeprefix("the ") in passage.text.casefold()


def _same_story(passage: Passage, cited: Passage) -> bool:
    here, there = names(f". {passage.title} {passage.text}"), names(f". {cited.title} {cited.text}")
    if len(here & there) < LEAST_NAMES or overlap(here, there) < SAME_STORY_NAMES:
        return False
    return overlap(content_terms(passage.title), content_terms(cited.title)) >= SAME_STORY_TERMS


def _newest(citations: Sequence[Citation]) -> datetime | None:
    """The day of the newest cited article; None where one has no date, since it may be newer."""
    days = [citation.passage.published_at for citation in citations]
    dated = [day for day in days if day is not None]
    return max(dated) if len(dated) == len(days) else None


def _outlet(passage: Passage) -> str:
    return shown_to_people(passage.publisher) or "The outlet"


def _day(moment: datetime) -> str:
    return day_in_words(moment, weekday=False)
