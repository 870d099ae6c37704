"""The outputs that README.md shows, taken again from the sample news: run it after a change of what is printed."""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

README = Path(__file__).parent.parent / "README.md"
_STORE = ".demo/store"  # as the README calls it
_FENCE = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?m)^(?=\$ )")
_ASKED_BY_HTTP = re.compile(r"'(\{.*\})'")


def with_outputs(text: str, store: Path) -> str:
    """``text`` with what its commands and Python examples print today, asked of the sample news in ``store``."""

    def taken(fence: re.Match[str]) -> str:
        language, block = fence[1], fence[2]
        if language == "python" and ">>> " in block:
            block = _python(block, store)
        elif not language:
            block = "".join(_shell(each, store) for each in _COMMAND.split(block))
        return f"```{language}\n{block}```"

    return _FENCE.sub(taken, text)


def _shell(shown: str, store: Path) -> str:
    command, _, _ = shown.replace("\\\n", " ").partition("\n")
    after = "\n" if shown.endswith("\n\n") else ""
    if re.match(r"\$ dateline (?:ask|search|timeline) ", command):
        return f"{command}\n{_printed(shlex.split(command)[2:], store)}{after}"
    if command.startswith("$ curl ") and (asked := _ASKED_BY_HTTP.search(command)):
        question = json.loads(asked[1])
        document = _printed(["ask", question["question"], "--as-of", question["as_of"], "--json"], store)
        lines = json.dumps(json.loads(document), indent=4).splitlines()
        first_citation = lines[: next(at for at, line in enumerate(lines) if line.rstrip(",") == "        }") + 1]
        return "\n".join([shown[: shown.index("\n{")], *first_citation, "    ...\n"])
    return shown


def _printed(words: list[str], store: Path) -> str:
    from ui.cli import main

    arguments = [str(store) if word == _STORE else word for word in words]
    if _STORE not in words:
        arguments += ["--store", str(store)]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = main(arguments)
    if code:
        raise SystemExit(f"dateline {shlex.join(words)} ended with code {code}")
    return printed.getvalue()


def _python(block: str, store: Path) -> str:
    shown, names = "", dict[str, Any]()
    for example in doctest.DocTestParser().get_examples(block):
        source = example.source.replace(repr(_STORE).replace("'", '"'), repr(str(store)))
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(source, str(README), "single"), names)  # noqa: S102 - our own examples
        shown += f">>> {example.source}{printed.getvalue()}"
    return shown


def main() -> None:
    """Write the README again."""
    from ingest.pipeline import ingest
    from ingest.sample import SAMPLE_PATH
    from rag.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        ingest([SAMPLE_PATH], settings=Settings(store=store))
        README.write_text(with_outputs(README.read_text(encoding="utf-8"), store), encoding="utf-8")


if __name__ == "__main__":
    main()
