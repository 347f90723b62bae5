"""When and where acts were: the date and the place that a sentence ties to what it tells."""

from __future__ import annotations

import pytest

from extract.pipeline import Extractor
from graph.model import Article, Event

PUBLISHED = "2024-05-20"
PLACES = [
    ("青木一郎外相は16日、ソウルで韓国の趙兌烈外相と会談した。", "MET_WITH", "ソウル"),
    ("青木一郎外相が16日、ソウルの青瓦台で韓国の趙兌烈外相と会談した。", "MET_WITH", "ソウルの青瓦台"),
    ("日本と韓国は16日、外相会談をソウル市内のホテルで開いた。", "MET_WITH", "ソウル市内のホテル"),
    ("日韓外相会談が16日、ソウルで行われた。", "MET_WITH", "ソウル"),
    ("首相官邸で来日した韓国の尹錫悦大統領と岸田文雄首相が16日に会談した。", "MET_WITH", "首相官邸"),
    ("日韓両首脳は前日にも山口県長門市で会談している。", "MET_WITH", "山口県長門市"),
    ("両首脳が会談 タイ・バンコクで\n岸田文雄首相は16日、韓国の尹錫悦大統領と会談した。", "MET_WITH", "バンコク"),
    ("シンガポールで18日に予定されていた日本と韓国の首脳会談が中止になった。", "MET_WITH", "シンガポール"),
    ("トランプ米大統領は12日、シンガポールのセントーサ島で北朝鮮の金正恩委員長と会談した。", "MET_WITH", "シンガポールのセントーサ島"),
    ("青木一郎外相は3日、平壌を再び訪れ、北朝鮮の崔善姫外相と会談した。", "MET_WITH", "平壌"),
    ("青木一郎外相は3日、北京入りし、中国の王毅外相と会談した。", "MET_WITH", "北京"),
    ("中国の王毅外相が3日にロシアを訪問し、ラブロフ外相と会談した。", "MET_WITH", "ロシア"),
    ("岸田文雄首相は29日、マドリードで韓国の尹錫悦大統領と会談した。これに合わせてバイデン米大統領とも会談した。", "MET_WITH", "マドリード"),
    ("ソウルを訪れた青木一郎外相は4日、韓国の趙兌烈外相と会談した。", "MET_WITH", None),
    ("青木一郎外相は、深センで起きた事件を念頭に、中国に説明を求めた。", "REQUESTED", None),
    ("中国は、日韓首脳がソウルで出した共同声明に反発し、日本を非難した。", "CRITICIZED", None),
    ("リトアニアのシモニテ首相は、欧州連合加盟国である自国の領空を侵したとロシアを非難した。", "CRITICIZED", None),
    ("青木一郎外相は3日、平壌を再び訪れた。北朝鮮の首都だ。", "VISITED", "平壌"),
    ("英国を訪れた岸田文雄首相は11日、ロンドンでスナク首相と会談した。", "VISITED", "ロンドン"),
    ("訪米した岸田文雄首相は11日、ワシントンのホワイトハウスでバイデン大統領と会談した。", "VISITED", "ワシントン"),
    ("ウクライナのゼレンスキー大統領は20日に広島入りした。日本は歓迎した。", "VISITED", "広島"),
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def events_of(extractor: Extractor, text: str) -> list[Event]:
    """What an article tells; a line before the last is its headline."""
    title, _, body = text.rpartition("\n")
    article = Article(id="x", title=title, text=body, content_hash="", published=PUBLISHED)
    (facts,) = extractor.extract([article])
    return facts.events


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_place(extractor: Extractor, text: str, kind: str, place: str | None) -> None:
    assert {event.place for event in events_of(extractor, text) if event.type == kind} == {place}


def test_what_a_meeting_ends_in_was_where_it_was(extractor: Extractor) -> None:
    text = "岸田文雄首相は16日、ソウルで韓国の尹錫悦大統領と会談した。両首脳は共同声明に署名した。日本は北朝鮮を非難した。"
    places = {event.type: event.place for event in events_of(extractor, text)}
    assert places == {"MET_WITH": "ソウル", "SIGNED": "ソウル", "CRITICIZED": None}


DATES = [
    ("河野太郎外相は30日、韓国の李洙勲駐日大使を呼び、1965年の請求権協定に反すると抗議した。", "PROTESTED", "2024-04-30"),
    ("岸田文雄首相と韓国の尹錫悦大統領は昨年3月に東京で会談し、2024年春の訪韓で合意していた。", "AGREED_WITH", "2023-03"),
    ("岸田文雄首相は16日、韓国の尹錫悦大統領と電話協議で合意した。", "AGREED_WITH", "2024-05-16"),
    ("17日に予定されていた日本と韓国の外相会談が、19日になって中止された。", "MET_WITH", "2024-05-17"),
    ("ソウルで会談に臨んだ岸田文雄首相と韓国の尹錫悦大統領は18日、食事をともにした。", "MET_WITH", "2024-05-18"),
    ("日本と韓国は5月10日と11日に東京で外相協議を開いた。", "MET_WITH", "2024-05-10"),
    ("岸田文雄首相と韓国の尹錫悦大統領は14日の電話協議で、再び会うことで合意した。", "AGREED_WITH", "2024-05-14"),
    ("岸田文雄首相は18日、韓国の尹錫悦大統領と首相官邸で会談し、共同で訓練する方針だ。", "MET_WITH", "2024-05-18"),
    ("岸田文雄首相は16日、韓国の尹錫悦大統領と会談した。前日は東京で大臣らが韓国の外相と会談した。両首脳は共同訓練で合意した。", "AGREED_WITH", "2024-05-16"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "date"), DATES)
def test_date(extractor: Extractor, text: str, kind: str, date: str | None) -> None:
    assert date in {event.date for event in events_of(extractor, text) if event.type == kind}
