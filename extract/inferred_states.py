"""Whose a person or a ministry is that the text names without a state.

Comes in: the entities of an article while they are drafted, with their places. Goes out: the state that
stands nearest before in the sentence, else the one that the article speaks of most. It is a guess that holds
three times in four, so it says so in its reason and makes no identity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from extract.spans import Span

HOME = "JPN"


class Anchor(msgspec.Struct, frozen=True):
    """A state that a mention gives: of itself, of its body or its person; ``at`` orders the mentions."""

    sentence: int
    at: int
    code: str


def find_anchors(placed: Iterable[tuple[int, Span]]) -> Iterator[Anchor]:
    """Yield the states that the spans of numbered sentences give, in order."""
    for sentence, span in placed:
        code = span.code or span.country
        if code and code != "INT" and not is_unowned(span):
            yield Anchor(sentence, span.start, code)


def is_unowned(span: Span) -> bool:
    """Return whether a span is a ministry of no state in particular, or Japan's only by default."""
    return span.type == "ORGANIZATION" and span.reason == "ministry"


def nearest_state(
    anchors: list[Anchor], sentence: int, at: int, *, foreign: bool
) -> tuple[str, str] | None:
    """Return the state for what stands at a place, with the reason; ``foreign`` leaves Japan out.

    >>> anchors = [Anchor(0, 0, "SYR"), Anchor(1, 0, "LBN"), Anchor(2, 4, "LBN")]
    >>> nearest_state(anchors, 1, 9, foreign=True), nearest_state(anchors, 3, 0, foreign=True)
    (('LBN', 'nearest state in the sentence'), ('LBN', 'state of the article'))
    """
    fitting = [one for one in anchors if not (foreign and one.code == HOME)]
    before = [one for one in fitting if one.sentence == sentence and one.at < at]
    if before:
        return before[-1].code, "nearest state in the sentence"
    counted = Counter(one.code for one in fitting).most_common(1)
    return (counted[0][0], "state of the article") if counted else None
