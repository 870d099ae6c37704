"""Write the reference of the doors, docs/http.md, from the code: ``make reference``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rag.errors import StoreNotFound
from ui.doors.mcp import tools_of
from ui.doors.opening import documented_routers
from ui.doors.reference import Document, curl_of, fields_of, kind_of, openapi_document, operations
from ui.doors.schemas import schema_of
from ui.newsroom import Answering, Newsroom
from ui.wording.problems import ALL_KINDS

HERE = Path(__file__).parent
HEAD = """# Doors for programs

Made by `make reference` from the code; a running server shows the same at `/api`, and as a document at `/openapi.json`.

{about}

Every field that is not required may be left out.
"""
MCP = """## Assistants (MCP)

The same three tools at `/mcp` (streamable HTTP) and by `dateline mcp` (stdio). They give back what `/api/query`,
`/api/search` and `/api/timeline` give.
"""


def _nothing() -> Answering:
    raise StoreNotFound("the reference opens no store")


def reference_to_markdown() -> str:
    """The whole document."""
    newsroom = Newsroom(_nothing)
    api, openai, well = documented_routers(newsroom)
    document = openapi_document([route for router in (*api, openai, well) for route in router.routes])
    return "\n".join([*_http(document), MCP, *_tools(newsroom), *_problems()]) + "\n"


def _http(document: Document) -> Iterator[str]:
    yield HEAD.format(about=document["info"]["description"])
    heading = None
    for path, method, operation in operations(document):
        tag = operation.get("tags", [""])[0]
        if tag != heading:
            heading = tag
            yield f"## {tag}\n"
        yield f"### `{method} {path}`: {operation['summary']}\n"
        if about := operation.get("description", ""):
            yield f"{about}\n"
        yield from _table(sorted(fields_of(document, operation), key=lambda row: not row[3]))
        yield f"```sh\n{curl_of(document, path, operation)}\n```\n"
        for status, response in operation["responses"].items():
            for kind, content in response.get("content", {}).items():
                if status != "default" and "example" in content:
                    example = content["example"]
                    shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
                    yield f"<details><summary>{status} {kind}</summary>\n\n```\n{shown.strip()}\n```\n\n</details>\n"


def _tools(newsroom: Newsroom) -> Iterator[str]:
    for tool in tools_of(newsroom):
        schema: Mapping[str, Any] = schema_of(tool.takes)
        required = schema.get("required", ())
        fields = [
            (name, kind_of(field), field.get("description", ""), name in required)
            for name, field in schema.get("properties", {}).items()
        ]
        yield f"### `{tool.name}`: {tool.title}\n\n{tool.about}\n"
        yield from _table(sorted(fields, key=lambda row: not row[3]))


def _problems() -> Iterator[str]:
    yield "## Problems\n"
    yield "| `type` | status | what it means | what to do |\n|---|---|---|---|"
    for kind in ALL_KINDS:
        yield f"| `/api#{kind.name}` | {kind.status} | {_cell(kind.title)} | {_cell(kind.advice)} |"


def _table(rows: list[tuple[str, str, str, bool]]) -> Iterator[str]:
    if rows:
        yield "| field | type | what it is |\n|---|---|---|"
        for name, kind, about, required in rows:
            yield f"| `{name}` | {kind}{', required' if required else ''} | {_cell(about)} |"
        yield ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    (HERE / "http.md").write_text(reference_to_markdown(), encoding="utf-8")
    print(HERE / "http.md")
