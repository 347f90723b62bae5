"""Pages of many articles are split by their layout, and pages of one are left whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.articles import read_articles
from extract.reading.layouts import split_page
from graph.errors import InputError
from graph.model import Article

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
ABSENT = "the annotated articles are not beside the checkout"

TAG_PAGE = """港湾

このページには「港湾」の記事が並びます。

Tag
チリ外相が来日へ、港の協定に署名

チリと港湾協定、来週に署名式

チリの外相が来週来日し、港湾協力の協定に署名する。

ケニア大統領、神戸港を視察

神戸港をケニア大統領が視察、支援を要請

ケニアの大統領は神戸港を視察した。
円借款の拡大を求めた。

モンゴル、港の利用を打診

内陸国が日本海側の港に関心

モンゴル政府は新潟港の利用を打診した。

当サイトの記事は自動で集めています。
"""

ROWS = (
    "年 月 日 出 典 標 題 要 旨 2021.03:09 08:15 海洋新聞 日チリ外相が電話会談 <2104-030901> "
    "日本とチリの外相が電話で会談した。 港の整備で合意した。/td> 2021.02.01 北海通信(Portal) "
    "ケニア、円借款を要請 追加で <2103-020100> "
    "ケニアの財務相が2021.01.30 の協議で追加の円借款を求めた。"
)

CARDS = """チリ外相、港湾協定に署名

チリの外相は東京で協定に署名した。
2021/03/09 山田 花子

ケニア大統領が来日

ケニアの大統領が神戸に着いた。

モンゴルが港の利用を打診

モンゴル政府は港の利用を打診したと発表
2021/02/01
"""

BULLETS = """- 前の頁から続く記事の一点目。
- 二点目。
チリ外相が来日
- 港湾協定に署名。
- 首相を表敬。
ケニア大統領が来日
- 神戸港を視察。
モンゴルが港に関心
- 新潟港の利用を打診。
"""

DECK = """
港湾外交について

(国土省提出資料)

現状

- 港の**整備**を
  チリと進める。
 - ✓ 協定に署名した。

地図

課題と対応

- 円借款の拡大を求められている。

Photo: Hanako Yamada

(1) ケニア

- 神戸港と結ぶ。

今後の予定

1 短期

- 来月、署名式を開く。

連絡先

- 港湾局
"""

RULED_DECK = (
    "---\ntheme: x\n---\n# 現状\n整備中。\n\n---\n# 課題\n- 資金。\n\n---\n# 予定\n署名式。\n"
)

ARTICLE = """チリ外相が来日、港湾協定に署名

首相は「歓迎する」と述べた。

背景

両国は三年前から協議してきた。

合意の中身

- 港の整備
- 人の往来

今後

来年にも発効する。2021.03.09 の会談で確かめた。
"""


def test_tag_page() -> None:
    first, second, third = split_page(TAG_PAGE)
    assert first.title == "チリ外相が来日へ、港の協定に署名"
    assert first.text == (
        "チリと港湾協定、来週に署名式\nチリの外相が来週来日し、港湾協力の協定に署名する。"
    )
    assert second.text.endswith("ケニアの大統領は神戸港を視察した。円借款の拡大を求めた。")
    assert third.text.endswith("打診した。")


def test_table_rows() -> None:
    first, second = split_page(ROWS)
    assert (first.published, first.source) == ("2021-03-09", "海洋新聞")
    assert first.title == "日チリ外相が電話会談"
    assert first.text == "日本とチリの外相が電話で会談した。 港の整備で合意した。"
    assert (second.published, second.source) == ("2021-02-01", "北海通信")
    assert second.text == "ケニアの財務相が2021.01.30 の協議で追加の円借款を求めた。"


def test_dated_cards() -> None:
    cards = split_page(CARDS)
    assert [card.published for card in cards] == ["2021-03-09", None, "2021-02-01"]
    assert cards[0].text == "チリの外相は東京で協定に署名した。"
    assert cards[1].title == "ケニア大統領が来日"
    assert cards[2].text == "モンゴル政府は港の利用を打診したと発表"


def test_headlines_over_bullets() -> None:
    pages = split_page(BULLETS)
    assert [one.title for one in pages] == [
        "", "チリ外相が来日", "ケニア大統領が来日", "モンゴルが港に関心",
    ]  # fmt: skip
    assert pages[1].text == "港湾協定に署名。\n首相を表敬。"


def test_slide_deck() -> None:
    slides = split_page(DECK)
    assert [one.title for one in slides] == ["現状", "課題と対応", "今後の予定", "連絡先"]
    assert {one.source for one in slides} == {"国土省"}
    assert slides[0].text == "港の整備をチリと進める。\n協定に署名した。\n地図"
    assert slides[1].text == "円借款の拡大を求められている。\n(1) ケニア\n神戸港と結ぶ。"


def test_slides_parted_by_rules() -> None:
    slides = split_page(RULED_DECK)
    assert [(one.title, one.text) for one in slides] == [
        ("現状", "整備中。"), ("課題", "資金。"), ("予定", "署名式。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE,
        ARTICLE + "2021/03/09 山田 花子\n",
        "# 見出し\n\n## 経緯\n- 一\n\n## 合意\n- 二\n\n## 今後\n- 三\n",
        "見出し\n- 一点目\n- 二点目\n",
        "",
    ],
)
def test_a_page_of_one_article_is_not_split(text: str) -> None:
    assert split_page(text) == []


def read_shared(path: Path) -> list[Article]:
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    problems: list[InputError] = []
    articles = list(read_articles([path], problems=problems.append))
    assert problems == []
    return articles


@pytest.mark.shared
def test_shared_pages_split_as_the_annotators_read_them() -> None:
    gold = {one.id: one for one in read_shared(SHARED / "gold" / "dev.jsonl")}
    counts = {}
    for path in sorted((SHARED / "corpora" / "seeds").glob("*.txt")):
        page = path.name[:3]
        articles = read_shared(path)
        counts[page] = len(articles)
        for index, article in enumerate(articles):
            expected = gold.pop(f"{page}-{index:02}", None)
            if expected:
                # The annotators left the outlet of a table row before its headline.
                assert expected.title.endswith(article.title)
                assert article.title == expected.title or article.source
                assert (article.text, article.published) == (expected.text, expected.published)
    assert not gold
    assert counts == {"000": 17, "001": 34, "002": 20, "003": 20, "004": 20}
