"""Transformer vectors: the bundled MiniLM, and a folder of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelMissing, UsageError
from rag.models import onnx
from rag.models.embedding import fingerprint_of, name_in_store, open_embedding
from rag.models.minilm_graph import in_eight_bits
from rag.models.onnx import OnnxModel, open_folder, open_minilm
from rag.models.tokens import Tokens
from rag.settings import Settings
from tests.onnx_graph import cross_encoder


@pytest.fixture(scope="module")
def minilm() -> OnnxModel:
    return open_minilm(threads=1)


@pytest.fixture(scope="module")
def packaged() -> OnnxModel:
    """The same, computing as it was packaged: in floats."""
    return open_minilm(threads=1, floats=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder: the bundled model under the names an export has."""
    folder = tmp_path / "my-encoder"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(onnx.MINILM.read())
    (folder / "tokenizer.json").write_bytes(onnx.MINILM_TOKENIZER.read())
    return folder


def test_cosines_are_those_published_for_the_model(minilm: OnnxModel) -> None:
    # From the model card's and its library's examples, in float32; this copy's weights are int8.
    eating, bread, woman, drums = minilm.embed_passages(
        [
            "A man is eating food.",
            "A man is eating a piece of bread.",
            "The new movie is awesome",
            "The new movie is so great",
        ]
    )

    assert minilm.dimensions == 384
    assert eating @ bread == pytest.approx(0.755, abs=0.01)
    assert woman @ drums == pytest.approx(0.893, abs=0.01)
    assert eating @ woman < 0.2


def test_rows_keep_their_order_and_do_not_depend_on_their_neighbours(minilm: OnnxModel) -> None:
    texts = ["Rain.", "The minister of finance resigned on Friday after a long night of talks.", "東京", "", "Sun."]

    together = minilm.embed_passages(texts)

    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in enumerate(texts):
        np.testing.assert_allclose(together[row], minilm.embed_question(text), atol=1e-6)
    assert minilm.embed_passages([]).shape == (0, 384)


def test_more_threads_give_the_same_vectors(minilm: OnnxModel) -> None:
    texts = [f"Report {n} " + "came out " * n for n in range(8)]

    np.testing.assert_allclose(open_minilm(threads=2).embed_passages(texts), minilm.embed_passages(texts), atol=1e-6)


def test_a_passage_is_read_beyond_the_tokenizer_files_128_and_up_to_256_tokens(minilm: OnnxModel) -> None:
    base = "word " * 200
    nearer = minilm.embed_question(base + "volcano")
    beyond = minilm.embed_question("word " * 254 + "volcano")

    assert not np.allclose(nearer, minilm.embed_question(base + "tax"), atol=1e-4)
    np.testing.assert_allclose(beyond, minilm.embed_question("word " * 254 + "tax"), atol=1e-6)


@pytest.mark.parametrize("part", ["model", "tokenizer"])
def test_a_file_with_one_bit_changed_is_refused(tmp_path: Path, part: str) -> None:
    content = bytearray((onnx.MINILM if part == "model" else onnx.MINILM_TOKENIZER).read())
    content[-1] ^= 1
    copy = tmp_path / "copy"
    copy.write_bytes(content)

    with pytest.raises(ModelMissing, match="copy is not the expected file"):
        open_minilm(**{part: copy})  # type: ignore[arg-type]


NEWS = [
    "Ferry runs aground\nThe Post, 4 March 2024\n" + "The ferry struck a rock outside the harbour of Nordsund. " * 18,
    "The minister of finance resigned on Friday after a long night of talks, her office said.",
    "Rates stay where they are, the central bank said; two of its nine members wanted a cut of 0.25 points.",
    "東京で大雨。",
    "Rain.",
]


def test_computing_in_8_bits_stays_near_to_the_model_as_packaged(minilm: OnnxModel, packaged: OnnxModel) -> None:
    nearness = (minilm.embed_passages(NEWS) * packaged.embed_passages(NEWS)).sum(axis=1)

    assert nearness.min() > 0.96
    assert nearness[0] > 0.99
    assert minilm.fingerprint != packaged.fingerprint


def test_signed_and_unsigned_weights_are_the_same_numbers() -> None:
    tokens = Tokens(onnx.MINILM_TOKENIZER.read(), special=True, most=256)
    signed, unsigned = (
        OnnxModel(in_eight_bits(onnx.MINILM.read(), signed=kind), tokens, "x", threads=1) for kind in (True, False)
    )

    if onnx._multiplies_signed():
        np.testing.assert_allclose(signed.embed_passages(NEWS), unsigned.embed_passages(NEWS), atol=2e-3)
    assert (unsigned.embed_passages(NEWS) @ unsigned.embed_passages(NEWS).T).diagonal() == pytest.approx(1, abs=1e-4)


def test_another_model_is_not_written_anew() -> None:
    for content in (b"", b"no model", cross_encoder()):
        with pytest.raises(ModelMissing, match="not built as expected"):
            in_eight_bits(content)


def test_a_store_filled_by_floats_goes_on_being_asked_by_them() -> None:
    floats = fingerprint_of("minilm-float")

    assert name_in_store("minilm", floats) == "minilm-float"
    assert name_in_store("minilm", fingerprint_of("minilm")) == "minilm"
    assert name_in_store("static", floats) == "static"


def test_a_users_folder_gives_vectors_by_its_own_settings(folder: Path, packaged: OnnxModel) -> None:
    text = "The minister resigned on Friday."
    as_mean = open_folder(folder, threads=1)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    as_cls = open_folder(folder, threads=1)

    np.testing.assert_allclose(as_mean.embed_question(text), packaged.embed_question(text), atol=1e-6)
    assert abs(float(as_cls.embed_question(text) @ packaged.embed_question(text))) < 0.9
    assert as_mean.fingerprint.startswith("my-encoder@")
    assert as_mean.fingerprint != as_cls.fingerprint


def test_a_folder_limits_its_texts(folder: Path) -> None:
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 8}))

    model = open_folder(folder, threads=1)

    start = "one two three four five six"
    np.testing.assert_allclose(model.embed_question(start + " seven"), model.embed_question(start), atol=1e-6)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("model.onnx", None, r"model\.onnx cannot be read"),
        ("model.onnx", b"no model", r"model\.onnx is not an ONNX model that can be run"),
        ("tokenizer.json", None, r"tokenizer\.json cannot be read"),
        ("tokenizer.json", b"{}", r"tokenizer\.json is not a tokenizer that can be read"),
        ("config.json", b"{", r"config\.json is not JSON"),
    ],
)
def test_a_folder_that_cannot_be_used_says_which_file(
    folder: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)

    with pytest.raises(ModelMissing, match=message):
        open_folder(folder, threads=1)


def test_names_open_what_they_say_and_fingerprints_agree(folder: Path) -> None:
    settings = Settings(threads=1)
    for name in ("static", "minilm", "minilm-float", str(folder)):
        model = open_embedding(name, settings)
        assert model is not None
        assert model.fingerprint == fingerprint_of(name)
        assert model.embed_question("rain").shape == (model.dimensions,)
    assert open_embedding("none", settings) is None
    assert fingerprint_of("none") is None


def test_a_name_that_means_nothing_is_answered_with_the_ones_that_do(tmp_path: Path) -> None:
    name = str(tmp_path / "absent")
    for resolve in (fingerprint_of, lambda name: open_embedding(name, Settings())):
        with pytest.raises(UsageError, match=r"use static, minilm, minilm-float, none, endpoint:NAME, or the folder"):
            resolve(name)
