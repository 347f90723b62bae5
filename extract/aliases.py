"""Second names in brackets: 潘基文(パン・ギムン), 国連児童基金(ユニセフ), 咸鏡北道(ハムギョンブクト), 台湾外交部(外務省).

Comes in: a normalized sentence and its spans. Goes out: spans of what the brackets hold, with the identity of the
name before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from extract.name_shapes import KANA_NAME
from extract.spans import Span
from extract.word_lists import ACRONYM_HEADS

BRACKET = re.compile(
    r"[」』]?[ ]?\((?:略称?|通称|以下|現|旧|本名)?[::、]?(?P<alias>[^()、。]{2,20})\)"
)
ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,9}|[A-Z][a-z]+[A-Z][A-Za-z]*")
READING = re.compile(KANA_NAME)
KANJI = re.compile(r"[一-鿿々]{2,5}")


def find_aliases(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the second names that stand in brackets right after a span."""
    for span in spans:
        bracket = BRACKET.match(text, span.end)
        if bracket is None:
            continue
        start, end = bracket.span("alias")
        inside = [s for s in spans if s.start < end and start < s.end]
        if _is_alias(span, bracket["alias"], inside):
            yield msgspec.structs.replace(
                span,
                start=start,
                end=end,
                surface=bracket["alias"],
                rank=82,
                reason=f"{span.reason}; second name",
            )


FULL = re.compile(r"(?<![ァ-ヴー一-鿿])[ァ-ヴー一-鿿・=]+(?:の[ァ-ヴー一-鿿・]+)?$")


def find_full_names(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the full names that a text spells in its own way before a known acronym: …解放のトラ(LTTE)."""
    for span in spans:
        named = any(s.end == span.start - 1 and s.type == "ORGANIZATION" for s in spans)
        if named or span.type != "ORGANIZATION" or text[span.start - 1 : span.start] != "(":
            continue
        full = FULL.search(text, 0, span.start - 1)
        if full and _resembles(full[0], span.name):
            yield msgspec.structs.replace(
                span, start=full.start(), end=full.end(), surface=full[0], rank=82
            )


INTRODUCED = re.compile(
    r"(?<![ァ-ヴー一-鿿・0-9])[ァ-ヴー一-鿿・=]{4,24}(?=[」』]?\((?P<acronym>[A-Z][A-Z&-]{1,7})\))"
)
GENERIC_BEFORE = re.compile(
    r"^(?:(?:[一-鿿]{1,8})?・(?=[一-鿿ァ-ヴ])|与党|野党|同国|元|前|同(?![盟志]))"
)
"""野党・|統一民主連合: what a body is, before its name."""


def find_introduced(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the unknown bodies that a text introduces with their acronym, and the acronym: ブルンジ民主戦線(FRODEBU)."""
    for match in INTRODUCED.finditer(text):
        full = GENERIC_BEFORE.sub("", match[0])
        start, end = match.end() - len(full), match.end()
        settled = any(s.end == end and s.rank > 50 for s in spans)
        if settled or not ACRONYM_HEADS.search(full):
            continue
        country = next((s.code or s.country for s in spans if start <= s.start < end), None)
        body = Span(
            start,
            end,
            full,
            "ORGANIZATION",
            full,
            rank=82,
            country=country,
            actor_id=f"org:{country or '?'}:{full}",
            reason="introduced with its acronym",
        )
        yield body
        acronym, at = match["acronym"], match.start("acronym")
        yield msgspec.structs.replace(
            body,
            start=at,
            end=at + len(acronym),
            surface=acronym,
            reason=f"{body.reason}; second name",
        )


def _resembles(surface: str, name: str) -> bool:
    common = set(surface) & set(name)
    return surface != name and len(common) > 3 and len(common) >= 0.7 * len(set(name))


def _is_alias(span: Span, alias: str, inside: list[Span]) -> bool:
    if span.type == "PERSON":
        kanji, kana = KANJI.fullmatch(span.surface), KANJI.fullmatch(alias)
        return bool(READING.fullmatch(alias) or (not kanji and kana and not _is_other(inside)))
    if span.type == "PLACE":
        reading = READING.fullmatch(alias) and not READING.fullmatch(span.surface)
        return bool(reading) and not _is_other(inside)
    if span.type == "ORGANIZATION":
        glossed = any(s.reason.startswith("ministry") and s.surface == alias for s in inside)
        return bool(ACRONYM.fullmatch(alias)) or glossed
    return False


def _is_other(inside: list[Span]) -> bool:
    """Whether the brackets hold a name of something else: ガザ(パレスチナ), ブラウン(英国)."""
    return any(s.type != "PERSON" and s.rank > 30 for s in inside)
