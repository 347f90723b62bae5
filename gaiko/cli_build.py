"""The commands that read: extract, load and build."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaiko.cli_options import db_option, map_option, strict_option
from gaiko.cli_progress import count_articles, progress

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
    help="The facts file; a run that was cut off resumes there.",
)
@map_option
@strict_option
def extract(paths: tuple[str, ...], output: Path, columns: dict[str, str], strict: bool) -> None:
    """Read articles and write their facts.

    \b
    gaiko extract news.jsonl -o facts.jsonl
    gaiko extract 'pages/*.html' feed.xml - -o facts.jsonl < more.jsonl
    """
    report = _extract(paths, output, columns)
    _print_extracted(report)
    _leave(nothing=not report.read, problems=bool(report.problems), strict=strict)


@click.command()
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@db_option
@strict_option
def load(facts: Path, db: str, strict: bool) -> None:
    """Load a facts file into the graph; again changes nothing.

    \b
    gaiko load facts.jsonl --db gaiko.kgl
    """
    report = _load(facts, db)
    nothing = not (report.loaded or report.changed or report.unchanged)
    _leave(nothing=nothing, problems=bool(report.problems), strict=strict)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@db_option
@map_option
@strict_option
def build(paths: tuple[str, ...], db: str, columns: dict[str, str], strict: bool) -> None:
    """Read articles, extract their facts and load the graph; resumes where it was cut off.

    The facts are kept beside the graph, in DB.facts.jsonl.

    \b
    gaiko build articles/ --db gaiko.kgl
    gaiko build table.csv --map text=要旨 --map title=標題
    """
    facts = Path(f"{db}.facts.jsonl")
    if not facts.parent.is_dir():
        raise click.UsageError(f"the folder {facts.parent} does not exist")
    report = _extract(paths, facts, columns)
    _print_extracted(report)
    problems = bool(report.problems)
    if report.read:
        problems |= bool(_load(facts, db).problems)
    _leave(nothing=not report.read, problems=problems, strict=strict)


def _extract(paths: tuple[str, ...], output: Path, columns: dict[str, str]) -> BuildReport:
    import logging

    from gaiko.build import extract_to

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with progress(count_articles(paths, columns)) as advance:
        return extract_to(output, paths, columns=columns, progress=advance)


def _load(facts: Path, db: str) -> LoadReport:
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        report = graph.load(facts)
    _print_problems(report.problems)
    counts = (
        f"{report.loaded} articles loaded, {report.changed} changed, {report.unchanged} unchanged"
    )
    click.echo(f"{db}: {counts}", err=True)
    return report


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


COMMANDS = (extract, load, build)
