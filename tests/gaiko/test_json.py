"""Every command with ``--json``: one JSON value on standard output, the rest on standard error."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.lexicon import known_actors, office_terms
from graph.load import load_facts
from graph.model import facts_line
from graph.stores import open_store
from tests.gaiko.commands import leaves, run
from tests.gaiko.questions.told import told_facts

WITHOUT = {("completion",): "prints a script for a shell"}
"""The commands without --json, each with the reason."""
TEXT = "岸田文雄首相は10日、ワシントンでバイデン大統領と会談した。"
ARTICLE = {"id": "a1", "published": "2024-04-11", "title": "日米首脳会談", "text": TEXT}
ARGUMENTS: dict[tuple[str, ...], str] = {
    ("extract",): "articles.jsonl -o new.jsonl",
    ("load",): "facts.jsonl --db other.kgl",
    ("build",): "articles.jsonl --db built.kgl",
    ("retract",): "a1 --db built.kgl",
    ("rebuild",): "--db built.kgl",
    ("query",): "'MATCH (n:Country) RETURN n.name AS name'",
    ("who-met",): "岸田文雄",
    ("between",): "日本 中国",
    ("timeline",): "日本",
    ("search",): "共同声明",
    ("agreements",): "日本",
    ("protests",): "--by 日本",
    ("who",): "外相",
    ("explain",): "{event}",
    ("stats",): "",
    ("ask",): "日本はロシアに抗議したか",
    ("questions",): "",
    ("explore",): "-o page.html --actor 日本",
    ("plot",): "ladder 日本 中国 -o ladder.svg",
    ("show",): "日本 -o japan.html",
    ("export",): "graphml -o graph.graphml",
    ("actors", "merge"): "趙世暎 李洙勲",
    ("actors", "ledger"): "",
    ("actors", "undo"): "1",
    ("actors", "split"): "趙世暎 李洙勲",
    ("actors", "review"): "",
    ("evaluate",): "facts.jsonl facts.jsonl --gallery errors.html",
    ("gaps",): "articles.jsonl",
}
OBJECTS = {
    ("extract",): {"facts", "read", "extracted", "events", "problems", "seconds"},
    ("load",): {"graph", "loaded", "changed", "unchanged", "problems"},
    ("build",): {"graph", "facts", "extraction", "loading"},
    ("retract",): {"graph", "retracted", "absent"},
    ("rebuild",): {"graph", "loaded", "problems"},
    ("explore",): {"file", "actors", "events", "articles", "evidence"},
    ("plot",): {"file", "figure"},
    ("show",): {"file", "actors", "edges"},
    ("export",): {"file", "format"},
    ("actors", "merge"): {"row"},
    ("ask",): {"sentence", "rows", "evidence", "statement"},
}
"""Fields of commands whose value is an object; that of the others is an array or a figure's table."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, facts and a graph, where the commands run one after the other."""
    folder = tmp_path_factory.mktemp("json")
    article = json.dumps(ARTICLE, ensure_ascii=False)
    (folder / "articles.jsonl").write_text(f"{article}\n{{broken\n", encoding="utf-8")
    with open_store(str(folder / "gaiko.kgl")) as store:
        load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
    with (folder / "facts.jsonl").open("wb") as out:
        out.writelines(facts_line(facts) + b"\n" for facts in told_facts())
    return folder


def test_no_command_is_forgotten() -> None:
    assert {*ARGUMENTS, *WITHOUT, ("serve",)} == set(leaves())


@pytest.mark.parametrize("path", list(ARGUMENTS), ids=" ".join)
def test_standard_output_is_one_json_value(
    path: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    event = json.loads(run("protests", "--json").stdout)[0]["event"]
    arguments = [one.format(event=event) for one in shlex.split(ARGUMENTS[path])]
    result = run(*path, *arguments, "--json")
    assert result.exit_code == 0, result.output
    value: Any = json.loads(result.stdout)
    assert OBJECTS.get(path, set()) <= (set(value) if isinstance(value, dict) else set())
    if path == ("build",):
        assert value["extraction"]["extracted"] == value["loading"]["loaded"] == 1
        assert "articles.jsonl:2" in value["extraction"]["problems"][0]


def test_a_conversation_is_an_object_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    told = run(
        "ask", "--json", text="中国は日本に何回抗議した?\nでは韓国は?\nアトランティスは?\n"
    ).stdout
    answers = [json.loads(line) for line in told.splitlines()]
    assert [len(one["rows"]) for one in answers] == [6, 1, 0] and answers[2]["declined"]


def test_the_server_says_where_it_listens(folder: Path) -> None:
    pytest.importorskip("uvicorn")
    program = str(Path(sys.executable).with_name("gaiko"))
    command = [program, "serve", "--db", "gaiko.kgl", "--port", "0", "--json"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        lines = iter(server.stdout.readline, "}\n")
        told = json.loads("".join(lines) + "}")
        server.terminate()
    assert told["url"].startswith("http://127.0.0.1:") and told["mcp"] == told["url"] + "/mcp"
    assert told["graph"] == "gaiko.kgl"
