"""Every benchmark's format as published, in miniature, and what is said of files that are not in it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from eval.articles import article_key
from eval.cases import Case, Dataset, Evidence, case_from_record, case_to_record
from eval.datasets import load_dataset
from eval.datasets.beir import beir_articles
from eval.datasets.trec import read_trec_qrels, read_trec_run, write_trec_run
from rag.errors import RecordRejected, UsageError


def jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


OURS = {
    "id": "ferry-1",
    "question": "Where did the ferry run aground?",
    "as_of": "2031-05-12",
    "since": "2031-05-01",
    "until": "2031-05-12T18:00:00+02:00",
    "publishers": ["Harbour Gazette"],
    "answers": ["off the mole"],
    "relevant": ["https://harbour.example/ferry"],
    "evidence": [{"text": "It ran aground off the mole.", "url": "https://harbour.example/ferry", "verbatim": True}],
    "type": "where",
}


def test_our_own_cases_are_read_whole(tmp_path: Path) -> None:
    unanswerable = {"id": 2, "question": "Who won the 2040 election?", "unanswerable": True, "why": "Not yet held."}

    dataset = load_dataset(jsonl(tmp_path / "cases.jsonl", OURS, unanswerable))

    assert dataset.name == "cases"
    assert dataset.cases == (
        Case(
            id="ferry-1",
            question="Where did the ferry run aground?",
            as_of=date(2031, 5, 12),
            since=date(2031, 5, 1),
            until=datetime(2031, 5, 12, 16, tzinfo=UTC),
            publishers=("Harbour Gazette",),
            answers=("off the mole",),
            relevant={"https://harbour.example/ferry": 1},
            evidence=(Evidence("It ran aground off the mole.", "https://harbour.example/ferry", verbatim=True),),
            type="where",
        ),
        Case(id="2", question="Who won the 2040 election?", unanswerable=True, extra={"why": "Not yet held."}),
    )


def test_relevance_may_be_graded_and_choices_may_be_right(tmp_path: Path) -> None:
    record = {**OURS, "relevant": {"a": 2, "b": 0}, "choices": ["on the beach", "off the mole"]}

    (case,) = load_dataset(jsonl(tmp_path / "cases.jsonl", record)).cases

    assert case.relevant == {"a": 2, "b": 0}
    assert case.right_choices == ("off the mole",)


def test_a_case_survives_its_record() -> None:
    case = Case(
        "q", "Q?", date(2031, 5, 12), datetime(2031, 5, 1, tzinfo=UTC), None, ("A",), ("b",), ("b", "c"), ("b",),
        {"u": 2}, (Evidence("t", "u", "P", date(2031, 5, 2), verbatim=True),), "kind", False, {"outlet": "P"},
    )  # fmt: skip

    assert case_from_record(json.loads(json.dumps(case_to_record(case)))) == case


def test_the_sum_is_of_the_cases_not_of_the_path() -> None:
    here, there = Dataset("a", (Case("1", "Q?"),)), Dataset("b", (Case("1", "Q?"),), Path("corpus"))

    assert here.sha256() == there.sha256() != Dataset("a", (Case("1", "Other?"),)).sha256()


PUBLISHED_WEEK = [
    {
        "question_id": "20310516_0",
        "question_date": "2031/05/15",
        "question_source": "CNN",
        "question_url": "https://quiz.example/",
        "question_sentence": "Which ship ran aground this week?",
        "choices": ["The Heron", "The Gull", "The Tern & Sons", "The Auk"],
        "answer": ["2"],
        "evidence": 'The <a href="https://news.example/tern">Tern &amp; Sons</a> ran <a href="javascript:x">on</a>.',
    },
    {
        "question_id": "20310516_1",
        "question_date": "2031/05/16",
        "question_source": "USAtoday",
        "question_url": "https://quiz.example/",
        "question_sentence": "True or false: the harbour is closed.",
        "choices": ["TRUE", "FALSE"],
        "answer": ["0"],
        "evidence": "",
    },
]
NOTA = {
    **PUBLISHED_WEEK[0],
    "question_id": "20310516_0_nota",
    "choices": ["The Heron", "The Gull", "The Auk", "None of the above"],
    "answer": ["3"],
}


def test_realtimeqa_as_its_repository_publishes_it(tmp_path: Path) -> None:
    first, second = load_dataset(jsonl(tmp_path / "20310516_qa.jsonl", *PUBLISHED_WEEK)).cases

    assert first.as_of == date(2031, 5, 16)  # the day of the week's set, not of the quiz
    assert (first.answers, first.right_choices) == (("The Tern & Sons",), ("The Tern & Sons",))
    assert first.relevant == {"https://news.example/tern": 1}
    assert first.evidence == (Evidence("The Tern & Sons ran on.", "https://news.example/tern"),)
    assert first.extra["outlet"] == "CNN"
    assert (second.answers, second.relevant, second.evidence) == (("TRUE",), {}, ())


def test_none_of_the_above_is_a_choice_and_no_text_to_look_for(tmp_path: Path) -> None:
    (case,) = load_dataset(jsonl(tmp_path / "20310516_qa_nota.jsonl", NOTA)).cases

    assert case.answers == ()
    assert case.right_choices == ("None of the above",)
    assert case.type == "none_of_the_above"


def test_a_folder_of_weeks_is_one_dataset_without_the_variants(tmp_path: Path) -> None:
    (tmp_path / "2031").mkdir()
    jsonl(tmp_path / "2031" / "20310516_qa.jsonl", *PUBLISHED_WEEK)
    jsonl(tmp_path / "2031" / "20310516_qa_nota.jsonl", NOTA)
    jsonl(tmp_path / "2031" / "20310523_qa.jsonl", {**PUBLISHED_WEEK[1], "question_id": "20310523_0"})

    assert [case.id for case in load_dataset(tmp_path).cases] == ["20310516_0", "20310516_1", "20310523_0"]


def test_realtimeqa_in_flat_lines(tmp_path: Path) -> None:
    record = {
        "question_id": "20310516_0",
        "asked_on": "2031-05-16",
        "question": "Which ship ran aground this week?",
        "choices": ["The Heron", "The Gull"],
        "answers": ["The Gull"],
        "source": "CNN",
        "search_engine_urls": ["https://news.example/gull"],
    }

    (case,) = load_dataset(jsonl(tmp_path / "questions.jsonl", record)).cases

    assert (case.as_of, case.answers, case.right_choices) == (date(2031, 5, 16), ("The Gull",), ("The Gull",))
    assert case.relevant == {}  # a search engine's ranking is no judgement
    assert case.extra == {"outlet": "CNN", "search_engine_urls": ["https://news.example/gull"]}


MULTIHOP = [
    {
        "query": "Which firm do both the Gazette and the Post report on?",
        "answer": "Tern & Sons",
        "question_type": "inference_query",
        "evidence_list": [
            {
                "title": "One",
                "author": "A. Writer",
                "url": "https://news.example/one",
                "source": "Gazette",
                "category": "business",
                "published_at": "2031-05-02T09:00:00+00:00",
                "fact": "Tern & Sons owns the ship.",
            },
            {
                "title": "Two",
                "author": "B. Writer",
                "url": "https://news.example/two",
                "source": "Post",
                "category": "business",
                "published_at": "2031-05-03T09:00:00+00:00",
                "fact": "Shares of Tern & Sons fell.",
            },
        ],
    },
    {
        "query": "What did nobody report?",
        "answer": "Insufficient information.",
        "question_type": "null_query",
        "evidence_list": [],
    },
]
MULTIHOP_CORPUS = [
    {
        "title": "One",
        "author": "A. Writer",
        "source": "Gazette",
        "published_at": "2031-05-02T09:00:00+00:00",
        "category": "business",
        "url": "https://news.example/one",
        "body": "Tern & Sons owns the ship. It is old.",
    },
    {
        "title": "Two",
        "author": None,
        "source": "Post",
        "published_at": "2031-05-30T23:30:00+00:00",
        "category": "business",
        "url": "https://news.example/two",
        "body": "Shares of Tern & Sons fell.",
    },
]


def test_multihoprag_as_published(tmp_path: Path) -> None:
    (tmp_path / "MultiHopRAG.json").write_text(json.dumps(MULTIHOP, indent=1))
    (tmp_path / "corpus.json").write_text(json.dumps(MULTIHOP_CORPUS))

    dataset = load_dataset(tmp_path)
    answerable, null = dataset.cases

    assert dataset.corpus == tmp_path / "corpus.json"
    assert dataset == load_dataset(tmp_path / "MultiHopRAG.json")
    assert answerable.answers == ("Tern & Sons",)
    assert list(answerable.relevant) == ["https://news.example/one", "https://news.example/two"]
    assert [fact.text for fact in answerable.evidence] == ["Tern & Sons owns the ship.", "Shares of Tern & Sons fell."]
    assert all(fact.verbatim for fact in answerable.evidence)
    assert answerable.as_of == null.as_of == date(2031, 5, 30)  # the newest article's day
    assert null.unanswerable and null.answers == () and null.type == "null_query"


def beir(folder: Path) -> Path:
    jsonl(folder / "queries.jsonl", {"_id": "q1", "text": "Which ship?"}, {"_id": "q2", "text": "Not judged?"})
    jsonl(folder / "corpus.jsonl", {"_id": "d1", "title": "One", "text": "A ship.", "metadata": {}})
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t0\n")
    return folder


def test_beir_asks_the_judged_queries(tmp_path: Path) -> None:
    dataset = load_dataset(beir(tmp_path))

    assert dataset.cases == (Case("q1", "Which ship?", relevant={"d1": 2, "d2": 0}),)
    assert dataset.corpus == tmp_path / "corpus.jsonl"


def test_beirs_documents_become_articles_that_go_by_their_id(tmp_path: Path) -> None:
    told = {"publisher": "Gazette", "published_at": "2031-05-02", "pmid": 7}
    corpus = jsonl(tmp_path / "corpus.jsonl", {"_id": "d/1 x", "title": "One", "text": "A ship.", "metadata": told})

    (article,) = beir_articles(corpus)

    assert article_key(article.pop("url")) == "d/1 x"
    assert article == {"title": "One", "text": "A ship.", "publisher": "Gazette", "published_at": "2031-05-02"}


def test_trec_topics_and_qrels(tmp_path: Path) -> None:
    (tmp_path / "queries.tsv").write_text("301\tWhich ship?\n")
    (tmp_path / "qrels.txt").write_text("301 0 FT-1 1\n301 0 FT-2 -1\n")

    assert load_dataset(tmp_path).cases == (Case("301", "Which ship?", relevant={"FT-1": 1, "FT-2": 0}),)


def test_a_trec_run_is_ordered_by_score(tmp_path: Path) -> None:
    file = tmp_path / "run.txt"
    file.write_text("q1 Q0 d1 1 0.5 x\nq1 Q0 d2 2 0.9 x\nq2 Q0 d3 1 1e-3 x\n")

    assert read_trec_run(file) == {"q1": ["d2", "d1"], "q2": ["d3"]}


def test_a_written_trec_run_reads_back(tmp_path: Path) -> None:
    rankings = {"q1": [f"d{place}" for place in range(30)], "q 2": ["https://news.example/a"]}

    write_trec_run(tmp_path / "run.txt", rankings, "dateline")

    assert read_trec_run(tmp_path / "run.txt") == {"q1": rankings["q1"], "q%202": rankings["q 2"]}


def published(**changes: Any) -> dict[str, Any]:
    return {**PUBLISHED_WEEK[0], **changes}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.jsonl", '{"id": 1, "question": "Q?"}\n{"id": 2, "question": ', ":2: is not JSON"),
        ("c.jsonl", '{"id": 1, "question": "Q?"}\n[1]\n', ":2: is not a JSON object"),
        ("c.jsonl", '{"id": 1}\n', ":1: question: is missing"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "answer": "x"}\n', ":1: answer: is not a field of a case"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "answers": "x"}\n', ":1: answers: must be a list of texts"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "as_of": "tomorrow"}\n', ":1: as_of: 'tomorrow' is not a date"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "unanswerable": 1}\n', ":1: unanswerable: must be true or false"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "unanswerable": true, "answers": ["x"]}\n', "there are answers"),
        ("c.jsonl", '{"id": 1, "question": "Q?", "relevant": {"u": -1}}\n', ":1: relevant: the grade of 'u'"),
        ("c.jsonl", "[" * 100_000, "nested too deep"),
        ("c.jsonl", '{"id": 1, "question": "Q?"}\n{"id": "1", "question": "R?"}\n', "two questions have the id '1'"),
        ("c.jsonl", "\n", "is empty: write a question a line, such as"),
        ("c.jsonl", "Who won?\n", "is of no known format: write a question a line, such as"),
        ("c.jsonl", json.dumps(published(answer=["4"])), ":1: answer: '4' is not the index of one of 4 choices"),
        ("c.jsonl", json.dumps(published(choices=None)), ":1: answer: '2' is not the index of one of 0 choices"),
        ("c.jsonl", json.dumps(published(choices=["", "a"], answer=["0"])), "the index of a choice left blank"),
        ("c.json", json.dumps([{**MULTIHOP[0], "evidence_list": []}]), ":1: evidence_list: is empty"),
        ("c.json", json.dumps([MULTIHOP[1], {"query": "Q?"}]), ":2: question_type: is missing"),
        ("c.json", "[]", "holds no questions"),
    ],
)
def test_a_bad_file_is_refused_naming_file_line_and_field(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    file = tmp_path / name
    file.write_text(content)

    with pytest.raises((UsageError, RecordRejected)) as refused:
        load_dataset(file)

    assert str(file) in str(refused.value)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\n", "test.tsv:2: has 2 columns"),
        ("qrels/test.tsv", "q1\td1\thigh\n", "test.tsv:1: grade: 'high' is not a whole number"),
        ("qrels/test.tsv", "q9\td1\t1\n", "judge query 'q9'"),
        ("queries.jsonl", '{"_id": "q1"}\n', "queries.jsonl:1: text: is missing"),
    ],
)
def test_a_bad_beir_folder_is_refused(tmp_path: Path, file: str, content: str, message: str) -> None:
    (beir(tmp_path) / file).write_text(content)

    with pytest.raises((UsageError, RecordRejected)) as refused:
        load_dataset(tmp_path)

    assert message in str(refused.value)


def test_trec_files_say_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "qrels.txt").write_text("q1 d1 1\n")
    (tmp_path / "run.txt").write_text("q1 Q0 d1 1 best x\n")

    with pytest.raises(RecordRejected, match=r"qrels\.txt:1: has 3 columns"):
        read_trec_qrels(tmp_path / "qrels.txt")
    with pytest.raises(RecordRejected, match=r"run\.txt:1: score: 'best' is not a number"):
        read_trec_run(tmp_path / "run.txt")


def test_paths_and_formats_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        load_dataset(tmp_path / "missing")
    with pytest.raises(UsageError, match="folder of no known format"):
        load_dataset(tmp_path)
    with pytest.raises(UsageError, match="'xml' is not a format"):
        load_dataset(tmp_path, "xml")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": 1, "question": "Caf\xe9?"}')
    with pytest.raises(UsageError, match="is not UTF-8"):
        load_dataset(tmp_path / "latin.jsonl")


def test_a_limit_takes_the_first(tmp_path: Path) -> None:
    file = jsonl(tmp_path / "c.jsonl", *({"id": place, "question": "Q?"} for place in range(5)))

    assert [case.id for case in load_dataset(file, limit=2).cases] == ["0", "1"]


def test_the_real_questions_are_read(shared_data: Path) -> None:
    dataset = load_dataset(shared_data / "data" / "realtimeqa" / "questions.jsonl")

    assert len(dataset.cases) == 3686
    assert all(case.as_of and case.right_choices for case in dataset.cases)
