"""The report is one file that asks nobody for anything and shows hostile text as text."""

import re
from html.parser import HTMLParser
from pathlib import Path

from eval.cases import Evidence
from eval.outcome import Outcome
from eval.report import report_html, write_report
from eval.report.charts import Curve, curve_chart, histogram, interval_bar
from eval.report.markup import element, link
from eval.runs.folder import About, Run
from eval.statistics import Estimate
from tests.eval_outcomes import answered, case, outcome, passage

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>${title}'


class Page(HTMLParser):
    """Tags with their attributes, and text, of a page; ``problems`` are ends that do not match."""

    VOID = frozenset({"meta", "br", "img", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.problems: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def made(*outcomes: Outcome) -> Run:
    ids = tuple(one.case.id for one in outcomes)
    return Run(Path("runs/first"), About("ships", "0" * 64, ids, {"k": 10, "answerer": "quoting"}), outcomes)


FOUND = passage("It was the Heron.", title="Heron aground", url="https://news.example/heron")
ANSWERED = answered(
    case("q1", "Which ship?", answers=("Heron",), relevant={"https://news.example/heron": 1}, type="which"),
    "It was the Heron. [1]",
    FOUND,
    elapsed_ms=20.0,
)


def test_the_page_shows_metrics_slices_and_cases_side_by_side() -> None:
    year = case("q2", "Which year was it?", answers=("2031",), type="year")
    missed = answered(year, "It was the Heron. [1]", FOUND, elapsed_ms=900.0)
    failed = outcome(case("q3", "Why?"), error="ModelRefused: no key")

    page = Page(report_html(made(ANSWERED, missed, failed)))

    for words in (
        "3 of 3 cases, 1 failed",
        "timely_answer_recall@1",
        "Question type",
        "Which year was it?",
        "It was the Heron. [1]",
        "has the answer",
        "2 days before",
        "ModelRefused: no key",
        "Recall by depth",
        "Wall time of a question",
    ):
        assert words in page.words, words
    assert page.problems == [] and page.open == []
    assert any(tag == "polyline" for tag, _ in page.tags)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = Page(report_html(made(ANSWERED)))

    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on") or name == "src"]
    policy = [attributes["content"] for _, attributes in page.tags if "http-equiv" in attributes]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


def test_hostile_text_is_text_everywhere() -> None:
    evil_passage = passage(EVIL, title=EVIL, publisher=EVIL, url="javascript:alert(3)", published=None)
    evil_case = case(
        EVIL,
        EVIL,
        answers=(EVIL,),
        choices=(EVIL,),
        relevant={EVIL: 1, "javascript:alert(4)": 1},
        evidence=(Evidence(EVIL, "javascript:alert(5)", EVIL),),
        type=EVIL,
    )
    evil = answered(evil_case, EVIL, evil_passage)
    run = Run(Path("runs") / EVIL.replace("/", ""), About(EVIL, EVIL, (EVIL,), {EVIL: EVIL}), (evil,))

    failed = outcome(case("q2"), error=EVIL)
    page = Page(report_html(run))
    failures = Page(report_html(made(failed)))

    for shown in (page, failures):
        assert not {"script", "img"} & {tag for tag, _ in shown.tags}
        assert EVIL in shown.words
    assert not [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert page.problems == [] and page.open == []


def test_links_go_to_the_web_only() -> None:
    assert link("x", "https://news.example/?a=1&b=2") == (
        '<a href="https://news.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">x</a>'
    )
    for address in ("javascript:alert(1)", "data:text/html,x", "//news.example", "http://[", None):
        assert link("<x>", address) == "&lt;x&gt;", address


def test_a_run_without_anything_scored_is_still_a_page() -> None:
    page = Page(report_html(made()))

    assert "0 of 0 cases" in page.words and page.problems == []


def test_an_answer_to_what_cannot_be_answered_is_shown_as_a_mistake() -> None:
    unanswerable = case("q2", "Which comet?", unanswerable=True)

    wrong = report_html(made(ANSWERED, answered(unanswerable, "It was Biela's. [1]", FOUND)))
    right = report_html(made(ANSWERED, answered(unanswerable, "", abstained=True)))

    assert "Answered, though it cannot be" in wrong and "not abstained from" in wrong
    assert "Answered, though it cannot be" not in right


def test_a_report_is_written_where_told(tmp_path: Path) -> None:
    broken = answered(case("q", "Lone \ud800?", answers=("x",)), "x")

    write_report(made(broken), tmp_path / "new" / "report.html")

    assert "Lone ??" in (tmp_path / "new" / "report.html").read_text(encoding="utf-8")


def test_plots_are_drawn_to_scale() -> None:
    bar = interval_bar(Estimate(0.5, 0.25, 0.75, 10))
    curve = curve_chart([Curve("a", tuple(Estimate(share, share, share, 9) for share in (0.2, 0.4)))], title="T")
    bins = histogram([1.0] * 9 + [2.0], title="T", unit="ms", marks=[("p50", 1.0)])

    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', bar)]
    assert widths == [160, 80]
    line = re.search(r'<polyline points="([\d.]+),([\d.]+) ([\d.]+),([\d.]+)"', curve)
    assert line is not None
    first_y, second_y = float(line[2]), float(line[4])
    assert second_y == 24  # the top: the scale ends at .4
    assert first_y == (24 + (280 - 38)) / 2
    heights = [float(height) for height in re.findall(r'height="([\d.]+)" class="column"', bins)]
    assert sorted(height for height in heights if height)[-2:] == [round(218 / 9, 2), 218]


def test_elements_escape_what_is_not_markup() -> None:
    assert element("p", "1 < 2", element("b", "&"), class_='"') == '<p class="&quot;">1 &lt; 2<b>&amp;</b></p>'
