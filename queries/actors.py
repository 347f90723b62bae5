"""Names to actors of the graph: Japanese, English, an alias, an ISO code or an id."""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from graph.errors import UnknownActor
from graph.stores.base import Row, Store

BY_NAME = """
MATCH (n:Actor)
WHERE n.id = $name OR n.name = $name OR toLower(n.name_en) = toLower($name) OR $name IN n.aliases OR n.id = toUpper($name)
RETURN n.id AS id, n.name AS name, n.country AS country, labels(n) AS labels
ORDER BY id
"""
WITH_PART = "MATCH (n:Actor) WHERE n.name CONTAINS $name OR n.name_en CONTAINS $name RETURN n.name AS name ORDER BY name LIMIT 8"
ALL_NAMES = "MATCH (n:Actor)-[:PARTICIPATED_IN]->(:Event) RETURN DISTINCT n.name AS name ORDER BY name LIMIT 5000"
ACTIVITY = "MATCH (n:Actor)-[:PARTICIPATED_IN]->(e:Event) WHERE n.id IN $ids RETURN n.id AS id, count(DISTINCT e) AS events"


class ActorRef(msgspec.Struct, frozen=True):
    """An actor of the graph."""

    id: str
    name: str
    is_state: bool


def find_actor(store: Store, name: str) -> ActorRef:
    """Return the actor that bears a name; ``UnknownActor`` names those it could be.

    The exact name wins over an alias; among those that share an alias, the only one with events.
    """
    name = name.strip()
    found = store.read(BY_NAME, {"name": name}) if name else []
    exact = [row for row in found if name in (row["id"], row["name"])]
    chosen = _only(store, exact or found)
    if chosen is None:
        raise UnknownActor(name, [row["name"] for row in found] or _nearest(store, name))
    return ActorRef(chosen["id"], chosen["name"], "Country" in chosen["labels"])


def _only(store: Store, rows: list[Row]) -> Row | None:
    if len(rows) <= 1:
        return rows[0] if rows else None
    active = {row["id"] for row in store.read(ACTIVITY, {"ids": [row["id"] for row in rows]})}
    acting = [row for row in rows if row["id"] in active]
    return acting[0] if len(acting) == 1 else None


def _nearest(store: Store, name: str) -> list[str]:
    if not name:
        return []
    containing = [row["name"] for row in store.read(WITH_PART, {"name": name})]
    return containing or get_close_matches(name, [row["name"] for row in store.read(ALL_NAMES)], n=5, cutoff=0.4)
