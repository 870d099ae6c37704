"""The web application around the page: headers, health, where it listens."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.errors import UsageError
from rag.settings import Settings
from tests.ui_browser import empty_settings, served
from tests.ui_fake_qa import ScriptedQA
from ui.safety.accounts import FILE_NAME, Accounts
from ui.safety.headers import content_security_policy
from ui.safety.passwords import hash_password
from ui.server import serve

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(ScriptedQA, empty_settings(tmp_path_factory.mktemp("server"))) as address:
        yield address


def get(url: str, **headers: str) -> tuple[dict[str, str], bytes]:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
        return {name.lower(): value for name, value in response.headers.items()}, response.read()


def test_healthz(address: str) -> None:
    assert get(f"{address}/healthz")[1] == b'{"status":"ok"}'


@pytest.mark.parametrize("path", ["/", "/healthz", "/page/theme.css", "/page/page.js", "/config"])
def test_every_response_carries_the_headers(address: str, path: str) -> None:
    headers, _ = get(address + path)

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_page_runs_no_script_but_its_own(address: str) -> None:
    headers, page = get(address, Accept="text/html", **{"Accept-Encoding": "gzip, br"})

    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
    assert headers["content-security-policy"] == content_security_policy(page, inline_styles=True)
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in "".join(policy.values())
    assert policy["script-src"].count("'sha256-") >= 1
    assert int(headers["content-length"]) == len(page)


def test_no_page_of_the_framework_is_served(address: str) -> None:
    for path in ("/docs", "/redoc"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(address + path)
        assert refused.value.code == 404
        refused.value.close()


@pytest.mark.parametrize("path", ["/page/../app.py", "/page/%2e%2e/app.py", "/page/..%2fapp.py"])
def test_only_the_pages_own_files_are_served(address: str, path: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert b"mount_chat" not in answer


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "dateline.example"])
def test_a_host_others_can_reach_is_refused(host: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dateline users add"):
        serve(Settings(store=tmp_path, host=host, port=0), announce=print)


@pytest.mark.parametrize("reached", [{"hosts": "news.example"}, {"proxies": "127.0.0.1"}])
def test_behind_a_proxy_it_does_not_start_without_a_login(reached: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"through DATELINE_HOSTS or DATELINE_PROXIES.*dateline users add"):
        serve(Settings(store=tmp_path, port=0, **reached), announce=print)  # type: ignore[arg-type]


def test_a_port_in_use_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve(Settings(store=tmp_path, port=taken.getsockname()[1]), announce=print)


def test_what_a_stranger_says_of_where_a_request_came_from_is_not_believed(tmp_path: Path) -> None:
    Accounts(tmp_path / FILE_NAME).add_user("ada", hash_password("correct horse"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "OPENAI_", "FORWARDED_"))}
    command = [sys.executable, "-m", "ui", "--port", "0", "--store", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            connection = http.client.HTTPConnection(server.stdout.readline().split()[3].removeprefix("http://"))
            told = {"X-Forwarded-Proto": "https", "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/login", "name=ada&password=correct+horse", told)
            cookie = connection.getresponse().headers["Set-Cookie"]
            connection.close()
        finally:
            server.kill()
    assert cookie.startswith("dateline=") and "Secure" not in cookie


def test_a_program_learns_that_nothing_is_there_as_a_problem(address: str) -> None:
    for path in ("/articles/x/y", "/nothing/here", "/page/nothing.css"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(address + path)
        assert refused.value.code == 404
        assert json.load(refused.value)["type"] == "/api#not-found"
        refused.value.close()
