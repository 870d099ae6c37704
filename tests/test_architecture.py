"""The rooms depend on each other one way only, each outside library has one home, and importing does nothing."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("rag", "ingest", "eval", "ui")

# What a room, or a part of one, may import of ours besides itself.
MAY_IMPORT = {
    "rag.types": set[str](),
    "rag.errors": set(),
    "rag.sentences": set(),
    "rag.stages": set(),
    "rag.standing": set(),
    "rag.commands": {"rag.errors"},
    "rag.days": {"rag.errors"},
    "rag.settings": {"rag.types", "rag.errors", "rag.days"},
    "rag.wire": {"rag.types"},
    "rag.notebook": {"rag.types", "rag.errors", "rag.wire"},
    "rag.store": {"rag.types", "rag.errors", "rag.stages", "rag.standing", "rag.settings", "rag.models"},
    "rag.models": {"rag.types", "rag.errors", "rag.settings"},
    "rag.retrieval": {"rag.types", "rag.errors", "rag.days", "rag.settings", "rag.store", "rag.models"},
    "rag.language": set(),
    "rag.harmless": {"rag.sentences"},
    "rag.proving": {"rag.types", "rag.sentences", "rag.language", "rag.harmless"},
    "rag.answering": {
        "rag.types", "rag.errors", "rag.days", "rag.settings", "rag.sentences", "rag.store", "rag.models",
        "rag.retrieval", "rag.language", "rag.harmless", "rag.proving",
    },
    "rag.qa": {"rag"},
    "rag": {"rag"},
    "ingest": {"rag"},
    "eval": {"rag"},
    "ui": {"rag", "ingest", "eval"},
}  # fmt: skip

# The one place that knows a library.
HOMES = {
    # Besides, the benchmark sets up llama-index's own retrievers as its users would, on a Chroma of their own.
    "chromadb": {"rag/store/vectors.py", "rag/store/chroma_server.py", "eval/bench/peers.py", "ingest/bench/peer.py"},
    "tantivy": {"rag/store/words.py"},
    "sqlite3": {"ui/safety/accounts.py", "rag/store/database.py", "rag/store/schema.py", "rag/notebook.py"},
    "openai": {"rag/models/openai_client.py"},
    "onnxruntime": {"rag/models/onnx.py"},
    "safetensors": {"rag/models/static.py"},
    "tokenizers": {"rag/models/tokens.py"},
    "xllamacpp": {"rag/models/local.py"},
    "llama_index": {
        "rag/retrieval/retriever.py",
        "rag/answering/engine.py",
        "eval/bench/peers.py",
        "ingest/bench/peer.py",
    },
    "trafilatura": {"ingest/sources/pages.py"},
    "lxml": {  # pages and pieces of them as HTML, lists as XML
        "ingest/sources/pages.py",
        "ingest/sources/fragments.py",
        "ingest/sources/xml_trees.py",
    },
    "httpx": {"rag/models/openai_client.py", "rag/store/chroma_server.py"},  # whose libraries let its errors through
    "httpcore": {"ingest/fetching/transport.py"},
    "feedparser": {"ingest/sources/feeds.py"},
    "protego": {"ingest/fetching/robots.py"},
    "fastwarc": {"ingest/sources/warc.py"},
    "py3langid": {"ingest/languages.py"},
    "ray": {"ingest/cluster.py"},
    "rensa": {"ingest/stories/signatures.py"},
    "zstandard": {"ingest/sources/compression.py"},
    "ir_measures": {"eval/metrics/ranking.py"},
    "gradio": {"ui/chat/blocks.py"},
    "fastapi": {
        "ui/chat/blocks.py",
        "ui/chat/downloads.py",
        "ui/doors/completions.py",
        "ui/doors/health.py",
        "ui/doors/mcp.py",
        "ui/doors/metrics.py",
        "ui/doors/opening.py",
        "ui/doors/problem_routes.py",
        "ui/doors/query.py",
        "ui/doors/reference.py",
        "ui/doors/search.py",
        "ui/safety/login.py",
        "ui/server.py",
        "ui/views/library_routes.py",
        "ui/views/routes.py",
        "ui/views/shown.py",
    },
    "mcp": {"ui/doors/mcp.py"},
    "mcp_types": {"ui/doors/mcp.py"},
    "prometheus_client": {"ui/doors/metrics.py"},
    "opentelemetry": {"ui/doors/tracing.py"},
    "uvicorn": {"ui/server.py", "ui/safety/connections.py"},
    "h11": {"ui/safety/connections.py"},
    "argon2": {"ui/safety/passwords.py"},
    "filelock": {"rag/store/lock.py"},
}


def modules() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def part_of(module: str) -> str:
    """The longest listed part a module belongs to: ``rag.store.words`` -> ``rag.store``."""
    names = module.split(".")
    for length in range(len(names), 0, -1):
        if ".".join(names[:length]) in MAY_IMPORT:
            return ".".join(names[:length])
    raise AssertionError(f"{module} belongs to no room")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_arrow_points_back(path: Path) -> None:
    here = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    for module in imports(path):
        if module.split(".")[0] in ROOMS:
            there = part_of(module)
            allowed = MAY_IMPORT[here] | {here}
            assert there in allowed or there.split(".")[0] in allowed, f"{here} must not import {module}"


@pytest.mark.parametrize("library", sorted(HOMES))
def test_one_file_knows_a_library(library: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if any(module.split(".")[0] == library for module in imports(path))
    }
    assert found == HOMES[library]


@pytest.mark.parametrize("room", ROOMS)
def test_the_environment_is_read_in_one_place(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        if path.relative_to(ROOT).as_posix() != "rag/settings.py":
            text = path.read_text(encoding="utf-8")
            assert "os.environ" not in text and "getenv" not in text, path


def test_help_imports_nothing_heavy() -> None:
    heavy = [
        "gradio",
        "chromadb",
        "llama_index",
        "openai",
        "onnxruntime",
        "numpy",
        "pydantic",
        "trafilatura",
        "tantivy",
    ]
    code = (
        "import sys\nfrom ui.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stdout


def test_importing_any_module_has_no_visible_effect(tmp_path: Path) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in modules()
        if path.name != "__main__.py"
    ]
    code = (
        "import importlib, os, sys, socket, threading\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "def refuse(*_):\n    raise RuntimeError('a socket was opened by an import')\n"
        "socket.socket.connect = refuse\n"
        "before = dict(os.environ)\n"
        f"for name in {names!r}:\n    importlib.import_module(name)\n"
        "assert os.listdir('.') == [], os.listdir('.')\n"
        "mine = [t.name for t in threading.enumerate() if t is not threading.main_thread()]\n"
        "print(mine)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
