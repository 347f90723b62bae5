"""Measures, intervals, calibration, errors and the gallery, on two small annotated articles."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from click.testing import CliRunner

from gaiko.cli import main
from gaiko.evaluate.annotation import Annotation, read_annotations
from gaiko.evaluate.bootstrap import figures
from gaiko.evaluate.calibration import count_claims
from gaiko.evaluate.errors import find_errors
from gaiko.evaluate.gallery import gallery
from gaiko.evaluate.measure import ALL, MEASURES, SHARES, Tally, count, match_shapes
from gaiko.evaluate.report import evaluate, to_json
from graph.errors import InputError
from tests.gold import BESIDE, SHARED, found_in, gold_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
JAPAN = {"id": "e1", "type": "COUNTRY", "name": "日本", "code": "JPN", "mentions": ["日本", "日"]}
OSLO = {
    "id": "e2",
    "type": "COUNTRY",
    "name": "ノルウェー",
    "code": "NOR",
    "mentions": ["ノルウェー"],
}
PERSON = {
    "id": "e3",
    "type": "PERSON",
    "name": "佐藤 花子",
    "country": "JPN",
    "mentions": [{"start": 1, "end": 3, "text": "佐藤"}],
}
PACT = {"id": "e4", "type": "AGREEMENT", "name": "漁業協定", "mentions": ["漁業協定"]}
TEXT = "佐藤外相は3日、ノルウェーを訪れた。日本とノルウェーは漁業協定に署名した。"


def act(
    kind: str, source: list[str], target: list[str] | None = None, **more: Any
) -> dict[str, Any]:
    return {"type": kind, "source": source, "target": target, "status": "occurred", **more}


def article(*events: dict[str, Any], id: str = "a", text: str = TEXT) -> Annotation:
    entities = [JAPAN, OSLO, PERSON, PACT]
    told = {"id": id, "title": "", "text": text, "entities": entities, "events": list(events)}
    return msgspec.convert(told, Annotation)


VISIT = act(
    "VISITED", ["e3"], ["e2"], date="2024-05-03", evidence="ノルウェーを訪れた", trigger="訪れ"
)
SIGNED = act("SIGNED", ["e1", "e2"], object=["e4"], evidence="漁業協定に署名", trigger="署名")
TALKS = act("MET_WITH", ["e1"], ["e2"], mode="phone")


# --- measures ---------------------------------------------------------------------------------------


def test_equal_articles_agree_in_everything() -> None:
    counts = count(article(VISIT, SIGNED, TALKS), article(VISIT, SIGNED, TALKS))
    assert all(tally.right == tally.found == tally.gold for tally in counts.values())
    assert counts["events", ALL] == Tally(3, 3, 3)
    assert counts["mentions", ALL].gold == 5
    assert counts["acts", "SIGNED"] == Tally(2, 2, 2)


def test_a_person_acts_for_the_state_in_pairs_but_not_in_acts() -> None:
    counts = count(article(VISIT), article(act("VISITED", ["e1"], ["e2"])))
    assert counts["events", ALL] == counts["pairs", ALL] == Tally(1, 1, 1)
    assert counts["acts", ALL] == Tally(0, 1, 1)
    assert counts["date", ALL] == Tally(0, 1, 1)


def test_order_matters_only_where_the_sides_differ() -> None:
    swapped = act("MET_WITH", ["e2"], ["e1"])
    assert count(article(TALKS), article(swapped))["acts", ALL].right == 1
    assert count(article(TALKS), article(swapped))["mode", ALL] == Tally(0, 1, 1)
    back = act("VISITED", ["e2"], ["e3"])
    assert count(article(VISIT), article(back))["events", ALL].right == 0


def test_one_found_event_matches_one_gold_event() -> None:
    assert count(article(TALKS, TALKS), article(TALKS))["events", ALL] == Tally(1, 1, 2)


def test_the_best_overlap_is_matched_first() -> None:
    narrow, wide = ("MET_WITH", (frozenset("AB"),)), ("MET_WITH", (frozenset("ABC"),))
    assert match_shapes([narrow, wide], [wide, narrow]) == [(0, 1), (1, 0)]
    assert match_shapes([narrow], [("MET_WITH", (frozenset("AXYZ"),))]) == []


def test_acts_within_one_state_are_no_pairs() -> None:
    assert count(article(act("REQUESTED", ["e3"], ["e1"])), article())["pairs", ALL].gold == 0


def test_missing_articles_count_as_empty_and_the_last_line_of_an_id_counts() -> None:
    assert evaluate([article(TALKS)], []).figures["events", ALL].tally == Tally(0, 0, 1)
    twice = evaluate([article(TALKS)], [article(), article(TALKS)])
    assert twice.figures["events", ALL].tally == Tally(1, 1, 1)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("name", BESIDE)
def test_figures_are_those_of_the_reference_scorer(name: str, tmp_path: Path) -> None:
    path = gold_path(name)
    facts = tmp_path / "facts.jsonl"
    facts.write_bytes(b"\n".join(map(msgspec.json.encode, found_in(path))))
    scorer = SHARED / "evaluation/score.py"
    module = module_from_spec(spec := spec_from_file_location("score", scorer))  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    expected, _ = module.score(module.read(str(path)), module.read(str(facts)))
    ours = to_json(evaluate(list(read_annotations(path)), list(read_annotations(facts))))
    assert {measure: ours[measure]["value"] for measure in SHARES} == {
        measure: expected[measure] for measure in SHARES
    }
    told = {**ours["by_type"], **{measure: ours[measure] for measure in MEASURES}}
    theirs = {**expected["by_type"], **{measure: expected[measure] for measure in MEASURES}}
    assert {key: in_reference_form(told[key]) for key in theirs} == theirs


def in_reference_form(figure: dict[str, Any]) -> dict[str, Any]:
    shares = {"P": figure["precision"], "R": figure["recall"], "F1": figure["f1"]}
    counts = {"tp": figure["right"], "pred": figure["found"], "gold": figure["gold"]}
    return {name: share["value"] for name, share in shares.items()} | counts


# --- certainty --------------------------------------------------------------------------------------


def test_intervals_hold_the_figure_and_shrink_with_more_articles() -> None:
    mixed = [{("events", ALL): Tally(i % 2, 1, 1)} for i in range(400)]
    few, many = (figures(mixed[:n])["events", ALL].f1 for n in (20, 400))
    assert few.low < few.value == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 3
    assert few.low == pytest.approx(0.5 - 1.96 * (0.25 / 20) ** 0.5, abs=0.06)
    assert figures(mixed) == figures(mixed)


def test_draws_without_any_event_of_a_type_say_nothing_of_it() -> None:
    rare = [{("events", "SIGNED"): Tally(1, 1, 1)}, *({} for _ in range(9))]
    precision = figures(rare)["events", "SIGNED"].precision
    assert (precision.low, precision.high) == (1.0, 1.0)
    assert figures([]) == {}


def test_confidences_are_counted_in_their_bin_and_above_the_threshold() -> None:
    found = article({**TALKS, "confidence": 0.8}, {**VISIT, "confidence": 0.79}, SIGNED)
    counts = count_claims(article(TALKS), found)
    assert counts["confidence", "0.80–0.90"] == counts["confidence", "≥ 0.80"] == Tally(1, 1, 1)
    assert counts["confidence", "0.70–0.80"] == Tally(0, 1, 1)
    assert sum(tally.found for tally in counts.values()) == 3


def test_rules_that_err_most_come_first() -> None:
    found = article({**TALKS, "rule": "meet.good"}, {**VISIT, "rule": "visit.bad"})
    rules = evaluate([article(TALKS)], [found]).rules
    assert [(name, figure.precision.value) for name, figure in rules] == [
        ("visit.bad", 0.0),
        ("meet.good", 1.0),
    ]


# --- errors -----------------------------------------------------------------------------------------


def test_errors_are_missed_wrong_or_differ() -> None:
    late = {**VISIT, "date": "2024-06", "rule": "visit.otozureru", "confidence": 0.7}
    errors = list(find_errors(article(VISIT, SIGNED), article(late, TALKS)))
    assert [(e.kind, e.type) for e in errors] == [
        ("differs", "VISITED"),
        ("missed", "SIGNED"),
        ("wrong", "MET_WITH"),
    ]
    assert errors[0].differences == ["date 2024-06 instead of 2024-05-03"]
    assert (errors[0].rule, errors[0].confidence) == ("visit.otozureru", 0.7)
    assert errors[1].told == "日本、ノルウェー ∷ 漁業協定, occurred"


def test_sentence_is_whole_and_its_words_are_marked() -> None:
    (error,) = find_errors(article(VISIT), article())
    assert "".join(piece.text for piece in error.pieces) == "佐藤外相は3日、ノルウェーを訪れた。"
    marked = {piece.text: piece.marks for piece in error.pieces if piece.marks}
    assert marked == {"佐藤": "source", "ノルウェー": "target", "訪れ": "trigger"}


def test_what_was_found_in_the_sentence_stands_beside_what_was_missed() -> None:
    wrong = act("SUPPORTED", ["e1"], ["e2"], evidence="日本とノルウェーは漁業協定に署名した。")
    missed = next(e for e in find_errors(article(SIGNED), article(wrong)) if e.kind == "missed")
    assert missed.beside == ["SUPPORTED: 日本 → ノルウェー, occurred"]


def test_evidence_that_is_not_in_the_text_is_shown_alone() -> None:
    (error,) = find_errors(article({**SIGNED, "evidence": "どこにもない"}), article())
    assert [piece.text for piece in error.pieces] == ["どこにもない"]


# --- the page ---------------------------------------------------------------------------------------

HOSTILE = '<script>window.pwned = 1</script><img src=x onerror="window.pwned=2">日本は署名した。'


def page() -> str:
    evil = {**SIGNED, "evidence": HOSTILE, "trigger": "<img", "rule": "<b>rule</b>"}
    return gallery(
        [(article(VISIT, text=HOSTILE + TEXT), article(evil, text=HOSTILE + TEXT))],
        heading="<i>heading</i>",
    )


def test_page_escapes_every_text_and_is_the_same_again() -> None:
    written = page()
    assert written == page()
    assert written.count("<script>") == 1
    assert not re.search(r"<img|<b>|<i>|<[^>]*(?:src|href)=|https?://", written)
    assert "&lt;b&gt;rule" in written


def test_page_without_errors_is_a_page() -> None:
    assert "0 errors" in gallery([(article(VISIT), article(VISIT))], heading="none")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing")
        pytest.skip(f"{CHROMIUM} is missing")
    options = ["--no-sandbox", "--disable-dev-shm-usage"]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=options)
        yield started
        started.close()


@pytest.mark.browser
def test_page_filters_by_kind_type_and_words_from_the_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "errors.html").write_text(page(), encoding="utf-8")
    shown = browser.new_context(offline=True).new_page()
    said: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto((tmp_path / "errors.html").as_uri())
    assert count_shown(shown) == 2
    shown.keyboard.press("j")
    assert shown.evaluate("document.activeElement.dataset.kind") == "wrong"
    shown.keyboard.press("j")
    assert shown.evaluate("document.activeElement.dataset.kind") == "missed"
    shown.keyboard.press("1")
    assert count_shown(shown) == 1
    shown.keyboard.press("1")
    shown.select_option("select", "VISITED")
    assert count_shown(shown) == 1
    shown.select_option("select", "")
    shown.keyboard.press("Escape")
    shown.keyboard.press("/")
    shown.keyboard.type("訪れ VISITED")
    assert count_shown(shown) == 1
    shown.keyboard.type(" nothing")
    assert shown.locator("#none").is_visible()
    assert shown.evaluate("window.pwned") is None and said == []


def count_shown(shown: Page) -> int:
    number = shown.locator("main article:visible").count()
    assert shown.locator("#count").inner_text().split()[0] == str(number)
    return number


# --- the command ------------------------------------------------------------------------------------


def write(path: Path, *articles: Annotation) -> str:
    path.write_bytes(b"\n".join(map(msgspec.json.encode, articles)))
    return str(path)


def test_command_prints_tables_json_and_page(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", article(VISIT, SIGNED), article(TALKS, id="b"))
    facts = write(tmp_path / "facts.jsonl", article(VISIT, {**TALKS, "confidence": 0.9}))
    run = CliRunner().invoke
    table = run(main, ["evaluate", gold, facts])
    assert table.exit_code == 0 and "VISITED" in table.output
    assert "1 articles are not among the facts" in table.stderr
    told = json.loads(run(main, ["evaluate", gold, facts, "--json", "--type", "SIGNED"]).stdout)
    assert told["events"]["precision"]["value"] == 0.5
    assert [key for key in told["by_type"] if key.startswith("events")] == ["events:SIGNED"]
    assert "0.90" in run(main, ["evaluate", gold, facts, "--calibration"]).output
    errors = tmp_path / "errors.html"
    run(main, ["evaluate", gold, facts, "--gallery", str(errors), "--type", "SIGNED"])
    assert 'data-type="SIGNED"' in errors.read_text(encoding="utf-8")
    assert 'data-type="MET_WITH"' not in errors.read_text(encoding="utf-8")
    assert run(main, ["evaluate", gold, facts, "--type", "DANCED"]).exit_code == 2


def test_command_extracts_texts_that_have_no_facts_yet(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", article(SIGNED))
    told = json.loads(CliRunner().invoke(main, ["evaluate", gold, "--json"]).stdout)
    assert told["mentions"]["right"] > 0


@pytest.mark.parametrize(
    ("line", "reason"), [("{", "gold.jsonl:2"), ('{"id": 7}', "`int`"), ("[]", ":2")]
)
def test_broken_lines_are_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(reason)):
        list(read_annotations(path))


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('\ufeff{"id": "a"}', encoding="utf-8")
    assert [article.id for article in read_annotations(path)] == ["a"]


def test_an_empty_file_is_no_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(path)])
    assert result.exit_code == 1 and "no annotated article" in result.stderr
