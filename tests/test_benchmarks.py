"""The benchmarks measure what they say, and write figures only where a document has room for them."""

from __future__ import annotations

import json
import time
from pathlib import Path

import msgspec
import pytest

from benchmarks import profile, skipping
from benchmarks.extraction import measure
from benchmarks.quality import MARGIN, details, floors_of, headline, summary, write_figures
from benchmarks.resolution import identify, judge, load_pairs
from benchmarks.tables import TABLES, rows
from benchmarks.varied import later, vary
from extract.articles import read_articles
from extract.pipeline import Extractor
from gaiko.evaluate.annotation import Annotation
from gaiko.evaluate.report import Evaluation, evaluate

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


def test_varied_facts_are_those_of_other_articles_and_years() -> None:
    problems: list[object] = []
    articles = list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))[:8]
    facts = list(Extractor.load().extract(articles))
    many = list(vary(facts, 3 * len(facts)))
    assert len({one.id for one in many}) == len({one.content_hash for one in many}) == len(many)
    assert len({one.text for one in many}) == len(many) and many[: len(facts)] == facts
    for one in many:
        assert all(one.full_text[e.start : e.end] == e.evidence for e in one.events)
        assert all(
            one.full_text[m.start : m.end] == m.text for e in one.entities for m in e.mentions
        )
    first, second = many[0], many[len(facts)]
    assert [e.actor_id for e in first.entities if e.type == "COUNTRY"] == [
        e.actor_id for e in second.entities if e.type == "COUNTRY"
    ]
    assert {e.actor_id for e in first.entities if e.type == "PERSON"}.isdisjoint(
        e.actor_id for e in second.entities if e.type == "PERSON"
    )
    assert second.published == later(first.published, 1) != first.published


def test_skipping_is_compared_with_parsing_all() -> None:
    problems: list[object] = []
    articles = list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))[:6]
    told = skipping.measure(articles)
    assert 0 < told["parsed"] < told["sentences"] and told["events"] > 0
    assert told["events_that_differ"] == len(told["articles_that_differ"]) == 0


def test_the_profile_has_all_of_the_time() -> None:
    problems: list[object] = []
    articles = list(read_articles([SAMPLES / "news.jsonl"], problems=problems.append))[:6]
    begun = time.process_time()
    told = profile.measure(articles)
    assert 0 < sum(told["seconds"].values()) < time.process_time() - begun
    assert told["seconds"]["parser: products"] > told["seconds"]["parser: sums"] > 0
    assert 0 < told["padding"] < 1 and told["tokens"] > 0


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
