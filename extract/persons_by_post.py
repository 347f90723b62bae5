"""Persons beside a post: 岩屋毅外相, ルッテNATO事務総長, 潘基文(パン・ギムン)外交通商相, 日本首相の岸田文雄.

Comes in: a parsed sentence and the spans that are settled. Goes out: spans of the names alone, with the
post as written and the state that the words around them give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from extract import lexicon
from extract.kanji_names import find_name_end
from extract.name_shapes import (
    KANA_NAME,
    KANJI_NAME,
    full_names,
    plausible,
    short_names,
    state_at_end,
)
from extract.spans import Span, free
from extract.states_of_persons import state_beside
from extract.word_lists import (
    NOT_AFTER_POSTS,
    OFFICE_WORDS,
    QUALIFIERS,
    TIME_OF_POST,
)

if TYPE_CHECKING:
    from extract.parsed import Doc, Token

BRACKET = re.compile(r"\([^()]{1,20}\)$")
NOUNS = re.compile(r"名詞|接頭辞|接尾辞|記号|補助記号-一般")
RUN = re.compile(
    r"名詞|接頭辞|接尾辞|形状詞|記号-一般|補助記号-一般|代名詞|未知語|感動詞|動詞-一般|形容詞-一般|連体詞|副詞"
)
"""Tags of a run of nouns, with those that katakana and kanji names are given by mistake."""
MISTAKEN = re.compile(r"動詞|形容詞|連体詞|感動詞|副詞")


@cache
def post_pattern() -> re.Pattern[str]:
    """Return the pattern of all posts, the longest first."""
    by_first: dict[str, list[str]] = {}
    for surface in sorted({post.surface for post in lexicon.posts()}, key=len, reverse=True):
        by_first.setdefault(surface[0], []).append(surface[1:])
    # By first letters, so that the search passes over all places where no post begins.
    return re.compile("|".join(_begun(first, rests) for first, rests in by_first.items()))


def _begun(first: str, rests: list[str]) -> str:
    """The pattern of the posts of a first letter: 局長 is not in 局長官, スルタン not in ヌルスルタン."""
    katakana = bool(re.match("[ァ-ヴ]", first))
    ends = "|".join(re.escape(rest) + "(?!官)" * rest.endswith("長") for rest in rests)
    return re.escape(first) + f"(?<![ァ-ヴー]{first})" * katakana + f"(?:{ends})"


def beside_posts(doc: Doc, settled: list[Span], taken: set[int]) -> Iterator[Span]:
    """Yield the names that stand before a post."""
    text, done = doc.text, 0
    for post in post_pattern().finditer(text):
        if post.start() < done or NOT_AFTER_POSTS.match(text, post.end()):
            continue
        name = _name_before(doc, post.start(), taken)
        if name is None:
            continue
        done = post.end()
        yield _held(text, settled, *name, post.end(), 73, "name beside a post")


def after_posts(doc: Doc, settled: list[Span], taken: set[int]) -> Iterator[Span]:
    """Yield names after a post: 日本首相の岸田文雄は, 大統領のジョー・バイデン, 教皇ベネディクト16世."""
    text = doc.text
    for post in post_pattern().finditer(text):
        after = re.match(r"(?:である|の|、|・)?", text[post.end() :])
        at = post.end() + (after.end() if after else 0)
        kana = re.match(KANA_NAME, text[at:])
        whole = kana and re.search("[・世]", kana[0])
        end = at + kana.end() if kana and whole else _run_at(doc, at) or at
        if end - at >= 2 and not any(i in taken for i in range(at, end)):
            country, _ = state_beside(text, settled, post.start(), post.start(), post.end())
            rank = 72 if kana and whole else 50  # ヌルスルタン・ナザルバエフ is no place
            yield _span(text, at, end, country, post[0], rank, "name after a post")


def _held(
    text: str, settled: list[Span], start: int, end: int, post_end: int, rank: int, reason: str
) -> Span:
    country, position = state_beside(text, settled, start, end, post_end)
    return _span(text, start, end, country, position, rank, reason)


def _span(
    text: str, start: int, end: int, country: str | None, position: str, rank: int, reason: str
) -> Span:
    surface = text[start:end]
    return Span(
        start,
        end,
        surface,
        "PERSON",
        surface,
        rank=rank,
        country=country,
        position=position,
        reason=reason,
    )


def _name_before(doc: Doc, at: int, taken: set[int]) -> tuple[int, int] | None:
    """Return the name that ends at a post, or before the words that qualify the post.

    ルッテ|NATO|事務総長, トランプ|米|大統領, 金井正彰|外務省アジア大洋州|局長, 潘基文|(パン・ギムン)|外相.
    """
    text = doc.text
    bracket = BRACKET.search(text, max(at - 22, 0), at)
    if bracket:
        at = bracket.start()
    chunk = run_of_nouns(doc, at)
    for start, end in _name_candidates(doc, chunk, at, taken):
        between = text[end:at]
        if any(i in taken for i in range(start, end)) or not free(between) or len(between) > 18:
            continue
        if between and not _qualifies(doc, end, at):
            continue
        if plausible(text[start:end]):
            return start, end
    return None


def run_of_nouns(doc: Doc, at: int) -> int:
    """Return where the run of nouns that ends at ``at`` begins."""
    start = at
    for token in reversed(doc):
        if token.idx >= at:
            continue
        if token.idx + len(token.text) < start:
            break
        mistaken = MISTAKEN.match(token.tag_) and not re.fullmatch(r"[ァ-ヴー・一-鿿]+", token.text)
        if not RUN.match(token.tag_) or token.text in "、。「」『』()" or mistaken:
            break
        start = token.idx
    return start


def _name_candidates(doc: Doc, chunk: int, at: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    text = doc.text
    for kana in re.finditer(KANA_NAME, text[chunk:at]):
        yield from _free_part(text, chunk + kana.start(), chunk + kana.end(), taken)
    while chunk in taken:
        chunk += 1
    known = full_names().match(text, chunk, at)
    if known:
        yield known.span()
    tokens = [t for t in doc if chunk <= t.idx < at]
    if not tokens or tokens[0].idx != chunk:
        return
    end = find_name_end(tokens, text[chunk:at], lambda n: _qualifies(doc, chunk + n, at))
    if end:
        yield chunk, chunk + end
        return
    inside = [t for t in tokens if t.idx + len(t.text) <= at]
    if run := _first_names(inside):
        yield run
    elif envoy := FORMER_ENVOY.match(text, chunk, at):
        yield envoy.span()
    elif inside and _is_short_name(inside[0].text, inside[0].tag_):
        yield chunk, chunk + len(inside[0].text)


FORMER_ENVOY = re.compile(r"[一-鿿]{2,4}(?=(?:前|元|新|次期)駐)")
"""山上|前駐オーストラリア大使."""


def _free_part(text: str, start: int, end: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The name in a run of katakana: シリア・|カナン, エミール・ラフード|・レバノン|大統領."""
    if start in taken:
        start = next((i for i in range(start, end) if i not in taken), end)
        start += text[start : start + 1] == "・"
    state = next((i for i in range(start + 1, end) if i in taken), end)
    if state > start + 1:
        end = state - (text[state - 1] == "・")
        yield start, end - len(state_at_end(text[start:end]))


def _first_names(tokens: list[Token]) -> tuple[int, int] | None:
    """The first run of tokens that Sudachi takes for parts of personal names."""
    start = end = None
    for token in tokens:
        if "人名" in token.tag_:
            start = token.idx if start is None else start
            end = token.idx + len(token.text)
        elif start is not None:
            break
    return None if start is None or end is None else (start, end)


def _is_short_name(text: str, tag: str) -> bool:
    kanji = re.fullmatch(KANJI_NAME, text)
    return bool(kanji) and ("固有名詞" in tag or text in short_names())


OFFICE = re.compile(f"[{TIME_OF_POST}]?(?:在|{OFFICE_WORDS.pattern})")
"""元|総統府…, 在|英国…."""


def _qualifies(doc: Doc, start: int, end: int) -> bool:
    """Whether the words between name and post belong to the post: bodies, states, departments."""
    if start == end or QUALIFIERS.fullmatch(doc.text, start, end):
        return True
    if OFFICE.match(doc.text, start, end):
        return True
    tokens = [t for t in doc if start <= t.idx < end]
    aligned = bool(tokens) and tokens[0].idx == start and tokens[-1].tag_ != "接頭辞"
    nouns = aligned and all(NOUNS.match(t.tag_) for t in tokens)
    return nouns and not any("数詞" in t.tag_ or "人名" in t.tag_ for t in tokens)


def _run_at(doc: Doc, at: int) -> int | None:
    end = None
    for token in doc:
        if token.idx == (at if end is None else end) and "人名" in token.tag_:
            end = token.idx + len(token.text)
        elif end is not None:
            break
    return end
