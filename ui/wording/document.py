"""The document that every page of our own is: head, masthead, the caller's body; and the same as a response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from ui.asgi import ALONE, user_of
from ui.wording.masthead import leaving_to_html, navigation_to_html
from ui.wording.untrusted import escape, one_line

_FOOTER = '<footer class="programs"><a href="/api">For programs</a></footer>'


def page_to_html(title: str, body: str, *, current: str = "", scripts: Sequence[str] = (), user: str = ALONE) -> str:
    """A whole document. ``title`` is plain text, ``body`` is HTML that the caller escaped.

    ``scripts`` name files of ``ui/page``, ``user`` is whom it is shown to.
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
        f"{navigation_to_html(current)}{leaving_to_html(user)}</header></div>"
        f'<main id="view" tabindex="-1">{body}</main>{_FOOTER}</body></html>'
    )


class Page(Response):
    """A page for whoever asks: who that is stands in its masthead."""

    def __init__(
        self,
        title: str,
        body: str,
        *,
        current: str = "",
        scripts: Sequence[str] = (),
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status_code=status_code, headers=headers)
        self._title, self._inner, self._current, self._scripts = title, body, current, scripts
        self._given = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI response."""
        whole = page_to_html(
            self._title, self._inner, current=self._current, scripts=self._scripts, user=user_of(scope)
        )
        await HTMLResponse(whole, self.status_code, headers=self._given)(scope, receive, send)
