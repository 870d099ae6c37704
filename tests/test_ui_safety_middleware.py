"""The guard and the limits as ASGI middleware: each refusal, its form, and that nothing else is in the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rag.settings import Secret, Settings
from tests.asgi import LOCAL, Echo, Reply, ask
from ui.asgi import Application
from ui.safety.accounts import Accounts
from ui.safety.buckets import Buckets
from ui.safety.doorkeeper import Doorkeeper
from ui.safety.guard import Guard
from ui.safety.limits import Bounds, Limits
from ui.safety.turns import Turns
from ui.wording.problems import ALL_KINDS

TOKEN = "t" * 40
BEARER = {**LOCAL, "authorization": f"Bearer {TOKEN}"}
PATHS = ("/", "/api/query", "/v1/chat/completions", "/mcp", "/gradio_api/queue/join", "/config", "/metrics", "/login")


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "users.sqlite")


def guarded(accounts: Accounts, settings: Settings | None = None, *, hosts: frozenset[str] = frozenset()) -> Guard:
    return Guard(Echo(), doorkeeper=Doorkeeper(settings or Settings(), accounts), hosts=hosts)


def once(app: Application, path: str, **more: object) -> Reply:
    return asyncio.run(ask(app, path, **more))  # type: ignore[arg-type]


# The guard


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_name_of_this_machine_is_refused_everywhere(accounts: Accounts, path: str, method: str) -> None:
    reply = once(guarded(accounts), path, method=method, headers={"host": "rebound.example:7860"})
    assert reply.status == 421 and b"DATELINE_HOSTS" in reply.body


@pytest.mark.parametrize("path", PATHS)
def test_a_foreign_page_is_refused_everywhere(accounts: Accounts, path: str) -> None:
    for settings in (Settings(), Settings(api_token=Secret(TOKEN))):
        reply = once(
            guarded(accounts, settings), path, method="POST", headers={**LOCAL, "origin": "https://evil.example"}
        )
        assert reply.status == 403


def test_a_foreign_page_cannot_pretend_to_have_a_token(accounts: Accounts) -> None:
    sent = {**LOCAL, "origin": "https://evil.example", "authorization": "Bearer guess"}
    assert once(guarded(accounts), "/v1/chat/completions", method="POST", headers=sent).status == 403


def test_a_foreign_page_gets_no_preflight_and_no_socket(accounts: Accounts) -> None:
    sent = {**LOCAL, "origin": "https://evil.example", "access-control-request-method": "POST"}
    assert once(guarded(accounts), "/gradio_api/queue/join", method="OPTIONS", headers=sent).status == 403
    assert once(guarded(accounts), "/ws", kind="websocket", headers=sent).status == 1008


def test_a_program_on_this_machine_needs_nothing(accounts: Accounts) -> None:
    reply = once(guarded(accounts), "/v1/chat/completions", method="POST", body=(b"{", b"}"))
    assert (reply.status, reply.body, reply.user) == (200, b"{}", "local")


def test_a_program_with_a_token_is_known_by_its_name(accounts: Accounts) -> None:
    token = accounts.add_token("ci")
    app = guarded(accounts, Settings(host="0.0.0.0"))
    reply = once(app, "/mcp", method="POST", headers={"host": "any", "authorization": f"bearer {token}"})
    assert (reply.status, reply.user) == (200, "token:ci")
    accounts.remove_token("ci")
    assert once(app, "/mcp", method="POST", headers={"host": "any", "authorization": f"Bearer {token}"}).status == 401


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/login"])
def test_who_is_not_known_gets_nowhere(accounts: Accounts, path: str) -> None:
    accounts.add_user("ada", "x")
    app = guarded(accounts)
    page = once(app, f"{path}?a=1&b=2", headers={**LOCAL, "accept": "text/html,*/*"})
    program = once(app, path, method="POST", headers={**LOCAL, "cookie": "dateline=guess"})

    assert page.status == 303
    assert page.headers["location"].startswith("/login?next=%2F")
    assert program.status == 401
    assert program.headers["www-authenticate"].startswith("Bearer")


def test_a_refusal_has_the_form_its_reader_expects(accounts: Accounts) -> None:
    accounts.add_user("ada", "x")
    app = guarded(accounts)
    problem = once(app, "/api/query", method="POST")
    assert problem.headers["content-type"] == "application/problem+json"
    assert json.loads(problem.body)["status"] == 401
    openai = json.loads(once(app, "/v1/chat/completions", method="POST").body)
    assert openai["error"]["code"] == "login-needed" and "tokens add" in openai["error"]["message"]
    page = once(app, "/", headers={"host": "<b>.example", "accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html") and b"<b>.example" not in page.body


def test_a_refused_program_finds_its_problem_in_the_reference(accounts: Accounts) -> None:
    turns = Turns(at_once=1, per_user=1)
    limits = Limits(Echo(), turns=turns, buckets=Buckets(per_minute=1), bounds=Bounds(body_bytes=4))
    elsewhere = {"method": "POST", "client": "203.0.113.7"}
    accounts.add_user("ada", "x")
    replies = {
        421: once(guarded(accounts), "/api/query", method="POST", headers={"host": "rebound.example"}),
        403: once(guarded(accounts), "/api/query", method="POST", headers={**LOCAL, "origin": "https://evil.example"}),
        401: once(guarded(accounts), "/api/query", method="POST"),
        413: once(limits, "/api/search", body=(b"too much",), **elsewhere),
        429: once(limits, "/api/search", **elsewhere),
    }
    turns.drain()
    replies[503] = once(limits, "/api/query", method="POST")
    anchors = {f"/api#{kind.name}" for kind in ALL_KINDS}
    for status, reply in replies.items():
        problem = json.loads(reply.body)
        assert (reply.status, problem["status"]) == (status, status)
        assert problem["type"] in anchors and problem["instance"].startswith("urn:uuid:")
    assert len({json.loads(reply.body)["type"] for reply in replies.values()}) == len(replies)


def test_a_refused_person_reads_what_to_do(accounts: Accounts) -> None:
    limits = Limits(
        Echo(), turns=Turns(at_once=1, per_user=1), buckets=Buckets(per_minute=1), bounds=Bounds(body_bytes=4)
    )
    browser = {"method": "POST", "client": "203.0.113.7", "headers": {**LOCAL, "accept": "text/html,*/*"}}
    large = once(limits, "/library/files", body=(b"too much",), **browser)
    many = once(limits, "/library/files", **browser)
    accounts.add_user("ada", "x")
    unknown = once(guarded(accounts), "/library/forget", method="POST", headers=browser["headers"])

    assert large.status == 413 and b"<h1>The body is too large</h1>" in large.body and b"4 bytes" in large.body
    assert many.status == 429 and b"Try again in" in many.body and b'href="/"' in many.body
    assert unknown.status == 401 and b'<a href="/login">Log in</a>' in unknown.body
    assert all(b"Retry-After" not in reply.body for reply in (large, many, unknown))


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/page/theme.css"])
def test_probes_and_our_own_files_are_open(accounts: Accounts, path: str) -> None:
    accounts.add_user("ada", "x")
    assert once(guarded(accounts), path).status == 200


def test_probes_may_use_an_address_and_nothing_else_may(accounts: Accounts) -> None:
    assert once(guarded(accounts), "/readyz", headers={"host": "10.0.0.7:7860"}).status == 200
    assert once(guarded(accounts), "/", headers={"host": "10.0.0.7:7860"}).status == 421


def test_a_session_is_a_login_and_a_cookie_alone_no_reason_to_act(accounts: Accounts) -> None:
    accounts.add_user("ada", "x")
    cookie = {**LOCAL, "cookie": f"dateline={accounts.open_session('ada', lifetime_s=60)}"}
    app = guarded(accounts)
    assert once(app, "/", headers=cookie).user == "ada"
    assert once(app, "/api/query", method="POST", headers=cookie).status == 403
    assert once(app, "/api/query", method="POST", headers=cookie | {"origin": "http://localhost:7860"}).user == "ada"


def test_what_people_were_shown_is_kept_by_no_cache(accounts: Accounts) -> None:
    async def app(scope: object, receive: object, send: object) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]}
        await send(start)  # type: ignore[operator]
        await send({"type": "http.response.body", "body": b""})  # type: ignore[operator]

    guard = Guard(app, doorkeeper=Doorkeeper(Settings(), accounts), hosts=frozenset())
    assert once(guard, "/").headers["cache-control"] == "no-store"


def test_a_broken_file_of_logins_lets_nobody_in(accounts: Accounts) -> None:
    accounts.path.write_bytes(b"rubbish" * 1_000)
    assert once(guarded(accounts), "/").status == 503


# The limits


def limited(
    *, per_minute: int = 0, turns: Turns | None = None, bounds: Bounds | None = None, echo: Echo | None = None
) -> Limits:
    buckets = Buckets(per_minute=per_minute, clock=lambda: 0.0) if per_minute else None
    return Limits(
        echo or Echo(), turns=turns or Turns(at_once=9, per_user=9), buckets=buckets, bounds=bounds or Bounds()
    )


def test_too_many_requests_are_told_when_to_come_back() -> None:
    async def scenario() -> list[Reply]:
        app = limited(per_minute=3)
        return [await ask(app, "/api/search", client="192.0.2.1") for _ in range(4)] + [
            await ask(app, "/api/search", client="192.0.2.2"),
            await ask(app, "/assets/index.js", client="192.0.2.1"),
            await ask(app, "/api/search", client="127.0.0.1"),
        ]

    replies = asyncio.run(scenario())
    assert [reply.status for reply in replies] == [200, 200, 200, 429, 200, 200, 200]
    assert replies[3].headers["retry-after"] == "20"
    assert json.loads(replies[3].body)["title"] == "Too many requests"


def test_one_user_has_a_few_answers_at_once_and_all_have_many() -> None:
    async def scenario() -> tuple[list[int], list[Reply]]:
        echo = Echo(gate=asyncio.Event())
        turns = Turns(at_once=3, per_user=2, wait_s=0.05)
        app = limited(turns=turns, echo=echo)

        async def query(client: str) -> Reply:
            return await ask(app, "/api/query", method="POST", client=client)

        first = [asyncio.create_task(query("192.0.2.1")) for _ in range(2)]
        await asyncio.sleep(0)
        third = await query("192.0.2.1")
        other = asyncio.create_task(query("192.0.2.2"))
        await asyncio.sleep(0)
        crowded = await query("192.0.2.3")
        assert echo.gate is not None
        echo.gate.set()
        done = await asyncio.gather(*first, other)
        assert turns.in_flight == 0
        again = await query("192.0.2.1")
        return [reply.status for reply in [*done, again]], [third, crowded]

    served, refused = asyncio.run(scenario())
    assert served == [200] * 4
    assert [reply.status for reply in refused] == [429, 503]
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in refused)


def test_whoever_leaves_while_waiting_leaves_no_trace() -> None:
    async def scenario() -> int:
        turns = Turns(at_once=1, per_user=1)
        async with turns.turn("ada"):
            waiting = asyncio.create_task(_hold(turns, "bob"))
            await asyncio.sleep(0)
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
        async with turns.turn("bob"):
            return turns.in_flight

    assert asyncio.run(scenario()) == 1


async def _hold(turns: Turns, who: str) -> None:
    async with turns.turn(who):
        pass


def test_while_it_ends_answers_are_finished_and_none_begun() -> None:
    async def scenario() -> tuple[Reply, Reply, Reply, Reply]:
        echo = Echo(gate=asyncio.Event())
        turns = Turns(at_once=9, per_user=9)
        app = limited(turns=turns, echo=echo)
        begun = asyncio.create_task(ask(app, "/v1/chat/completions", method="POST", body=(b"x",)))
        await asyncio.sleep(0)
        turns.drain()
        late = await ask(app, "/v1/chat/completions", method="POST")
        join = await ask(app, "/gradio_api/queue/join", method="POST")
        assert echo.gate is not None
        echo.gate.set()
        return await begun, late, join, await ask(app, "/readyz")

    begun, late, join, ready = asyncio.run(scenario())
    assert (begun.status, begun.body) == (200, b"x")
    assert (late.status, join.status, ready.status) == (503, 503, 503)
    assert int(late.headers["retry-after"]) >= 1


@pytest.mark.parametrize("path", ["/api/query", "/gradio_api/queue/join", "/mcp", "/login"])
def test_a_body_that_is_too_large_is_refused_announced_or_not(path: str) -> None:
    app = limited(bounds=Bounds(body_bytes=10, upload_bytes=20))
    announced = once(app, path, method="POST", headers={**LOCAL, "content-length": "11"}, body=(b"",))
    found = once(app, path, method="POST", body=(b"123456", b"78901"))
    assert (announced.status, found.status) == (413, 413)
    assert once(app, path, method="POST", body=(b"12345", b"67890")).status == 200


def test_an_upload_may_be_larger_but_not_by_any_amount() -> None:
    app = limited(bounds=Bounds(body_bytes=10, upload_bytes=20))
    multipart = {**LOCAL, "content-type": "multipart/form-data; boundary=x"}
    assert once(app, "/library", method="POST", headers=multipart, body=(b"x" * 20,)).status == 200
    assert once(app, "/library", method="POST", headers=multipart, body=(b"x" * 20, b"x")).status == 413


def test_a_body_that_comes_too_slowly_is_refused() -> None:
    async def drip() -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(0.005)
            yield b"x"

    async def scenario() -> Reply:
        return await ask(limited(bounds=Bounds(body_s=0.05)), "/api/query", method="POST", pieces=drip())

    assert asyncio.run(scenario()).status == 408


def test_an_applications_own_words_on_a_refused_body_do_not_count() -> None:
    async def app(scope: object, receive: object, send: object) -> None:
        try:
            await receive()  # type: ignore[operator]
        except OSError:
            start = {"type": "http.response.start", "status": 400, "headers": []}
            await send(start)  # type: ignore[operator]

    limits = Limits(app, turns=Turns(at_once=1, per_user=1), buckets=None, bounds=Bounds(body_bytes=1))
    assert once(limits, "/api/query", method="POST", body=(b"too much",)).status == 413
