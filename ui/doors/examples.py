"""The examples of the reference: what the doors answer over the sample news, shortened."""

from __future__ import annotations

import json
from typing import Any, Final

_SOURCE: Final[dict[str, Any]] = {
    "title": "Two swapped wires sent the Morrow Star on to the rocks, inquiry finds",
    "publisher": "The Orrinport Courier",
    "published_at": "2026-03-17T14:20:00+00:00",
    "url": "https://orrinport-courier.example/2026/03/ferry-report-swapped-wires",
}
_QUOTE: Final = (
    "The ferry Morrow Star ran aground last week because two wires of her gyrocompass had been swapped during "
    "maintenance four days earlier, the Marine Accident Board said on Tuesday."
)
_PLACE: Final = {"article_id": "71189291f047f5fe", "passage_id": "71189291f047f5fe#0"}

ANSWER: Final[dict[str, Any]] = {
    "question": "Why did the Morrow Star run aground?",
    "answer": f"{_QUOTE} [1]",
    "citations": [
        {"number": 1, **_SOURCE, "quote": _QUOTE, "quote_start": 0, "quote_end": len(_QUOTE), **_PLACE},
    ],
    "abstained": None,
    "as_of": "2026-03-30T00:00:00+00:00",
    "window": None,
    "notes": [
        {
            "kind": "quoted",
            "message": "No language model is configured: these are the sources' own sentences.",
        }
    ],
    "answerer": "quoting",
    "model": None,
    "timings_ms": {"understand": 1.2, "gather": 14.9, "rank": 1.1, "read": 0.9, "judge": 2.0, "assemble": 8.3},
    "usage": {"prompt_tokens": 0, "completion_tokens": 0, "cost_usd": None},
}
_HIT: Final = {
    "rank": 1,
    "score": 16.626291,
    **_PLACE,
    **_SOURCE,
    "text": f"{_QUOTE}\n\nThe steering gear …",
    "also": [],
}
HITS: Final[dict[str, Any]] = {"hits": [_HIT]}
TIMELINE: Final[dict[str, Any]] = {
    "subject": "Morrow Star",
    "events": [
        {
            "day": "2026-03-17",
            **_SOURCE,
            "quote": _QUOTE,
            "quote_start": 0,
            "quote_end": len(_QUOTE),
            **_PLACE,
            "also": ["Halvern Press Agency"],
        }
    ],
    "abstained": None,
    "as_of": "2026-03-30T00:00:00+00:00",
    "window": None,
}
ARTICLE: Final[dict[str, Any]] = {
    "id": _PLACE["article_id"],
    **_SOURCE,
    "text": f"{_QUOTE}\n\nThe steering gear …",
    "zone_assumed": None,
    "modified_at": None,
    "authors": ["Ansel Brandt"],
    "section": "Inquiry",
    "language": "en",
    "correction": None,
    "status": "usable",
}
STATS: Final[dict[str, Any]] = {
    "articles": 74,
    "passages": 89,
    "publishers": {"The Orrinport Courier": 17, "Radio Halvern": 16},
    "first_published": "2024-06-03T17:40:00+00:00",
    "last_published": "2026-03-29T06:30:00+00:00",
    "embedding_model": {
        "passages": "wordllama-l2-supercat-256@64b47a2dc493",
        "leads": "all-MiniLM-L6-v2-int8@8199be6f699a",
    },
    "leads_embedded": 73,
    "store_bytes": 1669719,
    "generation": 2,
    "zones_assumed": {"Europe/Berlin": 3},
}
READY: Final[dict[str, Any]] = {"ready": True, "checks": {"store": "ok", "models": "ok", "articles": "ok"}}
NOT_READY: Final[dict[str, Any]] = {
    "ready": False,
    "checks": {
        "store": "Nothing has been read yet: `dateline ingest` fills a store.",
        "models": "not loaded",
        "articles": "not known",
    },
}
PROBLEM: Final[dict[str, Any]] = {
    "type": "/api#invalid-request",
    "title": "The request does not have the right form",
    "status": 422,
    "detail": "since: '29 March' is not a date: write 2024-10-24 or 2024-10-24T18:00+00:00",
    "instance": "urn:uuid:1b4e28ba-2fa1-41d2-883f-0016d3cca427",
    "field": "since",
}
EVENTS: Final = "\n\n".join(
    f"event: {name}\nid: 5f2c90b1d7aa-{number}\ndata: {json.dumps(data)[:90]} …"
    for number, (name, data) in enumerate((("hits", HITS), ("answer", ANSWER), ("complete", ANSWER)), 1)
)
COMPLETION: Final[dict[str, Any]] = {
    "id": "chatcmpl-5f2c90b1d7aa",
    "object": "chat.completion",
    "created": 1774828800,
    "model": "dateline",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": ANSWER["answer"],
                "refusal": None,
                "annotations": [
                    {
                        "type": "url_citation",
                        "url_citation": {
                            "start_index": len(_QUOTE) + 1,
                            "end_index": len(_QUOTE) + 4,
                            "url": _SOURCE["url"],
                            "title": f"{_SOURCE['title']} (The Orrinport Courier, 17 March 2026)",
                        },
                    }
                ],
            },
            "finish_reason": "stop",
            "logprobs": None,
        }
    ],
    "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
}
MODELS: Final[dict[str, Any]] = {
    "object": "list",
    "data": [{"id": "dateline", "object": "model", "created": 0, "owned_by": "dateline"}],
}


def response(description: str, example: Any) -> dict[str, Any]:
    """A response of an OpenAPI operation, with what it looks like."""
    return {"description": description, "content": {"application/json": {"example": example}}}
