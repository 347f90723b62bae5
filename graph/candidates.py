"""Actors that may be the same, each pair with the reasons: people decide, nothing is merged here.

Comes in: the actors of a graph and what was judged. Goes out: ``Candidate``, the likeliest first.
Names are compared through shared keys, never all with all.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from graph.stores.base import Store

ACTORS = """MATCH (n:{label}) WHERE EXISTS {{ (n)<-[:MENTIONS]-() }}
OPTIONAL MATCH (n)-[:{belongs}]->(c:Country)
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, collect(DISTINCT c.id) AS countries ORDER BY id"""
ARTICLES = """MATCH (x:Article)-[:MENTIONS]->(n:{label}) WHERE n.id IN $ids
RETURN n.id AS id, collect(DISTINCT x.id) AS articles"""
PARTNERS = """MATCH (n:{label})-[:PARTICIPATED_IN]->(e:Event)<-[:PARTICIPATED_IN]-(m:Actor) WHERE n.id IN $ids
RETURN n.id AS id, collect(DISTINCT m.id) AS partners"""
KINDS = (("Person", "ACTS_FOR"), ("Organization", "BELONGS_TO"))
MOST_SHARING = 12
"""A key that more actors share (a frequent surname) says nothing about any two of them."""
LONG = 4
"""Letters from which on one wrong letter still leaves a name recognisable: two-letter names have none to spare."""
PREFIXES = range(1, 5)
"""Letters of a family name."""
WEIGHTS = {"same name": 0.6, "written": 0.5, "also called": 0.4, "begins": 0.35, "letter": 0.25}
FOR = 0.15
"""What a shared state, or a shared counterpart, adds."""
AGAINST = 0.3
"""What another state, or an article that names both, takes away."""


class Named(msgspec.Struct, frozen=True):
    """An actor as it is compared."""

    id: str
    name: str
    aliases: frozenset[str]
    countries: frozenset[str]


class Candidate(msgspec.Struct, frozen=True):
    """Two actors that may be the same; ``likely`` from 0 to 1 sorts them, no more than that."""

    keep: str
    other: str
    likely: float
    reasons: list[str]


def find_candidates(store: Store, judged: Iterable[frozenset[str]] = ()) -> list[Candidate]:
    """Return pairs that may be the same and were not judged, the likeliest first."""
    known = set(judged)
    found = [one for label, belongs in KINDS for one in _of_kind(store, label, belongs, known)]
    return sorted(found, key=lambda one: (-one.likely, one.keep, one.other))


def _of_kind(
    store: Store, label: str, belongs: str, judged: set[frozenset[str]]
) -> Iterator[Candidate]:
    rows = store.read(ACTORS.format(label=label, belongs=belongs))
    actors = [
        Named(row["id"], row["name"], frozenset(row["aliases"] or ()), frozenset(row["countries"]))
        for row in rows
    ]
    alike = {
        pair: why
        for pair, why in _alike(actors).items()
        if frozenset(p.id for p in pair) not in judged
    }
    ids = {"ids": sorted({one.id for pair in alike for one in pair})}
    articles = _sets(store, ARTICLES.format(label=label), ids, "articles")
    partners = _sets(store, PARTNERS.format(label=label), ids, "partners")
    for (a, b), why in alike.items():
        yield _candidate(a, b, why, articles, partners)


def _sets(
    store: Store, statement: str, ids: dict[str, list[str]], name: str
) -> dict[str, set[str]]:
    return {row["id"]: set(row[name]) for row in store.read(statement, ids)}


# --- names ----------------------------------------------------------------------------------------------


def plain(name: str) -> str:
    """Return a name without what writers leave to taste: width, dots, spaces, old forms of letters.

    >>> plain("ジョン・スミス") == plain("ジョン＝スミス"), plain("李 強"), plain("髙橋")
    (True, '李強', '高橋')
    """
    folded = unicodedata.normalize("NFKC", name).translate(OLD_FORMS).casefold()
    return "".join(c for c in folded if c.isalnum() or c == "ー")


OLD_FORMS = str.maketrans("髙﨑邊邉齋齊澤濱國ヴ", "高崎辺辺斎斉沢浜国ブ")


def _alike(actors: list[Named]) -> dict[tuple[Named, Named], list[str]]:
    """Pairs of actors whose names have something in common, and what."""
    found: dict[tuple[Named, Named], list[str]] = defaultdict(list)
    for why, sharing in _groups(actors):
        if 2 <= len(sharing) <= MOST_SHARING:
            for a, b in combinations(sorted(sharing, key=lambda one: one.id), 2):
                if said := why_alike(why, a, b):
                    found[a, b].append(said)
    return {pair: list(dict.fromkeys(said)) for pair, said in sorted(found.items(), key=str)}


def _groups(actors: list[Named]) -> Iterator[tuple[str, set[Named]]]:
    """Actors by the keys that they share."""
    keys: dict[tuple[str, str], set[Named]] = defaultdict(set)
    for one in actors:
        name = plain(one.name)
        keys["plain", name].add(one)
        for alias in one.aliases | {one.name}:
            keys["alias", plain(alias)].add(one)
        for length in PREFIXES:
            if len(name) >= length:
                keys["begins", name[:length]].add(one)
        if len(name) >= LONG:
            for i in range(len(name)):
                keys["letter", f"{name[:i]}?{name[i + 1 :]}"].add(one)
    begun = {plain(one.name) for one in actors}
    for (why, key), sharing in sorted(keys.items(), key=lambda pair: pair[0]):
        if why != "begins" or key in begun:
            yield why, sharing


def why_alike(why: str, a: Named, b: Named) -> str | None:
    """Return in words what two names have in common, None if it is nothing."""
    one, other = plain(a.name), plain(b.name)
    if one == other:
        return f"same name {a.name}" if a.name == b.name else f"{a.name} is also written {b.name}"
    if why == "alias":
        shared = sorted({*a.aliases, a.name} & {*b.aliases, b.name})
        return f"both also called {'、'.join(shared[:3])}" if shared else None
    if why == "begins":
        short, long = sorted((one, other), key=len)
        return f"{short} begins {long}" if long.startswith(short) else None
    return f"{a.name} and {b.name} differ in one letter" if why == "letter" else None


# --- what else speaks for it or against it -----------------------------------------------------------------


def _candidate(
    a: Named, b: Named, why: list[str], articles: dict[str, set[str]], partners: dict[str, set[str]]
) -> Candidate:
    likely = max(weight for word, weight in WEIGHTS.items() if any(word in one for one in why))
    for worth, reason in _circumstances(a, b, articles, partners):
        likely += worth
        why = [*why, reason]
    keep, other = sorted((a, b), key=lambda one: _rank(one, articles))
    return Candidate(keep.id, other.id, round(min(max(likely, 0.0), 1.0), 2), why)


def _rank(one: Named, articles: dict[str, set[str]]) -> tuple[bool, int, int, str]:
    """A known state, a full name and many articles make the better identity."""
    return not one.countries, -len(one.name), -len(articles.get(one.id, ())), one.id


def _circumstances(
    a: Named, b: Named, articles: dict[str, set[str]], partners: dict[str, set[str]]
) -> Iterator[tuple[float, str]]:
    if shared := sorted(a.countries & b.countries):
        yield FOR, f"both of {'・'.join(shared)}"
    elif a.countries and b.countries:
        yield -AGAINST, f"of {'・'.join(sorted(a.countries))} and {'・'.join(sorted(b.countries))}"
    if met := sorted(partners.get(a.id, set()) & partners.get(b.id, set()) - {a.id, b.id}):
        yield FOR, f"both acted with {'、'.join(met[:3])}"
    if together := sorted(articles.get(a.id, set()) & articles.get(b.id, set())):
        yield -AGAINST, f"both named in {'、'.join(together[:3])}"
