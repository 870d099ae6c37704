"""Passages that were read before are used again, but only where they would be read the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from rag.proving.grounding import Evidence
from rag.proving.passages import PassageReader
from tests.grounding_cases import CASES, STORIES
from tests.grounding_tables import story

_MARSH = story("marsh", "2025-02-03", "Post", "Reeds cut", "Marsh lay empty. Grace said so.")


def test_a_passage_is_read_once() -> None:
    reader = PassageReader()

    assert reader.read(STORIES["bank"], frozenset()) is reader.read(STORIES["bank"], frozenset({"elsewher"}))


def test_a_passage_is_read_anew_where_another_word_of_it_is_ordinary() -> None:
    reader = PassageReader()

    as_names = reader.read(_MARSH, frozenset())
    as_words = reader.read(_MARSH, frozenset({"marsh", "reed"}))

    assert [name.text for name in as_names.all_names()] == ["Marsh", "Grace", "Reeds"]
    assert [name.text for name in as_words.all_names()] == ["Grace"]


def test_no_more_passages_are_kept_than_was_said() -> None:
    reader = PassageReader(kept=2)
    first = reader.read(STORIES["bank"], frozenset())

    for name in ("ferry", "quake"):
        reader.read(STORIES[name], frozenset())

    assert reader.read(STORIES["bank"], frozenset()) is not first


def test_what_is_kept_changes_no_verdict() -> None:
    shared = PassageReader(kept=20)

    def verdict(at: int, reader: PassageReader | None) -> object:
        case = CASES[at]
        passages = [STORIES[name] for name in (*case.cited, *case.others)]
        return Evidence(passages, reader=reader).check(case.sentence, range(1, len(case.cited) + 1))

    some = range(0, len(CASES), 7)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda at: verdict(at, shared), [*some, *some]))

    assert together == [verdict(at, None) for at in (*some, *some)]
