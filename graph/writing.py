"""Rows into a store: nodes by label, edges by type and ends; and what is taken out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from graph.coreference import Act
from graph.rows import BELONGING, Node, Props, Rows, Shape
from graph.schema import ACTORS, LABELS, PROPERTIES
from graph.stores.base import Writer

LINKS = (
    *("<-[:MENTIONS]-", "-[:PARTICIPATED_IN]->", "<-[:CONCERNS]-", "<-[:HELD_AT]-"),
    *("-[:HELD]->", "<-[:POST_OF]-", "<-[:ACTS_FOR]-", "<-[:BELONGS_TO]-"),
)
"""What keeps an actor, agreement or place in the graph."""


def write_rows(writer: Writer, rows: Rows) -> None:
    """Write nodes by label, then edges by shape."""
    for label, nodes in sorted(rows.nodes.items()):
        _write_nodes(writer, label, nodes)
    for shape, edges in sorted(rows.edges.items()):
        _write_edges(writer, shape, rows.named[shape], edges)


def _write_nodes(writer: Writer, label: str, nodes: Mapping[str, Props]) -> None:
    if label in PROPERTIES:  # what was there of them has been taken out before
        own = _each(set[str]().union(*nodes.values()))
        writer.run(f"UNWIND $rows AS row CREATE (:{label} {own})", list(nodes.values()))
    else:
        rows = [{"id": key, "props": props} for key, props in nodes.items()]
        actor = " SET n:Actor" if label in ACTORS else ""
        writer.run(
            f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props{actor}", rows
        )


def _write_edges(writer: Writer, shape: Shape, named: set[str], edges: list[Props]) -> None:
    kind, start, end, name = shape
    writer.run(
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
        f"{'CREATE' if name else 'MERGE'} (a)-[:{kind} {_each(named - {'a', 'b'})}]->(b)",
        edges,
    )


def _each(named: set[str]) -> str:
    """A map of properties by name: the embedded engine keeps half as much of these as of a map that is set later."""
    return "{" + ", ".join(f"`{name}`: row.`{name}`" for name in sorted(named)) + "}"


# --- what goes away -----------------------------------------------------------------------------------


def remove_acts(writer: Writer, acts: Iterable[Act]) -> None:
    """Take acts out with their direct edges."""
    rows: dict[tuple[str, str, str], list[Props]] = defaultdict(list)
    events = []
    for act in acts:
        events.append({"id": act.id})
        for a, b in act.pairs if act.status == "occurred" else ():
            shape = act.event_type, LABELS[a.type], LABELS[b.type]
            rows[shape].append({"a": a.actor_id, "b": b.actor_id, "event": act.id})
    for (kind, start, end), ends in sorted(rows.items()):
        writer.run(
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}})-[r:{kind}]->(b:{end} {{id: row.b}}) WHERE r.event_id = row.event DELETE r",
            ends,
        )
    writer.run("UNWIND $rows AS row MATCH (e:Event {id: row.id}) DETACH DELETE e", events)


def remove_articles(writer: Writer, articles: Iterable[str]) -> None:
    """Take articles out with their mentions and their lines of facts."""
    ids = [{"id": article} for article in sorted(articles)]
    for label in ("Article", "Facts"):
        writer.run(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", ids)


def forget(writer: Writer, nodes: Iterable[Node]) -> None:
    """Take away what articles said of actors, before it is written anew."""
    for label, ids in _by_label(nodes):
        writer.run(
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) REMOVE n.aliases, n.country", ids
        )
        if label in BELONGING:
            writer.run(
                f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}})-[r:{BELONGING[label]}]->(:Country) DELETE r",
                ids,
            )


def sweep(writer: Writer, nodes: Iterable[Node]) -> None:
    """Delete those actors, agreements and places that nothing leads to; states last."""
    alone = " AND ".join(f"NOT EXISTS {{ (n){link}() }}" for link in LINKS)
    for label, ids in sorted(_by_label(nodes), key=lambda pair: pair[0] == "Country"):
        writer.run(
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) WHERE {alone} DETACH DELETE n",
            ids,
        )


def _by_label(nodes: Iterable[Node]) -> list[tuple[str, list[Props]]]:
    found: dict[str, list[Props]] = defaultdict(list)
    for label, key in sorted(nodes):
        found[label].append({"id": key})
    return sorted(found.items())
