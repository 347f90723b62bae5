"""What one article says of one act, in a form in which reports can be compared.

Comes in: ``Facts``. Goes out: ``Report``, a pure function of the facts of its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

import msgspec

from graph.coreference.days import Span, around, to_span
from graph.coreference.rules import load_rules
from graph.model import ACTOR_TYPES, Entity, Event, Facts
from graph.ontology import is_symmetric

Order = tuple[str, str, int, str]
"""Published, article, start, id: the order of reports, the first told first."""
ROLES = ("source", "target", "object")

LONGEST_BLOCK = 1_000
"""Characters that every store can index; the sides of a roll call of the world are more."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One telling of an act.

    ``block`` is equal for all reports that could be of one act; ``span`` are the days in which it can
    lie, None if nothing is known; ``date`` is what the report says, None if no calendar has that date.
    ``sides`` are the entities in the roles source, target and object.
    """

    id: str
    article: str
    outlet: str | None
    published: str | None
    agency: str | None
    block: str
    date: str | None
    span: Span | None
    sides: dict[str, tuple[Entity, ...]]
    place_id: tuple[str, str] | None
    event: Event

    @property
    def order(self) -> Order:
        """Sort key: the first told first, then by article and place in it."""
        return self.published or "9999", self.article, self.event.start, self.id

    @property
    def precise(self) -> int:
        """3 a day, 2 a month, 1 the time of publication, 0 a year or nothing."""
        length = len(self.date or "")
        return {10: 3, 7: 2, 4: 0}.get(length, 1 if self.span else 0)

    @property
    def day(self) -> str | None:
        """The day, if the report gives one."""
        return self.span[0] if self.span and self.precise == 3 else None


def find_reports(
    facts: Facts, resolve: Callable[[Facts, Entity], Entity] = lambda _, entity: entity
) -> Iterator[Report]:
    """Yield the reports of an article; the same act told twice in the same words is one."""
    entities = {entity.id: resolve(facts, entity) for entity in facts.entities}
    seen: set[str] = set()
    agency = _agency(facts)
    for event in facts.events:
        report = _report(facts, event, entities, agency)
        if report.id not in seen:
            seen.add(report.id)
            yield report


def _report(facts: Facts, event: Event, entities: dict[str, Entity], agency: str | None) -> Report:
    sides = {role: _actors(getattr(event, role), entities) for role in ROLES}
    span = to_span(event.date) if event.date else None
    span = span or around(facts.published, event.status)
    told = [[e.actor_id for e in sides[role]] for role in ROLES]
    plain = msgspec.structs.replace(event, source=[], target=[], object=[])
    key = msgspec.json.encode([facts.id, told, plain])
    return Report(
        id=sha256(key).hexdigest()[:16],
        article=facts.id,
        outlet=facts.source,
        published=facts.published,
        agency=agency,
        block=_block(facts, event, sides, span),
        date=event.date[:10] if event.date and to_span(event.date) else None,
        span=span,
        sides=sides,
        place_id=_place(event, facts),
        event=event,
    )


def _actors(keys: list[str], entities: dict[str, Entity]) -> tuple[Entity, ...]:
    """Each actor once, whatever its names in the article."""
    return tuple({entities[key].actor_id: entities[key] for key in keys}.values())


def state_of(entity: Entity) -> str:
    """Return the state or body behind an actor: its own id if there is none."""
    return entity.code or entity.country or entity.actor_id


def _block(
    facts: Facts, event: Event, sides: dict[str, tuple[Entity, ...]], span: Span | None
) -> str:
    """States of the sides: 日本・中国 and the talks of their ministers stand in one block."""
    states = {
        role: {state_of(e) for e in sides[role] if e.type in ACTOR_TYPES}
        for role in ("source", "target")
    }
    if is_symmetric(event.type):
        ends = ["+".join(sorted(states["source"] | states["target"]))]
    else:
        ends = ["+".join(sorted(states[role])) for role in ("source", "target")]
    alone = [] if span else [f"@{facts.id}"]
    block = " ".join([event.type, *ends, *alone])
    return block if len(block) <= LONGEST_BLOCK else sha256(block.encode()).hexdigest()


def _agency(facts: Facts) -> str | None:
    """The agency that an article is credited to, by its first and last words or its outlet."""
    told = f"{facts.title} {facts.text[:60]} {facts.text[-20:]} {facts.source or ''}"
    agencies = load_rules().agencies
    return next((a for a, words in agencies.items() if any(w in told for w in words)), None)


def _place(event: Event, facts: Facts) -> tuple[str, str] | None:
    """Type and id of the place in which the act is said to have been."""
    if not event.place:
        return None
    places = (e for e in facts.entities if e.type in ("PLACE", "COUNTRY"))
    fitting = (e for e in places if any(m.text == event.place for m in e.mentions))
    return next(((e.type, e.actor_id) for e in fitting), None)
