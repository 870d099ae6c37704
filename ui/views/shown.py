"""What every page of our own has around it: whatever happens is shown as a page, and days count from one day."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec

from fastapi.responses import Response

from rag.days import end_of
from rag.errors import DatelineError, StoreBusy, UsageError
from rag.settings import Settings
from ui.wording.document import Page
from ui.wording.trouble import trouble_to_html
from ui.wording.untrusted import escape

_log = logging.getLogger(__name__)
P = ParamSpec("P")
Handler = Callable[P, Awaitable[Response]]


def shown(settings: Settings) -> Callable[[Handler[P]], Handler[P]]:
    """A decorator: the page, or what hindered it, as a page."""

    def decorate(page: Handler[P]) -> Handler[P]:
        @wraps(page)
        async def whatever_happens(*args: P.args, **kwargs: P.kwargs) -> Response:
            try:
                return await page(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - the page's outermost edge
                if not isinstance(error, DatelineError):
                    _log.error("a page failed", exc_info=error)
                body = f"<h1>Not now</h1>{trouble_to_html(error, settings.store)}"
                return Page("Not now", body, status_code=_status_of(error))

        return whatever_happens

    return decorate


def as_of(settings: Settings) -> datetime:
    """The (exclusive) instant that ages count from."""
    return end_of(settings.as_of or None) or datetime.now(UTC)


def refusal_to_html(error: UsageError) -> str:
    """What was asked wrongly, said where the answer would stand."""
    return f'<div class="panel problem" role="alert"><h2>That cannot be shown</h2><p>{escape(str(error))}</p></div>'


def _status_of(error: Exception) -> int:
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, StoreBusy):
        return 409
    return 503 if isinstance(error, DatelineError) else 500
