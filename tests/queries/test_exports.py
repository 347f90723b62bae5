"""Exports read back by the tools they are for."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import GaikoError
from graph.stores import open_store
from graph.stores.base import Store
from queries.exports import export
from queries.network import to_network
from tests.queries.conftest import HOSTILE

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


def test_csv_holds_every_node_and_edge(store: Store, tmp_path: Path) -> None:
    folder = export(store, "csv", tmp_path / "tables")
    for name, statement in (("nodes.csv", COUNT_NODES), ("edges.csv", COUNT_EDGES)):
        with (folder / name).open(encoding="utf-8", newline="") as lines:
            assert len(list(csv.DictReader(lines))) == store.read(statement)[0]["n"]


def test_cypher_script_makes_the_same_graph(store: Store, tmp_path: Path) -> None:
    import kglite

    script = export(store, "cypher", tmp_path / "graph.cypher").read_text(encoding="utf-8")
    copy = kglite.open(str(tmp_path / "copy.kgl"))
    for line in script.splitlines():
        copy.cypher(line.removesuffix(";"))
    copy.save()
    copy.close()
    with open_store(str(tmp_path / "copy.kgl"), read_only=True) as read:
        for statement in (
            COUNT_NODES,
            COUNT_EDGES,
            "MATCH (n) RETURN n.id AS id, n.name AS name, labels(n) AS labels ORDER BY id",
            "MATCH (e:Event) WHERE e.date >= date('2024-01-01') RETURN e.id AS id ORDER BY id",
        ):
            assert read.read(statement) == store.read(statement)


@pytest.mark.parametrize("form", ["graphml", "gexf", "cypher", "csv"])
def test_two_exports_are_the_same_bytes(store: Store, tmp_path: Path, form: str) -> None:
    once, again = (export(store, form, tmp_path / name) for name in ("once", "again"))
    if form == "csv":
        once, again = once / "edges.csv", again / "edges.csv"
    assert once.read_bytes() == again.read_bytes()


def test_an_unknown_format_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(GaikoError, match="'docx' is no export format"):
        export(store, "docx", tmp_path / "graph.docx")
