"""GiNZA as one function: sentences in, parsed docs out.

The matrix products run on NumPy's BLAS: thinc's own kernels are generic code on many processors
and cost a third more of the time, with the same labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "ja_ginza"
MAX_CODE_POINTS = 1_500
"""Longer sentences are not parsed: Sudachi refuses text of more than 49,149 bytes."""


def load_parser() -> Language:
    """Load the model (about two seconds)."""
    import spacy
    from thinc.api import NumpyOps

    # The compound splitter only serves another split mode, bunsetu are cut by clauses.py.
    nlp = spacy.load(MODEL, exclude=["compound_splitter", "bunsetu_recognizer", "morphologizer"])
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for node in component.model.walk() if hasattr(component, "model") else ():
            node.ops = ops
    return nlp


def parse(nlp: Language, sentences: Iterable[str]) -> Iterator[Doc]:
    """Yield a doc per sentence, in order."""
    yield from nlp.pipe((sentence[:MAX_CODE_POINTS] for sentence in sentences), batch_size=64)
