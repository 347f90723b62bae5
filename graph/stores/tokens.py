"""Cypher as tokens, as far as a guard needs them: what is a string or a name is no clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.errors import QueryRefused

TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comment>//|/\*)
    |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    |(?P<name>`(?:[^`]|``)*`)
    |(?P<parameter>\$\w+)
    |(?P<word>[^\W\d]\w*)
    |(?P<number>0[xo]\w+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][-+]?\d+)?)
    |(?P<symbol>\.\.|<=|>=|<>|=~|[-+*/%^=<>()\[\]{},.:;|!&])""",
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """``kind`` is string, name (in backticks), parameter, word, number or symbol."""

    kind: str
    text: str

    @property
    def upper(self) -> str:
        """The text of a word in capitals; nothing else equals a keyword."""
        return self.text.upper() if self.kind == "word" else self.text


NOTHING = Token("", "")


def tokenize(statement: str) -> Iterator[Token]:
    """Yield the tokens; comments, open strings and unknown characters are refused.

    The engines replace ``\\u0027`` before they look for strings, so that it would end one.
    """
    if re.search(r"\\u", statement, re.IGNORECASE):
        raise QueryRefused(
            r"escapes such as \u0027 are not allowed: write the letter, or a parameter"
        )
    at = 0
    while at < len(statement):
        match = TOKEN.match(statement, at)
        if match is None:
            raise QueryRefused(f"{statement[at : at + 10]!r} at character {at} is not understood")
        if match.lastgroup == "comment":
            raise QueryRefused("comments are not allowed: they can hide what is run")
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match[0])
        at = match.end()
