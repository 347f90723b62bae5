"""FollowTheMoney: entities as JSON lines, for Aleph, OpenSanctions and the tools around them.

What that model can say: actors, agreements and articles, posts and terms, events with those involved, and the
sentence by which an article documents an event. Directed and planned acts are told apart in the event's
``notes`` and ``keywords`` only; offsets and rules have no place there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import msgspec
from babel.core import get_global

from graph.stores.base import Store
from queries.exports.whole import OWN_LABELS, Edge, Node, read_edges, read_nodes

SCHEMAS = {
    "Person": "Person",
    "Country": "PublicBody",
    "Organization": "Organization",
    "Agreement": "Document",
    "Article": "Article",
    "Post": "Position",
    "Event": "Event",
}
WEB = re.compile(r"https?://\S+")
Properties = dict[str, list[str]]


class Entity(msgspec.Struct, frozen=True):
    """An entity: its schema, and lists of texts by property; entities name each other by id."""

    id: str
    schema: str
    properties: Properties


def write_entities(store: Store, path: Path) -> None:
    """Write an entity a line."""
    with path.open("wb") as out:
        out.writelines(msgspec.json.encode(one) + b"\n" for one in to_entities(store))


def to_entities(store: Store) -> Iterator[Entity]:
    """Yield the graph as entities."""
    edges = [edge for label in OWN_LABELS for edge in read_edges(store, label)]
    belonging = _belonging(edges)
    for label, schema in SCHEMAS.items():
        for node in read_nodes(store, label):
            told = _properties(node) | belonging.get((label, node.id), {})
            yield Entity(_key(label, node.id), schema, {k: v for k, v in told.items() if v})
    for edge in edges:
        yield from _links(edge)


def _key(*parts: str) -> str:
    return sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()


def _texts(*values: Any) -> list[str]:
    return [str(value) for value in values if value not in (None, "")]


def _properties(node: Node) -> Properties:
    props = node.props
    if node.label == "Article":
        urls = [url for url in _texts(props.get("url")) if WEB.fullmatch(url)]
        told = {"title": _texts(props["name"]), "publisher": _texts(props.get("source"))}
        return told | {"sourceUrl": urls, "publishedAt": _dates(props, "published")}
    if node.label == "Agreement":
        return {"title": _texts(props["name"])}
    if node.label == "Event":
        return _of_event(props)
    aliases = _texts(props.get("name_en"), *(props.get("aliases") or []))
    country = _countries([node.id]) if node.label == "Country" else []
    return {"name": _texts(props["name"]), "alias": aliases, "country": country}


def _of_event(props: dict[str, Any]) -> Properties:
    return {
        "name": _texts(props["name"]),
        "date": _dates(props, "date"),
        "location": _texts(props.get("place")),
        "keywords": _texts(props["event_type"], props.get("plover"), props.get("mode")),
        "notes": _texts(f"status: {props['status']}", *(props.get("conflicts") or [])),
        "country": _countries(props.get("states") or []),
    }


def _dates(props: dict[str, Any], name: str) -> list[str]:
    """A date as precise as it is known, which is how this model writes dates too."""
    length = {"year": 4, "month": 7}.get(props.get(f"{name}_precision", "day"), 10)
    return [str(props[name])[:length]] if props.get(name) else []


def _countries(codes: Iterable[str]) -> list[str]:
    """Codes of two letters, as this model has them, of those with three."""
    aliases = get_global("territory_aliases")
    return [aliases[code][0].lower() for code in codes if code in aliases]


def _belonging(edges: Iterable[Edge]) -> dict[tuple[str, str], Properties]:
    """The states of people and bodies, and who is involved in events."""
    found: dict[tuple[str, str], Properties] = {}
    for edge in edges:
        if edge.kind in ("ACTS_FOR", "BELONGS_TO"):
            some = found.setdefault(edge.start, {}).setdefault("country", [])
            some += _countries([edge.stop[1]])
        if edge.kind == "PARTICIPATED_IN":
            roles = found.setdefault(edge.stop, {})
            roles.setdefault("involved", []).append(_key(*edge.start))
            if edge.props.get("role") == "source":
                roles.setdefault("organizer", []).append(_key(*edge.start))
    return found


def _links(edge: Edge) -> Iterator[Entity]:
    """Terms of office, and what documents an event: articles and agreements."""
    ends = _key(*edge.start), _key(*edge.stop)
    key = _key(edge.kind, *ends, str(edge.props))
    if edge.kind == "HELD":
        told = {"holder": [ends[0]], "post": [ends[1]]}
        days = {"startDate": _texts(edge.props["start"]), "endDate": _term_end(edge.props)}
        yield Entity(key, "Occupancy", told | {k: v for k, v in days.items() if v})
    if edge.kind == "REPORTED_IN":
        told = {"document": [ends[1]], "entity": [ends[0]], "role": _texts(edge.props["trigger"])}
        yield Entity(key, "Documentation", told | {"summary": _texts(edge.props["sentence"])})
    if edge.kind == "CONCERNS" and edge.stop[0] == "Agreement":
        told = {"document": [ends[1]], "entity": [ends[0]], "role": ["agreement"]}
        yield Entity(key, "Documentation", told)


def _term_end(props: dict[str, Any]) -> list[str]:
    """The embedded engine answers the last node for an end that is not there."""
    return [end for end in _texts(props.get("end")) if end[:4].isdecimal()]
