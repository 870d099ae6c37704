"""Every reader on hostile inputs by the hundred, the same ones each time; ``make fuzz`` tries thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fuzz.readers import READERS, Broken, input_of, try_reader
from ingest.fuzz.run import run_reader
from ingest.fuzz.seeds import SEEDS

INPUTS = 200


@pytest.mark.parametrize("reader", READERS)
def test_every_input_is_read_or_rejected_with_a_reason(reader: str, tmp_path: Path) -> None:
    read = rejected = 0
    for number in range(INPUTS):
        outcome = try_reader(reader, input_of(reader, 2026, number), tmp_path)
        read, rejected = read + outcome.read, rejected + outcome.rejected
    assert read > 0
    assert rejected > 0 or reader == "robots"  # whatever a robots.txt says, it is obeyed or passed over


@pytest.mark.parametrize("reader", READERS)
def test_sound_inputs_are_read(reader: str, tmp_path: Path) -> None:
    for number in range(len(SEEDS[reader])):
        assert try_reader(reader, input_of(reader, 1, number), tmp_path).read


def test_inputs_follow_from_reader_seed_and_number() -> None:
    assert input_of("page", 1, 50) == input_of("page", 1, 50)
    assert len({input_of("page", seed, number) for seed in (1, 2) for number in range(50, 60)}) == 20


def test_a_run_counts_each_input_once() -> None:
    tally = run_reader("date", inputs=60, seed=5)
    assert tally.faults == []
    assert tally.inputs == tally.with_articles + tally.rejected + tally.empty == 60
    assert tally.peak_mib > 0


def test_what_readers_must_not_give_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.fuzz.readers.EARLIEST_YEAR", 2100)
    with pytest.raises(Broken, match="the year 2024"):
        try_reader("date", b"2024-10-24", tmp_path)
