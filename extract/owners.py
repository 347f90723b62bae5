"""Whose a ministry or a party is that an article names without its state: 外務省, 社会党.

Comes in: the placed spans of an article. Goes out: the same, with the states that the article gives them.
"""

from __future__ import annotations

import re

import msgspec

from extract import lexicon
from extract.inferred_states import HOME, Anchor, find_anchors, is_unowned, nearest_state
from extract.known_names import of_state, party_of
from extract.spans import Placed, Span


def owned(placed: list[Placed]) -> list[Placed]:
    """Give ministries without a state the one they have elsewhere in the article, else the nearest.

    Those that Japanese news means by the bare name stay Japan's (外務省), unless the article names another's.
    """
    placed = _with_homonyms(placed)
    anchors = list(find_anchors((one.sentence, one.span) for one in placed))
    named = {one.code for one in anchors}
    owners = {
        head: one.span.country
        for one in placed
        for head in (_ministry_head(one.span.surface),)
        if head and one.span.country and not is_unowned(one.span)
    }
    return [
        msgspec.structs.replace(one, span=_with_owner(one, owners, anchors))
        if is_unowned(one.span) and one.span.country not in named
        else one
        for one in placed
    ]


def _is_homonym(span: Span) -> bool:
    """Whether a span is a party of a name that parties of many states bear: 社会党, 国民党."""
    return span.type == "ORGANIZATION" and span.rank == 55 and span.surface.endswith("党")


def _with_homonyms(placed: list[Placed]) -> list[Placed]:
    """Give parties of a common name to a state that the article names; Japan's stay where Japanese act."""
    others = [one for one in placed if not _is_homonym(one.span)]
    anchors = list(find_anchors((one.sentence, one.span) for one in others))
    named = {anchor.code for anchor in anchors}
    if any(one.span.type == "PERSON" and not re.search("[ァ-ヴ]", one.span.name) for one in others):
        named.add(HOME)
    return [_with_homonym(one, named, anchors) for one in placed]


def _with_homonym(one: Placed, named: set[str], anchors: list[Anchor]) -> Placed:
    nearest = nearest_state(anchors, one.sentence, one.span.start, foreign=False)
    if nearest is None or not _is_homonym(one.span) or one.span.country in named:
        return one
    return msgspec.structs.replace(one, span=party_of(one.span, nearest[0]))


def _with_owner(one: Placed, owners: dict[str, str], anchors: list[Anchor]) -> Span:
    head = lexicon.ministries()[one.span.surface].name
    nearest = nearest_state(anchors, one.sentence, one.span.start, foreign=False)
    country = owners.get(head) or one.span.country or (nearest[0] if nearest else None)
    return of_state(one.span, country) if country else one.span


def _ministry_head(surface: str) -> str | None:
    """The ministry that a longer name ends in: イギリス|内務省."""
    heads = [m for m in lexicon.ministries() if surface.endswith(m) and surface != m]
    return lexicon.ministries()[max(heads, key=len)].name if heads else None
