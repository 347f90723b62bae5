"""Whether a user's statement only reads: a real tokenizer and allow-lists, before the engine sees it.

Read-only sessions alone are not enough: ``LOAD CSV`` reads local files in them, and procedures run. The
word lists are in ``guard.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.errors import QueryRefused
from graph.stores.tokens import NOTHING, Token, tokenize

LONGEST = 20_000
MOST_HOPS = 6
MOST_RANGE = 100_000
QUANTIFIERS = ("+", "*", "{")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``guard.yaml``."""

    opening: frozenset[str]
    forbidden: dict[str, list[str]]
    before_brackets: frozenset[str]
    functions: frozenset[str]

    def why(self, word: str) -> str | None:
        """Return why a word is refused, or None."""
        return next((why for why, words in self.forbidden.items() if word in words), None)


@cache
def load_words() -> Words:
    """Return the words of the guard."""
    text = Path(__file__).with_name("guard.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Words)


def check_read_only(statement: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Raise ``QueryRefused`` with the reason unless the statement is one bounded read.

    >>> check_read_only("MATCH (a:Actor) RETURN a.name AS name LIMIT 3")
    >>> check_read_only("MATCH (a) DETACH DELETE a")
    Traceback (most recent call last):
    graph.errors.QueryRefused: DETACH is not allowed (it writes): statements only read
    """
    if len(statement) > LONGEST:
        raise QueryRefused(
            f"the statement has {len(statement)} characters, at most {LONGEST} are allowed"
        )
    tokens = list(tokenize(statement))
    if tokens and tokens[-1].text == ";":
        tokens.pop()
    if not tokens:
        raise QueryRefused("the statement is empty")
    _check_words(tokens)
    _check_functions(tokens)
    _check_paths(tokens)
    for inside in _calls(tokens, "range"):
        _check_range(inside, parameters or {})
    for inside in _calls(tokens, "reduce"):
        _check_reduce(inside)


def _at(tokens: Sequence[Token], i: int) -> Token:
    return tokens[i] if 0 <= i < len(tokens) else NOTHING


def _check_words(tokens: list[Token]) -> None:
    words = load_words()
    for i, token in enumerate(tokens):
        if token == ("symbol", ";"):
            raise QueryRefused("one statement at a time: ; may only end it")
        why = words.why(token.upper) if token.kind == "word" else None
        if why and not _is_name(tokens, i):
            raise QueryRefused(f"{token.upper} is not allowed (it {why}): statements only read")
    if tokens[0].upper not in words.opening:
        raise QueryRefused(
            f"a statement begins with {', '.join(sorted(words.opening))}, not {tokens[0].text!r}"
        )


def _is_name(tokens: list[Token], i: int) -> bool:
    """Whether a word is a property, a label or a type; what follows ``1.`` is none."""
    before = _at(tokens, i - 1).text
    return before == ":" or (before == "." and _at(tokens, i - 2).kind != "number")


# --- functions ------------------------------------------------------------------------------------------


def _check_functions(tokens: list[Token]) -> None:
    words = load_words()
    for i, token in enumerate(tokens):
        if token.kind not in ("word", "name") or _at(tokens, i + 1).text != "(":
            continue
        name = _whole_name(tokens, i)
        if token.upper not in words.before_brackets and name.lower() not in words.functions:
            raise QueryRefused(f"the function {name} is not allowed: only those that compute are")


def _whole_name(tokens: list[Token], i: int) -> str:
    """The name of a function with its namespaces, such as ``duration.inDays``."""
    start = i
    while _at(tokens, start - 1).text == "." and _at(tokens, start - 2).kind in ("word", "name"):
        start -= 2
    return "".join(token.text for token in tokens[start : i + 1])


def _calls(tokens: list[Token], function: str) -> Iterator[list[Token]]:
    """Yield what stands in the brackets of each call of a function."""
    for i, token in enumerate(tokens):
        if token.upper == function.upper() and _at(tokens, i + 1).text == "(":
            yield list(_inside(tokens, i + 1))


def _inside(tokens: list[Token], opening: int) -> Iterator[Token]:
    depth = 0
    for token in tokens[opening:]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            return
        yield token


def _check_range(inside: list[Token], parameters: Mapping[str, Any]) -> None:
    """Its ends are small numbers, or sizes of what the graph holds."""
    for token in inside:
        value = parameters.get(token.text[1:]) if token.kind == "parameter" else token.text
        number = token.kind in ("number", "parameter") and not _is_small(value)
        grows = token.kind == "string" or token.text in ("*", "^", "/")
        if number or grows or token.upper.startswith("TO"):
            raise QueryRefused(f"a range is limited to {MOST_RANGE}, {token.text} may be more")


def _is_small(value: object) -> bool:
    text = str(value)
    return text.lstrip("-").isdecimal() and abs(int(text)) <= MOST_RANGE


def _check_reduce(inside: list[Token]) -> None:
    """What is used twice in each step doubles with each step."""
    bar = next((i for i, token in enumerate(inside) if token.text == "|"), len(inside))
    if [token.text for token in inside[bar:]].count(inside[1].text if inside[1:] else "") > 1:
        raise QueryRefused(
            "in reduce the result may be used once in a step, else it grows without end"
        )


# --- paths ----------------------------------------------------------------------------------------------


def _check_paths(tokens: list[Token]) -> None:
    """Variable length is bounded; quantifiers of whole patterns are no dialect of both stores."""
    edge, braces, pattern = False, 0, -1
    for i, token in enumerate(tokens):
        before = _at(tokens, i - 1).text
        if token.text == "[":
            edge = before == "-"
        if token.text == "*" and edge and (before == "[" or _names_edge(tokens, i)):
            _check_hops(tokens, i)
        if token.upper in ("MATCH", "EXISTS", "COUNT"):
            pattern = braces + (token.upper != "MATCH")
        elif token.upper in ("WHERE", "RETURN", "WITH", "UNWIND", "ORDER"):
            pattern = -1
        after_arrow = before in ("-", ">") and _at(tokens, i - 2).text in ("]", "-")
        if token.text in QUANTIFIERS and (after_arrow or (before == ")" and pattern == braces)):
            raise QueryRefused("quantified patterns are not allowed: write a path such as *1..3")
        braces += (token.text == "{") - (token.text == "}")
        edge = edge and token.text != "]"


def _names_edge(tokens: list[Token], i: int) -> bool:
    """Whether what stands before a star is the variable or the type of an edge."""
    return _at(tokens, i - 1).kind in ("word", "name")


def _check_hops(tokens: list[Token], i: int) -> None:
    length = re.match(r"(\d*)(\.\.)?(\d*)", "".join(token.text for token in tokens[i + 1 : i + 4]))
    assert length is not None
    last = length[3] if length[2] else length[1]
    if not last or int(last) > MOST_HOPS:
        raise QueryRefused(
            f"a path of variable length needs an end of at most {MOST_HOPS}, such as *1..3"
        )
