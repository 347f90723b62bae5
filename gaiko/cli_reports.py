"""What commands that make or change something say: sentences for people, with ``--json`` one object for programs.

The object stands alone on standard output; problems, counts and progress go to standard error.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from gaiko.wording import say, say_error

if TYPE_CHECKING:
    from gaiko.build import BuildReport
    from graph.load import LoadReport

MOST_PROBLEMS = 50
"""Problems that are printed one by one; the object has all."""

summary_option: Callable[..., Any] = click.option(
    "--json", "as_json", is_flag=True, help="What was done as one JSON object on standard output."
)


def print_done(text: str, *, as_json: bool, **done: Any) -> None:
    """Print what was done: the text, or with ``as_json`` the object."""
    click.echo(to_json(done) if as_json else text)


def print_summary(*, as_json: bool, **done: Any) -> None:
    """Print the object of a command whose sentences stand on standard error already."""
    if as_json:
        click.echo(to_json(done))


def to_json(value: Any) -> str:
    """Return JSON for people and programs: Japanese as it is, a field a line."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str)


def extracted(report: BuildReport) -> dict[str, Any]:
    """Return what an extraction did: counts of articles, events by type, seconds, problems."""
    counts = {name: getattr(report, name) for name in ("read", "extracted", "reused", "failed")}
    rest = {"seconds": round(report.seconds, 3), "problems": list(map(str, report.problems))}
    return {**counts, "events": dict(sorted(report.events.items())), **rest}


def loaded(reports: Sequence[LoadReport]) -> dict[str, Any]:
    """Return what loads did together: counts of articles and problems."""
    counts = {
        n: sum(getattr(one, n) for one in reports) for n in ("loaded", "changed", "unchanged")
    }
    return {**counts, "problems": [problem for one in reports for problem in one.problems]}


def print_extracted(report: BuildReport) -> None:
    """Say what an extraction did."""
    print_problems(list(map(str, report.problems)))
    rate = report.extracted / report.seconds if report.seconds else 0
    told = say(
        "{} articles read, {} extracted, {} taken from before, {} failed, {} problems; "
        "{:.1f} s, {:.1f} articles/s"
    )
    counts = (report.read, report.extracted, report.reused, report.failed, len(report.problems))
    click.echo(told.format(*counts, report.seconds, rate), err=True)
    if report.events:
        events = ", ".join(f"{name} {count}" for name, count in sorted(report.events.items()))
        click.echo(say("events: {}").format(events), err=True)


def print_loaded(url: str, report: LoadReport) -> None:
    """Say what a load did."""
    print_problems(report.problems)
    told = say("{}: {} articles loaded, {} changed, {} unchanged")
    click.echo(told.format(url, report.loaded, report.changed, report.unchanged), err=True)


def print_problems(problems: list[str]) -> None:
    """Say what could not be used, each on a line, and how much more there is."""
    for problem in problems[:MOST_PROBLEMS]:
        click.echo(say("skipped: {}").format(" ".join(say_error(problem).split())), err=True)
    if len(problems) > MOST_PROBLEMS:
        click.echo(say("skipped: {} more").format(len(problems) - MOST_PROBLEMS), err=True)


def leave(*, nothing: bool, problems: bool, strict: bool) -> None:
    """End with 1 if nothing could be read, or on a problem under ``--strict``."""
    if nothing:
        click.echo(f"gaiko: {say('nothing could be read')}", err=True)
    if nothing or (strict and problems):
        sys.exit(1)
