"""An act to the rows that it is written as: pure functions, no store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.coreference import ALONE, Act, Report
from graph.model import Entity, KnownActor
from graph.ontology import load_ontology
from graph.rows import ActRows, Edge, Node, Props, dated, first_day, own_name, present
from graph.schema import LABELS

Known = Mapping[str, KnownActor]


def to_rows(act: Act, known: Known) -> ActRows:
    """Return an act with its parties, its reports and, if it occurred, its direct edges."""
    parties = list(_parties(act))
    edges = [edge for _, edge in parties]
    edges += [_report(report, act) for report in act.reports]
    if act.status == "occurred":
        edges += _direct(act)
    return ActRows(act.id, _node(act, known), [node for node, _ in parties], edges)


def _node(act: Act, known: Known) -> Props:
    kind = load_ontology()[act.event_type]
    since, until = map(first_day, act.span) if act.span else (None, None)
    optional = {"mode": act.mode, "place": act.place, "since": since, "until": until}
    return {
        "id": act.id,
        "name": _caption(act, known),
        "event_type": act.event_type,
        "status": act.status,
        "states": act.states,
        "sources": act.sources,
        "block": act.block,
        "history": act.history,
        "plover": kind.plover.type,
        "cameo": kind.cameo,
        "intensity": kind.intensity,
        **present(optional | {"conflicts": act.conflicts or None}),
        **dated("date", act.date),
    }


def _caption(act: Act, known: Known) -> str:
    sides = ["・".join([_shown(one, known) for one in side]) for side in act.sides.values() if side]
    label = load_ontology()[act.event_type].label.ja
    return f"{act.date or '日付不明'} {' → '.join(sides)} {label}"


def _shown(entity: Entity, known: Known) -> str:
    actor = known.get(entity.actor_id)
    return actor.name if actor else own_name(entity.actor_id, [entity.name])


def _parties(act: Act) -> Iterator[tuple[Node, Edge]]:
    """Who and what is about an act, each with its edge."""
    symmetric = load_ontology()[act.event_type].symmetric
    for role in ("source", "target"):
        named = "member" if symmetric else role
        for entity in act.sides[role]:
            label, key = node = LABELS[entity.type], entity.actor_id
            shape = "PARTICIPATED_IN", label, "Event", "role"
            yield node, (shape, {"a": key, "b": act.id, "role": named})
    for entity in act.sides["object"]:
        label, key = node = LABELS[entity.type], entity.actor_id
        yield node, (("CONCERNS", "Event", label, ""), {"a": act.id, "b": key})
    if act.place_id:
        label, key = node = LABELS[act.place_id[0]], act.place_id[1]
        yield node, (("HELD_AT", "Event", label, ""), {"a": act.id, "b": key})


def _report(report: Report, act: Act) -> Edge:
    """Where an act is told; what a report says of it differently, only if there are others."""
    event = report.event
    reason = act.reasons[report.id]
    row = {
        "a": act.id,
        "b": report.article,
        "sentence": event.evidence,
        "start": event.start,
        "end": event.end,
        "trigger": event.trigger,
        "rule": event.rule,
        "confidence": event.confidence,
        "status": event.status,
    }
    if reason != ALONE:
        row["reason"] = reason
    if len(act.reports) > 1:
        parties = [entity.actor_id for side in report.sides.values() for entity in side]
        own = {"mode": event.mode, "place": event.place, "agency": report.agency}
        row |= {"report": report.id, "parties": parties}
        row |= {**present(own), **dated("date", report.date)}
    return ("REPORTED_IN", "Event", "Article", "report"), row


def _direct(act: Act) -> Iterator[Edge]:
    props = {"event_id": act.id, **present({"mode": act.mode}), **dated("date", act.date)}
    for a, b in act.pairs:
        shape = act.event_type, LABELS[a.type], LABELS[b.type], "event_id"
        yield shape, {"a": a.actor_id, "b": b.actor_id, **props}
