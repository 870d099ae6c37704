"""A kept conversation as a file: ``/conversations/ID.md`` and ``/conversations/ID.json``, each user's own only."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import StoreError
from rag.notebook import FILE_NAME, Notebook
from ui.asgi import user_of
from ui.chat.exporting import conversation_to_json, conversation_to_markdown

if TYPE_CHECKING:
    from fastapi import APIRouter

_FORMS = {
    "md": (conversation_to_markdown, "text/markdown; charset=utf-8"),
    "json": (conversation_to_json, "application/json"),
}


def router(store: Path) -> APIRouter:
    """The two addresses, over the notebook beside this store."""
    from fastapi import APIRouter, Request
    from fastapi.responses import PlainTextResponse, Response

    routes = APIRouter(include_in_schema=False)
    notebook = Notebook(store.expanduser() / FILE_NAME)

    async def take_away(request: Any, conversation: str, form: str) -> Response:
        if form not in _FORMS:
            return PlainTextResponse("A conversation can be had as .md or .json.", status_code=404)
        write, media_type = _FORMS[form]
        try:
            turns = await asyncio.to_thread(notebook.turns, user_of(request.scope), conversation)
        except StoreError as error:
            return PlainTextResponse(str(error), status_code=503)
        if not turns:
            return PlainTextResponse("There is no such conversation.", status_code=404)
        name = f"dateline-{turns[0].asked_at:%Y-%m-%d}.{form}"
        return Response(
            write(turns[0].asked.question, turns).encode("utf-8", "replace"),
            media_type=media_type,
            headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
        )

    # FastAPI looks names of annotations up where this module keeps its own, and it imports these late.
    take_away.__annotations__.update(request=Request, conversation=str, form=str, **{"return": Response})
    routes.add_api_route("/conversations/{conversation}.{form}", take_away, methods=["GET"], response_model=None)
    return routes
