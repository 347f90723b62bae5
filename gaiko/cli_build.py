"""The commands that make and change a graph: extract, load, build, retract and rebuild."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaiko.cli_options import db_option, jobs_option, map_option, strict_option
from gaiko.cli_progress import count_articles, progress
from graph.errors import GaikoError

if TYPE_CHECKING:
    from gaiko.build import BuildReport
    from graph.load import LoadReport

MOST_PROBLEMS = 50
"""Problems that are printed one by one."""


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    *("-o", "--output"),
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The facts file; a run that was cut off resumes there. With --engine ray a folder of parts.",
)
@map_option
@jobs_option
@click.option(
    "--engine",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="Where it runs: on this machine, or on a Ray cluster (extra ray).",
)
@click.option("--ray-address", metavar="ADDRESS", help="The cluster; else one is begun here.")
@strict_option
def extract(
    paths: tuple[str, ...],
    output: Path,
    columns: dict[str, str],
    jobs: int | None,
    engine: str,
    ray_address: str | None,
    strict: bool,
) -> None:
    """Read articles and write their facts.

    \b
    gaiko extract news.jsonl -o facts.jsonl
    gaiko extract 'pages/*.html' feed.xml - -o facts.jsonl < more.jsonl
    gaiko extract 'news/*.jsonl' -o parts --engine ray --ray-address auto
    """
    if engine == "ray":
        _extract_with_ray(paths, output, columns, jobs, ray_address, strict=strict)
        return
    report = _extract(paths, output, columns, jobs)
    _print_extracted(report)
    _leave(nothing=not report.read, problems=bool(report.problems), strict=strict)


@click.command()
@click.argument("facts", type=click.Path(exists=True, path_type=Path))
@db_option
@strict_option
def load(facts: Path, db: str, strict: bool) -> None:
    """Load a facts file, or a folder of parts, into the graph; again changes nothing.

    FACTS may also be an export: a folder of csv tables, or a Cypher script (.cypher).

    \b
    gaiko load facts.jsonl --db gaiko.kgl
    gaiko load tables/ --db bolt://localhost:7687
    gaiko load parts --db bolt://localhost:7687
    """
    from gaiko.parts import facts_files, is_parts

    reports = [_load(one, db) for one in (facts_files(facts) if is_parts(facts) else [facts])]
    nothing = not any(one.loaded or one.changed or one.unchanged for one in reports)
    problems = any(one.problems for one in reports)
    _leave(nothing=nothing, problems=problems, strict=strict)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@db_option
@map_option
@jobs_option
@strict_option
def build(
    paths: tuple[str, ...], db: str, columns: dict[str, str], jobs: int | None, strict: bool
) -> None:
    """Read articles, extract their facts and load the graph; resumes where it was cut off.

    The facts are kept beside the graph, in DB.facts.jsonl; those of a server in the folder GAIKO_PROJECT.

    \b
    gaiko build articles/ --db gaiko.kgl
    gaiko build table.csv --map text=要旨 --map title=標題
    """
    facts = _facts_of(db)
    if not facts.parent.is_dir():
        raise click.UsageError(f"the folder {facts.parent} does not exist")
    report = _extract(paths, facts, columns, jobs)
    _print_extracted(report)
    problems = bool(report.problems)
    if report.read:
        problems |= bool(_load(facts, db).problems)
    _leave(nothing=not report.read, problems=problems, strict=strict)


@click.command()
@click.argument("articles", nargs=-1, required=True)
@db_option
def retract(articles: tuple[str, ...], db: str) -> None:
    """Take articles out of the graph as if they had never come.

    ARTICLES are ids as `gaiko explain --json` shows them. Take them out of your input as well: a build
    that reads them again brings them back.

    \b
    gaiko retract 5f0c9e7a12b34d56
    """
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        report = graph.retract(articles)
        click.echo(f"{graph.url}: {report.retracted} articles retracted", err=True)
    if report.retracted < len(set(articles)):
        raise GaikoError(f"{len(set(articles)) - report.retracted} articles are not in the graph")


@click.command()
@db_option
def rebuild(db: str) -> None:
    """Make the graph anew from the facts in it, as a new version or word list would.

    The facts are first set aside on disk; a rebuild that was cut off goes on when it is run again.

    \b
    gaiko rebuild --db gaiko.kgl
    """
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        with progress(None) as advance:
            report = graph.rebuild(progress=advance)
        _print_loaded(graph.url, report)


def _facts_of(db: str) -> Path:
    """Where the facts of a graph are kept; a server that is not there shows before hours of reading."""
    import gaiko
    from graph.project import project_file
    from graph.stores.server import is_server

    if is_server(db):
        gaiko.open(db).close()
    return project_file(db, "facts")


def _extract(
    paths: tuple[str, ...], output: Path, columns: dict[str, str], jobs: int | None
) -> BuildReport:
    import logging

    from gaiko.build import extract_to

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with progress(count_articles(paths, columns)) as advance:
        return extract_to(output, paths, columns=columns, jobs=jobs, progress=advance)


def _extract_with_ray(
    paths: tuple[str, ...],
    folder: Path,
    columns: dict[str, str],
    jobs: int | None,
    address: str | None,
    *,
    strict: bool,
) -> None:
    from gaiko.ray_engine import extract_with_ray

    with progress(None) as advance:
        records, problems = extract_with_ray(
            paths, folder, columns=columns, jobs=jobs, address=address, progress=advance
        )
    failed = [f"article {one}: {why}" for record in records for one, why in record.failed]
    _print_problems([*map(str, problems), *failed])
    articles = sum(record.articles for record in records)
    click.echo(f"{articles} articles in {len(records)} parts, {len(failed)} failed", err=True)
    _leave(nothing=not articles, problems=bool(problems or failed), strict=strict)


def _load(facts: Path, db: str) -> LoadReport:
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        with progress(None) as advance:
            report = graph.load(facts, progress=advance)
        _print_loaded(graph.url, report)
    return report


def _print_loaded(url: str, report: LoadReport) -> None:
    _print_problems(report.problems)
    counts = (
        f"{report.loaded} articles loaded, {report.changed} changed, {report.unchanged} unchanged"
    )
    click.echo(f"{url}: {counts}", err=True)


def _print_extracted(report: BuildReport) -> None:
    _print_problems(list(map(str, report.problems)))
    rate = report.extracted / report.seconds if report.seconds else 0
    click.echo(
        f"{report.read} articles read, {report.extracted} extracted, {report.reused} taken from "
        f"before, {report.failed} failed, {len(report.problems)} problems; "
        f"{report.seconds:.1f} s, {rate:.1f} articles/s",
        err=True,
    )
    if report.events:
        events = (f"{name} {count}" for name, count in sorted(report.events.items()))
        click.echo(f"events: {', '.join(events)}", err=True)


def _print_problems(problems: list[str]) -> None:
    for problem in problems[:MOST_PROBLEMS]:
        click.echo(f"skipped: {' '.join(problem.split())}", err=True)
    if len(problems) > MOST_PROBLEMS:
        click.echo(f"skipped: {len(problems) - MOST_PROBLEMS} more", err=True)


def _leave(*, nothing: bool, problems: bool, strict: bool) -> None:
    if nothing:
        click.echo("gaiko: nothing could be read", err=True)
    if nothing or (strict and problems):
        sys.exit(1)


COMMANDS = (extract, load, build, retract, rebuild)
