"""Phrases of a sentence: names with their posts and tails, the marker after them, lists of them.

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
    MARKER,
    OFFICER,
    PARTIES,
    PORTFOLIO,
    PRIVATE,
    SAME,
    between_names,
    post_pattern,
    tail_pattern,
)
from extract.spans import Span

if TYPE_CHECKING:
    from extract.parsed import Doc, Token

APPOSED = re.compile(r"(?:「[^「」]{1,30}」|[((][^()()]{1,30}[))]|[」』)) ])*")
"""What may stand between a noun and its marker: 漁船|「第31吉進丸」(根室湾中部漁協所属)|を."""


CHAINED = ("の", "と", "や", "からの", "への", "との", "による", "での", "に関する", "をめぐる")
"""Markers after which a noun goes on to the next: 両国の|鉄道に関する|協議."""

MADE_OF = re.compile("構成|組織|つくる|作る|囲")
"""Verbs of what a group is made of: 米国や日本で|構成する."""


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


class Unit(msgspec.Struct, frozen=True):
    """A phrase on its way to an argument: its span, where its nouns end, what follows."""

    start: int
    span_start: int
    span_end: int
    end: int
    entities: tuple[str, ...]
    marker: str
    marker_end: int
    kind: str
    actor: bool
    state: bool
    person: bool


class Phrases:
    """A parsed sentence with its phrases and arguments."""

    def __init__(
        self, doc: Doc, spans: list[tuple[Span, tuple[str, ...]]], headline: bool = False
    ) -> None:
        self.doc, self.text, self.headline = doc, doc.text, headline
        self._token_at: list[int] = []
        for token in doc:  # a space belongs to the token after it
            self._token_at += [token.i] * (token.idx + len(token.text) - len(self._token_at))
        self._token_at += [len(doc) - 1] * (len(self.text) + 1 - len(self._token_at))
        self.units = self._units(spans)
        self.arguments = self._group(self.units)

    def token(self, at: int) -> Token:
        """Return the token that covers a code point."""
        return self.doc[self._token_at[min(max(at, 0), len(self.text) - 1)]]

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside the name of a body, place or agreement: 6カ国|協議."""
        return any(
            unit.span_start <= start and end <= unit.span_end and not unit.person
            for unit in self.units
        )

    def nouns_of(self, argument: Argument) -> list[tuple[int, int]]:
        """Return where the nouns stand that a の-phrase leads to: 中国の|圧力の|下."""
        limit = len(self.text)
        chain = (noun.idx for noun, _ in self._chain(argument.end))
        return [(start, self._noun_end(start, limit)) for start in chain]

    # -- phrases

    def _units(self, spans: list[tuple[Span, tuple[str, ...]]]) -> list[Unit]:
        units: list[Unit] = []
        for n, (span, ids) in enumerate(spans):
            if units and units[-1].end > span.start and units[-1].actor:
                continue  # a body inside the post of the person before: ルッテ|NATO|事務総長
            if units and self._in_brackets(span, units[-1]):
                continue  # 台湾外交部(外務省)の, 赤嶺政賢衆院議員(日本共産党)は
            post = self._post_end(span)
            following = (
                other.start
                for other, _ in spans[n + 1 :]
                if other.start >= post and self.text[other.start - 1] not in "(("
            )
            units.append(self._unit(span, ids, post, next(following, len(self.text))))
        return self._drop_modifiers(units)

    def _in_brackets(self, span: Span, unit: Unit) -> bool:
        return bool(re.fullmatch(r"[((][^()()]*", self.text[unit.span_end : span.start])) or (
            unit.end <= span.start and bool(re.fullmatch(r"[((]", self.text[unit.end : span.start]))
        )

    def _post_end(self, span: Span) -> int:
        """Return where a person's post ends, if it follows the name."""
        has_post = (
            span.type == "PERSON"
            and span.position
            and self.text.startswith(span.position, span.end)
        )
        return span.end + len(span.position or "") if has_post else span.end

    def _unit(self, span: Span, ids: tuple[str, ...], end: int, limit: int) -> Unit:
        kind = {"AGREEMENT": "agreement", "PLACE": "place"}.get(span.type, "actor")
        tail = tail_pattern().match(self.text, end, limit)
        noun_end = self._noun_end(end, limit)
        actor = True
        tail_end = self._whole_words(tail.end() if tail else end, end)
        if tail and tail_end >= noun_end:
            end = tail_end
            while end > span.end and self.text[end - 1] in "の":
                end -= 1
        else:
            actor = noun_end == end
            end = noun_end
        end += len(re.match(r"[」』)) ]*", self.text[end:])[0])  # type: ignore[index]
        marker = MARKER.match(self.text, end)
        surface = marker[0] if marker else ""
        if surface == "の" and actor and (own := self._own_agent(end + 1, limit)):
            end = own  # ロシアの|海軍が, インドの|臨時代理大使を
            marker = MARKER.match(self.text, end)
            surface = marker[0] if marker else ""
        return Unit(
            span.start,
            span.start,
            span.end,
            end,
            ids,
            "は" if surface == "では" and actor and _speaks(span) else SAME.get(surface, surface),
            end + len(surface),
            kind,
            actor,
            span.type == "COUNTRY",
            span.type == "PERSON",
        )

    def _whole_words(self, tail: int, end: int) -> int:
        """Cut a tail back to where no noun goes on: 米国|の国|交回復 is no tail."""
        while tail > end and (
            self._noun_end(tail, len(self.text)) > tail
            or (tail < len(self.text) and self.token(tail).idx < tail)
        ):
            tail = max(self.text.rfind("の", end, tail), end)
        return tail

    def _own_agent(self, start: int, limit: int) -> int | None:
        """Return where the noun after the の of a state or body ends, if it names who acts for it."""
        start = PORTFOLIO.match(self.text, start).end()  # type: ignore[union-attr]
        end = self._noun_end(start, limit)
        run = self.text[start:end]
        return end if run and (OFFICER.search(run) or post_pattern().fullmatch(run)) else None

    def _noun_end(self, at: int, limit: int) -> int:
        """Return where the run of nouns that begins at ``at`` ends."""
        end = at
        while end < limit:
            token = self.token(end)
            if (
                token.idx != end
                or not re.match(r"名詞|接尾辞|接頭辞|形状詞", token.tag_)
                or "助動詞語幹" in token.tag_
                or MARKER.fullmatch(token.text)
            ):
                break
            end = token.idx + len(token.text)
        return min(end, limit)

    @staticmethod
    def _drop_modifiers(units: list[Unit]) -> list[Unit]:
        """中国の王毅外相, トランプ米大統領, 韓国・ソウル: the modifier gives way to its head."""
        kept: list[Unit] = []
        for unit in units:
            last = kept[-1] if kept else None
            if last is not None and last.kind == unit.kind == "actor" and _modifies(last, unit):
                kept[-1] = msgspec.structs.replace(unit, start=last.start)
            else:
                kept.append(unit)
        return kept

    # -- arguments

    def _group(self, units: list[Unit]) -> list[Argument]:
        arguments: list[Argument] = []
        held: list[Unit] = []
        following_units: list[Unit | None] = [*units[1:], None]
        for unit, following in zip(units, following_units, strict=False):
            held.append(unit)
            if following is None or not self._joined(unit, following):
                arguments.extend(self._argument(group) for group in self._apart(held))
                held = []
        return arguments

    def _joined(self, unit: Unit, following: Unit) -> bool:
        """Whether two phrases are listed: 日本と|中国, 日|米, 韓国、|豪州の."""
        return (
            unit.actor
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
        if marker == "の":
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
        if last.actor and not last.state and self.text.startswith("では", last.end):
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
        token = self.token(end - 1)
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


def _speaks(span: Span) -> bool:
    """Whether a body with では is who says or does it, not where it is said: 外務省では…としている."""
    return (
        span.type == "ORGANIZATION"
        and span.reason != "anaphor"
        and not span.name.endswith(("会議", "協議", "総会", "会合", "サミット", "議会", "国会"))
    )


def _modifies(unit: Unit, following: Unit) -> bool:
    """Whether a unit only says whose the next one is: 中国の|王毅外相, トランプ|米|大統領."""
    if unit.end > following.start and unit.end >= following.end:
        return False
    of = (
        unit.marker == "の"
        and unit.marker_end == following.start
        and unit.actor
        and following.actor
        and not following.state
    )
    inside = not unit.actor and unit.end > following.start
    return of or inside
