"""States written with one character: 日米韓, 訪米, 対露制裁, 駐日米大使, 日EU, 日・NATO."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import lexicon
from extract.spans import Span
from extract.word_lists import (
    AFTER,
    AFTER_KOREAS,
    COMMON_WORDS,
    NOT_AFTER_PREFIX,
    PAIR,
    PREFIXES,
)

if TYPE_CHECKING:
    from extract.parsed import Doc, Token


KANA_RO = re.compile("(?<=[ァ-ヴー])ロ|ロ(?=[ァ-ヴー])")
"""ロ of a katakana word, which is no Russia: 300キロ西, 日ローマ."""
EUROPE_PAIR = re.compile("(?:(?<=[米日露ロ])欧(?!州|[一-鿿]人))|欧(?=米(?!国))|(?<=訪)欧(?!州)")
"""米欧, 欧米, 訪欧."""


def find_abbreviations(text: str, names: list[Span], doc: Doc) -> Iterator[Span]:
    """Yield states written with one character: 日米韓, 訪米, 対露制裁, 駐日米大使, 米政府, 日EU, 日・NATO."""
    table = lexicon.abbreviations()
    text = KANA_RO.sub("*", text)
    taken = {i for name in names for i in range(name.start, name.end)}
    proper = _inside_other_words(doc)
    prefixes = _prefixes(doc)
    for i, char in enumerate(text):
        if (
            char in table
            and i not in taken
            and i not in proper
            and (i in prefixes or _stands_for_state(text, i, names))
        ):
            yield _span(i, char, table[char])
    for europe in EUROPE_PAIR.finditer(text):
        yield Span(
            europe.start(),
            europe.end(),
            lexicon.EUROPE,
            "PLACE",
            "欧州",
            rank=60,
            actor_id="place:欧州",
            reason="one-character form in a compound",
        )
    for i, code in _find_koreas(text):
        yield _span(i, text[i], code)


def _span(i: int, char: str, code: str) -> Span:
    return Span(
        i,
        i + 1,
        char,
        "COUNTRY",
        lexicon.country_name(code),
        rank=60,
        actor_id=code,
        code=code,
        reason="one-character form in a compound",
    )


def _inside_other_words(doc: Doc) -> set[int]:
    """Code points of personal names and of common words such as 英語, 日常, 中止, 豪雨, 独立."""
    inside: set[int] = set()
    for token in doc:
        person = "人名" in token.tag_ and len(token.text) > 1
        if person or token.text in COMMON_WORDS or _is_word(token):
            inside.update(range(token.idx, token.idx + len(token.text)))
    return inside


def _prefixes(doc: Doc) -> set[int]:
    """Code points of states that a noun follows as a word of its own: 米|揚陸艦, 仏|ルノー."""
    return {
        token.idx
        for before, token, after in zip([None, *doc], doc, [*doc][1:], strict=False)
        if token.text in PREFIXES
        and after.idx == token.idx + 1
        and re.match(r"名詞|未知語", after.tag_)
        and not NOT_AFTER_PREFIX.match(after.text)
        and not (before and re.match(r"名詞|接頭辞|接尾辞|連体詞", before.tag_))
    }


NORTH = re.compile(r"(?:[、がはも]|に(?:制裁|支援|抗議|警告)|の(?:ミサイル|核|脅威|挑発))")
"""What follows 北 where a headline means North Korea."""


def _find_koreas(text: str) -> Iterator[tuple[int, str]]:
    """Yield where 南 and 北 stand for the two Koreas, with the state."""
    for pair in re.finditer("南北", text):
        if AFTER_KOREAS.match(text, pair.end()):
            yield pair.start(), "KOR"
            if not text.startswith("朝鮮", pair.end()):
                yield pair.start() + 1, "PRK"
    for north in re.finditer(r"(?:^|(?<=[『「=]))北", text):
        if NORTH.match(text, north.end()) and re.search("朝鮮|韓国|ミサイル|核|弾道|拉致", text):
            yield north.start(), "PRK"


def _is_word(token: Token) -> bool:
    """Whether a common noun holds what only looks like a state: 集|中, 追|加, but not 訪|米, 日|中."""
    return (
        len(token.text) == 2
        and "普通名詞" in token.tag_
        and token.text[0] not in PAIR + BEFORE_STATES
        and token.text[1] in PAIR
    )


BEFORE_STATES = "訪対在駐反親嫌来離滞抗渡知帰入従援全南北同両"


def _stands_for_state(text: str, i: int, names: list[Span]) -> bool:
    char, before, after = text[i], text[:i], text[i + 1 :]
    if char == "北":
        return before[-1:] in ("対", "訪") and not re.match("[海京欧米部方東西]", after)
    if char == "中" and DURING.search(before):
        return False
    if before[-1:] in "訪対在駐反親嫌" and before:
        return not re.match(r"[一-鿿]{0,1}象", after)
    if char == "日" and before[-1:] in ("来", "訪", "離", "滞", "在", "駐", "対"):
        return True
    run = re.search(f"[{PAIR}]*$", before)[0] + char + re.match(f"[{PAIR}]*", after)[0]  # type: ignore[index]
    if len(run) >= 2 and len(set(run)) == len(run):
        dated = re.search(f"[0-9][{PAIR}]*$", before)  # 16日朝
        return not dated and _pair_in_context(run, text, i)
    if char == "日" and re.search(r"(?:この|その|曜|同|翌|当|前)$", before):
        return False  # 土曜日, この日
    return _beside_name(char, before, i, text, names) or _alone(char, before, after)


DURING = re.compile(r"(?:[来訪滞離]日|訪.|[歴来再往]訪)$")
"""What 中 ends where it means during: 来日中, 訪米中, 歴訪中."""


def _beside_name(char: str, before: str, i: int, text: str, names: list[Span]) -> bool:
    """日EU, 日・NATO, ロシア中国…: a name of a state or body touches the character."""
    return (
        char in "日米英仏独露中韓朝欧豪印"
        and not re.search(r"[0-9一-鿿]$", before)
        and any(
            (
                name.type in ("COUNTRY", "ORGANIZATION")
                and (name.start == i + 1 or text[i + 1 : name.start] in ("・", " "))
            )
            or (name.end == i and name.type == "COUNTRY")
            for name in names
            if abs(name.start - i) < 12
        )
    )


def _alone(char: str, before: str, after: str) -> bool:
    """米政府, 韓大統領; 、独が: by the words after the character."""
    if (
        char in "独印加伊比"
        and re.search(r"(?:^|[、 「])$", before)
        and after[:1] in "にをがと、へ"
    ):
        return bool(after)
    if char not in "米英仏独伊露豪韓印比台加越朝" or not AFTER.match(after):
        return False
    if char in "台比加印独伊越" and not re.match(r"政府|大統領|首相|軍|側|外相|議会|、", after):
        return False
    return not re.search(r"[0-9一-鿿]$", before) or before.endswith(("駐日", "在日", "訪日"))


def _pair_in_context(run: str, text: str, i: int) -> bool:
    """日中 is also daytime, 中台 a middle-sized stand: a pair needs a word of states after it."""
    rest = text[i + 1 :].lstrip(PAIR)
    if len(run) >= 3:
        return True
    if rest.startswith(("に ", "の気温", "の最高", "の暑", "に気温")):
        return False
    if run in ("日中", "中日", "中台", "日比", "加比", "朝日"):
        return bool(re.match(AFTER, rest)) or not rest
    return True
