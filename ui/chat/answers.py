"""A growing or finished ``Answer`` as HTML: pure, and everything in it escaped.

Titles, bodies, outlets, addresses, the model's words and the reader's own are all somebody else's text. The HTML has
no line break, no inline script or style; a control names what it opens in ``data-reads`` and ``page.js`` does the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from rag.types import Answer, Citation, Hit, Note, Passage, Span
from ui.wording.days import age_to_words, day_to_words, last_day, moment_to_words, window_to_words
from ui.wording.labels import ABSTAINED, is_caution, note_label, outlet_of, title_of
from ui.wording.untrusted import escape, one_line, printable, site_of, web_address

SNIPPET_CHARACTERS = 180
HEADLINE_CHARACTERS = 300
_MARKER = re.compile(r"\[(\d{1,3})\]", re.ASCII)


def turn_to_html(answer: Answer, *, turn: str, stopped: bool = False, after: str = "", covered: str = "") -> str:
    """One question with its answer and sources; ``turn`` is the prefix of its ids, unique in the page.

    ``after`` is HTML for below the answer, ``covered`` says in words which days an abstention could have looked at.
    """
    running = not answer.complete and not stopped
    state = "running" if running else "stopped" if stopped else "abstained" if answer.abstained else "answered"
    return (
        f'<section class="turn" data-state="{state}" aria-busy="{str(running).lower()}">'
        f"{question_to_html(answer.question)}"
        f'<div class="columns"><div class="answer">{_answer(answer, turn, running, stopped, covered)}{after}</div>'
        f'<aside class="sources" aria-label="Sources">{_sources(answer, turn)}</aside></div>'
        f'<div class="readings" hidden>{"".join(_readings(answer, turn))}</div>'
        "</section>"
    )


def question_to_html(question: str) -> str:
    """The question as a turn's headline."""
    return f'<h2 class="question" dir="auto">{escape(_shortened(one_line(question), HEADLINE_CHARACTERS))}</h2>'


def _answer(answer: Answer, turn: str, running: bool, stopped: bool, covered: str) -> str:
    parts = [_window(answer)]
    if answer.abstained:
        parts.append(_abstained(answer, turn, covered))
    elif answer.text:
        parts.append(f'<div class="written">{_prose(answer, turn)}</div>')
    if running:
        doing = "Checking the next sentence" if answer.text else _reading_of(answer.hits)
        parts.append(f'<p class="running">{doing}<span class="dots" aria-hidden="true"></span></p>')
    if stopped:
        parts.append('<p class="note caution"><b>Stopped</b> You stopped this answer here; it is not complete.</p>')
    parts.append(_notes(answer.notes))
    if not running:
        parts.append(_colophon(answer))
    return "".join(parts)


def _abstained(answer: Answer, turn: str, covered: str) -> str:
    assert answer.abstained is not None
    nearest = days = ""
    if answer.hits:
        passage = answer.hits[0].passage
        source = f"<bdi>{escape(outlet_of(passage.publisher))}</bdi>, {day_to_words(passage.published_at)}"
        named = one_line(passage.title) in one_line(answer.abstained.message)
        lead = "Read it" if named else "The nearest thing found"
        nearest = (
            f'<p class="nearest">{lead}: <button type="button" class="open" data-reads="{turn}-h1" '
            f'aria-haspopup="dialog" dir="auto">{escape(title_of(passage.title))}</button> '
            f'<span class="byline">{source}</span></p>'
        )
    if covered:
        days = f'<p class="covered">{escape(covered)}</p>'
    heading = ABSTAINED[answer.abstained.reason]
    message = escape(answer.abstained.message)
    return f'<div class="abstained"><h3>{heading}</h3><p dir="auto">{message}</p>{nearest}{days}</div>'


def _reading_of(hits: Sequence[Hit]) -> str:
    outlets = len({hit.passage.publisher for hit in hits})
    return f"Reading {_count(len(hits), 'passage')} from {_count(outlets, 'outlet')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _window(answer: Answer) -> str:
    if answer.window is None or (answer.window.since is None and answer.window.until is None):
        return ""
    because = f", from “{escape(one_line(answer.window.phrase))}”" if answer.window.phrase else ""
    scope = "Searched" if answer.window.firm else "Preferred"
    return f'<p class="window">{scope}: {window_to_words(answer.window)}{because}</p>'


def _prose(answer: Answer, turn: str) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    blocks: list[str] = []
    for lines in _paragraphs(answer.text):
        if all(line.startswith(("- ", "* ", "• ")) for line in lines):
            items = "".join(f'<li dir="auto">{_marked_up(line[2:], cited, turn)}</li>' for line in lines)
            blocks.append(f"<ul>{items}</ul>")
        else:
            blocks.append(f'<p dir="auto">{_marked_up(" ".join(lines), cited, turn)}</p>')
    return "".join(blocks)


def _paragraphs(text: str) -> Iterator[list[str]]:
    for block in printable(text).split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if lines:
            yield lines


def split_at_markers(text: str) -> Iterator[str | int]:
    """Pieces of an answer's text, and the number of each ``[number]`` marker, in order.

    >>> list(split_at_markers("They met. [1] They left. [2]"))
    ['They met. ', 1, ' They left. ', 2]
    """
    for index, piece in enumerate(_MARKER.split(text)):
        if index % 2:
            yield int(piece)
        elif piece:
            yield piece


def _marked_up(text: str, cited: dict[int, Citation], turn: str) -> str:
    pieces = []
    for piece in split_at_markers(text):
        if isinstance(piece, str):
            pieces.append(escape(piece))
        elif piece in cited:
            status = cited[piece].passage.status
            flag = "" if status == "usable" else f' <span class="status">{status}</span>'
            pieces.append(_marker(cited[piece], turn) + flag)
    return "".join(pieces)


def _marker(citation: Citation, turn: str) -> str:
    passage = citation.passage
    label = f"Source {citation.number}: {outlet_of(passage.publisher)}, {day_to_words(passage.published_at)}"
    return (
        f'<button type="button" class="cite" data-reads="{turn}-c{citation.number}" aria-haspopup="dialog" '
        f'aria-label="{escape(label)}" data-quote="{escape(one_line(citation.quote.text))}" '
        f'data-from="{escape(title_of(passage.title))}">[{citation.number}]</button>'
    )


def _notes(notes: Sequence[Note]) -> str:
    if not notes:
        return ""
    items = "".join(
        f'<li class="note{" caution" if is_caution(note) else ""}" data-kind="{note.kind}">'
        f'<b>{note_label(note)}</b> <span dir="auto">{escape(note.message)}</span></li>'
        for note in notes
    )
    return f'<ul class="notes" aria-label="Notes on this answer">{items}</ul>'


def _colophon(answer: Answer) -> str:
    how = f"written by {escape(one_line(answer.model))}" if answer.model else "quoted from the sources"
    parts = [f"As known on {day_to_words(last_day(answer.as_of))}"]
    if not answer.abstained and answer.text:
        parts.append(how)
    if answer.timings_ms:
        parts.append(_seconds(sum(answer.timings_ms.values()) / 1000))
    return f'<p class="colophon">{" · ".join(parts)}</p>'


def _seconds(elapsed_s: float) -> str:
    return f"{elapsed_s:.0f} s" if elapsed_s >= 10 else f"{max(elapsed_s, 0.1):.1f} s"


def _sources(answer: Answer, turn: str) -> str:
    if not answer.hits:
        return ""
    numbers: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        numbers.setdefault(citation.passage.id, []).append(citation)
    cards = [_card(hit, rank, numbers.get(hit.passage.id, []), answer, turn) for rank, hit in enumerate(answer.hits, 1)]
    if not answer.complete:  # in the order found, so that no card moves while somebody reads
        return f'<h3>Sources</h3><ol class="cards">{"".join(cards)}</ol>'
    first = {passage_id: citations[0].number for passage_id, citations in numbers.items()}
    cited = [i for i, hit in enumerate(answer.hits) if hit.passage.id in first]
    cited.sort(key=lambda i: first[answer.hits[i].passage.id])
    found = [i for i, hit in enumerate(answer.hits) if hit.passage.id not in first]
    parts = []
    if cited:
        parts.append(f'<h3>Cited</h3><ol class="cards">{"".join(cards[i] for i in cited)}</ol>')
    if found:
        heading = "Also found" if cited else "Nearest found" if answer.abstained else "Found"
        parts.append(f'<h3>{heading}</h3><ol class="cards">{"".join(cards[i] for i in found)}</ol>')
    return "".join(parts)


def _card(hit: Hit, rank: int, citations: Sequence[Citation], answer: Answer, turn: str) -> str:
    passage = hit.passage
    opens = f"{turn}-c{citations[0].number}" if citations else f"{turn}-h{rank}"
    markers = "".join(_marker(citation, turn) for citation in citations)
    snippet = (
        f"“{one_line(citations[0].quote.text)}”"
        if citations
        else _shortened(one_line(passage.text), SNIPPET_CHARACTERS)
    )
    return (
        f'<li class="card{" cited" if citations else ""}">'
        f'<p class="byline">{markers}{byline_to_html(passage, answer.as_of, day_to_words(passage.published_at))}</p>'
        f'<h4><button type="button" class="open" data-reads="{opens}" aria-haspopup="dialog" dir="auto">'
        f"{escape(title_of(passage.title))}</button></h4>"
        f'<p class="snippet" dir="auto">{escape(snippet)}</p>{_also(hit)}</li>'
    )


def _shortened(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[:characters].rsplit(" ", 1)[0] + " …"


def _also(hit: Hit) -> str:
    if not hit.also:
        return ""
    shown = ", ".join(f"<bdi>{escape(one_line(outlet))}</bdi>" for outlet in hit.also[:3])
    more = f" and {len(hit.also) - 3} more" if len(hit.also) > 3 else ""
    return f'<p class="also">Also in {shown}{more}</p>'


def byline_to_html(passage: Passage, as_of: datetime, published: str) -> str:
    """Outlet, when it was published (as the caller words it), how long before ``as_of``, and what became of it."""
    age = age_to_words(passage.published_at, as_of)
    moment = "" if passage.published_at is None else f' datetime="{passage.published_at.isoformat()}"'
    return (
        f'<b class="outlet"><bdi>{escape(outlet_of(passage.publisher))}</bdi></b> '
        f"<time{moment}>{published}</time>"
        + (f' <span class="age">{age}</span>' if age else "")
        + (f' <span class="status">{passage.status}</span>' if passage.status != "usable" else "")
    )


def _readings(answer: Answer, turn: str) -> Iterator[str]:
    for citation in answer.citations:
        yield _reading(citation.passage, f"{turn}-c{citation.number}", answer, citation)
    for rank, hit in enumerate(answer.hits, 1):
        yield _reading(hit.passage, f"{turn}-h{rank}", answer, None)


def _reading(passage: Passage, element_id: str, answer: Answer, citation: Citation | None) -> str:
    number = f'<span class="number">[{citation.number}]</span> ' if citation else ""
    address = web_address(passage.url)
    original = (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer nofollow">'
        f"Read the original at <bdi>{escape(site_of(address))}</bdi></a>"
        if address
        else "No web address is known for this article."
    )
    correction = (
        f'<p class="note caution"><b>{passage.status.capitalize()}</b> <span dir="auto">'
        f"{escape(passage.correction or 'The outlet has changed this article since.')}</span></p>"
        if passage.status != "usable" or passage.correction
        else ""
    )
    # With these the page fetches the whole article; until it is there, and where it cannot be had, the passage stands.
    article = f' data-article="{escape(passage.article_id)}"'
    if citation:
        article += (
            f' data-number="{citation.number}" data-start="{citation.quote.start}" data-end="{citation.quote.end}"'
        )
    return (
        f'<article class="reading" id="{element_id}"{article}><p class="byline">{number}'
        f"{byline_to_html(passage, answer.as_of, moment_to_words(passage.published_at))}</p>"
        f'<h3 dir="auto">{escape(title_of(passage.title))}</h3>{correction}'
        f'<p class="passage" dir="auto">{_with_mark(passage, citation.quote if citation else None)}</p>'
        f'<p class="original">{original}</p></article>'
    )


def _with_mark(passage: Passage, quote: Span | None) -> str:
    if quote is None:
        return escape(passage.text)
    start, end = quote.start - passage.start, quote.end - passage.start
    before, words, after = passage.text[:start], passage.text[start:end], passage.text[end:]
    return f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}"
