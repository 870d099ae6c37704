"""What every page of our own stands in: document, masthead, the way to the other pages. Pure; the body is the caller's.

>>> navigation_to_html("/library").count('aria-current="page"')
1
"""

from __future__ import annotations

from collections.abc import Sequence

from ui.wording.untrusted import escape, one_line

SECTIONS = (("/", "Ask"), ("/timeline", "Timeline"), ("/coverage", "Coverage"), ("/library", "Library"))


def navigation_to_html(current: str = "") -> str:
    """The way to the four pages, in one line of HTML; ``current`` is the path of the one that is open."""
    items = "".join(
        f'<li><a href="{path}"{_CURRENT if path == current else ""}>{name}</a></li>' for path, name in SECTIONS
    )
    return f'<nav class="sections" aria-label="Sections"><ul>{items}</ul></nav>'


def page_to_html(title: str, body: str, *, current: str = "", scripts: Sequence[str] = ()) -> str:
    """A whole document. ``title`` is plain text, ``body`` is HTML that the caller escaped.

    ``scripts`` name files of ``ui/page``.
    """
    loaded = "".join(f'<script src="/page/{name}" defer></script>' for name in scripts)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="same-origin">'
        f"<title>{escape(one_line(title))} · Dateline</title>"
        '<link rel="stylesheet" href="/page/theme.css"><link rel="stylesheet" href="/page/views.css">'
        f'{loaded}</head><body class="views">'
        '<a class="skip" href="#view">Skip to the content</a>'
        '<div id="masthead"><header class="masthead small"><p class="name"><a href="/">Dateline</a></p>'
        f'{navigation_to_html(current)}</header></div><main id="view" tabindex="-1">{body}</main></body></html>'
    )


_CURRENT = ' aria-current="page"'
