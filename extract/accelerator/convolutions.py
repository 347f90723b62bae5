"""The convolutions of ``tok2vec``: eight times x + layernorm(maxout(window of three rows · W + b)).

Comes in: the sentences' rows before the convolutions, (tokens, 256). Goes out: the rows after them.

Why it is exact: thinc puts zero rows between sentences, as many as the convolutions are deep, so that none
sees its neighbour. Here, too; but of those rows only the ones are computed that a token can see. After layer
k a row further than k from every token has one known value, since it saw no token, and a row further than
depth - k is seen by no token any more. Sums are taken in another order than thinc's: the last bits differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.lib.stride_tricks import as_strided

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.intp]

TILE = 512
"""Rows computed together: what fits into a core's cache with its products."""
EPSILON = 1e-8
"""What thinc's layernorm adds to the variance."""


class Layer(msgspec.Struct, frozen=True):
    """One convolution: ``weight`` (3 · width, pieces · width), ``bias`` (pieces · width), layernorm's ``gain`` and ``shift`` (width)."""

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, residual: Any) -> Layer:
        """Take the parameters of a layer over, the pieces of maxout apart from each other."""
        maxout = next(node for node in residual.walk() if node.name == "maxout")
        norm = next(node for node in residual.walk() if node.name == "layernorm")
        weight, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, inputs = weight.shape
        return cls(
            np.ascontiguousarray(weight.transpose(1, 0, 2).reshape(pieces * width, inputs).T),
            np.ascontiguousarray(bias.T.reshape(pieces * width)),
            norm.get_param("G"),
            norm.get_param("b"),
        )

    def products(self, windows: Floats) -> Floats:
        """Return the pieces of maxout for windows (n, 3 · width): (n, pieces · width)."""
        return windows @ self.weight

    def added(self, windows: Floats) -> Floats:
        """Return what the layer adds to the middle rows of windows (n, 3 · width): (n, width)."""
        width, products = len(self.gain), self.products(windows)
        products += self.bias
        out: Floats = np.maximum(products[:, :width], products[:, width : 2 * width])
        for piece in range(2 * width, products.shape[1], width):
            np.maximum(out, products[:, piece : piece + width], out=out)
        out -= out.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", out, out) / np.float32(width) + np.float32(EPSILON)
        out *= (1 / np.sqrt(variance))[:, None]
        out *= self.gain
        out += self.shift
        return out


class Convolutions:
    """The layers with the values of rows that saw no token."""

    def __init__(self, residuals: Sequence[Any]) -> None:
        self._layers = [Layer.of(residual) for residual in residuals]
        self._width = len(self._layers[0].gain)
        self._calm = self._calm_rows()

    def _calm_rows(self) -> list[Floats]:
        """Return the value after each layer of a row that saw no token."""
        rows, row = [], np.zeros((1, self._width), np.float32)
        for layer in self._layers:
            row = row + layer.added(np.hstack([row, row, row]))
            rows.append(row[0])
        return rows

    def apply(self, inputs: Floats, lengths: Sequence[int]) -> Floats:
        """Return (tokens, width) for sentences of these lengths that stand one after the other."""
        outputs, start = np.empty_like(inputs), 0
        for tile in _tiles(lengths, len(self._layers)):
            end = start + sum(tile)
            outputs[start:end] = self._apply_tile(inputs[start:end], tile)
            start = end
        return outputs

    def _apply_tile(self, inputs: Floats, lengths: Sequence[int]) -> Floats:
        depth, width = len(self._layers), self._width
        distances = _distances(lengths, depth)
        tokens = np.flatnonzero(distances == 0)
        rows = np.zeros((len(distances), width), np.float32)
        rows[tokens] = inputs
        windows = as_strided(rows, (len(rows) - 2, 3 * width), rows.strides)
        for number, layer in enumerate(self._layers, start=1):
            seen = np.flatnonzero(distances <= min(number, depth - number))
            rows[seen] += layer.added(windows[seen - 1])
            if number < depth / 2:
                rows[distances > number] = self._calm[number - 1]
        return rows[tokens]


def _tiles(lengths: Sequence[int], depth: int) -> Iterator[list[int]]:
    """Yield the sentences in tiles of about ``TILE`` rows; a longer sentence is a tile of its own."""
    tile: list[int] = []
    for length in lengths:
        tile.append(length)
        if sum(tile) + depth * len(tile) >= TILE:
            yield tile
            tile = []
    if tile:
        yield tile


def _distances(lengths: Sequence[int], depth: int) -> Rows:
    """Return each row's distance to the nearest token, for sentences with ``depth`` rows around them.

    >>> _distances([2, 1], 4).tolist()
    [4, 3, 2, 1, 0, 0, 1, 2, 2, 1, 0, 1, 2, 3, 4]
    """
    between = np.minimum(np.arange(1, depth + 1), np.arange(depth, 0, -1))
    pieces = [np.arange(depth, 0, -1)]
    for length in lengths:
        pieces += [np.zeros(length, np.intp), between]
    pieces[-1] = np.arange(1, depth + 1)
    return np.concatenate(pieces)
