"""Annotated articles and facts as the same structs, so that either can be judged by the other.

Comes in: JSON lines in the format of ``facts.jsonl``; mentions may be bare strings, and offsets, rules
and confidences may be missing. Goes out: ``Annotation``. Other fields are passed over.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import msgspec

from graph.errors import InputError
from graph.model import Facts, Mention

Strings = list[str] | None


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of one article; ``mentions`` are surfaces, with or without their places."""

    id: str
    type: str
    name: str | None = None
    country: str | None = None
    code: str | None = None
    mentions: list[str | Mention] = msgspec.field(default_factory=list)

    @property
    def surfaces(self) -> frozenset[str]:
        """The distinct strings that denote the entity."""
        return frozenset(m if isinstance(m, str) else m.text for m in self.mentions)


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An event of one article; ``start`` is None where the annotation gives no offsets."""

    type: str
    source: Strings = None
    target: Strings = None
    object: Strings = None
    mode: str | None = None
    status: str | None = None
    date: str | None = None
    trigger: str | None = None
    evidence: str | None = None
    start: int | None = None
    rule: str | None = None
    confidence: float | None = None


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """What one article tells, by an annotator or by the extraction."""

    id: str
    title: str = ""
    text: str = ""
    published: str | None = None
    entities: list[Actor] = msgspec.field(default_factory=list)
    events: list[Act] = msgspec.field(default_factory=list)

    @property
    def actors(self) -> dict[str, Actor]:
        """The entities by id."""
        return {entity.id: entity for entity in self.entities}


def read_annotations(path: Path) -> Iterator[Annotation]:
    """Yield the annotation of each line; ``InputError`` names the first line that is none.

    A measure over half a file would mislead, so nothing is passed over.
    """
    decoder = msgspec.json.Decoder(Annotation)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield decoder.decode(line.removeprefix(BOM_UTF8))
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise InputError(str(error), path=str(path), line=number) from error


def to_annotation(facts: Facts) -> Annotation:
    """Return facts as an annotation."""
    return msgspec.convert(facts, Annotation, from_attributes=True)


def pair_up(gold: list[Annotation], found: list[Annotation]) -> list[tuple[Annotation, Annotation]]:
    """Return each gold article with what was found in it; of two lines for one id the last counts.

    An article that is missing among those found counts as empty.
    """
    by_id = {article.id: article for article in found}
    return [(article, by_id.get(article.id, Annotation(id=article.id))) for article in gold]
