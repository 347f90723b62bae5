"""GiNZA as one function: sentences in, parsed sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.accelerator import Pipeline, accelerate
from extract.accelerator.choice import Choice, always
from extract.parsed import Doc

MODEL = "ja_ginza"
MAX_CODE_POINTS = 1_500
"""Longer sentences are not parsed: Sudachi refuses text of more than 49,149 bytes."""
UNREAD = ["compound_splitter", "bunsetu_recognizer", "morphologizer"]
"""Components whose annotations nothing here reads."""


def load_parser() -> Pipeline:
    """Load the model (about two seconds)."""
    import spacy
    from spacy.lang.ja import JapaneseTokenizer

    from extract.words import Words

    nlp = spacy.load(MODEL, exclude=UNREAD)
    if isinstance(nlp.tokenizer, JapaneseTokenizer):
        nlp.tokenizer = Words(nlp.vocab, nlp.tokenizer.tokenizer)
    return accelerate(nlp)


def parse(nlp: Pipeline, sentences: Iterable[str], *, worth: Choice = always) -> Iterator[Doc]:
    """Yield a doc per sentence, in order; one that is not ``worth`` it may have no dependencies."""
    short = (sentence[:MAX_CODE_POINTS] for sentence in sentences)
    yield from map(Doc, nlp.pipe(short, batch_size=256, worth=worth))
