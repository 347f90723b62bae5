"""Rows into a store: nodes by label, edges by type and ends; and what is taken out again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from graph.coreference import Act
from graph.rows import BELONGING, EdgeKey, Node, Props, Rows
from graph.schema import ACTORS, LABELS
from graph.stores.base import Writer

PRECISE = ("date", "published")
"""Dates that have their precision beside them."""
DATES = {*PRECISE, "since", "until"}
LINKS = (
    *("<-[:MENTIONS]-", "-[:PARTICIPATED_IN]->", "<-[:CONCERNS]-", "<-[:HELD_AT]-"),
    *("-[:HELD]->", "<-[:POST_OF]-", "<-[:ACTS_FOR]-", "<-[:BELONGS_TO]-"),
)
"""What keeps an actor, agreement or place in the graph."""


def write_rows(writer: Writer, rows: Rows) -> None:
    """Write nodes by label, then edges by type and ends."""
    for label, nodes in sorted(rows.nodes.items()):
        _write_nodes(writer, label, nodes)
    by_shape: dict[tuple[str, str, str, str], list[tuple[EdgeKey, Props]]] = defaultdict(list)
    for key, props in rows.edges.items():
        by_shape[key.kind, key.start[0], key.end[0], key.name].append((key, props))
    for shape, edges in sorted(by_shape.items()):
        _write_edges(writer, shape, edges)


def _write_nodes(writer: Writer, label: str, nodes: Mapping[str, Props]) -> None:
    actor = " SET n:Actor" if label in ACTORS else ""
    writer.run(
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props{actor}",
        [{"id": key, "props": _with_days(props)} for key, props in nodes.items()],
    )


def _write_edges(
    writer: Writer, shape: tuple[str, str, str, str], edges: list[tuple[EdgeKey, Props]]
) -> None:
    kind, start, end, name = shape
    own = f" {{{name}: row.value}}" if name else ""
    writer.run(
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
        f"MERGE (a)-[r:{kind}{own}]->(b) SET r += row.props",
        [
            {"a": key.start[1], "b": key.end[1], "value": key.value, "props": _with_days(props)}
            for key, props in edges
        ],
    )


def _with_days(props: Props) -> Props:
    """Properties with real dates in place of ISO prefixes, and with their precision."""
    days: Props = {}
    for name in DATES & props.keys():
        days[name], precision = _day(props[name])
        if name in PRECISE:
            days[f"{name}_precision"] = precision
    return props | days if days else props


@lru_cache(maxsize=10_000)
def _day(prefix: str) -> tuple[date, str]:
    """The first day of an ISO prefix, and the precision that says whether it stands for a month or a year."""
    first = prefix[:10] if len(prefix) >= 10 else prefix + "-01-01"[len(prefix) - 4 :]
    return date.fromisoformat(first), {4: "year", 7: "month"}.get(len(prefix), "day")


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
