"""One sentence in one spelling, with the way back to the article's own offsets.

NFKC turns full-width letters and half-width kana into the usual ones; a few variant characters
of names (髙, 﨑, 习) become the forms that the lexicons use. The text never loses its offsets.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate, pairwise
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
    clusters = _clusters(text)
    spelled = list(map(_spelling, clusters))
    whole, end = "".join(spelled), base + len(text)
    if len(whole) == len(clusters) == len(text):  # a character each, as in most sentences
        return Normalized(whole, tuple(range(base, end + 1)))
    starts = accumulate(map(len, clusters), initial=base)
    offsets = (at for at, piece in zip(starts, spelled, strict=False) for _ in piece)
    return Normalized(whole, (*offsets, end))


def _clusters(text: str) -> list[str]:
    """Return the stretches that normalize together: a character with its combining marks."""
    if not any(map(_combines, text)):
        return list(text)
    starts = [i for i, char in enumerate(text) if i == 0 or not _combines(char)]
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


@lru_cache(maxsize=20_000)
def _spelling(cluster: str) -> str:
    return unicodedata.normalize("NFKC", cluster).translate(load_variants())


@lru_cache(maxsize=20_000)
def _combines(char: str) -> bool:
    return char in "ﾞﾟ" or unicodedata.combining(char) != 0
