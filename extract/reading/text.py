"""Lines of a text page into blocks, paragraphs and bullets.

Comes in: decoded text. Goes out: text whose every line is a paragraph or a bullet, so that a
sentence never spans two lines and a bullet is always a sentence of its own.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TypeAlias

Block: TypeAlias = list[str]
"""Lines with no blank line between them."""

# Marks that need a space after them also begin words or numbers (-5%, ○○大臣).
_BULLET = re.compile(r"(?:\s*(?:[-*+–—○◯→※]\s+|[・●◎◆◇■□▪•✓✔⇒➢▶]))+\s*")
_NUMBER = re.compile(r"\s*(?:[0-9０-９]{1,2}[.)．）]\s|[(（][0-9０-９]{1,2}[)）]|[①-⑳])")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*")
_MARKUP = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|^\s{0,3}#{1,6}\s+|</?\w{0,10}>|/t[dr]>")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_ENDED = re.compile(r"[。！？!?」』)）…]\s*$")
_SENTENCE_END = re.compile(r"[。！？][」』)）]?\s*$")


def to_blocks(text: str) -> list[Block]:
    """Return the blocks of a page, without rules; a rule parts blocks as a blank line does."""
    blocks: list[Block] = [[]]
    for line in text.splitlines():
        if not line.strip() or _RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line.rstrip())
    return [block for block in blocks if block]


def is_bullet(line: str) -> bool:
    """Whether the line begins with a bullet mark."""
    return _BULLET.match(line) is not None


def is_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return _SENTENCE_END.search(line) is not None


def is_heading(block: Block) -> bool:
    """Whether the block could be a headline: one line that is neither bullet nor sentence."""
    return len(block) == 1 and not is_bullet(block[0]) and not is_sentence(block[0])


def strip_marks(line: str) -> str:
    """Return the line without bullet marks, Markdown and scraps of HTML.

    >>> strip_marks("- ✓ 日米は**協力を強化**する。/td>")
    '日米は協力を強化する。'
    """
    plain = _MARKUP.sub("", _LINK.sub(r"\1", line))
    return _BULLET.sub("", plain, count=1).strip() if _BULLET.match(plain) else plain.strip()


def to_text(blocks: list[Block]) -> str:
    """Return the blocks as one line per paragraph and bullet.

    >>> to_text([["首相は東京で", "大統領と会談した。"], ["- 協定に署名", "- 共同声明を発表"]])
    '首相は東京で大統領と会談した。\\n協定に署名\\n共同声明を発表'
    """
    return "\n".join(line for block in blocks for line in _join_block(block) if line)


def _join_block(block: Block) -> list[str]:
    """Return the block's paragraphs and bullets, each on one line."""
    units: list[Block] = []
    for line in block:
        if units and not _begins(line, units[-1]):
            units[-1].append(line)
        else:
            units.append([line])
    return [_join([strip_marks(line) for line in unit]) for unit in units]


def _begins(line: str, unit: Block) -> bool:
    """Whether the line begins something new after the lines of a paragraph or bullet."""
    if _is_listed(line) or line.startswith("\u3000"):
        return True
    return _is_listed(unit[0]) and not line.startswith(" ") and bool(_ENDED.search(unit[-1]))


def _is_listed(line: str) -> bool:
    return is_bullet(line) or _NUMBER.match(line) is not None


def _join(lines: list[str]) -> str:
    """Join the lines of a paragraph; only Latin words need a space between them."""
    kept = [line for line in lines if line]
    pieces = kept[:1]
    for before, line in pairwise(kept):
        latin = before[-1].isascii() and line[0].isascii()
        pieces.append(f" {line}" if latin else line)
    return "".join(pieces)
