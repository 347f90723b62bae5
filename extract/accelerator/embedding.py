"""What ``tok2vec`` knows of a word before it sees its neighbours, computed once per word.

Comes in: docs. Goes out: a row per token, (tokens, 256).

Why it is exact: the embedding of ja_ginza reads a token's ORTH, its SHAPE and its static vector, and all
three follow from the word. So the same layers give the same row wherever the word stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 50_000
"""Words kept, a kilobyte each; then the table is begun anew, so that memory stays flat."""


class Embedding:
    """A table of the words met so far; ``model`` is the embedding of ``tok2vec``."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._places: dict[int, int] = {}
        self._table = np.zeros((1024, model.get_dim("nO")), np.float32)

    def rows(self, docs: Sequence[Doc]) -> NDArray[np.float32]:
        """Return the rows of all tokens, doc after doc."""
        words = np.concatenate([doc.to_array(["ORTH"]).ravel() for doc in docs])
        distinct, inverse = np.unique(words, return_inverse=True)
        if len(self._places) + len(distinct) > MOST:
            self._places.clear()
        met = distinct.tolist()
        if new := [word for word in met if word not in self._places]:
            self._learn(docs[0], new)
        places = np.fromiter((self._places[word] for word in met), np.intp, len(met))
        return self._table[places[inverse]]

    def _learn(self, doc: Doc, words: list[int]) -> None:
        together = Doc(doc.vocab, words=[doc.vocab.strings[word] for word in words])
        start, end = len(self._places), len(self._places) + len(words)
        if end > len(self._table):
            self._table = np.resize(self._table, (max(end, 2 * start), self._table.shape[1]))
        self._table[start:end] = self._model.predict([together])[0]
        self._places.update(zip(words, range(start, end), strict=True))
