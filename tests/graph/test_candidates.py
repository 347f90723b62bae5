"""Which actors may be the same: names as writers vary them, and what speaks for and against."""

from __future__ import annotations

import pytest

from graph.candidates import Candidate, find_candidates
from graph.load import load_facts
from graph.stores.base import Store
from tests.graph.telling import telling


def proposed(store: Store, *pairs: tuple[str, str]) -> list[Candidate]:
    facts = [
        telling(f"a{n}", "MET_WITH", a, b, "2024-05-03") for n, (a, b) in enumerate(pairs, start=1)
    ]
    load_facts(store, facts)
    return find_candidates(store)


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ("person:CHN:李強", "person:?:李強", "same name 李強"),
        ("person:CHN:李強", "person:?:李・強", "is also written"),
        ("person:JPN:髙橋一", "person:?:高橋一", "is also written"),
        ("person:JPN:林芳正", "person:JPN:林", "林 begins 林芳正"),
        ("person:GBR:ジョン・スミス", "person:GBR:ジョン＝スミス", "is also written"),
        ("person:NLD:マルク・ルッテ", "person:NLD:マルク・リッテ", "differ in one letter"),
        ("org:JPN:外務省", "org:?:外務省", "same name 外務省"),
    ],
)
def test_names_are_compared_as_people_vary_them(store: Store, a: str, b: str, reason: str) -> None:
    (pair,) = proposed(store, (a, "KOR"), (b, "KOR"))
    assert {pair.keep, pair.other} == {a, b} and 0 < pair.likely <= 1
    assert any(reason in one for one in pair.reasons), pair.reasons
    assert "both acted with KOR" in pair.reasons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("person:CHN:李強", "person:CHN:李克"),
        ("person:JPN:青木一郎", "person:JPN:小川花子"),
        ("person:CHN:李強", "org:CHN:李強"),
        ("person:CHN:王毅", "person:CHN:王滬"),
    ],
)
def test_other_names_are_not_proposed(store: Store, a: str, b: str) -> None:
    assert proposed(store, (a, "KOR"), (b, "KOR")) == []


def test_the_fuller_identity_is_kept(store: Store) -> None:
    (pair,) = proposed(store, ("person:?:李強", "KOR"), ("person:CHN:李強", "KOR"))
    assert (pair.keep, pair.other) == ("person:CHN:李強", "person:?:李強")


def test_another_state_or_a_common_article_speaks_against(store: Store) -> None:
    states, article = (
        proposed(store, ("person:CHN:李強", "JPN"), ("person:KOR:李強", "USA"))[0],
        proposed(store, ("person:CHN:王強", "person:?:王強"))[0],
    )
    assert "of CHN and KOR" in states.reasons and states.likely < 0.5
    assert "both named in a1" in article.reasons


def test_what_was_judged_is_not_proposed_again(store: Store) -> None:
    (pair,) = proposed(store, ("person:CHN:李強", "KOR"), ("person:?:李強", "KOR"))
    assert find_candidates(store, [frozenset({pair.keep, pair.other})]) == []
