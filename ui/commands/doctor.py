"""``dateline doctor``: whether the parts of the store agree, and with ``--repair`` that they do again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rag.errors import command
from ui.commands.arguments import add_json, add_store, settings_from
from ui.commands.output import print_document, tell
from ui.wording.untrusted import one_line

if TYPE_CHECKING:
    from rag.models.protocols import EmbeddingModel
    from rag.settings import Settings
    from rag.store import Diagnosis, Family
    from rag.store.doctor import Agreement


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The store, and whether to repair it."""
    parser.add_argument("--repair", action="store_true", help="mend what is wrong, from the catalogue")
    add_store(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """0 where the parts agree (again), 1 where something is wrong."""
    from rag.store import chroma_address, diagnose

    settings = settings_from(args)
    path = settings.store.expanduser()
    diagnosis = diagnose(path, chroma=chroma_address(settings))
    if args.repair and not diagnosis.ok:
        diagnosis = _repaired(settings)
    if args.json:
        print_document(_to_document(diagnosis))
    else:
        print(_to_text(diagnosis))
    return 0 if diagnosis.ok else 1


def _repaired(settings: Settings) -> Diagnosis:
    from rag.models.embedding import open_embedding, passage_to_text
    from rag.store import chroma_address, repair

    tell("Repairing from the catalogue …")
    names: dict[Family, str] = {"passages": settings.passage_model, "leads": settings.lead_model}
    models: dict[Family, EmbeddingModel] = {}
    for family, name in names.items():
        model = open_embedding(name, settings)
        if model is not None:
            models[family] = model
    return repair(settings.store.expanduser(), models, passage_to_text, chroma=chroma_address(settings))


def _parts(diagnosis: Diagnosis) -> dict[str, Agreement]:
    return {"words": diagnosis.words, **{f"vectors of {name}": part for name, part in diagnosis.vectors.items()}}


def _to_document(diagnosis: Diagnosis) -> dict[str, Any]:
    parts = {
        name: {
            "ok": part.ok,
            "missing": part.missing,
            "orphans": part.orphans,
            "waiting": part.waiting,
            "damage": part.damage,
        }
        for name, part in (("words", diagnosis.words), *diagnosis.vectors.items())
    }
    return {
        "ok": diagnosis.ok,
        "store": str(diagnosis.path),
        "generation": diagnosis.generation,
        "articles": diagnosis.articles,
        "passages": diagnosis.passages,
        "interrupted": diagnosis.interrupted,
        "clock": diagnosis.clock.isoformat(timespec="seconds"),
        "ahead": diagnosis.ahead,
        "parts": parts,
    }


def _to_text(diagnosis: Diagnosis) -> str:
    lines = [
        f"{diagnosis.path}: {diagnosis.articles:,} articles, {diagnosis.passages:,} passages, "
        f"generation {diagnosis.generation:,}"
    ]
    lines += [f"  {name:<20} {_in_words(part)}" for name, part in _parts(diagnosis).items()]
    if diagnosis.interrupted:
        lines.append("  a writer was cut off; the next ingest finishes its work")
    if diagnosis.ahead:
        lines.append(
            f"  {diagnosis.ahead:,} of the articles are dated later than this machine's clock "
            f"({diagnosis.clock:%Y-%m-%d %H:%M} UTC): no question finds them yet; if the clock is wrong, set it"
        )
    repair = command("doctor", "--repair", "--store", diagnosis.path)
    lines.append("All parts agree." if diagnosis.ok else f"Repair with: {repair}")
    return "\n".join(lines)


def _in_words(part: Agreement) -> str:
    if part.damage:
        return f"damaged: {one_line(part.damage)}"
    facts = []
    if part.missing:
        facts.append(f"{part.missing:,} missing")
    if part.orphans:
        facts.append(f"{part.orphans:,} too many")
    if part.waiting:
        facts.append(f"{part.waiting:,} still to be embedded, by the next ingest")
    return ", ".join(facts) or "agrees"
