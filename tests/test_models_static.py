"""The static model: its arithmetic, its speed-ups that must not show, and the check of its files."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import ModelMissing
from rag.models import static
from rag.models.static import StaticModel, open_static
from rag.models.tokens import Tokens


@pytest.fixture(scope="module")
def model() -> StaticModel:
    return open_static()


def tiny_tokens() -> Tokens:
    words = {"<unk>": 0, "rain": 1, "snow": 2, "sun": 3}
    layout = {
        "version": "1.0",
        "pre_tokenizer": {"type": "Whitespace"},
        "padding": {
            "strategy": {"Fixed": 8},
            "direction": "Right",
            "pad_id": 0,
            "pad_type_id": 0,
            "pad_token": "<unk>",
            "pad_to_multiple_of": None,
        },
        "truncation": {"max_length": 2, "strategy": "LongestFirst", "stride": 0, "direction": "Right"},
        "model": {"type": "WordLevel", "vocab": words, "unk_token": "<unk>"},
    }
    return Tokens(json.dumps(layout).encode(), special=False)


def test_a_vector_is_the_normalised_mean_of_the_token_vectors() -> None:
    vectors = np.array([[0, 0], [1, 0], [0, 1], [3, 4]], dtype=np.float32)
    model = StaticModel(vectors, tiny_tokens(), "tiny@0")

    embedded = model.embed_passages(["rain rain snow", "sun", ""])

    mean = np.array([2 / 3, 1 / 3])
    np.testing.assert_allclose(embedded[0], mean / np.linalg.norm(mean), atol=1e-6)
    np.testing.assert_allclose(embedded[1], [0.6, 0.8], atol=1e-6)
    np.testing.assert_array_equal(embedded[2], [0, 0])


def test_the_bundled_model_gives_the_vectors_its_authors_library_gives(model: StaticModel) -> None:
    # First three numbers of WordLlama 0.4.0.post1's own embed(..., norm=True), noted down by hand.
    expected = {
        "The minister resigned on Friday.": (-0.0755427, -0.0241390, -0.0437709),
        "Zürich: 東京で会談 🙂": (0.0201367, 0.0164472, -0.0335338),
    }
    for text, numbers in expected.items():
        np.testing.assert_allclose(model.embed_question(text)[:3], numbers, atol=1e-6)
    assert model.dimensions == 256
    assert model.fingerprint == "wordllama-l2-supercat-256@64b47a2dc493"


def test_nearer_in_meaning_is_nearer_in_angle(model: StaticModel) -> None:
    question = model.embed_question("Who won the football match?")
    match, bank = model.embed_passages(["The team won the game by two goals.", "The bank raised interest rates."])

    assert question @ match > question @ bank


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_each_text_has_its_own_vector_whatever_stands_beside_it(model: StaticModel, texts: list[str]) -> None:
    together = model.embed_passages(texts)

    assert together.shape == (len(texts), 256)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(together, np.stack([model.embed_question(text) for text in texts]), atol=1e-5)


def test_more_texts_than_one_batch_keep_their_order(model: StaticModel) -> None:
    texts = [f"Report number {n} came out." for n in range(2 * static.BATCH + 3)]

    together = model.embed_passages(texts)

    for row in (0, static.BATCH - 1, static.BATCH, len(texts) - 1):
        np.testing.assert_allclose(together[row], model.embed_question(texts[row]), atol=1e-6)


def test_no_text_is_no_row(model: StaticModel) -> None:
    assert model.embed_passages([]).shape == (0, 256)


def test_a_lone_surrogate_is_embedded_like_any_unknown_character(model: StaticModel) -> None:
    assert np.linalg.norm(model.embed_question("broken \ud800 text")) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("part", ["weights", "tokenizer"])
def test_a_file_with_one_bit_changed_is_refused(tmp_path: Path, part: str) -> None:
    source = static.WEIGHTS if part == "weights" else static.TOKENIZER
    content = bytearray(source.locate().read_bytes())
    content[len(content) // 2] ^= 1
    copy = tmp_path / "copy"
    copy.write_bytes(content)

    with pytest.raises(ModelMissing, match=r"copy is not the expected file .*pip install"):
        open_static(**{part: copy})  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"gone\.safetensors cannot be read"):
        open_static(weights=tmp_path / "gone.safetensors")
