"""The command line over a graph of the samples."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner, Result

from gaiko.cli import main
from graph.load import load_facts
from graph.stores import open_store
from tests.queries.explorer import world

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("graph") / "samples.kgl")
    result = run("build", str(SAMPLES), "--db", path)
    assert result.exit_code == 0, result.output
    return path


def test_a_second_build_extracts_nothing_and_changes_nothing(db: str) -> None:
    before = run("stats", "--db", db, "--json").stdout
    result = run("build", str(SAMPLES), "--db", db)
    assert ", 0 extracted" in result.output and " 0 articles loaded" in result.output
    assert run("stats", "--db", db, "--json").stdout == before


@pytest.mark.parametrize(
    "command",
    [
        ["between", "日本", "中国"],
        ["between", "Japan", "CHN"],
        ["who-met", "岸田文雄"],
        ["timeline", "日本"],
        ["agreements"],
        ["protests"],
        ["stats"],
    ],
)
def test_questions_are_answered(db: str, command: list[str]) -> None:
    rows = json.loads(run(*command, "--db", db, "--json").stdout)
    assert rows
    assert run(*command, "--db", db, "--format", "csv").stdout.count("\n") > len(rows)


def test_names_in_any_form_ask_the_same(db: str) -> None:
    forms = [("日本", "中国"), ("Japan", "China"), ("JPN", "chn")]
    assert len({run("between", *names, "--db", db, "--json").stdout for names in forms}) == 1


def test_explain_marks_actors_and_trigger(db: str) -> None:
    event = json.loads(run("protests", "--db", db, "--json").stdout)[0]["event"]
    told = run("explain", event, "--db", db).stdout
    assert "【" in told and "［" in told and "rule protest." in told
    assert " → " in told.splitlines()[0]


def test_tables_say_who_did_it_to_whom(db: str) -> None:
    assert " → " in run("protests", "--db", db).stdout
    assert " → " not in run("who-met", "岸田文雄", "--db", db).stdout
    assert run("query", "RETURN ['甲', '乙'] AS actors", "--db", db).stdout.split()[-1] == "甲、乙"


def test_unknown_actor_is_one_line(db: str) -> None:
    result = run("timeline", "存在しない国", "--db", db)
    assert result.exit_code == 1
    assert result.output.startswith("gaiko: no actor is called") and result.output.count("\n") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (n) DETACH DELETE n",
        "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
        "CALL db.labels()",
        "MATCH (n) RETURN n; MATCH (m) DELETE m",
        "MATCH p=(a)-[*]->(b) RETURN p",
    ],
)
def test_only_reading_statements_run(db: str, statement: str) -> None:
    assert run("query", statement, "--db", db).exit_code == 1


def test_query_takes_parameters(db: str) -> None:
    text = run(
        "query",
        "MATCH (n:Actor) WHERE n.name = $name RETURN n.id AS id",
        "--param",
        "name=日本",
        "--db",
        db,
        "--json",
    ).stdout
    assert json.loads(text) == [{"id": "JPN"}]
    assert run("query", "RETURN 1 AS one", "--param", "bad", "--db", db).exit_code == 2


def test_page_and_exports(db: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("show", "日本", "-o", str(page), "--db", db).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert (
        "Content-Security-Policy" in text and 'src="http' not in text and 'href="http' not in text
    )
    for form, name in (
        ("graphml", "g.graphml"),
        ("gexf", "g.gexf"),
        ("cypher", "g.cypher"),
        ("csv", "tables"),
    ):
        assert run("export", form, "-o", str(tmp_path / name), "--db", db).exit_code == 0
    read = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert read.number_of_edges() > 50 and nx.read_gexf(
        tmp_path / "g.gexf"
    ).number_of_nodes() == len(read)
    assert (tmp_path / "tables/Event.csv").stat().st_size > 1000


def test_explore_writes_a_page_of_a_selection(db: str, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    whole = run("explore", "-o", str(page), "--db", db)
    assert whole.exit_code == 0 and "events" in whole.output
    options = ["--actor", "日本", "--since", "2022", "--type", "MET_WITH", "--evidence", "none"]
    part = run("explore", "-o", str(page), "--db", db, *options)
    assert part.exit_code == 0 and part.output != whole.output
    unknown = run("explore", "-o", str(page), "--db", db, "--actor", "火星")
    assert unknown.exit_code == 1 and unknown.output.startswith("gaiko: no actor is called")
    wrong = run("explore", "-o", str(page), "--db", db, "--type", "DANCED")
    assert wrong.exit_code == 1 and "MET_WITH" in wrong.output


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A graph whose sentences take 21 MB: 700 of 10,000 letters."""
    path = str(tmp_path_factory.mktemp("wordy") / "wordy.kgl")
    padding = "長" * 10_000
    with open_store(path) as store:
        load_facts(
            store,
            (
                world.report(
                    f"w{number}",
                    f"{number}{padding}、日本は中国に抗議した。",
                    "甲紙",
                    world.act("PROTESTED", "日本", "中国", f"{1000 + number}-05-01"),
                )
                for number in range(700)
            ),
        )
    return path


def test_explore_refuses_long_sentences_but_not_the_graph(wordy: str, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    asked = ("explore", "-o", str(page), "--evidence", "full", "--db", wordy)
    shortened = run(*asked)
    assert shortened.exit_code == 0 and "--evidence snippet; --force for all" in shortened.stderr
    assert "2 actors, 700 events" in shortened.stdout and page.stat().st_size < 1_500_000
    short = page.read_bytes()
    forced = run(*asked, "--force", "--json")
    assert json.loads(forced.stdout)["evidence"] == "full" and forced.stderr == ""
    assert page.read_bytes() != short


def test_plot_draws_and_names_what_it_cannot(db: str, tmp_path: Path) -> None:
    picture = tmp_path / "ladder.svg"
    assert run("plot", "ladder", "日本", "中国", "-o", str(picture), "--db", db).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    wrong = run("plot", "map", "-o", str(tmp_path / "map.gif"), "--db", db)
    assert wrong.exit_code == 1 and ".svg" in wrong.output


def test_bad_input_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = {
        "id": "1",
        "title": "外相会談",
        "text": "岩屋毅外相は中国の王毅外相と会談した。",
        "published": "2025-03-22",
    }
    broken = tmp_path / "broken.jsonl"
    broken.write_text(
        json.dumps(good, ensure_ascii=False) + '\n{"id": "2", "ti\n', encoding="utf-8"
    )
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    result = run(
        "extract", str(broken), str(tmp_path / "binary.txt"), "-o", str(tmp_path / "facts.jsonl")
    )
    assert (
        result.exit_code == 0
        and "broken.jsonl:2" in result.output
        and "binary.txt" in result.output
    )
    (line,) = (tmp_path / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert [event["type"] for event in json.loads(line)["events"]] == ["MET_WITH"]
    strict = run("extract", str(broken), "--strict", "-o", str(tmp_path / "again.jsonl"))
    nothing = run("extract", str(tmp_path / "binary.txt"), "-o", str(tmp_path / "none.jsonl"))
    assert (strict.exit_code, nothing.exit_code) == (1, 1)


def test_start_up_loads_no_model() -> None:
    code = "import sys, gaiko.cli, gaiko.graph; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
