"""Articles and acts to rows of nodes and edges: pure functions, no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from graph.coreference import MOST_PAIRED, Act, Report
from graph.coreference.days import to_span
from graph.model import Entity, Facts, KnownActor, Term
from graph.ontology import load_ontology
from graph.schema import LABELS

__all__ = ["MOST_PAIRED", "EdgeKey", "Node", "Props", "Rows"]

Props = dict[str, Any]
Node = tuple[str, str]
"""Label and id."""
BELONGING = {"Person": "ACTS_FOR", "Organization": "BELONGS_TO"}


class EdgeKey(NamedTuple):
    """What makes an edge that edge: its type, its ends and, if it can be parallel, one property."""

    kind: str
    start: Node
    end: Node
    name: str = ""
    value: str | int = ""


class Rows:
    """Nodes by label and id, and edges, of a group of articles and acts.

    ``names``, ``aliases`` and ``countries`` collect what is said of an actor; ``finish`` writes them.
    """

    def __init__(self, known: Mapping[str, KnownActor]) -> None:
        self.nodes: dict[str, dict[str, Props]] = defaultdict(dict)
        self.edges: dict[EdgeKey, Props] = {}
        self.names: dict[Node, set[str]] = defaultdict(set)
        self.aliases: dict[Node, set[str]] = defaultdict(set)
        self.countries: dict[Node, set[str]] = defaultdict(set)
        self._known = known

    def _node(self, node: Node, **props: Any) -> None:
        self.nodes[node[0]].setdefault(node[1], {}).update(
            {k: v for k, v in props.items() if v is not None}
        )

    def _edge(self, key: EdgeKey, **props: Any) -> None:
        self.edges[key] = {k: v for k, v in props.items() if v is not None}

    # --- articles -------------------------------------------------------------------------------------

    def add_article(self, facts: Facts, entities: list[Entity], line: str, digest: str) -> None:
        """Add an article, what it mentions, and its line of facts, from which all else is made."""
        self._node(
            ("Article", facts.id),
            name=facts.title or facts.text[:40],
            headline=facts.title,
            source=facts.source,
            url=facts.url,
            published=facts.published if to_span(facts.published or "") else None,
            content_hash=facts.content_hash,
            extractor=facts.extractor,
        )
        self._node(("Facts", facts.id), name=facts.id, line=line, digest=digest)
        for entity in entities:
            self._mentions(facts, entity)

    def _mentions(self, facts: Facts, entity: Entity) -> None:
        """What the edges say beyond the lexicons suffices to make the node anew without the article."""
        node = LABELS[entity.type], entity.actor_id
        known = self._known.get(entity.actor_id)
        country = entity.country if known is None or entity.country != known.country else None
        name = entity.name if known is None and ":" not in entity.actor_id else None
        for mention in entity.mentions:
            key = EdgeKey("MENTIONS", ("Article", facts.id), node, "start", mention.start)
            said = {"country": country, "name": name}
            self._edge(key, end=mention.end, surface=mention.text, **said)
            self.say(node, {name} - {None}, {mention.text}, {country} - {None})

    def say(self, node: Node, names: set[Any], surfaces: set[str], countries: set[Any]) -> None:
        """Add what articles say of an actor, agreement or place; again changes nothing."""
        self.add_known(node)
        self.names[node] |= names
        self.aliases[node] |= {surface for surface in surfaces if len(surface) > 1}
        for country in countries if node[0] in BELONGING else ():
            self._belongs(node, country)

    def add_known(self, node: Node) -> None:
        """Add a node with what the lexicons know of it."""
        if node[1] in self.nodes[node[0]]:
            return
        self._node(node)
        known = self._known.get(node[1])
        if known:
            self.aliases[node] |= set(known.aliases)
            if known.country and node[0] in BELONGING:
                self._belongs(node, known.country)

    def _belongs(self, node: Node, country: str) -> None:
        self.add_known(("Country", country))
        self.countries[node].add(country)
        self._edge(EdgeKey(BELONGING[node[0]], node, ("Country", country)))

    def finish(self) -> None:
        """Give nodes their names, aliases and countries: those of the lexicons win over those of articles."""
        for label in {*LABELS.values()} & self.nodes.keys():
            for key, props in self.nodes[label].items():
                known = self._known.get(key)
                props["name"] = known.name if known else _own_name(key, self.names[label, key])
                if known and known.name_en:
                    props["name_en"] = known.name_en
                if aliases := self.aliases[label, key] - {props["name"]}:
                    props["aliases"] = sorted(aliases)
                if label == "Organization" and self.countries[label, key]:
                    props["country"] = min(self.countries[label, key])

    # --- acts -----------------------------------------------------------------------------------------

    def add_act(self, act: Act) -> None:
        """Add an act with its parties, its reports and, if it occurred, its direct edges."""
        kind = load_ontology()[act.event_type]
        at = "Event", act.id
        self._node(
            at,
            name=self._caption(act),
            **{name: getattr(act, name) for name in ("event_type", "status", "mode", "date")},
            **{name: getattr(act, name) for name in ("place", "states", "sources", "block")},
            **{name: getattr(act, name) or None for name in ("history", "conflicts")},
            since=act.span and act.span[0],
            until=act.span and act.span[1],
            plover=kind.plover.type,
            cameo=kind.cameo,
            intensity=kind.intensity,
        )
        self._parties(act, at, symmetric=kind.symmetric)
        for report in act.reports:
            self._report(report, at, act.reasons[report.id])
        for a, b in act.pairs if act.status == "occurred" else ():
            key = EdgeKey(act.event_type, _node_of(a), _node_of(b), "event_id", act.id)
            self._edge(key, date=act.date, mode=act.mode)

    def _parties(self, act: Act, at: Node, *, symmetric: bool) -> None:
        for role in ("source", "target"):
            for entity in act.sides[role]:
                self.add_known(_node_of(entity))
                named = "member" if symmetric else role
                self._edge(EdgeKey("PARTICIPATED_IN", _node_of(entity), at, "role", named))
        for entity in act.sides["object"]:
            self.add_known(_node_of(entity))
            self._edge(EdgeKey("CONCERNS", at, _node_of(entity)))
        if act.place_id:
            place = LABELS[act.place_id[0]], act.place_id[1]
            self.add_known(place)
            self._edge(EdgeKey("HELD_AT", at, place))

    def _report(self, report: Report, at: Node, reason: str) -> None:
        event = report.event
        key = EdgeKey("REPORTED_IN", at, ("Article", report.article), "report", report.id)
        said = ("start", "end", "trigger", "rule", "confidence", "status", "mode", "place")
        self._edge(
            key,
            sentence=event.evidence,
            date=report.date,
            **{name: getattr(event, name) for name in said},
            parties=[entity.actor_id for side in report.sides.values() for entity in side],
            agency=report.agency,
            reason=reason,
        )

    def _caption(self, act: Act) -> str:
        sides = [
            "・".join(map(self._shown, act.sides[role])) for role in act.sides if act.sides[role]
        ]
        label = load_ontology()[act.event_type].label.ja
        return f"{act.date or '日付不明'} {' → '.join(sides)} {label}"

    def _shown(self, entity: Entity) -> str:
        known = self._known.get(entity.actor_id)
        return known.name if known else _own_name(entity.actor_id, {entity.name})

    # --- terms of office ------------------------------------------------------------------------------

    def add_term(self, term: Term) -> None:
        """Add who held which post of which state or body."""
        post = "Post", f"post:{term.body}:{term.post}"
        person = "Person", term.person_id
        body = "Organization" if term.body.startswith("org:") else "Country", term.body
        self._node(post, name=term.post)
        self.add_known(person)
        self.add_known(body)
        self._edge(EdgeKey("HELD", person, post, "start", term.start), end=term.end)
        self._edge(EdgeKey("POST_OF", post, body))


def _node_of(entity: Entity) -> Node:
    return LABELS[entity.type], entity.actor_id


def _own_name(key: str, told: set[str]) -> str:
    """The name in a readable id (``person:JPN:岩屋毅``), else what articles call it."""
    return key.rsplit(":", 1)[1] if ":" in key else min(told, default=key)
