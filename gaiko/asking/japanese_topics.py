"""What a Japanese question is about: 処理水をめぐる抗議, 慰安婦合意, 関税で合意.

Comes in: a ``Reading``. Goes out: a word that stands as a topic and that the articles contain; any other word that
no lexicon knows declines the question.
"""

from __future__ import annotations

import re

from gaiko.asking.errors import Declined
from gaiko.asking.mentions import Mention
from gaiko.asking.pieces import Piece
from gaiko.asking.reading import Reading
from gaiko.asking.words import any_of, load_words, narrower


def topic_of(reading: Reading) -> str | None:
    """A word that stands as a topic and that the articles contain; any other unknown word declines."""
    marked = [
        m
        for m in reading.mentions
        if _is_topic(reading, m.end) and (reading.types or len(reading.mentions) > 1)
    ]
    reading.mentions = [
        m for m in reading.mentions if m not in marked and not _names_document(reading, m)
    ]
    found = [mention.said for mention in marked]
    found += [word for act in reading.of("event") for word in narrower("ja", act.text)]
    if reading.about_document():
        found += [piece.text for piece in reading.agreements()]
    for piece in reading.of("unknown"):
        text = _with_relation(reading, piece)
        if not (_in_topic(reading, piece) and reading.knowing.told(text)):
            raise Declined(
                "unknown", piece.text, reading.knowing.nearest("ja", piece.text, reading.text)
            )
        found.append(text)
    return max(found, key=len) if found else None


def _with_relation(reading: Reading, piece: Piece) -> str:
    """戦略的互恵関係: the noun that asks for relations can end a topic."""
    after = next(
        (p for p in reading.pieces if p.start == piece.end and p.value == "relation"), None
    )
    if after is None:
        return piece.text
    reading.pieces.remove(after)
    return piece.text + after.text


def _names_document(reading: Reading, mention: Mention) -> bool:
    """イランの核合意: the state belongs to the document's name."""
    documents = (p for p in reading.agreements() if reading.text[mention.end : p.start] == "の")
    name = mention.what.name
    return any(name in bearer.name for piece in documents for bearer in piece.value)


def _is_topic(reading: Reading, end: int) -> bool:
    return bool(re.match(any_of(load_words("ja").topic_after), reading.text[end:].lstrip("」』")))


def _in_topic(reading: Reading, piece: Piece) -> bool:
    """処理水をめぐる抗議, 慰安婦合意, 関税で合意, 禁輸に抗議."""
    if _is_topic(reading, piece.end):
        return bool(reading.types or reading.mentions)
    if not reading.types:
        return False
    after = reading.text[piece.end :]
    acts = [p for p in reading.pieces if p.kind == "event" and p.start >= piece.end]
    if not acts:
        return False
    gap = re.sub(
        "関係|共同声明|文書|協定|宣言|声明|覚書", "", reading.text[piece.end : acts[0].start]
    )
    return bool(
        re.fullmatch("[」』]?(?:問題)?(?:で|に|の|を|への|での)?[ぁ-ん、]*", gap)
    ) and not after.startswith(("は", "が"))
