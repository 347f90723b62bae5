"""What a graph holds that new articles may touch: read before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from graph.coreference import ALONE, NEAR
from graph.coreference.days import Span, shift
from graph.model import Facts
from graph.rows import SAID, Node, Rows, Said, present
from graph.schema import LABELS
from graph.stores.base import Row, Store

DIGESTS = "MATCH (f:Facts) WHERE f.id IN $ids RETURN f.id AS id, f.digest AS digest"
LINES = "MATCH (f:Facts) WHERE f.id IN $ids RETURN f.id AS id, f.line AS line"
EVENT = "RETURN DISTINCT e.id AS id, e.block AS block, e.since AS since, e.until AS until"
OF_ARTICLES = f"MATCH (e:Event)-[:REPORTED_IN]->(a:Article) WHERE a.id IN $ids {EVENT}"
IN_BLOCKS = f"UNWIND $rows AS row MATCH (e:Event) WHERE e.block = row.block {EVENT}"
NEAR_BY = f"""UNWIND $rows AS row MATCH (e:Event)
WHERE e.block = row.block AND e.since <= date(row.until) AND e.until >= date(row.since) {EVENT}"""
REPORTS = """MATCH (e:Event)-[r:REPORTED_IN]->(a:Article) WHERE e.id IN $ids
RETURN e.id AS event, r.report AS report, r.reason AS reason, a.id AS article"""
TOUCHED = (
    "MATCH (x:Article)-[:MENTIONS]->(n) WHERE x.id IN $ids",
    "MATCH (x:Article)<-[:REPORTED_IN]-(:Event)<-[:PARTICIPATED_IN]-(n) WHERE x.id IN $ids",
    "MATCH (x:Article)<-[:REPORTED_IN]-(:Event)-[:CONCERNS]->(n) WHERE x.id IN $ids",
    "MATCH (x:Article)<-[:REPORTED_IN]-(:Event)-[:HELD_AT]->(n) WHERE x.id IN $ids",
    "MATCH (x:Article)-[:MENTIONS]->(:Person)-[:ACTS_FOR]->(n:Country) WHERE x.id IN $ids",
    "MATCH (x:Article)-[:MENTIONS]->(:Organization)-[:BELONGS_TO]->(n:Country) WHERE x.id IN $ids",
)

Place = tuple[str, Span | None]
"""Where acts are compared: a block, and days in it."""
Places = dict[Place, Row]
"""Places with the rows by which a store is asked what it holds near."""


class Held(msgspec.Struct):
    """Events of the graph: the reports of each with their reasons, and the articles that tell them.

    The graph does not say which report it is if an event has only one: None.
    """

    reports: dict[str, dict[str | None, str]]
    articles: set[str]


def digests(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Return the digest of the facts that the graph holds of each article."""
    return {row["id"]: row["digest"] for row in store.read(DIGESTS, {"ids": list(ids)})}


def read_held(store: Store, ids: Iterable[str]) -> list[Facts]:
    """Return the facts of articles as they were loaded, in the order of their ids."""
    rows = store.read(LINES, {"ids": sorted(ids)})
    decoder = msgspec.json.Decoder(Facts)
    return sorted((decoder.decode(row["line"]) for row in rows), key=lambda facts: facts.id)


def to_places(places: Iterable[Place]) -> Places:
    """Return places with their rows."""
    return {
        (block, span): {
            "block": block,
            **({"since": shift(span[0], -NEAR), "until": shift(span[1], NEAR)} if span else {}),
        }
        for block, span in places
    }


def events_near(store: Store, places: Places, articles: Sequence[str]) -> Held:
    """Return all events that reports at these places, or the loss of articles, can change.

    An event whose days touch those of an affected one is affected too, until nothing is added.
    """
    found = {row["id"]: row for row in store.read(OF_ARTICLES, {"ids": list(articles)})}
    todo = places | to_places(map(_place_of, found.values()))
    done: set[Place] = set()
    while todo:
        done.update(todo)
        new = [row for row in _look(store, todo.values()) if row["id"] not in found]
        found |= {row["id"]: row for row in new}
        todo = to_places({_place_of(row) for row in new} - done)
    return _with_reports(store, sorted(found))


def _place_of(row: Row) -> Place:
    return row["block"], (row["since"], row["until"]) if row["since"] else None


def _look(store: Store, places: Iterable[Row]) -> list[Row]:
    dated, undated = list[Row](), list[Row]()
    for place in places:
        (dated if "since" in place else undated).append(place)
    rows = store.read(NEAR_BY, {"rows": dated}) if dated else []
    return rows + (store.read(IN_BLOCKS, {"rows": undated}) if undated else [])


def _with_reports(store: Store, events: list[str]) -> Held:
    reports: dict[str, dict[str | None, str]] = {event: {} for event in events}
    articles = set()
    for row in store.read(REPORTS, {"ids": events}) if events else []:
        reports[row["event"]][row["report"]] = row["reason"] or ALONE
        articles.add(row["article"])
    return Held(reports, articles)


def all_ids(store: Store) -> list[str]:
    """Return the ids of all articles whose facts the graph holds, sorted."""
    return sorted(row["id"] for row in store.read("MATCH (f:Facts) RETURN f.id AS id"))


def iterate_facts(store: Store, size: int = 500) -> Iterator[Facts]:
    """Yield the facts of the whole graph in the order of their ids, never many at a time."""
    ids = all_ids(store)
    for start in range(0, len(ids), size):
        yield from read_held(store, ids[start : start + size])


def telling_of(store: Store, actors: Iterable[str]) -> list[str]:
    """Return the articles that mention actors or tell of their acts, sorted."""
    ids = {"ids": sorted(actors)}
    statements = (
        "MATCH (x:Article)-[:MENTIONS]->(n) WHERE n.id IN $ids RETURN DISTINCT x.id AS id",
        "MATCH (x:Article)<-[:REPORTED_IN]-(:Event)<-[:PARTICIPATED_IN]-(n) WHERE n.id IN $ids RETURN DISTINCT x.id AS id",
    )
    return sorted({row["id"] for text in statements for row in store.read(text, ids)})


# --- actors -------------------------------------------------------------------------------------------


def touched_by(store: Store, articles: Sequence[str]) -> set[Node]:
    """Return the actors, agreements and places that would miss these articles."""
    if not articles:
        return set()
    return {
        (label, row["id"])
        for statement in TOUCHED
        for row in store.read(
            f"{statement} RETURN DISTINCT n.id AS id, labels(n) AS labels", {"ids": list(articles)}
        )
        for label in row["labels"]
        if label in LABELS.values()
    }


def say_rest(store: Store, rows: Rows, nodes: set[Node], gone: Sequence[str]) -> None:
    """Add to the rows what the lexicons, and the articles other than those that go, say of nodes."""
    for node in sorted(nodes):
        rows.add_known(node)
    for label in sorted({label for label, _ in nodes}):
        statement = f"""MATCH (x:Article)-[m:MENTIONS]->(n:{label}) WHERE n.id IN $ids AND NOT x.id IN $gone
RETURN n.id AS id, collect(DISTINCT m.surface) AS surfaces, collect(DISTINCT m.name) AS names, collect(DISTINCT m.country) AS countries"""
        ids = sorted(key for one, key in nodes if one == label)
        for row in store.read(statement, {"ids": ids, "gone": list(gone)}):
            said: dict[str, Any] = {k: set(row[k]) for k in ("names", "surfaces", "countries")}
            rows.say((label, row["id"]), **said)


def say_more(store: Store, rows: Rows, besides: set[Node], heard: Mapping[Node, Said]) -> None:
    """Add to the rows what the graph says of their actors already: names, aliases, countries.

    What was ``heard`` of them, by the same lexicons, need not be read.
    """
    unheard: dict[str, list[str]] = defaultdict(list)
    for label, key in rows.add_heard(heard, besides):
        unheard[label].append(key)
    for label, ids in unheard.items():
        named = ", ".join(f"n.{name} AS {name}" for name in ("id", *SAID[label]))
        for row in store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN {named}", {"ids": ids}):
            rows.add_held((label, row.pop("id")), present(row))
