"""Judgements of who is who: what counts, what contradicts, and a graph that follows them and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GaikoError, InputError
from graph.ledger import Judgement, Ledger, View, judge, to_view
from graph.load import load_facts, rebuild_graph, retract_articles
from graph.model import Facts
from graph.sorted_export import sorted_export
from graph.stores.base import Store
from tests.conftest import NewStore
from tests.graph.telling import KNOWN, TERMS, telling
from tests.graph.test_retract import AOKI, ARTICLES, LIN, OGAWA, few, fresh, groups, some_articles

RIN = "person:?:林建国"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "gaiko.kgl.actors.jsonl")


def same(*actors: str, country: str | None = None) -> Judgement:
    return judge("same", actors, by="test", why="same post, same day", country=country)


def view_of(*judgements: Judgement) -> View:
    return to_view(enumerate(judgements, start=1))


def test_rows_are_read_back_as_they_were_written(ledger: Ledger) -> None:
    assert ledger.add(same(LIN, RIN)) == 1
    assert ledger.add(judge("unsure", [AOKI, OGAWA], by="test")) == 2
    again = Ledger(ledger.path)
    assert again.rows == ledger.rows
    assert again.view() == ledger.view() == View({RIN: LIN})
    assert ledger.rows[0].by == "test" and ledger.rows[0].at.startswith("20")


def test_one_row_undoes_another_and_is_undone_itself(ledger: Ledger) -> None:
    ledger.add(same(LIN, RIN))
    ledger.add(judge("undo", by="test", row=1))
    assert ledger.view() == View()
    ledger.add(judge("undo", by="test", row=2))
    assert ledger.view() == View({RIN: LIN})


def test_of_a_pair_the_last_judgement_counts(ledger: Ledger) -> None:
    ledger.add(same(LIN, RIN))
    ledger.add(judge("different", [RIN, LIN], by="test"))
    assert ledger.view() == View()


@pytest.mark.parametrize(
    ("actors", "said"),
    [
        ([LIN], "two actors"),
        ([LIN, LIN], "two actors"),
        ([LIN, "org:CHN:外務省"], "not of one kind"),
        ([LIN, "CHN"], "not of one kind"),
    ],
)
def test_only_two_of_one_kind_are_judged(ledger: Ledger, actors: list[str], said: str) -> None:
    with pytest.raises(GaikoError, match=said):
        ledger.add(judge("same", actors, by="test"))
    assert not ledger.path.exists()


def test_contradictions_are_named_and_not_written(ledger: Ledger) -> None:
    ledger.add(judge("different", [AOKI, OGAWA], by="test"))
    ledger.add(same(AOKI, RIN))
    with pytest.raises(GaikoError, match="row 1 says"):
        ledger.add(same(OGAWA, RIN))
    with pytest.raises(GaikoError, match="no row 9"):
        ledger.add(judge("undo", by="test", row=9))
    assert len(Ledger(ledger.path).rows) == 2


def test_a_line_that_is_no_judgement_is_named_and_a_cut_one_dropped(ledger: Ledger) -> None:
    ledger.add(same(LIN, RIN))
    whole = ledger.path.read_bytes()
    ledger.path.write_bytes(whole + b'{"verdict":"sam')
    assert len(Ledger(ledger.path).rows) == 1
    assert ledger.path.read_bytes() == whole
    ledger.path.write_bytes(whole + b'{"verdict":"perhaps","by":"x","at":"y"}\n')
    with pytest.raises(InputError, match=r"actors\.jsonl:2"):
        Ledger(ledger.path)


# --- the graph follows ----------------------------------------------------------------------------------


def told_of_rin(article: str) -> Facts:
    return telling(article, "MET_WITH", AOKI, RIN, "2024-05-03", published="2024-05-04")


def loaded(store: Store, facts: Sequence[Facts], view: View) -> Store:
    load_facts(store, facts, known_actors=KNOWN, terms=TERMS, view=view)
    return store


def test_two_names_of_one_person_become_one_and_two_again(new_store: NewStore) -> None:
    facts = [ARTICLES[0], told_of_rin("b1")]
    store = loaded(new_store(), facts, View())
    apart = sorted_export(store)
    loaded(store, [], view_of(same(LIN, RIN)))
    assert store.read("MATCH (p:Person) RETURN p.id AS id ORDER BY id") == [
        {"id": LIN},
        {"id": AOKI},
    ]
    reports = "MATCH (e:Event)-[r:REPORTED_IN]->() RETURN count(DISTINCT e.id) AS events, count(r) AS reports"
    assert store.read(reports) == [{"events": 1, "reports": 2}]
    loaded(store, [], View())
    assert sorted_export(store) == apart


def test_one_name_of_two_persons_is_split_by_article(new_store: NewStore) -> None:
    other = "person:KOR:林建国"
    split = judge("different", [LIN, other], by="test", articles=["a03"])
    store = loaded(new_store(), [ARTICLES[0], ARTICLES[2]], view_of(split))
    found = store.read(
        "MATCH (p:Person)-[:PARTICIPATED_IN]->(e:Event) RETURN e.date AS date, p.id AS id ORDER BY date, id"
    )
    assert [row["id"] for row in found] == [LIN, AOKI, AOKI, other]
    meeting = "MATCH (e:Event) WHERE e.date = date('2024-05-10') RETURN e.states AS states"
    assert store.read(meeting) == [{"states": ["JPN", "KOR"]}]


JUDGEMENTS = [
    same(LIN, RIN),
    same(OGAWA, AOKI),
    same("JPN", "KOR"),
    same("person:JPN:山田太郎", "person:?:山田太郎", country="JPN"),
    judge("different", [AOKI, "person:JPN:青木二郎"], by="test", articles=["a03", "a06"]),
    judge("unsure", [AOKI, LIN], by="test"),
]
some_judgements = st.lists(st.sampled_from(JUDGEMENTS), unique_by=id, max_size=4)


@few
@given(some_articles, st.lists(some_judgements, max_size=3), groups)
def test_judging_later_is_as_judging_first(
    new_store: NewStore, facts: list[Facts], steps: list[list[Judgement]], group: int
) -> None:
    facts = [*facts, told_of_rin("b1")]
    step_by_step = new_store()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.load.GROUP", group)
        for number, judgements in enumerate([[], *steps]):
            loaded(step_by_step, facts[number:], view_of(*judgements))
        loaded(step_by_step, facts, view_of(*(steps[-1] if steps else [])))
    found = sorted_export(step_by_step)
    last = view_of(*(steps[-1] if steps else []))
    assert found == fresh(facts, last)


@few
@given(some_articles, some_judgements, st.sets(st.sampled_from([one.id for one in ARTICLES])))
def test_retracting_and_rebuilding_follow_the_judgements(
    new_store: NewStore, facts: list[Facts], judgements: list[Judgement], gone: set[str]
) -> None:
    view = view_of(*judgements)
    store = loaded(new_store(), facts, view)
    retract_articles(store, gone, known_actors=KNOWN, view=view)
    left = [one for one in facts if one.id not in gone]
    incremental = sorted_export(store)
    rebuild_graph(store, left, known_actors=KNOWN, terms=TERMS, view=view)
    assert sorted_export(store) == incremental
    assert incremental == fresh(left, view)
