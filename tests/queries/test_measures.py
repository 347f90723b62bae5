"""Measures over a network: known values by hand, paths through time against every path there is."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import GaikoError
from graph.stores.base import Store
from queries.measures import central, communities, links, path
from queries.network import to_network

ACTORS = "ABCDE"
MEETINGS = st.lists(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS), st.integers(1, 6)), max_size=9
)


def network_of(meetings: list[tuple[str, str, int]]) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.add_nodes_from((actor, {"label": actor, "kind": "Person"}) for actor in ACTORS)
    for number, (one, other, day) in enumerate(meetings):
        said = {"event": str(number), "date": f"2024-01-0{day}", "event_type": "MET_WITH"}
        network.add_edge(one, other, **said, status="occurred", intensity=1.0)
    return network


def earliest(meetings: list[tuple[str, str, int]], start: str, end: str) -> int | None:
    """The first day on which any order of any of the meetings leads from one to the other."""
    best: int | None = None
    for length in range(1, 5):
        for chain in permutations(meetings, length):
            days = [day for _, _, day in chain]
            if days == sorted(days) and leads(chain, start, end):
                best = min(best or days[-1], days[-1])
    return best


def leads(chain: tuple[tuple[str, str, int], ...], start: str, end: str) -> bool:
    at = start
    for one, other, _ in chain:
        if at not in (one, other):
            return False
        at = other if at == one else one
    return at == end


@settings(deadline=None)
@given(MEETINGS)
def test_a_path_in_time_arrives_first_and_never_goes_back(
    meetings: list[tuple[str, str, int]],
) -> None:
    rows = path(network_of(meetings), "A", "B", in_time=True)
    days = [row["date"] for row in rows]
    assert days == sorted(days)
    assert (int(days[-1][-1]) if days else None) == earliest(meetings, "A", "B")


@settings(deadline=None)
@given(MEETINGS)
def test_a_path_is_the_shortest(meetings: list[tuple[str, str, int]]) -> None:
    simple = nx.Graph([(a, b) for a, b, _ in meetings if a != b])
    linked = "A" in simple and "B" in simple and nx.has_path(simple, "A", "B")
    steps = path(network_of(meetings), "A", "B")
    assert len(steps) == (nx.shortest_path_length(simple, "A", "B") if linked else 0)


@settings(deadline=None)
@given(MEETINGS)
def test_measures_take_any_network(meetings: list[tuple[str, str, int]]) -> None:
    network = network_of(meetings)
    assert sum(row["size"] for row in communities(network)) == len(central(network))
    assert all(0 <= row["betweenness"] <= 1 for row in central(network))
    assert sum(row["events"] for row in links(network)) == sum(a != b for a, b, _ in meetings)


def test_plans_and_other_periods_do_not_count(store: Store) -> None:
    network = to_network(store)
    pairs = {(row["actor"], row["other"]): row for row in links(network)}
    assert pairs["林建国", "青木一郎"]["events"] == 1
    assert pairs["林建国", "青木一郎"]["last"] == "2024-05-01"
    assert links(network, since="2025") == [] and central(network, since="2025") == []
    (step,) = path(network, "person:JPN:青木一郎", "person:CHN:林建国")
    assert step["evidence"] == "青木一郎外相は林建国外相と会談した。"


def test_who_is_not_there_has_no_path(store: Store) -> None:
    with pytest.raises(GaikoError, match="no actor"):
        path(to_network(store), "XXX", "JPN")
