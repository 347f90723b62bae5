"""Spans to entities: one identity per actor of an article, the same over all articles.

Each decision leaves its reason. A one-character name alone never merges two persons, and persons
of different states stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from extract.agreement_identity import with_agreements
from extract.display_names import to_display_name
from extract.inferred_states import Anchor, find_anchors, nearest_state
from extract.known_persons import find_holder, find_notable, respell, to_sound
from extract.owners import owned
from extract.spans import Placed, Span
from extract.word_lists import AMERICAN_POSTS, JAPANESE_POSTS
from graph.model import Entity, Mention


class _Draft:
    """An entity while its mentions are being collected."""

    def __init__(self, span: Span, name: str, actor_id: str, reason: str) -> None:
        self.type, self.name, self.actor_id, self.reason = span.type, name, actor_id, reason
        self.country, self.code, self.position = span.country, span.code, span.position
        self.surfaces: set[str] = set()
        self.mentions: list[Mention] = []

    def add(self, span: Span, mention: Mention) -> None:
        self.surfaces.add(span.surface)
        self.mentions.append(mention)
        self.position = self.position or span.position
        if self.country in (None, "INT"):
            self.country = span.country or self.country

    def entity(self, number: int) -> Entity:
        country = (
            None
            if self.country == "INT" or self.type in ("COUNTRY", "AGREEMENT", "PLACE")
            else self.country
        )
        return Entity(
            id=f"e{number}",
            type=self.type,
            name=to_display_name(self.type, self.name, self.surfaces),
            actor_id=self.actor_id,
            country=country,
            code=self.code,
            position=self.position,
            reason=self.reason,
            mentions=self.mentions,
        )


def link(
    placed: Iterable[Placed], published: str | None
) -> tuple[list[Entity], dict[tuple[int, int], str]]:
    """Return the entities of an article, and the entity id of each mention by its offsets."""
    drafts: list[_Draft] = []
    placed = with_agreements(owned(list(placed)))
    anchors = list(find_anchors((one.sentence, one.span) for one in placed))
    for one in sorted(placed, key=lambda one: _strength(one.span)):
        span, mention, date = one.span, one.mention, one.date
        draft = _find(drafts, span)
        if draft is None:
            draft = (
                _person(span, date or published, _hint(one, anchors))
                if span.type == "PERSON"
                else _named(span)
            )
            same = next(
                (d for d in drafts if d.actor_id == draft.actor_id and d.type == draft.type), None
            )
            if same is None:
                drafts.append(draft)
            draft = same or draft
        draft.add(span, mention)
    for draft in drafts:
        draft.mentions.sort(key=lambda m: m.start)
    _infer_states(drafts, placed, anchors)
    drafts.sort(key=lambda d: d.mentions[0].start)
    entities = [draft.entity(i) for i, draft in enumerate(drafts, start=1)]
    return entities, {(m.start, m.end): e.id for e in entities for m in e.mentions}


def _infer_states(drafts: list[_Draft], placed: list[Placed], anchors: list[Anchor]) -> None:
    first = {one.mention.start: one for one in reversed(placed)}
    for draft in drafts:
        if draft.type == "PERSON" and draft.country is None:
            one = first[draft.mentions[0].start]
            found = nearest_state(anchors, one.sentence, one.span.start, foreign=True)
            if found:
                draft.country = found[0]
                draft.reason = f"{draft.reason}; {found[1]}"


def _strength(span: Span) -> tuple[int, int]:
    """Names that say most first: a full name with its post settles who the short ones are."""
    return (0 if span.position else 1, -len(span.name))


def _named(span: Span) -> _Draft:
    return _Draft(span, span.name, span.actor_id or f"{span.type.lower()}:{span.name}", span.reason)


def _find(drafts: list[_Draft], span: Span) -> _Draft | None:
    if span.type == "PERSON":
        fitting = [d for d in drafts if d.type == "PERSON" and _same_person(d, span)]
        if len({d.actor_id for d in fitting}) > 1:  # two Kennedys: the one of this post
            fitting = [d for d in fitting if span.position and d.position == span.position]
        return fitting[0] if len({d.actor_id for d in fitting}) == 1 else None
    if span.type == "ORGANIZATION" and (span.actor_id or "").startswith("org:?"):
        return next(
            (
                d
                for d in drafts
                if d.type == span.type and (d.name == span.name or span.surface in d.surfaces)
            ),
            None,
        )
    return next((d for d in drafts if d.type == span.type and d.actor_id == span.actor_id), None)


def _same_person(draft: _Draft, span: Span) -> bool:
    if span.country and draft.country and span.country != draft.country:
        return False
    if len(span.surface) == 1:  # 王氏, 李外相: the surname alone needs its post or honorific
        return (
            span.reason.startswith("name")
            and draft.name.startswith(span.surface)
            and (draft.name == span.surface or _same_post(draft.position, span.position))
        )
    return span.surface in draft.surfaces or is_short_form(span.surface, draft.name)


def _same_post(one: str | None, other: str | None) -> bool:
    """Whether two posts can be one: 朝鮮労働党委員長 and 委員長; an untold one is any."""
    return not one or not other or one.endswith(other) or other.endswith(one)


def is_short_form(short: str, full: str) -> bool:
    """Return whether a name can be the short form of a full one.

    >>> is_short_form("岸田", "岸田文雄"), is_short_form("ファンロンパウ", "ヘルマン・ファン・ロンパウ"), is_short_form("李", "李克強")
    (True, True, False)
    """
    if short == full:
        return True
    if re.search(r"[ァ-ヴ]", full):
        parts = [to_sound(part) for part in re.split("[・=]", full)]
        return to_sound(short) in (*parts, "".join(parts), "".join(parts[1:]))
    return (
        len(short) > 1
        and len(full) > len(short)
        and (full.startswith(short) or full.endswith(short))
    )


def _hint(one: Placed, anchors: list[Anchor]) -> str | None:
    """The state that a person without one most likely acts for."""
    nearest = nearest_state(anchors, one.sentence, one.span.start, foreign=True)
    return nearest[0] if nearest and one.span.country is None else None


def _person(span: Span, date: str | None, hint: str | None) -> _Draft:
    """Draft a person: the office-holder that name, post, state and date agree on, else the name as it is."""
    holder, reason = find_holder(span, date)
    if holder is None and hint and span.position:
        holder, reason = find_holder(msgspec.structs.replace(span, country=hint), date)
    if holder:
        draft = _Draft(span, respell(holder.name, span.surface), holder.person_id, reason)
        draft.country = holder.country or "INT"
        return draft
    known = find_notable(span)
    if known:
        name = respell(known.name, span.surface)
        draft = _Draft(span, name, known.person_id, "person of the news")
        draft.country = known.country or "INT"
        return draft
    draft = _Draft(span, span.name, f"person:{span.country or '?'}:{span.name}", span.reason)
    if draft.country is None and (span.position or "").endswith(AMERICAN_POSTS):
        draft.country = "USA"
    if draft.country is None and _looks_japanese(span):
        draft.country = "JPN"
        draft.actor_id = f"person:JPN:{span.name}"
    return draft


def _looks_japanese(span: Span) -> bool:
    kanji = bool(re.fullmatch(r"[一-鿿々ヶぁ-ん]{1,6}", span.name))
    long = len(span.name) > 3 or bool(re.search("[ぁ-ん]", span.name))
    return kanji and (
        "Sudachi" in span.reason
        or long
        or any((span.position or "").endswith(post) for post in JAPANESE_POSTS)
    )
