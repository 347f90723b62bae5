"""What the lexicons are made of, and how one of their files is read.

Comes in: a file of ``lexicons/``. Goes out: frozen structs. Use them through ``extract.lexicon``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from graph.errors import InputError
from graph.model import EntityType

LEXICONS = Path(__file__).parent / "lexicons"

Strength = Literal["strong", "weak"]


class Name(msgspec.Struct, frozen=True):
    """A surface and what it names; ``weak`` where it may be something else."""

    surface: str
    actor_id: str
    type: EntityType
    name: str
    country: str | None
    strength: Strength


class Ministry(msgspec.Struct, frozen=True):
    """A name that the ministries of many states bear; ``country`` is whose it is by default."""

    name: str
    country: str | None


class Contexts(msgspec.Struct, frozen=True):
    """What stands right before or right after a one-character state."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class Post(msgspec.Struct, frozen=True):
    """A post as it stands beside a name; ``key`` is that of the office-holders, or None."""

    surface: str
    key: str | None
    kind: str


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """One term of office: ``start <= day < end`` in ISO prefixes, ``end`` None while in office.

    ``body`` is the actor id of the state or organization, ``country`` its ISO code or None;
    ``key`` names the post over all states, ``post`` in Japanese, ``posts`` are all its surfaces;
    ``aliases`` are short and variant forms of the name.
    """

    person_id: str
    name: str
    aliases: tuple[str, ...]
    name_en: str | None
    country: str | None
    body: str
    key: str
    post: str
    posts: tuple[str, ...]
    start: str
    end: str | None


class Notable(msgspec.Struct, frozen=True):
    """A person of the news without a term of office; ``country`` is None in the service of a body."""

    name: str
    country: str | None

    @property
    def person_id(self) -> str:
        """The actor id."""
        return f"person:{self.country or 'INT'}:{self.name}"


class CountryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of countries.yaml; what is None is CLDR's. A ``former`` state is none of CLDR's."""

    former: bool = False
    name: str | None = None
    en: str | None = None
    strong: list[str] = []
    weak: list[str] = []


class OrganizationEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of organizations.yaml; ``body`` is its key in officeholders.csv."""

    also: list[str] = []
    weak: list[str] = []
    en: str | None = None
    body: str | None = None


class MinistryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of ministries.yaml; ``name`` is the canonical form, if it is another; ``alone`` without its state's."""

    country: str | None
    name: str | None = None
    alone: bool = False


class AgreementEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agreement known by name."""

    kind: str
    also: list[str] = []
    weak: list[str] = []
    en: str | None = None


class AbbreviationEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A one-character form of a state; ``note`` says what else it is."""

    code: str
    confidence: Literal["common", "rare"]
    note: str


class PostsEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Posts of one kind."""

    kind: Literal[
        "head",
        "minister",
        "official",
        "envoy",
        "military",
        "spokesperson",
        "legislator",
        "party",
        "other",
    ]
    key: str | None
    surfaces: list[str]


class HeadEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that an agreement's name ends in; ``alone`` if it is definite by itself."""

    kind: str
    alone: bool


class AgreementsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of agreements.yaml."""

    heads: dict[str, HeadEntry]
    known: dict[str, AgreementEntry]


class PlacesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of places.yaml: by state, names or ``{name: other surfaces}``."""

    places: dict[str, list[str | dict[str, list[str]]]]
    weak: list[str]


def read_lexicon(name: str, shape: Any) -> Any:
    """Return the content of a YAML lexicon in the given shape.

    Raises ``InputError`` naming the file whose content does not fit.
    """
    path = LEXICONS / name
    try:
        return msgspec.convert(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), shape)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise InputError(str(error), path=str(path)) from error


def to_names(
    name: str,
    also: list[str],
    weak: list[str],
    actor_id: str,
    kind: EntityType,
    country: str | None,
) -> Iterator[Name]:
    """Yield one actor's name and other surfaces, each once."""
    for surface in dict.fromkeys([name, *also, *weak]):
        strength: Strength = "weak" if surface in weak else "strong"
        yield Name(surface, actor_id, kind, name, country, strength)
