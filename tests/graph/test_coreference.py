"""Which reports tell of one act: judged pairs of our own, and what an act says of its reports."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from graph.coreference import Act, Report, find_acts, find_reports, to_act
from graph.coreference.clusters import Cluster
from graph.model import Facts
from tests.graph.telling import telling

PAIRS = yaml.safe_load(Path(__file__).with_name("coreference_pairs.yaml").read_text("utf-8"))
AOKI, OGAWA, LIN = "person:JPN:青木一郎", "person:JPN:小川花子", "person:CHN:林建国"


def ids(names: str) -> str:
    return " ".join(PAIRS["who"][name] for name in names.split())


def reports_of(story: dict[str, Any]) -> dict[str, str]:
    """Which act each report of a story tells of, by the id of the report."""
    acts = {}
    for number, row in enumerate(story["reports"]):
        act, facts = told(f"{story['title']} {number}", row)
        if row[9:] and row[9].get("article") == "same":
            facts = telling_again(facts, f"{story['title']} {number - 1}")
        for report in find_reports(facts):
            acts[report.id] = act
            REPORTS[report.id] = report
    return acts


REPORTS: dict[str, Report] = {}


def told(article: str, row: list[Any]) -> tuple[str, Facts]:
    act, kind, source, target, date, status, published, outlet, sentence = row[:9]
    more = {k: v for k, v in (row[9] if row[9:] else {}).items() if k != "article"}
    shared = {"status": status, "published": str(published), "outlet": outlet, "sentence": sentence}
    sides = ids(source), ids(target)
    return act, telling(article, kind, *sides, str(date) if date else None, **shared, **more)


def telling_again(facts: Facts, article: str) -> Facts:
    """The same words in an article that tells another act as well."""
    return replace(facts, id=article)


def judge() -> tuple[int, int, int, list[str]]:
    """Pairs rightly joined, joined, to be joined; and what is wrong, in words."""
    right = joined = wanted = 0
    wrong = []
    for story in PAIRS["stories"]:
        acts = reports_of(story)
        found = {
            report.id: number
            for number, cluster in enumerate(find_acts(REPORTS[key] for key in acts))
            for report in cluster.reports
        }
        for a, b in combinations(acts, 2):
            same, together = acts[a] == acts[b], found[a] == found[b]
            wanted += same
            joined += together
            right += same and together
            if same != together:
                words = " / ".join(REPORTS[key].event.evidence for key in (a, b))
                wrong.append(f"{story['title']}: {'missed' if same else 'joined'} {words}")
    return right, joined, wanted, wrong


def test_pairs_are_many_and_of_both_kinds() -> None:
    counts = [len(story["reports"]) for story in PAIRS["stories"]]
    pairs = sum(n * (n - 1) // 2 for n in counts)
    _, _, same, _ = judge()
    assert pairs >= 120 and same >= 40 and pairs - same >= 40


def test_pairs_are_judged_well() -> None:
    right, joined, wanted, wrong = judge()
    f1 = 2 * right / (joined + wanted)
    assert f1 >= 0.9, "\n".join([f"{right} right, {joined} joined, {wanted} wanted", *wrong])


def test_an_act_told_once_is_what_weighing_its_report_would_give() -> None:
    for report in REPORTS.values():
        once, twice = (to_act(Cluster([report] * n, {report.id: "why"})) for n in (1, 2))
        assert replace(twice, reports=once.reports) == once


# --- what an act says of its reports ------------------------------------------------------------------


def acts(*facts: Facts) -> list[Act]:
    clusters = find_acts(report for one in facts for report in find_reports(one))
    return sorted(map(to_act, clusters), key=lambda act: (act.date or "", act.id))


def meeting(article: str, date: str | None, published: str, **more: Any) -> Facts:
    return telling(article, "MET_WITH", AOKI, LIN, date, published=published, **more)


def test_the_day_refines_the_month_and_people_their_states() -> None:
    vague = telling("a", "MET_WITH", "CHN", "JPN", "2024-05", published="2024-05-30")
    (act,) = acts(vague, meeting("b", "2024-05-03", "2024-05-03"))
    assert act.date == "2024-05-03" and act.conflicts == []
    assert {e.actor_id for e in act.sides["source"] + act.sides["target"]} == {AOKI, LIN}
    assert act.states == ["CHN", "JPN"]
    assert [(a.actor_id, b.actor_id) for a, b in act.pairs] == [(LIN, AOKI)]
    assert sorted(act.reasons.values()) == ["2024-05 holds 2024-05-03", "no other act fits"]


@pytest.mark.parametrize(
    ("last", "status", "conflicts"),
    [("occurred", "occurred", []), ("cancelled", "cancelled", []), ("denied", "denied", [])],
)
def test_a_plan_becomes_what_came_of_it(last: str, status: str, conflicts: list[str]) -> None:
    plan = meeting("a", "2024-05-03", "2024-04-20", status="planned")
    (act,) = acts(plan, meeting("b", "2024-05-03", "2024-05-03", status=last))
    assert act.status == status and act.conflicts == conflicts
    assert act.history == ["2024-04-20 planned a", f"2024-05-03 {last} b"]


def test_a_plan_taken_up_again_is_a_plan() -> None:
    told = [("a", "2024-04-01", "planned"), ("b", "2024-04-10", "cancelled")]
    told += [("c", "2024-04-12", "planned")]
    (act,) = acts(*(meeting(key, "2024-05-03", day, status=s) for key, day, s in told))
    assert act.status == "planned" and len(act.history) == 2


def test_what_reports_say_differently_is_kept_and_named() -> None:
    (act,) = acts(
        meeting("a", "2024-05-03", "2024-05-05", place="東京", outlet="甲紙", sentence="三日に甲が語った。"),
        meeting("b", "2024-05-04", "2024-05-05", place="東京", outlet="乙紙", sentence="会談は四日だと乙。"),
        meeting("c", "2024-05-03", "2024-05-06", place="大阪", outlet="丙紙", sentence="丙は大阪と伝えた。"),
        meeting("d", "2024-05-03", "2024-05-06", status="denied", outlet="丁紙", sentence="なかったと丁紙。"),
    )  # fmt: skip
    assert act.date == "2024-05-03" and act.place == "東京" and act.status == "occurred"
    assert act.conflicts == [
        "date: 2024-05-03 | 2024-05-04",
        "place: 大阪 | 東京",
        "status: denied | occurred",
    ]
    assert {report.event.place for report in act.reports} == {"東京", "大阪", None}


WIRE = "青木一郎外相は3日、都内で林建国外相と会談し、漁場の線引きを話し合った。"


def test_copies_of_an_agency_count_once() -> None:
    own = "来日した林外相が3日、飯倉公館で青木氏と向き合った。"
    (act,) = acts(
        meeting("a", "2024-05-03", "2024-05-03", outlet="共同通信", sentence=WIRE),
        meeting("b", "2024-05-03", "2024-05-04", outlet="甲紙", sentence=WIRE),
        meeting("c", "2024-05-03", "2024-05-04", outlet="乙紙", sentence=WIRE.replace("、都内", "、東京都内")),
        meeting("d", "2024-05-03", "2024-05-04", outlet="丙紙", sentence="【北京共同】両外相が会った。"),
        meeting("e", "2024-05-03", "2024-05-04", outlet="丁紙", sentence=own),
    )  # fmt: skip
    assert (len(act.reports), act.sources) == (5, 2)


def test_reports_of_one_outlet_are_one_source() -> None:
    (act,) = acts(
        meeting("a", "2024-05-03", "2024-05-03", outlet="甲紙", sentence="両外相が会った。"),
        meeting("b", "2024-05-03", "2024-05-09", outlet="甲紙", sentence="先の会談を振り返る。"),
    )
    assert act.sources == 1


def test_a_state_alone_joins_no_one_of_two_meetings() -> None:
    both = [
        telling("a", "MET_WITH", AOKI, LIN, "2024-05-03", sentence="外相どうしが会った。"),
        telling("b", "MET_WITH", OGAWA, LIN, "2024-05-03", sentence="首相も迎えた。"),
    ]
    state = telling("c", "MET_WITH", "JPN", "CHN", "2024-05-03", sentence="日中が協議。")
    found = acts(*both, state)
    assert len(found) == 3
    assert {why for act in found for why in act.reasons.values()} == {
        "no other act fits",
        "could be any of 2 acts",
    }


def test_an_act_of_more_than_six_has_no_direct_edges() -> None:
    many = " ".join(f"person:?:{letter}" for letter in "甲乙丙丁戊己")
    (act,) = acts(telling("a", "MET_WITH", many, AOKI, "2024-05-03"))
    assert act.pairs == []


def test_dates_that_no_calendar_has_are_no_days() -> None:
    (act,) = acts(meeting("a", "2024-02-30", "2024-03-01"))
    assert act.date is None and act.reports[0].event.date == "2024-02-30"
