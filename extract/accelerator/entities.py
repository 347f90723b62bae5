"""``ner`` of ja_ginza: the same entities, decided on arrays instead of move by move.

Comes in: docs with their tensors and sentence starts. Goes out: the docs with ``doc.ents``.

spaCy asks for each token which of 757 moves are allowed and takes the best of them. Why it is exact: outside an
entity the scores depend on the token alone, and B-, U- and O are allowed but for a few tokens, so all tokens
are decided at once; inside one only I- and L- of its label are allowed, so two scores are compared. Among
equals the first move wins, as in spaCy. What ``ner`` would do with entities set before it is not done here:
the model has no component that sets any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from spacy.tokens import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]


OPENS = ("B-", "U-")
"""Moves that name the entity they begin."""


class Inside(msgspec.Struct, frozen=True):
    """Whether an entity goes on: ``weight`` (2, hidden) and ``bias`` (2) of its label's I- and L-."""

    weight: Floats
    bias: Floats
    first: bool
    """Whether I- comes before L- among the moves."""

    def goes_on(self, hidden: Floats) -> bool:
        """Whether I- is better than L-, or as good and first."""
        inside, last = (self.weight @ hidden + self.bias).tolist()
        return bool(inside > last or (inside == last and self.first))


class Scorer:
    """The network of ``ner``: what a state's three tokens (the next, an entity's first, the one before) score."""

    def __init__(self, ner: Any) -> None:
        reduce, lower, upper = ner.model.layers
        linear = next(node for node in reduce.walk() if node.name == "linear")
        self._reduce = np.ascontiguousarray(linear.get_param("W").T), linear.get_param("b")
        weight = lower.get_param("W")  # (3, hidden, pieces, width)
        self._lower = np.ascontiguousarray(weight.transpose(3, 0, 2, 1).reshape(len(weight[0]), -1))
        self._shape = (3, weight.shape[2], weight.shape[1])
        self._bias = np.ascontiguousarray(lower.get_param("b").T)  # (pieces, hidden)
        self.absent = lower.get_param("pad")[0].transpose(0, 2, 1)  # (3, pieces, hidden)
        self.weight, self.bias = upper.get_param("W"), upper.get_param("b")

    def features(self, tensor: Floats) -> Floats:
        """Return what each token adds in each of the three places: (3, tokens, pieces, hidden)."""
        weight, bias = self._reduce
        products = (tensor @ weight + bias) @ self._lower
        out: Floats = products.reshape(-1, *self._shape).transpose(1, 0, 2, 3)
        return out

    def hidden(self, summed: Floats) -> Floats:
        """Return the hidden layer (…, hidden) from summed features (…, pieces, hidden)."""
        out: Floats = (summed + self._bias).max(axis=-2)
        return out


class FastEntities:
    """Stands for the component ``ner``."""

    def __init__(self, ner: Any) -> None:
        self._scorer = Scorer(ner)
        moves = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
        outside = [number for number, move in enumerate(moves) if move == "O" or move[:2] in OPENS]
        self._moves = [moves[number] for number in outside]
        self._weight = np.ascontiguousarray(self._scorer.weight[outside].T)
        self._bias = self._scorer.bias[outside]
        self._begins = np.array([move[0] == "B" for move in self._moves])
        self._names = np.array([move != "O" for move in self._moves])
        self._inside = dict(self._insides(moves))

    def _insides(self, moves: Sequence[str]) -> Iterator[tuple[str, Inside]]:
        places = {move: number for number, move in enumerate(moves)}
        for move in moves:
            if move.startswith("B-"):
                both = [places["I-" + move[2:]], places["L-" + move[2:]]]
                weight, bias = self._scorer.weight[both], self._scorer.bias[both]
                yield move[2:], Inside(weight, bias, both[0] < both[1])

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the entities of docs, none of them empty."""
        features = self._scorer.features(np.concatenate([doc.tensor for doc in docs]))
        closing, spaces = _closing(docs), _spaces(docs)
        chosen, start = self._outside(features[0], closing, spaces), 0
        found = self._entities(features, closing, chosen)
        entity = next(found, None)
        for doc in docs:
            ents, end = [], start + len(doc)
            while entity and entity[0] < end:
                ents.append(Span(doc, entity[0] - start, entity[1] - start, label=entity[2]))
                entity = next(found, None)
            doc.set_ents(ents, default="outside")
            start = end

    def _outside(self, next_token: Floats, closing: Flags, spaces: Flags) -> NDArray[np.intp]:
        """Return each token's best move outside an entity, as a number in ``self._moves``."""
        absent = self._scorer.absent[1] + self._scorer.absent[2]
        scores = self._scorer.hidden(next_token + absent) @ self._weight
        scores += self._bias
        scores[np.ix_(closing, self._begins)] = -np.inf
        scores[np.ix_(spaces, self._names)] = -np.inf
        best: NDArray[np.intp] = scores.argmax(axis=1)
        return best

    def _entities(
        self, features: Floats, closing: Flags, chosen: NDArray[np.intp]
    ) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and label of each entity, in order."""
        end = 0
        for start in np.flatnonzero(self._names[chosen]).tolist():
            if start >= end:
                move, end = self._moves[chosen[start]], start + 1
                if move[0] == "B":
                    end = self._end(features, closing, start, self._inside[move[2:]])
                yield start, end, move[2:]

    def _end(self, features: Floats, closing: Flags, start: int, inside: Inside) -> int:
        """Return where an entity of more than one token ends."""
        at = start + 1
        while not closing[at]:
            summed = features[0, at] + features[1, start] + features[2, at - 1]
            if not inside.goes_on(self._scorer.hidden(summed)):
                break
            at += 1
        return at + 1


def _closing(docs: Sequence[Doc]) -> Flags:
    """Whether no entity goes on after a token: a sentence starts after it, or the doc ends."""
    starts = np.concatenate([doc.to_array(["SENT_START"]).ravel() for doc in docs]) == 1
    starts[0] = True
    starts[np.cumsum([len(doc) for doc in docs[:-1]], dtype=np.intp)] = True
    return np.roll(starts, -1)


def _spaces(docs: Sequence[Doc]) -> Flags:
    spaces: Flags = np.concatenate([doc.to_array(["IS_SPACE"]).ravel() for doc in docs]) == 1
    return spaces
