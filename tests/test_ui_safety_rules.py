"""Who may come in, from where and how often: the rules, the file of logins, and the commands that write it."""

from __future__ import annotations

import io
import sqlite3
import stat
from pathlib import Path

import pytest

from rag.errors import StoreDamaged, UsageError
from rag.settings import Secret, Settings
from ui.cli import main
from ui.safety.accounts import Accounts
from ui.safety.attempts import FORGET_S, FREE, LONGEST_S, REMEMBERED, Attempts
from ui.safety.buckets import Buckets
from ui.safety.doorkeeper import Doorkeeper, session_in
from ui.safety.login import local_path, login_to_html
from ui.safety.origins import host_name, is_foreign, may_name
from ui.safety.passwords import hash_password, is_password


class Clock:
    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "users.sqlite")


# Hosts and origins


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:7860",
            "",
            "localhost@evil",
        ),
        *("[::1", "[::1]evil", "127.0.0.1:80:90", "192.0.2.7", "0.0.0.0", "evil.example#localhost", "localhost evil"),
    ],
)
def test_on_loopback_no_other_host_may_be_named(host: str) -> None:
    assert not may_name(host, names=(), loopback_only=True)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7860", "127.0.0.1:1", "[::1]:7860", "[::1]", "localhost.:80"])
def test_loopback_may_be_named(host: str) -> None:
    assert may_name(host, names=(), loopback_only=True)


def test_configured_names_are_taken_and_no_others() -> None:
    for loopback_only in (True, False):
        assert may_name("News.Example:443", names=("news.example",), loopback_only=loopback_only)
        assert not may_name("other.example", names=("news.example",), loopback_only=loopback_only)
    assert host_name("[2001:DB8::1]:80") == "2001:db8::1"


OWN = {"host": "localhost:7860"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "GET", "OPTIONS", "CONNECT"])
@pytest.mark.parametrize(
    "sent",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:7861"},
        {"origin": "http://localhost:7860.evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://localhost:7860"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_another_sites_page_is_told_apart(method: str, sent: dict[str, str]) -> None:
    assert is_foreign(method, OWN | sent, by_cookie=False)


def test_a_link_from_elsewhere_may_be_followed_but_no_form_sent() -> None:
    link = OWN | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert not is_foreign("GET", link, by_cookie=True)
    assert is_foreign("POST", link, by_cookie=True)


@pytest.mark.parametrize(
    "sent", [{"origin": "http://localhost:7860"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}]
)
def test_our_own_page_may_send(sent: dict[str, str]) -> None:
    assert not is_foreign("POST", OWN | sent, by_cookie=True)


def test_a_cookie_alone_changes_nothing() -> None:
    assert is_foreign("POST", OWN, by_cookie=True)
    assert not is_foreign("GET", OWN, by_cookie=True)


@pytest.mark.parametrize(
    "target",
    [
        *("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
        *("/a\nSet-Cookie: x=1", "/\t/evil.example", "", "evil", "/login?next=/login", "/logout", "/ü\u202e", "/ /x"),
    ],
)
def test_after_the_login_nobody_is_sent_elsewhere(target: str) -> None:
    assert local_path(target) == "/"


def test_what_was_typed_is_shown_as_text() -> None:
    page = login_to_html(next='/"><script>1</script>', name='"><img src=x onerror=1>', trouble="<b>no</b>")
    assert "<script>" not in page and "<img" not in page and "<b>no" not in page


# Passwords, attempts, buckets


def test_a_password_is_known_again_and_no_other() -> None:
    kept = hash_password("correct horse")
    assert kept.startswith("$argon2id$")
    assert is_password("correct horse", kept)
    assert not is_password("correct horsf", kept)
    assert not is_password("correct horse", None)
    assert not is_password("x", "no hash")


@pytest.mark.parametrize("password", ["short", "x" * 1_001])
def test_a_password_of_the_wrong_length_is_told(password: str) -> None:
    with pytest.raises(UsageError, match="10 to 1000 characters"):
        hash_password(password)


def test_each_failure_makes_the_next_try_wait_longer() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for _ in range(FREE):
        assert attempts.begin("ada", "192.0.2.1") == 0
    waits = []
    for _ in range(12):
        waits.append(attempts.begin("ada", "192.0.2.1"))
        clock.now += waits[-1]
        assert attempts.begin("ada", "192.0.2.1") == 0
    assert waits[:4] == [1, 2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_S["address"]


def test_a_stranger_holds_a_name_up_for_a_minute_at_most() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for number in range(200):
        attempts.begin("ada", f"192.0.{number % 250}.{number // 250}")
        clock.now += LONGEST_S["name"]
    attempts.begin("ADA", "198.51.100.1")
    assert 0 < attempts.begin("ada", "198.51.100.2") <= LONGEST_S["name"]
    assert attempts.begin("bob", "198.51.100.2") == 0


def test_trying_many_names_slows_the_address_down() -> None:
    attempts = Attempts(clock=Clock())
    assert [attempts.begin(f"user{n}", "2001:db8::1") for n in range(FREE)] == [0] * FREE
    assert attempts.begin("another", "2001:db8::2") > 0


def test_tries_at_the_same_moment_count_before_they_are_judged() -> None:
    attempts = Attempts(clock=Clock())
    begun = [attempts.begin("ada", "192.0.2.1") for _ in range(50)]
    assert begun.count(0.0) == FREE


def test_success_and_time_forgive() -> None:
    clock = Clock()
    attempts = Attempts(clock=clock)
    for _ in range(20):
        assert attempts.begin("ada", "192.0.2.1") == 0
        attempts.succeeded("ada", "192.0.2.1")
    for _ in range(FREE + 1):
        attempts.begin("bob", "192.0.2.2")
    clock.now += FORGET_S + 1
    assert attempts.begin("bob", "192.0.2.2") == 0


def test_attempts_and_buckets_stay_small() -> None:
    attempts, buckets = Attempts(clock=Clock()), Buckets(per_minute=1, clock=Clock())
    for number in range(REMEMBERED + 100):
        attempts.begin(f"n{number}", f"a{number}")
        buckets.wait_s(f"n{number}")
    assert len(attempts._records) <= REMEMBERED
    assert len(buckets._levels) <= 10_000


def test_a_bucket_holds_a_minutes_worth_and_fills_evenly() -> None:
    clock = Clock()
    buckets = Buckets(per_minute=60, clock=clock)
    assert [buckets.wait_s("ada") for _ in range(61)] == [0] * 60 + [1.0]
    assert buckets.wait_s("bob") == 0
    clock.now += 1
    assert buckets.wait_s("ada") == 0
    assert buckets.wait_s("ada") > 0
    clock.now += 3_600
    assert [buckets.wait_s("ada") for _ in range(61)].count(0) == 60


# The file


def test_a_file_that_is_not_there_is_nobody(accounts: Accounts) -> None:
    assert not accounts.any_login()
    assert accounts.users() == [] and accounts.tokens() == []
    assert accounts.session_user("x") is None
    assert not accounts.path.exists()


def test_secrets_are_not_in_the_file_and_the_file_is_ours_alone(accounts: Accounts) -> None:
    accounts.add_user("ada", "$hash")
    token = accounts.add_token("ci")
    session = accounts.open_session("ada", lifetime_s=60)
    accounts.close()

    raw = accounts.path.read_bytes()
    assert token.encode() not in raw and session.encode() not in raw
    assert stat.S_IMODE(accounts.path.stat().st_mode) == 0o600


def test_names_are_known_in_any_case_and_written_one_way(accounts: Accounts) -> None:
    assert accounts.add_user("Ada", "1")
    assert not accounts.add_user("ada", "2")
    assert accounts.password_of("ADA") == ("Ada", "2")


@pytest.mark.parametrize("name", ["", "local", "Local", "token:x", "a b", "a\n", "-x", "x" * 65, "é", "'; DROP"])
def test_a_name_that_cannot_be_one_is_told(accounts: Accounts, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a name"):
        accounts.add_user(name, "x")
    with pytest.raises(UsageError, match="cannot be a name"):
        accounts.add_token(name)


def test_sessions_expire_and_end_with_the_password(tmp_path: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "u", clock=clock)
    accounts.add_user("ada", "1")
    first = accounts.open_session("ada", lifetime_s=60)
    assert accounts.session_user(first) == "ada"
    clock.now += 60
    assert accounts.session_user(first) is None
    second, third = (accounts.open_session("ada", lifetime_s=60) for _ in range(2))
    accounts.close_session(second)
    assert (accounts.session_user(second), accounts.session_user(third)) == (None, "ada")
    accounts.add_user("ADA", "2")
    assert accounts.session_user(third) is None
    fourth = accounts.open_session("ada", lifetime_s=60)
    assert accounts.remove_user("ada") and not accounts.remove_user("ada")
    assert accounts.session_user(fourth) is None


def test_tokens_expire_and_have_one_name_each(tmp_path: Path) -> None:
    clock = Clock()
    accounts = Accounts(tmp_path / "u", clock=clock)
    token, other = accounts.add_token("ci", lifetime_s=60), accounts.add_token("nightly")
    assert (accounts.token_name(token), accounts.token_name(other)) == ("ci", "nightly")
    with pytest.raises(UsageError, match="already"):
        accounts.add_token("CI")
    clock.now += 60
    assert (accounts.token_name(token), accounts.token_name(other)) == (None, "nightly")
    assert accounts.remove_token("nightly") and accounts.token_name(other) is None


def test_what_another_process_changes_is_seen_at_once(accounts: Accounts) -> None:
    token = accounts.add_token("ci")
    other = Accounts(accounts.path)
    assert other.token_name(token) == "ci"
    accounts.remove_token("ci")
    assert other.token_name(token) is None


def test_a_file_of_somebody_elses_is_told(tmp_path: Path) -> None:
    path = tmp_path / "users.sqlite"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 50)
    with pytest.raises(StoreDamaged, match=r"users\.sqlite"):
        Accounts(path).any_login()


# Who is asking


def test_on_loopback_everybody_may_ask_until_there_is_a_login(accounts: Accounts) -> None:
    keeper = Doorkeeper(Settings(), accounts)
    assert not keeper.login_needed()
    assert keeper.identify({}, secure=False) is not None
    accounts.add_user("ada", "x")
    assert keeper.login_needed()
    assert keeper.identify({}, secure=False) is None


@pytest.mark.parametrize(
    "settings", [Settings(host="0.0.0.0"), Settings(hosts="news.example"), Settings(proxies="127.0.0.1")]
)
def test_where_others_can_reach_it_nobody_may_ask_without_a_login(accounts: Accounts, settings: Settings) -> None:
    keeper = Doorkeeper(settings, accounts)
    assert keeper.login_needed() and keeper.identify({}, secure=False) is None


def test_tokens_of_the_settings_and_of_the_file_are_known(accounts: Accounts) -> None:
    token = accounts.add_token("ci")
    keeper = Doorkeeper(Settings(api_token=Secret("s" * 32)), accounts)
    for given, user in ((token, "token:ci"), ("s" * 32, "token:DATELINE_API_TOKEN")):
        identity = keeper.identify({"authorization": f"Bearer {given}"}, secure=False)
        assert identity is not None and identity.user == user and not identity.by_cookie
    for wrong in ("Bearer", "Bearer ", "Bearer x", f"Basic {token}", "Bearer " + "s" * 31, "Bearer \xff"):
        assert keeper.identify({"authorization": wrong}, secure=False) is None


def test_a_token_that_can_be_guessed_is_refused(accounts: Accounts) -> None:
    with pytest.raises(UsageError, match="DATELINE_API_TOKEN has 6 characters"):
        Doorkeeper(Settings(api_token=Secret("secret")), accounts)


def test_over_https_a_cookie_of_http_counts_nothing() -> None:
    assert session_in({"cookie": "a=b; dateline=x"}, secure=False) == "x"
    assert session_in({"cookie": "a=b; dateline=x"}, secure=True) == ""
    assert session_in({"cookie": "__Host-dateline=x"}, secure=True) == "x"
    assert session_in({"cookie": "\x00;;=;"}, secure=False) == ""


# The commands


def test_users_are_added_listed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ["--store", str(tmp_path / "new")]
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse\n"))
    assert main(["users", "add", "ada", "--password-stdin", *store]) == 0
    assert main(["users", "list", *store]) == 0
    out = capsys.readouterr().out
    assert "ada may log in" in out and "ada\tadded 20" in out and "horse" not in out
    kept = Accounts(tmp_path / "new" / "users.sqlite").password_of("ada")
    assert kept is not None and is_password("correct horse", kept[1])
    assert main(["users", "remove", "ada", *store]) == 0
    assert main(["users", "remove", "ada", *store]) == 1
    assert main(["users", "add", "bob", *store]) == 2  # no terminal to ask on
    assert "--password-stdin" in capsys.readouterr().err


def test_a_token_is_printed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ["--store", str(tmp_path)]
    assert main(["tokens", "add", "ci", "--expires", "3", *store]) == 0
    token = capsys.readouterr().out.strip()
    assert Accounts(tmp_path / "users.sqlite").token_name(token) == "ci"
    assert main(["tokens", "list", *store]) == 0
    listed = capsys.readouterr().out
    assert "expires" in listed and token not in listed
    assert main(["tokens", "add", "ci", *store]) == 2
    assert main(["tokens", "remove", "ci", *store]) == 0
    assert main(["tokens", "remove", "ci", *store]) == 1


def test_articles_can_be_read_into_a_folder_that_has_logins(tmp_path: Path) -> None:
    from rag.store.layout import Layout

    Accounts(tmp_path / "users.sqlite").add_user("ada", "x")
    Layout(tmp_path).prepare()
    with sqlite3.connect(tmp_path / "users.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (1,)
    connection.close()
