"""The commands that change a graph, on every store: load, retract, rebuild and the judgements of actors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gaiko.cli import main
from graph.model import Facts, write_facts
from graph.project import project_file
from graph.sorted_export import sorted_export
from graph.stores import open_store
from tests.graph.telling import telling

AOKI, LIN, RIN = "person:JPN:青木一郎", "person:CHN:林建国", "person:?:林建国"
FACTS = [
    telling("a1", "MET_WITH", AOKI, LIN, "2024-05-03", published="2024-05-03", outlet="甲紙"),
    telling("a2", "MET_WITH", AOKI, RIN, "2024-05-03", published="2024-05-04", outlet="乙紙"),
    telling("a3", "PROTESTED", "JPN", "CHN", "2024-05-07", published="2024-05-07"),
]


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GAIKO_PROJECT", str(tmp_path))
    return tmp_path


@pytest.fixture
def facts(db: str) -> Path:
    """The facts file that a build would keep."""
    return write(project_file(db, "facts"), FACTS)


def write(path: Path, facts: list[Facts]) -> Path:
    with path.open("wb") as out:
        write_facts(facts, out)
    return path


def run(*arguments: str, db: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [*arguments, "--db", db], input=text)


def done(*arguments: str, db: str, text: str | None = None) -> str:
    result = run(*arguments, db=db, text=text)
    assert result.exit_code == 0, result.output
    return result.output


def held(db: str) -> list[str]:
    with open_store(db, read_only=True) as store:
        return sorted_export(store)


def test_load_twice_retract_and_load_again(db: str, facts: Path) -> None:
    assert "3 articles loaded, 0 changed, 0 unchanged" in done("load", str(facts), db=db)
    once = held(db)
    assert "0 articles loaded, 0 changed, 3 unchanged" in done("load", str(facts), db=db)
    assert held(db) == once
    assert "1 articles retracted" in done("retract", "a2", db=db)
    assert not any('"node":"a2"' in line for line in held(db))
    assert "0 articles loaded, 0 changed, 2 unchanged" in done("load", str(facts), db=db)
    done("load", str(write(facts, FACTS)), db=db)
    assert held(db) == once


def test_while_one_writes_others_are_told_before_any_work_and_reading_goes_on(
    db: str, facts: Path, tmp_path: Path
) -> None:
    done("load", str(facts), db=db)
    once, kept = held(db), facts.read_bytes()
    article = tmp_path / "a.txt"
    article.write_text("日本政府は中国に抗議した。", encoding="utf-8")
    with open_store(db):
        for command in (("build", str(article)), ("load", str(facts)), ("retract", "a1")):
            result = run(*command, db=db)
            assert result.exit_code == 1 and "is writing to this graph" in result.output
        assert json.loads(done("stats", "--json", db=db))[0] == {"what": "articles", "count": 3}
    assert (held(db), facts.read_bytes()) == (once, kept)


def test_what_is_not_there_cannot_be_retracted(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    result = run("retract", "a3", "nobody", db=db)
    assert result.exit_code == 1 and "1 articles are not in the graph" in result.output
    assert len(facts.read_bytes().splitlines()) == 2


def test_a_rebuilt_graph_is_the_same_and_one_cut_off_goes_on(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    once = held(db)
    facts.unlink()
    assert "3 articles loaded" in done("rebuild", db=db)
    assert held(db) == once
    aside = write(project_file(db, "rebuild"), FACTS)
    done_before = run("retract", "a1", db=db)
    assert done_before.exit_code == 1 and "run `gaiko rebuild` first" in done_before.output
    done("rebuild", db=db)
    assert held(db) == once and not aside.exists()


def test_actors_are_proposed_merged_and_parted_again(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    apart = held(db)
    (pair,) = json.loads(done("actors", "review", "--json", db=db))
    assert (pair["keep"], pair["other"]) == (LIN, RIN)
    assert pair["reasons"] == ["same name 林建国", f"both acted with {AOKI}"]
    assert "row 1;" in done("actors", "merge", LIN, RIN, "--by", "田中", "--why", "同じ会談", db=db)
    assert not any(f'"node":"{RIN}"' in line for line in held(db))
    assert json.loads(done("between", "日本", "中国", "--json", db=db))[0]["sources"] == 1
    assert done("actors", "review", "--json", db=db) == "[]\n"
    done("actors", "undo", "1", db=db)
    assert held(db) == apart
    rows = json.loads(done("actors", "ledger", "--json", db=db))
    assert [(row["verdict"], row["counts"], row["by"] == "田中") for row in rows] == [
        ("same", False, True), ("undo", True, False)
    ]  # fmt: skip


def test_two_states_are_merged_only_by_force(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    apart = held(db)
    refused = run("actors", "merge", "日本", "中国", db=db)
    assert refused.exit_code == 1 and "日本 and 中国 are two states" in refused.output
    assert held(db) == apart
    done("actors", "merge", "日本", "中国", "--force", db=db)
    (row,) = json.loads(done("actors", "ledger", "--json", db=db))
    assert (row["verdict"], row["about"]) == ("same", ["JPN", "CHN"])


def test_a_graph_that_follows_judgements_does_not_forget_them(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    done("actors", "merge", LIN, RIN, db=db)
    merged = held(db)
    done("rebuild", db=db)
    assert held(db) == merged
    ledger = project_file(db, "actors")
    ledger.rename(f"{ledger}.elsewhere")
    result = run("load", str(facts), db=db)
    assert result.exit_code == 1 and "ledger" in result.output and "GAIKO_PROJECT" in result.output
    assert held(db) == merged


def test_one_name_is_split_by_article(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    done("actors", "split", LIN, "person:KOR:林建国", "--article", "a1", db=db)
    rows = json.loads(done("timeline", "person:KOR:林建国", "--json", db=db))
    assert [row["date"] for row in rows] == ["2024-05-03"]
    assert run("timeline", LIN, db=db).exit_code == 1


def test_pairs_are_reviewed_one_by_one(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    assert "same name 林建国" in done("actors", "review", "--ask", db=db, text="d\n")
    assert done("actors", "review", "--json", db=db) == "[]\n"
    (row,) = json.loads(done("actors", "ledger", "--json", db=db))
    assert row["verdict"] == "different" and "same name" in row["why"]


def test_a_state_is_no_person(db: str, facts: Path) -> None:
    done("load", str(facts), db=db)
    result = run("actors", "merge", "中国", LIN, db=db)
    assert result.exit_code == 1 and "not of one kind" in result.output
    assert not project_file(db, "actors").exists()
