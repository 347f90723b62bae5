"""Which predicate an argument belongs to, over GiNZA's dependencies.

Comes in: a parsed sentence with its arguments. Goes out: answers about predicates and paths.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from extract.phrases import Argument, Phrases

if TYPE_CHECKING:
    from extract.parsed import Token


class Clauses(Phrases):
    """A parsed sentence whose arguments are asked for their predicates."""

    @cached_property
    def predicates(self) -> list[Token]:
        """The tokens that head clauses, in order."""
        return [token for token in self.doc if is_predicate(token)]

    def predicate_of(self, argument: Argument) -> Token | None:
        """Return the predicate that the argument's phrase depends on, or None for the sentence itself."""
        token = self.token(argument.end - 1)
        for _ in range(12):
            if token.head.i == token.i:
                return token
            token = token.head
            if is_predicate(token):
                return token
        return None

    def path(self, token: Token, goal: Token) -> list[Token] | None:
        """Return the tokens from one up the tree to another, or None."""
        steps = [token]
        while steps[-1].i != goal.i:
            if steps[-1].head.i == steps[-1].i or len(steps) > 25:
                return None
            steps.append(steps[-1].head)
        return steps


def relation(token: Token) -> str:
    """Return the dependency label; that of a bunsetu's head carries a mark of GiNZA's own."""
    return str(token.dep_).removesuffix("_bunsetu")


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause: a verb, an adjective, or a noun that する or だ follows."""
    if token.tag_.startswith(("動詞", "形容詞")):
        return True
    if relation(token) in ("ROOT", "advcl", "acl", "ccomp", "csubj"):
        return True
    return "サ変可能" in token.tag_ and any(
        child.dep_ in ("aux", "cop") for child in token.children
    )
