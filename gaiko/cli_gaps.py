"""The command that says what the patterns and word lists lack: gaps."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from gaiko.cli_options import map_option
from gaiko.cli_progress import count_articles, progress
from gaiko.cli_reports import print_problems, to_json
from gaiko.wording import say, say_column

if TYPE_CHECKING:
    from rich.text import Text

    from extract.gaps import Gap

KINDS = {
    "predicate": "no pattern",
    "unbound": "pattern, no parties",
    "post": "no known post",
    "name": "no known state",
}
"""The kinds of gaps, each with the heading of its table."""
AROUND = 24
"""Code points of the example shown on each side."""


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    *("--kind", "kinds"), type=click.Choice(list(KINDS)), multiple=True, help="Only this kind."
)
@click.option("--top", default=25, show_default=True, help="Rows of each kind.")
@click.option("--least", default=1, show_default=True, help="Articles that must have it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array, examples uncut.")
@map_option
def gaps(
    paths: tuple[str, ...],
    kinds: tuple[str, ...],
    top: int,
    least: int,
    as_json: bool,
    columns: dict[str, str],
) -> None:
    """What articles say that patterns and word lists do not know, most frequent first.

    Predicates between actors of two states that no pattern has, or whose pattern found no parties; words
    in a post's place that are no known post; persons whose state is not known.

    \b
    gaiko gaps news.jsonl
    gaiko gaps archive/ --kind predicate --top 50 --least 3 --json
    """
    found = _find(paths, columns)
    chosen: list[Gap] = []
    for kind in kinds or KINDS:
        often = [gap for gap in found if gap.kind == kind and gap.articles >= least]
        chosen += often[:top]
    if as_json:
        import msgspec

        click.echo(to_json(msgspec.to_builtins(chosen)))
    elif chosen:
        _print(chosen)
    else:
        click.echo(say("no gaps"), err=True)


def _find(paths: tuple[str, ...], mapping: dict[str, str]) -> list[Gap]:
    from extract.articles import read_articles
    from extract.gaps import find_gaps
    from extract.pipeline import Extractor

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    articles = read_articles(
        paths, columns=mapping, problems=lambda problem: print_problems([str(problem)])
    )
    with progress(count_articles(paths, mapping)) as advance:
        return find_gaps(Extractor.load(), articles, progress=advance)


def _print(found: list[Gap]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    for kind, heading in KINDS.items():
        table = Table(box=box.SIMPLE, pad_edge=False)
        table.add_column(say_column(heading), overflow="fold", max_width=20)
        table.add_column(say_column("count"), justify="right")
        table.add_column(say_column("articles"), justify="right")
        table.add_column(say_column("note"), overflow="fold", max_width=16)
        table.add_column(say_column("example"), overflow="fold")
        for gap in (gap for gap in found if gap.kind == kind):
            counts = (str(gap.count), str(gap.articles))
            table.add_row(_plain(gap.text), *counts, _plain(gap.note), _example(gap))
        if table.row_count:
            Console().print(table)


def _plain(text: str) -> Text:
    """Return plain text: brackets in it are no markup."""
    from rich.text import Text

    return Text(text)


def _example(gap: Gap) -> Text:
    before, after = gap.sentence[: gap.start], gap.sentence[gap.end :]
    shown = _plain(before[-AROUND:]).append(gap.sentence[gap.start : gap.end], style="bold")
    return shown.append(after[:AROUND]).append(f" 〔{gap.article}〕", style="dim")


COMMANDS = (gaps,)
