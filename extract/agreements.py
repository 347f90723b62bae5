"""Agreements: noun phrases that end in 協定, 条約, 共同声明, with their short forms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract import lexicon
from extract.spans import Span
from extract.word_lists import AFTER_AGREEMENTS, BEFORE_AGREEMENTS

if TYPE_CHECKING:
    from extract.parsed import Doc

AGREEMENT_TOKEN = re.compile(r"名詞|接頭辞|接尾辞|記号|形状詞")


LONGEST = 60
"""Code points of a name; a longer run of nouns is none."""


def find_agreements(doc: Doc) -> Iterator[Span]:
    """Yield noun phrases that end in 協定, 条約, 共同声明, …; a bare head names nothing definite."""
    heads, text = lexicon.agreement_heads(), doc.text
    endings = tuple(heads)
    for token in doc:
        end = token.idx + len(token.text)
        if not text.endswith(endings, 0, end):
            continue
        if _compound_goes_on(doc, token.i) or ACTED.match(text, end):
            continue
        head = next(h for h in heads if text.endswith(h, 0, end))
        start = _phrase_start(doc, token.i)
        about = ABOUT.search(text[:start])
        start = about.start() if about else start
        surface = doc.text[start:end].strip("「」『』 ")
        start = doc.text.index(surface, start)
        definite = len(surface) > len(head) or heads[head]
        if len(surface) <= LONGEST and definite and not _is_act(text, start, start + len(surface)):
            yield Span(
                start,
                start + len(surface),
                surface,
                "AGREEMENT",
                surface,
                rank=72,
                actor_id=f"agreement:{surface}",
                reason=f"noun phrase on {head}",
            )
            yield from _acronym_after(doc.text, start + len(surface), surface)


ACTED = re.compile(r"(?:し[たて、なま]|が成立|に達し)")
"""What follows an act and no document: 停戦合意|していた."""


def _is_act(text: str, start: int, end: int) -> bool:
    """Whether a phrase tells an act of one side: 独立宣言, 停戦合意|していた."""
    surface = text[start:end]
    done = re.match(r"(?:を)?(?:し|する|した|され)", text[end:]) and surface.endswith(
        ("宣言", "合意")
    )
    return surface in lexicon.blocked() or bool(done)


ABOUT = re.compile(r"[一-鿿ァ-ヶーA-Z・・]{2,24}に(?:関する|係る)$")
"""戦略的パートナーシップに関する|共同声明."""


def _compound_goes_on(doc: Doc, i: int) -> bool:
    following = doc[i + 1] if i + 1 < len(doc) else None
    return bool(
        following is not None
        and re.match(r"名詞|接尾辞", following.tag_)
        and following.text not in AFTER_AGREEMENTS
    )


def _phrase_start(doc: Doc, i: int) -> int:
    start = i
    while start > 0:
        previous = doc[start - 1]
        if not AGREEMENT_TOKEN.match(previous.tag_) or previous.text in BEFORE_AGREEMENTS:
            break
        if _is_gap(doc, start):
            break
        if re.search("数詞|副詞可能", previous.tag_) and not re.match(
            r"名詞-普通名詞-サ変", previous.tag_
        ):
            break
        start -= 1
    return int(doc[start].idx)


def _is_gap(doc: Doc, i: int) -> bool:
    """Whether a space before a token parts two phrases of a headline; one after a state does not."""
    end = doc[i - 1].idx + len(doc[i - 1].text)
    state = re.search(r"[A-Z]{2}$|[日米中韓露英仏独伊豪印]$", doc.text[:end])
    return end < doc[i].idx and not state


def _acronym_after(text: str, end: int, name: str) -> Iterator[Span]:
    bracket = re.match(r"[」』]? ?[((]([A-Z][A-Za-z\-]{1,9}|[一-鿿ァ-ヶー]{2,8})[))]", text[end:])
    if bracket:
        start = end + bracket.start(1)
        yield Span(
            start,
            end + bracket.end(1),
            bracket[1],
            "AGREEMENT",
            name,
            rank=72,
            actor_id=f"agreement:{name}",
            reason="short form in brackets",
        )
