"""The sentences that stand with the patterns, and whether the extraction reads them rightly.

Comes in: ``examples`` and ``counter_examples`` of ``extract/patterns/*.yaml``. Goes out: ``load_cases``,
``read_facts`` of all of them in one go, and ``is_right``. The rules are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
import yaml

from extract.patterns import CASES, FOLDER
from extract.pipeline import Extractor
from graph.model import Article, Entity, Event, Facts, Mode, Status
from graph.ontology import load_ontology

SEPARATORS = re.compile(r"[\s・･=＝\-‐「」『』()（）]")
BY_SURFACE = {"ORGANIZATION", "AGREEMENT"}
"""Entities with so many full and short names that any name they have in the text will do."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and one event that it tells; ``status`` is always compared, what is None is not.

    Sides hold the ISO code of a state, the full name of a person, any name of an organization.
    """

    published: str
    text: str = ""
    title: str = ""
    source: list[str] = msgspec.field(default_factory=list)
    target: list[str] = msgspec.field(default_factory=list)
    object: list[str] | None = None
    status: Status = "occurred"
    mode: Mode | None = None
    date: str | None = None
    known_failure: bool = False


class CounterExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that tells no event of the type, and why."""

    text: str
    why: str
    title: str = ""
    published: str = "2024-05-20"
    known_failure: bool = False


class Cases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences of one type."""

    examples: list[Example]
    counter_examples: list[CounterExample]


class Case(msgspec.Struct, frozen=True):
    """An example or counter-example with its type and its place in the file."""

    type: str
    number: int
    case: Example | CounterExample

    @property
    def key(self) -> str:
        """A readable id: ``MET_WITH-3`` or ``MET_WITH-not-3``."""
        middle = "" if isinstance(self.case, Example) else "-not"
        return f"{self.type}{middle}-{self.number}"

    @property
    def article(self) -> Article:
        """The text as an article of its own."""
        return Article(
            id=self.key,
            title=self.case.title,
            text=self.case.text,
            content_hash="",
            published=self.case.published,
        )


@cache
def load_cases() -> dict[str, Cases]:
    """Return the sentences by event type; a file without any is left out."""
    found = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        _, mark, text = path.read_text(encoding="utf-8").partition(CASES)
        if mark:
            found[path.stem.upper()] = msgspec.convert(yaml.safe_load(mark + text), Cases)
    return found


def all_cases() -> list[Case]:
    """Return every example and counter-example."""
    return [
        Case(kind, number, case)
        for kind, cases in load_cases().items()
        for group in _groups(cases)
        for number, case in enumerate(group, start=1)
    ]


def _groups(cases: Cases) -> tuple[Sequence[Example | CounterExample], ...]:
    return cases.examples, cases.counter_examples


def read_facts(cases: Sequence[Case]) -> dict[str, Facts]:
    """Return the facts of each case by its key, with one load of the model."""
    facts = Extractor.load().extract(case.article for case in cases)
    return {one.id: one for one in facts}


def is_right(case: Case, facts: Facts) -> bool:
    """Tell whether the example's event is among the facts, or the counter-example's type is not."""
    events = [event for event in facts.events if event.type == case.type]
    if isinstance(case.case, CounterExample):
        return not events
    return any(fits(case.case, event, facts) for event in events)


def fits(example: Example, event: Event, facts: Facts) -> bool:
    """Tell whether an event has the example's sides, status and whatever else it states."""
    entities = {entity.id: entity for entity in facts.entities}
    if not _same_sides(example, event, entities) or event.status != example.status:
        return False
    if example.object is not None and not _same(example.object, event.object, entities):
        return False
    return (example.mode or event.mode) == event.mode and _same_date(example.date, event.date)


def _same_date(expected: str | None, found: str | None) -> bool:
    """Dates agree, as in the score, where the coarser one begins the other."""
    if expected is None:
        return True
    return found is not None and (expected.startswith(found) or found.startswith(expected))


def _same_sides(example: Example, event: Event, entities: dict[str, Entity]) -> bool:
    if load_ontology()[event.type].direction == "directed":
        return _same(example.source, event.source, entities) and _same(
            example.target, event.target, entities
        )
    return _same(example.source + example.target, event.source + event.target, entities)


def _same(names: Sequence[str], ids: Iterable[str], entities: dict[str, Entity]) -> bool:
    found = {one: _names(entities[one]) for one in ids}
    expected = {_plain(name) for name in names}
    return len(found) == len(expected) and all(expected & have for have in found.values())


def _names(entity: Entity) -> set[str]:
    surfaces = (m.text for m in entity.mentions if entity.type in BY_SURFACE)
    return {_plain(name) for name in (entity.name, entity.code or "", *surfaces) if name}


def _plain(name: str) -> str:
    return SEPARATORS.sub("", name).lower()
