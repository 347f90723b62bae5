"""Who held a post on a day: the terms of office in the graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.coreference.days import to_span
from graph.errors import GaikoError
from graph.stores.base import Row, Store
from queries.actors import find_actor
from queries.rows import Rows

# The embedded engine answers `end` of an edge without one by its last node: no date begins with a letter.
TERMS = """
MATCH (n:Person)-[h:HELD]->(o:Post)-[:POST_OF]->(b)
WHERE o.name IN $posts
RETURN n.name AS actor, o.name AS post, b.name AS body, h.start AS start,
  CASE WHEN h.`end` < ':' THEN h.`end` END AS stop, n.id AS actor_id, b.id AS body_id
ORDER BY body, start, actor_id
"""


def who_held(
    store: Store, posts: Iterable[str], *, on: str | None = None, of: str | None = None
) -> Rows:
    """Return the terms of a post, under any of its names; on a day, month or year only those that touch it.

    ``of`` is a state or body. A term has its first day and not its last: ``start <= day < stop``.
    """
    body = find_actor(store, of).id if of else None
    days = _days(on)
    rows = store.read(TERMS, {"posts": sorted(posts)})
    return Rows(
        row
        for row in rows
        if body in (None, row["body_id"]) and (days is None or _touches(row, *days))
    )


def _days(on: str | None) -> tuple[str, str] | None:
    span = to_span(on) if on else None
    if on and span is None:
        raise GaikoError(f"{on!r} is no date of the calendar")
    return span


def _touches(row: Row, first: str, last: str) -> bool:
    """Whether a term has a day in common with a period; a month is as long as it can be.

    >>> _touches({"start": "2021-11-10", "stop": "2023-09-13"}, "2023-09-13", "2023-09-13")
    False
    """
    return _first(row["start"]) <= last and (row["stop"] is None or first < _end(row["stop"]))


def _first(prefix: Any) -> str:
    return (to_span(prefix) or (prefix, prefix))[0]


def _end(prefix: Any) -> str:
    """A term that ended in a month may have lasted to its end."""
    span = to_span(prefix)
    return prefix if span is None or span[0] == span[1] else f"{span[1]}~"
