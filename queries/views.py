"""The named questions: who met whom, what lies between two actors, timelines, agreements, protests.

Each answer's rows carry the event, its date with precision, its sides and the sentence that says so.
A question about a state finds the acts of its people and bodies.
"""

from __future__ import annotations

from typing import Any

from graph.errors import UnknownActor
from graph.stores.base import Row, Store
from queries.actors import ActorRef, find_actor
from queries.rows import Rows

SIDES = """
MATCH (e:Event) WHERE e.id IN $ids
MATCH (a:Actor)-[p:PARTICIPATED_IN]->(e)
RETURN e.id AS event, a.id AS id, a.name AS name, p.role AS role ORDER BY event, role, name, id
"""
REPORTS = """
MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE e.id IN $ids
RETURN e.id AS event, r.sentence AS sentence, r.trigger AS trigger, r.rule AS rule, r.confidence AS confidence, r.start AS start,
  x.id AS article, x.headline AS headline, x.source AS source, x.url AS url, x.published AS published
ORDER BY event, published, article, start
"""
OBJECTS = "MATCH (e:Event)-[:CONCERNS]->(g) WHERE e.id IN $ids RETURN e.id AS event, g.name AS name ORDER BY event, name"
EVENT = """RETURN DISTINCT e.id AS event, e.event_type AS type, e.date AS date, e.date_precision AS precision, e.status AS status,
  e.mode AS mode, e.place AS place, e.intensity AS intensity, e.sources AS sources"""
OF_ACTOR = f"MATCH (a:Actor {{id: $actor}})-[:PARTICIPATED_IN]->(e:Event) {EVENT}"
OF_STATE = f"MATCH (e:Event) WHERE $actor IN e.states {EVENT}"
OF_TYPE = f"MATCH (e:Event) WHERE e.event_type IN $types {EVENT}"
ONE = f"MATCH (e:Event) WHERE e.id = $id {EVENT}"
COUNTS = {
    "articles": "MATCH (n:Article) RETURN count(n) AS n",
    "events": "MATCH (n:Event) RETURN count(n) AS n",
    "persons": "MATCH (n:Person)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "states": "MATCH (n:Country)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "organizations": "MATCH (n:Organization)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "agreements": "MATCH (n:Agreement) RETURN count(n) AS n",
    "places": "MATCH (n:Place) RETURN count(n) AS n",
}


def timeline(store: Store, actor: str, *, since: str | None = None, until: str | None = None) -> Rows:
    """Return every event of an actor, oldest first, undated last."""
    return _answer(store, _events_of(store, find_actor(store, actor)), since, until)


def between(store: Store, a: str, b: str, *, since: str | None = None, until: str | None = None) -> Rows:
    """Return the events in which both actors, or the people of both states, take part."""
    first, second = find_actor(store, a), find_actor(store, b)
    shared = {row["event"] for row in _events_of(store, second)}
    return _answer(store, [row for row in _events_of(store, first) if row["event"] in shared], since, until)


def who_met(store: Store, actor: str, *, since: str | None = None, until: str | None = None) -> Rows:
    """Return whom an actor met: each counterpart with number of meetings, first and last date, newest evidence."""
    who = find_actor(store, actor)
    meetings = [r for r in _answer(store, _events_of(store, who), since, until) if r["type"] == "MET_WITH" and r["status"] == "occurred"]
    own = {who.id} | ({row["id"] for row in store.read("MATCH (p:Actor)-[:ACTS_FOR|BELONGS_TO]->(c:Country {id: $id}) RETURN p.id AS id", {"id": who.id})} if who.is_state else set())
    met: dict[str, list[Row]] = {}
    for row in meetings:
        for key, name in zip(row["actor_ids"], row["actors"], strict=True):
            if key not in own:
                met.setdefault(name, []).append(row)
    rows = [{"counterpart": name, "meetings": len(many), "first": many[0]["date"], "last": many[-1]["date"], "event": many[-1]["event"],
             "evidence": many[-1]["evidence"], "article": many[-1]["article"], "source": many[-1]["source"]} for name, many in met.items()]
    return Rows(sorted(rows, key=lambda r: (-r["meetings"], r["counterpart"])))


def agreements(store: Store, actor: str | None = None, *, since: str | None = None, until: str | None = None) -> Rows:
    """Return what was signed or agreed, with its parties and the agreement's name."""
    return _of_types(store, ["SIGNED", "AGREED_WITH"], actor, since, until)


def protests(store: Store, *, by: str | None = None, against: str | None = None, since: str | None = None, until: str | None = None) -> Rows:
    """Return formal protests, by an actor or against one."""
    rows = _of_types(store, ["PROTESTED"], None, since, until)
    for name, column in ((by, "source_ids"), (against, "target_ids")):
        if name:
            actor = find_actor(store, name)
            people = _acting_for(store, actor)
            rows = Rows(row for row in rows if people & set(row[column]))
    return rows


def explain(store: Store, event: str) -> Rows:
    """Return all reports of an event: sentence with actors and trigger marked, article, rule, confidence.

    ``event`` is an id or the beginning of one.
    """
    ids = store.read("MATCH (e:Event) WHERE e.id STARTS WITH $id RETURN e.id AS id ORDER BY id LIMIT 3", {"id": event})
    if len(ids) != 1:
        raise UnknownActor(event, [row["id"] for row in ids])
    (told,) = _answer(store, store.read(ONE, {"id": ids[0]["id"]}), None, None)
    surfaces = store.read(
        "MATCH (e:Event {id: $id})-[:REPORTED_IN]->(x:Article)-[m:MENTIONS]->(a:Actor) MATCH (a)-[:PARTICIPATED_IN]->(e) RETURN DISTINCT m.surface AS surface ORDER BY surface", {"id": ids[0]["id"]})
    names = [row["surface"] for row in surfaces]
    return Rows(
        {"event": told["event"], "type": told["type"], "date": told["date"], "status": told["status"], "actors": told["actors"],
         "marked": mark(report["sentence"], names, report["trigger"]), **{k: report[k] for k in ("sentence", "trigger", "rule", "confidence", "headline", "source", "published", "url", "article")}}
        for report in store.read(REPORTS, {"ids": [told["event"]]})
    )


def mark(sentence: str, names: list[str], trigger: str) -> str:
    """Return the sentence with actors in 【】 and the trigger in ［］.

    >>> mark("日本が中国に抗議した", ["日本", "中国"], "抗議")
    '【日本】が【中国】に［抗議］した'
    """
    for name in sorted(filter(None, names), key=len, reverse=True):
        if f"【{name}" not in sentence:
            sentence = sentence.replace(name, f"【{name}】", 1)
    return sentence.replace(trigger, f"［{trigger}］", 1)


def stats(store: Store) -> Rows:
    """Return what the graph holds: nodes by kind, events by type and status."""
    rows = [{"what": name, "count": store.read(statement)[0]["n"]} for name, statement in COUNTS.items()]
    for row in store.read("MATCH (e:Event) RETURN e.event_type AS type, e.status AS status, count(e) AS n ORDER BY type, status"):
        rows.append({"what": f"{row['type']} ({row['status']})", "count": row["n"]})
    return Rows(rows)


# --- shared -------------------------------------------------------------------------------------------


def _events_of(store: Store, actor: ActorRef) -> list[Row]:
    return store.read(OF_STATE if actor.is_state else OF_ACTOR, {"actor": actor.id})


def _acting_for(store: Store, actor: ActorRef) -> set[str]:
    if not actor.is_state:
        return {actor.id}
    rows = store.read("MATCH (p:Actor)-[:ACTS_FOR|BELONGS_TO]->(c:Country {id: $id}) RETURN p.id AS id", {"id": actor.id})
    return {actor.id} | {row["id"] for row in rows}


def _of_types(store: Store, types: list[str], actor: str | None, since: str | None, until: str | None) -> Rows:
    events = store.read(OF_TYPE, {"types": types})
    if actor:
        own = {row["event"] for row in _events_of(store, find_actor(store, actor))}
        events = [row for row in events if row["event"] in own]
    return _answer(store, events, since, until)


def _answer(store: Store, events: list[Row], since: str | None, until: str | None) -> Rows:
    """Add sides and newest evidence to events, in order of date."""
    ids = [row["event"] for row in events]
    sides: dict[str, list[Row]] = {}
    for row in store.read(SIDES, {"ids": ids}):
        sides.setdefault(row["event"], []).append(row)
    reports = {row["event"]: row for row in reversed(store.read(REPORTS, {"ids": ids}))}
    objects: dict[str, list[str]] = {}
    for row in store.read(OBJECTS, {"ids": ids}):
        objects.setdefault(row["event"], []).append(row["name"])
    rows = [_row(event, sides.get(event["event"], []), reports.get(event["event"], {}), objects.get(event["event"], [])) for event in events]
    rows = [r for r in rows if (not since or (r["date"] or "") >= since) and (not until or (r["date"] or "9999") <= until + "~")]
    return Rows(sorted(rows, key=lambda r: (r["date"] is None, r["date"] or "", r["type"], r["event"])))


def _row(event: Row, sides: list[Row], report: Row, objects: list[str]) -> dict[str, Any]:
    of = {role: [s for s in sides if s["role"] == role] for role in ("source", "target", "member")}
    ordered = of["source"] + of["member"] + of["target"]
    return {
        "date": _prefix(event["date"], event["precision"]), "type": event["type"], "status": event["status"],
        "actors": [s["name"] for s in ordered], "objects": objects, "place": event["place"], "mode": event["mode"],
        "evidence": report.get("sentence"), "article": report.get("headline"), "source": report.get("source"), "published": report.get("published"),
        "confidence": report.get("confidence"), "sources": event["sources"], "intensity": event["intensity"], "event": event["event"],
        "actor_ids": [s["id"] for s in ordered], "source_ids": [s["id"] for s in of["source"]], "target_ids": [s["id"] for s in of["target"]],
    }


def _prefix(date: str | None, precision: str | None) -> str | None:
    """A date as precise as it is known: ``2021``, ``2021-02`` or ``2021-02-16``."""
    return date[: {"year": 4, "month": 7}.get(precision or "day", 10)] if date else None
