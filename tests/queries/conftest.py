"""A small graph of known facts: every answer can be counted by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.load import load_facts
from graph.model import Entity, Event, Facts, KnownActor, Mention
from graph.stores import open_store
from graph.stores.base import Store
from tests.queries.browsing import CHROMIUM, OPTIONS
from tests.queries.explorer.world import KNOWN_STATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = '</script><script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> href'
PEOPLE = {
    "青木一郎": ("PERSON", "person:JPN:青木一郎", "JPN"),
    "青木次郎": ("PERSON", "person:JPN:青木次郎", "JPN"),
    "林建国": ("PERSON", "person:CHN:林建国", "CHN"),
    "日本": ("COUNTRY", "JPN", None),
    "中国": ("COUNTRY", "CHN", None),
    "韓国": ("COUNTRY", "KOR", None),
    "漁業取り決め": ("AGREEMENT", "agreement:漁業取り決め", None),
    HOSTILE: ("ORGANIZATION", f"org:INT:{HOSTILE}", None),
}
KNOWN = [
    *KNOWN_STATES,
    KnownActor(
        id="person:JPN:青木一郎",
        type="PERSON",
        name="青木一郎",
        name_en="Ichiro Aoki",
        aliases=["青木"],
    ),
    KnownActor(id="person:JPN:青木次郎", type="PERSON", name="青木次郎", aliases=["青木"]),
]


def entity(text: str, name: str) -> Entity:
    kind, actor_id, country = PEOPLE[name]
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    return Entity(
        id=name,
        type=kind,  # type: ignore[arg-type]
        name=name,
        actor_id=actor_id,
        country=country,
        code=actor_id if kind == "COUNTRY" else None,
        mentions=[Mention(i, i + len(name), name) for i in starts],
    )


def article(key: str, sentence: str, source: str, *events: dict[str, Any]) -> Facts:
    """One sentence, the events that it tells, everything else derived from it."""
    text = f"見出し{key}\n{sentence}"
    start = len(f"見出し{key}\n")
    shared: dict[str, Any] = {
        "evidence": sentence,
        "start": start,
        "end": len(text),
        "rule": "test.rule",
    }
    return Facts(
        id=key,
        title=f"見出し{key}",
        text=sentence,
        content_hash=key,
        extractor="test",
        source=source,
        published="2024-05-02",
        entities=[entity(text, name) for name in PEOPLE if name in text],
        events=[Event(**shared, confidence=0.9, **event) for event in events],
    )


def met(source: str, target: str, date: str | None, status: str = "occurred") -> dict[str, Any]:
    sides = {"source": [source], "target": [target]}
    return {"type": "MET_WITH", "trigger": "会談", "date": date, "status": status, **sides}


def acted(kind: str, trigger: str, source: str, target: str) -> dict[str, Any]:
    sides = {"source": [source], "target": [target]}
    return {"type": kind, "trigger": trigger, "date": "2024-04-20", **sides}


FACTS = [
    article(
        "a1",
        "青木一郎外相は林建国外相と会談した。",
        "甲紙",
        met("青木一郎", "林建国", "2024-05-01"),
    ),
    article(
        "a2", "林建国外相と青木一郎外相の会談。", "乙紙", met("林建国", "青木一郎", "2024-05-01")
    ),
    article(
        "a3",
        "青木一郎外相は6月に林建国外相と会談する。",
        "甲紙",
        met("青木一郎", "林建国", "2024-06", "planned"),
    ),
    article("a4", "青木次郎氏と韓国の会談。", "甲紙", met("青木次郎", "韓国", None)),
    article("a5", "日本は中国に強く抗議した。", "甲紙", acted("PROTESTED", "抗議", "日本", "中国")),
    article(
        "a6",
        "日本と韓国は漁業取り決めに署名した。",
        "乙紙",
        {
            "type": "SIGNED",
            "trigger": "署名",
            "source": ["日本", "韓国"],
            "object": ["漁業取り決め"],
            "date": "2023",
        },
    ),
    article(
        "a7", f"{HOSTILE}は日本を批判した。", HOSTILE, acted("CRITICIZED", "批判", HOSTILE, "日本")
    ),
]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("small") / "small.kgl"
    with open_store(str(path)) as writable:
        load_facts(writable, FACTS, known_actors=KNOWN)
    with open_store(str(path), read_only=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("empty") / "empty.kgl"
    with open_store(str(path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing")
        pytest.skip(f"{CHROMIUM} is missing")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield started
        started.close()
