"""What a page shows, as columns of numbers and texts: a plain dict, ready for JSON."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from graph.ontology import load_ontology
from graph.stores.base import Row, Store
from queries.events import DATE
from queries.explorer.placing import Placing
from queries.explorer.reports import Evidence, report_columns
from queries.network import to_pairs
from queries.rows import Rows

KINDS = ("Country", "Person", "Organization", "Agreement", "Place")
STATUSES = ("occurred", "planned", "possible", "cancelled", "denied")
ACTORS = """
MATCH (n:Actor) WHERE n.id IN $ids
RETURN n.id AS id, n.name AS name, n.name_en AS name_en, n.aliases AS aliases, labels(n) AS labels
ORDER BY id
"""
OBJECTS = """
MATCH (e:Event)-[:CONCERNS]->(n) WHERE e.id IN $ids
RETURN DISTINCT n.id AS id, n.name AS name, n.aliases AS aliases, labels(n) AS labels ORDER BY id
"""
STATES = """
MATCH (n:Actor)-[:ACTS_FOR|BELONGS_TO]->(c:Country) WHERE n.id IN $ids
RETURN DISTINCT n.id AS id, c.id AS state ORDER BY id, state
"""
SIDES = """
MATCH (e:Event) WHERE e.id IN $ids
RETURN e.id AS event, e.states AS states, e.history AS history ORDER BY event
"""
POSTS = """
MATCH (n:Person)-[h:HELD]->(p:Post) WHERE n.id IN $ids
RETURN n.id AS id, p.name AS post, h.start AS start, h.`end` AS stop ORDER BY id, start, post
"""
NEAR = 3
"""Letters for which a node gets room: the page itself finds room for the names that can be shown."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no text needs, and no file of the page's exports may hold."""
Reading = Callable[[str], str]


def to_tables(
    store: Store,
    rows: Rows,
    *,
    evidence: Evidence,
    limit: int,
    most: int | None = None,
    reading: Reading | None = None,
) -> dict[str, Any]:
    """Return the tables of a page: actors with their places, events, reports.

    ``limit`` is how many actors the page shows at first, ``most`` how many bytes of sentences it holds,
    ``reading`` gives the kana of a name.
    """
    states = _states(store, rows)
    actors = _actors(store, rows, states)
    numbers = {actor["id"]: number for number, actor in enumerate(actors)}
    pairs = [to_pairs(row) for row in rows]
    columns = _actor_columns(actors, numbers, states, _posts(store, actors))
    columns |= _place_columns(actors, pairs, states, limit)
    columns["kana"] = [reading(actor["name"]) if reading else "" for actor in actors]
    return {
        "kinds": KINDS,
        "statuses": STATUSES,
        "types": _types(),
        "actors": columns,
        "events": _event_columns(rows, pairs, numbers) | _side_columns(store, rows, numbers),
        **report_columns(store, rows, evidence, most),
    }


def _types() -> list[dict[str, Any]]:
    return [
        {
            "code": kind.type,
            "ja": kind.label.ja,
            "en": kind.label.en,
            "tone": kind.tone,
            "symmetric": kind.symmetric,
            "intensity": kind.intensity,
        }
        for kind in load_ontology().values()
    ]


def _states(store: Store, rows: Rows) -> dict[str, str]:
    """Whose people and bodies the actors are; of several states the first."""
    ids = sorted({key for row in rows for key in row["actor_ids"]})
    return {row["id"]: row["state"] for row in reversed(store.read(STATES, {"ids": ids}))}


def _actors(store: Store, rows: Rows, states: dict[str, str]) -> list[Row]:
    """Who takes part, what is signed and whose people they are, by id."""
    acting = {key for row in rows for key in row["actor_ids"]} | set(states.values())
    found = store.read(ACTORS, {"ids": sorted(acting)})
    found += store.read(OBJECTS, {"ids": [row["event"] for row in rows]})
    return [one for _, one in sorted({row["id"]: row for row in found}.items())]


def _posts(store: Store, actors: list[Row]) -> dict[str, list[list[str]]]:
    posts: dict[str, list[list[str]]] = defaultdict(list)
    for row in store.read(POSTS, {"ids": [actor["id"] for actor in actors]}):
        # The embedded engine gives something else than null for an end that is not there.
        stop = str(row["stop"] or "")
        posts[row["id"]].append(
            [row["post"], str(row["start"] or ""), stop if DATE.fullmatch(stop) else ""]
        )
    return posts


def _place_columns(
    actors: list[Row], pairs: list[list[tuple[str, str]]], states: dict[str, str], limit: int
) -> dict[str, list[Any]]:
    """Places of the actors one by one (x, y) and with people and bodies under their state (gx, gy)."""
    labels = {actor["id"]: actor["name"][:NEAR] for actor in actors}
    heads = {key: states.get(key, key) for key in labels}
    ties = [(key, head) for key, head in heads.items() if head in labels and head != key]
    alone = Placing(
        list(labels), labels, _counted(pairs, {key: key for key in labels}), ties, limit
    )
    under = Placing(
        sorted({*heads.values()} & labels.keys()), labels, _counted(pairs, heads), [], limit
    )
    nowhere = (0.0, 0.0)
    return {
        "x": [round(alone.places[key][0]) for key in labels],
        "y": [round(alone.places[key][1]) for key in labels],
        "gx": [round(under.places.get(key, nowhere)[0]) for key in labels],
        "gy": [round(under.places.get(key, nowhere)[1]) for key in labels],
        "centrality": [alone.centrality[key] for key in labels],
        "community": [alone.community[key] for key in labels],
    }


def _counted(pairs: list[list[tuple[str, str]]], heads: dict[str, str]) -> Counter[tuple[str, str]]:
    """How often two are joined, each under its head."""
    ends = (
        sorted({heads[a], heads[b]}) for some in pairs for a, b in some if {a, b} <= heads.keys()
    )
    return Counter((pair[0], pair[1]) for pair in ends if len(pair) == 2)


def _actor_columns(
    actors: list[Row],
    numbers: dict[str, int],
    states: dict[str, str],
    posts: dict[str, list[list[str]]],
) -> dict[str, list[Any]]:
    ids = [actor["id"] for actor in actors]
    return {
        "id": ids,
        "name": [actor["name"] for actor in actors],
        "en": [actor.get("name_en") or "" for actor in actors],
        "aliases": [actor["aliases"] or [] for actor in actors],
        "kind": [_kind(actor) for actor in actors],
        "state": [numbers.get(states.get(key, ""), -1) for key in ids],
        "posts": [posts.get(key, []) for key in ids],
    }


def _kind(actor: Row) -> int:
    (label, *_) = sorted(set(actor["labels"]) - {"Actor"})
    return KINDS.index(label)


def _event_columns(
    rows: Rows, pairs: list[list[tuple[str, str]]], numbers: dict[str, int]
) -> dict[str, list[Any]]:
    types = list(load_ontology())

    def known(ids: list[str]) -> list[int]:
        return [numbers[key] for key in ids if key in numbers]

    return {
        "id": [row["event"] for row in rows],
        "type": [types.index(row["type"]) for row in rows],
        "status": [STATUSES.index(row["status"]) for row in rows],
        "date": [row["date"] or "" for row in rows],
        "mode": [row["mode"] or "" for row in rows],
        "place": [row["place"] or "" for row in rows],
        "outlets": [row["sources"] or 1 for row in rows],
        "sources": [known(row["source_ids"] + row["member_ids"]) for row in rows],
        "targets": [known(row["target_ids"]) for row in rows],
        "objects": [known(row["object_ids"]) for row in rows],
        "pairs": [[numbers[end] for pair in some for end in pair] for some in pairs],
    }


def _side_columns(store: Store, rows: Rows, numbers: dict[str, int]) -> dict[str, list[Any]]:
    """The states behind the sides of each event, and what was told of its status when."""
    ids = [row["event"] for row in rows]
    told = {row["event"]: row for row in store.read(SIDES, {"ids": ids})}
    return {
        "states": [
            [numbers[key] for key in told[i]["states"] or [] if key in numbers] for i in ids
        ],
        "history": [told[key]["history"] or [] for key in ids],
    }
