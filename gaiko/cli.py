"""The command line: each command is a call of ``gaiko.graph`` or ``gaiko.build`` plus printing.

Exit codes: 0 done, 1 nothing could be read or a problem under ``--strict``, 2 usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import GaikoError

if TYPE_CHECKING:
    from gaiko.build import BuildReport
    from gaiko.graph import Graph
    from queries.rows import Rows

HIDDEN = {
    "actor_ids",
    "source_ids",
    "target_ids",
    "intensity",
    "published",
    "confidence",
    "sources",
    "mode",
    "place",
}
"""Columns that only programs read."""


class Commands(click.Group):
    """Prints errors of Gaiko as one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a known error ends with exit code 1."""
        try:
            return super().invoke(ctx)
        except GaikoError as error:
            click.echo(f"gaiko: {error}", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gaiko")
def main() -> None:
    """Japanese news into a knowledge graph of diplomatic actors and events.

    \b
    gaiko build articles/ --db gaiko.kgl     read, extract and load
    gaiko between 日本 中国                   ask
    gaiko show 日本 -o japan.html             look
    """


db_option = click.option(
    "--db", default="gaiko.kgl", envvar="GAIKO_DB", show_default=True, help="The graph: a file."
)
format_option = click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
json_option = click.option("--json", "shape", flag_value="json", help="Same as --format json.")
since_option = click.option("--since", help="From this date on (2023, 2023-04 or 2023-04-01).")
until_option = click.option("--until", help="Up to this date.")


def answers(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that every question has."""
    for option in (until_option, since_option, json_option, format_option, db_option):
        command = option(command)
    return command


# --- reading and loading -----------------------------------------------------------------------------


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The facts file; a run that was cut off resumes there.",
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="Which header holds a field, such as text=本文.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on any problem.")
def extract(paths: tuple[str, ...], output: Path, columns: tuple[str, ...], strict: bool) -> None:
    """Read articles and write their facts.

    \b
    gaiko extract news.jsonl -o facts.jsonl
    gaiko extract 'pages/*.html' feed.xml - -o facts.jsonl < more.jsonl
    """
    _finish(_extract(paths, output, columns), strict)


@main.command()
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@db_option
def load(facts: Path, db: str) -> None:
    """Load a facts file into the graph; again changes nothing.

    \b
    gaiko load facts.jsonl --db gaiko.kgl
    """
    _load(facts, db)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@db_option
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=HEADER",
    help="Which header holds a field, such as text=本文.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on any problem.")
def build(paths: tuple[str, ...], db: str, columns: tuple[str, ...], strict: bool) -> None:
    """Read articles, extract their facts and load the graph; resumes where it was cut off.

    \b
    gaiko build articles/ --db gaiko.kgl
    gaiko build table.csv --map text=要旨 --map title=標題
    """
    facts = Path(f"{db}.facts.jsonl")
    if not facts.parent.is_dir():
        raise click.UsageError(f"the folder {facts.parent} does not exist")
    report = _extract(paths, facts, columns)
    if facts.stat().st_size:
        _load(facts, db)
    _finish(report, strict)


def _extract(paths: tuple[str, ...], output: Path, columns: tuple[str, ...]) -> BuildReport:
    import logging

    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from gaiko.build import extract_to

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    mapping = _pairs(columns, "--map")
    layout = (
        TextColumn("articles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*layout, console=_console(err=True), transient=True) as bar:
        task = bar.add_task("articles", total=_count(paths, mapping), rate="")

        def advance(done: int) -> None:
            bar.advance(task, done)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f} articles/s" if speed else "")

        return extract_to(output, paths, columns=mapping, progress=advance)


def _count(paths: tuple[str, ...], mapping: dict[str, str]) -> int | None:
    """Count the articles first, for the time left; standard input can be read only once."""
    if "-" in paths:
        return None
    from extract.articles import read_articles

    return sum(1 for _ in read_articles(paths, columns=mapping, problems=lambda _: None))


def _load(facts: Path, db: str) -> None:
    from extract.lexicon import known_actors, office_terms
    from gaiko.build import newest_facts
    from graph.load import load_facts
    from graph.stores import open_store

    with open_store(db) as store:
        report = load_facts(
            store, newest_facts(facts), known_actors=known_actors(), terms=office_terms()
        )
    for problem in report.problems:
        click.echo(f"skipped: {problem}", err=True)
    click.echo(
        f"{db}: {report.loaded} articles loaded, {report.changed} changed, {report.unchanged} unchanged",
        err=True,
    )


def _finish(report: BuildReport, strict: bool) -> None:
    """Print the summary and leave with its exit code."""
    for problem in report.problems[:50]:
        click.echo(f"skipped: {problem}", err=True)
    if len(report.problems) > 50:
        click.echo(f"… and {len(report.problems) - 50} more problems", err=True)
    rate = report.extracted / report.seconds if report.seconds else 0
    events = ", ".join(f"{name} {count}" for name, count in sorted(report.events.items()))
    click.echo(
        f"{report.read} articles read, {report.extracted} extracted ({rate:.1f}/s), {report.reused} taken from before, "
        f"{report.failed} failed, {len(report.problems)} problems",
        err=True,
    )
    if events:
        click.echo(f"events: {events}", err=True)
    if not report.read or (strict and report.problems):
        sys.exit(1)


# --- asking ------------------------------------------------------------------------------------------


@main.command()
@click.argument("statement")
@click.option(
    "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for $NAME."
)
@click.option("--max-rows", default=10_000, show_default=True)
@click.option("--timeout", default=30.0, show_default=True, help="Seconds.")
@db_option
@format_option
@json_option
def query(
    statement: str, parameters: tuple[str, ...], max_rows: int, timeout: float, db: str, shape: str
) -> None:
    """Run a Cypher statement that only reads.

    \b
    gaiko query 'MATCH (a:Actor)-[r:SIGNED]->(g:Agreement) RETURN a.name AS actor, g.name AS agreement'
    gaiko query 'MATCH (n:Actor) WHERE n.name = $name RETURN n.id AS id' --param name=日本 --json
    """
    with _open(db) as graph:
        _print(
            graph.query(
                statement, _pairs(parameters, "--param"), max_rows=max_rows, timeout=timeout
            ),
            shape,
        )


@main.command("who-met")
@click.argument("actor")
@answers
def who_met(actor: str, db: str, shape: str, since: str | None, until: str | None) -> None:
    """Whom an actor met, how often and when last.

    \b
    gaiko who-met 岸田文雄 --since 2023
    gaiko who-met Japan --json
    """
    with _open(db) as graph:
        _print(graph.who_met(actor, since=since, until=until), shape)


@main.command()
@click.argument("a")
@click.argument("b")
@answers
def between(a: str, b: str, db: str, shape: str, since: str | None, until: str | None) -> None:
    """Every event between two actors, or the people of two states.

    \b
    gaiko between 日本 中国
    gaiko between JPN KOR --since 2023 --format csv
    """
    with _open(db) as graph:
        _print(graph.between(a, b, since=since, until=until), shape)


@main.command()
@click.argument("actor")
@answers
def timeline(actor: str, db: str, shape: str, since: str | None, until: str | None) -> None:
    """Every event of an actor, oldest first.

    \b
    gaiko timeline 岩屋毅
    """
    with _open(db) as graph:
        _print(graph.timeline(actor, since=since, until=until), shape)


@main.command()
@click.argument("actor", required=False)
@answers
def agreements(
    actor: str | None, db: str, shape: str, since: str | None, until: str | None
) -> None:
    """What was signed or agreed, by an actor or by all.

    \b
    gaiko agreements 日本
    """
    with _open(db) as graph:
        _print(graph.agreements(actor, since=since, until=until), shape)


@main.command()
@click.option("--by", help="Who protested.")
@click.option("--against", help="To whom.")
@answers
def protests(
    by: str | None, against: str | None, db: str, shape: str, since: str | None, until: str | None
) -> None:
    """Formal protests, by an actor or against one.

    \b
    gaiko protests --by 日本 --against 中国
    """
    with _open(db) as graph:
        _print(graph.protests(by=by, against=against, since=since, until=until), shape)


@main.command()
@click.argument("event")
@db_option
@format_option
@json_option
def explain(event: str, db: str, shape: str) -> None:
    """The reports of an event: sentence with actors and trigger marked, article, rule.

    \b
    gaiko explain 3f9a41c2
    """
    with _open(db) as graph:
        rows = graph.explain(event)
    if shape != "table":
        _print(rows, shape)
        return
    for row in rows:
        click.echo(
            f"{row['date'] or '日付不明'} {row['type']} ({row['status']}) {'、'.join(row['actors'])}  [{row['event']}]"
        )
        click.echo(f"  {row['marked']}")
        click.echo(
            f"  {row['headline'] or row['article']}({row['source'] or '出典不明'} {row['published'] or ''}) rule {row['rule']} confidence {row['confidence']}"
        )


@main.command()
@db_option
@format_option
@json_option
def stats(db: str, shape: str) -> None:
    """What the graph holds.

    \b
    gaiko stats --db gaiko.kgl
    """
    with _open(db) as graph:
        _print(graph.stats(), shape)


# --- looking -----------------------------------------------------------------------------------------


@main.command()
@click.argument("actor")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@db_option
def show(actor: str, output: Path, db: str) -> None:
    """Write an interactive page of an actor's relations; it needs no network.

    \b
    gaiko show 日本 -o japan.html
    """
    with _open(db) as graph:
        page = graph.show(actor)
    page.write_html(str(output))
    click.echo(str(output))


@main.command()
@click.argument("form", type=click.Choice(["graphml", "gexf", "csv", "cypher"]))
@click.option(
    "-o",
    "--output",
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
    with _open(db) as graph:
        click.echo(str(graph.export(form, output)))


# --- printing ----------------------------------------------------------------------------------------


def _open(db: str) -> Graph:
    import gaiko

    return gaiko.open(db)


def _pairs(texts: tuple[str, ...], option: str) -> dict[str, str]:
    for text in texts:
        if "=" not in text:
            raise click.BadParameter(f"{text!r} has no =", param_hint=option)
    return dict(text.split("=", 1) for text in texts)


def _console(*, err: bool = False) -> Any:
    from rich.console import Console

    return Console(stderr=err)


def _print(rows: Rows, shape: str) -> None:
    if shape == "json":
        click.echo(rows.to_json())
    elif shape == "csv":
        click.echo(rows.to_csv(), nl=False)
    else:
        _print_table(rows)


def _print_table(rows: Rows) -> None:
    from rich.table import Table
    from rich.text import Text

    from queries.rows import cell

    if not rows:
        click.echo("no rows", err=True)
        return
    columns = [name for name in rows.columns if name not in HIDDEN]
    table = Table(*columns, show_lines=False, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell(row.get(name)).replace("|", "、")) for name in columns))
    _console().print(table)
