"""Whether a user's statement only reads: a real tokenizer and allow-lists, before the engine sees it.

Read-only sessions alone are not enough: ``LOAD CSV`` reads local files in them, and procedures run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.errors import QueryRefused

TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<comment>//[^\n]*|/\*)|(?P<string>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<name>`(?:[^`]|``)*`)|"
    r"(?P<parameter>\$\w+)|(?P<word>[^\W\d]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<symbol>\.\.|<=|>=|<>|=~|[-+*/%^=<>()\[\]{},.:;|!&])"
)
OPENING = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN"})
FORBIDDEN = frozenset(
    [
        "CREATE",
        "MERGE",
        "DELETE",
        "DETACH",
        "SET",
        "REMOVE",
        "DROP",
        "FOREACH",
        "LOAD",
        "CALL",
        "USE",
        "EXPLAIN",
        "PROFILE",
        "CYPHER",
        "INSERT",
        "ALTER",
        "GRANT",
        "DENY",
        "REVOKE",
        "SHOW",
        "START",
        "STOP",
        "TERMINATE",
        "PERIODIC",
        "TRANSACTIONS",
        "COMMIT",
        "YIELD",
        "FINISH",
        "NODETACH",
    ]
)
LONGEST = 20_000
MOST_HOPS = 6
MOST_RANGE = 100_000

Token = tuple[str, str]


def check_read_only(statement: str) -> None:
    """Raise ``QueryRefused`` with the reason unless the statement is one bounded read.

    >>> check_read_only("MATCH (a:Actor) RETURN a.name AS name LIMIT 3")
    >>> check_read_only("MATCH (a) DETACH DELETE a")
    Traceback (most recent call last):
    graph.errors.QueryRefused: DETACH is not allowed: statements only read
    """
    if len(statement) > LONGEST:
        raise QueryRefused(
            f"the statement has {len(statement)} characters, at most {LONGEST} are allowed"
        )
    tokens = [token for token in tokenize(statement) if token[0] != "space"]
    if tokens and tokens[-1] == ("symbol", ";"):
        tokens.pop()
    if not tokens:
        raise QueryRefused("the statement is empty")
    _check_words(tokens)
    _check_paths(tokens)


def tokenize(statement: str) -> Iterator[Token]:
    """Yield (kind, text) for each token; an unknown character, an open string or ``/*`` is refused."""
    at = 0
    while at < len(statement):
        match = TOKEN.match(statement, at)
        if match is None:
            raise QueryRefused(f"{statement[at : at + 10]!r} at character {at} is not understood")
        kind = str(match.lastgroup)
        if kind == "comment":
            raise QueryRefused("comments are not allowed")
        yield kind, match[0]
        at = match.end()


def _check_words(tokens: list[Token]) -> None:
    if tokens[0][1].upper() not in OPENING:
        raise QueryRefused(
            f"a statement begins with {', '.join(sorted(OPENING))}, not {tokens[0][1]!r}"
        )
    for i, (kind, text) in enumerate(tokens):
        named = i > 0 and tokens[i - 1][1] in (".", ":")
        if kind == "word" and text.upper() in FORBIDDEN and not named:
            raise QueryRefused(f"{text.upper()} is not allowed: statements only read")
        if kind == "symbol" and text == ";":
            raise QueryRefused("one statement at a time")
        if (
            kind == "word"
            and "." in "".join(t for _, t in tokens[i + 1 : i + 2])
            and text.lower() in ("apoc", "dbms", "db")
        ):
            raise QueryRefused(f"{text} procedures and functions are not allowed")


def _check_paths(tokens: list[Token]) -> None:
    """Variable length must be bounded, ``range`` small."""
    depth = 0
    for i, (_, text) in enumerate(tokens):
        depth += (text == "[") - (text == "]")
        if (text == "*" and depth > 0 and tokens[i - 1][1] in ("[", "]")) or (
            text == "*"
            and depth > 0
            and tokens[i - 1][0] in ("word", "name")
            and _is_relationship(tokens, i)
        ):
            _check_hops(tokens, i)
        if text.lower() == "range" and any(
            kind == "number" and float(n) > MOST_RANGE for kind, n in tokens[i + 1 : i + 8]
        ):
            raise QueryRefused(f"range is limited to {MOST_RANGE}")


def _is_relationship(tokens: list[Token], i: int) -> bool:
    """Whether a star stands in ``-[…]-``, not in a list's arithmetic."""
    opening = max(j for j in range(i) if tokens[j][1] == "[")
    return opening > 0 and tokens[opening - 1][1] == "-"


def _check_hops(tokens: list[Token], i: int) -> None:
    words = [text for _, text in tokens[i + 1 : i + 4]]
    numbers = re.match(
        r"(?:\d+)?(?:\.\.)?(\d+)?", "".join(w for w in words if re.fullmatch(r"\d+|\.\.", w))
    )
    exact = words[0].isdigit() and words[1] != ".."
    last = words[0] if exact else (numbers[1] if numbers else None)
    if last is None or int(last) > MOST_HOPS:
        raise QueryRefused(
            f"a path of variable length needs an end of at most {MOST_HOPS}, such as *1..3"
        )
