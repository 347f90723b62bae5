"""GiNZA as one function: sentences in, parsed docs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.accelerator import Pipeline, accelerate

if TYPE_CHECKING:
    from spacy.tokens import Doc

MODEL = "ja_ginza"
MAX_CODE_POINTS = 1_500
"""Longer sentences are not parsed: Sudachi refuses text of more than 49,149 bytes."""


def load_parser() -> Pipeline:
    """Load the model (about two seconds)."""
    import spacy

    # The compound splitter only serves another split mode, bunsetu are cut by clauses.py.
    return accelerate(
        spacy.load(MODEL, exclude=["compound_splitter", "bunsetu_recognizer", "morphologizer"])
    )


def parse(nlp: Pipeline, sentences: Iterable[str]) -> Iterator[Doc]:
    """Yield a doc per sentence, in order."""
    yield from nlp.pipe((sentence[:MAX_CODE_POINTS] for sentence in sentences), batch_size=256)
