"""A pipeline whose ``tok2vec`` and ``ner`` are the fast ones; the other components stay as they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from thinc.api import NumpyOps
from threadpoolctl import threadpool_limits

from extract.accelerator.choice import Choice, always
from extract.accelerator.entities import FastEntities
from extract.accelerator.vectors import FastVectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class FastPipeline:
    """Stands for ``nlp`` where docs are made from texts: ``pipe`` gives the same docs sooner."""

    def __init__(self, nlp: Language) -> None:
        # NumPy's BLAS has kernels for the processor at hand; thinc's own are generic on many.
        # One thread of it: products of this size gain little from more, and processes use the cores better.
        threadpool_limits(1, user_api="blas")
        ops = NumpyOps(use_blis=False)
        for _, component in nlp.pipeline:
            model: Any = getattr(component, "model", None)
            for node in model.walk() if model else ():
                node.ops = ops
        self._nlp = nlp
        self._fast = {
            "tok2vec": FastVectors(nlp.get_pipe("tok2vec")).annotate,
            "ner": FastEntities(nlp.get_pipe("ner")).annotate,
        }

    def pipe(
        self, texts: Iterable[str], *, batch_size: int = 256, worth: Choice = always
    ) -> Iterator[Doc]:
        """Yield a doc per text, in order; one that is not ``worth`` it has no dependencies."""
        texts = iter(texts)
        while batch := list(islice(texts, batch_size)):
            docs = [self._nlp.make_doc(text) for text in batch]
            worthy = [doc for text, doc in zip(batch, docs, strict=True) if worth(text)]
            for name, component in self._nlp.pipeline:
                self._annotate(name, component, worthy if name == "parser" else docs)
            yield from docs

    def _annotate(self, name: str, component: Any, docs: list[Doc]) -> None:
        if fast := self._fast.get(name):
            if full := [doc for doc in docs if len(doc)]:
                fast(full)
        elif hasattr(component, "pipe"):
            deque(component.pipe(docs, batch_size=len(docs) or 1), maxlen=0)
        else:
            deque(map(component, docs), maxlen=0)
