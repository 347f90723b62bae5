"""Measures of a network of events: who is central, who belongs together, who is linked how, by what path.

Comes in: the MultiDiGraph of ``queries.network``. Goes out: ``Rows``. Only what occurred counts; an event known
by its month counts as on its first day. The arithmetic is NetworkX's, except the paths through time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from statistics import mean
from typing import Any, NamedTuple

import networkx as nx

from graph.errors import GaikoError
from queries.catalogue import first_day, last_day
from queries.rows import Rows

SEED = 7
"""Of the communities, which NetworkX finds in random order."""


class Contact(NamedTuple):
    """An event between two actors: when, who, and the attributes of its edge."""

    day: str
    one: str
    other: str
    said: dict[str, Any]


def contacts(
    network: nx.MultiDiGraph[str], since: str | None = None, until: str | None = None
) -> Iterator[Contact]:
    """Yield what occurred between actors in a period (ISO prefixes), in no order; undated only without one."""
    earliest, latest = first_day(since or "0001"), last_day(until or "9999")
    for one, other, said in network.edges(data=True):
        kinds = {network.nodes[node].get("kind") for node in (one, other)}
        if (
            one == other
            or said.get("status") != "occurred"
            or kinds - {"Person", "Country", "Organization"}
        ):
            continue
        day = first_day(said["date"]) if said.get("date") else ""
        if (day and earliest <= day <= latest) or (not day and since is None and until is None):
            yield Contact(day, one, other, said)


def _simple(network: nx.MultiDiGraph[str], since: str | None, until: str | None) -> nx.Graph[str]:
    """One edge per pair; ``weight`` is the number of events."""
    simple: nx.Graph[str] = nx.Graph()
    counts = Counter(tuple(sorted((c.one, c.other))) for c in contacts(network, since, until))
    for (one, other), weight in sorted(counts.items()):
        simple.add_edge(one, other, weight=weight)
    return simple


def central(
    network: nx.MultiDiGraph[str], *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return the actors by the share of shortest paths that run through them (betweenness, 0 to 1).

    ``counterparts`` counts those with whom they acted, ``pagerank`` (shares that sum to 1) weighs them.

    >>> central(_example())[0]["actor"]
    '日本'
    """
    simple = _simple(network, since, until)
    through, rank = nx.betweenness_centrality(simple), nx.pagerank(simple) if simple else {}
    rows = (
        {
            "actor": _named(network, one),
            "counterparts": simple.degree(one),
            "betweenness": round(through[one], 4),
            "pagerank": round(rank[one], 4),
            "actor_id": one,
        }
        for one in simple
    )
    return Rows(sorted(rows, key=lambda r: (-r["betweenness"], -r["pagerank"], r["actor_id"])))


def communities(
    network: nx.MultiDiGraph[str], *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return groups of actors who act more with one another than with others (Louvain), largest first.

    >>> communities(_example())[0]["actors"]
    ['中国', '日本', '韓国']
    """
    found = nx.community.louvain_communities(_simple(network, since, until), seed=SEED)
    groups = sorted(found, key=lambda group: (-len(group), min(group)))
    return Rows(
        {
            "community": i,
            "size": len(group),
            "actors": sorted(_named(network, one) for one in group),
        }
        for i, group in enumerate(groups, start=1)
    )


def links(
    network: nx.MultiDiGraph[str], *, since: str | None = None, until: str | None = None
) -> Rows:
    """Return each pair of actors: events, first and last day, types, mean intensity, longest silence in days.

    >>> [(row["actor"], row["other"], row["events"]) for row in links(_example())][0]
    ('中国', '日本', 2)
    """
    pairs: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for contact in contacts(network, since, until):
        pairs[min(contact[1:3]), max(contact[1:3])].append(contact)
    rows = [_link(network, pair, found) for pair, found in pairs.items()]
    return Rows(sorted(rows, key=lambda row: (-row["events"], row["actor_id"], row["other_id"])))


def _link(
    network: nx.MultiDiGraph[str], pair: tuple[str, str], found: list[Contact]
) -> dict[str, Any]:
    days = sorted(contact.day for contact in found if contact.day)
    return {
        "actor": _named(network, pair[0]),
        "other": _named(network, pair[1]),
        "events": len({contact.said["event"] for contact in found}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "types": dict(Counter(contact.said["event_type"] for contact in found).most_common()),
        "intensity": round(mean(contact.said.get("intensity", 0.0) for contact in found), 2),
        "silence": max((_days(a, b) for a, b in pairwise(days)), default=None),
        "actor_id": pair[0],
        "other_id": pair[1],
    }


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days


def path(
    network: nx.MultiDiGraph[str],
    start: str,
    end: str,
    *,
    in_time: bool = False,
    since: str | None = None,
    until: str | None = None,
) -> Rows:
    """Return a chain of events from one actor (an id) to another, each with its evidence; none: no rows.

    It is the shortest one; ``in_time``: the one that arrives first among those whose dates never go back,
    so that what the first learned could have reached the last.

    >>> [row["date"] for row in path(_example(), "KOR", "USA")]
    ['2023-05-07', '2022-01-01']
    >>> path(_example(), "KOR", "USA", in_time=True)
    []
    """
    found = list(contacts(network, since, until))
    for one in (start, end):
        if one not in network:
            raise GaikoError(f"{one} is no actor of this network")
    chain = _foremost(found, start, end) if in_time else _shortest(found, start, end)
    return Rows(
        {
            "actor": _named(network, one),
            "other": _named(network, other),
            **{
                name: said.get(name)
                for name in ("date", "event_type", "evidence", "article", "event")
            },
        }
        for one, other, said in chain
    )


Step = tuple[str, str, dict[str, Any]]


def _shortest(found: list[Contact], start: str, end: str) -> list[Step]:
    """The fewest steps; of several events of a pair the newest."""
    newest = {frozenset(c[1:3]): c for c in sorted(found, key=lambda c: (c.day, c.said["event"]))}
    simple = nx.Graph([tuple(sorted(pair)) for pair in newest])
    if start not in simple or end not in simple or not nx.has_path(simple, start, end):
        return []
    nodes = nx.shortest_path(simple, start, end)
    return [(a, b, newest[frozenset((a, b))].said) for a, b in pairwise(nodes)]


def _foremost(found: list[Contact], start: str, end: str) -> list[Step]:
    """The earliest arrival: each day's events can be used in any order, a later day's only afterwards."""
    came: dict[str, Step | None] = {start: None}
    dated = sorted((c for c in found if c.day), key=lambda c: (c.day, c.said["event"]))
    for _, same in groupby(dated, key=lambda c: c.day):
        left, before = list(same), -1
        while len(came) != before:
            before = len(came)
            for _, one, other, said in left:
                for a, b in ((one, other), (other, one)):
                    if a in came and b not in came:
                        came[b] = (a, b, said)
    return _traced(came, end)


def _traced(came: dict[str, Step | None], end: str) -> list[Step]:
    steps: list[Step] = []
    while (step := came.get(end)) is not None:
        steps.insert(0, step)
        end = step[0]
    return steps


def _named(network: nx.MultiDiGraph[str], node: str) -> str:
    return str(network.nodes[node].get("label", node))


def _example() -> nx.MultiDiGraph[str]:
    """The network of the doctests: the United States and Japan in 2022, then Japan with its neighbours."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, label in (
        ("JPN", "日本"),
        ("CHN", "中国"),
        ("KOR", "韓国"),
        ("USA", "米国"),
        ("GBR", "英国"),
    ):
        network.add_node(key, label=label, kind="Country")
    acts = [
        ("USA", "JPN", "2022-01-01"),
        ("JPN", "CHN", "2023-04-02"),
        ("CHN", "JPN", "2023-06-01"),
    ]
    acts += [("KOR", "JPN", "2023-05-07"), ("KOR", "CHN", "2023-05"), ("USA", "GBR", "2021-06-01")]
    for number, (one, other, day) in enumerate(acts):
        said = {"event": str(number), "date": day, "status": "occurred", "event_type": "MET_WITH"}
        network.add_edge(one, other, **said, intensity=1.0)
    return network
