"""Questions in plain language over what a person read in the samples, on every store."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.lexicon import known_actors, office_terms
from gaiko.asking import Asker
from graph.load import load_facts
from graph.stores import open_store
from queries.asking import Answer
from tests.gaiko.questions.judging import TODAY, Case, is_right, load_cases, load_paraphrases
from tests.gaiko.questions.told import told_facts

CASES = load_cases()
LEAST_ANSWERED, LEAST_DECLINED = 0.90, 0.95
HOSTILE = [
    "'}) DETACH DELETE n //",
    "日本'] OR 1=1 // は誰と会談した?",
    "<script>alert(1)</script>は日本を訪問した?",
    "$(rm -rf /)は日本を訪問した?",
    "`gaiko` と日本の関係は?",
    "MATCH (n) DETACH DELETE n",
    "日本は\x00誰と会談した?",
    "🇯🇵は🇨🇳に抗議した?",
    "日本はwith China протестовал 항의 했나?",
    "?" * 400,
    "日本" * 200,
    "は" * 499,
    "日本は2023年13月45日に誰と会談した?",
    "Who met 日本 in 9999999999?",
    "",
    "   ",
    "\u202e日本は誰と会談した?",
]


@pytest.fixture(scope="module")
def asker(module_db: str) -> Iterator[Asker]:
    with open_store(module_db) as writable:
        load_facts(writable, told_facts(), known_actors=known_actors(), terms=office_terms())
    with open_store(module_db, read_only=True) as store:
        yield Asker(store, today=date.fromisoformat(TODAY))


@pytest.fixture(scope="module")
def file_asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    """The same on a file alone, where a question takes milliseconds."""
    with open_store(str(tmp_path_factory.mktemp("told") / "told.kgl")) as store:
        load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
        yield Asker(store, today=date.fromisoformat(TODAY))


def ask(asker: Asker, text: str) -> Answer:
    """Ask without what was asked before."""
    asker.forget()
    return asker.ask(text)


def share(asker: Asker, cases: list[Case]) -> tuple[float, list[str]]:
    """The share of right answers, and the questions of the others; on a server of every fifth."""
    cases = cases[::5] if "://" in asker.url else cases
    wrong = [case.ask for case in cases if not is_right(ask(asker, case.ask), case.expected)]
    return 1 - len(wrong) / len(cases), wrong


def test_there_are_enough_questions() -> None:
    declined = [case for case in CASES if "declined" in case.expected]
    assert sum(case.language == "ja" for case in CASES) >= 180
    assert sum(case.language == "en" for case in CASES) >= 70
    assert len(declined) >= 40
    groups = load_paraphrases()
    assert len(groups) >= 12 and all(len(group) >= 10 for group in groups)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("declined", [False, True])
def test_questions_are_answered_or_declined_rightly(
    asker: Asker, language: str, declined: bool
) -> None:
    cases = [c for c in CASES if c.language == language and ("declined" in c.expected) == declined]
    right, wrong = share(asker, cases)
    assert right >= (LEAST_DECLINED if declined else LEAST_ANSWERED), wrong


@pytest.mark.parametrize("number", range(len(load_paraphrases())))
def test_other_wordings_have_the_same_answer(asker: Asker, number: int) -> None:
    right, wrong = share(asker, load_paraphrases()[number])
    assert right >= LEAST_ANSWERED, wrong


def test_an_answer_has_sentence_rows_evidence_and_cypher(asker: Asker) -> None:
    answer = ask(asker, "中国は2023年に日本に何回抗議した?")
    assert answer.sentence == "2023年に中国が日本に抗議した出来事は2件です。"
    assert [row["date"] for row in answer.evidence] == ["2023-05-20", "2023-08-21"]
    assert all(row["evidence"] and row["article"] for row in answer.evidence)
    assert answer.confidence == 1.0
    assert answer.statement and "中国" not in answer.statement and "CHN" not in answer.statement
    assert answer.parameters["types"] == ["PROTESTED"]


def test_a_post_is_whoever_held_it_then(asker: Asker) -> None:
    asked = {"2015": ["尹炳世"], "2018": ["李洙勲"]}
    met = ask(asker, "外相は2015年に誰と会談した?")
    protested = ask(asker, "外相は2018年に誰に抗議した?")
    assert [row["actor"] for row in met.rows] == asked["2015"]
    assert [row["actor"] for row in protested.rows] == asked["2018"]


def test_a_short_question_goes_on_from_the_last(asker: Asker) -> None:
    assert len(ask(asker, "中国は日本に何回抗議した?").rows) == 6
    assert len(asker.ask("では韓国は?").rows) == 1
    assert asker.ask("いつ?").sentence == "韓国が日本に抗議したのは、2019-07-01です。"
    assert len(asker.ask("2020年は?").rows) == 0
    assert {row["actor"] for row in ask(asker, "Who did Kishida meet in 2022?").rows} > {"尹錫悦"}
    assert {row["actor"] for row in asker.ask("What about Abe?").rows} == set()
    assert asker.ask("And in 2014?").sentence == "Shinzo Abe met in 2014: Xi Jinping."


def test_nothing_goes_on_from_nothing(asker: Asker) -> None:
    assert ask(asker, "では韓国は?").declined


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("アトランティスは誰と会談した?", "アトランティス"),
        ("金は誰と会談した?", "金正恩"),
        ("大統領は誰と会談した?", "大統領"),
        ("日本の天気は?", "天気"),
        ("Who did Sauron meet?", "Sauron"),
    ],
)
def test_what_is_not_understood_is_named(asker: Asker, text: str, named: str) -> None:
    answer = ask(asker, text)
    assert answer.declined and answer.rows == [] and answer.statement is None
    assert named in answer.sentence


def test_a_plan_is_told_as_one(asker: Asker) -> None:
    answer = ask(asker, "日本は2004年に北朝鮮を支援した?")
    assert answer.sentence.startswith("いいえ")
    assert "予定" in ask(asker, "2004年に日本が支援した国は?").sentence


def test_what_may_be_is_told_only_where_nothing_was_planned(asker: Asker) -> None:
    promised = ask(asker, "ウクライナを支援した国は?")
    assert {row["status"] for row in promised.evidence} == {"planned"}
    weighed = ask(asker, "韓国はウクライナを支援した?")
    assert {row["status"] for row in weighed.evidence} == {"possible"}


def test_what_a_third_did_to_both_is_not_between_them(asker: Asker) -> None:
    between = ask(asker, "サウジアラビアとイランの間に何があった?").evidence
    assert {row["type"] for row in between} == {"AGREED_WITH", "SANCTIONED", "SIGNED"}
    to_both = ask(asker, "グテレスが歓迎した国は?")
    assert {row["actor"] for row in to_both.rows} >= {"サウジアラビア", "イラン"}


def test_a_narrower_act_is_told_by_its_word(asker: Asker) -> None:
    joined = ask(asker, "NATOに加盟した国は?")
    assert joined.question and joined.question.types == ("COOPERATED_WITH",)
    assert all("加盟" in row["evidence"] for row in joined.evidence) and joined.rows


def test_which_leaders_asks_for_no_bodies(asker: Asker) -> None:
    leaders = ask(asker, "Which leaders did Zelenskyy meet in Hiroshima?").rows
    anybody = ask(asker, "Who did Zelenskyy meet in Hiroshima?").rows
    assert {row["actor"] for row in anybody} - {row["actor"] for row in leaders} == {"G7"}


def test_what_governments_signed_answers_for_their_leaders(asker: Asker) -> None:
    answer = ask(asker, "What did Abe and Modi sign?")
    assert answer.sentence.startswith("Japan and India signed")
    assert ask(asker, "What did Abe and Modi sign in 2019?").rows == []


def test_amounts_are_those_of_all_reports(asker: Asker) -> None:
    promised = ask(asker, "岸田首相は2023年3月にウクライナにいくら支援した?").rows
    assert [row["amounts"] for row in promised] == [["3000万ドル", "4億7000万ドル"]]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_get_a_clear_answer(asker: Asker, text: str) -> None:
    before = ask(asker, "日本は中国に何回抗議した?").rows
    answer = ask(asker, text)
    assert answer.sentence and "Traceback" not in answer.sentence
    assert "<script>alert" not in answer._repr_html_()
    assert ask(asker, "日本は中国に何回抗議した?").rows == before


def test_an_endless_question_is_declined_at_once(asker: Asker) -> None:
    answer = ask(asker, "日本は誰と会談した?" * 10_000)
    assert answer.declined and len(answer.text) <= 500 and "100000" in answer.sentence


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "日本 中国 の は と に 誰 いつ 会談した 2023年 首相 岸田 ? Who met in the minister 抗議 文書 国 で",
    )
)


HALVES = st.tuples(
    *2 * [st.sampled_from([case.ask for case in CASES])], st.integers(0, 20), st.integers(0, 20)
).map(lambda drawn: drawn[0][: drawn[2]] + drawn[1][drawn[3] :])
"""The beginning of one question and the end of another."""


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.text(max_size=60),
        HALVES,
        st.lists(WORDS, max_size=14).map("".join),
        st.lists(WORDS, max_size=9).map(" ".join),
    )
)
def test_any_text_gets_an_answer(file_asker: Asker, text: str) -> None:
    file_asker.forget()
    assert file_asker.ask(text).sentence


def test_asking_loads_no_model() -> None:
    code = "import sys, gaiko.asking; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
