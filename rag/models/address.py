"""Where a model is reached, checked before anything is sent there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from rag.errors import ModelMissing, UsageError
from rag.settings import Secret

OFFICIAL: Final = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model, its address and key, and the variables that say so, for messages.

    ``base_url`` empty means the official one, which wants a key; others may do without.

    >>> at = Endpoint("m", "http://127.0.0.1:8000/v1?key=none", Secret(""), "MODEL", "BASE_URL", "KEY")
    >>> at.host, at.on_this_machine
    ('http://127.0.0.1:8000', True)
    """

    model: str
    base_url: str
    key: Secret
    model_variable: str
    base_url_variable: str
    key_variable: str

    def __post_init__(self) -> None:
        if not self.base_url and not self.key:
            raise ModelMissing(
                f"no endpoint for {self.model}: set {self.key_variable} (the official endpoint) or "
                f"{self.base_url_variable} (any compatible one)"
            )
        if any(not "!" <= character <= "~" for character in self.key.reveal()):
            raise UsageError(f"{self.key_variable} holds a space, a line break or another character that no key has")
        parts = _split(self.base_url or OFFICIAL)
        if parts is None:
            raise UsageError(f"{self.base_url_variable} is no address of an endpoint: write http://HOST:PORT/v1")
        if "@" in urlsplit(self.base_url).netloc:
            raise UsageError(
                f"{self.base_url_variable} holds a user name or a password: give the key in {self.key_variable}"
            )

    @property
    def host(self) -> str:
        """Scheme, host and port, without what else an address can hold."""
        parts = _split(self.base_url or OFFICIAL)
        assert parts is not None
        return parts

    @property
    def on_this_machine(self) -> bool:
        """The address is a loopback one."""
        return urlsplit(self.host).hostname in ("127.0.0.1", "localhost", "::1")


def _split(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"
