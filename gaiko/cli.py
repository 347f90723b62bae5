"""The command line: each command is a call of ``gaiko.graph`` or ``gaiko.build`` plus printing.

Exit codes: 0 done, 1 an error, nothing could be read, or a problem under ``--strict``, 2 usage,
3 a question that is not answered.
"""

from __future__ import annotations

import errno
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from gaiko import (
    cli_actors,
    cli_ask,
    cli_build,
    cli_evaluate,
    cli_gaps,
    cli_look,
    cli_questions,
    cli_serve,
)
from gaiko.wording import lang_option, say_error, translated
from graph.errors import BehindWarning, GaikoError


class Commands(click.Group):
    """Prints what can go wrong as one line, never as a traceback; speaks the chosen language."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command with its help in the chosen language."""
        found = super().get_command(ctx, cmd_name)
        return translated(found) if found else None

    def get_help(self, ctx: click.Context) -> str:
        """Return the help of the program in the chosen language."""
        shown = translated(self)
        return super(Commands, shown).get_help(ctx) if isinstance(shown, Commands) else ""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a known error ends with exit code 1, one of usage with 2."""
        try:
            with _told_in_a_line():
                return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(say_error(error.format_message()), error.ctx) from error
        except GaikoError as error:
            _fail(str(error))
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has seen enough; click ends quietly
                raise
            _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _fail(message: str) -> None:
    _tell(message)
    sys.exit(1)


def _tell(message: str) -> None:
    click.echo(f"gaiko: {' '.join(say_error(message).split())}", err=True)


@contextmanager
def _told_in_a_line() -> Iterator[None]:
    """Tell of a graph that is behind as people are told of errors, not with a line of the source."""
    with warnings.catch_warnings():
        show = warnings.showwarning

        def told(message: Warning | str, category: type[Warning], *place: Any, **more: Any) -> None:
            if issubclass(category, BehindWarning):
                _tell(str(message))
            else:
                show(message, category, *place, **more)

        warnings.showwarning = told
        yield


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gaiko")
@lang_option
def main() -> None:
    """Japanese news into a knowledge graph of diplomatic actors and events.

    \b
    gaiko build articles/ --db gaiko.kgl     read, extract and load
    gaiko ask '日本は2023年に誰と会談した?'      ask
    gaiko show 日本 -o japan.html             look
    """


MODULES = (
    *(cli_build, cli_ask, cli_questions, cli_look, cli_serve),
    *(cli_actors, cli_evaluate, cli_gaps),
)
for module in MODULES:
    for command in module.COMMANDS:
        main.add_command(command)
