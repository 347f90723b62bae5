"""The language of the command line: English as written in the source, Japanese from ``wording.yaml``.

Comes in: English texts of help, messages, columns and errors. Goes out: the same in the chosen language; what
the file does not have stays English. Answers to questions have the language of the question instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import click
import msgspec

LANGUAGES = ("en", "ja")
CHOSEN = "gaiko.lang"


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``wording.yaml``; in ``errors`` {} is what an error names, in Japanese {0}, {1}, … or {}."""

    commands: dict[str, str]
    options: dict[str, str]
    messages: dict[str, str]
    columns: dict[str, str]
    errors: dict[str, str]


@cache
def load_wording() -> Wording:
    """Return the Japanese texts."""
    import yaml

    path = Path(__file__).parent / "wording.yaml"
    return msgspec.convert(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), Wording)


def language() -> str:
    """Return the language that ``--lang``, GAIKO_LANG or the locale asks for: ``en`` or ``ja``."""
    context = click.get_current_context(silent=True)
    chosen = context.meta.get(CHOSEN) if context else None
    wishes = (
        chosen,
        *(os.environ.get(name) for name in ("GAIKO_LANG", "LC_ALL", "LC_MESSAGES", "LANG")),
    )
    wish = next((one for one in wishes if one), "en")
    return "ja" if wish.startswith("ja") else "en"


def say(text: str) -> str:
    """Return a message in the chosen language."""
    return load_wording().messages.get(text, text) if language() == "ja" else text


def say_column(name: str) -> str:
    """Return the heading of a column."""
    return load_wording().columns.get(name, name) if language() == "ja" else name


def say_error(text: str) -> str:
    """Return an error in the chosen language, with the file, line and values that it names as they are."""
    if language() == "en":
        return text
    for expression, shape in _errors():
        if match := expression.fullmatch(text):
            return shape.format(*(say_error(value.strip("'")) for value in match.groups()))
    place, mark, reason = text.partition(": ")
    return place + mark + say_error(reason) if mark else text


@cache
def _errors() -> list[tuple[re.Pattern[str], str]]:
    """The errors as expressions: those that begin with words first, then those with the most words.

    What an error begins with names no file: the place before it stays apart.
    """
    words = sorted(
        load_wording().errors.items(), key=lambda one: (one[0].startswith("{}"), -len(one[0]))
    )
    first = r"((?:(?!: ).)+)"
    return [
        (
            re.compile(
                re.sub(r"^\(\.\+\)", lambda _: first, re.escape(told).replace(r"\{\}", "(.+)")),
                re.DOTALL,
            ),
            shape,
        )
        for told, shape in words
    ]


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the program ``--lang``; it holds for help as well, if it stands before it."""

    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value:
            context.meta[CHOSEN] = value

    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=keep,
        help="Language of help, messages and tables; else GAIKO_LANG or the locale.",
    )(command)


def translated(command: click.Command) -> click.Command:
    """Return a command whose help is in the chosen language; the examples stay as they are."""
    if language() == "en":
        return command
    shown = copy(command)
    told, mark, examples = (command.help or "").partition("\n\n\b\n")
    name = command.name or ""
    shown.help = load_wording().commands.get(name, told) + mark + examples
    shown.short_help = load_wording().commands.get(name)
    shown.params = [_translated_option(param) for param in command.params]
    if isinstance(command, click.Group) and isinstance(shown, click.Group):
        shown.commands = {key: translated(one) for key, one in command.commands.items()}
    return shown


def _translated_option(param: click.Parameter) -> click.Parameter:
    shown = copy(param)
    if isinstance(shown, click.Option) and shown.help:
        shown.help = load_wording().options.get(shown.help, shown.help)
    return shown
