"""Settings come from one place, say what is wrong with them, and keep keys to themselves."""

import logging
from pathlib import Path

import pytest

from rag.days import end_of, start_of
from rag.errors import UsageError
from rag.models.embedding import open_embedding
from rag.settings import Secret, Settings

CONFIGURATION = Path(__file__).parent.parent / "docs" / "configuration.md"


def test_variables_are_read_and_keywords_win() -> None:
    environment = {"DATELINE_PORT": "8000", "DATELINE_K": "3", "DATELINE_STORE": "/tmp/x", "OPENAI_API_KEY": " k "}
    settings = Settings.from_environment(environment, port=9000, chat_model=None)
    assert (settings.port, settings.passages_shown, settings.store) == (9000, 3, Path("/tmp/x"))
    assert settings.openai_api_key.reveal() == "k"
    assert settings.chat_model == Settings().chat_model


def test_empty_variables_are_no_values() -> None:
    assert Settings.from_environment({"DATELINE_PORT": "", "DATELINE_CHAT_MODEL": "  "}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATELINE_PORT", "many"),
        ("DATELINE_CHAT_TIMEOUT_S", "soon"),
        ("DATELINE_CHAT_TIMEOUT_S", "0"),
        ("DATELINE_K", "-1"),
        ("DATELINE_K", "10001"),
        ("DATELINE_ANSWERER", "oracle"),
        ("DATELINE_THREADS", "-1"),
        ("DATELINE_CHAT_RETRIES", "-1"),
        ("DATELINE_REQUESTS_PER_MINUTE", "-1"),
        ("DATELINE_AS_OF", "2026-02-29"),
    ],
)
def test_a_bad_value_is_told_by_its_variable(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=variable):
        Settings.from_environment({variable: value})


@pytest.mark.parametrize("family", ["DATELINE_PASSAGE_MODEL", "DATELINE_LEAD_MODEL"])
def test_a_model_that_is_none_is_told_by_its_variable(family: str) -> None:
    with pytest.raises(UsageError, match=family):
        open_embedding("banana", Settings())


def test_a_variable_that_was_a_setting_is_not_taken_for_a_slip_of_the_pen() -> None:
    with pytest.raises(UsageError, match="DATELINE_ANSWER_CACHE is no setting any more: unset it"):
        Settings.from_environment({"DATELINE_ANSWER_CACHE": "100"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("DATELINE_UPLOAD", "DATELINE_UPLOADS"),
        ("DATELINE_STOER", "DATELINE_STORE"),
        ("DATELINE_CHAT_TIMEOUT", "DATELINE_CHAT_TIMEOUT_S"),
        ("DATELINE_PROXY", "DATELINE_PROXIES"),
    ],
)
def test_a_variable_that_is_nearly_a_setting_is_told(written: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"{written} is no setting: write {meant}"):
        Settings.from_environment({written: "off"})


def test_what_others_name_after_us_is_theirs() -> None:
    kubernetes = ("SERVICE_HOST", "SERVICE_PORT", "PORT_7860_TCP", "PORT_7860_TCP_ADDR", "PORT_7860_TCP_PROTO")
    assert Settings.from_environment({f"DATELINE_{name}": "x" for name in kubernetes}) == Settings()


def test_keys_do_not_show(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings(openai_api_key=Secret("sk-very-secret"))
    logging.getLogger("t").warning("%s %r %s", settings, settings.openai_api_key, f"{settings.openai_api_key}")
    assert "very-secret" not in caplog.text
    assert "very-secret" not in str(settings)


def test_the_documents_list_every_setting_as_it_is() -> None:
    text = CONFIGURATION.read_text(encoding="utf-8")
    for variable, default, about in Settings.rows():
        assert f"| `{variable}` | {f'`{default}`' if default else ''} | {about} |" in text


def test_the_documents_list_no_setting_that_is_not() -> None:
    known = {variable for variable, _, _ in Settings.rows()}
    table = [line for line in CONFIGURATION.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    listed = {line.split("`")[1] for line in table}
    assert {name for name in listed if name.startswith(("DATELINE_", "OPENAI_"))} == known


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2024-02-29", "2024-02-29T00:00:00+00:00", "2024-03-01T00:00:00+00:00"),
        ("2024-12-31", "2024-12-31T00:00:00+00:00", "2025-01-01T00:00:00+00:00"),
        ("2024-10-24T18:00:00+02:00", "2024-10-24T16:00:00+00:00", "2024-10-24T16:00:00+00:00"),
        ("2024-10-24T18:00", "2024-10-24T18:00:00+00:00", "2024-10-24T18:00:00+00:00"),
    ],
)
def test_a_date_is_its_whole_day(when: str, start: str, end: str) -> None:
    first, last = start_of(when), end_of(when)
    assert first is not None and first.isoformat() == start
    assert last is not None and last.isoformat() == end


def test_what_is_no_date_is_told() -> None:
    with pytest.raises(UsageError, match="'yesterday' is not a date"):
        start_of("yesterday")
