"""The commands of the program, and how tests run one."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.testing import CliRunner, Result

from gaiko.cli import main


def leaves(command: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every command: ("ask",), ("actors", "merge"), …"""
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from leaves(one, (*path, name))
    else:
        yield path


def run(*arguments: str, lang: str = "", text: str | None = None) -> Result:
    """Run the program in this process, in English unless told otherwise."""
    environment = {"GAIKO_LANG": lang or None, "LC_ALL": "C.UTF-8"}
    return CliRunner().invoke(main, list(arguments), env=environment, input=text)
