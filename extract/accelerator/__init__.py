"""ja_ginza's own output at several times the speed of ``nlp.pipe``, on one core.

Comes in: the loaded model. Goes out: a pipeline with the same weights that gives the same docs. Two components
take nine tenths of the time of ja_ginza and are replaced: ``tok2vec`` (``vectors.py``, of ``embedding.py`` and
``convolutions.py``) and ``ner`` (``entities.py``). Each module says why it is exact; ``benchmarks/identity.py``
compares every token of a corpus with the model as it comes. Where ``guard.py`` does not know a model, version
or device, the model runs as it comes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from extract.accelerator.choice import Choice, always

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

log = logging.getLogger(__name__)


class Pipeline(Protocol):
    """What makes docs from texts."""

    def pipe(
        self, texts: Iterable[str], *, batch_size: int = ..., worth: Choice = ...
    ) -> Iterator[Doc]:
        """Yield a doc per text, in order; ``worth`` tells whether its dependencies are needed."""


class PlainPipeline:
    """The model as it comes."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def pipe(
        self, texts: Iterable[str], *, batch_size: int = 256, worth: Choice = always
    ) -> Iterator[Doc]:
        """Yield a doc per text, in order, each with its dependencies."""
        yield from self._nlp.pipe(texts, batch_size=batch_size)


def accelerate(nlp: Language) -> Pipeline:
    """Return a faster pipeline of the same output, or, where there is none, the model itself."""
    from extract.accelerator.guard import obstacle
    from extract.accelerator.pipeline import FastPipeline

    if why := obstacle(nlp):
        log.warning("the model runs without the accelerator: %s", why)
        return PlainPipeline(nlp)
    return FastPipeline(nlp)
