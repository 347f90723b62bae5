"""Facts into a real store: once, again, changed, hostile."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import msgspec
import pytest

from benchmarks.loading import Recorder
from graph.errors import FactsError
from graph.load import load_facts
from graph.model import Entity, Event, Facts, KnownActor, Mention, Service, facts_line, read_facts
from graph.sorted_export import sorted_export
from graph.stores.base import Store
from tests.graph.telling import telling
from tests.stores import wipe

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


def loaded(store: Store, *articles: Facts) -> list[str]:
    load_facts(store, articles)
    return sorted_export(store)


def test_what_the_graph_says_as_it_is_is_not_written_again(store: Store) -> None:
    recorder: Any = Recorder(store)
    load_facts(recorder, [facts("b1", "MET_WITH", ["日本", "中国"])])
    load_facts(recorder, [facts("b2", "MET_WITH", ["日本", "韓国"])])
    written = [
        {row["id"] for row in rows}
        for statement, rows in recorder.sent
        if "MERGE (n:Country" in statement and rows
    ]
    assert written == [{"JPN", "CHN"}, {"KOR"}]


def test_loading_twice_changes_nothing(store: Store) -> None:
    articles = [
        facts("1", "MET_WITH", ["日本", "中国"], date="2024-05-01"),
        facts("2", "PROTESTED", ["日本", "韓国"], date="2024-05"),
    ]
    once = loaded(store, *articles)
    assert len(once) > 10
    assert loaded(store, *articles) == once


def test_a_changed_article_replaces_its_own_reports_only(store: Store) -> None:
    kept = facts("2", "MET_WITH", ["日本", "韓国"], date="2024-05-01")
    loaded(store, facts("1", "PROTESTED", ["日本", "中国"], date="2024-05-01"), kept)
    changed = facts("1", "SUPPORTED", ["日本", "中国"], date="2024-05-01")
    after = loaded(store, changed)
    assert store.read("MATCH (e:Event) RETURN e.event_type AS kind ORDER BY kind") == [
        {"kind": "MET_WITH"},
        {"kind": "SUPPORTED"},
    ]
    assert store.read("MATCH ()-[r:PROTESTED]->() RETURN r.event_id AS id") == []
    assert loaded(wipe(store), changed, kept) == after


def test_who_acts_without_being_mentioned_is_there(store: Store) -> None:
    told = [
        facts("1", "MET_WITH", ["日本", "中国"], date="2024-05-01"),
        facts("2", "MET_WITH", ["日本", "中国"], date="2024-05-01", say="東京でのことだ。"),
        facts("3", "PROTESTED", ["日本", "韓国"], date="2024-05-01"),
    ]
    silent = [
        msgspec.structs.replace(
            one, entities=[msgspec.structs.replace(who, mentions=[]) for who in one.entities]
        )
        for one in told
    ]
    loaded(store, silent[0])
    joined = loaded(store, *silent[1:])  # of two articles drafted together, one joins an act
    acting = store.read(
        "MATCH (n:Country)-[:PARTICIPATED_IN]->(e:Event) RETURN n.id AS id, e.event_type AS kind ORDER BY kind, id"
    )
    assert [tuple(row.values()) for row in acting] == [
        ("CHN", "MET_WITH"),
        ("JPN", "MET_WITH"),
        ("JPN", "PROTESTED"),
        ("KOR", "PROTESTED"),
    ]
    assert loaded(wipe(store), *silent) == joined


def test_two_outlets_report_one_act(store: Store) -> None:
    act: dict[str, Any] = {"kind": "MET_WITH", "sides": ["日本", "中国"], "date": "2024-05-01"}
    own = "漁業の取り決めの見直しを急ぐことでも考えをそろえ、来月また話し合う。"
    loaded(store, facts("1", **act, source="甲新聞"), facts("2", **act, source="乙新聞", say=own))
    found = store.read(
        "MATCH (e:Event)-[:REPORTED_IN]->(a) RETURN e.sources AS n, a.id AS id ORDER BY id"
    )
    assert found == [{"n": 2, "id": "1"}, {"n": 2, "id": "2"}]


@pytest.mark.parametrize("status", ["planned", "possible", "cancelled", "denied"])
def test_only_what_occurred_is_an_edge(store: Store, status: Any) -> None:
    loaded(store, facts("1", "MET_WITH", ["日本", "中国"], date="2024-05-01", status=status))
    assert store.read("MATCH ()-[r:MET_WITH]->() RETURN r.event_id AS id") == []
    assert store.read("MATCH (e:Event) RETURN e.status AS status") == [{"status": status}]


def test_a_meeting_of_many_is_one_event_without_edges(store: Store) -> None:
    loaded(store, facts("1", "MET_WITH", list(NAMES)[:7], date="2024-05-01"))
    assert store.read("MATCH ()-[r:MET_WITH]->() RETURN r.event_id AS id") == []
    taking_part = "MATCH (a)-[:PARTICIPATED_IN]->(:Event) RETURN count(DISTINCT a.id) AS n"
    assert store.read(taking_part) == [{"n": 7}]


def test_signatories_point_to_the_agreement(store: Store) -> None:
    one = facts("1", "SIGNED", ["日本", "中国", "漁業協定"], date="2024-05-01",
                all=["日本", "中国"], target=[], object=["漁業協定"])  # fmt: skip
    loaded(store, one)
    found = store.read(
        "MATCH (a)-[:SIGNED]->(g:Agreement) RETURN a.id AS a, g.name AS g ORDER BY a"
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
    store: Store, date: str, day: str, precision: str
) -> None:
    loaded(store, facts("1", "MET_WITH", ["日本", "中国"], date=date))
    compared = "MATCH (e:Event) WHERE e.date >= date('2023-12-31') AND e.date < date('2025-01-01') "
    found = store.read(compared + "RETURN e.date AS date, e.date_precision AS precision")
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
        "長" * 280,
    ],
)
def test_hostile_names_are_stored_as_they_are(store: Store, name: str) -> None:
    loaded(store, facts("1", "MET_WITH", [name, "日本"], date="2024-05-01"))
    found = store.read(
        "MATCH (o:Organization)-[:MET_WITH]-(c:Country) RETURN o.name AS o, c.id AS c"
    )
    assert found == [{"o": name, "c": "JPN"}]


def test_who_serves_a_body_acts_for_it_and_not_for_his_state(store: Store) -> None:
    pole = "person:POL:議長"
    served = [Service("org:INT:連合", "2014-12-01", "2019-12-01")]
    known = KnownActor(id=pole, type="PERSON", name="議長", country="POL", served=served)
    days = {"a1": "2018-07-17", "a2": "2024-01-22"}
    told = [telling(key, "MET_WITH", "JPN", pole, day, published=day) for key, day in days.items()]
    assert load_facts(store, told, known_actors=[known]).problems == []
    rows = store.read("MATCH (e:Event) RETURN e.states AS states ORDER BY e.date")
    assert [row["states"] for row in rows] == [["JPN", "org:INT:連合"], ["JPN", "POL"]]


def test_a_roll_call_of_the_world_is_one_event(store: Store) -> None:
    names = [f"{'長' * 200}{number}" for number in range(60)]
    loaded(store, facts("1", "MET_WITH", names, date="2024-05-01"))
    assert store.read("MATCH (e:Event) RETURN count(e) AS n") == [{"n": 1}]


def test_endless_ids_are_refused() -> None:
    one = facts("1", "MET_WITH", ["長" * 300, "日本"])
    (problem,) = read_facts(BytesIO(facts_line(one)))
    assert isinstance(problem, FactsError) and "1 to 300 characters" in str(problem)
