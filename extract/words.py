"""The words of a sentence: ja_ginza's tokens, with only the tags and lemmas that this package reads.

Comes in: a text. Goes out: a spaCy doc with the same words, tags and lemmas as ja_ginza's tokenizer gives, which also
looks up readings, inflections, parts of speech and the parts of compounds and takes three times as long.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from spacy.lang.ja import DetailedToken, get_dtokens_and_spaces
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.vocab import Vocab

SPACE = "空白"


class Words:
    """Stands for the tokenizer of a pipeline; ``sudachi`` is the analyser inside the one it replaces."""

    def __init__(self, vocab: Vocab, sudachi: Any) -> None:
        self.vocab, self._sudachi = vocab, sudachi

    def __call__(self, text: str) -> Doc:
        """Return the words of a text."""
        morphemes = [
            DetailedToken(
                m.surface(), _tag(m.part_of_speech()), "", m.dictionary_form(), "", "", None
            )
            for m in self._sudachi.tokenize(text)
        ]
        merged = _merged(morphemes)
        tokens, spaces = get_dtokens_and_spaces(merged, text)  # type: ignore[no-untyped-call]
        return Doc(
            self.vocab,
            words=[token.surface for token in tokens],
            spaces=spaces,
            tags=[token.tag for token in tokens],
            lemmas=[token.lemma or token.surface for token in tokens],
        )


@cache
def _tag(parts: tuple[str, ...]) -> str:
    return "-".join(part for part in parts[:4] if part != "*")


def _merged(morphemes: list[DetailedToken]) -> list[DetailedToken]:
    """Leave out what has no surface, and spaces after a space."""
    full = [morpheme for morpheme in morphemes if morpheme.surface]
    kept = (b for a, b in pairwise(full) if not (_is_space(a) and _is_space(b)))
    return [*full[:1], *kept]


def _is_space(morpheme: DetailedToken) -> bool:
    return morpheme.tag == SPACE and bool(morpheme.surface.isspace())
