"""The named questions: who met whom, what lies between two actors, timelines, agreements, protests.

Each answer's rows carry the event, its date with precision, its sides and the sentence that says
so. A question about a state finds the acts of its people and bodies. ``since`` and ``until`` are ISO
prefixes (``2023``, ``2023-04``, ``2023-04-01``), both included; undated events lie in no period.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.stores.base import Row, Store
from queries.actors import acting_for, find_actor, find_two
from queries.events import OF_TYPES, answer, events_between, events_of
from queries.rows import Rows

COUNTS = {
    "articles": "MATCH (n:Article) RETURN count(n) AS n",
    "events": "MATCH (n:Event) RETURN count(n) AS n",
    "persons": "MATCH (n:Person)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "states": "MATCH (n:Country)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "organizations": "MATCH (n:Organization)<-[:MENTIONS]-(:Article) RETURN count(DISTINCT n) AS n",
    "agreements": "MATCH (n:Agreement) RETURN count(n) AS n",
    "places": "MATCH (n:Place) RETURN count(n) AS n",
}
BY_TYPE = """
MATCH (e:Event) RETURN e.event_type AS type, e.status AS status, count(e) AS n ORDER BY type, status
"""


def timeline(
    store: Store, actor: str, *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return every event of an actor, oldest first, undated last."""
    return answer(store, events_of(store, find_actor(store, actor)), since, until)


def between(
    store: Store, a: str, b: str, *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return the events in which both actors, or the people of both states, take part."""
    first, second = find_two(store, a, b)
    return answer(store, events_between(store, first, second), since, until)


def who_met(
    store: Store, actor: str, *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return whom an actor met, most often first, with number of meetings and the newest one."""
    who = find_actor(store, actor)
    own = set(acting_for(store, who))
    met: dict[str, list[Row]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in answer(store, events_of(store, who), since, until):
        if row["type"] == "MET_WITH" and row["status"] == "occurred":
            sides = zip(row["actor_ids"], row["actors"], strict=True)
            others = {key: name for key, name in sides if key not in own}
            names |= others
            for key in others:
                met[key].append(row)
    counted = [_meetings(names[key], rows) for key, rows in met.items()]
    return Rows(sorted(counted, key=lambda r: (-r["meetings"], r["counterpart"], r["event"])))


def _meetings(name: str, rows: list[Row]) -> dict[str, Any]:
    dated = [row for row in rows if row["date"]] or rows
    spread = {"first": dated[0]["date"], "last": dated[-1]["date"]}
    return {"counterpart": name, "meetings": len(rows)} | spread | dated[-1]


def agreements(
    store: Store, actor: str | None = None, *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return what was signed or agreed, with its parties and the agreement's name."""
    events = store.read(OF_TYPES, {"types": ["SIGNED", "AGREED_WITH"]})
    if actor is not None:
        own = _ids(events_of(store, find_actor(store, actor)))
        events = [row for row in events if row["event"] in own]
    return answer(store, events, since, until)


def protests(
    store: Store,
    *,
    by: str | None = None,
    against: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Rows:
    """Return formal protests, by an actor or against one."""
    rows = answer(store, store.read(OF_TYPES, {"types": ["PROTESTED"]}), since, until)
    for name, side in ((by, "source_ids"), (against, "target_ids")):
        if name is not None:
            who = find_actor(store, name)
            people, own = set(acting_for(store, who)), _ids(events_of(store, who))
            rows = Rows(row for row in rows if row["event"] in own and people & set(row[side]))
    return rows


def _ids(events: list[Row]) -> set[str]:
    return {row["event"] for row in events}


def stats(store: Store) -> Rows:
    """Return what the graph holds: nodes by kind, events by type and status."""
    rows = [{"what": name, "count": store.read(text)[0]["n"]} for name, text in COUNTS.items()]
    for row in store.read(BY_TYPE):
        rows.append({"what": f"{row['type']} ({row['status']})", "count": row["n"]})
    return Rows(rows)
