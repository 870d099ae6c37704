"""``python -m eval.bench proof``: the script agrees with the sample news, and both systems are judged by it alone."""

import json
from pathlib import Path

import pytest

from eval.bench.__main__ import main
from eval.bench.proof import Pointed, Shown, Tally
from eval.bench.scripted import KINDS, Claim, ScriptedModel, read_scripts
from rag.settings import Settings
from tests.conftest import SAMPLE_NEWS

BORNE_OUT = Claim("near", "Two wires had been swapped.", "wires of her gyrocompass had been swapped")
CHANGED = Claim("false", "Three wires had been swapped.", "wires of her gyrocompass had been swapped")
SOURCE = "Two wires of her gyrocompass had been swapped, the board said."


def test_what_the_model_says_is_about_words_of_the_sample() -> None:
    texts = [" ".join(json.loads(line)["text"].split()) for line in SAMPLE_NEWS.read_text("utf-8").splitlines()]
    claims = [claim for script in read_scripts() for claim in script.claims]

    assert {claim.kind for claim in claims} == set(KINDS)
    assert all(claim.words or claim.kind == "invented" for claim in claims)
    assert all(any(claim.words in text for text in texts) for claim in claims)


def test_the_model_cites_by_number_what_it_was_given() -> None:
    script = next(one for one in read_scripts() if one.question == "Who is the new chief executive of Sound Lines?")
    text = "Friday's choice was Runa Feddersen, harbour master until last year. She is 57."
    ours = "".join(
        f"<passage number={number} outlet='A'>\n{told}\n</passage>\n" for number, told in enumerate(("Rain.", text), 1)
    )
    theirs = f"------\nSource 1:\nRain.\n\nSource 2:\n{text}\n------\n"
    model = ScriptedModel(read_scripts())

    answer = model.write(f"{ours}\nQuestion: {script.question}")

    assert answer.count("[2]") == 2 and "harbour master until last year, as interim chief executive. [2]" in answer
    assert "She will earn 900,000 crowns a year. [1]" in answer
    assert [claim.kind for claim in model.said] == ["near", "false", "invented"]  # of Brannock Yard it was told nothing
    assert model.write(f"{theirs}Query: {script.question}\nAnswer: ") == answer


@pytest.mark.parametrize(
    ("text", "pointed", "borne_out"),
    [
        ("Two wires had been swapped. [1]", SOURCE, 1.0),
        ("Two wires had been swapped. [1]", "It rained.", 0.0),  # wrongly cited
        ("Two wires had been swapped.", SOURCE, 0.0),  # not cited
        ("Three wires had been swapped. [1]", SOURCE, 0.0),
        ("The board said: two wires of her gyrocompass had been swapped. [1]", SOURCE, 0.0),  # no words of the source
        ("Two wires of her gyrocompass had been swapped, the board said. [1]", SOURCE, 1.0),  # quoted
    ],
)
def test_a_shown_sentence_is_judged_by_the_words_it_cites(text: str, pointed: str, borne_out: float) -> None:
    tally = Tally()

    tally.add([BORNE_OUT, CHANGED], Shown(text, {1: Pointed(pointed, exact=True)}))

    assert tally.cells()["borne_out"] == borne_out


def test_a_true_sentence_that_is_not_shown_is_a_loss() -> None:
    tally = Tally()

    tally.add([BORNE_OUT, CHANGED], Shown("", {}))

    cells = tally.cells()
    assert (cells["sentences"], cells["untrue_shown"], cells["true_lost"]) == (0, 0.0, 1.0)


def test_both_systems_are_measured(sample_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", "--store", str(sample_settings.store), "--json"]) == 0

    shares, kinds = json.loads(capsys.readouterr().out)["tables"]
    ours, theirs = shares["rows"]
    assert (ours["system"], theirs["system"]) == ("Dateline", "CitationQueryEngine")
    assert ours["untrue_shown"] <= 0.1 and ours["borne_out"] >= 0.9 and ours["exact"] == 1.0
    assert (theirs["untrue_shown"], theirs["true_lost"], theirs["exact"]) == (1.0, 0.0, 0.0)
    assert ours["words"] < theirs["words"] / 3
    assert all(row["Dateline said"] > 0 for row in kinds["rows"])


def test_a_store_is_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["proof", "--store", str(tmp_path / "none")]) == 1
    assert "no store at" in capsys.readouterr().err
