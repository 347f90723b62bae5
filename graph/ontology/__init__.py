"""The event types, each a YAML file: label, direction, roles and the codes of PLOVER and CAMEO.

Comes in: ``events/*.yaml``. Goes out: ``load_ontology()``. A new type is a new file here
and one of patterns; labels and edge types of the graph come from nowhere else.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from graph.errors import OntologyError

EVENTS = Path(__file__).parent / "events"


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in the two languages of the interface."""

    ja: str
    en: str


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the two sides of an event are called."""

    source: str
    target: str


class Plover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """PLOVER event type and mode."""

    type: str
    mode: str | None


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type; ``intensity`` is on the Goldstein scale from -10 to 10."""

    type: str
    label: Label
    description: str
    direction: Literal["directed", "symmetric", "to_object"]
    roles: Roles
    tone: Literal["cooperative", "neutral", "adversarial"]
    plover: Plover
    cameo: str
    intensity: float

    @property
    def symmetric(self) -> bool:
        """Whether the sides of the event are alike."""
        return self.direction == "symmetric"


@cache
def load_ontology() -> dict[str, EventType]:
    """Return the event types by name, in the order of their names.

    Raises ``OntologyError`` naming the file whose content does not fit.

    >>> load_ontology()["PROTESTED"].label.ja
    '抗議'
    """
    types = {}
    for path in sorted(EVENTS.glob("*.yaml")):
        try:
            event_type = msgspec.convert(
                yaml.safe_load(path.read_text(encoding="utf-8")), EventType
            )
        except (yaml.YAMLError, msgspec.ValidationError) as error:
            raise OntologyError(f"{path.name}: {error}") from error
        if (
            not re.fullmatch(r"[A-Z][A-Z_]*", event_type.type)
            or path.stem != event_type.type.lower()
        ):
            raise OntologyError(
                f"{path.name}: the file is not named after its type {event_type.type!r}"
            )
        types[event_type.type] = event_type
    return types


@cache
def is_symmetric(event_type: str) -> bool:
    """Return whether the sides of events of a type are alike.

    >>> is_symmetric("MET_WITH"), is_symmetric("VISITED")
    (True, False)
    """
    return load_ontology()[event_type].symmetric
