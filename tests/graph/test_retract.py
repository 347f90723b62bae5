"""The graph is a function of the facts in it: orders, groups, repeats and retractions leave no trace."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import graph.load
from graph.ledger import View
from graph.load import NOBODY, load_facts, retract_articles
from graph.model import Facts
from graph.sorted_export import sorted_export
from graph.stores import open_store
from graph.stores.base import Store
from tests.conftest import NewStore
from tests.graph.telling import KNOWN, TERMS, telling

AOKI, LIN, OGAWA = "person:JPN:青木一郎", "person:CHN:林建国", "person:JPN:小川花子"
ARTICLES = [
    telling("a01", "MET_WITH", AOKI, LIN, "2024-05-03", published="2024-05-03", place="東京", outlet="甲紙"),
    telling("a02", "MET_WITH", "CHN", "JPN", "2024-05", published="2024-05-20", outlet="乙紙"),
    telling("a03", "MET_WITH", LIN, AOKI, "2024-05-10", published="2024-05-11", outlet="甲紙"),
    telling("a04", "MET_WITH", "JPN", "CHN", "2024-05-03", published="2024-05-04", outlet="丙紙"),
    telling("a05", "MET_WITH", OGAWA, LIN, "2024-05-03", published="2024-05-03"),
    telling("a06", "MET_WITH", AOKI, LIN, None, published="2024-04-20", status="planned"),
    telling("a07", "MET_WITH", AOKI, LIN, "2024-05-04", published="2024-05-03", place="東京"),
    telling("a08", "VISITED", AOKI, "CHN", "2024-05-01", published="2024-05-01"),
    telling("a09", "VISITED", AOKI, "CHN", "2024-05-03", published="2024-05-04"),
    telling("a10", "VISITED", AOKI, "CHN", "2024-05-05", published="2024-05-06", status="cancelled"),
    telling("a11", "SIGNED", "JPN KOR", "", "2023", object="agreement:漁業取り決め"),
    telling("a12", "SIGNED", "JPN KOR", "", "2023-06-02", object="agreement:漁業取り決め"),
    telling("a13", "PROTESTED", "org:JPN:外務省", "CHN", None, published="2024-05-07"),
    telling("a14", "PROTESTED", "JPN", "CHN", "2024-05-07", published="2024-05-08"),
    telling("a15", "PROTESTED", "JPN", "CHN", None),
    telling("a16", "CRITICIZED", "person:?:山田太郎", "KOR", "2024-05-07"),
]  # fmt: skip
CHANGED = telling(
    "a01", "MET_WITH", AOKI, "person:KOR:朴秀賢", "2024-05-03", published="2024-05-03"
)
REPRINTED = replace(ARTICLES[0], source="戊紙", content_hash="with another outlet")

some_articles = st.lists(st.sampled_from(ARTICLES), unique_by=lambda one: one.id, max_size=12)
groups = st.integers(1, 5)
few = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip


def loaded(store: Store, facts: Iterable[Facts], group: int = 500) -> Store:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.load, "GROUP", group)
        load_facts(store, facts, known_actors=KNOWN, terms=TERMS)
    return store


def fresh(facts: Iterable[Facts], view: View = NOBODY) -> list[str]:
    """What a new embedded graph holds of facts loaded at once, in order: the same as any other store."""
    with TemporaryDirectory() as folder, open_store(f"{folder}/graph.kgl") as store:
        ordered = sorted(facts, key=lambda one: one.id)
        load_facts(store, ordered, known_actors=KNOWN, terms=TERMS, view=view)
        return sorted_export(store)


@few
@given(some_articles, groups, st.randoms(use_true_random=False))
def test_order_and_groups_mean_nothing(
    new_store: NewStore, facts: list[Facts], group: int, random: Random
) -> None:
    shuffled = random.sample(facts, len(facts))
    assert sorted_export(loaded(new_store(), shuffled, group)) == fresh(facts)


@few
@given(some_articles, groups)
def test_loading_again_changes_nothing(new_store: NewStore, facts: list[Facts], group: int) -> None:
    store = loaded(new_store(), [*facts, *facts[::2]], group)
    once = sorted_export(store)
    report = load_facts(store, facts, known_actors=KNOWN)
    assert (report.loaded, report.changed, report.unchanged) == (0, 0, len(facts))
    assert sorted_export(store) == once


@few
@given(some_articles, st.sets(st.sampled_from([one.id for one in ARTICLES])), groups)
def test_retracted_articles_never_came(
    new_store: NewStore, facts: list[Facts], gone: set[str], group: int
) -> None:
    store = loaded(new_store(), facts, group)
    report = retract_articles(store, gone, known_actors=KNOWN)
    assert report.retracted == len(gone & {one.id for one in facts})
    assert sorted_export(store) == fresh([one for one in facts if one.id not in gone])


@few
@given(some_articles, groups, st.sampled_from([CHANGED, REPRINTED]))
def test_a_changed_article_replaces_its_own_reports_only(
    new_store: NewStore, facts: list[Facts], group: int, changed: Facts
) -> None:
    store = loaded(new_store(), [ARTICLES[0], *facts, changed], group)
    others = [one for one in facts if one.id != changed.id]
    assert sorted_export(store) == fresh([*others, changed])


def test_what_no_article_holds_is_passed_over(new_store: NewStore) -> None:
    store = loaded(new_store(), ARTICLES)
    before = sorted_export(store)
    assert retract_articles(store, ["nobody"], known_actors=KNOWN).retracted == 0
    assert sorted_export(store) == before


def test_only_terms_of_office_are_left_when_all_are_retracted(new_store: NewStore) -> None:
    store = loaded(new_store(), ARTICLES)
    retract_articles(store, [one.id for one in ARTICLES], known_actors=KNOWN)
    assert sorted_export(store) == fresh([])


def test_dates_that_no_calendar_has_are_loaded_as_none(new_store: NewStore) -> None:
    odd = telling("x", "MET_WITH", AOKI, LIN, "2024-02-30", published="someday")
    store = loaded(new_store(), [odd])
    (row,) = store.read("MATCH (e:Event) RETURN e.date AS date, e.name AS name")
    assert row["date"] is None and row["name"].startswith("日付不明")
