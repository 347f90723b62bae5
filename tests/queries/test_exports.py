"""Exports read back by the tools they are for."""

from __future__ import annotations

import csv
import json
import shlex
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest

import gaiko
from graph.errors import GaikoError
from graph.sorted_export import sorted_export
from graph.stores import open_store
from graph.stores.base import Store
from queries.exports import export
from queries.network import to_network
from tests.conftest import NewStore
from tests.queries.conftest import FACTS, HOSTILE

PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}

COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
COUNT_EDGES = "MATCH ()-[r]->() RETURN count(r) AS n"


def edges(network: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    return {(start, end, values["event_type"]) for start, end, values in network.edges(data=True)}


def test_network_joins_members_sides_and_agreements(store: Store) -> None:
    network = to_network(store)
    assert network.number_of_edges("person:CHN:林建国", "person:JPN:青木一郎") == 2
    assert ("JPN", "CHN", "PROTESTED") in edges(network)
    assert ("CHN", "JPN", "PROTESTED") not in edges(network)
    signers = {start for start, end, _ in edges(network) if end == "agreement:漁業取り決め"}
    assert signers == {"JPN", "KOR"}
    assert network.nodes["agreement:漁業取り決め"]["kind"] == "Agreement"


def test_network_of_an_actor_is_its_part(store: Store) -> None:
    network = to_network(store, "林建国")
    assert set(network) == {"person:CHN:林建国", "person:JPN:青木一郎"}
    values = [values for _, _, values in network.edges(data=True)]
    assert {(v["date"], v["status"]) for v in values} == {
        ("2024-05-01", "occurred"),
        ("2024-06", "planned"),
    }
    assert all(v["evidence"] for v in values)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_xml_is_read_back_whole(store: Store, tmp_path: Path, form: str) -> None:
    path = export(store, form, tmp_path / f"graph.{form}")
    read = nx.read_graphml(path, force_multigraph=True) if form == "graphml" else nx.read_gexf(path)
    network = to_network(store)
    assert set(read) == set(network) and f"org:INT:{HOSTILE}" in read
    assert read.number_of_edges() == network.number_of_edges()
    assert edges(read) == edges(network)


def test_tables_hold_every_node_and_edge_with_types(store: Store, tmp_path: Path) -> None:
    folder = export(store, "csv", tmp_path / "tables")
    rows: Counter[bool] = Counter()
    headers = set()
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            header, *table = csv.reader(lines)
            rows["-" in path.stem] += len(table)
            headers |= set(header)
    assert rows == {False: store.read(COUNT_NODES)[0]["n"], True: store.read(COUNT_EDGES)[0]["n"]}
    assert {
        "id:ID(Event)",
        "date:date",
        "aliases:string[]",
        "sources:long",
        "confidence:double",
    } <= headers
    command = (folder / "import.sh").read_text(encoding="utf-8")
    assert "--nodes=Actor:Person=Person.csv" in command
    assert all(f"={path.name}" in command for path in folder.glob("*.csv"))


def test_the_servers_own_import_makes_the_same_graph(
    store: Store, neo4j_url: str, tmp_path: Path
) -> None:
    from benchmarks.neo4j_server import Neo4jServer

    folder = export(store, "csv", tmp_path / "tables")
    words = shlex.split((folder / "import.sh").read_text(encoding="utf-8").replace("\\\n", " "))
    server = Neo4jServer(tmp_path / "neo4j")
    assert "IMPORT DONE" in server.admin(*words[1:], folder=folder)
    server.start()
    try:
        with open_store(server.url) as imported:
            assert sorted_export(imported) == sorted_export(store)
    finally:
        server.kill()


def test_cypher_script_makes_the_same_graph(
    store: Store, new_store: NewStore, tmp_path: Path
) -> None:
    script = export(store, "cypher", tmp_path / "graph.cypher").read_text(encoding="utf-8")
    copy = new_store()
    with copy.writer() as writer:
        for line in script.splitlines():
            if line.startswith("M"):
                writer.run(line.removesuffix(";"), [{}])
    assert sorted_export(copy) == sorted_export(store)


@pytest.mark.parametrize("form", ["facts", "csv", "cypher"])
def test_what_is_whole_is_loaded_again(
    store: Store, db: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAIKO_PROJECT", str(tmp_path))
    path = export(
        store, form, tmp_path / {"facts": "f.jsonl", "csv": "tables", "cypher": "g.cypher"}[form]
    )
    with gaiko.open(db, writable=True) as graph:
        report = graph.load(path)
        assert (report.loaded, report.problems) == (len(FACTS), [])
        again = export(graph.store, "facts", tmp_path / "again.jsonl").read_bytes()
        events = graph.store.read("MATCH (e:Event) RETURN count(e) AS n")
    assert again == export(store, "facts", tmp_path / "first.jsonl").read_bytes()
    assert events == store.read("MATCH (e:Event) RETURN count(e) AS n")


def test_entities_are_those_of_followthemoney(store: Store, tmp_path: Path) -> None:
    ftm = pytest.importorskip(
        "followthemoney", reason="uv sync --group followthemoney; it needs ICU"
    )
    path = export(store, "ftm", tmp_path / "entities.json")
    proxies = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        proxy = ftm.model.get_proxy(told, cleaned=False)
        proxy.schema.validate(told)
        assert proxy.to_dict()["properties"].keys() == told["properties"].keys(), told
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range)
    states = [one for one in proxies.values() if one.schema.name == "PublicBody"]
    assert {code for one in states for code in one.countries} >= {"jp", "cn", "kr"}
    assert sum(one.schema.name == "Documentation" for one in proxies.values()) >= len(FACTS)


def test_plover_records_have_codes_sides_and_reports(store: Store, tmp_path: Path) -> None:
    path = export(store, "plover", tmp_path / "events.jsonl")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == store.read("MATCH (e:Event) RETURN count(e) AS n")[0]["n"]
    (protest,) = (one for one in records if one["gaiko_type"] == "PROTESTED")
    assert [one["country"] for one in protest["actor"]] == ["JPN"]
    assert [one["country"] for one in protest["recipient"]] == ["CHN"]
    assert protest["event_type"] in PLOVER and protest["cameo"]
    assert protest["reports"][0]["sentence"] == "日本は中国に強く抗議した。"
    met = [one for one in records if one["gaiko_type"] == "MET_WITH"]
    assert all(one["actor"] == one["recipient"] for one in met)


@pytest.mark.parametrize(
    "form", ["graphml", "gexf", "cypher", "csv", "facts", "ftm", "plover", "lines"]
)
def test_two_exports_are_the_same_bytes(store: Store, tmp_path: Path, form: str) -> None:
    once, again = (export(store, form, tmp_path / name) for name in ("once", "again"))
    if form == "csv":
        once, again = once / "Event.csv", again / "Event.csv"
    assert once.read_bytes() == again.read_bytes()


def test_an_unknown_format_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(GaikoError, match="'docx' is no export format"):
        export(store, "docx", tmp_path / "graph.docx")
