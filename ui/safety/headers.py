"""Security headers on every response, and a Content-Security-Policy that runs no script but the page's own.

Gradio's page has a few inline scripts. Each is named in the policy by its SHA-256, computed on the page as it is sent;
nothing else inline runs, and nothing runs ``eval``. Its components set inline styles, so those stay allowed there;
pages of our own have none.
"""

from __future__ import annotations

import base64
import hashlib
import re

from ui.asgi import Application, Event, Receive, Scope, Send

GRADIO_PAGE = "/"
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_EVERYWHERE = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def content_security_policy(page: bytes = b"", *, inline_styles: bool = False) -> str:
    """The policy for a page, naming its inline scripts by their sums; forms go to this server alone.

    >>> "sha256-" in content_security_policy(b"<script>1</script>")
    True
    """
    scripts = {base64.b64encode(hashlib.sha256(code).digest()).decode() for code in _INLINE_SCRIPT.findall(page)}
    own = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in sorted(scripts))])
    styles = "'self' 'unsafe-inline'" if inline_styles else "'self'"
    return (
        f"default-src 'none'; script-src {own}; style-src {styles}; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


class SecurityHeaders:
    """ASGI middleware. HTML is held back until it is whole, so that its policy can name its scripts."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _wants_page(scope):  # uncompressed, so that its scripts can be read
            scope = {**scope, "headers": [row for row in scope["headers"] if row[0] != b"accept-encoding"]}
        held: Event | None = None
        page = b""

        async def send_with_headers(event: Event) -> None:
            nonlocal held, page
            if event["type"] == "http.response.start":
                event["headers"] = [row for row in event.get("headers", []) if row[0] not in dict(_EVERYWHERE)]
                event["headers"] += _EVERYWHERE
                if dict(event["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                    held = event
                    return
                event["headers"].append((b"content-security-policy", content_security_policy().encode()))
            elif held is not None:
                page += event.get("body", b"")
                if event.get("more_body"):
                    return
                policy = content_security_policy(page, inline_styles=scope["path"] == GRADIO_PAGE)
                held["headers"].append((b"content-security-policy", policy.encode()))
                start, held = held, None
                await send(start)
                event = {"type": "http.response.body", "body": page}
            await send(event)

        await self._app(scope, receive, send_with_headers)


def _wants_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
