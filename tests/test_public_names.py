"""The public names are those that are listed, no more and no fewer."""

import rag


def test_every_listed_name_is_there() -> None:
    for name in rag.__all__:
        assert getattr(rag, name) is not None


def test_nothing_else_is_offered() -> None:
    assert dir(rag) == sorted(rag.__all__)
