"""Words find what was written, in any language, whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.store import NewsStore, StoreWriter
from rag.types import Article, StoreModels
from tests.store_articles import passages_of

TEXTS = {
    "english": "The mayors were running the harbours when the U.S. envoy said “don’t”.",
    "accents": "Président Erdoğan a rencontré le chancelier à l’école de Zürich.",
    "japanese": "石破首相は東京で李外相と会談した。カタカナ",
    "chinese": "外交部长周三抵达北京",
    "korean": "대통령은 서울에서 회담했다",
    "thai": "นายกรัฐมนตรีเดินทางถึงกรุงเทพ",
    "arabic": "وصل الوزير إلى القاهرة",
    "hindi": "प्रधानमंत्री दिल्ली पहुंचे",
    "russian": "Министр прибыл в Москву",
    "long": "x" * 5_000 + " tail",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsStore]:
    path = tmp_path_factory.mktemp("words") / "store"
    with StoreWriter.open(path, StoreModels(None, None)) as writer:
        for name, text in TEXTS.items():
            article = Article(name, f"Piece {name}title", text)
            writer.write([replace_vectors(article)])
    with NewsStore.open(path) as opened:
        yield opened


def replace_vectors(article: Article):
    from rag.store import EncodedArticle

    return EncodedArticle(article, passages_of(article, [article.text]), None)


def found(store: NewsStore, text: str, **options: float) -> list[str]:
    hits = store.search_words(text, k=20, **options)
    return [header.article_id for header in store.headers([hit.key for hit in hits]).values()]


@pytest.mark.parametrize(
    ("typed", "article"),
    [
        ("mayor runs a harbour", "english"),
        ("RUNNING", "english"),
        ("Erdogan Zurich", "accents"),
        ("Erdoğan", "accents"),
        ("ecole", "accents"),
        ("東京", "japanese"),
        ("ｶﾀｶﾅ", "japanese"),
        ("北京", "chinese"),
        ("서울에서", "korean"),
        ("กรุงเทพ", "thai"),
        ("القاهرة", "arabic"),
        ("दिल्ली", "hindi"),
        ("москву", "russian"),
        ("tail", "long"),
    ],
)
def test_found_by_its_own_words(store: NewsStore, typed: str, article: str) -> None:
    assert found(store, typed)[0] == article


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "?!…", "🎉", "\x00", "zzzqqq", '"', "title:(", "body:[* TO *]", "-", "\ud83c" + "x" * 3, "a" * 100_000],
)
def test_nothing_to_find_is_no_error(store: NewsStore, typed: str) -> None:
    assert found(store, typed) == []


@pytest.mark.parametrize(
    "typed", ['harbours" OR', "+harbours -mayors", "harbours AND (", "body:harbours^9 ~", "NOT harbours"]
)
def test_query_syntax_is_only_words(store: NewsStore, typed: str) -> None:
    assert found(store, typed)[0] == "english"


def test_ten_thousand_words_are_a_question_too(store: NewsStore) -> None:
    question = " ".join(f"filler{i}" for i in range(10_000)) + " harbours " + " ".join(f"other{i}" for i in range(99))
    assert found(store, question) == ["english"]


def test_the_title_counts_and_its_boost_can_be_turned_off(store: NewsStore) -> None:
    assert found(store, "englishtitle") == ["english"]
    assert found(store, "englishtitle", title_boost=0.0) == []
    low, high = (store.search_words("piece", k=1, title_boost=boost)[0].score for boost in (1.0, 3.0))
    assert high == pytest.approx(3 * low)


def test_best_first_and_no_more_than_asked(store: NewsStore) -> None:
    hits = store.search_words("piece harbours tokyo", k=4)
    assert len(hits) == 4
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert store.search_words("piece", k=0) == []
