"""What stands in the masthead of every page: the way to the others, who is logged in, the way out. Pure, escaped.

>>> navigation_to_html("/library").count('aria-current="page"')
1
"""

from __future__ import annotations

from ui.asgi import ALONE
from ui.wording.untrusted import escape, one_line

SECTIONS = (("/", "Ask"), ("/timeline", "Timeline"), ("/coverage", "Coverage"), ("/library", "Library"))


def navigation_to_html(current: str = "") -> str:
    """The way to the four pages, in one line of HTML; ``current`` is the path of the one that is open."""
    items = "".join(
        f'<li><a href="{path}"{_CURRENT if path == current else ""}>{name}</a></li>' for path, name in SECTIONS
    )
    return f'<nav class="sections" aria-label="Sections"><ul>{items}</ul></nav>'


def leaving_to_html(user: str) -> str:
    """Who is logged in, and the button that logs them out; nothing where nobody has to log in."""
    if user == ALONE:
        return ""
    return (
        f'<form method="post" action="/logout"><p class="who"><b>{escape(one_line(user.replace(":", " ", 1)))}</b> '
        '<button type="submit" class="link">Log out</button></p></form>'
    )


_CURRENT = ' aria-current="page"'
