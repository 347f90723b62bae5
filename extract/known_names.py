"""Names that the lexicons know, and bodies named by their state: 中国外務省, 在日中国大使館."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import ahocorasick
import msgspec

from extract import lexicon
from extract.lexicon_entries import Name
from extract.spans import Span, bounded
from extract.word_lists import NOT_AFTER_ARMY, NOT_BEFORE, PAIR, STATE_BODIES


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for surface in lexicon.blocked():
        automaton.add_word(surface, (surface, None))
    for name in lexicon.names():
        held = automaton.get(name.surface, (name.surface, None))[1]
        if held is None or (held.strength == "weak" and name.strength == "strong"):
            automaton.add_word(name.surface, (name.surface, name))
    automaton.make_automaton()
    return automaton


def find_names(text: str) -> Iterator[Span]:
    """Yield the lexicon's names, longest first at each place; a blocked string hides what is in it.

    >>> [span.surface for span in find_names("中国電力は中国と関係がない")]
    ['中国']
    """
    for start, end, name in _hits(text):
        if name is not None:
            code = name.actor_id if name.type == "COUNTRY" else None
            yield Span(
                start,
                end,
                text[start:end],
                name.type,
                name.name,
                rank=70 if name.strength == "strong" else 55,
                actor_id=name.actor_id,
                country=name.country,
                code=code,
                reason="ministry" if text[start:end] in lexicon.ministries() else "lexicon",
            )


def of_state(span: Span, code: str) -> Span:
    """Return the span of a ministry as that of a state: フランスの|外務省 is フランス外務省."""
    name = lexicon.ministry_name(code, lexicon.ministries()[span.surface].name)
    actor_id = lexicon.organization_id(code, name)
    return msgspec.structs.replace(
        span, name=name, actor_id=actor_id, country=code, reason="ministry of a state"
    )


def party_of(span: Span, code: str) -> Span:
    """Return the span of a party as that of a state: the lexicon's party of this name there, if it has one."""
    known = next(
        (n for n in lexicon.names() if n.surface == span.surface and n.country == code), None
    )
    name = known.name if known else span.surface
    actor_id = known.actor_id if known else lexicon.organization_id(code, name)
    return msgspec.structs.replace(
        span, name=name, actor_id=actor_id, country=code, reason="party of a state"
    )


def find_owned(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the ministries that stand beside their state: フランスの外務省, 大韓民国(韓国)国防省."""
    for state, ministry in pairwise(sorted(spans, key=lambda s: s.start)):
        between = text[state.end : ministry.start]
        if ministry.reason == "ministry" and state.code and between in ("の", ")", ")の", "・", ""):
            yield of_state(ministry, state.code)


def find_blocked(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that hide the names in them: 日本人, アジア大洋州局.

    >>> list(find_blocked("在留日本人の数"))
    [(2, 5)]
    """
    yield from ((start, end) for start, end, name in _hits(text) if name is None)


def _hits(text: str) -> Iterator[tuple[int, int, Name | None]]:
    """Yield the surfaces of the lexicons, the longest first at each place; None where one is blocked."""
    hits = [
        (end + 1 - len(surface), end + 1, name) for end, (surface, name) in _automaton().iter(text)
    ]
    taken = 0
    for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < taken or not bounded(text, start, end):
            continue
        if name is not None and (
            _is_military(text, end, name) or _is_one_of_two(text, start, name)
        ):
            continue
        if name is not None and name.type in ("PLACE", "COUNTRY") and NOT_BEFORE.match(text, end):
            name = None  # モスクワ|標準時
        taken = end
        yield start, end, name


def _is_one_of_two(text: str, start: int, name: Name) -> bool:
    """米|英軍: two states' forces."""
    short = len(name.surface) == 2 and name.surface[-1] == "軍" and name.surface[0] in PAIR
    return short and text[start - 1 : start] in set(PAIR)


def _is_military(text: str, end: int, name: Name) -> bool:
    """ウクライナ軍|事: the state is meant."""
    return name.surface[-1] == "軍" and text[end : end + 1] in NOT_AFTER_ARMY


def find_state_bodies(text: str, states: Iterable[Span]) -> Iterator[Span]:
    """Yield bodies named by a state and a generic word: 中国外務省, 米国防総省, オランダ軍, 在日中国大使館."""
    for state in states:
        if state.type != "COUNTRY" and state.surface not in ("EU", "NATO"):
            continue
        head = _body_head(text, state.end)
        one_of_two = len(state.surface) == 1 and text[state.start - 1 : state.start] in set(PAIR)
        if not head or one_of_two:  # 米|英軍
            continue
        start, end = state.start, state.end + len(head)
        country = state.code
        mission = re.search(r"[在駐][一-鿿ァ-ヶー]{1,8}$", text[:start])
        if mission and re.search("大使館|領事館|代表部|軍$", head):
            start = mission.start()
        elif text[start - 1 : start] in ("在", "駐") and re.search("大使館|領事館|代表部", head):
            start, country = start - 1, "JPN"  # 在ペルー大使館: one's own
        canonical = lexicon.ministries().get(head)
        name = _body_name(state, canonical.name if canonical else head, text[start:end])
        yield Span(
            start,
            end,
            text[start:end],
            "ORGANIZATION",
            name,
            rank=80,
            country=country,
            actor_id=lexicon.organization_id(country, name),
            reason="state + body",
        )


def _body_head(text: str, at: int) -> str | None:
    heads = [head for head in _heads() if text.startswith(head, at)]
    head = max(heads, key=len, default=None)
    goes_on = (
        head and head[-1] == "軍" and text[at + len(head) : at + len(head) + 1] in NOT_AFTER_ARMY
    )
    return None if goes_on else head


@cache
def _heads() -> tuple[str, ...]:
    return tuple({*lexicon.ministries(), *STATE_BODIES})


def _body_name(state: Span, head: str, surface: str) -> str:
    if surface[0] in "在駐":
        return surface
    if state.code == "JPN" and head.endswith(("省", "庁")):
        return head
    short = {"USA": "米", "GBR": "英"}.get(state.code or "", state.name)
    return f"{short}{head}"
