"""Phrases of a sentence: lists of names under one marker, and the nouns that they lead to.

Comes in: a parsed sentence and its spans with entity ids. Goes out: ``Argument`` objects in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from extract.grammar import (
    AGENT,
    JOINERS,
    MADE_OF,
    MARKER,
    OF,
    PARTIES,
    PRIVATE,
    SAME,
    between_names,
)
from extract.spans import Span
from extract.units import Unit, Units

if TYPE_CHECKING:
    from extract.parsed import Doc, Token

APPOSED = re.compile(r"(?:「[^「」]{1,30}」|[((][^()()]{1,30}[))]|[」』)) ])*")
"""What may stand between a noun and its marker: 漁船|「第31吉進丸」(根室湾中部漁協所属)|を."""

CHAINED = (
    "の",
    "としての",
    "と",
    "や",
    "からの",
    "への",
    "との",
    "による",
    "での",
    "に関する",
    "をめぐる",
)
"""Markers after which a noun goes on to the next: 両国の|鉄道に関する|協議."""

MADE_IN = re.compile("を(?:原産地?|産地)とする")
"""A marker with a verb of its own: 日本|を原産地とする水産物."""


class Argument(msgspec.Struct, frozen=True):
    """A group of entities with one case marker.

    ``via`` is the marker of the noun that a の-phrase modifies, ``name_end`` where its first name ends.
    """

    entities: tuple[str, ...]
    marker: str
    start: int
    end: int
    via: str | None = None
    kind: str = "actor"
    head: str = ""
    name_end: int = 0
    private: bool = False


class Phrases(Units):
    """A parsed sentence with its arguments."""

    def __init__(
        self, doc: Doc, spans: list[tuple[Span, tuple[str, ...]]], headline: bool = False
    ) -> None:
        super().__init__(doc, spans, headline)
        self.arguments = self._group(self.units)

    def nouns_of(self, argument: Argument) -> list[tuple[int, int]]:
        """Return where the nouns stand that a の-phrase leads to: 中国の|圧力の|下."""
        limit = len(self.text)
        chain = (noun.idx for noun, _ in self._chain(argument.end))
        return [(start, self._noun_end(start, limit)) for start in chain]

    def _group(self, units: list[Unit]) -> list[Argument]:
        arguments: list[Argument] = []
        held: list[Unit] = []
        following_units: list[Unit | None] = [*units[1:], None, None]
        for unit, following, after in zip(
            units, following_units, following_units[1:], strict=False
        ):
            held.append(unit)
            if following is None or not self._joined(unit, following, after):
                arguments.extend(self._argument(group) for group in self._apart(held))
                held = []
        return arguments

    def _joined(self, unit: Unit, following: Unit, after: Unit | None) -> bool:
        """Whether two phrases are listed: 日本と|中国, 日|米, 韓国、|豪州の; not 独首相と|仏|のパリで."""
        in_state = after and after.kind == "place" and following.state and following.marker == "の"
        return (
            not (in_state and unit.marker == "と")
            and unit.actor
            and unit.kind == following.kind
            and (unit.marker in JOINERS or unit.end == following.start)
            and (unit.marker != "、" or following.actor)
            and not (self.text[following.start - 1] == " " and (unit.person or following.person))
            and bool(between_names().fullmatch(self.text, unit.marker_end, following.start))
        )

    def _apart(self, held: list[Unit]) -> list[list[Unit]]:
        """Part what a comma only seems to list: 中国、|米国に抗議 in a headline, 北朝鮮、|米韓演習に."""
        commas = [n for n, unit in enumerate(held) if unit.marker == "、"]
        if not commas:
            return [held]
        first, marker = held[0], held[-1].marker
        if marker in OF:
            marker = self._modified(held[-1].end)[0] or ""
        at_start = first.start == 0 or self.text[first.start - 1] in " 」』)"
        listed = all(unit.marker in ("", "・") for unit in held[: commas[0]])  # 米英仏、シリアを
        if self.headline and at_start and len(commas) == 1 and listed and marker in PARTIES:
            return [held[: commas[0] + 1], held[commas[0] + 1 :]]
        cut = commas[-1] + 1
        return [held] if held[-1].actor or cut == len(held) else [held[:cut], held[cut:]]

    def _argument(self, held: list[Unit]) -> Argument:
        last = held[-1]
        ids = tuple(dict.fromkeys(i for unit in held for i in unit.entities))
        marker, via, head = last.marker, None, ""
        against = self.text[max(held[0].start - 1, 0) : held[0].start] in ("対", "反")
        if (
            marker == "で"
            and len(ids) > 1
            and last.actor
            and not MADE_OF.match(self.text, last.marker_end)
        ):
            marker = "が"  # 日米で, 日中間で: acting together, not a place
        if (
            last.kind == "actor"
            and last.actor
            and not last.state
            and self.text.startswith("では", last.end)
        ):
            marker = "は"  # 国連では…としている
        if not last.actor and not AGENT.search(self.text[last.span_end : last.end]):
            marker, via = "対" if against else "mod", last.marker
            if via == "の":
                via = self._modified(last.end)[0]
            head = self.text[last.span_end : last.end]
        elif against:
            marker = "対"
        elif marker in ("の", "による", "への", "との", "からの", "に対する", "での"):
            via, head = self._modified(last.end)
        private = bool(PRIVATE.search(self.text[last.span_end : last.end])) or self._is_people(last)
        return Argument(
            ids, marker, held[0].start, last.end, via, last.kind, head, held[0].span_end, private
        )

    def _is_people(self, unit: Unit) -> bool:
        """日本人, フランス人4人: the people of a state."""
        return unit.state and self.text[unit.span_end - 1] == "人"

    def _modified(self, end: int) -> tuple[str | None, str]:
        """Return marker and text of the noun that a の-phrase modifies, at the end of a chain of の."""
        chain = list(self._chain(end))
        return (chain[-1][1], chain[-1][0].text) if chain else (None, "")

    def _chain(self, end: int) -> Iterator[tuple[Token, str]]:
        """Yield the nouns up from a の-phrase, each with the marker after it, while the marker is の."""
        made = MADE_IN.match(self.text, end)
        token = self.token((made.end() if made else end) - 1)
        for _ in range(4):
            head = token.head
            if head.i <= token.i or not re.match(r"名詞|接尾辞|形状詞|代名詞", head.tag_):
                return
            stop = self._noun_end(head.idx, len(self.text))
            stop += len(APPOSED.match(self.text[stop:])[0])  # type: ignore[index]
            found = MARKER.match(self.text, stop)
            surface = found[0] if found else ""
            yield head, SAME.get(surface, surface)
            if surface not in CHAINED:
                return
            token = head
