"""Words in sentences and headlines: the same answers from an index and without one."""

from __future__ import annotations

import pytest

from graph.errors import GaikoError
from graph.load import load_facts
from graph.stores.base import Store
from queries.search import FOUND, search
from tests.conftest import NewStore
from tests.graph.telling import telling

SENTENCES = {
    "1": ("2024-05-01", "処理水の放出に抗議した。"),
    "2": ("2024-05-03", "日本と中国は処理水を話し合った。両国はNATOにも触れた。"),
    "3": ("2023-01", "ヨーロッパの首脳が会談した。"),
}
TEXTS = [
    "処理水",
    "水",
    "処理水の",
    "話し合った。両国",
    "NATO",
    "ATO",
    "ヨーロッパ",
    "ロッパの首",
    "見出し",
    "し2",
    "ない語",
    '"',
    "*",
    "\\",
]


@pytest.fixture
def told(new_store: NewStore) -> Store:
    store = new_store()
    load_facts(
        store,
        [
            telling(key, "MET_WITH", "JPN", "CHN", None, published=day, sentence=sentence)
            for key, (day, sentence) in SENTENCES.items()
        ],
    )
    if store.finds_text:
        store.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return store


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_is_what_stands_there(told: Store, text: str) -> None:
    found = search(told, text)
    sentences = {row["article"] for row in found if row["sentence"]}
    assert sentences == {key for key, (_, sentence) in SENTENCES.items() if text in sentence}
    headlines = {row["article"] for row in found if not row["sentence"]}
    assert headlines == {key for key in SENTENCES if text in f"見出し{key}"}


def test_the_newest_comes_first_within_a_time(told: Store) -> None:
    assert [row["published"] for row in search(told, "した")] == ["2024-05-01", "2023-01"]
    assert [row["article"] for row in search(told, "処理水", since="2024-05-02")] == ["2"]
    assert len(search(told, "見出し", most=2)) == 2


def test_a_server_finds_by_its_index(told: Store) -> None:
    if told.finds_text:
        values = {"phrase": '"処理水"', "text": "処理水"}
        assert len(told.read(FOUND[0], values)) == 2


def test_nothing_is_not_searched_for(told: Store) -> None:
    with pytest.raises(GaikoError, match="empty"):
        search(told, " ")
