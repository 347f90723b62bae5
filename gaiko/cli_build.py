"""The commands that make and change a graph: extract, load, build, retract and rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaiko.cli_options import db_option, jobs_option, map_option, strict_option
from gaiko.cli_progress import count_articles, progress
from gaiko.cli_reports import (
    extracted,
    leave,
    loaded,
    print_extracted,
    print_loaded,
    print_problems,
    print_summary,
    summary_option,
)
from gaiko.wording import say
from graph.errors import GaikoError

if TYPE_CHECKING:
    from gaiko.build import BuildReport
    from graph.load import LoadReport


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
@summary_option
def extract(
    paths: tuple[str, ...],
    output: Path,
    columns: dict[str, str],
    jobs: int | None,
    engine: str,
    ray_address: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Read articles and write their facts.

    \b
    gaiko extract news.jsonl -o facts.jsonl
    gaiko extract 'pages/*.html' feed.xml - -o facts.jsonl < more.jsonl
    gaiko extract 'news/*.jsonl' -o parts --engine ray --ray-address auto
    """
    if engine == "ray":
        _extract_with_ray(paths, output, columns, jobs, ray_address, strict=strict, as_json=as_json)
        return
    report = _extract(paths, output, columns, jobs)
    print_extracted(report)
    print_summary(as_json=as_json, facts=output, **extracted(report))
    leave(nothing=not report.read, problems=bool(report.problems), strict=strict)


@click.command()
@click.argument("facts", type=click.Path(exists=True, path_type=Path))
@db_option
@strict_option
@summary_option
def load(facts: Path, db: str, strict: bool, as_json: bool) -> None:
    """Load a facts file, or a folder of parts, into the graph; again changes nothing.

    FACTS may also be an export: a folder of csv tables, or a Cypher script (.cypher).

    \b
    gaiko load facts.jsonl --db gaiko.kgl
    gaiko load tables/ --db bolt://localhost:7687
    gaiko load parts --db bolt://localhost:7687
    """
    from gaiko.parts import facts_files, is_parts
    from graph.stores.server import without_password

    reports = [_load(one, db) for one in (facts_files(facts) if is_parts(facts) else [facts])]
    print_summary(as_json=as_json, graph=without_password(db), **loaded(reports))
    nothing = not any(one.loaded or one.changed or one.unchanged for one in reports)
    problems = any(one.problems for one in reports)
    leave(nothing=nothing, problems=problems, strict=strict)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@db_option
@map_option
@jobs_option
@strict_option
@summary_option
def build(
    paths: tuple[str, ...],
    db: str,
    columns: dict[str, str],
    jobs: int | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Read articles, extract their facts and load the graph; resumes where it was cut off.

    The facts are kept beside the graph, in DB.facts.jsonl; those of a server in the folder GAIKO_PROJECT.

    \b
    gaiko build articles/ --db gaiko.kgl
    gaiko build table.csv --map text=要旨 --map title=標題
    """
    from graph.stores.server import without_password

    facts = _facts_of(db)
    if not facts.parent.is_dir():
        raise click.UsageError(f"the folder {facts.parent} does not exist")
    report = _extract(paths, facts, columns, jobs)
    print_extracted(report)
    reports = [_load(facts, db)] if report.read else []
    done = {"extraction": extracted(report), "loading": loaded(reports)}
    print_summary(as_json=as_json, graph=without_password(db), facts=facts, **done)
    problems = bool(report.problems or loaded(reports)["problems"])
    leave(nothing=not report.read, problems=problems, strict=strict)


@click.command()
@click.argument("articles", nargs=-1, required=True)
@db_option
@summary_option
def retract(articles: tuple[str, ...], db: str, as_json: bool) -> None:
    """Take articles out of the graph as if they had never come.

    ARTICLES are ids as `gaiko explain --json` shows them. Take them out of your input as well: a build
    that reads them again brings them back.

    \b
    gaiko retract 5f0c9e7a12b34d56
    """
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        report = graph.retract(articles)
    absent = len(set(articles)) - report.retracted
    told = say("{}: {} articles retracted")
    click.echo(told.format(graph.url, report.retracted), err=True)
    print_summary(as_json=as_json, graph=graph.url, retracted=report.retracted, absent=absent)
    if absent:
        raise GaikoError(f"{absent} articles are not in the graph")


@click.command()
@db_option
@summary_option
def rebuild(db: str, as_json: bool) -> None:
    """Make the graph anew from the facts in it, as a new version or word list would.

    The facts are first set aside on disk; a rebuild that was cut off goes on when it is run again.

    \b
    gaiko rebuild --db gaiko.kgl
    """
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        with progress(None) as advance:
            report = graph.rebuild(progress=advance)
        print_loaded(graph.url, report)
    print_summary(as_json=as_json, graph=graph.url, **loaded([report]))


def _facts_of(db: str) -> Path:
    """Where the facts of a graph are kept; that nobody can write to it now shows before hours of reading."""
    import gaiko
    from graph.project import project_file
    from graph.stores.server import is_server

    if is_server(db) or Path(db).exists():
        gaiko.open(db, writable=True).close()
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
    as_json: bool,
) -> None:
    from gaiko.ray_engine import extract_with_ray

    with progress(None) as advance:
        records, problems = extract_with_ray(
            paths, folder, columns=columns, jobs=jobs, address=address, progress=advance
        )
    failed = [f"article {one}: {why}" for record in records for one, why in record.failed]
    told = [*map(str, problems), *failed]
    print_problems(told)
    articles = sum(record.articles for record in records)
    counts = (articles, len(records), len(failed))
    click.echo(say("{} articles in {} parts, {} failed").format(*counts), err=True)
    print_summary(
        as_json=as_json,
        facts=folder,
        read=articles,
        parts=len(records),
        failed=len(failed),
        problems=told,
    )
    leave(nothing=not articles, problems=bool(problems or failed), strict=strict)


def _load(facts: Path, db: str) -> LoadReport:
    import gaiko

    with gaiko.open(db, writable=True) as graph:
        with progress(None) as advance:
            report = graph.load(facts, progress=advance)
        print_loaded(graph.url, report)
    return report


COMMANDS = (extract, load, build, retract, rebuild)
