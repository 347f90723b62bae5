"""What every store promises beyond the graph in it: errors in words, readers apart from writers."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import QueryRefused, StoreError
from graph.load import load_facts
from graph.stores import open_store
from graph.stores.base import Store
from tests.graph.telling import telling

ONE = telling("1", "MET_WITH", "JPN", "CHN", "2024-05-01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.kgl"


def test_a_reader_sees_and_cannot_write(db: str) -> None:
    with open_store(db) as store:
        load_facts(store, [ONE])
    with open_store(db, read_only=True) as store:
        assert store.read("MATCH (e:Event) RETURN e.event_type AS kind") == [{"kind": "MET_WITH"}]
        with pytest.raises(StoreError, match="reading only"), store.writer():
            pass


def test_what_fails_halfway_is_not_written(store: Store) -> None:
    with pytest.raises(StoreError), store.writer() as writer:
        writer.run(
            "UNWIND $rows AS row MERGE (p:Place {id: row.id}) SET p.name = row.id", [{"id": "a"}]
        )
        writer.run("UNWIND $rows AS row this is no statement", [{"id": "b"}])
    assert store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_values_are_the_same_from_every_store(store: Store) -> None:
    load_facts(store, [ONE])
    (row,) = store.query(
        """MATCH p = (a:Country {id: 'JPN'})-[r:MET_WITH]-(b:Country {id: 'CHN'})
        RETURN a AS node, r AS edge, p AS path, r.date AS day, [r.date] AS days, null AS nothing,
          duration.inDays(r.date, date('2024-05-03')) AS apart, {a: [1, 2.5]} AS map,
          datetime('2024-05-01T10:30:00') AS time"""
    )
    event = store.read("MATCH (e:Event) RETURN e.id AS id")[0]["id"]
    props = {"date": "2024-05-01", "date_precision": "day", "event_id": event}
    states = [
        {"labels": ["Actor", "Country"], "properties": {"id": key, "name": key}}
        for key in ("JPN", "CHN")
    ]
    edge = {"type": "MET_WITH", "properties": props}
    assert row == {
        "node": states[0], "edge": edge, "path": {"nodes": states, "relationships": [edge]},
        "day": "2024-05-01", "days": ["2024-05-01"], "nothing": None,
        "apart": {"months": 0, "days": 2, "seconds": 0}, "map": {"a": [1, 2.5]},
        "time": "2024-05-01T10:30:00+00:00",
    }  # fmt: skip


def test_users_statements_are_limited_in_rows_and_seconds(store: Store) -> None:
    assert len(store.query("UNWIND range(1, 99) AS x RETURN x AS x", max_rows=3)) == 3
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = -b RETURN count(*) AS n"
    with pytest.raises(QueryRefused, match=r"ran longer than 0\.2 s"):
        store.query(slow, timeout=0.2)


def test_what_the_engine_does_not_understand_is_refused(store: Store) -> None:
    with pytest.raises(QueryRefused, match="does not understand"):
        store.query("MATCH (n) RETURN nothing AS n")


# --- one writer -----------------------------------------------------------------------------------------


def test_a_second_writer_is_told_so(db: str) -> None:
    with open_store(db) as first:
        with pytest.raises(StoreError, match="is writing to this graph; try again when it is done"):
            open_store(db)
        load_facts(first, [ONE])
    with open_store(db) as second:
        assert second.read("MATCH (e:Event) RETURN count(e) AS n") == [{"n": 1}]


def test_readers_are_let_in_while_one_writes_and_see_no_lease(db: str) -> None:
    with open_store(db) as first:
        load_facts(first, [ONE])
    with open_store(db), open_store(db, read_only=True) as reader:
        labels = reader.read("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label AS label")
    assert {row["label"] for row in labels}.isdisjoint({"Lease"})


# --- files ----------------------------------------------------------------------------------------------


def test_a_file_that_is_no_graph_is_named_in_few_words(path: Path) -> None:
    for content in (b"", b"hello\n" * 50):
        path.write_bytes(content)
        with pytest.raises(StoreError) as error:
            open_store(str(path), read_only=True)
        assert str(error.value) == f"{path}: this is no graph of Gaiko"


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


# --- servers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://localhost:7474", "a URL such as bolt://"),
        ("bolt://", "a URL such as bolt://"),
        ("bolt://localhost:port", "Port"),
        ("bolt://127.0.0.1:1", "cannot be reached"),
        ("neo4j://ann:secret@127.0.0.1:1", "cannot be reached"),
        ("bolt://ann:secret@no-such-host.invalid", "cannot be reached"),
    ],
)
def test_a_server_that_is_not_there_is_named_without_the_password(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as error:
        open_store(url)
    assert "secret" not in str(error.value)


def test_credentials_come_from_the_url_or_the_environment(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = f"bolt://{neo4j_url.split('@')[1]}"
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        open_store(bare)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_url.split(":")[2].split("@")[0])
    with open_store(bare.replace("bolt", "neo4j")) as store:
        assert store.url == f"{bare.replace('bolt', 'neo4j')}/neo4j"
    with pytest.raises(StoreError, match="nosuch"):
        open_store(f"{bare}/nosuch")


def test_indexes_stand_before_the_data(neo4j_url: str) -> None:
    with open_store(neo4j_url) as store:
        found = store.read("SHOW INDEXES YIELD name, type, state, options RETURN *")
    assert {row["state"] for row in found} == {"ONLINE"}
    texts = {row["name"]: row["options"] for row in found if row["type"] == "FULLTEXT"}
    assert texts.keys() == {"headlines", "sentences"}
    assert {o["indexConfig"]["fulltext.analyzer"] for o in texts.values()} == {"cjk"}


def test_deprecated_statements_are_errors_here(neo4j_url: str) -> None:
    from neo4j.warnings import Neo4jDeprecationWarning

    with open_store(neo4j_url) as store, pytest.raises(Neo4jDeprecationWarning):
        store.read("MATCH (n) RETURN id(n) AS n")
