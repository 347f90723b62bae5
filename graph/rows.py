"""Articles and acts to rows of nodes and edges: pure functions, no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from graph.coreference import MOST_PAIRED, Act, Report
from graph.coreference.days import to_span
from graph.model import Entity, Facts, KnownActor, Term
from graph.ontology import load_ontology
from graph.schema import LABELS

__all__ = ["DATES", "MOST_PAIRED", "Node", "Props", "Rows", "Shape"]

Props = dict[str, Any]
Node = tuple[str, str]
"""Label and id."""
Shape = tuple[str, str, str, str]
"""What the edges of one statement share: their type, the labels of their ends, and the name of the property that
tells those of the same ends apart, if there can be several."""
Ends = tuple[str, str, str | int]
"""The ids of both ends of an edge and, if it can be parallel, the value of that property."""
BELONGING = {"Person": "ACTS_FOR", "Organization": "BELONGS_TO"}
DATES = {"date", "published", "since", "until"}
"""Properties that are dates; the first two have their precision beside them."""


class Said(msgspec.Struct, gc=False):
    """What is said of an actor, agreement or place: its names, its aliases, the states it belongs to."""

    names: set[str] = msgspec.field(default_factory=set)
    aliases: set[str] = msgspec.field(default_factory=set)
    countries: set[str] = msgspec.field(default_factory=set)


class Rows:
    """Nodes by label and id, and edges by shape and ends, of a group of articles and acts.

    ``said`` collects what is said of actors, agreements and places; ``finish`` writes it into their nodes.
    """

    def __init__(self, known: Mapping[str, KnownActor]) -> None:
        self.nodes: dict[str, dict[str, Props]] = defaultdict(dict)
        self.edges: dict[Shape, dict[Ends, Props]] = defaultdict(dict)
        self.said: dict[Node, Said] = {}
        self._known = known

    # --- articles -------------------------------------------------------------------------------------

    def add_article(self, facts: Facts, entities: list[Entity], line: str, digest: str) -> None:
        """Add an article, what it mentions, and its line of facts, from which all else is made."""
        self.nodes["Article"][facts.id] = _present(
            name=facts.title or facts.text[:40],
            headline=facts.title,
            source=facts.source,
            url=facts.url,
            content_hash=facts.content_hash,
            extractor=facts.extractor,
            **_dated("published", facts.published if to_span(facts.published or "") else None),
        )
        self.nodes["Facts"][facts.id] = {"name": facts.id, "line": line, "digest": digest}
        for entity in entities:
            if entity.mentions:
                self._mentions(facts, entity)

    def _mentions(self, facts: Facts, entity: Entity) -> None:
        """What the edges say beyond the lexicons suffices to make the node anew without the article."""
        label, key = node = LABELS[entity.type], entity.actor_id
        known = self._known.get(key)
        country = entity.country if known is None or entity.country != known.country else None
        name = entity.name if known is None and ":" not in key else None
        beyond = _present(country=country, name=name)
        edges = self.edges["MENTIONS", "Article", label, "start"]
        for mention in entity.mentions:
            edges[facts.id, key, mention.start] = {
                "end": mention.end,
                "surface": mention.text,
                **beyond,
            }
        surfaces = [mention.text for mention in entity.mentions]
        self.say(node, [name] if name else [], surfaces, [country] if country else [])

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
        """Add a node with what the lexicons know of it, and return what is said of it."""
        if (said := self.said.get(node)) is not None:
            return said
        label, key = node
        said = self.said[node] = Said()
        self.nodes[label][key] = {}
        known = self._known.get(key)
        if known:
            said.aliases.update(known.aliases)
            if known.country and label in BELONGING:
                self._belongs(node, known.country)
        return said

    def _belongs(self, node: Node, country: str) -> None:
        label, key = node
        self.add_known(("Country", country))
        self.said[node].countries.add(country)
        self.edges[BELONGING[label], label, "Country", ""][key, country, ""] = {}

    def finish(self) -> None:
        """Give nodes their names, aliases and countries: those of the lexicons win over those of articles."""
        for (label, key), said in self.said.items():
            props = self.nodes[label][key]
            known = self._known.get(key)
            name = props["name"] = known.name if known else _own_name(key, said.names)
            if known and known.name_en:
                props["name_en"] = known.name_en
            if aliases := said.aliases - {name}:
                props["aliases"] = sorted(aliases)
            if label == "Organization" and said.countries:
                props["country"] = min(said.countries)

    # --- acts -----------------------------------------------------------------------------------------

    def add_act(self, act: Act) -> None:
        """Add an act with its parties, its reports and, if it occurred, its direct edges."""
        kind = load_ontology()[act.event_type]
        when = _dated("date", act.date)
        self.nodes["Event"][act.id] = _present(
            name=self._caption(act),
            event_type=act.event_type,
            status=act.status,
            mode=act.mode,
            place=act.place,
            states=act.states,
            sources=act.sources,
            block=act.block,
            history=act.history or None,
            conflicts=act.conflicts or None,
            since=to_day(act.span[0])[0] if act.span else None,
            until=to_day(act.span[1])[0] if act.span else None,
            plover=kind.plover.type,
            cameo=kind.cameo,
            intensity=kind.intensity,
            **when,
        )
        self._parties(act, symmetric=kind.symmetric)
        for report in act.reports:
            self._report(report, act)
        for a, b in act.pairs if act.status == "occurred" else ():
            shape = act.event_type, LABELS[a.type], LABELS[b.type], "event_id"
            self.edges[shape][a.actor_id, b.actor_id, act.id] = _present(mode=act.mode, **when)

    def _parties(self, act: Act, *, symmetric: bool) -> None:
        for role in ("source", "target"):
            named = "member" if symmetric else role
            for entity in act.sides[role]:
                label, key = self._party(entity.type, entity.actor_id)
                self.edges["PARTICIPATED_IN", label, "Event", "role"][key, act.id, named] = {}
        for entity in act.sides["object"]:
            label, key = self._party(entity.type, entity.actor_id)
            self.edges["CONCERNS", "Event", label, ""][act.id, key, ""] = {}
        if act.place_id:
            label, key = self._party(*act.place_id)
            self.edges["HELD_AT", "Event", label, ""][act.id, key, ""] = {}

    def _party(self, kind: str, key: str) -> Node:
        node = LABELS[kind], key
        self.add_known(node)
        return node

    def _report(self, report: Report, act: Act) -> None:
        event = report.event
        edges = self.edges["REPORTED_IN", "Event", "Article", "report"]
        edges[act.id, report.article, report.id] = _present(
            sentence=event.evidence,
            start=event.start,
            end=event.end,
            trigger=event.trigger,
            rule=event.rule,
            confidence=event.confidence,
            status=event.status,
            mode=event.mode,
            place=event.place,
            parties=[entity.actor_id for side in report.sides.values() for entity in side],
            agency=report.agency,
            reason=act.reasons[report.id],
            **_dated("date", report.date),
        )

    def _caption(self, act: Act) -> str:
        sides = ["・".join(map(self._shown, side)) for side in act.sides.values() if side]
        label = load_ontology()[act.event_type].label.ja
        return f"{act.date or '日付不明'} {' → '.join(sides)} {label}"

    def _shown(self, entity: Entity) -> str:
        known = self._known.get(entity.actor_id)
        return known.name if known else _own_name(entity.actor_id, {entity.name})

    # --- terms of office ------------------------------------------------------------------------------

    def add_term(self, term: Term) -> None:
        """Add who held which post of which state or body."""
        post = f"post:{term.body}:{term.post}"
        label = "Organization" if term.body.startswith("org:") else "Country"
        self.nodes["Post"][post] = {"name": term.post}
        self.add_known(("Person", term.person_id))
        self.add_known((label, term.body))
        held = self.edges["HELD", "Person", "Post", "start"]
        held[term.person_id, post, term.start] = _present(end=term.end)
        self.edges["POST_OF", "Post", label, ""][post, term.body, ""] = {}


def _present(**props: Any) -> Props:
    """Properties that have a value: a graph has no nulls."""
    return {name: value for name, value in props.items() if value is not None}


def _dated(name: str, prefix: str | None) -> Props:
    """A property with a real date in place of an ISO prefix, and its precision beside it."""
    if prefix is None:
        return {}
    day, precision = to_day(prefix)
    return {name: day, f"{name}_precision": precision}


@lru_cache(maxsize=10_000)
def to_day(prefix: str) -> tuple[date, str]:
    """Return the first day of an ISO prefix, and the precision that says whether it stands for a month or a year."""
    first = prefix[:10] if len(prefix) >= 10 else prefix + "-01-01"[len(prefix) - 4 :]
    return date.fromisoformat(first), {4: "year", 7: "month"}.get(len(prefix), "day")


def _own_name(key: str, told: set[str]) -> str:
    """The name in a readable id (``person:JPN:岩屋毅``), else what articles call it."""
    return key.rsplit(":", 1)[1] if ":" in key else min(told, default=key)
