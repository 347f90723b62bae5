"""What the patterns and word lists lack is named and counted, and reading on is not changed by it."""

from __future__ import annotations

import json
from itertools import count

import msgspec
import pytest
from click.testing import CliRunner

from extract.gaps import Gap, find_gaps
from extract.pipeline import Extractor
from gaiko.cli import main
from graph.model import Article


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def articles(*texts: str) -> list[Article]:
    numbers = count(1)
    return [
        Article(
            id=f"a{next(numbers)}", title="短信", text=text, content_hash="", published="2024-05-01"
        )
        for text in texts
    ]


def of_kind(gaps: list[Gap], kind: str) -> dict[str, Gap]:
    return {gap.text: gap for gap in gaps if gap.kind == kind}


def test_predicates_without_a_pattern_are_counted_over_articles(extractor: Extractor) -> None:
    texts = [
        "フィンランドはスウェーデンを手本とした。ブラジルはペルーを羨んだ。",
        "チリはボリビアを羨んだ。ブラジルはボリビアを羨んだ。",
    ]
    found = of_kind(find_gaps(extractor, articles(*texts)), "predicate")
    assert (found["羨む"].count, found["羨む"].articles) == (3, 2)
    first = found["羨む"]
    assert (first.article, first.sentence) == ("a1", "ブラジルはペルーを羨んだ。")
    assert first.sentence[first.start : first.end] == "羨ん"
    assert first.note == "は を"


def test_what_an_event_tells_is_no_gap(extractor: Extractor) -> None:
    told = articles("ブラジルの大統領はペルーを訪問した。", "チリはボリビアに抗議した。")
    assert of_kind(find_gaps(extractor, told), "predicate") == {}


def test_one_state_alone_is_no_gap(extractor: Extractor) -> None:
    assert of_kind(find_gaps(extractor, articles("ブラジルは夏を羨んだ。")), "predicate") == {}


def test_light_verbs_are_told_apart_by_their_object(extractor: Extractor) -> None:
    told = articles("ブラジルはペルーに親近感を示した。", "ブラジルはペルーに余裕を示した。")
    found = of_kind(find_gaps(extractor, told), "predicate")
    assert {"親近感を示す", "余裕を示す"} <= found.keys()


def test_unknown_posts_beside_names_are_named(extractor: Extractor) -> None:
    told = articles("高橋一郎連絡調整監はチリで講演した。", "高橋一郎外相はチリで講演した。")
    assert set(of_kind(find_gaps(extractor, told), "post")) == {"連絡調整監"}


def test_persons_of_no_known_state_are_named(extractor: Extractor) -> None:
    told = articles("ヨルン・ファルケナー氏は講演した。ファルケナー氏は若い。")
    found = of_kind(find_gaps(extractor, told), "name")
    assert (found["ヨルン・ファルケナー"].count, found["ヨルン・ファルケナー"].article) == (1, "a1")


def test_watching_changes_no_facts_and_order_is_by_frequency(extractor: Extractor) -> None:
    told = articles("ブラジルはペルーを羨んだ。ブラジルはペルーを訪問した。チリはペルーを羨んだ。")
    seen: list[int] = []
    watched = list(extractor.extract(told, observe=lambda *_: seen.append(1)))
    assert watched == list(extractor.extract(told)) and len(seen) == 4
    ranked = find_gaps(extractor, told)
    kinds = [gap.kind for gap in ranked]
    assert kinds == sorted(kinds, key=["predicate", "unbound", "post", "name"].index)
    assert ranked[0].count == max(gap.count for gap in ranked if gap.kind == "predicate")


def test_command_prints_tables_and_json(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("gaps") / "news.jsonl"
    told = articles("ブラジルはペルーを羨んだ。[bold]も文字のまま。", "チリはペルーを羨んだ。")
    lines = [msgspec.json.encode({"id": a.id, "title": a.title, "text": a.text}) for a in told]
    path.write_bytes(b"\n".join([*lines, b"{broken"]))
    run = CliRunner().invoke
    table = run(main, ["gaps", str(path)])
    assert table.exit_code == 0 and "羨む" in table.stdout
    assert f"skipped: {path}:3" in table.stderr
    rows = json.loads(run(main, ["gaps", str(path), "--kind", "predicate", "--json"]).stdout)
    assert [(row["text"], row["articles"]) for row in rows] == [("羨む", 2)]
    assert json.loads(run(main, ["gaps", str(path), "--least", "3", "--json"]).stdout) == []
