"""Rows of nodes and edges that articles and acts are written as: no store is known here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from graph.coreference import MOST_PAIRED
from graph.coreference.days import to_span
from graph.model import Entity, Facts, KnownActor, Term, country_in
from graph.schema import LABELS

__all__ = ["DATES", "MOST_PAIRED", "ActRows", "Edge", "Node", "Props", "Rows", "Shape"]

Props = dict[str, Any]
Node = tuple[str, str]
"""Label and id."""
Shape = tuple[str, str, str, str]
"""What the edges of one statement share: their type, the labels of their ends, and the name of the property that
tells those of the same ends apart, if there can be several."""
Edge = tuple[Shape, Props]
"""With its row: the ids ``a`` and ``b`` of its ends beside its properties."""
NAMED = ["name", "name_en", "aliases"]
SAID = {label: NAMED + ["country"] * (label == "Organization") for label in LABELS.values()}
"""What a node says of an actor, agreement or place, by label."""
BELONGING = {"Person": "ACTS_FOR", "Organization": "BELONGS_TO"}
DATES = {"date", "published", "since", "until"}
"""Properties that are dates; the first two have their precision beside them."""


class ActRows(msgspec.Struct):
    """The rows of an act: its node, the actors, agreements and places about it, its edges."""

    id: str
    props: Props
    parties: list[Node]
    edges: list[Edge]


class Said(msgspec.Struct, gc=False):
    """What is said of an actor, agreement or place: its names, its aliases, the states it belongs to.

    ``held`` is how the graph says it already; it is known to ``have`` the edges to these states.
    """

    names: set[str] = msgspec.field(default_factory=set)
    aliases: set[str] = msgspec.field(default_factory=set)
    countries: set[str] = msgspec.field(default_factory=set)
    held: Props | None = None
    have: frozenset[str] = frozenset()


class Rows:
    """Nodes by label and id, and edges by shape, of a group of articles and acts; no edge comes twice.

    ``named`` are the properties that edges of a shape may have. ``said`` collects what is said of actors, agreements
    and places; ``finish`` writes it into their nodes.
    """

    def __init__(self, known: Mapping[str, KnownActor]) -> None:
        self.nodes: dict[str, dict[str, Props]] = defaultdict(dict)
        self.edges: dict[Shape, list[Props]] = defaultdict(list)
        self.named: dict[Shape, set[str]] = defaultdict(set)
        self.said: dict[Node, Said] = {}
        self._known = known

    def add_article(self, facts: Facts, entities: list[Entity], line: str, digest: str) -> None:
        """Add an article, what it mentions, and its line of facts, from which all else is made."""
        self.nodes["Article"][facts.id] = {
            "id": facts.id,
            "name": facts.title or facts.text[:40],
            "headline": facts.title,
            "content_hash": facts.content_hash,
            "extractor": facts.extractor,
            **present({"source": facts.source, "url": facts.url}),
            **dated("published", facts.published if to_span(facts.published or "") else None),
        }
        self.nodes["Facts"][facts.id] = {
            "id": facts.id,
            "name": facts.id,
            "line": line,
            "digest": digest,
        }
        mentions = [
            edge for one in entities if one.mentions for edge in self._mentions(facts.id, one)
        ]
        if len({one.actor_id for one in entities}) < len(entities):  # some are one actor
            single = {(shape, row["b"], row["start"]): (shape, row) for shape, row in mentions}
            mentions = list(single.values())
        self._add(mentions)

    def _mentions(self, article: str, entity: Entity) -> list[Edge]:
        """What the edges say beyond lexicons and ids suffices to make the node anew without the article."""
        label, key = node = LABELS[entity.type], entity.actor_id
        known = self._known.get(key)
        country = entity.country if entity.country != _country_of(key, known) else None
        name = entity.name if known is None and ":" not in key else None
        beyond = present({"country": country, "name": name})
        surfaces = [mention.text for mention in entity.mentions]
        self.say(node, [name] if name else (), surfaces, [country] if country else ())
        shape, ends = ("MENTIONS", "Article", label, "start"), {"a": article, "b": key}
        return [
            (shape, {**ends, "start": one.start, "end": one.end, "surface": one.text, **beyond})
            for one in entity.mentions
        ]

    def say(
        self, node: Node, names: Iterable[str], surfaces: Iterable[str], countries: Iterable[str]
    ) -> None:
        """Add what articles say of an actor, agreement or place; again changes nothing."""
        said = self.add_known(node)
        said.names.update(names)
        said.aliases.update(surface for surface in surfaces if len(surface) > 1)
        for country in countries if node[0] in BELONGING else ():
            self._belongs(node, country)

    def add_known(self, node: Node) -> Said:
        """Add a node with what its id and the lexicons tell of it, and return what is said of it."""
        if (said := self.said.get(node)) is not None:
            return said
        label, key = node
        said = self.said[node] = Said()
        self.nodes[label][key] = {}
        known = self._known.get(key)
        if known:
            said.aliases.update(known.aliases)
        if label in BELONGING and (country := _country_of(key, known)):
            self._belongs(node, country)
        return said

    def _belongs(self, node: Node, country: str) -> None:
        self.said[node].countries.add(country)
        self.add_known(("Country", country))

    def add_held(self, node: Node, props: Props) -> None:
        """Add what the graph says of a node already; if nothing is new, the node is not written again."""
        said = self.said[node]
        said.held = props
        said.aliases.update(props.get("aliases", ()))
        said.names |= {props["name"]} - {node[1]}
        if "country" in props:
            said.countries.add(props["country"])

    def add_heard(self, heard: Mapping[Node, Said], besides: set[Node]) -> list[Node]:
        """Add what these same lexicons and articles said of nodes before, and forget those of which nothing is new.

        Return those of which nothing was heard; those ``besides`` are left as they are.
        """
        unheard = []
        for node, said in list(self.said.items()):
            if node in besides:
                continue
            if (before := heard.get(node)) is None:
                unheard.append(node)
            elif (
                said.aliases <= before.aliases
                and said.names <= before.names
                and said.countries <= before.countries
            ):
                del self.said[node], self.nodes[node[0]][node[1]]
            elif before.held:
                said.have = frozenset(before.countries)
                said.countries |= before.countries
                self.add_held(node, before.held)
        return unheard

    def add_act(self, act: ActRows) -> None:
        """Add an act with its edges, but not those about it."""
        self.nodes["Event"][act.id] = act.props
        self._add(act.edges)

    def take_out(self, acts: set[str]) -> None:
        """Take acts out again."""
        for act in acts:
            del self.nodes["Event"][act]
        for shape, edges in self.edges.items() if acts else ():
            if (end := _act_of(shape)) is not None:
                edges[:] = [row for row in edges if row[end] not in acts]

    def _add(self, edges: Iterable[Edge]) -> None:
        for shape, row in edges:
            self.edges[shape].append(row)
            self.named[shape].update(row)

    def add_term(self, term: Term) -> None:
        """Add who held which post of which state or body."""
        post = f"post:{term.body}:{term.post}"
        label = "Organization" if term.body.startswith("org:") else "Country"
        self.nodes["Post"][post] = {"name": term.post}
        self.add_known(("Person", term.person_id))
        self.add_known((label, term.body))
        held = "HELD", "Person", "Post", "start"
        days = present({"start": term.start, "end": term.end})
        self._add([(held, {"a": term.person_id, "b": post, **days})])
        self._add([(("POST_OF", "Post", label, ""), {"a": post, "b": term.body})])

    def finish(self) -> None:
        """Give nodes their names, aliases, countries and edges to these: the lexicons win over the articles.

        What the graph says as it is is not written again; afterwards it is ``held`` as it is here.
        """
        for (label, key), said in self.said.items():
            props = self.nodes[label][key]
            known = self._known.get(key)
            name = props["name"] = known.name if known else own_name(key, said.names)
            if known and known.name_en:
                props["name_en"] = known.name_en
            if aliases := said.aliases - {name}:
                props["aliases"] = sorted(aliases)
            if "country" in SAID[label] and said.countries:
                props["country"] = min(said.countries)
            for country in sorted(said.countries - said.have):
                self._add([((BELONGING[label], label, "Country", ""), {"a": key, "b": country})])
            if props == said.held:
                del self.nodes[label][key]
            said.held = props


def _country_of(key: str, known: KnownActor | None) -> str | None:
    return known.country if known else country_in(key)


def _act_of(shape: Shape) -> str | None:
    """Where rows of a shape have the id of the act that they are of, if they are of one."""
    _, start, end, name = shape
    return name if name == "event_id" else {start: "a", end: "b"}.get("Event")


def present(props: Props) -> Props:
    """Return the properties that have a value: a graph has no nulls."""
    return {name: value for name, value in props.items() if value is not None}


@lru_cache(maxsize=10_000)
def dated(name: str, prefix: str | None) -> Mapping[str, Any]:
    """Return a property that is a real date in place of an ISO prefix, and its precision beside it."""
    if prefix is None:
        return {}
    precision = {4: "year", 7: "month"}.get(len(prefix), "day")
    return {name: first_day(prefix), f"{name}_precision": precision}


@lru_cache(maxsize=10_000)
def first_day(prefix: str) -> date:
    """Return the first day of an ISO prefix."""
    first = prefix[:10] if len(prefix) >= 10 else prefix + "-01-01"[len(prefix) - 4 :]
    return date.fromisoformat(first)


def own_name(key: str, told: Iterable[str]) -> str:
    """Return the name in a readable id (``person:JPN:岩屋毅``), else what articles call it."""
    return key.rsplit(":", 1)[1] if ":" in key else min(told, default=key)
