"""Fetching: no machine is reached that must not be, no server is hurried, and none can hold or fill us."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ingest.fetching.addresses import read_address, refusal
from ingest.fetching.fetcher import Fetcher, FetchLimits
from ingest.fetching.transport import NotFetched
from tests.news_server import Answer, NewsServer, Request, page


@pytest.fixture
def server() -> Iterator[NewsServer]:
    with NewsServer() as server:
        yield server


def quick(**limits: Any) -> FetchLimits:
    return FetchLimits(**{"delay_s": 0.0, "total_s": 20.0, **limits})


def fetcher(**more: Any) -> Fetcher:
    return Fetcher(more.pop("limits", quick()), allow_private=more.pop("allow_private", True), **more)


def refused(fetcher: Fetcher, url: str, **more: Any) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        fetcher.fetch(url, **more)
    return caught.value


# Which machines may be reached.


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "::1", "0.0.0.0", "::", "10.0.0.1", "172.16.5.5", "192.168.1.1", "100.64.0.1",
        "169.254.169.254", "169.254.0.7", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "224.0.0.1", "ff02::1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
        "2002:a9fe:a9fe::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1", "fec0::1", "no address", "",
    ],
)  # fmt: skip
def test_no_address_but_public_ones_is_reached(address: str) -> None:
    assert refusal(address, allow_private=False)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_public_addresses_are(address: str) -> None:
    assert refusal(address, allow_private=False) is None


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fd12::1", "::ffff:10.0.0.1"])
def test_private_ones_only_where_allowed(address: str) -> None:
    assert refusal(address, allow_private=False)
    assert refusal(address, allow_private=True) is None


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "168.63.129.16", "::ffff:169.254.169.254", "fd00:ec2::254"],
)
def test_metadata_and_link_local_ones_never(address: str) -> None:
    assert refusal(address, allow_private=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "localhost"]
)
def test_this_machine_is_not_reached_however_it_is_spelled(server: NewsServer, host: str) -> None:
    reason = refused(fetcher(allow_private=False), server.url("/a", host))
    assert "of this machine" in str(reason) and reason.lasting
    assert server.requests == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://news.example/a", "only http and https"),
        ("gopher://127.0.0.1/", "only http and https"),
        ("http://user:secret@news.example/", "password"),
        ("http:///a", "no name of a host"),
        ("http://news.example:99999/", "cannot be read"),
        ("http://[::1/", "cannot be read"),
        ("http://a\nb.example/", "characters"),
        ("http://news.example\\@127.0.0.1/", "characters"),
        ("http://" + "a" * 5_000, "longer"),
        (f"http://{'a' * 70}.example/", "no name of a host"),
        ("http://new s.example/", "no name of a host"),
    ],
)
def test_only_plain_web_addresses_are_fetched(url: str, why: str) -> None:
    assert why in str(refused(fetcher(resolver=never), url))


def never(host: str, port: int) -> Sequence[str]:
    raise AssertionError("nothing must be looked up")


def test_a_name_for_a_private_machine_is_refused_also_beside_public_addresses() -> None:
    for answer in (["10.0.0.7"], ["93.184.216.34", "10.0.0.7"], ["93.184.216.34", "::1"]):
        answers = {"inside.example": answer}
        reader = fetcher(allow_private=False, resolver=lambda host, _, answers=answers: answers[host])
        reason = refused(reader, "http://inside.example/")
        assert "inside.example is not fetched" in str(reason)


def test_a_name_is_asked_once_a_connection_and_the_checked_address_is_the_one_connected_to(server: NewsServer) -> None:
    server.pages["/a"] = page("Harbour closes")
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["169.254.169.254"]

    reader = fetcher(resolver=rebinding)
    fetched = reader.fetch(server.url("/a", "news.example"))  # robots.txt and the page: two connections
    assert b"Harbour" in fetched.body and asked == ["news.example", "news.example"]
    assert server.requests[-1].headers["host"] == f"news.example:{server.port}"
    assert "169.254.169.254" in str(refused(reader, server.url("/a", "news.example")))


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://inside.example/",
        "//inside.example/",
        "file:///etc/passwd",
        "http://2852039166/",
        "http://x:y@news.example/",
    ],
)
def test_redirects_are_judged_like_first_requests(server: NewsServer, target: str) -> None:
    server.pages["/a"] = Answer(status=302, headers={"Location": target})
    names = {"news.example": ["127.0.0.1"], "inside.example": ["169.254.0.5"], "2852039166": ["169.254.169.254"]}
    reader = fetcher(resolver=lambda host, port: names.get(host, [host]))
    refused(reader, server.url("/a", "news.example"))
    assert server.asked() == ["/a"]


def test_a_host_that_is_not_found_is_told() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    reason = refused(fetcher(resolver=unknown), "http://nowhere.example/")
    assert str(reason) == "the host nowhere.example was not found: Name or service not known" and not reason.lasting


def test_a_resolver_that_never_answers_is_given_up() -> None:
    released = threading.Event()

    def silent(host: str, port: int) -> Sequence[str]:
        released.wait(20)
        return []

    reason = refused(fetcher(resolver=silent, limits=quick(total_s=0.2)), "http://news.example/")
    released.set()
    assert "within 0.2 s" in str(reason)


# What a server may do to us.


def test_redirects_end_at_the_page_and_circles_are_left(server: NewsServer) -> None:
    server.pages["/a"] = Answer(status=301, headers={"Location": "/b?x=1"})
    server.pages["/b?x=1"] = Answer(status=308, headers={"Location": server.url("/c")})
    server.pages["/c"] = page("Harbour closes")
    server.pages["/round"] = Answer(status=302, headers={"Location": "/trip"})
    server.pages["/trip"] = Answer(status=302, headers={"Location": "/round"})
    for number in range(10):
        server.pages[f"/{number}"] = Answer(status=307, headers={"Location": f"/{number + 1}"})
    reader = fetcher(limits=quick(redirects=3))

    assert reader.fetch(server.url("/a")).url == server.url("/c")
    assert "in a circle" in str(refused(reader, server.url("/round")))
    assert "more than 3 times" in str(refused(reader, server.url("/0")))
    assert "/4" not in server.asked()


def test_a_bomb_is_left_before_it_unfolds(server: NewsServer) -> None:
    packed = gzip.compress(bytes(60_000_000))
    server.pages["/gzip"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    server.pages["/deflate"] = Answer(zlib.compress(bytes(60_000_000)), headers={"Content-Encoding": "deflate"})
    server.pages["/twice"] = Answer(gzip.compress(packed), headers={"Content-Encoding": "gzip, gzip"})
    reader = fetcher(limits=quick(body_bytes=1_000_000))
    for path in ("/gzip", "/deflate"):
        reason = refused(reader, server.url(path))
        assert str(reason) == "the answer is longer than 1 MB" and reason.lasting
    assert "gzip, gzip" in str(refused(reader, server.url("/twice")))


def test_a_huge_body_is_left_by_its_length_or_on_the_way(server: NewsServer) -> None:
    server.pages["/told"] = Answer(b"x", headers={"Content-Length": "99999999999"})
    server.pages["/untold"] = Answer(pieces=(b"x" * 10_000 for _ in range(100_000)))
    reader = fetcher(limits=quick(body_bytes=100_000))
    for path in ("/told", "/untold"):
        assert str(refused(reader, server.url(path))) == "the answer is longer than 0.1 MB"


@pytest.mark.parametrize("slow", ["body", "head"])
def test_a_server_that_drips_is_left_when_the_time_is_up(server: NewsServer, slow: str) -> None:
    drops = (b"x" for _ in range(1_000))
    released = threading.Event()

    def answer(_: Request) -> Answer:
        if slow == "head":
            released.wait(20)
        return Answer(pieces=drops, pause_s=0.02)

    server.pages["/slow"] = answer
    reason = refused(fetcher(limits=quick(total_s=0.3)), server.url("/slow"))
    released.set()
    assert str(reason) == "no whole answer within 0.3 s" and not reason.lasting


def test_compressed_answers_are_read_whole_or_refused(server: NewsServer) -> None:
    body = b"The harbour at Vikholm closed on Monday. " * 5_000
    bare = zlib.compressobj(wbits=-15)
    encoded = {
        "gzip": gzip.compress(body),
        "members": gzip.compress(body[:1000]) + gzip.compress(body[1000:]),
        "zlib": zlib.compress(body),
        "bare": bare.compress(body) + bare.flush(),
    }
    for name, packed in encoded.items():
        coding = "gzip" if name in ("gzip", "members") else "deflate"
        server.pages[f"/{name}"] = Answer(packed, headers={"Content-Encoding": coding})
        assert fetcher().fetch(server.url(f"/{name}")).body == body, name
    server.pages["/cut"] = Answer(encoded["gzip"][:-200], headers={"Content-Encoding": "gzip"})
    server.pages["/damaged"] = Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    server.pages["/brotli"] = Answer(b"x", headers={"Content-Encoding": "br"})
    for path, why in (("/cut", "cut off"), ("/damaged", "damaged"), ("/brotli", "'br'")):
        assert why in str(refused(fetcher(), server.url(path)))


def test_an_answer_cut_off_and_one_that_is_no_http_are_failures_that_may_pass(server: NewsServer) -> None:
    server.pages["/cut"] = page("Harbour closes", cut=True)
    server.pages["/odd"] = Answer(b"x", headers={"Content-Length": "no number"})
    for path in ("/cut", "/odd"):
        reason = refused(fetcher(), server.url(path))
        assert "connection failed" in str(reason) and not reason.lasting


@pytest.mark.parametrize(("status", "lasting"), [(404, True), (410, True), (403, True), (500, False), (408, False)])
def test_a_status_that_is_no_success_is_told(server: NewsServer, status: int, lasting: bool) -> None:
    server.pages["/a"] = Answer(b"sorry", status)
    reason = refused(fetcher(), server.url("/a"))
    assert str(reason) == f"the server answered with status {status}" and reason.lasting is lasting


# What we owe a server.


def test_who_asks_says_so_and_carries_nothing_else(server: NewsServer) -> None:
    server.pages["/a"] = page("Harbour closes", headers={"Set-Cookie": "id=7"})
    reader = fetcher()
    reader.fetch(server.url("/a"))
    reader.fetch(server.url("/a"))
    headers = server.requests[-1].headers
    assert headers["user-agent"].startswith("Dateline/") and "robots.txt" in headers["user-agent"]
    assert "cookie" not in headers and "authorization" not in headers and "referer" not in headers


def test_robots_txt_is_obeyed_and_asked_for_once_a_site(server: NewsServer) -> None:
    server.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /private/\n")
    for path in ("/a", "/private/b", "/moved"):
        server.pages[path] = page("Harbour closes")
    server.pages["/moved"] = Answer(status=302, headers={"Location": "/private/b"})
    reader = fetcher()
    assert reader.fetch(server.url("/a")).body
    for path in ("/private/b", "/moved"):
        reason = refused(reader, server.url(path))
        assert "robots.txt" in str(reason) and reason.lasting
    assert [request.path for request in server.requests] == ["/robots.txt", "/a", "/moved"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (401, True), (500, False), (503, False), (429, False)])
def test_no_robots_txt_allows_all_and_a_broken_one_nothing(server: NewsServer, status: int, allowed: bool) -> None:
    server.pages["/robots.txt"] = Answer(b"", status)
    server.pages["/a"] = page("Harbour closes")
    if allowed:
        assert fetcher().fetch(server.url("/a")).body
    else:
        assert "robots.txt" in str(refused(fetcher(), server.url("/a")))


def test_unchanged_pages_are_not_sent_again(server: NewsServer) -> None:
    server.pages["/tag"] = page("Harbour closes", headers={"ETag": '"v1"'})
    server.pages["/day"] = page("Harbour closes", headers={"Last-Modified": "Tue, 24 Mar 2026 10:00:00 GMT"})
    reader = fetcher()
    for path in ("/tag", "/day"):
        first = reader.fetch(server.url(path))
        again = reader.fetch(server.url(path), etag=first.etag, last_modified=first.last_modified)
        assert not first.unchanged and again.unchanged and again.body == b""
    server.pages["/tag"] = page("Harbour opens", headers={"ETag": '"v2"'})
    assert b"opens" in reader.fetch(server.url("/tag"), etag='"v1"').body


def test_a_status_304_that_was_not_asked_for_is_no_page(server: NewsServer) -> None:
    server.pages["/a"] = Answer(status=304)
    assert "status 304" in str(refused(fetcher(), server.url("/a")))


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds


def test_a_host_is_given_its_pause_and_another_one_is_not_waited_for(server: NewsServer) -> None:
    server.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow:\n")
    server.pages["/a"] = page("Harbour closes")
    clock = Clock()
    reader = fetcher(limits=quick(delay_s=2.0), clock=clock, wait=clock.wait, resolver=lambda *_: ["127.0.0.1"])
    for host in ("one.example", "one.example", "two.example"):
        reader.fetch(server.url("/a", host))
    # robots.txt, page, page of the first host; robots.txt and page of the second
    assert clock.waits == [2.0, 2.0, 2.0]


def test_the_pause_a_site_asks_for_is_kept_up_to_a_limit(server: NewsServer) -> None:
    server.pages["/a"] = page("Harbour closes")
    for asked, kept in ((7, 7.0), (9_999, 30.0)):
        server.pages["/robots.txt"] = Answer(f"User-agent: *\nCrawl-delay: {asked}\n".encode())
        clock = Clock()
        reader = fetcher(clock=clock, wait=clock.wait)
        reader.fetch(server.url("/a"))
        reader.fetch(server.url("/a"))
        assert clock.waits == [kept]


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_busy_server_is_asked_again_when_it_said(server: NewsServer, form: str) -> None:
    asked: list[Request] = []

    def busy(request: Request) -> Answer:
        asked.append(request)
        when = format_datetime(datetime.now(UTC) + timedelta(seconds=8), usegmt=True)
        after = "8" if form == "seconds" else when
        return Answer(status=503, headers={"Retry-After": after}) if len(asked) == 1 else page("Harbour closes")

    server.pages["/a"] = busy
    clock = Clock()
    assert b"Harbour" in fetcher(clock=clock, wait=clock.wait).fetch(server.url("/a")).body
    assert len(clock.waits) == 1 and 6.5 <= clock.waits[0] <= 8.0


def test_a_server_that_wants_to_be_left_alone_is(server: NewsServer) -> None:
    server.pages["/a"] = Answer(status=429, headers={"Retry-After": "3600"})
    server.pages["/b"] = page("Harbour closes")
    clock = Clock()
    reader = fetcher(clock=clock, wait=clock.wait)
    assert "status 429" in str(refused(reader, server.url("/a")))
    reason = refused(reader, server.url("/b"))
    assert "left alone for another 3600 s" in str(reason) and not reason.lasting
    assert server.asked() == ["/a"] and clock.waits == []


def test_one_connection_at_a_time_to_a_host(server: NewsServer) -> None:
    for number in range(6):
        server.pages[f"/{number}"] = page("Harbour closes", pause_s=0.02)
    reader = fetcher()
    threads = [threading.Thread(target=reader.fetch, args=(server.url(f"/{number}"),)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(server.asked()) == [f"/{number}" for number in range(6)]
    assert server.most_at_once == 1 and len(server.requests) == 7  # robots.txt once


def test_addresses_are_written_as_servers_want_them() -> None:
    assert str(read_address("http://BÜCHER.example/ä b?q=ü&r=%20#part")) == (
        "http://xn--bcher-kva.example/%C3%A4%20b?q=%C3%BC&r=%20"
    )
    base = read_address("https://news.example/2026/a.html")
    assert str(read_address("../b", base)) == "https://news.example/b"
    assert str(read_address("//other.example", base)) == "https://other.example/"
    assert read_address("https://news.example:8443/x").site == "https://news.example:8443"
