"""The commands that look and hand over: explore, plot, show and export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from gaiko.cli_options import graph_option, open_graph, period_options
from gaiko.cli_reports import print_done, summary_option
from gaiko.wording import say

FORMATS = ("facts", "csv", "cypher", "graphml", "gexf", "ftm", "plover", "lines")
"""The formats of ``queries.exports``, which waits to be imported until one is written."""


@click.command()
@click.option(*("-o", "--output"), required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--actor", "actors", multiple=True, help="Only acts of this actor; several times: of any."
)
@click.option(
    "--type",
    "types",
    multiple=True,
    help="Only this type of event, such as MET_WITH; several times.",
)
@click.option(
    "--min-reports",
    default=1,
    show_default=True,
    help="Only events that so many independent sources tell.",
)
@click.option(
    "--evidence",
    type=click.Choice(["full", "snippet", "none"]),
    default="snippet",
    show_default=True,
    help="How much of a sentence the page quotes: all, 80 letters, nothing.",
)
@click.option(
    "--force", is_flag=True, help="Quote as much as asked for, also where it is more than 20 MB."
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=300,
    show_default=True,
    help="Actors shown at first; the page can show all.",
)
@click.option("--title", help="The heading of the page.")
@period_options
@graph_option
@summary_option
def explore(output: Path, db: str, as_json: bool, **selection: Any) -> None:
    """Write one page to explore the graph: network, time, evidence, table; it needs no network.

    \b
    gaiko explore -o graph.html
    gaiko explore -o japan-china.html --actor 日本 --actor 中国 --since 2023 --evidence full
    gaiko explore -o protests.html --type PROTESTED --type CRITICIZED --min-reports 2
    """
    with open_graph(db) as graph:
        page = graph.explore(output, **selection)
    if page.evidence != selection["evidence"]:
        less = say(
            "The sentences are more than 20 MB: the page has --evidence {}; --force for all."
        )
        click.echo(less.format(page.evidence), err=True)
    told = say("{}: {actors} actors, {events} events, {articles} articles")
    done = {"file": output, **page.counts, "evidence": page.evidence}
    print_done(told.format(output, **page.counts), as_json=as_json, **done)


@click.command()
@click.argument("figure", type=click.Choice(["timeline", "ladder", "matrix", "map"]))
@click.argument("actors", nargs=-1)
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file: .svg, .png or .pdf.",
)
@click.option(
    "--type", "types", multiple=True, help="Only this type of event, such as SIGNED; several times."
)
@click.option("--title", help="The heading of the figure.")
@period_options
@graph_option
@summary_option
def plot(
    figure: str, actors: tuple[str, ...], output: Path, db: str, as_json: bool, **options: Any
) -> None:
    """Draw a figure for a paper: of all acts, of one actor's, or between two.

    \b
    gaiko plot timeline 日本 中国 -o japan-china.svg
    gaiko plot ladder 日本 中国 --since 2023 --until 2026 -o ladder.png
    gaiko plot matrix --type MET_WITH -o who-met-whom.svg
    gaiko plot map 日本 -o map.pdf
    """
    with open_graph(db) as graph:
        graph.plot(figure, *actors, path=output, **options)
    print_done(str(output), as_json=as_json, file=output, figure=figure)


@click.command()
@click.argument("actor")
@click.option(*("-o", "--output"), required=True, type=click.Path(dir_okay=False, path_type=Path))
@graph_option
@summary_option
def show(actor: str, output: Path, db: str, as_json: bool) -> None:
    """Write an interactive page of an actor's relations; it needs no network.

    \b
    gaiko show 日本 -o japan.html
    """
    with open_graph(db) as graph:
        page = graph.show(actor, output)
    counts = {"actors": page.num_nodes(), "edges": page.num_edges()}
    print_done(str(output), as_json=as_json, file=output, **counts)


@click.command()
@click.argument("form", type=click.Choice(FORMATS))
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(path_type=Path),
    help="A file; a folder for csv.",
)
@graph_option
@summary_option
def export(form: str, output: Path, db: str, as_json: bool) -> None:
    """Write the graph for other programs.

    facts, csv and cypher are whole: `gaiko load` makes the same graph of them. csv is for `neo4j-admin database import`;
    graphml and gexf are the network of acts; ftm is FollowTheMoney; lines are for comparing graphs.

    \b
    gaiko export facts -o facts.jsonl
    gaiko export csv -o tables/
    gaiko export graphml -o graph.graphml
    gaiko export ftm -o entities.ftm.json
    """
    with open_graph(db) as graph:
        written = graph.export(form, output)
    print_done(str(written), as_json=as_json, file=written, format=form)


COMMANDS = (explore, plot, show, export)
