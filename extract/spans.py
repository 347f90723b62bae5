"""The span: a stretch of a normalized sentence that names something, its place in an article, and how spans compete."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from graph.model import EntityType, Mention

KATAKANA = r"[ァ-ヴー]"
_GOES_ON = re.compile(f"{KATAKANA}{{2}}|[A-Za-z]{{2}}")


class Span(msgspec.Struct, frozen=True):
    """A candidate mention in a normalized sentence (code points); a higher ``rank`` wins a conflict."""

    start: int
    end: int
    surface: str
    type: EntityType
    name: str
    rank: int
    actor_id: str | None = None
    country: str | None = None
    code: str | None = None
    position: str | None = None
    reason: str = ""


class Placed(msgspec.Struct, frozen=True):
    """A span of a numbered sentence, its mention in the article, the date that the sentence speaks of."""

    sentence: int
    span: Span
    mention: Mention
    date: str | None


def keep_best(spans: Iterable[Span]) -> list[Span]:
    """Return disjoint spans: by rank, then by length, then the first.

    >>> low, high = Span(0, 3, "abc", "PLACE", "abc", 1), Span(2, 4, "cd", "PLACE", "cd", 2)
    >>> [span.surface for span in keep_best([low, high])]
    ['cd']
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.rank, -(s.end - s.start), s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def bounded(text: str, start: int, end: int) -> bool:
    """Return whether a name at this place is a word of its own.

    Katakana does not go on in katakana, Latin letters not in Latin letters.

    >>> bounded("イランカ", 0, 3), bounded("イランは", 0, 3)
    (False, True)
    """
    return not (
        (start and _GOES_ON.fullmatch(text, start - 1, start + 1))
        or (end < len(text) and _GOES_ON.fullmatch(text, end - 1, end + 1))
    )


def free(surface: str) -> bool:
    """Return whether a surface has no punctuation or digits that a name would not have."""
    return not re.search(r"[、。「」『』()()\d%]", surface)
