"""The measures: what a gold article and the facts of it have in common, counted by measure and type.

Comes in: pairs of ``Annotation``. Goes out: a ``Tally`` per measure and type. Mentions are compared as
(surface, type), entities as (type, identity), events one to one by the states on their sides,
pairs and acts as triples of type, source and target: states in the one, identities in the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec

from gaiko.evaluate.annotation import Act, Actor, Annotation
from graph.ontology import load_ontology

MEASURES = ("mentions", "entities", "events", "pairs", "acts")
SHARES = ("status", "mode", "date")
"""Shares of the correct pairs whose event also has the right status, mode or date."""
ALL = ""
"""The type of a tally over all types."""
ENOUGH = 0.5
"""The least overlap of two sides that are the same event's."""

Key = tuple[str, str]
"""Measure and type."""
Side = frozenset[str]
Shape = tuple[str, tuple[Side, ...]]
"""An event's type and the states of each of its sides; one side where the sides are alike."""
Match = tuple[int, int]
"""A gold event and the found event that is it, by their places in the article."""


class Tally(msgspec.Struct, frozen=True):
    """Counts of one measure: how many are right, found and in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0


Counts = dict[Key, Tally]


def count(gold: Annotation, found: Annotation) -> Counts:
    """Count every measure in one article, over all types and by type."""
    counts = _count_events(gold, found)
    views = zip(_sets(gold), _sets(found), strict=True)
    for measure, (expected, seen) in zip(
        ("mentions", "entities", "pairs", "acts"), views, strict=True
    ):
        counts |= _count_sets(measure, expected, seen)
    return counts | _count_shares(gold, found)


# --- mentions, entities, pairs and acts are sets of tuples whose first member is the type -----------

Member = tuple[object, ...]


def _sets(article: Annotation) -> tuple[set[Member], ...]:
    actors = article.actors
    mentions: set[Member] = {(a.type, text) for a in actors.values() for text in a.surfaces}
    entities: set[Member] = {identity(actor) for actor in actors.values()}
    pairs = {member for act in article.events for member in _expand(act, actors, state)}
    acts = {member for act in article.events for member in _expand(act, actors, identity)}
    return mentions, entities, pairs, acts


def _count_sets(measure: str, gold: set[Member], found: set[Member]) -> Counts:
    types = {str(member[0]) for member in gold | found}
    counts = {(measure, ALL): Tally(len(gold & found), len(found), len(gold))}
    for kind in types:
        expected, seen = ({m for m in members if m[0] == kind} for members in (gold, found))
        counts[measure, kind] = Tally(len(expected & seen), len(seen), len(expected))
    return counts


def identity(actor: Actor) -> tuple[str, str]:
    """Return what tells an entity from others: a country's code, else its plain name."""
    code = actor.code if actor.type == "COUNTRY" else None
    return actor.type, code or plain(actor.name)


def state(actor: Actor) -> str:
    """Return the state that an actor acts for, else the body itself."""
    return (actor.code if actor.type == "COUNTRY" else actor.country) or plain(actor.name)


def plain(name: str | None) -> str:
    """Return a name without spaces, middle dots, hyphens and brackets, in lower case.

    >>> plain("ディック・スホーフ"), plain("欧州連合 (EU)")
    ('ディックスホーフ', '欧州連合eu')
    """
    return re.sub(r"[\s・･=＝\-‐「」『』()（）]", "", name or "").lower()


def _expand(act: Act, actors: dict[str, Actor], key: Callable[[Actor], object]) -> set[Member]:
    """Return an event as (type, source, target), one for each two of its participants.

    Alike sides give every unordered two; SIGNED gives signatories and documents, or, by state, the
    signatories alone; an event within one state gives none.
    """
    source, target, objects = (
        _members(ids, actors) for ids in (act.source, act.target, act.object)
    )
    if _direction(act.type) == "to_object":
        documents = [] if key is state else objects
        return _crossed(act.type, [key(a) for a in source], [key(o) for o in documents])
    if _direction(act.type) == "symmetric":
        members = sorted({key(a) for a in source + target}, key=str)
        return {(act.type, *two) for two in combinations(members, 2)}
    crossed = _crossed(act.type, [key(a) for a in source], [key(a) for a in target])
    return {member for member in crossed if member[1] != member[2]}


def _crossed(kind: str, ones: Sequence[object], others: Sequence[object]) -> set[Member]:
    return {(kind, one, other) for one in ones for other in others or [None]}


def _members(ids: list[str] | None, actors: dict[str, Actor]) -> list[Actor]:
    return [actors[i] for i in ids or [] if i in actors]


def _direction(kind: str) -> str:
    known = load_ontology().get(kind)
    return known.direction if known else "directed"


# --- events, one to one ------------------------------------------------------------------------------


def _count_events(gold: Annotation, found: Annotation) -> Counts:
    expected, seen = shapes(gold), shapes(found)
    right = [expected[i][0] for i, _ in match_shapes(expected, seen)]
    counts = {("events", ALL): Tally(len(right), len(seen), len(expected))}
    for kind in {shape[0] for shape in expected + seen}:
        sums = (sum(shape[0] == kind for shape in shapes_) for shapes_ in (seen, expected))
        counts["events", kind] = Tally(right.count(kind), *sums)
    return counts


def shapes(article: Annotation) -> list[Shape]:
    """Return the type and the states on each side of every event of an article."""
    return [_shape(act, article.actors) for act in article.events]


def _shape(act: Act, actors: dict[str, Actor]) -> Shape:
    source, target = (
        frozenset(state(a) for a in _members(ids, actors)) for ids in (act.source, act.target)
    )
    alike = _direction(act.type) != "directed"
    return act.type, (source | target,) if alike else (source, target)


def match_shapes(gold: list[Shape], found: list[Shape]) -> list[Match]:
    """Return one-to-one matches of events, those that overlap most first."""
    scored = (
        (-_overlap(expected, seen), i, j)
        for i, expected in enumerate(gold)
        for j, seen in enumerate(found)
    )
    matches: list[Match] = []
    for overlap, i, j in sorted(scored):
        if overlap < 0 and all(i != a and j != b for a, b in matches):
            matches.append((i, j))
    return matches


def _overlap(gold: Shape, found: Shape) -> float:
    """Return the mean overlap of the sides, 0 where the types or a side differ too much."""
    if gold[0] != found[0]:
        return 0.0
    overlaps = [_jaccard(a, b) for a, b in zip(gold[1], found[1], strict=True)]
    return sum(overlaps) / len(overlaps) if min(overlaps) >= ENOUGH else 0.0


def _jaccard(a: Side, b: Side) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0


# --- status, mode and date of the correct pairs -------------------------------------------------------


def _count_shares(gold: Annotation, found: Annotation) -> Counts:
    expected, seen = _acts_by_pair(gold), _acts_by_pair(found)
    counts: defaultdict[Key, list[bool]] = defaultdict(list)
    for pair in expected.keys() & seen.keys():
        for measure, right in _agreements(expected[pair], seen[pair]):
            counts[measure, ALL].append(right)
            counts[measure, str(pair[0])].append(right)
    return {key: Tally(sum(r), len(r), len(r)) for key, r in counts.items()}


def _acts_by_pair(article: Annotation) -> dict[Member, list[Act]]:
    acts: defaultdict[Member, list[Act]] = defaultdict(list)
    for act in article.events:
        for pair in _expand(act, article.actors, state):
            acts[pair].append(act)
    return acts


def _agreements(gold: list[Act], found: list[Act]) -> Iterable[tuple[str, bool]]:
    """Yield whether one of the found acts agrees; mode and date only where the gold has one."""
    yield "status", bool({a.status for a in gold} & {b.status for b in found})
    if modes := {a.mode for a in gold if a.mode}:
        yield "mode", bool(modes & {b.mode for b in found})
    if dates := [a.date for a in gold if a.date]:
        yield "date", any(same_date(a, b.date) for a in dates for b in found)


def same_date(gold: str, found: str | None) -> bool:
    """Return whether the coarser of two dates is the beginning of the other.

    >>> same_date("2025-06-25", "2025-06"), same_date("2025", None)
    (True, False)
    """
    return bool(found) and (gold.startswith(found or "") or (found or "").startswith(gold))
