"""Write who imports whom, docs/imports.md, from the code: ``make imports``."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
ROOMS = ("ui", "eval", "ingest", "rag")
HEAD = """# Who imports whom

Made by `make imports` from the code. Parts are folders; a file beside folders is a part of its own in `rag`, and
belongs to its room elsewhere. A part's line names all that it imports. No files import each other in a circle.

"""


def files(root: Path = ROOT) -> dict[str, Path]:
    """Every module of the four rooms by its dotted name."""
    found = {}
    for room in ROOMS:
        for path in (root / room).rglob("*.py"):
            found[".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def arrows(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Pairs of modules of ours, importer first, also those imported late."""
    known = files(root)
    for name, path in sorted(known.items()):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                wanted = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                # `from rag.store import words` may name a file or a name inside the package.
                wanted = [f"{node.module}.{alias.name}" for alias in node.names]
                wanted = sorted({each if each in known else node.module for each in wanted})
            else:
                continue
            yield from ((name, each) for each in wanted if each in known and each != name)


def part_of(module: str, known: Mapping[str, Path]) -> str:
    """The part that a module belongs to."""
    names = module.split(".")
    if len(names) == 1:
        return names[0]
    inside_a_folder = len(names) > 2 or known[module].name == "__init__.py"
    return ".".join(names[:2]) if inside_a_folder or names[0] == "rag" else names[0]


def circles(root: Path = ROOT) -> list[list[str]]:
    """Groups of modules that import each other in a loop (Tarjan's strongly connected components of more than one)."""
    out: dict[str, set[str]] = defaultdict(set)
    for importer, imported in arrows(root):
        out[importer].add(imported)
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        path.append(name)
        for other in sorted(out[name]):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in path:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            group = path[path.index(name) :]
            del path[path.index(name) :]
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(files(root)):
        if name not in order:
            visit(name)
    return found


def imports_to_markdown(root: Path = ROOT) -> str:
    """The whole document."""
    known = files(root)
    imported_by: dict[str, set[str]] = {part_of(name, known): set() for name in known}
    for importer, imported in arrows(root):
        imported_by[part_of(importer, known)].add(part_of(imported, known))
    lines = [
        f"{len(imported_by)} parts, {sum(len(row - {here}) for here, row in imported_by.items())} arrows.",
        "",
        "```",
    ]
    for here, row in sorted(imported_by.items()):
        lines.append(f"{here} -> {', '.join(sorted(row - {here}))}" if row - {here} else here)
    return HEAD + "\n".join([*lines, "```", ""])


if __name__ == "__main__":
    (HERE / "imports.md").write_text(imports_to_markdown(), encoding="utf-8")
