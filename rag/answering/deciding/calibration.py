"""From which fit on there is an answer: thresholds that ``dateline eval calibrate`` measured, by embedding model.

``calibration.json`` beside this file holds the runs that set them. Where several runs measured a model, the most
cautious of their thresholds counts; a model that was never measured gets the most cautious of all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rag.answering.deciding.fitting import FitWeights

SHIPPED = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class Threshold:
    """The ``fit`` below which one abstains, and what that costs and brings.

    ``wrong_share`` is the share of the answerable questions that would go without their answer, ``right_share`` that
    of the unanswerable ones rightly abstained from.
    """

    fit: float
    wrong_share: float
    right_share: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The fit from which on a model ``read``s the hits, and that from which on they are ``quoted`` without one."""

    read: float
    quoted: float


@dataclass(frozen=True, slots=True)
class CalibrationRun:
    """What one run measured: below which fit to abstain, before a model reads the hits and where none does.

    ``passage_model`` and ``lead_model`` are fingerprints.
    """

    cases: str
    cases_sha256: str
    passage_model: str | None
    lead_model: str | None
    passages: int
    answerable: int
    unanswerable: int
    read: Threshold
    quoted: Threshold
    weights: FitWeights


def run_to_record(run: CalibrationRun) -> dict[str, Any]:
    """JSON-able values; ``run_from_record`` gives the run back equal."""
    return asdict(run)


def run_from_record(record: Mapping[str, Any]) -> CalibrationRun:
    """The run that ``run_to_record`` was given."""
    read, quoted = Threshold(**record["read"]), Threshold(**record["quoted"])
    return CalibrationRun(**{**record, "read": read, "quoted": quoted, "weights": FitWeights(**record["weights"])})


def read_runs(path: Path) -> list[CalibrationRun]:
    """The runs of a calibration file, in its order."""
    return [run_from_record(record) for record in json.loads(path.read_text(encoding="utf-8"))["runs"]]


def write_runs(path: Path, runs: Sequence[CalibrationRun]) -> None:
    """Write a calibration file."""
    document = {"runs": [run_to_record(run) for run in runs]}
    path.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


@cache
def shipped_runs() -> tuple[CalibrationRun, ...]:
    """The runs that came with this package."""
    return tuple(read_runs(SHIPPED))


def thresholds_for(passage_model: str | None, runs: Sequence[CalibrationRun] | None = None) -> Thresholds:
    """The lowest thresholds of the runs with this model, or of all runs where there is none with it."""
    runs = shipped_runs() if runs is None else runs
    own = [run for run in runs if run.passage_model == passage_model] or runs
    return Thresholds(min(run.read.fit for run in own), min(run.quoted.fit for run in own))
