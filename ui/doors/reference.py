"""``/openapi.json``, and the reference made from it: a page at ``/api`` that loads nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from ui.doors import examples
from ui.doors.schemas import ProblemDocument
from ui.wording.document import Page
from ui.wording.problems import ALL_KINDS, MEDIA_TYPE
from ui.wording.untrusted import escape

Document = dict[str, Any]
_ABOUT: Final = (
    "Ask the news, and get for every sentence of the answer the outlet, the day and the very words. Days are ISO dates "
    "(the whole day) or instants. Where logins are on, send `Authorization: Bearer` with a token of "
    "`dateline tokens add NAME`. Errors are problem details (RFC 9457)."
)


def router(routes: Sequence[BaseRoute]) -> APIRouter:
    """The two pages, about these routes."""
    pages = APIRouter()
    document = openapi_document(routes)

    @pages.get("/openapi.json", include_in_schema=False)
    async def openapi() -> Response:
        return JSONResponse(document)

    @pages.get("/api", include_in_schema=False)
    @pages.get("/api/docs", include_in_schema=False)
    async def reference() -> Response:
        return Page("Doors for programs", reference_to_html(document))

    return pages


def openapi_document(routes: Sequence[BaseRoute]) -> Document:
    """The OpenAPI 3.1 document; an error of any operation is a problem detail, under ``/v1`` OpenAI's."""
    document = get_openapi(title="Dateline", version=version("dateline"), description=_ABOUT, routes=routes)
    components = document.setdefault("components", {}).setdefault("schemas", {})
    components["ProblemDocument"] = ProblemDocument.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        components.pop(unused, None)
    _show_examples(document, routes)
    for path, _, operation in operations(document):
        operation["responses"].pop("422", None)
        if path.startswith("/api"):
            operation["responses"]["default"] = {
                "description": "What went wrong.",
                "content": {
                    MEDIA_TYPE: {
                        "schema": {"$ref": "#/components/schemas/ProblemDocument"},
                        "example": examples.PROBLEM,
                    }
                },
            }
    return document


def _show_examples(document: Document, routes: Sequence[BaseRoute]) -> None:
    """Put the routes' own examples in: FastAPI leaves out of them what is null."""
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                told = document["paths"][route.path_format][method.lower()]["responses"]
                for status, response in route.responses.items():
                    for kind, content in response.get("content", {}).items():
                        told[str(status)]["content"][kind]["example"] = content["example"]


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Path, method and operation, in order."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def reference_to_html(document: Document) -> str:
    """The body of the page; everything of the document is escaped."""
    parts = [
        '<div class="reference"><h1>Doors for programs</h1>',
        f"<p>{_words(document['info']['description'])} "
        'The same as a document: <a href="/openapi.json">/openapi.json</a>.</p>',
        "<p>Assistants connect to <code>/mcp</code> (Model Context Protocol, streamable HTTP), or start "
        "<code>dateline mcp</code>: the tools are <code>ask_news</code>, <code>search_news</code> and "
        "<code>timeline</code>.</p>",
    ]
    heading = None
    for path, method, operation in operations(document):
        tag = operation.get("tags", [""])[0]
        if tag != heading:
            heading = tag
            parts.append(f"<h2>{escape(tag)}</h2>")
        parts.append(_operation_to_html(document, path, method, operation))
    parts.append("<h2>Problems</h2><dl>")
    for kind in ALL_KINDS:
        parts.append(
            f'<dt id="{escape(kind.name)}"><code>{escape(kind.name)}</code> {kind.status}</dt>'
            f"<dd>{_words(kind.title)}. {_words(kind.advice)}</dd>"
        )
    parts.append(f"</dl>{_block(_json(examples.PROBLEM))}</div>")
    return "".join(parts)


def curl_of(document: Document, path: str, operation: Document) -> str:
    """A command that tries the operation, with its own examples."""
    address = f"http://127.0.0.1:7860{path}"
    query = []
    for parameter in operation.get("parameters", ()):
        example = _example_of(document, parameter)
        if parameter["in"] == "path" and example is not None:
            address = address.replace(f"{{{parameter['name']}}}", str(example))
        elif parameter["in"] == "query" and parameter.get("required"):
            query.append(f" --data-urlencode {_quoted(parameter['name'] + '=' + str(example))}")
    if query:
        return f"curl -sG {address}" + "".join(query)
    body = _body_of(document, operation)
    if body is None:
        return f"curl -s {address}"
    return f"curl -s {address} -H 'Content-Type: application/json' \\\n  -d {_quoted(json.dumps(body))}"


def _operation_to_html(document: Document, path: str, method: str, operation: Document) -> str:
    parts = [
        f'<section class="operation"><h3><code>{method} {escape(path)}</code> {escape(operation["summary"])}</h3>',
        *(f"<p>{_words(part)}</p>" for part in operation.get("description", "").split("\n\n")),
    ]
    if rows := sorted(fields_of(document, operation), key=lambda row: not row[3]):  # what is required comes first
        parts.append("<table><thead><tr><th>field</th><th>type</th><th>what it is</th></tr></thead><tbody>")
        for name, kind, about, required in rows:
            must = " <b>required</b>" if required else ""
            cells = f"<td><code>{escape(name)}</code></td><td>{escape(kind)}{must}</td><td>{_words(about)}</td>"
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</tbody></table>")
    parts.append(_block(curl_of(document, path, operation)))
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            if status != "default" and "example" in content:
                shown = content["example"] if isinstance(content["example"], str) else _json(content["example"])
                about = f"{status} · {escape(kind)} · {escape(response['description'])}"
                parts.append(f"<details><summary>{about}</summary>{_block(shown)}</details>")
    return "".join(parts) + "</section>"


def fields_of(document: Document, operation: Document) -> Iterator[tuple[str, str, str, bool]]:
    """Name, type, what it is and whether it is required, of everything that an operation takes."""
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        about = parameter.get("description") or schema.get("description", "")
        yield parameter["name"], kind_of(schema), about, parameter.get("required", False)
    schema = _body_schema(document, operation)
    for name, field in schema.get("properties", {}).items():
        yield name, kind_of(field), field.get("description", ""), name in schema.get("required", ())


def _body_schema(document: Document, operation: Document) -> Document:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return _resolved(document, content.get("schema", {}))


def _body_of(document: Document, operation: Document) -> Any:
    found = _body_schema(document, operation).get("examples")
    return found[0] if found else None


def _example_of(document: Document, parameter: Mapping[str, Any]) -> Any:
    found = parameter.get("examples") or _resolved(document, parameter["schema"]).get("examples")
    return found[0] if isinstance(found, list) and found else None


def _resolved(document: Document, schema: Document) -> Document:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Document = document["components"]["schemas"][name] if name else schema
    return found


def kind_of(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(kind_of(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    kind = str(schema.get("type", schema.get("const", "any")))
    if kind == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    bounds = [f"{words} {schema[key]:g}" for key, words in (("minimum", "from"), ("maximum", "to")) if key in schema]
    return " ".join([kind, *bounds])


def _words(text: str) -> str:
    """Text with `code` in it, as HTML."""
    pieces = text.split("`")
    return "".join(
        f"<code>{escape(piece)}</code>" if index % 2 else escape(piece) for index, piece in enumerate(pieces)
    )


def _block(text: str) -> str:
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>'


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
