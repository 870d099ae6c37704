"""A run's folder: what was asked of what (``run.json``), and what came back, a case a line (``cases.jsonl``).

Verdicts of an LLM judge stand in ``verdicts.jsonl``. Lines are only ever appended, so a run that is killed loses at
most the line it was writing; a later line of the same case replaces an earlier one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.outcome import Outcome, outcome_from_record, outcome_to_record
from rag.errors import UsageError

_ABOUT, _CASES, _VERDICTS = "run.json", "cases.jsonl", "verdicts.jsonl"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class About:
    """What a run is a run of; a run is only resumed with the same.

    ``case_ids`` are the dataset's, in order. ``configuration`` is the system's: answerer, model, store, k.
    """

    dataset: str
    dataset_sha256: str
    case_ids: tuple[str, ...]
    configuration: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it stands: outcomes in the dataset's order, those of unfinished cases missing.

    ``stopped`` says why it ended before all cases were asked, None where it did not.
    """

    folder: Path
    about: About
    outcomes: tuple[Outcome, ...]
    stopped: str | None = None

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The cases that ended with an error."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)

    @property
    def missing(self) -> int:
        """How many cases have not been asked yet."""
        return len(self.about.case_ids) - len(self.outcomes)


class RunFolder:
    """One run's folder, open for appending."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, about: About) -> None:
        """Make the folder, or make sure that what is in it is a run of the same; ``UsageError`` names what is not."""
        file = self.folder / _ABOUT
        if file.is_file():
            _ensure_same(self.folder, _read_about(self.folder), about)
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise UsageError(f"{self.folder} is a file: name a folder for the run") from None
        except OSError as error:
            raise UsageError(f"{self.folder} cannot be made ({error.strerror}): name another folder") from None
        if any(self.folder.iterdir()):
            raise UsageError(f"{self.folder} holds other files: name an empty or new folder for the run")
        _write_whole(file, json.dumps(_about_to_record(about), ensure_ascii=False, indent=1) + "\n")

    def outcomes(self) -> dict[str, Outcome]:
        """The finished cases by id, in the dataset's order."""
        return self._read_outcomes(_read_about(self.folder))

    def load(self, *, stopped: str | None = None) -> Run:
        """Everything there is; ``UsageError`` where the folder holds no run."""
        about = _read_about(self.folder)
        return Run(self.folder, about, tuple(self._read_outcomes(about).values()), stopped)

    def mend(self) -> None:
        """Cut off a last line that a killed process left torn."""
        for name in (_CASES, _VERDICTS):
            file = self.folder / name
            if file.is_file():
                _cut_torn_line(file)

    def append(self, outcome: Outcome) -> None:
        """Write one finished case, on disk when this returns."""
        _append(self.folder / _CASES, outcome_to_record(outcome))

    def append_verdict(self, case_id: str, verdict: float | None, said: str) -> None:
        """Write what a judge said of one case."""
        _append(self.folder / _VERDICTS, {"id": case_id, "verdict": verdict, "said": said})

    def verdicts(self) -> dict[str, float | None]:
        """A judge's verdicts by case id, None where what it said could not be read."""
        return {record["id"]: record["verdict"] for record in _records(self.folder / _VERDICTS)}

    def _read_outcomes(self, about: About) -> dict[str, Outcome]:
        latest = {record["id"]: record for record in _records(self.folder / _CASES)}
        verdicts = self.verdicts()
        outcomes = {}
        for case_id in about.case_ids:
            if case_id in latest:
                outcome = outcome_from_record(latest[case_id])
                outcomes[case_id] = replace(outcome, verdict=verdicts.get(case_id))
        return outcomes


def load_run(folder: str | Path) -> Run:
    """A run that was made before, finished or not."""
    return RunFolder(Path(folder).expanduser()).load()


def _read_about(folder: Path) -> About:
    file = folder / _ABOUT
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        if record["format"] != _FORMAT:
            raise UsageError(f"{file} is of format {record['format']}, this version reads {_FORMAT}: run it again")
        return About(record["dataset"], record["dataset_sha256"], tuple(record["case_ids"]), record["configuration"])
    except (FileNotFoundError, NotADirectoryError):
        raise UsageError(f"{folder} holds no run: make one with `dateline eval run CASES --out {folder}`") from None
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        raise UsageError(f"{file} cannot be read as a run: remove the folder and run again") from None


def _about_to_record(about: About) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "dataset": about.dataset,
        "dataset_sha256": about.dataset_sha256,
        "configuration": dict(about.configuration),
        "case_ids": list(about.case_ids),
    }


def _ensure_same(folder: Path, there: About, asked: About) -> None:
    advice = "name another folder with --out, or remove this one"
    if there.dataset_sha256 != asked.dataset_sha256:
        raise UsageError(f"{folder} holds a run of other cases ({there.dataset}): {advice}")
    wanted = json.loads(json.dumps(dict(asked.configuration)))
    for name in sorted({*there.configuration, *wanted}):
        before, now = there.configuration.get(name), wanted.get(name)
        if before != now:
            raise UsageError(f"{folder} holds a run with {name} {before!r}, not {now!r}: {advice}")


def _records(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        return
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.endswith("\n"):
                return  # torn: its process was killed, or is writing now
            try:
                record = json.loads(line)
            except json.JSONDecodeError:
                record = None
            if not isinstance(record, dict) or "id" not in record:
                raise UsageError(f"{file}:{number} is not a line of a run: remove that line and resume the run")
            yield record


def _append(file: Path, record: Mapping[str, Any]) -> None:
    # Escaped to ASCII: even a lone surrogate out of a hostile text survives the round trip.
    line = json.dumps(record, allow_nan=False) + "\n"
    with file.open("ab") as out:
        out.write(line.encode("ascii"))


def _cut_torn_line(file: Path) -> None:
    data = file.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole != len(data):
        with file.open("r+b") as out:
            out.truncate(whole)


def _write_whole(file: Path, text: str) -> None:
    """All or nothing, so that a kill leaves no half-written description."""
    draft = file.with_suffix(".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def write_summary(folder: Path, summary: Mapping[str, Any]) -> None:
    """Write ``summary.json`` beside the run's cases."""
    _write_whole(folder / "summary.json", json.dumps(summary, ensure_ascii=False, indent=1) + "\n")


def shared_ids(first: Sequence[Outcome], second: Sequence[Outcome]) -> list[tuple[Outcome, Outcome]]:
    """The outcomes of the cases that both hold, paired by case id, in the first's order."""
    by_id = {outcome.case.id: outcome for outcome in second}
    return [(one, by_id[one.case.id]) for one in first if one.case.id in by_id]
