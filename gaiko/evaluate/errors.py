"""The errors one by one: events that were missed, wrong, or right but for status, mode or date.

Comes in: pairs of gold and found articles. Goes out: ``EventError`` with its sentence cut into marked
pieces. How they look is not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

import msgspec

from gaiko.evaluate.annotation import Act, Actor, Annotation
from gaiko.evaluate.measure import match_shapes, same_date, shapes

Kind = Literal["missed", "wrong", "differs"]
Range = tuple[int, int]
ENDS = "。\n"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a sentence; ``marks`` are the words trigger, source, target and object."""

    text: str
    marks: str


class EventError(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the gold that was not found, one found that the gold has not, or a differing one."""

    kind: Kind
    type: str
    article: str
    title: str
    published: str | None
    pieces: list[Piece]
    told: str
    rule: str | None
    confidence: float | None
    differences: list[str]
    beside: list[str]
    """What the other side tells of the same sentence."""


def find_errors(gold: Annotation, found: Annotation) -> Iterator[EventError]:
    """Yield the errors of one article: missed, then differing, then wrong."""
    matches = dict(match_shapes(shapes(gold), shapes(found)))
    for i, act in enumerate(gold.events):
        if i not in matches:
            yield _error("missed", gold, act, found)
        elif differences := _differences(act, found.events[matches[i]]):
            seen = found.events[matches[i]]
            yield _error("differs", found, seen, gold, differences)
    for j, act in enumerate(found.events):
        if j not in matches.values():
            yield _error("wrong", found, act, gold)


def _error(
    kind: Kind, own: Annotation, act: Act, other: Annotation, differences: list[str] | None = None
) -> EventError:
    article = own if own.text else other
    sentence = sentence_of(own, act)
    return EventError(
        kind=kind,
        type=act.type,
        article=own.id,
        title=article.title,
        published=article.published,
        pieces=_pieces(own, act, sentence),
        told=_told(own, act),
        rule=act.rule,
        confidence=act.confidence,
        differences=differences or [],
        beside=_beside(sentence[0], other) if kind != "differs" else [],
    )


def _differences(gold: Act, found: Act) -> list[str]:
    """Return what is not as in the gold; mode and date only where the gold has one."""
    wrong = [("status", gold.status, found.status)] if gold.status != found.status else []
    if gold.mode and gold.mode != found.mode:
        wrong.append(("mode", gold.mode, found.mode))
    if gold.date and not same_date(gold.date, found.date):
        wrong.append(("date", gold.date, found.date))
    return [f"{name} {seen or 'none'} instead of {right}" for name, right, seen in wrong]


def _told(article: Annotation, act: Act) -> str:
    """Return an event in one line: its sides, then status, mode and date."""
    sides = [_names(article, ids) for ids in (act.source, act.target, act.object)]
    arrows = "".join(
        mark + side for mark, side in zip(("", " → ", " ∷ "), sides, strict=True) if side
    )
    rest = [word for word in (act.status, act.mode, act.date) if word]
    return ", ".join([arrows or "nobody", *rest])


def _names(article: Annotation, ids: list[str] | None) -> str:
    actors = article.actors
    return "、".join(actors[i].name or i for i in ids or [] if i in actors)


def _beside(sentence: str, other: Annotation) -> list[str]:
    return [
        f"{act.type}: {_told(other, act)}"
        for act in other.events
        if act.evidence and (act.evidence in sentence or sentence_of(other, act)[0] == sentence)
    ]


# --- sentences with marks ------------------------------------------------------------------------------


def sentence_of(article: Annotation, act: Act) -> tuple[str, int]:
    """Return the whole sentence around an event's evidence, and where it begins in title + text.

    Evidence that does not stand in the text is its own sentence.
    """
    full, evidence = f"{article.title}\n{article.text}", act.evidence or ""
    at = full.find(evidence, act.start or 0) if evidence else -1
    if at < 0:
        return evidence, 0
    start = max(full.rfind(end, 0, at) for end in ENDS) + 1
    stops = [full.find(end, at + len(evidence) - 1) for end in ENDS]
    end = min((stop for stop in stops if stop >= 0), default=len(full))
    return full[start : end + 1].rstrip("\n"), start


def _pieces(article: Annotation, act: Act, sentence: tuple[str, int]) -> list[Piece]:
    text, offset = sentence
    marks: list[set[str]] = [set() for _ in text]
    for role, ids in (("source", act.source), ("target", act.target), ("object", act.object)):
        for actor in (article.actors[i] for i in ids or [] if i in article.actors):
            _mark(marks, role, _places(actor, text, offset))
    _mark(marks, "trigger", _trigger(act, text))
    runs = groupby(zip(text, marks, strict=True), key=lambda pair: " ".join(sorted(pair[1])))
    return [Piece("".join(char for char, _ in run), names) for names, run in runs]


def _mark(marks: list[set[str]], name: str, places: Iterator[Range]) -> None:
    for start, end in places:
        for held in marks[max(start, 0) : max(end, 0)]:
            held.add(name)


def _places(actor: Actor, text: str, offset: int) -> Iterator[Range]:
    """Yield where an actor is named: by offsets, else wherever a surface stands."""
    for mention in actor.mentions:
        if isinstance(mention, str):
            yield from _occurrences(mention, text)
        else:
            yield mention.start - offset, mention.end - offset


def _occurrences(surface: str, text: str) -> Iterator[Range]:
    """Yield where a surface stands; 日 after a digit is a day, not a state."""
    at = text.find(surface) if surface else -1
    while at >= 0:
        if len(surface) > 1 or not text[at - 1 : at].isdigit():
            yield at, at + len(surface)
        at = text.find(surface, at + 1)


def _trigger(act: Act, text: str) -> Iterator[Range]:
    """Yield where the trigger stands, within the evidence if that is only a part of the sentence."""
    within = max(text.find(act.evidence or ""), 0)
    at = text.find(act.trigger, within) if act.trigger else -1
    if at >= 0:
        yield at, at + len(act.trigger or "")
