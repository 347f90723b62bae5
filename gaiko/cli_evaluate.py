"""The command that judges the extraction: evaluate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaiko.cli_progress import progress
from gaiko.cli_reports import to_json
from gaiko.wording import say, say_column

if TYPE_CHECKING:
    from rich.table import Table

    from gaiko.evaluate.bootstrap import Figure, Value
    from gaiko.evaluate.report import Claims, Evaluation

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Types = frozenset[str]
LONGEST = 20
"""Letters of the longest event type: names are not cut."""


@click.command()
@click.argument("gold", type=FILE)
@click.argument("facts", type=FILE, required=False)
@click.option(
    *("--type", "types"), multiple=True, help="Only this type, in tables and gallery; repeatable."
)
@click.option(
    *("--calibration", "only_calibration"),
    is_flag=True,
    help="What share of the events is right, by confidence and by rule.",
)
@click.option(
    *("--gallery", "page"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a page of the events that were missed or wrong.",
)
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
def evaluate(
    gold: Path,
    facts: Path | None,
    types: tuple[str, ...],
    only_calibration: bool,
    page: Path | None,
    as_json: bool,
) -> None:
    """Compare facts with annotated articles; without FACTS the articles are extracted first.

    GOLD and FACTS have one article a line. The intervals hold 95 % of resamples of the articles.

    \b
    gaiko evaluate gold.jsonl
    gaiko evaluate gold.jsonl facts.jsonl --type MET_WITH --gallery errors.html
    """
    evaluation = _evaluate(gold, facts)
    wanted = _known(evaluation, types)
    if page:
        _write_gallery(evaluation, page, gold.name, wanted)
    if as_json:
        from gaiko.evaluate.report import to_json as figures

        click.echo(to_json(figures(evaluation, wanted)))
    elif only_calibration:
        _print_claims("confidence", evaluation.calibration)
        _print_claims("rule", evaluation.rules)
    else:
        _print_figures(evaluation, wanted)


def _evaluate(gold: Path, facts: Path | None) -> Evaluation:
    from gaiko.evaluate import report

    expected = report.read_gold(gold)
    if facts:
        found = report.read_found(facts)
    else:
        with progress(len(expected)) as advance:
            found = report.extract_gold(gold, advance)
    missing = {article.id for article in expected} - {article.id for article in found}
    if missing:
        told = say("{} articles are not among the facts and count as empty")
        click.echo(told.format(len(missing)), err=True)
    return report.evaluate(expected, found)


def _known(evaluation: Evaluation, types: tuple[str, ...]) -> Types:
    from gaiko.evaluate.measure import MEASURES

    known = {kind for measure, kind in evaluation.figures if measure in MEASURES}
    for name in types:
        if name not in known:
            told = f"no figure is of the type {name!r}"
            raise click.BadParameter(told, param_hint="--type")
    return frozenset(types)


def _write_gallery(evaluation: Evaluation, page: Path, name: str, types: Types) -> None:
    from gaiko.evaluate.gallery import gallery

    heading = f"Errors: {name}"
    page.write_text(gallery(evaluation.pairs, heading=heading, types=types), encoding="utf-8")
    click.echo(str(page), err=True)


# --- tables -----------------------------------------------------------------------------------------


def _print_figures(evaluation: Evaluation, types: Types) -> None:
    from rich.console import Console

    from gaiko.evaluate.measure import ALL, MEASURES, SHARES

    console = Console()
    if not types:
        console.print(_measures({m: evaluation.figures.get((m, ALL)) for m in MEASURES}, "measure"))
        console.print(
            _shares({m: evaluation.figures.get((m, ALL)) for m in SHARES}, "of the pairs")
        )
    for measure in ("mentions", "events"):
        found = evaluation.of_type(measure)
        chosen = {kind: found[kind] for kind in found if not types or kind in types}
        if chosen:
            console.print(_measures(chosen, measure))


def _measures(rows: Mapping[str, Figure | None], heading: str) -> Table:
    table = _table(heading, "precision", "recall", "F1", "right", "found", "gold")
    for name, figure in rows.items():
        if figure:
            values = (figure.precision, figure.recall, figure.f1)
            counts = (figure.tally.right, figure.tally.found, figure.tally.gold)
            table.add_row(name, *map(_shown, values), *map(str, counts))
    return table


def _shares(rows: Mapping[str, Figure | None], heading: str) -> Table:
    table = _table(heading, "right", "", "of")
    for name, figure in rows.items():
        if figure:
            tally = figure.tally
            table.add_row(name, _shown(figure.precision), str(tally.right), str(tally.found))
    return table


def _print_claims(heading: str, claims: Claims) -> None:
    from rich.console import Console

    table = _table(heading, "events", "right")
    for name, figure in claims:
        table.add_row(name, str(figure.tally.found), _shown(figure.precision))
    Console().print(table)


def _table(heading: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(say_column(heading), min_width=LONGEST)
    for column in columns:
        table.add_column(say_column(column), justify="right")
    return table


def _shown(value: Value) -> str:
    return f"{value.value:.3f}\n{value.low:.2f}–{value.high:.2f}"


COMMANDS = (evaluate,)
