"""Persons: names beside a post or an honorific, names by Sudachi's tags, foreign names in katakana.

The span is the name alone; the post and the state beside it travel with it (岩屋毅外相, ルッテNATO事務総長,
中国の王毅外相, トランプ米大統領, 日本首相の岸田文雄).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from extract import lexicon
from extract.kanji_names import find_name_end
from extract.name_shapes import KANA_NAME, KANA_PART, KANJI_NAME, full_names, plausible
from extract.persons_by_post import after_posts, beside_posts, run_of_nouns
from extract.spans import Span, bounded, free
from extract.states_of_persons import state_before
from extract.word_lists import GOVERNMENTS, NOT_AFTER_NAMES

if TYPE_CHECKING:
    from extract.parsed import Doc


def find_persons(doc: Doc, settled: list[Span]) -> Iterator[Span]:
    """Yield the persons of a sentence; ``settled`` are the spans that no person may overlap."""
    taken = {i for span in settled for i in range(span.start, span.end)}
    yield from beside_posts(doc, settled, taken)
    yield from after_posts(doc, settled, taken)
    for found in (
        _known(doc.text, taken),
        _beside_honorifics(doc, taken),
        _both(doc.text, taken),
        _governments(doc.text, taken),
        _tagged(doc, taken),
    ):
        for span in found:
            yield msgspec.structs.replace(span, country=state_before(doc.text, settled, span.start))


def _known(text: str, taken: set[int]) -> Iterator[Span]:
    for name in full_names().finditer(text):
        if bounded(text, *name.span()):
            yield from _person(text, *name.span(), taken, 48, "name of an office-holder")


@cache
def _honorific_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon.honorifics(), key=len, reverse=True))))


def _beside_honorifics(doc: Doc, taken: set[int]) -> Iterator[Span]:
    text = doc.text
    for honorific in _honorific_pattern().finditer(text):
        found = _name_before(doc, honorific.start())
        if found is None:
            continue
        start, end = found
        surface = text[start:end]
        if surface and free(surface) and plausible(surface):
            yield from _person(text, start, end, taken, 64, "name with honorific")


BOTH = re.compile(rf"({KANA_PART})・({KANA_PART})(?=両|氏ら)")


def _both(text: str, taken: set[int]) -> Iterator[Span]:
    """Yield the two persons of メルケル・シュレーダー両氏."""
    for pair in BOTH.finditer(text):
        for group in (1, 2):
            yield from _person(text, *pair.span(group), taken, 66, "name of two together")


def _name_before(doc: Doc, at: int) -> tuple[int, int] | None:
    if doc.text[at : at + 1] == "師" and doc.text[at - 1 : at] in tuple(
        "医教牧講漁技導恩産才体理奇猟庭薬"
    ):
        return None
    chunk = run_of_nouns(doc, at)
    run = doc.text[chunk:at]
    kana = re.search(f"(?:{KANA_NAME})$", run)
    if kana:
        start = chunk + kana.start()
        family = next((t for t in doc if t.idx + len(t.text) == start), None)  # 坂本|フミヱさん
        return (family.idx if family and family.tag_.endswith("人名-姓") else start), at
    tokens = [t for t in doc if chunk <= t.idx < at]
    if tokens and tokens[0].idx == chunk and find_name_end(tokens, run, lambda n: n == len(run)):
        return chunk, at
    tagged = [t for t in tokens if "人名" in t.tag_]
    if tagged:
        return tagged[0].idx, at
    whole = re.fullmatch(KANJI_NAME, run) and len(run) >= 2
    return (chunk, at) if whole else None


def _governments(text: str, taken: set[int]) -> Iterator[Span]:
    """Yield those whom a government is named after: ブッシュ|前政権, アサド|体制."""
    for name in re.finditer(rf"({KANA_NAME}|{KANJI_NAME}?)(?={GOVERNMENTS})", text):
        surface = name[1]
        known = surface in _holder_surfaces() and bounded(text, *name.span(1))
        if known or (re.fullmatch(KANA_NAME, surface) and plausible(surface)):
            yield from _person(text, *name.span(1), taken, 46, "name of a government")


@cache
def _holder_surfaces() -> frozenset[str]:
    """Names and short forms of office-holders of two or more characters."""
    found = {n for h in lexicon.holders() for n in (h.name, *h.aliases)}
    return frozenset(name for name in found if len(name) > 1)


def _tagged(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield full names by Sudachi's tags, katakana names with a middle dot, GiNZA's persons."""
    for family, given in pairwise(doc):
        together = given.idx == family.idx + len(family.text)
        if (
            together
            and family.tag_.endswith("人名-姓")
            and given.tag_.endswith(("人名-名", "人名-一般"))
        ):
            end = given.idx + len(given.text)
            yield from _person(doc.text, family.idx, end, taken, 45, "Sudachi 人名")
    for ent in doc.ents:
        if ent.label_ == "Person":
            dotted = re.search(f"^{KANA_NAME}$", ent.text) and re.search("[・=]", ent.text)
            if dotted or (all("人名" in t.tag_ for t in ent) and len(ent.text) >= 2):
                yield from _person(
                    doc.text, ent.start_char, ent.end_char, taken, 40, "GiNZA Person"
                )


def _person(
    text: str, start: int, end: int, taken: set[int], rank: int, reason: str
) -> Iterator[Span]:
    free_here = not any(i in taken for i in range(start, end)) and plausible(text[start:end])
    if free_here and not NOT_AFTER_NAMES.match(text, end):
        yield Span(start, end, text[start:end], "PERSON", text[start:end], rank=rank, reason=reason)
