"""Which addresses may be asked: of the web by their spelling, of the network by the machine they lead to."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urljoin, urlsplit

_LONGEST_URL = 4_000
_NOT_IN_URL = re.compile("[\x00-\x1f\x7f\\\\]")
_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_KEPT = "%/?#[]@!$&'()*+,;=:~-._"
# Where clouds answer their machines about themselves, keys included; the first is link-local, the others are not.
_METADATA = frozenset({"169.254.169.254", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254"})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED_LOCALLY = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")
_GIVEN_OUT = ipaddress.ip_network("2000::/3")  # of all of IPv6, what public networks have been given
_IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http(s) address as it is asked for: ``host`` in ASCII, ``target`` from the path on, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt holds for.

        >>> read_address("HTTPS://News.example/a#b").site
        'https://news.example'
        """
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}" if self.port == default else f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        return self.site + self.target


def is_web(source: object) -> bool:
    """Whether what somebody named is an address rather than a file."""
    return isinstance(source, str) and source.strip().lower().startswith(("http://", "https://"))


def read_address(url: str, base: WebAddress | None = None) -> WebAddress:
    """The address a text spells, or leads to from ``base``. Raises ``ValueError`` saying what is wrong with it.

    >>> str(read_address("/b?q=é", read_address("http://news.example:8080/a")))
    'http://news.example:8080/b?q=%C3%A9'
    """
    url = url.strip()
    if len(url) > _LONGEST_URL:
        raise ValueError(f"the address is longer than {_LONGEST_URL} characters")
    if _NOT_IN_URL.search(url):
        raise ValueError("the address holds characters that no address has")
    try:
        parts = urlsplit(urljoin(str(base), url) if base else url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"the address cannot be read: {error}") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise ValueError(f"only http and https are fetched, not {scheme[:20] or 'an address without either'}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a name or password in it is not fetched: leave them out")
    query = f"?{parts.query}" if parts.query else ""
    return WebAddress(
        scheme=scheme,
        host=_ascii_host(parts.hostname or ""),
        port=port if port is not None else {"http": 80, "https": 443}[scheme],
        target=quote((parts.path or "/") + query, safe=_KEPT),
    )


def refusal(address: str, *, allow_private: bool) -> str | None:
    """Why no connection is made to an IP address, or None where one may be.

    Loopback and private networks are reached with ``allow_private`` only; link-local, multicast, reserved and metadata
    addresses never. IPv6 forms that stand for an IPv4 address are judged as that one.

    >>> refusal("::ffff:127.0.0.1", allow_private=False)
    '127.0.0.1 is an address of this machine'
    """
    try:
        ip: _IP = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return f"{address[:60]!r} is no IP address"
    ip = _meant(ip)
    if str(ip) in _METADATA:
        return f"{ip} is where a cloud answers its own machines"
    if ip.is_unspecified or ip.is_multicast or ip.is_link_local or _is_reserved(ip):
        return f"{ip} is no address of a web server"
    if allow_private:
        return None
    if ip.is_loopback:
        return f"{ip} is an address of this machine"
    is_public = ip.is_global and (isinstance(ip, ipaddress.IPv4Address) or ip in _GIVEN_OUT)
    return None if is_public else f"{ip} is an address of a private network"


def _is_reserved(ip: _IP) -> bool:
    return ip.is_reserved and not ip.is_loopback


def _meant(ip: _IP) -> _IP:
    if isinstance(ip, ipaddress.IPv4Address) or ip.is_loopback or ip.is_unspecified:
        return ip
    if ip in _TRANSLATED or ip in _TRANSLATED_LOCALLY or ip in _COMPATIBLE:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    inside = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
    return inside or ip


def _ascii_host(host: str) -> str:
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
        if ":" in name:
            ipaddress.ip_address(name.partition("%")[0])
    except (UnicodeError, ValueError):
        raise ValueError(f"{host[:60]!r} is no name of a host") from None
    if ":" not in name and not _HOST.fullmatch(name):
        raise ValueError(f"{host[:60]!r} is no name of a host")
    return name
