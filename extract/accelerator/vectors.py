"""``tok2vec`` of ja_ginza: the same vectors, by a table of words and convolutions on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.accelerator.convolutions import Convolutions
from extract.accelerator.embedding import Embedding

if TYPE_CHECKING:
    from spacy.tokens import Doc


class FastVectors:
    """Stands for the component ``tok2vec``."""

    def __init__(self, tok2vec: Any) -> None:
        embedding, convolutions = tok2vec.model.layers
        self._embedding = Embedding(embedding)
        self._convolutions = Convolutions(convolutions.layers[0].layers)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Give each doc, none of them empty, its ``tensor``, (tokens, 256)."""
        lengths = [len(doc) for doc in docs]
        vectors, start = self._convolutions.apply(self._embedding.rows(docs), lengths), 0
        for doc, length in zip(docs, lengths, strict=True):
            doc.tensor = vectors[start : start + length]  # type: ignore[assignment]
            start += length
