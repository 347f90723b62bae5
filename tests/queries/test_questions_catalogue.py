"""Every named question has a complete header and runs; known facts are counted by hand."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import msgspec
import pytest

from extract.lexicon import known_actors, office_terms
from graph.errors import GaikoError
from graph.load import load_facts
from graph.model import Service
from graph.stores import open_store
from graph.stores.base import Store
from queries.catalogue import load_catalogue, run
from tests.conftest import NewStore
from tests.gaiko.questions.told import told_facts
from tests.queries.conftest import KNOWN, article, met

LATER = "2025-06-02"
VALUES = {
    "actor": "青木一郎",
    "other": "林建国",
    "post": "外相",
    "agreement": "漁業",
    "split": "2024",
    "limit": "5",
}


def test_there_are_thirty() -> None:
    assert len(load_catalogue()) >= 30


@pytest.fixture(scope="module")
def told(module_db: str) -> Iterator[Store]:
    """The samples as a person read them, in a file and on a server."""
    with open_store(module_db) as store:
        load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
    with open_store(module_db, read_only=True) as store:
        yield store


NOTHING = {"warnings-against"}
"""Questions whose example finds nothing in these facts."""


@pytest.mark.parametrize("name", load_catalogue())
def test_every_example_finds_something_on_every_store(name: str, told: Store) -> None:
    words = shlex.split(load_catalogue()[name].example)[3:]
    values = {word.removeprefix("--"): value for word, value in batched_pairs(words)}
    period = {key: values.pop(key, None) for key in ("since", "until")}
    assert bool(run(told, name, values, **period)) != (name in NOTHING)


def test_what_is_collected_stands_in_the_same_order_on_every_store(told: Store) -> None:
    rows = run(told, "who-met", {"actor": "岸田文雄"})
    assert max(len(row["events"]) for row in rows) > 1
    assert all(row["events"] == sorted(row["events"]) for row in rows)


def test_a_month_is_not_told_as_its_first_day(told: Store) -> None:
    met = {row["actor"]: row for row in run(told, "who-met", {"actor": "安倍晋三"})}
    assert (met["習近平"]["first"], met["習近平"]["last"]) == ("2014-11-10", "2019-06")
    days = [row["date"] for row in run(told, "meetings", {"actor": "安倍晋三", "other": "習近平"})]
    assert days == ["2014-11-10", "2018-10-26", "2019-06"]


def batched_pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("name", load_catalogue())
def test_every_question_runs_and_names_its_parameters(name: str, store: Store) -> None:
    entry = load_catalogue()[name]
    assert re.search("[ぁ-ん一-龥]", entry.ja)
    assert entry.en.isprintable()
    assert entry.example.startswith(f"gaiko ask {name}")
    assert all(f"--{one}" in entry.example for one in entry.parameters)
    used = set(re.findall(r"\$(\w+)", entry.statement)) - {"since", "until", "anytime"}
    assert {one.removesuffix("_id") for one in used} == set(entry.parameters)
    run(store, name, {one: VALUES[one] for one in entry.parameters}, since="2020", until="2030")
    run(store, name, {one: VALUES[one] for one in entry.parameters})


@pytest.mark.parametrize("name", load_catalogue())
def test_statements_keep_to_the_common_dialect(name: str) -> None:
    statement = load_catalogue()[name].statement
    assert "ORDER BY" in statement
    assert not re.search(r"elementId|\bid\(|/\*|COLLECT \{|SHORTEST 1", statement)
    assert not re.search(r"\.(title|type|label)\b", statement)


def test_answers(store: Store) -> None:
    (met,) = run(store, "who-met", {"actor": "青木一郎"})
    assert (met["actor"], met["meetings"], met["last"]) == ("林建国", 1, "2024-05-01")
    assert [r["event_type"] for r in run(store, "protests-against", {"actor": "中国"})] == [
        "PROTESTED"
    ]
    (signed,) = run(store, "signatories", {"agreement": "漁業"})
    assert signed["signatories"] == ["日本", "韓国"]
    assert run(store, "chain", {"actor": "青木一郎", "other": "林建国"})[0]["meetings"] == 1
    assert run(store, "who-met", {"actor": "青木一郎"}, since="2025") == []
    assert len(run(store, "planned-meetings", {})) == 1


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("nothing", {}, "no question is called"),
        ("who-met", {}, "needs actor"),
        ("central", {"limit": "many"}, "no number"),
        ("central", {"limit": "5 DETACH DELETE a"}, "no number"),
        ("shift", {"actor": "日本", "other": "中国", "split": "May"}, "not a date"),
        ("who-met", {"actor": "'}) DETACH DELETE n //"}, "no actor"),
    ],
)
def test_wrong_values_are_told(store: Store, name: str, values: dict[str, str], says: str) -> None:
    with pytest.raises(GaikoError, match=says):
        run(store, name, values)


def test_what_a_person_did_for_a_body_is_no_act_of_the_persons_state(new_store: NewStore) -> None:
    served = Service(body="org:INT:連盟", start="2024-01-01", end="2025-01-01")
    known = [
        msgspec.structs.replace(one, served=[served]) if one.name == "青木次郎" else one
        for one in KNOWN
    ]
    then, later = (
        article(key, "青木次郎氏と林建国外相が会談した。", key, met("青木次郎", "林建国", date))
        for key, date in (("then", "2024-05-01"), ("later", "2025-06-01"))
    )
    store = new_store()
    load_facts(store, [then, msgspec.structs.replace(later, published=LATER)], known_actors=known)
    pair = {"actor": "日本", "other": "中国"}
    for name, values in (("timeline", {"actor": "日本"}), ("between", pair), ("meetings", pair)):
        assert [row["date"] for row in run(store, name, values)] == ["2025-06-01"], name
    assert [row["date"] for row in run(store, "between", {"actor": "中国", "other": "日本"})] == [
        "2025-06-01"
    ]
    assert len(run(store, "timeline", {"actor": "青木次郎"})) == 2
    assert [row["meetings"] for row in run(store, "who-met", {"actor": "中国"})] == [2]


def test_who_mediated_is_told_by_the_article(new_store: NewStore) -> None:
    agreed = {
        "type": "AGREED_WITH",
        "trigger": "合意",
        "date": "2024-05-01",
        "source": ["日本", "韓国"],
    }
    store = new_store()
    load_facts(
        store,
        [article("m1", "日本と韓国は中国が仲介した協議で合意した。", "甲紙", agreed)],
        known_actors=KNOWN,
    )
    assert [row["actor"] for row in run(store, "mediators", {})] == ["中国"]
