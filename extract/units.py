"""Units of a sentence: each name with its post and tail, and the marker after it.

Comes in: a parsed sentence and its spans with entity ids. Goes out: ``Unit`` objects in order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from extract.grammar import (
    LED,
    MARKER,
    OFFICER,
    PORTFOLIO,
    SAME,
    post_pattern,
    tail_pattern,
)
from extract.spans import Span

if TYPE_CHECKING:
    from extract.parsed import Doc, Token


NOUNS = ("名詞", "接尾辞", "接頭辞", "形状詞")
"""How the tags of a run of nouns begin."""


ENVOY = re.compile("[一-鿿ァ-ヶー]{0,10}?(?:大使|公使|総領事)(?!館)")
"""Who is sent to a state, after its name."""


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


class Units:
    """A parsed sentence with its phrases."""

    def __init__(
        self, doc: Doc, spans: list[tuple[Span, tuple[str, ...]]], headline: bool = False
    ) -> None:
        self.doc, self.text, self.headline = doc, doc.text, headline
        self._token_at: list[int] = []
        for token in doc:  # a space belongs to the token after it
            self._token_at += [token.i] * (token.idx + len(token.text) - len(self._token_at))
        self._token_at += [len(doc) - 1] * (len(self.text) + 1 - len(self._token_at))
        self.units = self._units(spans)

    def token(self, at: int) -> Token:
        """Return the token that covers a code point."""
        return self.doc[self._token_at[min(max(at, 0), len(self.text) - 1)]]

    def names(self, start: int, end: int) -> bool:
        """Whether a stretch lies inside the name of a body, place or agreement: 6カ国|協議."""
        return any(
            unit.span_start <= start and end <= unit.span_end and not unit.person
            for unit in self.units
        )

    def _units(self, spans: list[tuple[Span, tuple[str, ...]]]) -> list[Unit]:
        units: list[Unit] = []
        spans = [one for one in spans if not self._is_host_of_envoy(one[0])]
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

    def _is_host_of_envoy(self, span: Span) -> bool:
        """オーストラリアの駐|仏|大使: where an envoy is, not whose; no party."""
        return (
            span.type == "COUNTRY"
            and self.text[span.start - 1 : span.start] in ("駐", "在")
            and bool(ENVOY.match(self.text, span.end))
        )

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
        led = LED.match(self.text, end) if actor else None
        end = led.end() if led else end
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
                or not token.tag_.startswith(NOUNS)
                or "助動詞語幹" in token.tag_
                or MARKER.fullmatch(token.text)
            ):
                break
            end = token.idx + len(token.text)
        return min(end, limit)

    def _drop_modifiers(self, units: list[Unit]) -> list[Unit]:
        """中国の王毅外相, トランプ米大統領, 韓国・ソウル: the modifier gives way to its head."""
        kept: list[Unit] = []
        for unit in units:
            last = kept[-1] if kept else None
            actors = last is not None and last.kind == unit.kind == "actor"
            if last is not None and actors and (_modifies(last, unit) or self._names(last, unit)):
                kept[-1] = msgspec.structs.replace(unit, start=last.start)
            else:
                kept.append(unit)
        return kept

    def _names(self, unit: Unit, following: Unit) -> bool:
        """国連の報道官、|ドゥジャリク氏は: whether the next unit is the name of whom this one tells by a post."""
        post = self.text[unit.span_end : unit.end].removeprefix("の")
        return (
            unit.marker == "、"
            and unit.marker_end == following.start
            and following.person
            and not unit.person
            and bool(post)
            and bool(OFFICER.search(post) or post_pattern().fullmatch(post))
            and self.text[following.span_end : following.end] in ("", "氏", "さん")
        )


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
