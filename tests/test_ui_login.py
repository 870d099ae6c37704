"""Logging in and out of a real server, by its forms and in a browser."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, expect

from rag.settings import Settings
from tests.ui_browser import low_contrast, overflow_px, served
from tests.ui_fake_qa import ScriptedQA
from ui.safety.accounts import FILE_NAME, Accounts
from ui.safety.attempts import FREE
from ui.safety.passwords import hash_password
from ui.server import build_application
from ui.wording.document import page_to_html

PASSWORD = "correct horse battery"


@contextmanager
def with_ada(folder: Path, **settings: object) -> Iterator[tuple[str, Accounts]]:
    """A server on which ada has a login; its address, and the file."""
    accounts = Accounts(folder / "store" / FILE_NAME)
    accounts.add_user("ada", hash_password(PASSWORD))
    with served(ScriptedQA, Settings(store=folder / "store", **settings)) as address:  # type: ignore[arg-type]
        yield address, accounts
    accounts.close()


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Accounts]]:
    with with_ada(tmp_path_factory.mktemp("login")) as served_with:
        yield served_with


def send(
    address: str, method: str, path: str, form: dict[str, str] | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    given = {"Origin": address, "Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
    body = urlencode(form) if form is not None else None
    connection.request(method, path, body, given | {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    found = response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode()
    connection.close()
    return found


def log_in(address: str, **form: str) -> tuple[int, dict[str, str], str]:
    return send(address, "POST", "/login", {"name": "ada", "password": PASSWORD} | form)


def cookie_of(headers: dict[str, str]) -> str:
    return headers["set-cookie"].partition(";")[0]


def test_the_session_is_a_cookie_no_script_reads_and_no_other_site_sends(ada: tuple[str, Accounts]) -> None:
    address, _ = ada
    status, headers, _ = log_in(address, next="/config?x=1")
    assert (status, headers["location"]) == (303, "/config?x=1")
    name, _, flags = headers["set-cookie"].partition(";")
    assert flags == " Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"
    assert len(name.removeprefix("dateline=")) >= 43
    assert send(address, "GET", "/config", Cookie=cookie_of(headers))[0] == 200
    assert send(address, "GET", "/config")[0] == 401


@pytest.mark.parametrize("path", ["/timeline", "/coverage", "/library", "/articles/x", "/api", "/nothing/here"])
def test_every_page_says_who_is_logged_in_and_lets_them_out(ada: tuple[str, Accounts], path: str) -> None:
    address, _ = ada
    page = send(address, "GET", path, Cookie=cookie_of(log_in(address)[1]), Accept="text/html")[2]
    assert "<b>ada</b>" in page and '<form method="post" action="/logout">' in page


def test_the_chat_says_who_is_logged_in_and_lets_them_out(ada: tuple[str, Accounts], browser: BrowserContext) -> None:
    address, _ = ada
    page = browser.new_page()
    page.goto(f"{address}/login")
    page.fill("#name", "ada")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    expect(page.locator("#masthead .who")).to_contain_text("ada")
    page.click("#masthead .who button")
    expect(page.locator("h1")).to_have_text("Log in")
    page.close()


def test_without_logins_nobody_is_named() -> None:
    assert "logout" not in page_to_html("A page", "")


def test_each_login_is_a_new_session_and_ends_the_old_one(ada: tuple[str, Accounts]) -> None:
    address, _ = ada
    first = cookie_of(log_in(address)[1])
    fixed = "dateline=chosen-by-somebody-else"
    _, headers, _ = send(address, "POST", "/login", {"name": "ADA", "password": PASSWORD}, Cookie=fixed)
    assert cookie_of(headers) not in (first, fixed)
    second = cookie_of(send(address, "POST", "/login", {"name": "ada", "password": PASSWORD}, Cookie=first)[1])
    assert send(address, "GET", "/config", Cookie=first)[0] == 401
    assert send(address, "GET", "/config", Cookie=second)[0] == 200


def test_logging_out_ends_the_session_for_everybody_who_has_it(ada: tuple[str, Accounts]) -> None:
    address, _ = ada
    cookie = cookie_of(log_in(address)[1])
    assert "ada" in send(address, "GET", "/logout", Cookie=cookie)[2]
    status, headers, _ = send(address, "POST", "/logout", {}, Cookie=cookie)
    assert (status, headers["location"]) == (303, "/login")
    assert "Max-Age=0" in headers["set-cookie"]
    assert send(address, "GET", "/config", Cookie=cookie)[0] == 401


def test_another_site_can_neither_log_in_nor_out(ada: tuple[str, Accounts]) -> None:
    address, _ = ada
    cookie = cookie_of(log_in(address)[1])
    for path in ("/login", "/logout"):
        form = {"name": "ada", "password": PASSWORD}
        assert send(address, "POST", path, form, Origin="https://evil.example", Cookie=cookie)[0] == 403
    assert send(address, "GET", "/config", Cookie=cookie)[0] == 200


def test_a_token_does_as_password_without_a_name(ada: tuple[str, Accounts]) -> None:
    address, accounts = ada
    token = accounts.add_token("container")
    status, headers, _ = send(address, "POST", "/login", {"name": "", "password": token})
    assert status == 303
    assert "token:container" in send(address, "GET", "/logout", Cookie=cookie_of(headers))[2]
    assert send(address, "POST", "/login", {"name": "", "password": "guess"})[0] == 401


def test_a_session_from_a_token_is_still_only_a_cookie(ada: tuple[str, Accounts]) -> None:
    address, accounts = ada
    token = accounts.add_token("laptop")
    cookie = cookie_of(send(address, "POST", "/login", {"name": "", "password": token})[1])
    assert send(address, "POST", "/logout", None, Cookie=cookie)[0] == 403


def test_a_failed_login_is_one_line_of_the_log_without_the_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    forged = "ada\nfailed login from 192.0.2.9 as 'eve\x1b[2J" + "y" * 500
    with with_ada(tmp_path) as (address, _):
        assert log_in(address)[0] == 303
        assert log_in(address, name=forged, password="guessed")[0] == 401
        assert log_in(address, password="guessed")[0] == 401
    told = [record.getMessage() for record in caplog.records if record.name == "ui.safety.login"]
    assert told == [f"failed login from 127.0.0.1 as {forged[:64]!a}", "failed login from 127.0.0.1 as 'ada'"]
    assert all(line.isprintable() and line.isascii() and "guessed" not in line for line in told)


def test_guessing_is_slowed_down_and_a_form_that_is_none_is_a_guess(tmp_path: Path) -> None:
    with with_ada(tmp_path) as (address, _):
        for body in (b"\xff\xfe", b"a" * 20_000, b"&".join([b"a=1"] * 50)):
            connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
            connection.request("POST", "/login", body, {"Origin": address})
            assert connection.getresponse().status == 401
            connection.close()
        tries = [log_in(address, password=f"wrong {n}") for n in range(FREE - 3)]
        assert {status for status, _, _ in tries} == {401}
        for _ in range(500):  # until the wait is longer than what follows can take
            refused = log_in(address, password="wrong")
            if int(refused[1].get("retry-after", "0")) > 16:
                break
        unknown, right = log_in(address, name="nobody", password="x"), log_in(address)
    assert "do not go together" in tries[0][2]
    assert (refused[0], unknown[0], right[0]) == (429, 429, 429)
    assert "Too many tries" in refused[2]


def test_the_cookie_is_for_https_alone_behind_a_proxy_that_is_believed(tmp_path: Path) -> None:
    import asyncio
    import threading
    import time

    Accounts(tmp_path / FILE_NAME).add_user("ada", hash_password(PASSWORD))
    servers: list[uvicorn.Server] = []

    async def run() -> None:
        application = build_application(Settings(store=tmp_path, hosts="news.example"), ScriptedQA)
        config = uvicorn.Config(application, port=0, log_level="critical", forwarded_allow_ips=["127.0.0.1"])
        servers.append(uvicorn.Server(config))
        await servers[0].serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    while not servers or not servers[0].started:
        assert thread.is_alive()
        time.sleep(0.02)
    address = f"http://127.0.0.1:{servers[0].servers[0].sockets[0].getsockname()[1]}"
    try:
        proxied = {"Host": "news.example", "Origin": "https://news.example", "X_Forwarded_Proto": "https"}
        form = {"name": "ada", "password": PASSWORD}
        _, headers, _ = send(address, "POST", "/login", form=form, **proxied)
        cookie = headers["set-cookie"]
        inside = send(address, "GET", "/config", None, Cookie=cookie.partition(";")[0], **proxied)[0]
    finally:
        servers[0].should_exit = True
        thread.join()
    assert cookie.startswith("__Host-dateline=") and cookie.endswith("; HttpOnly; SameSite=Lax; Secure")
    assert inside == 200


def test_in_a_browser_one_logs_in_asks_and_leaves(browser: BrowserContext, ada: tuple[str, Accounts]) -> None:
    address, _ = ada
    page = browser.new_page()
    page.set_default_timeout(60_000)
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(f"{address}/library?q={quote('ferry boat')}")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert errors == [] and low_contrast(page) == [] and overflow_px(page) == 0

    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("wrong password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{address}/library?q=ferry*")

    page.goto(address)
    page.fill("#question textarea", "What happened to the ferry?")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#current [data-state=answered]")
    page.goto(f"{address}/logout")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(f"{address}/login")
    page.goto(address)
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert hosts == {address.removeprefix("http://")}
    page.close()


def test_the_login_page_works_on_a_phone_in_the_dark_and_without_script(
    browser: BrowserContext, ada: tuple[str, Accounts]
) -> None:
    address, _ = ada
    assert browser.browser is not None
    page = browser.browser.new_page(color_scheme="dark", viewport={"width": 360, "height": 740})
    page.goto(address)
    assert low_contrast(page) == [] and overflow_px(page) == 0
    page.close()

    plain = browser.browser.new_page(java_script_enabled=False)
    plain.goto(f"{address}/login?next=/page/theme.css")
    plain.get_by_label("Name").fill("ada")
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Log in").click()
    plain.wait_for_url(f"{address}/page/theme.css")
    plain.close()
