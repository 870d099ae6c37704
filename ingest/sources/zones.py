"""The clock an outlet lives by, where its address tells: countries that have one time zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.sources.identity import host_of

_ZONES = {
    "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia", "ch": "Europe/Zurich", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "fi": "Europe/Helsinki",
    "fr": "Europe/Paris", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jp": "Asia/Tokyo",
    "ke": "Africa/Nairobi", "kr": "Asia/Seoul", "lk": "Asia/Colombo", "lt": "Europe/Vilnius", "lv": "Europe/Riga",
    "ng": "Africa/Lagos", "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "ph": "Asia/Manila", "pk": "Asia/Karachi",
    "pl": "Europe/Warsaw", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade", "se": "Europe/Stockholm",
    "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava", "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "za": "Africa/Johannesburg",
}  # fmt: skip


def zone_of(url: str | None) -> ZoneInfo | None:
    """The time zone of an outlet's country, None where its address names none, or one of several zones.

    >>> zone_of("https://www.zeitung.de/a")
    zoneinfo.ZoneInfo(key='Europe/Berlin')
    >>> zone_of("https://news.example/a") is None
    True
    """
    name = _ZONES.get(host_of(url).rpartition(".")[2]) if url else None
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, OSError):  # a system without time zones
        return None
