"""Whatever the program says it says in both languages: read from the source, so that none is forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import graph.errors
from gaiko.asking.knowing import load_messages
from gaiko.cli_print import LABELS
from gaiko.wording import load_wording, say_error
from queries.asking.sentences import load_wording as load_sentences

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("extract", "graph", "queries", "gaiko")
OF_THE_PROJECT = {"OntologyError"}
"""Errors in the project's own data files, which only its developers see."""
ERRORS = {
    *(name for name in dir(graph.errors) if name.endswith(("Error", "Refused"))),
    *("UsageError", "BadParameter"),
} - OF_THE_PROJECT
IN_THE_OFFICE = "extract/officeholders.py"
"""Its errors are of the project's own table."""
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
WORDS = re.compile("[a-z]{2,}")


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.FunctionDef)
                    and str(path.relative_to(ROOT)) != IN_THE_OFFICE
                ):
                    yield path, node


def calls(function: ast.FunctionDef, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield node


def templates(value: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    """The texts that an argument can be, {} for what is put in; a name is looked up in the function."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(
            str(one.value) if isinstance(one, ast.Constant) else "{}" for one in value.values
        )
    elif isinstance(value, ast.IfExp):
        yield from (*templates(value.body, function), *templates(value.orelse, function))
    elif isinstance(value, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == value.id:
                yield from templates(node.value, function)


def raised() -> set[str]:
    told = set()
    for _, function in functions():
        for call in calls(function, ERRORS):
            told |= set(templates(call.args[0], function))
    return {re.sub(r"^(?:\{\}: )+", "", one) for one in told if WORDS.search(one)}


def test_errors_are_found_in_the_source() -> None:
    assert len(raised()) > 70 and "the statement is empty" in raised()


@pytest.mark.parametrize("told", sorted(raised()))
def test_every_error_is_told_in_japanese(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAIKO_LANG", "ja")
    values = [f"{letter}1" for letter in "ABCDEF"]
    text = told.replace("{}", "%s") % tuple(values[: told.count("{}")])
    japanese = say_error(f"folder/file.jsonl:3: {text}")
    assert JAPANESE.search(japanese), f"add {told!r} to the errors of gaiko/wording.yaml"
    assert japanese.startswith("folder/file.jsonl:3: ") and "file" not in japanese[23:], japanese
    assert all(value in japanese for value in values[: told.count("{}")]), japanese
    monkeypatch.setenv("GAIKO_LANG", "en")
    assert say_error(text) == text


def test_every_message_is_told_in_japanese() -> None:
    messages = load_wording().messages
    told = {
        text
        for _, function in functions()
        for call in calls(function, {"say"})
        for text in templates(call.args[0], function)
    }
    assert len(told) > 15 and told == set(messages)
    for english, japanese in messages.items():
        assert JAPANESE.search(japanese) and fields(english) == fields(japanese)


def fields(text: str) -> list[tuple[str | None, str | None]]:
    return [(name, form) for _, name, form, _ in Formatter().parse(text) if name is not None]


def test_no_command_prints_words_past_the_translation() -> None:
    for path, function in functions():
        for call in calls(function, {"echo", "prompt", "print_done"}):
            for text in templates(call.args[0], function):
                if path.name.startswith("cli"):
                    bare = re.sub("gaiko|Cypher", "", text)
                    assert not WORDS.search(bare), f"{path.name}: {text!r} is not passed to say()"


def test_answers_are_worded_in_both_languages() -> None:
    messages = load_messages()
    assert set(messages.ja) == set(messages.en)
    assert set(LABELS["ja"]) == set(LABELS["en"])
    ja, en = load_sentences("ja"), load_sentences("en")
    for part in ("verbs", "statuses", "modes", "parts", "sides", "asked"):
        assert set(getattr(ja, part)) == set(getattr(en, part))
