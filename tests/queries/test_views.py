"""Questions over a graph whose answers are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import GaikoError, UnknownActor
from graph.load import load_facts
from graph.stores import open_store
from graph.stores.base import Store
from queries.actors import acting_for, find_actor
from queries.catalogue import run
from queries.evidence import explain
from queries.views import agreements, between, protests, stats, timeline, who_met
from tests.queries.conftest import FACTS, KNOWN, article, met

MEETING = ("MET_WITH", "2024-05-01", "occurred")


def brief(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(row["type"], row["date"], row["status"]) for row in rows]


@pytest.mark.parametrize("name", ["日本", "Japan", "jApAn", "JPN", "jpn", " 日本 ", "nippon"])
def test_an_actor_is_found_by_name_alias_and_code(store: Store, name: str) -> None:
    assert find_actor(store, name).id == "JPN"


def test_a_family_name_of_two_lists_both(store: Store) -> None:
    with pytest.raises(UnknownActor, match="青木一郎, 青木次郎"):
        find_actor(store, "青木")


@pytest.mark.parametrize("name", ["", "   ", "火星", "' OR 1=1 //", "%"])
def test_an_unknown_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UnknownActor):
        find_actor(store, name)


def test_part_of_a_name_is_answered_with_the_whole(store: Store) -> None:
    with pytest.raises(UnknownActor) as caught:
        find_actor(store, "林建")
    assert caught.value.nearest == ["林建国"]


@pytest.mark.parametrize("name", ["Ichiro Aoki", "Aoki Ichiro", "aoki  ichiro"])
def test_the_family_name_stands_first_or_last(store: Store, name: str) -> None:
    assert find_actor(store, name).id == "person:JPN:青木一郎"


@pytest.mark.parametrize(
    ("name", "nearest"), [("Chinna", "中国"), ("korea", "韓国"), ("青本一郎", "青木一郎")]
)
def test_a_slip_is_answered_with_the_nearest_name(store: Store, name: str, nearest: str) -> None:
    with pytest.raises(UnknownActor, match=f"did you mean {nearest}"):
        find_actor(store, name)


def test_an_actor_has_nothing_between_itself(store: Store) -> None:
    with pytest.raises(GaikoError, match="日本 and JPN are the same actor; name two"):
        between(store, "日本", "JPN")
    with pytest.raises(GaikoError, match="name two"):
        run(store, "escalation", {"actor": "日本", "other": "Japan"})


def test_what_is_open_for_reading_keeps_what_it_found(db: str) -> None:
    with open_store(db) as writable:
        load_facts(writable, FACTS, known_actors=KNOWN)
        assert find_actor(writable, "日本").id == "JPN"
        assert writable.kept == {}
    with open_store(db, read_only=True) as store:
        found = acting_for(store, find_actor(store, "日本"))
        assert found[0] == "JPN" and len(found) > 1
        assert acting_for(store, find_actor(store, "日本")) == found
        assert ("actor", "日本") in store.kept


def test_states_are_asked_with_their_people(store: Store) -> None:
    rows = between(store, "日本", "中国")
    expected = [("PROTESTED", "2024-04-20", "occurred"), MEETING]
    assert brief(rows) == [*expected, ("MET_WITH", "2024-06", "planned")]
    assert rows[1]["actors"] == ["林建国", "青木一郎"]


def test_two_people_share_only_their_own_events(store: Store) -> None:
    assert len(between(store, "青木一郎", "林建国")) == 2
    assert between(store, "青木次郎", "林建国") == []


def test_the_evidence_of_what_happened_is_no_announcement(tmp_path: Path) -> None:
    people = ("青木一郎", "林建国", "2024-07-01")
    told = ["青木一郎首相は林建国氏と会談する予定だ。", "青木一郎首相は林建国氏と会談した。"]
    facts = [
        article("b1", told[0], "甲紙", met(*people, "planned")),
        article("b2", told[1], "乙紙", met(*people)),
    ]
    with open_store(str(tmp_path / "held.kgl")) as held:
        load_facts(held, facts, known_actors=KNOWN)
        [row] = timeline(held, "林建国")
    assert (row["status"], row["sources"], row["evidence"]) == ("occurred", 2, told[1])


def test_every_row_carries_its_evidence(store: Store) -> None:
    rows = timeline(store, "日本")
    assert len(rows) == 6
    for row in rows:
        assert row["event"] and row["actors"] and row["status"]
        assert row["evidence"].endswith("。") and row["article"].startswith("見出し")
        assert row["source"]
        assert (row["date"] is None) == (row["date_precision"] is None)


def test_dates_are_as_precise_as_known_and_undated_come_last(store: Store) -> None:
    rows = timeline(store, "日本")
    dates = [(row["date"], row["date_precision"]) for row in rows]
    assert dates[0] == ("2023", "year") and ("2024-06", "month") in dates
    assert dates[-1] == (None, None)


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (None, None, 6),
        ("2024", None, 4),
        ("2024-06-15", None, 1),  # an event of some day in June may lie after the 15th
        ("2024-05-02", "2024-05", 0),
        (None, "2023", 1),
        ("2024-05-01", "2024-05-01", 1),
    ],
)
def test_periods_include_their_ends(
    store: Store, since: str | None, until: str | None, count: int
) -> None:
    assert len(timeline(store, "日本", since=since, until=until)) == count


@pytest.mark.parametrize("wrong", ["yesterday", "2024-13", "2024/05", "24", ""])
def test_a_period_that_is_no_date_is_refused(store: Store, wrong: str) -> None:
    with pytest.raises(GaikoError, match="is not a date"):
        timeline(store, "日本", since=wrong)


def test_meetings_count_only_what_occurred(store: Store) -> None:
    (row,) = who_met(store, "林建国")
    assert (row["counterpart"], row["meetings"], row["last"]) == ("青木一郎", 1, "2024-05-01")
    assert row["evidence"] and row["event"]


def test_a_state_meets_others_not_its_own_people(store: Store) -> None:
    assert [row["counterpart"] for row in who_met(store, "日本")] == ["林建国", "韓国"]


def test_agreements_have_parties_and_name(store: Store) -> None:
    (row,) = agreements(store, "韓国")
    assert row["objects"] == ["漁業取り決め"] and set(row["actors"]) == {"日本", "韓国"}
    assert agreements(store) == [row]
    assert agreements(store, "中国") == []


def test_protests_have_a_direction(store: Store) -> None:
    assert len(protests(store, by="日本", against="China")) == 1
    assert protests(store, by="中国") == []
    assert protests(store, against="日本") == []


def test_explain_tells_every_report(store: Store) -> None:
    (event,) = [r["event"] for r in timeline(store, "林建国") if r["status"] == "occurred"]
    rows = explain(store, event[:10])
    assert [(row["source"], row["marked"]) for row in rows] == [
        ("甲紙", "【青木一郎】外相は【林建国】外相と［会談］した。"),
        ("乙紙", "【林建国】外相と【青木一郎】外相の［会談］。"),
    ]
    assert {row["rule"] for row in rows} == {"test.rule"}


@pytest.mark.parametrize("event", ["", "zzzz"])
def test_no_event_is_explained_as_another(store: Store, event: str) -> None:
    with pytest.raises(GaikoError, match="no event"):
        explain(store, event)


def test_stats_count_events_by_type_and_status(store: Store) -> None:
    counts = {row["what"]: row["count"] for row in stats(store)}
    assert (counts["articles"], counts["events"]) == (7, 6)
    assert (counts["MET_WITH (occurred)"], counts["MET_WITH (planned)"]) == (2, 1)


def test_an_empty_graph_answers_nothing(empty: Store) -> None:
    assert protests(empty) == [] and agreements(empty) == []
    assert {row["count"] for row in stats(empty)} == {0}
    with pytest.raises(UnknownActor):
        timeline(empty, "日本")
