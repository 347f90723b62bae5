"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from graph.errors import GaikoError

if TYPE_CHECKING:
    from gaiko.graph import Graph

AS_OF = "gaiko.as_of"
"""Where a command keeps its ``--as-of`` for ``open_graph``."""


def open_graph(db: str) -> Graph:
    """Open a graph for reading; the import waits until a command needs it."""
    import gaiko

    return gaiko.open(db, as_of=click.get_current_context().meta.get(AS_OF))


def check_date(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Anything but a date as precise as it is known is a usage error."""
    from queries.events import check_period

    try:
        check_period(value)
    except GaikoError as error:
        raise click.BadParameter(str(error), param=param) from error
    return value


def _check_columns(
    _: click.Context, param: click.Parameter, columns: tuple[str, ...]
) -> dict[str, str]:
    """Anything but ``FIELD=HEADER`` with a field of an article is a usage error."""
    from extract.reading.drafts import FIELDS

    pairs = read_pairs(columns, "--map")
    for field in pairs:
        if field not in FIELDS:
            reason = f"{field!r} is no field; the fields are {', '.join(FIELDS)}"
            raise click.BadParameter(reason, param=param)
    return pairs


def db_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--db``, with the credentials of a server put into its URL."""

    @click.option(
        *("--db", "db"),
        default="gaiko.kgl",
        envvar="GAIKO_DB",
        show_default=True,
        show_envvar=True,
        help="The graph: a file, or the URL of a Neo4j server (bolt://localhost:7687).",
    )
    @click.option("--user", help="User of the server.  [env var: NEO4J_USERNAME]")
    @click.option("--password", help="Safer in the environment.  [env var: NEO4J_PASSWORD]")
    @wraps(command)
    def with_db(*args: Any, db: str, user: str | None, password: str | None, **rest: Any) -> Any:
        from graph.stores.server import with_credentials

        return command(*args, db=with_credentials(db, user, password), **rest)

    return with_db


def _keep_as_of(context: click.Context, param: click.Parameter, value: str | None) -> None:
    context.meta[AS_OF] = check_date(context, param, value)


def graph_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command that reads ``--db`` and ``--as-of``; ``open_graph`` heeds both."""
    as_of = click.option(
        "--as-of",
        expose_value=False,
        callback=_keep_as_of,
        help="Only what was reported up to this date (2023, 2023-04 or 2023-04-01).",
    )
    return as_of(db_option(command))


format_option = click.option(
    *("--format", "shape"),
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
json_option = click.option("--json", "shape", flag_value="json", help="Same as --format json.")
since_option = click.option(
    "--since", callback=check_date, help="From this date on (2023, 2023-04 or 2023-04-01)."
)
until_option = click.option("--until", callback=check_date, help="Up to this date, included.")
map_option = click.option(
    *("--map", "columns"),
    multiple=True,
    metavar="FIELD=HEADER",
    callback=_check_columns,
    help="Which header of a table holds a field, such as text=本文.",
)
jobs_option = click.option(
    *("-j", "--jobs"),
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that extract; as many as cores if it is not given.",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 on any problem.")


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an answer: which graph, which form."""
    for option in (json_option, format_option, graph_option):
        command = option(command)
    return command


def period_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--since`` and ``--until``."""
    return since_option(until_option(command))


def read_pairs(texts: tuple[str, ...], option: str) -> dict[str, str]:
    """Return ``NAME=VALUE`` texts as a mapping; one without = is a usage error."""
    for text in texts:
        if "=" not in text:
            raise click.BadParameter(f"{text!r} has no =", param_hint=option)
    return dict(text.split("=", 1) for text in texts)
