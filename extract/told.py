"""What an event is while its article is being read: over entity ids, in one sentence."""

from __future__ import annotations

import msgspec

from extract.clauses import Clauses
from extract.dates import DateMention
from graph.model import Entity, Mode, Status


class Found(msgspec.Struct, kw_only=True):
    """An event over entity ids; offsets are those of the normalized sentence."""

    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    object: tuple[str, ...]
    status: Status
    mode: Mode | None
    date: str | None
    place: str | None
    trigger: tuple[int, int]
    rule: str
    confidence: float
    sentence: int = 0


class Sentence(msgspec.Struct):
    """One sentence ready for events."""

    number: int
    clauses: Clauses
    dates: list[DateMention]
    is_title: bool


def state_of(entity: Entity) -> str:
    """Return the state an entity acts for, else its own name."""
    return entity.code or entity.country or entity.name
