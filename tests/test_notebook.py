"""Kept conversations and marks: everything comes back, each user sees their own, several processes may write."""

from __future__ import annotations

import multiprocessing
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eval.cases import case_from_record, case_to_record
from eval.datasets import load_dataset
from eval.runs.asking import ask
from rag import notebook
from rag.errors import StoreError, UsageError
from rag.notebook import Asked, KeptTurn, Mark, Marked, Notebook, history_of
from rag.types import Abstained, Note
from tests.eval_fake_qa import FakeQA
from tests.ui_fake_qa import answer

NOON = datetime(2031, 5, 12, 12, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Notebook:
    return Notebook(tmp_path / "notebook.sqlite")


def turn(number: int = 1, question: str = "What happened?", minutes: int = 0) -> KeptTurn:
    asked = Asked(question, "2031-05-12", "2031-05-01", "2031-05-10", ("Inland Post",))
    whole = replace(answer(question), notes=(Note("stale", "Old."),))
    return KeptTurn(f"t{number}", asked, whole, NOON + timedelta(minutes=minutes))


def marked(thumb: int = 1, *, one: KeptTurn | None = None, conversation: str = "c1") -> Marked:
    one = one or turn()
    history = history_of([answer("Before?")])
    circumstances = {"settings": {"answerer": "auto"}, "store": {"generation": 3}}
    mark = Mark(thumb, "Too old.")
    return Marked("local", conversation, one.id, mark, NOON, one.asked, one.answer, history, circumstances)


def test_a_conversation_comes_back_whole_and_in_order(kept: Notebook) -> None:
    turns = (turn(1), turn(2, "And then, in عاجل or 速報?", minutes=1))
    for one in turns:
        kept.keep("local", "c1", one)

    assert Notebook(kept.path).turns("local", "c1") == turns
    assert [(one.title, one.turns) for one in kept.conversations("local")] == [("What happened?", 2)]
    assert kept.path.stat().st_mode & 0o077 == 0


def test_nothing_is_made_before_something_is_kept(kept: Notebook) -> None:
    assert kept.conversations("local") == ()
    assert kept.turns("local", "c1") == ()
    assert not kept.path.exists()


def test_a_question_asked_anew_takes_the_place_of_the_one_it_was_edited_from(kept: Notebook) -> None:
    kept.keep("local", "c1", turn(1))
    kept.keep("local", "c1", turn(2, "Better?"), instead_of="t1")

    assert [one.id for one in kept.turns("local", "c1")] == ["t2"]


def test_each_user_sees_and_deletes_only_their_own(kept: Notebook) -> None:
    for user in ("ada", "bob"):
        kept.keep(user, "c1", turn())

    assert not kept.forget("eve", "c1")
    assert kept.forget("ada", "c1")
    assert kept.conversations("ada") == ()
    assert len(kept.turns("bob", "c1")) == 1


def test_deleting_a_conversation_deletes_its_marks_and_deleting_all_leaves_nothing(kept: Notebook) -> None:
    for name in ("c1", "c2", "c3"):
        kept.keep("local", name, turn())
        kept.mark(marked(conversation=name))

    kept.forget("local", "c1")
    assert [one.conversation for one in kept.marks()] == ["c2", "c3"]
    assert kept.forget_all("local") == 2
    assert kept.marks() == ()


def test_the_oldest_go_when_there_are_too_many(kept: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "CONVERSATIONS_KEPT", 2)
    monkeypatch.setattr(notebook, "TURNS_KEPT", 3)
    for number in range(1, 6):
        kept.keep("local", "long", turn(number, minutes=number))
    for number, name in enumerate("abc"):
        kept.keep("local", name, turn(minutes=10 + number))

    assert [one.id for one in kept.conversations("local")] == ["c", "b"]
    kept.keep("local", "c", turn(2, minutes=20))
    assert len(kept.turns("local", "c")) == 2
    assert kept.turns("local", "long") == ()


def test_a_mark_holds_everything_needed_to_ask_again_and_can_be_changed_and_taken_back(kept: Notebook) -> None:
    kept.keep("local", "c1", turn())
    kept.mark(marked(-1))
    kept.mark(marked(1))

    assert kept.marks() == (marked(1),)
    assert kept.turns("local", "c1")[0].mark == Mark(1, "Too old.")

    kept.unmark("local", "c1", "t1")
    assert kept.marks() == ()


def test_half_a_character_and_a_quote_do_no_harm(kept: Notebook) -> None:
    kept.keep("o'neil\"", "c1'; DROP TABLE turns;--", turn(1, "Why \ud800 'so'?"))

    assert kept.conversations("o'neil\"")[0].title == "Why ? 'so'?"


def test_a_folder_that_is_not_there_or_a_file_that_is_no_notebook_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"absent/notebook\.sqlite: conversations cannot be kept"):
        Notebook(tmp_path / "absent" / "notebook.sqlite").keep("local", "c1", turn())
    other = tmp_path / "notebook.sqlite"
    other.write_text("not a database, but long enough to be taken for one" * 30)
    with pytest.raises(StoreError, match="conversations cannot be kept"):
        Notebook(other).conversations("local")


def test_many_threads_and_processes_keep_at_once(kept: Notebook) -> None:
    def keep_some(name: str) -> None:
        for number in range(5):
            kept.keep("local", name, turn(number))

    threads = [threading.Thread(target=keep_some, args=(f"thread{i}",)) for i in range(3)]
    process = multiprocessing.get_context("spawn").Process(target=_keep_elsewhere, args=(kept.path,))
    process.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    process.join()

    assert process.exitcode == 0
    assert sorted((one.id, one.turns) for one in kept.conversations("local")) == [
        ("process", 5),
        *((f"thread{i}", 5) for i in range(3)),
    ]


def _keep_elsewhere(path: Path) -> None:
    for number in range(5):
        Notebook(path).keep("local", "process", turn(number))


def test_marked_answers_are_cases_of_an_evaluation(kept: Notebook) -> None:
    declined = replace(turn(2).answer, text="", citations=(), abstained=Abstained("not_covered", "No."))
    turns = (turn(1), replace(turn(2), answer=declined), turn(3))
    for one, thumb in zip(turns, (1, 1, -1), strict=True):
        kept.keep("local", "c1", one)
        kept.mark(marked(thumb, one=one))

    good, abstained, bad = load_dataset(kept.path).cases

    assert (good.id, good.type, dict(good.relevant)) == ("c1-t1", "marked good", {"a1": 1, "a2": 1})
    assert (good.as_of, good.publishers) == (turn().answer.as_of, ("Inland Post",))
    assert (good.since, good.until) == (datetime(2031, 5, 1, tzinfo=UTC), datetime(2031, 5, 11, tzinfo=UTC))
    assert good.extra["store"] == {"generation": 3}
    assert good.history == ((answer("Before?").question, answer().text),)
    assert abstained.unanswerable
    assert (bad.type, dict(bad.relevant), bad.extra["comment"]) == ("marked bad", {}, "Too old.")
    assert case_from_record(case_to_record(good)) == good


def test_a_marked_follow_up_is_asked_again_with_what_went_before(kept: Notebook) -> None:
    kept.keep("local", "c1", turn())
    kept.mark(marked())
    qa = FakeQA()

    outcome = ask(qa, load_dataset(kept.path, "marked").cases[0], k=4, retrieval_only=False)

    assert outcome.error is None
    assert qa.asked[0][1]["history"] == (("Before?", answer().text),)


def test_a_notebook_without_marks_is_no_dataset(kept: Notebook) -> None:
    kept.keep("local", "c1", turn())

    with pytest.raises(UsageError, match="holds no questions"):
        load_dataset(kept.path)
