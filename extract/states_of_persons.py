"""Which state the words around a person's name give: 中国の|王毅外相, ルッテ|NATO|事務総長, イラク人の|….

Comes in: a sentence, the spans that are settled, where the name and its post stand. Goes out: the code of a state,
or INT for an international body.
"""

from __future__ import annotations

import re
from functools import cache

from extract import lexicon
from extract.spans import Span
from extract.word_lists import LINKS_TO_NAME

ENVOY_TO = re.compile(r"(?:代表部)?(?:次席)?(?:大使|代表)")


def state_beside(
    text: str, settled: list[Span], start: int, end: int, post_end: int
) -> tuple[str | None, str]:
    """Return the state and the post as written, from what stands between name and post or before the name."""
    position = re.sub(r"^\([^()]*\)", "", text[end:post_end])
    inside = [s for s in settled if end <= s.start < post_end]
    country = next((code for s in inside if (code := _side_of(text, s))), None)
    return country or state_before(text, settled, start), position


def state_before(text: str, settled: list[Span], start: int) -> str | None:
    """Return the state of the words right before a name: 中国の|王毅, 社会民主党(SPD)の|…, イラク人の|…."""
    before = [s for s in settled if s.end <= start and LINKS_TO_NAME.fullmatch(text, s.end, start)]
    found = (code for s in reversed(before) if (code := _side_of(text, s)))
    return next(found, None) or _people_before(text, start)


def _side_of(text: str, span: Span) -> str | None:
    """The state that a span gives to the person beside it; INT for an international body."""
    country = span.code or span.country
    if span.type == "COUNTRY" and text[span.start - 1 : span.start] in ("駐", "在"):
        return None  # where the ambassador is, not whose
    if span.type == "ORGANIZATION" and not country:
        envoy = ENVOY_TO.match(text, span.end)  # 国連|次席大使 is a state's
        return "INT" if (span.actor_id or "").startswith("org:INT") and not envoy else None
    return country if span.type in ("COUNTRY", "ORGANIZATION", "PLACE") else None


def _people_before(text: str, start: int) -> str | None:
    """The state of イラク人|記者の…, アルゼンチン人の…."""
    before = text[max(0, start - 20) : start]
    people = re.search(r"([ァ-ヴー]{2,}|[一-鿿]{2})人[一-鿿]{0,6}(?:の|、|・)?$", before)
    return _state_names().get(people[1]) if people else None


@cache
def _state_names() -> dict[str, str]:
    return {n.surface: n.actor_id for n in lexicon.names() if n.type == "COUNTRY"}
