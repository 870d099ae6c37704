"""What a site's robots.txt allows. The only file that knows protego."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

_LONGEST_BYTES = 500_000  # what RFC 9309 asks for; what follows is not read


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules, or all allowed, or nothing."""

    rules: Protego | None
    everything: bool = True

    def allows(self, url: str, agent: str) -> bool:
        """Whether the agent may ask for the address."""
        return self.rules.can_fetch(url, agent) if self.rules else self.everything

    def delay_s(self, agent: str) -> float:
        """The pause the site asks for between requests."""
        delay = self.rules.crawl_delay(agent) if self.rules else None
        return max(0.0, float(delay)) if delay else 0.0


def robots_of(status: int, body: bytes) -> Robots:
    """The rules an answer for ``/robots.txt`` means (RFC 9309): none where there is no file, silence where it fails.

    >>> robots_of(404, b"").allows("https://news.example/a", "Dateline")
    True
    >>> robots_of(503, b"").allows("https://news.example/a", "Dateline")
    False
    """
    if status == 200:
        return Robots(Protego.parse(body[:_LONGEST_BYTES].decode("utf-8", "replace")))
    return Robots(None, everything=400 <= status < 500 and status != 429)
