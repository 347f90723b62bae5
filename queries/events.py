"""Events as rows: each with its date, sides, status and the sentence that says so.

Comes in: events chosen by one of the statements here. Goes out: ``Rows`` in order of date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.errors import GaikoError
from graph.ontology import load_ontology
from graph.stores.base import Row, Store
from queries.actors import ActorRef
from queries.rows import Rows

SIDES = """
MATCH (e:Event) WHERE e.id IN $ids
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e)
RETURN e.id AS event, a.id AS id, a.name AS name, p.role AS role
ORDER BY event, role, name, id
"""
REPORTS = """
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE e.id IN $ids
RETURN e.id AS event, r.sentence AS sentence, r.trigger AS trigger, r.rule AS rule,
  r.confidence AS confidence, r.status AS status, r.start AS start, r.`end` AS stop, x.id AS article,
  x.headline AS headline, x.source AS source, x.url AS url, x.published AS published
ORDER BY event, published, article, start, trigger
"""
OBJECTS = """
MATCH (e:Event)-[:CONCERNS]->(g) WHERE e.id IN $ids
RETURN e.id AS event, g.id AS id, g.name AS name ORDER BY event, name, id
"""
COLUMNS = """RETURN DISTINCT e.id AS event, e.event_type AS type, e.date AS date,
  e.date_precision AS precision, e.status AS status, e.mode AS mode, e.place AS place,
  e.intensity AS intensity, e.sources AS sources"""
OF_ACTOR = f"MATCH (a:Actor {{id: $actor}})-[:PARTICIPATED_IN]->(e:Event) {COLUMNS}"
# From the people and bodies of one state to their acts: those of two states are few among all. Of the states,
# the other is asked for first, because nearly all acts of its own people have the first.
OF_STATES = (
    f"MATCH (c:Country {{id: $actor}})-[:PARTICIPATED_IN]->(e:Event) WHERE $other IN e.states {COLUMNS}",
    f"""MATCH (c:Country {{id: $actor}})<-[:ACTS_FOR|BELONGS_TO]-(a)-[:PARTICIPATED_IN]->(e:Event)
WHERE $other IN e.states AND $actor IN e.states {COLUMNS}""",
)
OF_STATE = f"MATCH (e:Event) WHERE $actor IN e.states {COLUMNS}"
OF_TYPES = f"MATCH (e:Event) WHERE e.event_type IN $types {COLUMNS}"
ALL = f"MATCH (e:Event) {COLUMNS}"
ONE = f"MATCH (e:Event) WHERE e.id = $id {COLUMNS}"
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def events_of(store: Store, actor: ActorRef) -> list[Row]:
    """Return the events of an actor; those of a state include its people's and bodies'."""
    return store.read(OF_STATE if actor.is_state else OF_ACTOR, {"actor": actor.id})


def events_between(store: Store, a: ActorRef, b: ActorRef) -> list[Row]:
    """Return the events in which both actors, or the people and bodies of both states, take part."""
    if a.is_state and b.is_state:
        both = {"actor": a.id, "other": b.id}
        found = (row for statement in OF_STATES for row in store.read(statement, both))
        return list({row["event"]: row for row in found}.values())
    shared = {row["event"] for row in events_of(store, b)}
    return [row for row in events_of(store, a) if row["event"] in shared]


def answer(store: Store, events: list[Row], since: str | None, until: str | None) -> Rows:
    """Return events with sides and their first report, oldest first, undated last."""
    check_period(since, until)
    kept = [event for event in events if within(_prefix(event), since, until)]
    ids = {"ids": [event["event"] for event in kept]}
    sides, objects, reports = (_by_event(store.read(s, ids)) for s in (SIDES, OBJECTS, REPORTS))
    rows = (_row(e, sides[e["event"]], objects[e["event"]], reports[e["event"]]) for e in kept)
    return Rows(sorted(rows, key=lambda r: (r["date"] is None, r["date"], r["type"], r["event"])))


def check_period(*dates: str | None) -> None:
    """Raise ``GaikoError`` unless each date is an ISO prefix or None.

    >>> check_period("2023-04", None)
    >>> check_period("April")
    Traceback (most recent call last):
    graph.errors.GaikoError: 'April' is not a date such as 2023, 2023-04 or 2023-04-01
    """
    for date in dates:
        if date is not None and not DATE.fullmatch(date):
            raise GaikoError(f"{date!r} is not a date such as 2023, 2023-04 or 2023-04-01")


def check_types(names: Iterable[str]) -> None:
    """Raise ``GaikoError`` unless each name is an event type."""
    known = load_ontology()
    for name in names:
        if name not in known:
            raise GaikoError(f"{name!r} is no event type; there are {', '.join(known)}")


def within(date: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date can lie in a period: 2023-04 does in what begins on 2023-04-10.

    >>> within("2023-04", "2023-04-10", "2024"), within("2022", "2023", None)
    (True, False)
    """
    if date is None:
        return since is None and until is None
    late_enough = since is None or date[: len(since)] >= since[: len(date)]
    return late_enough and (until is None or date[: len(until)] <= until[: len(date)])


def _by_event(rows: list[Row]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["event"]].append(row)
    return grouped


def _row(event: Row, sides: list[Row], objects: list[Row], reports: list[Row]) -> dict[str, Any]:
    """Return what people read first, then what programs do."""
    of = {role: [s for s in sides if s["role"] == role] for role in ("source", "member", "target")}
    ordered = of["source"] + of["member"] + of["target"]
    # A meeting that was announced and then held is shown by who says that it was held.
    first = min(reports, key=lambda r: r["status"] != event["status"], default={})
    return {
        "date": _prefix(event),
        "date_precision": event["precision"],
        "type": event["type"],
        "status": event["status"],
        "actors": [side["name"] for side in ordered],
        "objects": [one["name"] for one in objects],
        "place": event["place"],
        "mode": event["mode"],
        "evidence": first.get("sentence"),
        "article": first.get("headline") or first.get("article"),
        "source": first.get("source"),
        "published": first.get("published"),
        "confidence": first.get("confidence"),
        "sources": event["sources"],
        "intensity": event["intensity"],
        "event": event["event"],
        "actor_ids": [side["id"] for side in ordered],
        "object_ids": [one["id"] for one in objects],
        **{f"{role}_ids": [side["id"] for side in some] for role, some in of.items()},
    }


def _prefix(event: Row) -> str | None:
    """A date as precise as it is known: ``2021``, ``2021-02`` or ``2021-02-16``."""
    return prefix(event["date"], event["precision"])


def prefix(date: str | None, precision: str | None) -> str | None:
    """Return the first day of a date as the ISO prefix that it stands for.

    >>> prefix("2021-02-01", "month")
    '2021-02'
    """
    length = {"year": 4, "month": 7}.get(precision or "day", 10)
    return str(date)[:length] if date else None
