"""Whether the sides of two reports can be those of one act, side by side and state by state."""

from __future__ import annotations

from collections.abc import Mapping

from graph.coreference.reports import Report, state_of
from graph.ontology import is_symmetric

Named = dict[tuple[str, str, str], frozenset[str]]
"""The persons or bodies named for a state on a side: (side, state, type) to ids."""


def named_parties(report: Report) -> Named:
    """Return who is named beyond the states; the sides of symmetric acts are one."""
    symmetric = is_symmetric(report.event.type)
    found: dict[tuple[str, str, str], set[str]] = {}
    for role in ("source", "target"):
        for entity in report.sides[role]:
            if entity.type in ("PERSON", "ORGANIZATION") and state_of(entity) != entity.actor_id:
                side = "member" if symmetric else role
                found.setdefault((side, state_of(entity), entity.type), set()).add(entity.actor_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def clash(a: Mapping[tuple[str, str, str], frozenset[str]], b: Named) -> str | None:
    """Return which persons or bodies of one state keep two acts apart, or None.

    A state alone goes with any of its people; of two reports that both name people, one names some
    of the other's.
    """
    for key in sorted(a.keys() & b.keys()):
        if not a[key] & b[key]:
            return f"{'・'.join(sorted(a[key]))} is not {'・'.join(sorted(b[key]))}"
    return None


def objects_of(report: Report) -> frozenset[str]:
    """Return the agreements, and what else the act is about."""
    return frozenset(entity.actor_id for entity in report.sides["object"])
