"""The seam between extraction and graph: articles, actors, events and the facts of one article.

Comes in: nothing. Goes out: frozen structs, and one line of ``facts.jsonl`` per article.
Offsets count code points in ``title + "\\n" + text``; dates are ISO prefixes whose length is their
precision (``2021``, ``2021-02``, ``2021-02-16``); confidences are shares from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Literal

import msgspec

from graph.errors import FactsError

EntityType = Literal["PERSON", "COUNTRY", "ORGANIZATION", "AGREEMENT", "PLACE"]
Status = Literal["occurred", "planned", "possible", "cancelled", "denied"]
Mode = Literal["in_person", "phone", "video", "multilateral"]

ACTOR_TYPES: frozenset[str] = frozenset({"PERSON", "COUNTRY", "ORGANIZATION"})
"""The entity types that can act."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it was read; ``id`` is stable over runs and machines."""

    id: str
    title: str
    text: str
    content_hash: str
    source: str | None = None
    url: str | None = None
    published: str | None = None

    @property
    def full_text(self) -> str:
        """The string that every offset counts in."""
        return f"{self.title}\n{self.text}"


class Mention(msgspec.Struct, frozen=True):
    """A stretch of the article that names an entity: ``full_text[start:end] == text``."""

    start: int
    end: int
    text: str


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An actor, agreement or place of one article with its mentions.

    ``actor_id`` is the identity over all articles: ISO 3166 alpha-3 of a country, else a readable key
    (``person:JPN:岩屋毅``). ``country`` is the state a person or organization belongs to,
    ``code`` a country's own code, ``reason`` why this identity was chosen.
    """

    id: str
    type: EntityType
    name: str
    actor_id: str
    country: str | None = None
    code: str | None = None
    position: str | None = None
    reason: str | None = None
    mentions: list[Mention] = msgspec.field(default_factory=list)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One act between entities of the article, with the stretch that says so."""

    type: str
    source: list[str]
    target: list[str] = msgspec.field(default_factory=list)
    object: list[str] = msgspec.field(default_factory=list)
    mode: Mode | None = None
    status: Status = "occurred"
    date: str | None = None
    place: str | None = None
    trigger: str
    evidence: str
    start: int
    end: int
    rule: str
    confidence: float


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything extracted from one article: one line of ``facts.jsonl``."""

    id: str
    title: str
    text: str
    content_hash: str
    extractor: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    entities: list[Entity] = msgspec.field(default_factory=list)
    events: list[Event] = msgspec.field(default_factory=list)

    @property
    def full_text(self) -> str:
        """The string that every offset counts in."""
        return f"{self.title}\n{self.text}"


class Service(msgspec.Struct, frozen=True):
    """When a person acted for an international body and no state: ``start <= day < end``, None if still."""

    body: str
    start: str
    end: str | None


class KnownActor(msgspec.Struct, frozen=True, kw_only=True):
    """What the lexicons know of an actor beyond the articles."""

    id: str
    type: EntityType
    name: str
    name_en: str | None = None
    aliases: list[str] = msgspec.field(default_factory=list)
    country: str | None = None
    served: list[Service] = msgspec.field(default_factory=list)

    def body_on(self, day: str) -> str | None:
        """Return the international body for which a person acted on a day."""
        return next(
            (one.body for one in self.served if one.start <= day < (one.end or "9999")), None
        )


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A term of office: who held which post of which state or body, ``start <= day < end``.

    ``body`` is an actor id (an ISO code or an organization's id); ``end`` None means in office.
    """

    person_id: str
    person: str
    person_en: str | None
    post: str
    body: str
    start: str
    end: str | None


def country_in(key: str) -> str | None:
    """Return the state that a readable id names.

    >>> country_in("person:CHN:林建国"), country_in("org:INT:連合"), country_in("JPN")
    ('CHN', None, None)
    """
    parts = key.split(":")
    return parts[1] if len(parts) > 2 and len(parts[1]) == 3 and parts[1] != "INT" else None


def facts_line(facts: Facts) -> bytes:
    """One line of ``facts.jsonl`` without its line feed."""
    return msgspec.json.encode(facts)


def read_facts(lines: Iterable[bytes], *, path: str = "<facts>") -> Iterator[Facts | FactsError]:
    """Yield the facts of each line, or the error that names the line it is on.

    A bad line is yielded, not raised, so that the caller can count it and go on.
    """
    decoder = msgspec.json.Decoder(Facts)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            facts = decoder.decode(line)
            check_facts(facts)
        except (msgspec.MsgspecError, ValueError) as error:
            yield FactsError(str(error), path=path, line=number)
        else:
            yield facts


LONGEST_ID = 300
"""Characters of an id; no store can index endless ones."""


def check_facts(facts: Facts) -> None:
    """Raise ``ValueError`` where ids or offsets do not hold."""
    text = facts.full_text
    for key in (facts.id, *(entity.actor_id for entity in facts.entities)):
        if not 0 < len(key) <= LONGEST_ID:
            raise ValueError(f"an id has 1 to {LONGEST_ID} characters, {key[:20]!r} has {len(key)}")
    known = {entity.id for entity in facts.entities}
    if len(known) != len(facts.entities):
        raise ValueError("two entities have the same id")
    for entity in facts.entities:
        for mention in entity.mentions:
            if text[mention.start : mention.end] != mention.text:
                raise ValueError(
                    f"entity {entity.id}: text[{mention.start}:{mention.end}] is not {mention.text!r}"
                )
    for event in facts.events:
        missing = set(event.source + event.target + event.object) - known
        if missing:
            raise ValueError(f"{event.type}: unknown entity {', '.join(sorted(missing))}")
        if text[event.start : event.end] != event.evidence:
            raise ValueError(f"{event.type}: text[{event.start}:{event.end}] is not the evidence")


def write_facts(facts: Iterable[Facts], out: IO[bytes]) -> int:
    """Write one line per article and return their number."""
    count = 0
    for one in facts:
        out.write(facts_line(one) + b"\n")
        count += 1
    return count
