"""The whole way from articles to facts: offsets hold, nothing raises, the same input gives the same facts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.pipeline import LONG, Extractor
from graph.model import Article, Facts, check_facts, facts_line

STORY = (
    "青木一郎外相は3日、訪問先のソウルで韓国の趙兌烈外相と会談し、漁業協定の改定で合意した。\n"
    "両外相は北朝鮮のミサイル発射を非難した。中国は4日、これに反発した。"
)
PIECES = st.sampled_from(
    ["日本", "中国", "と", "が", "は", "を", "会談し", "非難した", "。", "、", "「", "」", "(", "首相",
     "5日", "\n", "協定", "\x00", "😀", "<b>", "Ａ", "髙", " ", "に抗議", "訪米", "％", "'"]
)  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def read(extractor: Extractor, text: str, title: str = "外相が会談") -> Facts:
    article = Article(id="1", title=title, text=text, content_hash="1", published="2024-06-06")
    return next(extractor.extract([article]))


def test_a_story_is_told_with_offsets(extractor: Extractor) -> None:
    facts = read(extractor, STORY)
    check_facts(facts)
    assert {"MET_WITH", "AGREED_WITH", "CRITICIZED"} <= {event.type for event in facts.events}
    for event in facts.events:
        assert event.trigger in event.evidence


def test_two_runs_give_the_same_bytes(extractor: Extractor) -> None:
    assert facts_line(read(extractor, STORY)) == facts_line(read(extractor, STORY))


def test_neighbours_do_not_matter(extractor: Extractor) -> None:
    alone = [facts_line(read(extractor, text)) for text in STORY.split("\n")]
    articles = [
        Article(id="1", title="外相が会談", text=text, content_hash="1", published="2024-06-06")
        for text in STORY.split("\n")
    ]
    assert [facts_line(facts) for facts in extractor.extract(articles)] == alone


@pytest.mark.parametrize(
    "text",
    ["", " ", "。", "\n\n\n", "日" * 3, "「" * 200, "日中" * LONG, "\ufeff\u200b", "a\tb", "🇯🇵🇨🇳", "(((((日本"],
)  # fmt: skip
def test_odd_texts_do_not_raise(extractor: Extractor, text: str) -> None:
    check_facts(read(extractor, text, title=""))


def test_an_endless_sentence_is_cut_safely(extractor: Extractor) -> None:
    facts = read(extractor, "日本は 中国と会った " + "無" * 1_000_000)
    assert all(event.end <= len(facts.full_text) for event in facts.events)
    check_facts(facts)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_keeps_its_offsets(extractor: Extractor, text: str) -> None:
    check_facts(read(extractor, text))


def test_a_journey_says_where_the_sentence_goes_on(extractor: Extractor) -> None:
    told = "青木一郎外相は3日、ソウルを訪れ、韓国の趙兌烈外相と会談した。"
    passed = "ソウルを訪れた青木一郎外相は4日、韓国の趙兌烈外相と会談した。"
    places = {event.type: event.place for event in read(extractor, told).events}
    assert (places["VISITED"], places["MET_WITH"]) == ("ソウル", "ソウル")
    assert {e.place for e in read(extractor, passed).events if e.type == "MET_WITH"} == {None}
