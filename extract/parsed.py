"""A parsed sentence in plain Python: what the modules of this package read of one, and nothing more.

spaCy makes an object anew whenever a token is looked at, and joins the text anew whenever it is asked for;
here all of it is there once. The names are spaCy's. Comes in: a spaCy doc. Goes out: ``Doc``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import spacy.tokens

BEGINS = 3
"""ENT_IOB of the first token of an entity."""


class Token:
    """One word. Without a parse each is its own ``head``, has no ``children`` and no ``dep_``."""

    __slots__ = ("children", "dep_", "head", "i", "idx", "lemma_", "tag_", "text")

    def __init__(self, i: int, idx: int, text: str, tag: str, lemma: str) -> None:
        self.i, self.idx, self.text, self.tag_, self.lemma_ = i, idx, text, tag, lemma
        self.dep_ = ""
        self.head = self
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return f"<{self.text}>"


class Ent:
    """A named entity as GiNZA labels it; iterates over its tokens."""

    __slots__ = ("end_char", "label_", "start_char", "text", "tokens")

    def __init__(self, text: str, label: str, tokens: list[Token]) -> None:
        self.start_char = tokens[0].idx
        self.end_char = tokens[-1].idx + len(tokens[-1].text)
        self.text, self.label_, self.tokens = text[self.start_char : self.end_char], label, tokens

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)


class Doc:
    """The tokens of a sentence, its ``text`` and its ``ents``; offsets count code points."""

    __slots__ = ("ents", "text", "tokens")

    def __init__(self, doc: spacy.tokens.Doc) -> None:
        strings = doc.vocab.strings
        columns = doc.to_array(["ORTH", "TAG", "LEMMA", "SPACY", "ENT_IOB"]).T.tolist()
        words, tags, lemmas = ([strings[key] for key in column] for column in columns[:3])
        pieces = [word + " " * space for word, space in zip(words, columns[3], strict=True)]
        starts = accumulate(map(len, pieces), initial=0)
        self.text = "".join(pieces)
        self.tokens = list(map(Token, range(len(words)), starts, words, tags, lemmas))
        self.ents: list[Ent] = []
        if BEGINS in columns[4]:
            self.ents = [
                Ent(self.text, ent.label_, self.tokens[ent.start : ent.end]) for ent in doc.ents
            ]
        if doc.has_annotation("DEP"):
            self._attach(doc)

    def _attach(self, doc: spacy.tokens.Doc) -> None:
        """Tie the tokens to their heads."""
        strings, tokens = doc.vocab.strings, self.tokens
        relations: list[int] = doc.to_array(["DEP"]).ravel().tolist()  # type: ignore[assignment]
        heads = (
            doc.to_array(["HEAD"]).ravel().astype("int64").tolist()
        )  # steps to the left are negative
        for token, head, relation in zip(tokens, heads, relations, strict=True):
            token.dep_ = strings[relation]
            if head:
                token.head = tokens[token.i + head]
                token.head.children.append(token)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]
