"""Facts of an invented world, enough to filter: three states, their people, three outlets, three years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import msgspec

from graph.model import Entity, Event, Facts, KnownActor, Mention, Term

STATES = {"日本": "JPN", "中国": "CHN", "韓国": "KOR"}
PEOPLE = {"青木一郎": "JPN", "青木次郎": "JPN", "林建国": "CHN", "朴正洙": "KOR", "遠野花": "JPN"}
PACT = "漁業取り決め"
OUTLETS = ("甲紙", "乙紙", "丙放送")
KNOWN_STATES = [
    KnownActor(id="JPN", type="COUNTRY", name="日本", name_en="Japan", aliases=["Nippon"]),
    KnownActor(id="CHN", type="COUNTRY", name="中国", name_en="China"),
    KnownActor(id="KOR", type="COUNTRY", name="韓国", name_en="South Korea"),
]
KNOWN = [
    *KNOWN_STATES,
    KnownActor(
        id="person:JPN:青木一郎",
        type="PERSON",
        name="青木一郎",
        name_en="Aoki Ichiro",
        aliases=["アオキ"],
        country="JPN",
    ),
]
TERMS = [
    Term(
        person_id="person:JPN:青木一郎",
        person="青木一郎",
        person_en=None,
        body="JPN",
        post="外相",
        start="2021-10-04",
        end="2023-09-13",
    )
]
READINGS = {"青木一郎": "アオキイチロウ", "中国": "チュウゴク", "日本": "ニッポン ニホン"}
VERBS = {
    "MET_WITH": "会談",
    "PROTESTED": "抗議",
    "CRITICIZED": "批判",
    "AGREED_WITH": "合意",
    "SANCTIONED": "制裁",
}


def entity(text: str, name: str) -> Entity:
    kind, key, country = identity(name)
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    return Entity(
        id=name,
        type=kind,
        name=name,
        actor_id=key,
        country=country,
        code=key if kind == "COUNTRY" else None,
        mentions=[Mention(i, i + len(name), name) for i in starts],
    )


def identity(name: str) -> tuple[Any, str, str | None]:
    """Kind, id and state of a name; whom the world does not know is an organization."""
    if name in STATES:
        return "COUNTRY", STATES[name], None
    if name in PEOPLE:
        return "PERSON", f"person:{PEOPLE[name]}:{name}", PEOPLE[name]
    return (
        ("AGREEMENT", f"agreement:{name}", None)
        if name == PACT
        else ("ORGANIZATION", f"org:INT:{name}", None)
    )


def report(key: str, sentence: str, outlet: str, event: dict[str, Any], **more: Any) -> Facts:
    """An article of one sentence that tells one event."""
    title = more.pop("title", f"見出し{key}")
    text = f"{title}\n{sentence}"
    names = [*STATES, *PEOPLE, PACT, *more.pop("names", ())]
    shared = {
        "evidence": sentence,
        "start": len(title) + 1,
        "end": len(text),
        "rule": "test.rule",
        "confidence": 0.9,
    }
    return Facts(
        id=key,
        title=title,
        text=sentence,
        content_hash=key,
        extractor="test",
        source=outlet,
        **{"published": "2024-06-30", "url": f"https://news.example/{key}"} | more,
        entities=[entity(text, name) for name in names if name in text],
        events=[msgspec.convert(shared | event, Event)],
    )


def act(kind: str, source: str, target: str, date: str | None, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "trigger": VERBS[kind],
        "source": [source],
        "target": [target],
        "date": date,
    } | more


def facts() -> Iterator[Facts]:
    """Acts of every type among states and people, by month; then the special ones."""
    yield from _usual()
    yield from _special()


def _usual() -> Iterator[Facts]:
    sides = [("日本", "中国"), ("青木一郎", "林建国"), ("韓国", "日本"), ("朴正洙", "林建国")]
    for number, ((kind, verb), (source, target)) in enumerate(product(VERBS.items(), sides)):
        month = f"{2022 + number % 3}-{number % 12 + 1:02d}"
        event = act(
            kind, source, target, f"{month}-{number % 27 + 1:02d}", confidence=0.5 + number % 5 / 10
        )
        yield report(
            f"a{number:02d}", f"{source}は{target}と{verb}した。", OUTLETS[number % 3], event
        )


def _special() -> Iterator[Facts]:
    yield report(
        "b1",
        "日本は中国に抗議するとみられる。",
        "甲紙",
        act("PROTESTED", "日本", "中国", "2024-05", status="possible"),
    )
    yield report(
        "b2",
        "青木次郎氏は7月に朴正洙氏と会談する。",
        "乙紙",
        act("MET_WITH", "青木次郎", "朴正洙", "2024-07", status="planned"),
    )
    yield report(
        "b3", "韓国は中国と合意した年がある。", "乙紙", act("AGREED_WITH", "韓国", "中国", "2023")
    )
    yield report(
        "b4",
        "遠野花氏は林建国氏を批判したことがある。",
        "丙放送",
        act("CRITICIZED", "遠野花", "林建国", None),
    )
    signed = {
        "type": "SIGNED",
        "trigger": "署名",
        "source": ["日本", "韓国"],
        "object": [PACT],
        "date": "2023-03-16",
    }
    yield report("b5", f"日本と韓国は{PACT}に署名した。", "甲紙", signed)
    announced = signed | {"source": ["韓国", "日本"], "status": "planned"}
    yield report("b6", f"韓国と日本は{PACT}に署名する。", "乙紙", announced, published="2023-03-10")
