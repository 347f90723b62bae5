"""The commands for questions: ask (in plain words or by name) and questions (the catalogue)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from gaiko.cli_options import answer_options, format_option, json_option, open_graph, period_options
from gaiko.cli_print import print_answer, print_rows

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from gaiko.graph import Graph
    from queries.asking import Answer

DECLINED = 3
"""Exit code of a question that is not answered."""
PARAMETERS = ("actor", "other", "post", "agreement", "split", "limit")


def _complete_names(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from queries.catalogue import load_catalogue

    entries = load_catalogue().values()
    return [CompletionItem(one.name, help=one.en) for one in entries if one.name.startswith(start)]


@click.command()
@click.argument("question", required=False, shell_complete=_complete_names)
@click.option("--actor", help="Parameter of a named question: an actor by any name.")
@click.option("--other", help="The second actor.")
@click.option("--post", help="A post, such as 外相.")
@click.option("--agreement", help="Part of an agreement's name.")
@click.option("--split", help="The date between two periods.")
@click.option("--limit", help="How many rows.")
@period_options
@answer_options
def ask(
    question: str | None,
    since: str | None,
    until: str | None,
    db: str,
    shape: str,
    **given: str | None,
) -> None:
    """Ask in plain Japanese or English, or run a named question.

    Without QUESTION it reads questions line by line; a short one goes on from the one before.
    Exit code 3: the question is not answered, and why.

    \b
    gaiko ask '岸田首相は2023年に誰と会談した?'
    gaiko ask 'How many times did China protest to Japan in 2023?' --json
    gaiko ask who-met --actor 岸田文雄 --since 2023
    gaiko ask
    """
    from queries.catalogue import load_catalogue

    values = {name: value for name, value in given.items() if value is not None}
    with open_graph(db) as graph:
        if question is None:
            _converse(graph, shape)
        elif question in load_catalogue():
            print_rows(graph.run(question, values, since=since, until=until), shape)
        elif values or since or until:
            told = f"no question is called {question!r}; gaiko questions lists them"
            raise click.UsageError(told)
        else:
            _print(graph.ask(question), shape)


def _converse(graph: Graph, shape: str) -> None:
    """Answer line after line, with ``--json`` one object a line; at a terminal behind a prompt."""
    asks = sys.stdin.isatty()
    while True:
        if asks:
            click.echo("? ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            _print(graph.ask(line), shape, alone=False)


def _print(answer: Answer, shape: str, *, alone: bool = True) -> None:
    if shape == "json":
        click.echo(answer.to_json(indent=1 if alone else None))
    elif shape == "csv":
        click.echo(answer.rows.to_csv(), nl=False)
    else:
        print_answer(answer)
    if answer.declined and alone:
        sys.exit(DECLINED)


@click.command()
@format_option
@json_option
def questions(shape: str) -> None:
    """List the named questions with their parameters and an example each.

    \b
    gaiko questions
    gaiko questions --json
    """
    from queries.catalogue import list_questions

    print_rows(list_questions(), shape, ("name", "ja", "en", "example"))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that lets a shell complete commands, options and named questions.

    \b
    gaiko completion bash > ~/.local/share/bash-completion/completions/gaiko
    gaiko completion zsh > ~/.zfunc/_gaiko
    gaiko completion fish > ~/.config/fish/completions/gaiko.fish
    """
    from click.shell_completion import get_completion_class

    context = click.get_current_context().find_root()
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(context.command, {}, "gaiko", "_GAIKO_COMPLETE").source())


COMMANDS: tuple[Any, ...] = (ask, questions, completion)
