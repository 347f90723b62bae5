"""The command line in two languages, with examples and completion for every command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from extract.lexicon import known_actors, office_terms
from gaiko.cli import main
from gaiko.wording import load_wording
from graph.load import load_facts
from graph.stores import open_store
from tests.gaiko.commands import leaves, run
from tests.gaiko.questions.told import told_facts

GAIKO = Path(sys.executable).with_name("gaiko")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("told") / "told.kgl")
    with open_store(path) as store:
        load_facts(store, told_facts(), known_actors=known_actors(), terms=office_terms())
    return path


@pytest.mark.parametrize("path", list(leaves()), ids=" ".join)
def test_every_command_has_an_example_and_speaks_japanese(path: tuple[str, ...]) -> None:
    help_text = run(*path, "--help").output
    assert re.search(rf"\n +gaiko {path[0]}", help_text), "no example"
    japanese = run("--lang", "ja", *path, "--help").output
    assert JAPANESE.search(re.split(r"\n +gaiko ", japanese)[0]), (
        f"add {path[-1]} to gaiko/wording.yaml"
    )
    assert run(*path, "--help").output == help_text


def options(command: click.Command = main) -> Iterator[str]:
    """The help of every option."""
    yield from (one.help for one in command.params if isinstance(one, click.Option) and one.help)
    if isinstance(command, click.Group):
        for one in command.commands.values():
            yield from options(one)


def test_every_option_is_explained_in_japanese() -> None:
    own = set(options()) - {"Show this message and exit.", "Show the version and exit."}
    assert own <= set(load_wording().options)


def test_the_program_speaks_the_language_asked_for() -> None:
    assert "Japanese news into a knowledge graph" in run("--help").output
    assert "質問する" in run("--lang", "ja", "--help").output
    assert "質問する" in run("--help", lang="ja").output
    assert "Ask in plain Japanese" in run("--lang", "en", "--help", lang="ja").output


def test_the_locale_chooses(graph_file: str) -> None:
    environment = {**os.environ, "LC_ALL": "ja_JP.UTF-8"}
    environment.pop("GAIKO_LANG", None)
    told = subprocess.run(
        [GAIKO, "timeline", "存在しない国", "--db", graph_file],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1 and "というアクターはいません" in told.stderr


def test_tables_messages_and_errors(graph_file: str) -> None:
    db = ("--db", graph_file)
    assert "相手" in run("--lang", "ja", "who-met", "金正日", *db).output
    assert "該当なし" in run("--lang", "ja", "who-met", "金正日", "--since", "2020", *db).output
    refused = run("--lang", "ja", "query", "MATCH (n) DELETE n", *db)
    assert "DELETE は使えません" in refused.output and refused.exit_code == 1
    assert "ファイル" not in run("who-met", "金正日", *db).output


def test_exit_codes_of_ask(graph_file: str) -> None:
    db = ("--db", graph_file)
    answered = run("ask", "中国は2023年に日本に何回抗議した?", "--json", *db)
    assert answered.exit_code == 0 and len(json.loads(answered.output)["evidence"]) == 2
    assert run("ask", "明日の天気は?", *db).exit_code == 3
    assert run("ask", "who-met", *db).exit_code == 1
    assert run("ask", "no-such-name", "--actor", "日本", *db).exit_code == 2
    assert (
        json.loads(run("ask", "who-met", "--actor", "金正日", "--json", *db).output)[0]["meetings"]
        == 2
    )
    assert len(json.loads(run("questions", "--json").output)) >= 30


def test_a_conversation_from_standard_input(graph_file: str) -> None:
    lines = "中国は日本に何回抗議した?\nでは韓国は?\nアトランティスは?\n"
    told = run("ask", "--db", graph_file, text=lines)
    assert told.exit_code == 0
    assert "6件" in told.output and "韓国が日本に抗議した出来事は1件" in told.output
    assert "「アトランティス」が分かりません" in told.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete(shell: str) -> None:
    assert "_GAIKO_COMPLETE" in run("completion", shell).output
    environment = {
        **os.environ,
        "_GAIKO_COMPLETE": "bash_complete",
        "COMP_WORDS": "gaiko ask who",
        "COMP_CWORD": "2",
    }
    told = subprocess.run([GAIKO], env=environment, capture_output=True, text=True, check=False)
    assert "who-met" in told.stdout
