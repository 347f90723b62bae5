"""Facts into a store: idempotent, group by group, each group kept whole or not at all.

A changed article replaces what it said before; what no other article reports goes with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from graph.errors import FactsError
from graph.model import Facts, KnownActor, Term
from graph.ontology import load_ontology
from graph.rows import Edge, Props, Rows
from graph.schema import ACTORS
from graph.stores.base import Writer
from graph.stores.kglite_store import KgliteStore as Store

GROUP = 500
"""Articles per transaction."""


class LoadReport(msgspec.Struct):
    """What a load did: articles new, changed and unchanged, events by type, lines refused."""

    loaded: int = 0
    changed: int = 0
    unchanged: int = 0
    events: Counter[str] = msgspec.field(default_factory=Counter)
    problems: list[str] = msgspec.field(default_factory=list)


def load_facts(
    store: Store,
    facts: Iterable[Facts | FactsError],
    *,
    known_actors: Iterable[KnownActor] = (),
    terms: Iterable[Term] = (),
) -> LoadReport:
    """Load facts into the store; loading the same facts twice changes nothing."""
    report = LoadReport()
    known = {actor.id: actor for actor in known_actors}
    _load_terms(store, list(terms), known)
    for group in _groups(facts, report):
        _load_group(store, group, known, report)
        store.save()
    return report


def _groups(facts: Iterable[Facts | FactsError], report: LoadReport) -> Iterator[list[Facts]]:
    def good() -> Iterator[Facts]:
        for one in facts:
            if isinstance(one, FactsError):
                report.problems.append(str(one))
            else:
                yield one

    stream = good()
    while group := list(islice(stream, GROUP)):
        yield list({one.id: one for one in group}.values())


def _load_group(
    store: Store, group: list[Facts], known: dict[str, KnownActor], report: LoadReport
) -> None:
    held = {
        row["id"]: (row["hash"], row["extractor"])
        for row in store.read(
            "MATCH (a:Article) WHERE a.id IN $ids RETURN a.id AS id, a.content_hash AS hash, a.extractor AS extractor",
            {"ids": [f.id for f in group]},
        )
    }
    fresh = [f for f in group if held.get(f.id) != (f.content_hash, f.extractor)]
    changed = [f.id for f in fresh if f.id in held]
    report.unchanged += len(group) - len(fresh)
    report.changed += len(changed)
    report.loaded += len(fresh) - len(changed)
    rows = Rows(known)
    for one in fresh:
        rows.add(one)
        report.events.update(event.type for event in one.events)
    _merge_aliases(store, rows)
    orphans = _orphans(store, changed)
    with store.writer() as writer:
        _retract(writer, changed, orphans)
        write_rows(writer, rows)
    _count_sources(store, [*rows.nodes["Event"]])


def _merge_aliases(store: Store, rows: Rows) -> None:
    """Aliases grow over the articles: read what is there, write the sorted union."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for label, key in rows.aliases:
        by_label[label].append(key)
    for label, keys in by_label.items():
        for row in store.read(
            f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id AS id, n.aliases AS aliases",
            {"ids": keys},
        ):
            rows.aliases[label, row["id"]] |= set(row["aliases"] or ())
    for (label, key), aliases in rows.aliases.items():
        if aliases:
            rows.nodes[label][key]["aliases"] = sorted(aliases)


def write_rows(writer: Writer, rows: Rows) -> None:
    """Write nodes by label, then edges by type and ends."""
    for label, nodes in sorted(rows.nodes.items()):
        _write_nodes(writer, label, nodes)
    by_kind: dict[tuple[str, str, str, tuple[str, ...]], list[Edge]] = defaultdict(list)
    for edge in rows.edges:
        by_kind[
            edge.kind, edge.start_label, edge.end_label, tuple(name for name, _ in edge.key)
        ].append(edge)
    for (kind, start, end, key), edges in sorted(by_kind.items()):
        _write_edges(writer, (kind, start, end, key), edges)


def _write_nodes(writer: Writer, label: str, nodes: dict[str, Props]) -> None:
    actor = " SET n:Actor" if label in ACTORS else ""
    plain = [
        {"id": key, "props": {k: v for k, v in props.items() if k not in ("date", "published")}}
        for key, props in sorted(nodes.items())
    ]
    writer.run(
        f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props{actor}", plain
    )
    for name in ("date", "published"):
        dated = [
            {"id": key, "date": _day(props[name]), "precision": _precision(props[name])}
            for key, props in sorted(nodes.items())
            if name in props
        ]
        writer.run(
            f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.{name} = date(row.date), n.{name}_precision = row.precision",
            dated,
        )


def _write_edges(
    writer: Writer, shape: tuple[str, str, str, tuple[str, ...]], edges: list[Edge]
) -> None:
    kind, start, end, key = shape
    pattern = "{" + ", ".join(f"{name}: row.key.{name}" for name in key) + "}" if key else ""
    match = f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) MERGE (a)-[r:{kind}{' ' + pattern if pattern else ''}]->(b)"
    plain: list[Props] = []
    dated: list[Props] = []
    for edge in edges:
        props = dict(edge.props)
        row = {"a": edge.start, "b": edge.end, "key": dict(edge.key), "props": props}
        if "date" in props:
            row |= {"date": _day(props["date"]), "precision": _precision(props["date"])}
            row["props"] = {k: v for k, v in props.items() if k != "date"}
            dated.append(row)
        else:
            plain.append(row)
    writer.run(f"{match} SET r += row.props", plain)
    writer.run(
        f"{match} SET r += row.props SET r.date = date(row.date), r.date_precision = row.precision",
        dated,
    )


def _day(prefix: str) -> str:
    """The first day of an ISO prefix; ``_precision`` says that it may stand for a month or a year."""
    return prefix + "-01-01"[len(prefix) - 4 :] if len(prefix) < 10 else prefix


def _precision(prefix: str) -> str:
    return {4: "year", 7: "month"}.get(len(prefix), "day")


# --- what goes away ----------------------------------------------------------------------------------


def _orphans(store: Store, articles: list[str]) -> list[str]:
    """Events that only these articles report."""
    if not articles:
        return []
    rows = store.read(
        "MATCH (e:Event)-[:REPORTED_IN]->(a:Article) WHERE a.id IN $ids MATCH (e)-[:REPORTED_IN]->(b:Article) "
        "RETURN e.id AS id, collect(DISTINCT b.id) AS reporters",
        {"ids": articles},
    )
    return sorted(row["id"] for row in rows if set(row["reporters"]) <= set(articles))


def _retract(writer: Writer, articles: list[str], orphans: list[str]) -> None:
    ids = [{"id": article} for article in articles]
    writer.run("UNWIND $rows AS row MATCH (a:Article {id: row.id})-[r:MENTIONS]->() DELETE r", ids)
    writer.run(
        "UNWIND $rows AS row MATCH (:Event)-[r:REPORTED_IN]->(a:Article {id: row.id}) DELETE r", ids
    )
    events = [{"id": event} for event in orphans]
    for kind in load_ontology() if events else ():
        writer.run(
            f"UNWIND $rows AS row MATCH ()-[r:{kind}]->() WHERE r.event_id = row.id DELETE r",
            events,
        )
    writer.run("UNWIND $rows AS row MATCH (e:Event {id: row.id}) DETACH DELETE e", events)


def _count_sources(store: Store, events: list[str]) -> None:
    """Set on each event how many outlets report it."""
    rows = store.read(
        "MATCH (e:Event)-[:REPORTED_IN]->(a:Article) WHERE e.id IN $ids RETURN e.id AS id, collect(DISTINCT coalesce(a.source, a.id)) AS sources",
        {"ids": events},
    )
    with store.writer() as writer:
        writer.run(
            "UNWIND $rows AS row MATCH (e:Event {id: row.id}) SET e.sources = row.sources",
            [{"id": r["id"], "sources": len(r["sources"])} for r in rows],
        )


def _load_terms(store: Store, terms: list[Term], known: dict[str, KnownActor]) -> None:
    """Load the terms of office once: who held which post of which state or body."""
    have = store.read("MATCH (p:Post) RETURN count(p) AS n")
    if not terms or have[0]["n"]:
        return
    rows = Rows(known)
    for term in terms:
        post = f"post:{term.body}:{term.post}"
        body = "Organization" if term.body.startswith("org:") else "Country"
        rows.known_node("Person", term.person_id, term.person)
        rows.nodes["Post"][post] = {"name": term.post}
        rows.known_node(body, term.body, known[term.body].name if term.body in known else term.body)
        end = (("end", term.end),) if term.end else ()
        rows.edges[
            Edge("HELD", "Person", term.person_id, "Post", post, (("start", term.start),), end)
        ] = None
        rows.edges[Edge("POST_OF", "Post", post, body, term.body)] = None
    _merge_aliases(store, rows)
    with store.writer() as writer:
        write_rows(writer, rows)
