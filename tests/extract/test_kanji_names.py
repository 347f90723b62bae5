"""Names in kanji that no table knows, before posts and honorifics: the whole name, nothing of the post."""

from __future__ import annotations

import pytest

from extract.pipeline import Extractor
from graph.model import Article

FRAMES = (
    "{}外相は16日、記者会見した。",
    "{}氏は北京で演説した。",
    "{}外務審議官と会談した。",
    "{}市長が歓迎した。",
    "{}元首相は批判した。",
    "中国外務省の{}報道官は述べた。",
    "{}副首相らが出席した。",
    "{}アジア大洋州局長は抗議した。",
    "{}前駐豪大使は講演した。",
    "{}総統府秘書が同行した。",
)
NAMES = (
    "岡健治", "沢村義人", "水原敏", "西園寺実", "早乙女一成", "千田博一", "王文海", "陳徳偉", "李成浩", "金昌洙", "朴錫均", "馬志強", "欧陽建国", "柳在勲",
    "尹尚美", "黄志遠", "劉凱", "呉江明", "高木良", "林健作",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_a_post_leaves_the_name_whole(frame: str) -> None:
    articles = [
        Article(id=name, title="短信", text=frame.format(name), content_hash="") for name in NAMES
    ]
    wrong = {}
    for facts in Extractor.load().extract(articles):
        persons = [m.text for e in facts.entities if e.type == "PERSON" for m in e.mentions]
        if persons != [facts.id]:
            wrong[facts.id] = persons
    assert len(wrong) <= 1, wrong
