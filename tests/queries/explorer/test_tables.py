"""What a page holds, before any browser."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.errors import GaikoError, UnknownActor
from graph.stores.base import Store
from queries.explorer import Selection, explore
from queries.explorer.selection import select_events
from queries.views import between, timeline


def ids(store: Store, selection: Selection) -> set[str]:
    return {row["event"] for row in select_events(store, selection)}


def test_a_selection_is_what_the_questions_answer(store: Store) -> None:
    everything = ids(store, Selection())
    assert ids(store, Selection(actors=["日本"])) == {r["event"] for r in timeline(store, "日本")}
    both = ids(store, Selection(actors=["韓国", "Japan"]))
    assert both == {row["event"] for name in ("韓国", "日本") for row in timeline(store, name)}
    protests = ids(store, Selection(types=["PROTESTED"]))
    assert protests and protests == {
        row["event"] for row in select_events(store, Selection()) if row["type"] == "PROTESTED"
    }
    assert ids(store, Selection(since="2023-02", until="2023-05")) < everything
    told_twice = select_events(store, Selection(least=2))
    assert [row["type"] for row in told_twice] == ["SIGNED"]


def test_what_is_unknown_is_named(store: Store) -> None:
    with pytest.raises(UnknownActor, match="火星"):
        explore(store, Selection(actors=["火星"]))
    with pytest.raises(GaikoError, match="DANCED"):
        explore(store, Selection(types=["DANCED"]))
    with pytest.raises(GaikoError, match="April"):
        explore(store, Selection(since="April"))


def test_the_same_graph_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    pages = [explore(store).write(tmp_path / name).read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]
    assert not re.search(rb"""(?:src|href)=["']?(?:https?:)?//""", pages[0])
    assert b"innerHTML" not in pages[0].split(b"<script>")[-1]


@pytest.mark.parametrize("evidence", ["full", "snippet", "none"])
def test_as_much_of_a_sentence_as_asked_for(store: Store, evidence: str) -> None:
    tables = explore(store, evidence=evidence).tables  # type: ignore[arg-type]
    sentence = "日本と韓国は漁業取り決めに署名した。"
    assert (sentence in json.dumps(tables, ensure_ascii=False)) == (evidence != "none")
    assert all(len(text) <= 82 for text in tables["sentences"]) and tables["reports"]["event"]


def test_too_many_sentences_are_shortened_not_the_graph(store: Store) -> None:
    whole = explore(store, evidence="full")
    size = len("".join(whole.tables["sentences"]).encode())
    assert explore(store, evidence="full", most_text=size).html == whole.html
    short = explore(store, evidence="full", most_text=size - 1)
    assert (whole.evidence, short.evidence) == ("full", "none")  # no sentence is over 80 letters
    assert short.counts == whole.counts and short.tables["sentences"] == []
    assert explore(store, evidence="full", most_text=None).html == whole.html


def test_states_stand_behind_the_acts_of_their_people(store: Store) -> None:
    tables = explore(store).tables
    numbers = {key: number for number, key in enumerate(tables["actors"]["id"])}
    pair = {numbers["JPN"], numbers["CHN"]}
    shared = [
        key
        for key, states in zip(tables["events"]["id"], tables["events"]["states"], strict=True)
        if pair <= set(states)
    ]
    assert set(shared) == {row["event"] for row in between(store, "日本", "中国")}


def test_empty_graph(empty: Store) -> None:
    page = explore(empty)
    assert page.tables["events"]["id"] == [] and "0 events" in page.summary
