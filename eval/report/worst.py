"""The worst cases of a run, each with its question, what was right, what was answered and what was found."""

from __future__ import annotations

import math

from eval.articles import article_key, keys_of, relevant_keys
from eval.cases import day_of
from eval.metrics.answer_recall import holds_answer
from eval.outcome import Outcome
from eval.report.markup import Markup, element, joined, link
from eval.summary import Scored, shown
from rag.types import Hit

_SHOWN_HITS = 5
_SHOWN_CHARACTERS = 420


def worst_cases(outcomes: tuple[Outcome, ...], scored: Scored, *, most: int) -> list[tuple[Outcome, float]]:
    """The lowest scores first, in the dataset's order where equal; what was not scored is left out."""
    sign = 1 if scored.metric.higher_is_better else -1
    rows = [row for row in zip(outcomes, scored.scores, strict=True) if not math.isnan(row[1])]
    return sorted(rows, key=lambda row: sign * row[1])[:most]


def is_mistaken(outcome: Outcome) -> bool:
    """Whether a question that cannot be answered was."""
    return outcome.case.unanswerable and outcome.answer is not None and outcome.answer.abstained is None


def case_section(outcome: Outcome, value: float, scored: Scored) -> Markup:
    """One case and its score, everything side by side."""
    return _section(outcome, f"{scored.metric.name} {shown(scored.metric, value)}")


def mistaken_section(outcome: Outcome) -> Markup:
    """A case from which one had to abstain, everything side by side."""
    return _section(outcome, "not abstained from")


def _section(outcome: Outcome, score: str) -> Markup:
    case = outcome.case
    asked = f"asked as of {case.as_of}" if case.as_of else "no day given"
    kind = f" · {case.type}" if case.type else ""
    head = element(
        "header",
        element("h3", case.question),
        element("p", f"{case.id} · {asked}{kind} · {score}", class_="about"),
    )
    columns = [_expected(outcome), _answered(outcome), _found(outcome)]
    return element("article", head, element("div", *columns, class_="columns"), class_="case")


def failed_section(outcome: Outcome) -> Markup:
    """A case that ended with an error."""
    return element(
        "article",
        element("h3", outcome.case.question),
        element("p", outcome.case.id, class_="about"),
        element("p", outcome.error or "", class_="error"),
        class_="case",
    )


def _expected(outcome: Outcome) -> Markup:
    case = outcome.case
    parts: list[Markup] = []
    if case.unanswerable:
        parts.append(element("p", "Nothing: the question cannot be answered from these articles."))
    if case.answers:
        parts.append(element("p", element("strong", " / ".join(case.answers))))
    if case.choices:
        parts.append(element("p", "Choices: " + " · ".join(case.choices), class_="about"))
    parts += [
        element("blockquote", _short(fact.text), element("cite", link(fact.publisher or fact.url or "", fact.url)))
        for fact in case.evidence
    ]
    told = {article_key(fact.url) for fact in case.evidence if fact.url}
    parts += [
        element("p", "Relevant: ", link(name, name), class_="about")
        for name, grade in case.relevant.items()
        if grade > 0 and article_key(name) not in told
    ]
    return _column("Right answer and evidence", parts or [element("p", "Not known.", class_="about")])


def _answered(outcome: Outcome) -> Markup:
    answer = outcome.answer
    if answer is None:
        return _column("Answer", [element("p", "Only retrieval was asked for.", class_="about")])
    parts: list[Markup] = []
    if answer.abstained is not None:
        parts.append(element("p", f"Abstained: {answer.abstained.message}"))
    parts += [element("p", paragraph) for paragraph in answer.text.split("\n") if paragraph.strip()]
    parts += [
        element(
            "blockquote",
            f"[{citation.number}] ",
            _short(citation.quote.text),
            element(
                "cite", link(_source(citation.passage.publisher, citation.passage.published_at), citation.passage.url)
            ),
        )
        for citation in answer.citations
    ]
    parts += [element("p", note.message, class_="about") for note in answer.notes]
    return _column("Answer", parts)


def _found(outcome: Outcome) -> Markup:
    items = [_hit(outcome, hit) for hit in outcome.hits[:_SHOWN_HITS]]
    if not items:
        return _column("Hits", [element("p", "Nothing was found.", class_="about")])
    more = len(outcome.hits) - len(items)
    rest = [element("p", f"and {more} more", class_="about")] if more > 0 else []
    return _column("Hits", [element("ol", *items), *rest])


def _hit(outcome: Outcome, hit: Hit) -> Markup:
    passage, case = hit.passage, outcome.case
    tags = []
    if relevant_keys(case.relevant) & keys_of(passage):
        tags.append(element("span", "relevant", class_="tag"))
    if holds_answer(passage, outcome):
        tags.append(element("span", "has the answer", class_="tag"))
    asked, published = day_of(case.as_of), day_of(passage.published_at)
    away = "" if asked is None or published is None else f" · {_days((asked - published).days)}"
    return element(
        "li",
        link(passage.title or passage.id, passage.url),
        element("p", _source(passage.publisher, passage.published_at), away, " ", *tags, class_="about"),
        element("details", element("summary", _short(passage.text, 90)), element("p", passage.text)),
    )


def _column(title: str, parts: list[Markup]) -> Markup:
    return element("section", element("h4", title), joined(*parts))


def _source(publisher: str, published_at: object) -> str:
    return " · ".join(filter(None, (publisher, str(published_at)[:10] if published_at else "no date")))


def _days(days: int) -> str:
    if days == 0:
        return "the same day"
    unit = "day" if abs(days) == 1 else "days"
    return f"{days} {unit} before" if days > 0 else f"{-days} {unit} after"


def _short(text: str, most: int = _SHOWN_CHARACTERS) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= most else folded[: most - 1].rstrip() + "…"
