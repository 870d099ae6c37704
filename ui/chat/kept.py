"""The list of kept conversations: open, take away, delete. Pure, escaped."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from rag.notebook import KeptConversation
from ui.wording.days import day_to_words
from ui.wording.labels import title_of
from ui.wording.untrusted import escape

SHOWN = 100


def kept_to_html(kept: Sequence[KeptConversation], *, current: str, trouble: str = "") -> str:
    """What the panel of conversations shows; ``current`` is the one in the page, ``trouble`` why nothing is kept."""
    items = "".join(_item(one, current) for one in kept[:SHOWN])
    if items:
        more = f"<p>and {len(kept) - SHOWN:,} older ones</p>" if len(kept) > SHOWN else ""
        every = '<p class="all"><button type="button" class="link" data-do="delete-all">Delete all</button></p>'
        listed = f"<ol>{items}</ol>{more}{every}"
    else:
        listed = "" if trouble else "<p>Nothing yet: what you ask is kept here, for you alone, until you delete it.</p>"
    return (
        '<div class="history"><h2>Conversations</h2>'
        '<p><button type="button" class="again" data-do="new">New conversation</button></p>'
        f"{not_kept_to_html(trouble)}{listed}</div>"
    )


def not_kept_to_html(trouble: str) -> str:
    """Why something could not be kept; nothing where it was."""
    return f'<p class="note caution"><b>Not kept</b> <span dir="auto">{escape(trouble)}</span></p>' if trouble else ""


def _item(one: KeptConversation, current: str) -> str:
    here = ' aria-current="true"' if one.id == current else ""
    title = escape(title_of(one.title))
    count = f"{one.turns} question{'' if one.turns == 1 else 's'}"
    path = f"/conversations/{quote(one.id, safe='')}"
    name = escape(one.id)
    return (
        f'<li{here}><button type="button" class="open" data-do="open" data-id="{name}" dir="auto">{title}</button>'
        f'<p class="byline">{day_to_words(one.changed_at)} · {count}</p><p class="takes">'
        f'Save as <a href="{path}.md" download>Markdown</a> <a href="{path}.json" download>JSON</a> '
        f'<button type="button" class="link" data-do="delete" data-id="{name}" aria-label="Delete “{title}”">'
        "Delete</button></p></li>"
    )
