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

from extract import lexicon
from extract.spans import Span, bounded, free
from extract.word_lists import CHINESE_SURNAMES, NOT_NAMES

if TYPE_CHECKING:
    from spacy.tokens import Doc

KANA_NAME = r"[ァ-ヴー]{2,}(?:[・=-][ァ-ヴー]+|[・][A-Z]\.?)*"
KANJI_NAME = r"[一-鿿々ヶ]{1,5}"


@cache
def _post_pattern() -> re.Pattern[str]:
    surfaces = sorted({post.surface for post in lexicon.posts()}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, surfaces)))


@cache
def _honorific_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon.honorifics(), key=len, reverse=True))))


def find_persons(doc: Doc, settled: list[Span]) -> Iterator[Span]:
    """Yield the persons of a sentence; ``settled`` are the spans that no person may overlap."""
    taken = {i for span in settled for i in range(span.start, span.end)}
    yield from _known(doc.text, taken)
    yield from _beside_posts(doc, settled, taken)
    yield from _beside_honorifics(doc, taken)
    yield from _after_posts(doc, settled, taken)
    yield from _tagged(doc, taken)


@cache
def _full_names() -> re.Pattern[str]:
    """Full names of office-holders; two characters only where no other kanji touches them."""
    names = sorted({holder.name for holder in lexicon.holders()}, key=len, reverse=True)
    long = (re.escape(name) for name in names if len(name) > 2 and re.search("[一-鿿・=]", name))
    short = (re.escape(name) for name in names if re.fullmatch("[一-鿿]{2}", name))
    return re.compile(f"{'|'.join(long)}|(?<![一-鿿])(?:{'|'.join(short)})(?![一-鿿])")


def _known(text: str, taken: set[int]) -> Iterator[Span]:
    for name in _full_names().finditer(text):
        if bounded(text, *name.span()):
            yield from _person(text, *name.span(), taken, 48, "name of an office-holder")


def _beside_posts(doc: Doc, settled: list[Span], taken: set[int]) -> Iterator[Span]:
    text = doc.text
    done = 0
    for post in _post_pattern().finditer(text):
        if post.start() < done or (
            post.end() < len(text)
            and text[post.end() :].startswith(
                ("官邸", "府", "選", "会談", "級", "会合", "協議", "就任", "経験", "職")
            )
        ):
            continue
        name = _name_before(doc, post.start(), taken)
        if name is None:
            continue
        done = post.end()
        start, end = name
        country, position = _state_of(text, settled, start, end, post.end())
        yield Span(
            start,
            end,
            text[start:end],
            "PERSON",
            text[start:end],
            rank=73,
            country=country,
            position=position,
            reason="name beside a post",
        )


def _name_before(doc: Doc, at: int, taken: set[int]) -> tuple[int, int] | None:
    """Return the name that ends at a post, or before the words that qualify the post.

    ルッテ|NATO|事務総長, トランプ|米|大統領, 金井正彰|外務省アジア大洋州|局長.
    """
    text, chunk = doc.text, _chunk_start(doc, at)
    for candidate in _name_candidates(doc, chunk, at, taken):
        start, end = candidate
        between = text[end:at]
        if any(i in taken for i in range(start, end)) or not free(between) or len(between) > 18:
            continue
        if between and not _qualifies(doc, end, at, taken):
            continue
        if not NOT_NAMES.match(text[start:end]):
            return start, end
    return None


def _chunk_start(doc: Doc, at: int) -> int:
    """Return where the run of nouns that ends at ``at`` begins."""
    start = at
    for token in reversed(list(doc)):
        if token.idx >= at:
            continue
        if token.idx + len(token.text) < start:
            break
        if (
            not re.match(
                r"名詞|接頭辞|接尾辞|形状詞|記号-一般|補助記号-一般|代名詞|未知語|感動詞|動詞-一般|形容詞-一般|連体詞",
                token.tag_,
            )
            or token.text in "、。「」『』"
            or (
                re.match(r"動詞|形容詞|連体詞|感動詞", token.tag_)
                and not re.fullmatch(r"[ァ-ヴー・一-鿿]+", token.text)
            )
        ):
            break
        start = token.idx
    return start


def _name_candidates(doc: Doc, chunk: int, at: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    text = doc.text
    for kana in re.finditer(KANA_NAME, text[chunk:at]):
        start, end = chunk + kana.start(), chunk + kana.end()
        state = next((i for i in range(start + 1, end) if i in taken), end)
        if state > start + 1:  # エミール・ラフード|・レバノン|大統領
            end = state - (text[state - 1] == "・")
            yield start, end - len(_state_at_end(text[start:end]))
    tokens = [t for t in doc if chunk <= t.idx and t.idx + len(t.text) <= at]
    run: list[tuple[int, int]] = []
    for token in tokens:
        if "人名" in token.tag_:
            run.append((token.idx, token.idx + len(token.text)))
        elif run:
            break
    if run:
        yield _extend_given_name(doc, run[0][0], run[-1][1], at)
    first = re.match(_chinese_name(), text[chunk:at])
    if first:
        yield chunk, chunk + first.end()
    if (
        tokens
        and re.fullmatch(KANJI_NAME, tokens[0].text)
        and not run
        and ("固有名詞" in tokens[0].tag_ or tokens[0].text in _short_names())
    ):
        yield tokens[0].idx, tokens[0].idx + len(tokens[0].text)


@cache
def _kana_states() -> re.Pattern[str]:
    names = {n.surface for n in lexicon.names() if n.type == "COUNTRY"}
    kana = sorted((n for n in names if re.fullmatch("[ァ-ヴー]{3,}", n)), key=len, reverse=True)
    return re.compile(f"(?<=[ァ-ヴー]{{3}})(?:{'|'.join(kana)})$")


def _state_at_end(name: str) -> str:
    """The state that a name runs into: ゲアハルト・シュレーダー|ドイツ|首相."""
    found = _kana_states().search(name)
    return found[0] if found and "・" in name else ""


@cache
def _short_names() -> frozenset[str]:
    return frozenset(alias for holder in lexicon.holders() for alias in holder.aliases)


@cache
def _chinese_name() -> str:
    full = sorted(
        {h.name for h in lexicon.holders() if re.fullmatch(r"[一-鿿]{2,4}", h.name)},
        key=len,
        reverse=True,
    )
    return (
        "(?:"
        + "|".join(map(re.escape, full))
        + f"|[{CHINESE_SURNAMES}][一-鿿]{{1,2}}(?=[一-鿿A-Z]*$))"
    )


def _extend_given_name(doc: Doc, start: int, end: int, at: int) -> tuple[int, int]:
    """A given name is often tagged as a common noun: 林芳正 is 林 + 芳正."""
    following = [t for t in doc if t.idx == end and t.idx + len(t.text) <= at]
    if end + 1 == at and _is_chinese_name(doc.text[start:at]):
        return start, at  # 呂慶|龍|報道官
    if (
        following
        and end - start <= 2
        and re.fullmatch(r"[一-鿿々]{1,2}", following[0].text)
        and "固有名詞" in following[0].tag_
        and "地名" not in following[0].tag_
    ):
        end = following[0].idx + len(following[0].text)
    return start, end


def _is_chinese_name(text: str) -> bool:
    """Whether a text of three characters is a Chinese or Korean name: a family name and two more."""
    return (
        bool(re.fullmatch(f"[{CHINESE_SURNAMES}][一-鿿]{{2}}", text))
        and text[-1] not in "元前新現副両同各"
    )


def _qualifies(doc: Doc, start: int, end: int, taken: set[int]) -> bool:
    """Whether the words between name and post belong to the post: bodies, states, departments."""
    between = doc.text[start:end]
    if re.fullmatch(r"(?:元|前|新|現|副|次期|筆頭|首席|統合|常任|暫定|臨時|・)*", between):
        return True
    tokens = [t for t in doc if start <= t.idx < end]
    return all(
        re.match(r"名詞|接頭辞|接尾辞|記号|補助記号-一般", t.tag_) for t in tokens
    ) and not any("数詞" in t.tag_ or "人名" in t.tag_ for t in tokens)


def _state_of(
    text: str, settled: list[Span], start: int, end: int, post_end: int
) -> tuple[str | None, str]:
    """Return the state and the post as written, from what stands between name and post or before the name."""
    position = text[end:post_end]
    inside = [
        s for s in settled if end <= s.start < post_end and s.type in ("COUNTRY", "ORGANIZATION")
    ]
    before = [
        s
        for s in settled
        if s.type in ("COUNTRY", "ORGANIZATION")
        and s.end <= start
        and text[s.end : start] in ("の", "", "政府の", "新政府の")
    ]
    for span in [*inside, *reversed(before)]:
        country = span.code or span.country
        if span.type == "COUNTRY" and text[span.start - 1 : span.start] in ("駐", "在"):
            continue  # where the ambassador is, not whose
        if country or span.type == "ORGANIZATION":
            return country or "INT", position
    return None, position


def _beside_honorifics(doc: Doc, taken: set[int]) -> Iterator[Span]:
    text = doc.text
    for honorific in _honorific_pattern().finditer(text):
        at = honorific.start()
        chunk = _chunk_start(doc, at)
        kana = re.search(f"(?:{KANA_NAME})$", text[chunk:at])
        run = [t for t in doc if chunk <= t.idx < at and "人名" in t.tag_]
        if kana:
            start, end = chunk + kana.start(), at
        elif run:
            start, end = run[0].idx, at
        elif re.fullmatch(KANJI_NAME, text[chunk:at]) and len(text[chunk:at]) >= 2:
            start, end = chunk, at
        else:
            continue
        surface = text[start:end]
        if (
            surface
            and free(surface)
            and not NOT_NAMES.match(surface)
            and not any(i in taken for i in range(start, end))
        ):
            yield Span(
                start, end, surface, "PERSON", surface, rank=64, reason="name with honorific"
            )


def _after_posts(doc: Doc, settled: list[Span], taken: set[int]) -> Iterator[Span]:
    """Yield names after a post: 日本首相の岸田文雄は, 大統領のジョー・バイデン."""
    text = doc.text
    for post in _post_pattern().finditer(text):
        after = re.match(r"(?:である|の|、|・)?", text[post.end() :])
        at = post.end() + (after.end() if after else 0)
        kana = re.match(KANA_NAME, text[at:])
        run = _run_at(doc, at)
        if run:
            end = run
        elif kana and "・" in kana[0]:
            end = at + kana.end()
        else:
            continue
        if not any(i in taken for i in range(at, end)) and end - at >= 2:
            country, _ = _state_of(text, settled, post.start(), post.start(), post.end())
            yield Span(
                at,
                end,
                text[at:end],
                "PERSON",
                text[at:end],
                rank=50,
                country=country,
                position=post[0],
                reason="name after a post",
            )


def _run_at(doc: Doc, at: int) -> int | None:
    end = None
    for token in doc:
        if token.idx == (at if end is None else end) and "人名" in token.tag_:
            end = token.idx + len(token.text)
        elif end is not None:
            break
    return end


def _tagged(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Yield full names by Sudachi's tags, katakana names with a middle dot, GiNZA's persons."""
    tokens = list(doc)
    for family, given in pairwise(tokens):
        if (
            family.tag_.endswith("人名-姓")
            and given.tag_.endswith(("人名-名", "人名-一般"))
            and given.idx == family.idx + len(family.text)
        ):
            yield from _person(
                doc.text, family.idx, given.idx + len(given.text), taken, 45, "Sudachi 人名"
            )
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
    if not any(i in taken for i in range(start, end)) and not re.match(
        r"(?:『|「|社|賞|記念|空港|駅|大学|通り|病院|家)", text[end:]
    ):
        yield Span(start, end, text[start:end], "PERSON", text[start:end], rank=rank, reason=reason)
