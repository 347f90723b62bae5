"""Names to actors of the graph: Japanese, English, an alias, an ISO code or an id."""

from __future__ import annotations

from difflib import get_close_matches

import msgspec

from graph.errors import GaikoError, UnknownActor
from graph.stores.base import Row, Store
from queries.rows import Rows

FOUND = "RETURN DISTINCT n.id AS id, n.name AS name, labels(n) AS labels ORDER BY id"
BY_ID = f"MATCH (n:Actor) WHERE n.id IN $ids {FOUND}"
BY_NAME = f"MATCH (n:Actor) WHERE n.name = $name {FOUND}"
BY_ALIAS = f"""
MATCH (n:Actor)
WHERE toLower(n.name_en) IN $latin OR $name IN n.aliases
  OR any(alias IN n.aliases WHERE toLower(alias) IN $latin)
{FOUND}
"""
WITH_PART = """
MATCH (n:Actor) WHERE n.name CONTAINS $name OR toLower(n.name_en) CONTAINS toLower($name)
RETURN DISTINCT n.name AS name ORDER BY name LIMIT 8
"""
ACTING = """
MATCH (n:Actor)-[:PARTICIPATED_IN]->(:Event)
RETURN DISTINCT n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases
ORDER BY id LIMIT 5000
"""
ACTING_FOR = """
MATCH (p:Actor)-[:ACTS_FOR|BELONGS_TO]->(c:Country) WHERE c.id = $id RETURN DISTINCT p.id AS id ORDER BY id
"""
ACTIVE = """
MATCH (n:Actor)-[:PARTICIPATED_IN]->(:Event) WHERE n.id IN $ids RETURN DISTINCT n.id AS id ORDER BY id
"""


class ActorRef(msgspec.Struct, frozen=True):
    """An actor of the graph."""

    id: str
    name: str
    is_state: bool


def find_actor(store: Store, name: str) -> ActorRef:
    """Return the actor that bears a name; ``UnknownActor`` names those it could be.

    An id wins over a name, a name over an alias; among several the only one with events.
    Latin letters match in either case, and with the family name first or last.
    """
    name = " ".join(name.split())
    kept, key = store.kept, ("actor", name)
    if key not in kept:
        kept[key] = _find(store, name)
    found: ActorRef = kept[key]
    return found


def find_two(store: Store, a: str, b: str) -> tuple[ActorRef, ActorRef]:
    """Return the actors that two names bear; ``GaikoError`` if they are one."""
    first, second = find_actor(store, a), find_actor(store, b)
    if first == second:
        raise GaikoError(f"{a} and {b} are the same actor; name two")
    return first, second


def _find(store: Store, name: str) -> ActorRef:
    found = _bearers(store, name) if name else []
    chosen = _only(store, found)
    if chosen is None:
        raise UnknownActor(name, _told_apart(found) or _nearest(store, name))
    return ActorRef(chosen["id"], chosen["name"], "Country" in chosen["labels"])


def acting_for(store: Store, actor: ActorRef) -> list[str]:
    """Return the ids of an actor and, of a state, of its people and bodies."""
    kept, key = store.kept, ("acting for", actor.id)
    if key not in kept:
        people = store.read(ACTING_FOR, {"id": actor.id}) if actor.is_state else []
        kept[key] = [actor.id, *(row["id"] for row in people)]
    return [*kept[key]]


def _orders(name: str) -> list[str]:
    """Return a name in lower case, as it is and with its first word last (Kishida Fumio)."""
    first, _, rest = name.lower().partition(" ")
    return [f"{first} {rest}".strip(), f"{rest} {first}".strip()]


def _bearers(store: Store, name: str) -> list[Row]:
    """Ids and names are quickly looked up; aliases only where these find nobody."""
    values = {"name": name, "ids": [name, name.upper()], "latin": _orders(name)}
    for statement in (BY_ID, BY_NAME, BY_ALIAS):
        if found := store.read(statement, values):
            return found
    return []


def _only(store: Store, rows: list[Row]) -> Row | None:
    if len(rows) <= 1:
        return rows[0] if rows else None
    active = {row["id"] for row in store.read(ACTIVE, {"ids": [row["id"] for row in rows]})}
    acting = [row for row in rows if row["id"] in active]
    return acting[0] if len(acting) == 1 else None


def _told_apart(rows: list[Row]) -> list[str]:
    """Names, or ids where two actors have the same name."""
    names = [row["name"] for row in rows]
    return [row["name"] if names.count(row["name"]) == 1 else row["id"] for row in rows]


def _nearest(store: Store, name: str) -> list[str]:
    """Return up to eight names that hold this one, else five that are spelt like it in any script."""
    if not name:
        return []
    if containing := store.read(WITH_PART, {"name": name}):
        return [row["name"] for row in containing]
    spelt = {
        spelling.lower(): row["name"]
        for row in store.read(ACTING)
        for spelling in filter(None, (row["name"], row["name_en"], *(row["aliases"] or ())))
    }
    close = get_close_matches(name.lower(), spelt, n=5, cutoff=0.4)
    return list(dict.fromkeys(spelt[spelling] for spelling in close))


SEARCH = """
MATCH (n:Actor)
WHERE toLower(n.name) CONTAINS $text OR toLower(n.name_en) CONTAINS $text
  OR any(alias IN n.aliases WHERE toLower(alias) CONTAINS $text)
OPTIONAL MATCH (n)-[:PARTICIPATED_IN]->(e:Event)
WITH n.id AS id, n.name AS name, n.name_en AS name_en, labels(n) AS labels, count(DISTINCT e.id) AS events
RETURN id, name, name_en, labels, events
ORDER BY events DESC, id
LIMIT toInteger($limit)
"""


def search_actors(store: Store, text: str, limit: int = 20) -> Rows:
    """Return actors whose Japanese or English name or alias contains a text, the busiest first."""
    found = (
        store.read(SEARCH, {"text": text.strip().lower(), "limit": limit}) if text.strip() else []
    )
    for row in found:
        row["kind"] = next(iter(set(row.pop("labels")) - {"Actor"}))
    return Rows(found)
