"""Which events a page shows: of whom, of which types, from when to when, how often reported."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from graph.stores.base import Row, Store
from queries.actors import find_actor
from queries.events import ALL, answer, check_types, events_of
from queries.rows import Rows


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the graph; as it is made, everything.

    ``since`` and ``until`` are ISO prefixes, both included; ``least`` is the number of outlets that
    report an event at the least.
    """

    actors: Sequence[str] = ()
    types: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    least: int = 1


def select_events(store: Store, selection: Selection) -> Rows:
    """Return the events of a selection; ``UnknownActor`` or ``GaikoError`` name what is not there."""
    check_types(selection.types)
    rows = answer(store, _of_actors(store, selection.actors), selection.since, selection.until)
    return Rows(
        row
        for row in rows
        if (not selection.types or row["type"] in selection.types)
        and (row["sources"] or 1) >= selection.least
    )


def _of_actors(store: Store, names: Sequence[str]) -> list[Row]:
    """Events of any of the actors, each once; of all without names."""
    if not names:
        return store.read(ALL)
    found = (row for name in names for row in events_of(store, find_actor(store, name)))
    return list({row["event"]: row for row in found}.values())
