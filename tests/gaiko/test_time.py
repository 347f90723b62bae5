"""What was so on a day, and what could be known by then: terms of office, the graph as of a date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import gaiko
from gaiko.cli import main
from graph.model import write_facts
from graph.sorted_export import sorted_export
from tests.graph.telling import telling

AOKI, LIN = "person:JPN:青木一郎", "person:CHN:林建国"
PLAN = telling("a1", "MET_WITH", AOKI, LIN, "2024-05-03", published="2024-04-20", status="planned")
TOLD = telling("a2", "MET_WITH", AOKI, LIN, "2024-05-03", published="2024-05-03", outlet="乙紙")
VAGUE = telling("a3", "PROTESTED", "JPN", "CHN", "2024-04-02", published="2024-04")
UNDATED = telling("a4", "PROTESTED", "JPN", "KOR", "2024-03-02")


@pytest.fixture(scope="module")
def db(module_db: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("project")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GAIKO_PROJECT", str(folder))
        with (folder / "facts.jsonl").open("wb") as out:
            write_facts([PLAN, TOLD, VAGUE, UNDATED], out)
        with gaiko.open(module_db, writable=True) as graph:
            graph.load(folder / "facts.jsonl")
        yield module_db


def rows(*arguments: str, db: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, [*arguments, "--db", db, "--json"])
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["外相", "--on", "2023-03-15"], ["林芳正"]),
        (["外務大臣", "--on", "2023-03-15"], ["林芳正"]),
        (["外相", "--on", "2025-06-01"], ["岩屋毅"]),
        (["外相", "--on", "2023-09-13"], ["上川陽子"]),
        (["外相", "--on", "2023-09"], ["林芳正", "上川陽子"]),
        (["外相", "--on", "2023-03-15", "--of", "米国"], ["アントニー・ブリンケン"]),
        (["外相", "--on", "1899"], []),
        (["係長"], []),
    ],
)
def test_who_held_a_post_on_a_day(db: str, arguments: list[str], names: list[str]) -> None:
    assert [row["actor"] for row in rows("who", *arguments, db=db)] == names


def test_all_states_are_asked_at_once(db: str) -> None:
    found = rows("who", "外相", "--on", "2023-03-15", "--all", db=db)
    assert len({row["body_id"] for row in found}) == len(found) > 20


def test_days_that_no_calendar_has_are_refused(db: str) -> None:
    result = CliRunner().invoke(main, ["who", "外相", "--on", "2023-02-30", "--db", db])
    assert result.exit_code == 1 and "no date of the calendar" in result.output


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("2024-03", []),
        ("2024-04-29", [("MET_WITH", "planned")]),
        ("2024-04", [("MET_WITH", "planned"), ("PROTESTED", "occurred")]),
        ("2024-05-03", [("MET_WITH", "occurred"), ("PROTESTED", "occurred")]),
    ],
)
def test_the_graph_as_it_was_reported(db: str, as_of: str, found: list[tuple[str, str]]) -> None:
    told = rows("between", "日本", "中国", "--as-of", as_of, db=db) if found else []
    assert sorted((row["type"], row["status"]) for row in told) == found


def test_it_is_the_graph_of_these_articles_alone(db: str, tmp_path: Path) -> None:
    with (tmp_path / "facts.jsonl").open("wb") as out:
        write_facts([PLAN, VAGUE], out)
    with gaiko.open(str(tmp_path / "graph.kgl"), writable=True) as alone:
        alone.load(tmp_path / "facts.jsonl")
        expected = sorted_export(alone.store)
    with gaiko.open(db, as_of="2024-04-30") as then:
        assert sorted_export(then.store) == expected
