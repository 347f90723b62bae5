"""A large invented graph: names, acts and sentences from one seed, as facts like those of articles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from graph.model import Entity, Event, Facts, Mention
from graph.ontology import load_ontology

FAMILY = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "山口",
    "松本",
    "井上",
    "木村",
    "林",
    "清水",
    "斎藤",
]
GIVEN = [
    "一郎",
    "花子",
    "正雄",
    "恵子",
    "健",
    "翔太",
    "明美",
    "直樹",
    "由美",
    "誠",
    "香織",
    "浩二",
    "大輔",
    "彩",
    "隆",
    "久美子",
    "雄介",
    "真理",
    "修",
    "千春",
]
STATES = {
    "日本": "JPN",
    "中国": "CHN",
    "米国": "USA",
    "韓国": "KOR",
    "英国": "GBR",
    "フランス": "FRA",
    "インド": "IND",
}
TOPICS = [
    "安全保障",
    "経済",
    "漁業",
    "環境",
    "人権",
    "貿易",
    "宇宙",
    "海洋",
    "文化",
    "医療",
    "防災",
    "教育",
    "半導体",
    "農業",
    "観光",
]
CITIES = ["東京", "北京", "ソウル", "ワシントン", "ロンドン", "パリ", "ニューデリー", "ジュネーブ"]
OUTLETS = [f"第{number}新聞" for number in range(1, 13)]
FIRST = date(2020, 1, 1)
DAYS = 2400


def invent(actors: int, events: int, seed: int = 7) -> Iterator[Facts]:
    """Yield one article per event; a few actors take part in much, most in little."""
    chance = random.Random(seed)
    cast = _cast(actors, chance)
    pool = list(range(len(STATES)))
    types = [kind for kind in load_ontology().values() if kind.direction != "to_object"]
    for number in range(events):
        source = number % actors if number < actors else chance.choice(pool)
        target = chance.choice(pool)
        if target == source:
            target = (source + 1) % actors
        pool += [source, target]
        kind = chance.choice(types)
        yield _article(number, cast[source], cast[target], kind.type, kind.label.ja, chance)


def _cast(actors: int, chance: random.Random) -> list[tuple[str, str, str]]:
    """Name, id and state of everybody: states first."""
    cast = [(name, code, code) for name, code in STATES.items()]
    codes = list(STATES.values())
    for number in range(actors - len(cast)):
        state = chance.choice(codes)
        name = f"{FAMILY[number % 20]}{GIVEN[number // 20 % 20]}{number // 400 or ''}"
        cast.append((name, f"person:{state}:{name}", state))
    return cast


def _article(
    number: int,
    source: tuple[str, str, str],
    target: tuple[str, str, str],
    kind: str,
    verb: str,
    chance: random.Random,
) -> Facts:
    day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
    about = "と".join(chance.sample(TOPICS, 2))
    sentence = f"{source[0]}氏は{int(day[8:])}日、{chance.choice(CITIES)}で{target[0]}氏に対し{about}をめぐり{verb}を行ったと発表した。"
    title = f"{about}で{verb}、{source[0]}氏"
    start = len(title) + 1
    event = Event(
        type=kind,
        source=["e1"],
        target=["e2"],
        date=day,
        trigger=verb,
        evidence=sentence,
        start=start,
        end=start + len(sentence),
        rule=f"{kind.lower()}.invented",
        confidence=round(chance.uniform(0.5, 1), 2),
    )
    return Facts(
        id=f"invented-{number}",
        title=title,
        text=sentence,
        content_hash=str(number),
        extractor="invented",
        source=chance.choice(OUTLETS),
        url=f"https://news.example/{number}",
        published=day,
        entities=[_entity("e1", source, title, sentence), _entity("e2", target, title, sentence)],
        events=[event],
    )


def _entity(key: str, actor: tuple[str, str, str], title: str, sentence: str) -> Entity:
    name, identity, state = actor
    start = len(title) + 1 + sentence.index(name)
    is_state = identity == state
    return Entity(
        id=key,
        type="COUNTRY" if is_state else "PERSON",
        name=name,
        actor_id=identity,
        code=state if is_state else None,
        country=None if is_state else state,
        mentions=[Mention(start, start + len(name), name)],
    )
