"""One act as all its reports tell it: date, place, mode and status with history and conflicts.

Comes in: a ``Cluster``. Goes out: an ``Act``. What reports say differently is kept in them and
named in ``conflicts``; what is chosen is what most independent tellings say, then what was told first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import combinations, product
from operator import attrgetter
from typing import TypeVar

import msgspec

from graph.coreference.clusters import Cluster, slack_of
from graph.coreference.days import Span
from graph.coreference.likeness import count_sources
from graph.coreference.reports import ROLES, Report, state_of
from graph.model import ACTOR_TYPES, Entity, Mode, Status
from graph.ontology import is_symmetric, load_ontology

MOST_PAIRED = 6
"""A symmetric event of more participants gets no direct edges: a G20 meeting is one event, not 190 edges."""
Value = TypeVar("Value")
Pair = tuple[Entity, Entity]
Refined = dict[tuple[str, str], list[Entity]]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One act; ``span`` are the days in which its reports put it."""

    id: str
    block: str
    span: Span | None
    event_type: str
    sides: dict[str, list[Entity]]
    pairs: list[Pair]
    states: list[str]
    status: Status
    mode: Mode | None
    date: str | None
    place: str | None
    place_id: tuple[str, str] | None
    sources: int
    history: list[str]
    conflicts: list[str]
    reports: list[Report]
    reasons: dict[str, str]


def to_act(cluster: Cluster) -> Act:
    """Return what a cluster of reports says together; its id is that of the first told."""
    if len(cluster.reports) == 1:
        return _told_once(cluster.reports[0], cluster.reasons)
    reports = sorted(cluster.reports, key=lambda one: one.order)
    first = reports[0]
    refined = _refinements(reports)
    sides = _sides(reports, refined)
    place = _chosen(reports, lambda one: one.event.place)
    spans = [one.span for one in reports if one.span]
    return Act(
        id=act_id(first),
        block=first.block,
        span=(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None,
        event_type=first.event.type,
        sides=sides,
        pairs=_pairs(reports, sides, refined),
        states=_states(sides),
        status=_status(reports),
        mode=_chosen(reports, lambda one: one.event.mode),
        date=_date(reports),
        place=place,
        place_id=next(
            (one.place_id for one in reports if one.place_id and one.event.place == place), None
        ),
        sources=count_sources(reports),
        history=_history(reports),
        conflicts=_conflicts(reports),
        reports=reports,
        reasons=cluster.reasons,
    )


def _told_once(report: Report, reasons: dict[str, str]) -> Act:
    """An act of which there is nothing to weigh; most are."""
    event = report.event
    sides = _apart({role: _sorted(report.sides[role]) for role in ROLES}, event.type)
    return Act(
        id=act_id(report),
        block=report.block,
        span=report.span,
        event_type=event.type,
        sides=sides,
        pairs=_pairs([report], sides, {}),
        states=_states(sides),
        status=event.status,
        mode=event.mode,
        date=report.date,
        place=event.place,
        place_id=report.place_id,
        sources=1,
        history=_history([report]),
        conflicts=[],
        reports=[report],
        reasons=reasons,
    )


def act_id(first: Report) -> str:
    """Return the id of the act of which a report is the first."""
    return sha256(f"event {first.id}".encode()).hexdigest()[:16]


def _states(sides: dict[str, list[Entity]]) -> list[str]:
    return sorted({state_of(e) for role in ROLES[:2] for e in sides[role] if _acts(e)})


def _chosen(reports: Sequence[Report], value: Callable[[Report], Value | None]) -> Value | None:
    """What most independent tellings say; of equals, what was told first."""
    by_value: dict[Value, list[Report]] = defaultdict(list)
    for report in reports:
        if (said := value(report)) is not None:
            by_value[said].append(report)
    ranked = sorted(by_value.items(), key=lambda pair: (-count_sources(pair[1]), pair[1][0].order))
    return ranked[0][0] if ranked else None


def _date(reports: Sequence[Report]) -> str | None:
    """The most precise date; an act that lasts has its first day."""
    dated = [one for one in reports if one.date]
    finest = max((one.precise for one in dated), default=0)
    fine = [one for one in dated if one.precise == finest]
    if fine and slack_of(fine[0].event.type):
        return min(str(one.date) for one in fine)
    return _chosen(fine, lambda one: one.date)


# --- status -------------------------------------------------------------------------------------------


def _status(reports: Sequence[Report]) -> Status:
    """What came of it: what is said to be done or denied wins over plans, the last plan over earlier ones."""
    settled = [one for one in reports if one.event.status in ("occurred", "denied")]
    if settled:
        return _chosen(settled, lambda one: one.event.status) or "occurred"
    certain = [one for one in reports if one.event.status != "possible"] or reports
    newest = max((one.published or "")[:10] for one in certain)
    last = [one for one in certain if (one.published or "")[:10] == newest]
    return (
        "cancelled"
        if any(one.event.status == "cancelled" for one in last)
        else last[-1].event.status
    )


def _history(reports: Sequence[Report]) -> list[str]:
    """Each status with the day on which it was first told, and by which article, in that order."""
    told: dict[str, Report] = {}
    for report in reports:
        told.setdefault(report.event.status, report)
    return [
        f"{(report.published or 'undated')[:10]} {status} {report.article}"
        for status, report in told.items()
    ]


# --- conflicts ----------------------------------------------------------------------------------------


def _conflicts(reports: Sequence[Report]) -> list[str]:
    """What cannot all be true, each as ``date: 2024-05-03 | 2024-05-04``."""
    days = {one.day for one in reports if one.day}
    places = {one.event.place for one in reports if one.event.place}
    found = {
        "date": days if not slack_of(reports[0].event.type) else set[str](),
        "place": places
        if any(a not in b and b not in a for a, b in combinations(places, 2))
        else set(),
        "status": _opposed({one.event.status for one in reports}),
    }
    return [f"{name}: {' | '.join(sorted(v))}" for name, v in found.items() if len(v) > 1]


def _opposed(statuses: set[Status]) -> set[str]:
    """Plans come before what happens; these cannot both be true of one act."""
    final = statuses & {"occurred", "denied", "cancelled"}
    return set(final) if "occurred" in final else set()


# --- sides --------------------------------------------------------------------------------------------


def _acts(entity: Entity) -> bool:
    return entity.type in ACTOR_TYPES


def _sides(reports: Sequence[Report], refined: Refined) -> dict[str, list[Entity]]:
    """Who takes part by role; a state gives way to its people where another report names them."""
    sides = {role: _side(role, reports, refined) for role in ROLES}
    return _apart(sides, reports[0].event.type)


def _apart(sides: dict[str, list[Entity]], event_type: str) -> dict[str, list[Entity]]:
    """Members of a symmetric act on one side only, whichever side reports put them on."""
    if is_symmetric(event_type):
        sources = {entity.actor_id for entity in sides["source"]}
        sides["target"] = [one for one in sides["target"] if one.actor_id not in sources]
    return sides


def _sorted(entities: tuple[Entity, ...]) -> list[Entity]:
    return list(entities) if len(entities) < 2 else sorted(entities, key=attrgetter("actor_id"))


def _side(role: str, reports: Sequence[Report], refined: Refined) -> list[Entity]:
    found = {
        entity.actor_id: entity
        for report in reports
        for one in report.sides[role]
        for entity in _standing(one, role, report, refined)
    }
    return [found[key] for key in sorted(found)]


def _symmetric(report: Report) -> bool:
    return is_symmetric(report.event.type)


def _standing(entity: Entity, role: str, report: Report, refined: Refined) -> list[Entity]:
    """An actor, or who stands for a state in its place."""
    return refined.get(_place_at(entity, role, report), [entity])


def _place_at(entity: Entity, role: str, report: Report) -> tuple[str, str]:
    """The side and id of an actor; sides of symmetric acts are one."""
    return "member" if _symmetric(report) and role != "object" else role, entity.actor_id


def _refinements(reports: Sequence[Report]) -> Refined:
    """Who stands for a state on a side in a report that does not name the state, by (side, state)."""
    found: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
    for report in reports:
        here = {_place_at(e, role, report): e for role in ROLES[:2] for e in report.sides[role]}
        for (side, key), entity in here.items():
            state = state_of(entity)
            if _acts(entity) and state != key and (side, state) not in here:
                found[side, state].setdefault(key, entity)
    return {at: [many[key] for key in sorted(many)] for at, many in found.items()}


def _pairs(
    reports: Sequence[Report], sides: dict[str, list[Entity]], refined: Refined
) -> list[Pair]:
    """Who is joined by a direct edge, as the reports pair them."""
    symmetric = _symmetric(reports[0])
    if symmetric and len(sides["source"]) + len(sides["target"]) > MOST_PAIRED:
        return []
    found: dict[tuple[str, str], Pair] = {}
    for a, b in (pair for report in reports for pair in _told_pairs(report, refined)):
        if a.actor_id != b.actor_id:
            first, second = (b, a) if symmetric and b.actor_id < a.actor_id else (a, b)
            found.setdefault((first.actor_id, second.actor_id), (first, second))
    return [found[key] for key in sorted(found)]


def _told_pairs(report: Report, refined: Refined) -> Iterable[Pair]:
    """Whom a report joins, with those who stand for a state in its place."""
    sides = report.sides
    to = "object" if load_ontology()[report.event.type].direction == "to_object" else "target"
    told: Iterable[Pair] = (
        combinations(sides["source"] + sides["target"], 2)
        if _symmetric(report)
        else product(sides["source"], sides[to])
    )
    if not refined:
        return told
    return (
        pair
        for start, end in told
        for pair in product(
            _standing(start, "source", report, refined), _standing(end, to, report, refined)
        )
    )
