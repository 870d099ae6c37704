"""What the documents say can be followed: links lead somewhere; commands, make targets and variables exist."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import ingest
from ingest.sample import SAMPLE_PATH
from ingest.sources.records import FIELDS
from rag.settings import Settings
from ui.cli import build_parser

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_ROW_OF_FIELDS = re.compile(r"^\| ([a-z_]+)(?: \(needed\))? \| (`.*`) \|$", re.MULTILINE)
_TWO_WORDS = ("eval", "users", "tokens")
_PLACEHOLDER = re.compile(r"^[A-Z][A-Z_]*$|…|\.\.\.")


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _shell_lines(text: str) -> Iterator[str]:
    """Commands of fenced blocks and of inline code, continued lines joined."""
    for language, block in _FENCE.findall(text):
        if language in ("", "sh", "console"):
            for line in block.replace("\\\n", " ").splitlines():
                yield line.removeprefix("$ ").strip()
    yield from _CODE.findall(_FENCE.sub("", text))


def _dateline_commands() -> list[tuple[str, str]]:
    found = []
    for path in DOCUMENTS:
        for line in _shell_lines(path.read_text(encoding="utf-8")):
            line = re.split(r" {2,}| [|>] ", re.sub(r"^(?:[A-Z_]+=\S+ +)+", "", line))[0]
            if re.match(r"(?:\.venv/bin/)?dateline [a-z]", line):
                found.append((_named(path), line))
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in _LINK.findall(_FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), f"{_named(path)}: {target}"
        if anchor and there.suffix == ".md":
            headings = _HEADING.findall(_FENCE.sub("", there.read_text(encoding="utf-8")))
            assert anchor in map(_anchor, headings), f"{_named(path)}: {target}"


@pytest.mark.parametrize(("document", "line"), _dateline_commands())
def test_commands_of_the_documents_can_be_parsed(document: str, line: str) -> None:
    words = shlex.split(line)[1:]
    names = words[: 2 if words[0] in _TWO_WORDS else 1]
    if words == names or any(_PLACEHOLDER.search(word) for word in words):
        with pytest.raises(SystemExit) as ended:  # named, not spelled out: it must exist
            build_parser().parse_args([*names, "--help"])
        assert ended.value.code == 0
    else:
        build_parser().parse_args(words)


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_tests_named_in_the_documents_exist(path: Path) -> None:
    for name in re.findall(r"`(test_[a-z_]+)`", path.read_text(encoding="utf-8")):
        assert (ROOT / "tests" / f"{name}.py").is_file(), f"{_named(path)}: {name}"


def test_every_defence_names_its_test() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    tables, _, undefended = text.partition("## What is not defended")
    rows = [row for row in tables.splitlines() if row.startswith("| ") and not row.startswith("| against")]
    assert len(rows) > 15 and undefended
    for row in rows:
        assert re.search(r"`test_[a-z_]+`", row.split("|")[3]), row


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_make_targets_of_the_documents_exist(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in _shell_lines(path.read_text(encoding="utf-8")):
        match = re.match(r"make ([a-z][a-z-]*)", line)
        if match:
            assert re.search(rf"^{match.group(1)}:", makefile, re.MULTILINE), f"{_named(path)}: {line}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=_named)
def test_variables_of_the_documents_are_settings(path: Path) -> None:
    known = {variable for variable, _, _ in Settings.rows()}
    told = set(re.findall(r"\bDATELINE_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert told <= known, f"{_named(path)}: {sorted(told - known)}"


def test_names_of_fields_that_are_told_are_those_understood() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    told = {field: tuple(_CODE.findall(names)) for field, names in _ROW_OF_FIELDS.findall(text)}
    assert told == dict(FIELDS)


def _of_the_documents(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_who_imports_whom_is_the_code_s() -> None:
    written = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    assert written == _of_the_documents("imports").imports_to_markdown(), "run `make imports`"


def test_no_files_import_each_other_in_a_circle() -> None:
    assert _of_the_documents("imports").circles() == []


def test_the_reference_of_the_doors_is_the_code_s() -> None:
    written = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    assert written == _of_the_documents("reference").reference_to_markdown(), "run `make reference`"


@pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")
def test_the_readme_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _, _ in Settings.rows():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    ingest([SAMPLE_PATH], settings=Settings(store=tmp_path / "store"))
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    assert written == _of_the_documents("examples").with_outputs(written, tmp_path / "store"), "run `make reference`"
