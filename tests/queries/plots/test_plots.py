"""Figures say what the graph says, and are the same when drawn again."""

from __future__ import annotations

import warnings
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.errors import GaikoError, UnknownActor
from graph.stores.base import Store
from queries.plots import FIGURES, draw, over_time
from queries.plots.by_state import count_ties
from queries.plots.canvas import TONES
from queries.plots.geography import capitals, outlines
from queries.rows import Rows
from queries.views import between, timeline
from tests.queries.explorer.conftest import make_store as make_store
from tests.queries.explorer.conftest import store as store


def dots(picture: Any) -> list[Any]:
    """The marks of acts: what has the marker o."""
    return [line for line in picture.figure.axes[0].lines if line.get_marker() == "o"]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_same_bytes_again_with_every_letter(
    store: Store, tmp_path: Path, figure: str, form: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a letter that the font lacks is a warning
        written = [draw(store, figure).write(tmp_path / f"{i}.{form}").read_bytes() for i in (1, 2)]
    assert written[0] == written[1] and len(written[0]) > 4_000


@pytest.mark.parametrize("figure", ["timeline", "ladder"])
def test_a_dot_for_each_dated_act(store: Store, figure: str) -> None:
    picture = draw(store, figure, ["日本", "中国"])
    dated = [row for row in between(store, "日本", "中国") if row["date"]]
    assert len(dots(picture)) == len(dated)
    hollow = sum(dot.get_markerfacecolor() == "white" for dot in dots(picture))
    assert hollow == sum(row["status"] != "occurred" for row in dated) == 1
    assert "ほかに日付のない1件" in picture.figure.axes[0].get_title(loc="left")


def test_conflict_lies_below_the_line(store: Store) -> None:
    for dot in dots(draw(store, "timeline", ["日本"])):
        is_conflict = dot.get_markeredgecolor() == TONES["adversarial"]
        assert (dot.get_ydata()[0] < 0) == is_conflict


def test_matrix_counts_the_acts_of_people_for_their_states(store: Store) -> None:
    pairs = count_ties(store, timeline(store, "日本")).pairs
    counted = Counter({pair: tones.total() for pair, tones in pairs.items()})
    assert counted["CHN", "JPN"] == len(between(store, "日本", "中国"))
    texts = {text.get_text() for text in draw(store, "matrix").figure.axes[0].texts}
    assert str(counted["CHN", "JPN"]) in texts


def test_map_knows_where_states_are() -> None:
    some = {"JPN", "CHN", "USA", "RUS", "KOR", "PRK", "UKR", "HUN", "SRB", "MMR"}
    assert some <= outlines().keys() & capitals().keys()
    states = {key for key in outlines() | capitals() if len(key) == 3}
    assert len(states) > 240 and {"XKX", "SGP", "VAT", "TWN", "PSE"} <= states
    longitude, latitude = capitals()["JPN"]
    assert 139 < longitude < 140 and 35 < latitude < 36


def test_outlines_cross_the_date_line_without_a_bar() -> None:
    for rings in outlines().values():
        for ring in rings:
            steps = (abs(a[0] - b[0]) for a, b in pairwise([*ring, ring[0]]))
            assert max(steps) < 180 or min(y for _, y in ring) < -80  # round the south pole


def test_a_timeline_of_very_many_acts_fits_on_a_page() -> None:
    act = {"type": "MET_WITH", "status": "occurred"}
    for number in (3, 300, 1_200):
        rows = Rows(act | {"date": f"2024-0{day % 9 + 1}-07"} for day in range(number))
        picture = over_time.timeline(rows, "たくさん")
        assert picture.figure.get_size_inches()[1] < 9.5
        assert len(dots(picture)) == number


def test_what_is_not_there_is_named(store: Store, empty: Store, tmp_path: Path) -> None:
    with pytest.raises(GaikoError, match="pie"):
        draw(store, "pie")
    with pytest.raises(UnknownActor, match="火星"):
        draw(store, "map", ["火星"])
    with pytest.raises(GaikoError, match="one or two"):
        draw(store, "timeline", ["日本", "中国", "韓国"])
    with pytest.raises(GaikoError, match=r"\.svg"):
        draw(store, "timeline").write(tmp_path / "picture.bmp")
    for figure in FIGURES:
        assert draw(empty, figure).write(tmp_path / f"{figure}.svg").stat().st_size > 1_000
