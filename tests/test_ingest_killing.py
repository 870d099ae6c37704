"""Killed at random moments and begun again, an ingest leaves the store as if nothing had happened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.killing.articles import words_to_ask, write_articles
from ingest.killing.contents import contents_of, differences
from ingest.killing.embedding_server import DIMENSIONS
from ingest.killing.rounds import kill_and_compare


@pytest.mark.timeout(600)  # a dozen processes: seconds on a quiet machine, minutes on a busy one
def test_what_is_killed_comes_out_as_what_is_left_alone(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    write_articles(source, 60)

    toll = kill_and_compare(source, tmp_path, kills=3, seed=7)

    assert toll.differences == []
    assert toll.kills == 3 and toll.finished >= 1
    assert toll.texts > 120
    assert toll.most_repeated <= toll.texts  # all of them are one batch

    # And the comparison sees what is missing, changed or embedded otherwise.
    one = contents_of(tmp_path / "undisturbed", words_to_ask(), DIMENSIONS)
    assert len(one.articles) == 60 and len(one.vectors["leads"]) == 60 and all(one.words.values())
    some = next(iter(one.articles))
    fewer = {key: value for key, value in one.articles.items() if key != some}
    assert differences(one, replace(one, articles=fewer)) == [f"1 articles differ, {some} for one"]
    turned = {name: -vector for name, vector in one.vectors["leads"].items()}
    assert "60 vectors of leads differ" in differences(one, replace(one, vectors={**one.vectors, "leads": turned}))[0]
    assert differences(one, replace(one, faults=("words are missing",))) == ["words are missing"]
    assert all(np.isclose(np.linalg.norm(vector), 1, atol=1e-5) for vector in turned.values())
