"""The commands about who is who: actors merge, split, undo, review and ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from gaiko.cli_options import answer_options, db_option
from gaiko.cli_print import print_rows
from gaiko.cli_reports import print_summary, summary_option
from gaiko.wording import say

if TYPE_CHECKING:
    from gaiko.graph import Graph
    from graph.candidates import Candidate


@click.group()
def actors() -> None:
    """Judge which actors are the same; one row undoes what another did.

    Judgements stand in a ledger beside the graph, DB.actors.jsonl. The facts are never changed.
    """


def _judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a judgement."""
    by = click.option("--by", help="Who judges.  [default: the user]")
    why = click.option("--why", default="", help="The reason, kept with the judgement.")
    return by(why(db_option(summary_option(command))))


def _open(db: str) -> Graph:
    import gaiko

    return gaiko.open(db, writable=True)


@actors.command()
@click.argument("keep")
@click.argument("other")
@click.option("--force", is_flag=True, help="Also two states, such as one and its successor.")
@_judging
def merge(
    keep: str, other: str, force: bool, by: str | None, why: str, db: str, as_json: bool
) -> None:
    """KEEP and OTHER are the same: KEEP stands for both.

    \b
    gaiko actors merge 林建国 'person:?:林建国' --why '同じ会談の記事'
    """
    with _open(db) as graph:
        row = graph.actors.merge(keep, other, by=by, why=why, force=force)
        _say(row, as_json=as_json)


@actors.command()
@click.argument("actor")
@click.argument("other")
@click.option("--article", "articles", multiple=True, help="In this article only; may be repeated.")
@_judging
def split(
    actor: str,
    other: str,
    articles: tuple[str, ...],
    by: str | None,
    why: str,
    db: str,
    as_json: bool,
) -> None:
    """ACTOR and OTHER are different; with --article: there ACTOR is in truth OTHER.

    \b
    gaiko actors split 青木一郎 青木次郎
    gaiko actors split 林建国 'person:KOR:林建国' --article a1 --article a7
    """
    with _open(db) as graph:
        row = graph.actors.split(actor, other, articles=articles, by=by, why=why)
        _say(row, as_json=as_json)


@actors.command()
@click.argument("row", type=int)
@_judging
def undo(row: int, by: str | None, why: str, db: str, as_json: bool) -> None:
    """The judgement with this number counts no longer; `gaiko actors ledger` shows the numbers.

    \b
    gaiko actors undo 3 --why '別人だった'
    """
    with _open(db) as graph:
        _say(graph.actors.undo(row, by=by, why=why), as_json=as_json)


@actors.command()
@answer_options
def ledger(db: str, shape: str) -> None:
    """All judgements, numbered.

    \b
    gaiko actors ledger
    """
    import gaiko

    with gaiko.open(db) as graph:
        print_rows(graph.actors.judgements(), shape)


@actors.command()
@click.option(
    "--ask", is_flag=True, help="Ask about each pair: same, different, unsure, skip, quit."
)
@click.option("--limit", default=50, show_default=True, help="Pairs at most.")
@click.option("--by", help="Who judges.  [default: the user]")
@answer_options
def review(ask: bool, limit: int, by: str | None, db: str, shape: str) -> None:
    """Pairs of actors that may be the same, the likeliest first, each with its reasons.

    \b
    gaiko actors review
    gaiko actors review --ask --by 田中
    """
    import gaiko
    from queries.rows import Rows

    with gaiko.open(db, writable=ask) as graph:
        found = graph.actors.candidates()[:limit]
        if ask:
            _ask(graph, found, by)
        else:
            columns = ("keep", "other", "likely", "reasons")
            print_rows(Rows({name: getattr(one, name) for name in columns} for one in found), shape)


def _ask(graph: Graph, found: list[Candidate], by: str | None) -> None:
    judge: dict[str, Callable[..., int]] = {
        "s": graph.actors.merge,
        "d": graph.actors.split,
        "u": graph.actors.leave,
    }
    for one in found:
        click.echo(f"\n{one.keep}\n{one.other}\n  {'; '.join(one.reasons)}")
        choice = click.prompt(
            say("same (s), different (d), unsure (u), skip (k), quit (q)"),
            type=click.Choice([*judge, "k", "q"]),
            default="k",
        )
        if choice == "q":
            return
        if choice in judge:
            _say(judge[choice](one.keep, one.other, by=by, why="; ".join(one.reasons)))


def _say(row: int, *, as_json: bool = False) -> None:
    click.echo(say("row {0}; `gaiko actors undo {0}` takes it back").format(row), err=True)
    print_summary(as_json=as_json, row=row)


COMMANDS = (actors,)
