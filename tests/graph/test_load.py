"""Facts into a real store: once, again, changed, hostile."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.errors import StoreError
from graph.load import load_facts
from graph.model import Entity, Event, Facts, Mention
from graph.stores import open_store
from graph.stores.base import Store

NAMES = {
    "日本": ("COUNTRY", "JPN"),
    "中国": ("COUNTRY", "CHN"),
    "韓国": ("COUNTRY", "KOR"),
    "タイ": ("COUNTRY", "THA"),
    "インド": ("COUNTRY", "IND"),
    "米国": ("COUNTRY", "USA"),
    "英国": ("COUNTRY", "GBR"),
    "漁業協定": ("AGREEMENT", "agreement:漁業協定"),
}


def entity(name: str, text: str) -> Entity:
    kind, actor_id = NAMES.get(name, ("ORGANIZATION", f"org:INT:{name}"))
    start = text.index(name)
    return Entity(
        id=name,
        type=kind,  # type: ignore[arg-type]
        name=name,
        actor_id=actor_id,
        code=actor_id if kind == "COUNTRY" else None,
        mentions=[Mention(start, start + len(name), name)],
    )


def facts(key: str, kind: str, sides: Iterable[str], source: str = "甲新聞", **event: Any) -> Facts:
    """An article of one sentence with one event between the sides."""
    first, *others = sides
    title, sentence = f"記事{key}", f"{first}が{'、'.join(others)}と動いた。{event.pop('say', '')}"
    text = f"{title}\n{sentence}"
    told = Event(
        type=kind,
        source=event.pop("all", [first]),
        target=event.pop("target", others),
        trigger="動い",
        evidence=sentence,
        start=len(title) + 1,
        end=len(text),
        rule="test.rule",
        confidence=0.9,
        **event,
    )
    return Facts(
        id=key,
        title=title,
        text=sentence,
        content_hash=f"{key}-{kind}-{first}",
        extractor="test",
        source=source,
        published="2024-05-02",
        entities=[entity(name, text) for name in [first, *others]],
        events=[told],
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.kgl"


def dump(store: Store) -> list[str]:
    """Everything in the graph as sorted lines."""
    nodes = store.read("MATCH (n) RETURN labels(n) AS labels, properties(n) AS props")
    edges = store.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS kind, b.id AS b, properties(r) AS props"
    )
    return sorted(msgspec.json.encode(row, order="sorted").decode() for row in [*nodes, *edges])


def load(path: Path, *articles: Facts) -> list[str]:
    with open_store(str(path)) as store:
        load_facts(store, articles)
        return dump(store)


def rows(path: Path, statement: str) -> list[dict[str, Any]]:
    with open_store(str(path), read_only=True) as store:
        return store.read(statement)


def test_loading_twice_changes_nothing(path: Path) -> None:
    articles = [
        facts("1", "MET_WITH", ["日本", "中国"], date="2024-05-01"),
        facts("2", "PROTESTED", ["日本", "韓国"], date="2024-05"),
    ]
    once = load(path, *articles)
    assert len(once) > 10
    assert load(path, *articles) == once


def test_a_changed_article_replaces_its_own_reports_only(path: Path) -> None:
    kept = facts("2", "MET_WITH", ["日本", "韓国"], date="2024-05-01")
    load(path, facts("1", "PROTESTED", ["日本", "中国"], date="2024-05-01"), kept)
    changed = facts("1", "SUPPORTED", ["日本", "中国"], date="2024-05-01")
    after = load(path, changed)
    assert rows(path, "MATCH (e:Event) RETURN e.event_type AS kind ORDER BY kind") == [
        {"kind": "MET_WITH"},
        {"kind": "SUPPORTED"},
    ]
    assert rows(path, "MATCH ()-[r:PROTESTED]->() RETURN r.event_id AS id") == []
    assert load(path.with_name("fresh.kgl"), changed, kept) == after


def test_two_outlets_report_one_act(path: Path) -> None:
    act: dict[str, Any] = {"kind": "MET_WITH", "sides": ["日本", "中国"], "date": "2024-05-01"}
    own = "漁業の取り決めの見直しを急ぐことでも考えをそろえ、来月また話し合う。"
    load(path, facts("1", **act, source="甲新聞"), facts("2", **act, source="乙新聞", say=own))
    found = rows(
        path, "MATCH (e:Event)-[:REPORTED_IN]->(a) RETURN e.sources AS n, a.id AS id ORDER BY id"
    )
    assert found == [{"n": 2, "id": "1"}, {"n": 2, "id": "2"}]


@pytest.mark.parametrize("status", ["planned", "possible", "cancelled", "denied"])
def test_only_what_occurred_is_an_edge(path: Path, status: Any) -> None:
    load(path, facts("1", "MET_WITH", ["日本", "中国"], date="2024-05-01", status=status))
    assert rows(path, "MATCH ()-[r:MET_WITH]->() RETURN r.event_id AS id") == []
    assert rows(path, "MATCH (e:Event) RETURN e.status AS status") == [{"status": status}]


def test_a_meeting_of_many_is_one_event_without_edges(path: Path) -> None:
    load(path, facts("1", "MET_WITH", list(NAMES)[:7], date="2024-05-01"))
    assert rows(path, "MATCH ()-[r:MET_WITH]->() RETURN r.event_id AS id") == []
    taking_part = "MATCH (a)-[:PARTICIPATED_IN]->(:Event) RETURN count(DISTINCT a.id) AS n"
    assert rows(path, taking_part) == [{"n": 7}]


def test_signatories_point_to_the_agreement(path: Path) -> None:
    one = facts("1", "SIGNED", ["日本", "中国", "漁業協定"], date="2024-05-01",
                all=["日本", "中国"], target=[], object=["漁業協定"])  # fmt: skip
    load(path, one)
    found = rows(
        path, "MATCH (a)-[:SIGNED]->(g:Agreement) RETURN a.id AS a, g.name AS g ORDER BY a"
    )
    assert found == [{"a": "CHN", "g": "漁業協定"}, {"a": "JPN", "g": "漁業協定"}]


@pytest.mark.parametrize(
    ("date", "day", "precision"),
    [
        ("2024", "2024-01-01", "year"),
        ("2024-05", "2024-05-01", "month"),
        ("2024-05-01", "2024-05-01", "day"),
    ],
)
def test_dates_are_dates_with_their_precision(
    path: Path, date: str, day: str, precision: str
) -> None:
    load(path, facts("1", "MET_WITH", ["日本", "中国"], date=date))
    compared = "MATCH (e:Event) WHERE e.date >= date('2023-12-31') AND e.date < date('2025-01-01') "
    found = rows(path, compared + "RETURN e.date AS date, e.date_precision AS precision")
    assert found == [{"date": day, "precision": precision}]


@pytest.mark.parametrize(
    "name",
    [
        "x'}) DETACH DELETE n //",
        '" OR 1=1 RETURN "',
        "`MATCH (n) DELETE n`",
        "<script>alert(1)</script>",
        "改行\nと\tタブ",
        "$rows",
        "長" * 10_000,
    ],
)
def test_hostile_names_are_stored_as_they_are(path: Path, name: str) -> None:
    load(path, facts("1", "MET_WITH", [name, "日本"], date="2024-05-01"))
    found = rows(
        path, "MATCH (o:Organization)-[:MET_WITH]-(c:Country) RETURN o.name AS o, c.id AS c"
    )
    assert found == [{"o": name, "c": "JPN"}]


def test_a_reader_cannot_write(path: Path) -> None:
    load(path, facts("1", "MET_WITH", ["日本", "中国"]))
    with (
        open_store(str(path), read_only=True) as store,
        pytest.raises(StoreError, match="reading only"),
        store.writer(),
    ):
        pass


def test_a_second_writer_is_told_so(path: Path) -> None:
    with open_store(str(path)), pytest.raises(StoreError, match=path.name):
        open_store(str(path))


def test_a_missing_graph_is_named(path: Path) -> None:
    with pytest.raises(StoreError, match="no graph is there"):
        open_store(str(path), read_only=True)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(str(path / "nowhere" / "graph.kgl"))


def test_a_file_that_is_no_graph_is_named_and_left_alone(path: Path) -> None:
    path.write_bytes(b"\x00\x01 not a graph \xff" * 50)
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(StoreError, match=path.name):
            open_store(str(path), read_only=read_only)
    assert path.read_bytes() == before
