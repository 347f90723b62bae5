"""The commands that look and hand over: show and export."""

from __future__ import annotations

from pathlib import Path

import click

from gaiko.cli_options import db_option


@click.command()
@click.argument("actor")
@click.option(*("-o", "--output"), required=True, type=click.Path(dir_okay=False, path_type=Path))
@db_option
def show(actor: str, output: Path, db: str) -> None:
    """Write an interactive page of an actor's relations; it needs no network.

    \b
    gaiko show 日本 -o japan.html
    """
    import gaiko

    with gaiko.open(db) as graph:
        graph.show(actor, output)
    click.echo(str(output))


@click.command()
@click.argument("form", type=click.Choice(["graphml", "gexf", "csv", "cypher"]))
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(path_type=Path),
    help="A file; a folder for csv.",
)
@db_option
def export(form: str, output: Path, db: str) -> None:
    """Write the graph for other programs.

    \b
    gaiko export graphml -o graph.graphml
    gaiko export csv -o tables/
    """
    import gaiko

    with gaiko.open(db) as graph:
        click.echo(str(graph.export(form, output)))


COMMANDS = (show, export)
