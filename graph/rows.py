"""Facts to rows of nodes and edges: pure functions, no store.

Event ids are hashes of type, sides, objects, date and status: two reports of one dated act are one event.
An act without a day is known only within its article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from itertools import combinations
from typing import Any

import msgspec

from graph.model import ACTOR_TYPES, Entity, Event, Facts, KnownActor
from graph.ontology import load_ontology
from graph.schema import LABELS

Props = dict[str, Any]
MOST_PAIRED = 6
"""A symmetric event of more participants gets no direct edges: a G20 meeting is one event, not 190 edges."""


class Edge(msgspec.Struct, frozen=True):
    """An edge between two labelled nodes; ``key`` are the properties that make it that edge."""

    kind: str
    start_label: str
    start: str
    end_label: str
    end: str
    key: tuple[tuple[str, Any], ...] = ()
    props: tuple[tuple[str, Any], ...] = ()


class Rows:
    """Nodes by label and id, and edges, of a group of articles."""

    def __init__(self, known: dict[str, KnownActor]) -> None:
        self.nodes: dict[str, dict[str, Props]] = defaultdict(dict)
        self.aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.edges: dict[Edge, None] = {}
        self._known = known

    def add(self, facts: Facts) -> None:
        """Add everything that one article says."""
        self._article(facts)
        entities = {entity.id: entity for entity in facts.entities}
        for entity in facts.entities:
            self._entity(facts, entity)
        for event in facts.events:
            self._event(facts, event, entities)

    def _node(self, label: str, key: str, **props: Any) -> None:
        self.nodes[label].setdefault(key, {}).update(
            {k: v for k, v in props.items() if v is not None}
        )

    def _edge(
        self,
        kind: str,
        a: tuple[str, str],
        b: tuple[str, str],
        key: Props | None = None,
        /,
        **props: Any,
    ) -> None:
        kept = tuple((k, v) for k, v in props.items() if v is not None)
        self.edges[Edge(kind, *a, *b, tuple((key or {}).items()), kept)] = None

    def _article(self, facts: Facts) -> None:
        self._node(
            "Article",
            facts.id,
            name=facts.title or facts.text[:40],
            headline=facts.title,
            source=facts.source,
            url=facts.url,
            published=facts.published,
            content_hash=facts.content_hash,
            extractor=facts.extractor,
        )

    def _entity(self, facts: Facts, entity: Entity) -> None:
        label = LABELS[entity.type]
        self.known_node(label, entity.actor_id, entity.name)
        surfaces = {mention.text for mention in entity.mentions if len(mention.text) > 1} - {
            entity.name
        }
        self.aliases[label, entity.actor_id] |= surfaces
        if entity.type == "ORGANIZATION" and entity.country:
            self._node(label, entity.actor_id, country=entity.country)
        if entity.type in ("PERSON", "ORGANIZATION") and entity.country:
            self.known_node("Country", entity.country, entity.country)
            kind = "ACTS_FOR" if entity.type == "PERSON" else "BELONGS_TO"
            self._edge(kind, (label, entity.actor_id), ("Country", entity.country))
        for mention in entity.mentions:
            self._edge(
                "MENTIONS",
                ("Article", facts.id),
                (label, entity.actor_id),
                {"start": mention.start},
                end=mention.end,
                surface=mention.text,
            )

    def known_node(self, label: str, key: str, name: str) -> None:
        """Add a node with what the lexicons know of it; their name wins over that of one article."""
        known = self._known.get(key)
        self._node(
            label, key, name=known.name if known else name, name_en=known.name_en if known else None
        )
        if known:
            self.aliases[label, key] |= set(known.aliases)

    def _event(self, facts: Facts, event: Event, entities: dict[str, Entity]) -> None:
        sides = {
            role: [entities[i] for i in getattr(event, role)]
            for role in ("source", "target", "object")
        }
        key = event_id(facts.id, event, entities)
        kind = load_ontology()[event.type]
        states = sorted(
            {
                e.code or e.country or e.actor_id
                for role in ("source", "target")
                for e in sides[role]
                if e.type in ACTOR_TYPES
            }
        )
        self._node(
            "Event",
            key,
            name=_caption(event, sides),
            event_type=event.type,
            status=event.status,
            mode=event.mode,
            date=event.date,
            place=event.place,
            states=states,
            plover=kind.plover.type,
            cameo=kind.cameo,
            intensity=kind.intensity,
        )
        at = ("Event", key)
        for role in ("source", "target"):
            for entity in sides[role]:
                named = "member" if kind.symmetric else role
                self._edge(
                    "PARTICIPATED_IN", (LABELS[entity.type], entity.actor_id), at, {"role": named}
                )
        for entity in sides["object"]:
            self._edge("CONCERNS", at, (LABELS[entity.type], entity.actor_id))
        place = _place_of(event, facts.entities)
        if place is not None:
            self._edge("HELD_AT", at, (LABELS[place.type], place.actor_id))
        self._edge(
            "REPORTED_IN",
            at,
            ("Article", facts.id),
            {"start": event.start, "trigger": event.trigger},
            end=event.end,
            sentence=event.evidence,
            rule=event.rule,
            confidence=event.confidence,
            status=event.status,
        )
        if event.status == "occurred":
            for start, end in _pairs(kind.direction, sides):
                self._edge(
                    event.type,
                    (LABELS[start.type], start.actor_id),
                    (LABELS[end.type], end.actor_id),
                    {"event_id": key},
                    date=event.date,
                    mode=event.mode,
                )


def event_id(article: str, event: Event, entities: dict[str, Entity]) -> str:
    """Return the stable id of an event (16 hex digits)."""
    sides = [
        sorted(entities[i].actor_id for i in getattr(event, role))
        for role in ("source", "target", "object")
    ]
    if load_ontology()[event.type].symmetric:
        sides[:2] = [sorted(sides[0] + sides[1])]
    known_by = event.date if event.date and len(event.date) == 10 else f"{event.date}@{article}"
    return sha256(repr((event.type, sides, known_by, event.status)).encode()).hexdigest()[:16]


def _caption(event: Event, sides: dict[str, list[Entity]]) -> str:
    ends = [
        "・".join(e.name for e in sides[role])
        for role in ("source", "target", "object")
        if sides[role]
    ]
    return f"{event.date or '日付不明'} {' → '.join(ends)} {load_ontology()[event.type].label.ja}"


def _place_of(event: Event, entities: Iterable[Entity]) -> Entity | None:
    if not event.place:
        return None
    fitting = (
        e
        for e in entities
        if e.type in ("PLACE", "COUNTRY") and any(m.text == event.place for m in e.mentions)
    )
    return next(fitting, None)


def _pairs(direction: str, sides: dict[str, list[Entity]]) -> list[tuple[Entity, Entity]]:
    if direction == "symmetric":
        members = sides["source"] + sides["target"]
        return list(combinations(members, 2)) if len(members) <= MOST_PAIRED else []
    ends = sides["object"] if direction == "to_object" else sides["target"]
    return [(start, end) for start in sides["source"] for end in ends]
