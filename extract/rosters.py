"""Rosters: who takes part in what an article is about, where it lists them once for all.

Comes in: the sentences of an article with the entities of their spans. Goes out: entity ids. Serves acts that are told
without their sides, before the list or after it: フォーラムに参加したのは、A、B、C and 協定には…の6カ国が調印.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.anaphora import NUMBERS
from extract.grammar import ROSTER_LINK, ROSTERS
from extract.spans import Span

NEAR = 24
"""Code points before a list in which it is introduced."""
WORTH = re.compile("国|参加|出席|集ま|加わ|首脳")
"""What a sentence with such a list has."""
COUNT = re.compile(r"(?:など)?(?:の[一-鿿]{0,4})?([0-9]{1,2}|[三四五六七八九])[カかヶヵケ]?国")
"""How many are listed, after the list."""
LEAST = 3
"""States that make a roster; two are a pair, which the sentences tell by themselves."""
Known = tuple[Span, tuple[str, ...]]


def find_roster(sentences: Iterable[tuple[str, Sequence[Known]]]) -> tuple[str, ...]:
    """Return the entities that the lists of an article name together; nothing where they are fewer than three.

    Who takes part comes before who is a member, that before a list that is only counted (…の6カ国).
    """
    rosters: list[dict[str, None]] = [{} for _ in ROSTERS]
    for text, known in sentences:
        for run in _runs(text, known) if WORTH.search(text) else ():
            kind = _kind(text, run)
            if kind is not None:
                rosters[kind].update((i, None) for _, ids in run for i in ids)
    return next((tuple(roster) for roster in rosters if len(roster) >= LEAST), ())


def _runs(text: str, known: Sequence[Known]) -> Iterator[list[Known]]:
    """Yield the lists of states and bodies of a sentence, of two or more."""
    run: list[Known] = []
    for span, ids in known:
        if run and not ROSTER_LINK.fullmatch(text, run[-1][0].end, span.start):
            if len(run) > 1:
                yield run
            run = []
        if _may_be_member(span):
            run.append((span, ids))
    if len(run) > 1:
        yield run


def _may_be_member(span: Span) -> bool:
    return span.type == "COUNTRY" or (
        span.type == "ORGANIZATION" and span.country in (None, "INT") and span.reason != "anaphor"
    )


def _kind(text: str, run: list[Known]) -> int | None:
    """Return what the words around a list say that it is of, by its place in ``ROSTERS``; None for any other list."""
    first, last = run[0][0], run[-1][0]
    if (count := COUNT.match(text, last.end)) and int(NUMBERS.get(count[1], count[1])) != len(run):
        return None  # A、Bなど8カ国: most of them are not named
    before = text[max(first.start - NEAR, 0) : first.start]
    return next(
        (
            kind
            for kind, (begins, ends) in enumerate(ROSTERS)
            if begins.search(before) or ends.match(text, last.end)
        ),
        None,
    )
