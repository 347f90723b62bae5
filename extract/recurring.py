"""Names that an article introduces in full and then uses short, wherever they stand.

Comes in: the sentences of an article and their spans. Goes out: the spans with those of the short names:
ペリシッチ after イヴァン・ペリシッチ, 国軍 after スリランカ国軍, LTTE after a name in whose brackets it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from extract.name_shapes import plausible
from extract.spans import Span, bounded
from extract.word_lists import OWNED_BODY

KANJI = re.compile(r"[一-鿿々]")
GENERAL_ASSEMBLY = {"org:INT:国連": "国連総会", "org:INT:国連総会": "国連総会"}
"""Where the UN is spoken of, 総会 is its General Assembly."""


def add_recurring(texts: Sequence[str], spans: Sequence[list[Span]]) -> list[list[Span]]:
    """Return the spans of each sentence with those of names that the article has introduced."""
    known = {short: span for many in spans for span in many for short in _short_names(span)}
    known = {short: span for short, span in known.items() if _is_free(short, span)}
    spans = [[_as_introduced(span, known) for span in many] for many in spans]
    if not known:
        return list(spans)
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    return [
        sorted([*many, *_recurring(text, many, pattern, known)], key=lambda s: s.start)
        for text, many in zip(texts, spans, strict=True)
    ]


def _as_introduced(span: Span, known: dict[str, Span]) -> Span:
    """An acronym that the article has introduced is that body everywhere: RSF, CPA."""
    named = known.get(span.surface)
    introduced = named is not None and "second name" in named.reason
    if named is None or not introduced or span.type != "ORGANIZATION" or span.rank > 70:
        return span
    return msgspec.structs.replace(
        span, name=named.name, actor_id=named.actor_id, country=named.country
    )


def _is_free(short: str, span: Span) -> bool:
    return len(short) > 1 and (span.type != "PERSON" or plausible(short))


def _short_names(span: Span) -> Iterator[str]:
    if span.type == "PERSON":
        parts = re.split("[・=]", span.surface)
        if len(parts) > 1 and len(parts[-1]) > 3:
            yield parts[-1]
    elif span.type == "ORGANIZATION":
        owned = OWNED_BODY.fullmatch(span.surface)
        if owned and span.country:
            yield owned[1]
        if "second name" in span.reason or "announced" in span.reason or "quoted" in span.reason:
            yield span.surface
        if span.actor_id in GENERAL_ASSEMBLY:
            yield "総会"


def _recurring(
    text: str, spans: list[Span], pattern: re.Pattern[str], known: dict[str, Span]
) -> Iterator[Span]:
    for match in pattern.finditer(text):
        start, end = match.span()
        taken = any(s.start < end and start < s.end for s in spans)
        if not taken and bounded(text, start, end) and _stands_alone(text, start, end):
            yield _short_span(known[match[0]], start, match[0])


def _short_span(span: Span, start: int, surface: str) -> Span:
    assembly = GENERAL_ASSEMBLY.get(span.actor_id or "") if surface == "総会" else None
    return msgspec.structs.replace(
        span,
        start=start,
        end=start + len(surface),
        surface=surface,
        name=assembly or (surface if span.type == "PERSON" else span.name),
        actor_id=f"org:INT:{assembly}" if assembly else span.actor_id,
        reason="named before",
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether kanji do not go on in kanji: 総会 is not in 株主総会, nor 国会 in 国会議員."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("・", "=", ")") or (text[start:end] == "総会" and before == "の"):
        return False
    goes_on = KANJI.match(text[end - 1]) and KANJI.match(after) and after not in "側内長前"
    return not ((KANJI.match(text[start]) and KANJI.match(before)) or goes_on)
