"""One sentence in one spelling, with the way back to the article's own offsets.

NFKC turns full-width letters and half-width kana into the usual ones; a few variant characters
of names (髙, 﨑, 习) become the forms that the lexicons use. The text never loses its offsets.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import msgspec
import yaml

VARIANTS = Path(__file__).parent / "lexicons" / "variants.yaml"


class Normalized(msgspec.Struct, frozen=True):
    """A normalized text; ``offsets[i]`` is where its i-th code point began in the original."""

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's offsets of ``text[start:end]`` (``start < end``)."""
        return self.offsets[start], self.offsets[end] if end < len(self.text) else self.offsets[-1]


@cache
def load_variants() -> dict[int, str]:
    """Return the table of variant characters for ``str.translate``."""
    return str.maketrans(yaml.safe_load(VARIANTS.read_text(encoding="utf-8")))


def normalize(text: str, base: int = 0) -> Normalized:
    """Return the text in the lexicons' spelling; ``base`` is added to every offset.

    >>> one = normalize("髙市首相がＥＵと会談")
    >>> one.text, one.original(5, 7)
    ('高市首相がEUと会談', (5, 7))
    """
    variants, pieces, offsets = load_variants(), [], []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFKC", text[start:end]).translate(variants)
        pieces.append(piece)
        offsets.extend([base + start] * len(piece))
    offsets.append(base + len(text))
    return Normalized("".join(pieces), tuple(offsets))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the stretches that normalize together: a character with its combining marks."""
    starts = [i for i, char in enumerate(text) if i == 0 or not _combines(char)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _combines(char: str) -> bool:
    return char in "ﾞﾟ" or unicodedata.combining(char) != 0
