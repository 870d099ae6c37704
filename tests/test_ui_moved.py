"""The server's files are deleted or replaced while it runs: the new ones count, and nobody gets in for want of one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from rag.errors import StoreDamaged, StoreNotFound
from rag.settings import Settings
from tests.ui_fake_qa import ScriptedQA
from ui.newsroom import Newsroom
from ui.safety.accounts import Accounts
from ui.safety.doorkeeper import Doorkeeper


class Fallen(ScriptedQA):
    """What answers from a store that is another one now."""

    def stands(self) -> bool:
        return False


def test_a_replaced_store_is_opened_anew_and_the_old_one_let_go() -> None:
    old, new = Fallen(), ScriptedQA()
    opening = iter([old, new])
    newsroom = Newsroom(lambda: next(opening))

    assert asyncio.run(newsroom.answering()) is old
    assert asyncio.run(newsroom.answering()) is new
    assert asyncio.run(newsroom.answering()) is new
    assert old.ended == ["closed"] and not new.ended


def test_while_nothing_replaces_a_deleted_store_that_is_said_each_time() -> None:
    old = Fallen()
    opening = iter([old])

    def open_again() -> ScriptedQA:
        for one in opening:
            return one
        raise StoreNotFound("there is no store at news")

    newsroom = Newsroom(open_again)
    assert asyncio.run(newsroom.answering()) is old
    for _ in range(2):
        with pytest.raises(StoreNotFound):
            asyncio.run(newsroom.answering())
    newsroom.close()
    assert old.ended == ["closed"]


def move(path: Path, folder: Path) -> None:
    folder.mkdir()
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(folder / file.name)


def test_logins_that_were_replaced_are_the_ones_that_count(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "users.sqlite")
    old = accounts.add_token("old")
    move(accounts.path, tmp_path / "aside")
    other = Accounts(accounts.path)
    new = other.add_token("new")

    assert accounts.token_name(new) == "new"
    assert accounts.token_name(old) is None
    accounts.close()
    other.close()


def test_logins_that_vanish_let_nobody_in(tmp_path: Path) -> None:
    accounts = Accounts(tmp_path / "users.sqlite")
    token = accounts.add_token("program")
    doorkeeper = Doorkeeper(Settings(store=tmp_path), accounts)
    assert doorkeeper.identify({"authorization": f"Bearer {token}"}, secure=False) is not None
    move(accounts.path, tmp_path / "aside")

    for headers in ({}, {"authorization": f"Bearer {token}"}):
        with pytest.raises(StoreDamaged, match=r"users\.sqlite is gone"):
            doorkeeper.identify(headers, secure=False)
    accounts.close()
