"""PLOVER: an event a line of JSON, with type, mode, intensity and CAMEO code beside actors and reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from graph.ontology import load_ontology
from graph.stores.base import Row, Store
from queries.events import ALL, REPORTS, SIDES, answer

STATES = """MATCH (a:Actor)-[:ACTS_FOR|BELONGS_TO]->(c:Country) RETURN a.id AS id, c.id AS country ORDER BY id, country"""
REPORT = (
    "article",
    "headline",
    "source",
    "published",
    "url",
    "sentence",
    "trigger",
    "status",
    "confidence",
)


def write_records(store: Store, path: Path) -> None:
    """Write the events in order of their dates; a date is as precise as it is known."""
    states: dict[str, str] = {}
    for row in store.read(STATES):
        states.setdefault(row["id"], row["country"])
    rows = answer(store, store.read(ALL), None, None)
    ids = {"ids": [row["event"] for row in rows]}
    sides, reports = (_by_event(store.read(text, ids)) for text in (SIDES, REPORTS))
    with path.open("wb") as out:
        for row in rows:
            event = row["event"]
            record = _record(row, sides.get(event, []), reports.get(event, []), states)
            out.write(msgspec.json.encode(record) + b"\n")


def _by_event(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["event"], []).append(row)
    return found


def _record(
    row: dict[str, Any], sides: list[Row], reports: list[Row], states: dict[str, str]
) -> dict[str, Any]:
    kind = load_ontology()[row["type"]]
    actors = [
        {
            "role": side["role"],
            "id": side["id"],
            "name": side["name"],
            "country": _state(side["id"], states),
        }
        for side in sides
    ]
    return {
        "id": row["event"], "date": row["date"], "event_type": kind.plover.type,
        "event_mode": kind.plover.mode, "gaiko_type": row["type"], "cameo": kind.cameo,
        "event_intensity": kind.intensity, "status": row["status"],
        # In an act of equals every side is both, as in PLOVER's own data.
        "actor": [one for one in actors if one["role"] != "target"],
        "recipient": [one for one in actors if one["role"] != "source"],
        "objects": row["objects"], "location": row["place"], "contact": row["mode"],
        "independent_sources": row["sources"],
        "reports": [{name: report[name] for name in REPORT} for report in reports],
    }  # fmt: skip


def _state(key: str, states: dict[str, str]) -> str | None:
    """The state behind an actor; a state's own id is its code."""
    return states.get(key, key if ":" not in key else None)
