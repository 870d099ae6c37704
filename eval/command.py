"""``dateline eval`` and ``python -m eval``: run, report, compare, ablate, fit, score, corpus, calibrate.

Only the chosen subcommand pays for what it needs.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.answering.calibration import CalibrationRun

FORMATS = ("ours", "realtimeqa", "multihoprag", "beir", "marked")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The subcommands and what each takes."""
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="eval_command", required=True)

    run = subcommands.add_parser("run", help="ask every case and score what comes back; a run that was cut off goes on")
    run.add_argument("cases", type=Path, metavar="CASES", help="file or folder of questions")
    run.add_argument("--out", type=Path, required=True, metavar="RUN", help="folder of the run, new or to be continued")
    run.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")
    run.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    run.add_argument(
        "--answerer",
        choices=("auto", "openai", "local", "quoting"),
        help="who writes the answers (default: DATELINE_ANSWERER)",
    )
    run.add_argument("--retrieval-only", action="store_true", help="search only, write no answers")
    run.add_argument("-k", type=_positive, default=10, metavar="N", help="passages a question (default: 10)")
    run.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    run.add_argument(
        "--concurrency", type=_positive, metavar="N", help="questions at a time (default: 4 of an endpoint, else 1)"
    )
    run.add_argument("--cost-limit-usd", type=_money, metavar="USD", help="stop asking once this much was spent")
    run.add_argument("--retry-failed", action="store_true", help="when continuing, ask again what failed")
    run.add_argument("--judge", action="store_true", help="let the configured chat model judge the answers")
    run.add_argument(
        "--fail-under",
        type=_floor,
        action="append",
        default=[],
        metavar="METRIC=VALUE",
        help="end with code 1 where the metric is lower (repeat for more)",
    )
    run.add_argument("--floors", type=Path, metavar="FILE", help="a JSON object of such floors, metric to value")
    run.add_argument("--json", action="store_true", help="print one JSON document")

    report = subcommands.add_parser("report", help="write a run as one self-contained HTML file")
    report.add_argument("run_folder", type=Path, metavar="RUN", help="folder of the run")
    report.add_argument("--out", type=Path, metavar="FILE", help="where to (default: RUN/report.html)")

    compare = subcommands.add_parser("compare", help="say whether the second run is better than the first")
    compare.add_argument("first", type=Path, metavar="RUN_A", help="folder of the first run")
    compare.add_argument("second", type=Path, metavar="RUN_B", help="folder of the second run")
    compare.add_argument("--json", action="store_true", help="print one JSON document")

    ablate = subcommands.add_parser("ablate", help="say what each stage of retrieval is worth, by switching it off")
    ablate.add_argument("cases", type=Path, metavar="CASES", help="file or folder of questions with answers")
    ablate.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")
    ablate.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    ablate.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    ablate.add_argument(
        "--concurrency",
        type=_positive,
        default=1,
        metavar="N",
        help="questions at a time (default: 1; more slows each)",
    )
    ablate.add_argument("--json", action="store_true", help="print one JSON document")

    fit = subcommands.add_parser("fit", help="fit weights to questions, and check them on later ones")
    fit.add_argument("cases", type=Path, metavar="CASES", help="file or folder of questions with answers")
    fit.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")
    fit.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    fit.add_argument("--until", type=_day, required=True, metavar="DAY", help="fit on what was asked before this day")
    fit.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    fit.add_argument("--quoting", action="store_true", help="fit the quoting answer's weights instead of retrieval's")
    fit.add_argument("--json", action="store_true", help="print one JSON document")

    score = subcommands.add_parser("score", help="judge somebody else's ranking, a TREC run file, by the same measures")
    score.add_argument("cases", type=Path, metavar="CASES", help="file or folder of questions with relevant articles")
    score.add_argument("ranking", type=Path, metavar="FILE", help="lines of `query Q0 document rank score tag`")
    score.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    score.add_argument("--json", action="store_true", help="print one JSON document")

    corpus = subcommands.add_parser("corpus", help="write a BEIR corpus as articles that `dateline ingest` reads")
    corpus.add_argument("corpus", type=Path, metavar="CORPUS", help="corpus.jsonl, or the folder that holds it")
    corpus.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to, a JSONL file")

    calibrate = subcommands.add_parser("calibrate", help="measure from which fit on to answer rather than abstain")
    calibrate.add_argument("cases", type=Path, metavar="CASES", help="file or folder of questions")
    calibrate.add_argument("--store", type=Path, metavar="DIR", help="folder of the store (default: DATELINE_STORE)")
    calibrate.add_argument("--format", choices=FORMATS, help="format of CASES (default: by its looks)")
    calibrate.add_argument("--limit", type=_positive, metavar="N", help="only the first N cases")
    calibrate.add_argument(
        "--wrong-at-most",
        type=_share,
        default=0.03,
        metavar="SHARE",
        help="of the answerable questions, how many may go without their answer (default: 0.03)",
    )
    calibrate.add_argument(
        "--out", type=Path, metavar="FILE", help="add the run to this calibration file, in place of one on these cases"
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 0, or 1 where a run missed a floor or was stopped before its end."""
    commands = {
        "run": _run,
        "report": _report,
        "compare": _compare,
        "ablate": _ablate,
        "score": _score,
        "corpus": _corpus,
        "calibrate": _calibrate,
        "fit": _fit,
    }
    return commands[args.eval_command](args)


def _run(args: argparse.Namespace) -> int:
    from eval.datasets import load_dataset
    from eval.datasets.trec import write_trec_run
    from eval.outcome import ranked_articles
    from eval.progress import shown_progress
    from eval.runner import run as ask_all
    from eval.runs import write_summary
    from eval.summary import ensure_floors, missed_floors, summarize, summary_lines, summary_to_dict
    from rag.qa import NewsQA
    from rag.settings import Settings

    floors = _floors(args)
    ensure_floors(floors)  # now, not after hours
    dataset = load_dataset(args.cases, args.format, limit=args.limit)
    settings = Settings.from_environment(store=args.store, answerer=args.answerer)
    with NewsQA.open(settings=settings) as qa, shown_progress(label=dataset.name) as progress:
        outcome = ask_all(
            dataset,
            qa,
            args.out,
            retrieval_only=args.retrieval_only,
            concurrency=args.concurrency,
            cost_limit_usd=args.cost_limit_usd,
            k=args.k,
            retry_failed=args.retry_failed,
            progress=progress,
        )
    if args.judge:
        outcome = _judged(outcome, settings)
    summary = summarize(outcome)
    missed = missed_floors(summary, floors)
    if floors and outcome.failed:
        missed.append(f"{len(outcome.failed)} cases failed, which no floor allows")
    document = {**summary_to_dict(summary), "missed": missed}
    write_summary(outcome.folder, document)
    rankings = {one.case.id: ranked_articles(one) for one in outcome.outcomes if one.case.relevant}
    if rankings:
        write_trec_run(outcome.folder / "run.trec", rankings, outcome.name)
    if args.json:
        _print_json(document)
    else:
        print("\n".join(summary_lines(summary)))
    for sentence in missed:
        print(f"under its floor: {sentence}", file=sys.stderr)
    return 1 if missed or outcome.stopped else 0


def _judged(outcome: Any, settings: Any) -> Any:
    from contextlib import closing

    from eval.judge import judge
    from rag.models.chat import open_chat

    with closing(open_chat(settings)) as chat:
        print(f"judging with {chat.name}", file=sys.stderr)
        return judge(outcome, chat)


def _report(args: argparse.Namespace) -> int:
    from eval.report import write_report
    from eval.runs import load_run

    loaded = load_run(args.run_folder)
    out = args.out or loaded.folder / "report.html"
    write_report(loaded, out.expanduser())
    print(out)
    return 0


def _compare(args: argparse.Namespace) -> int:
    from eval.compare import compare, comparison_lines, comparison_to_dict
    from eval.runs import load_run

    comparison = compare(load_run(args.first), load_run(args.second))
    if args.json:
        _print_json(comparison_to_dict(comparison))
    else:
        print("\n".join(comparison_lines(comparison)))
    return 0


def _ablate(args: argparse.Namespace) -> int:
    from eval.ablation import ablate, ablation_lines, ablation_to_dict
    from eval.datasets import load_dataset
    from eval.progress import shown_progress
    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset = load_dataset(args.cases, args.format, limit=args.limit)
    settings = Settings.from_environment(store=args.store)
    with NewsQA.open(settings=settings) as qa, shown_progress(label=dataset.name) as progress:
        ablation = ablate(dataset, qa, concurrency=args.concurrency, progress=progress)
    if args.json:
        _print_json(ablation_to_dict(ablation))
    else:
        print("\n".join(ablation_lines(ablation)))
    return 1 if ablation.failed else 0


def _score(args: argparse.Namespace) -> int:
    from eval.datasets import load_dataset
    from eval.datasets.trec import read_trec_run
    from eval.metrics import metric_named
    from eval.score import score_rankings
    from eval.summary import estimate_line, estimate_to_dict

    found = score_rankings(load_dataset(args.cases, args.format), read_trec_run(args.ranking.expanduser()))
    if args.json:
        _print_json({name: estimate_to_dict(value) for name, value in found.items()})
    else:
        print("\n".join(estimate_line(metric_named(name), value) for name, value in found.items()))
    return 0


def _corpus(args: argparse.Namespace) -> int:
    from eval.datasets.beir import beir_articles

    corpus = args.corpus.expanduser()
    articles = beir_articles(corpus / "corpus.jsonl" if corpus.is_dir() else corpus)
    lines = (json.dumps(article) + "\n" for article in articles)
    args.out.expanduser().write_text("".join(lines), encoding="utf-8")
    print(f"{len(articles)} articles in {args.out}: read them with `dateline ingest {args.out}`")
    return 0


def _calibrate(args: argparse.Namespace) -> int:
    from eval.calibrate import calibrate
    from eval.datasets import load_dataset
    from rag.answering.calibration import read_runs, run_to_record, write_runs
    from rag.qa import NewsQA
    from rag.settings import Settings
    from rag.store import NewsStore, chroma_address

    dataset = load_dataset(args.cases, args.format, limit=args.limit)
    settings = Settings.from_environment(store=args.store, answerer="quoting")
    path, chroma = settings.store.expanduser(), chroma_address(settings)
    with NewsQA.open(settings=settings) as qa, NewsStore.open(path, chroma=chroma) as store:
        retrieve = qa.as_query_engine().retriever.retrieve_news
        found = calibrate(dataset, retrieve, store.rarity, store.stats(), wrong_at_most=args.wrong_at_most)
    _print_json(run_to_record(found))
    if args.out is not None:
        out = args.out.expanduser()
        others = [run for run in (read_runs(out) if out.is_file() else []) if _measured_on(run) != _measured_on(found)]
        write_runs(out, [*others, found])
    return 0


def _fit(args: argparse.Namespace) -> int:
    if args.quoting:
        return _fit_quoting(args)
    from dataclasses import asdict

    from eval.datasets import load_dataset
    from eval.fitting import fit
    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset = load_dataset(args.cases, args.format, limit=args.limit)
    settings = Settings.from_environment(store=args.store, answerer="quoting")
    with NewsQA.open(settings=settings) as qa:
        found = fit(dataset, qa.searcher, until=args.until)
    if args.json:
        _print_json(asdict(found))
        return 0
    for name, weight in found.weights.items():
        print(f"{name:10} {weight:8.3f}")
    print(f"timely answer recall, {found.fitted_on} questions before {args.until} and {found.checked_on} after")
    for depth, before in found.recall_fitted.items():
        print(f"@{depth:<9} {before:8.3f} {found.recall_checked[depth]:8.3f}")
    return 0


def _fit_quoting(args: argparse.Namespace) -> int:
    from dataclasses import asdict

    from eval.datasets import load_dataset
    from eval.fitting_quotes import fit_quoting
    from rag.answering.quoting import Quoter
    from rag.models.static import open_static
    from rag.qa import NewsQA
    from rag.settings import Settings

    dataset = load_dataset(args.cases, args.format, limit=args.limit)
    settings = Settings.from_environment(store=args.store, answerer="quoting")
    with NewsQA.open(settings=settings) as qa:
        found = fit_quoting(dataset, qa.searcher.retrieve, Quoter(open_static()), until=args.until)
    if args.json:
        _print_json(asdict(found))
        return 0
    for name, weight in found.weights.items():
        print(f"{name:10} {weight:8.3f}")
    print("of the questions whose first 5 passages hold an answer   questions    kept   first  sentences")
    for label, one in (
        (f"asked before {args.until}, these weights", found.fitted),
        (f"asked from {args.until} on, these weights", found.checked),
        (f"asked from {args.until} on, the weights in use", found.shipped),
    ):
        print(f"{label:56} {one.questions:9} {one.kept:7.3f} {one.first:7.3f} {one.sentences:10.2f}")
    return 0


def _measured_on(run: CalibrationRun) -> tuple[str, str | None, str | None]:
    return run.cases_sha256, run.passage_model, run.lead_model


def _floors(args: argparse.Namespace) -> dict[str, float]:
    """The file's floors, those of the command line in their place."""
    floors: dict[str, float] = {}
    if args.floors is not None:
        try:
            known = json.loads(args.floors.expanduser().read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"--floors: {args.floors} cannot be read: {error}") from None
        if not isinstance(known, dict) or not all(_is_number(value) for value in known.values()):
            raise UsageError(f"--floors: {args.floors} must be a JSON object, metric to number")
        floors.update(known)
    floors.update(args.fail_under)
    return floors


def _print_json(document: object) -> None:
    print(json.dumps(document, indent=2))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day: write 2024-01-01") from None


def _money(text: str) -> float:
    value = _number(text)
    if value is None or value <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount above 0")
    return value


def _share(text: str) -> float:
    value = _number(text)
    if value is None or not 0 <= value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share from 0 to below 1")
    return value


def _floor(text: str) -> tuple[str, float]:
    name, equals, written = text.partition("=")
    value = _number(written)
    if not name or not equals or value is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not METRIC=VALUE, such as answer_recall@5=0.6")
    return name, value


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
