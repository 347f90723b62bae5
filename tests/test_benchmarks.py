"""The benchmarks measure what they say, and write figures only where a document has room for them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from benchmarks.extraction import measure
from benchmarks.quality import MARGIN, details, floors_of, headline, summary, write_figures
from benchmarks.resolution import identify, judge, load_pairs
from benchmarks.tables import TABLES, rows
from benchmarks.whole import repeat
from extract.articles import read_articles
from gaiko.evaluate.annotation import Annotation
from gaiko.evaluate.report import Evaluation, evaluate
from graph.model import Event, Facts

SAMPLES = Path(__file__).parent.parent / "samples"
DOCS = SAMPLES.parent / "docs"
DOCUMENT = "# Title\n\n<!-- figures: begin -->\nold\n<!-- figures: end -->\n\nmore\n"


def perfect() -> Evaluation:
    states = [
        {"id": code, "type": "COUNTRY", "name": code, "code": code, "mentions": [code]}
        for code in ("CHL", "PER")
    ]
    talks = {"type": "MET_WITH", "source": ["CHL"], "target": ["PER"], "confidence": 0.9}
    article = msgspec.convert({"id": "a", "entities": states, "events": [talks]}, Annotation)
    return evaluate([article], [article])


def test_extraction_is_timed_beside_the_parsing_inside_it() -> None:
    problems: list[object] = []
    articles = list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))[:4]
    told = measure(articles)
    assert told["articles"] == 4
    for kind in ("wall", "cpu"):
        assert 0 < told[kind]["parsing"] <= told[kind]["whole"]
        assert told[kind]["share"] == pytest.approx(
            told[kind]["whole"] / told[kind]["parsing"] - 1, abs=0.2
        )


def test_pairs_of_names_are_many_and_of_both_kinds() -> None:
    pairs = load_pairs()
    assert len(pairs) >= 400 and 150 < sum(pairs.values()) < len(pairs) - 150
    assert not any((b, a) in pairs or a == b for a, b in pairs)


def test_names_of_one_actor_get_one_identity() -> None:
    found = identify(
        ["米国", "アメリカ合衆国", "メキシコ", "習近平国家主席", "中国の習近平国家主席"]
    )
    assert found["米国"] == found["アメリカ合衆国"] != found["メキシコ"]
    assert found["習近平国家主席"] == found["中国の習近平国家主席"]


def test_precision_and_recall_of_pairs() -> None:
    pairs = {("a", "b"): True, ("c", "d"): True, ("a", "c"): False}
    assert judge(pairs, [True, False, True]) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_repeated_facts_are_those_of_other_articles_and_days() -> None:
    told = Event(
        type="MET_WITH",
        source=["e1"],
        date="2024-06-05",
        evidence="x",
        trigger="x",
        start=0,
        end=1,
        rule="x",
        confidence=1,
    )
    one = Facts(
        id="a",
        title="",
        text="",
        content_hash="1",
        extractor="x",
        published="2024-06-06",
        events=[told],
    )
    many = list(repeat([one], 3))
    assert len({each.id for each in many}) == len({each.content_hash for each in many}) == 3
    assert [each.events[0].date for each in many] == ["2024-06-05", "2024-09-10", "2024-12-16"]
    assert many[0].published == "2024-06-06"


def test_every_kept_figure_has_its_table() -> None:
    figures = json.loads((DOCS / "speed.json").read_text(encoding="utf-8"))
    assert figures.keys() <= TABLES.keys()
    page = (DOCS / "speed.md").read_text(encoding="utf-8")
    assert all(line in page for line in rows(figures))


def test_figures_are_written_between_the_markers_and_again_without_change(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    write_figures(path, r"new \1")
    once = path.read_text(encoding="utf-8")
    assert once == DOCUMENT.replace("old\n", "\nnew \\1\n\n")
    write_figures(path, r"new \1")
    assert path.read_text(encoding="utf-8") == once


@pytest.mark.parametrize("text", ["no markers", DOCUMENT * 2])
def test_a_document_without_one_pair_of_markers_is_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match="markers"):
        write_figures(path, "new")
    assert path.read_text(encoding="utf-8") == text


def test_tables_name_every_set_and_type() -> None:
    done = {"dev": perfect(), "dev_wikinews": perfect()}
    assert "| news outlets | 1.00 |" in "\n".join(summary(done))
    page = "\n".join(details(done))
    assert page.count("| `MET_WITH` | 1.00 (1.00–1.00) |") == 2
    assert page.count("| ≥ 0.80 | 1 | 1.00 (1.00–1.00) |") == 2


def test_floors_are_a_margin_below_and_two_pairs_below_where_pairs_are_few() -> None:
    reached, floors = headline(perfect()), floors_of(perfect())
    assert floors.keys() == reached.keys()
    assert floors["mentions"] == pytest.approx(1 - MARGIN)
    assert floors["status"] == 0.0
