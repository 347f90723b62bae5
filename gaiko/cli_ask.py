"""The commands that ask: query, search, who-met, between, timeline, agreements, protests, who, explain, stats."""

from __future__ import annotations

import click

from gaiko.cli_options import answer_options, check_date, open_graph, period_options, read_pairs
from gaiko.cli_print import EVENT_COLUMNS, MEETING_COLUMNS, print_explanation, print_rows


@click.command()
@click.argument("statement")
@click.option(
    *("--param", "parameters"),
    multiple=True,
    metavar="NAME=VALUE",
    help="A value for $NAME, as text; write toInteger($NAME) for a number.",
)
@click.option("--max-rows", default=10_000, show_default=True)
@click.option("--timeout", default=30.0, show_default=True, help="Seconds.")
@answer_options
def query(
    statement: str, parameters: tuple[str, ...], max_rows: int, timeout: float, db: str, shape: str
) -> None:
    """Run a Cypher statement that only reads.

    \b
    gaiko query 'MATCH (a:Actor)-[:SIGNED]->(g:Agreement) RETURN a.name AS actor, g.name AS agreement ORDER BY actor, agreement'
    gaiko query 'MATCH (n:Actor) WHERE n.name = $name RETURN n.id AS id' --param name=日本 --json
    """
    values = read_pairs(parameters, "--param")
    with open_graph(db) as graph:
        print_rows(graph.query(statement, values, max_rows=max_rows, timeout=timeout), shape)


@click.command("who-met")
@click.argument("actor")
@period_options
@answer_options
def who_met(actor: str, since: str | None, until: str | None, db: str, shape: str) -> None:
    """Whom an actor met, how often and when last.

    \b
    gaiko who-met 岸田文雄 --since 2023
    gaiko who-met Japan --json
    """
    with open_graph(db) as graph:
        print_rows(graph.who_met(actor, since=since, until=until), shape, MEETING_COLUMNS)


@click.command()
@click.argument("a")
@click.argument("b")
@period_options
@answer_options
def between(a: str, b: str, since: str | None, until: str | None, db: str, shape: str) -> None:
    """Every event between two actors, or the people of two states.

    \b
    gaiko between 日本 中国
    gaiko between JPN KOR --since 2023 --format csv
    """
    with open_graph(db) as graph:
        print_rows(graph.between(a, b, since=since, until=until), shape, EVENT_COLUMNS)


@click.command()
@click.argument("actor")
@period_options
@answer_options
def timeline(actor: str, since: str | None, until: str | None, db: str, shape: str) -> None:
    """Every event of an actor, oldest first.

    \b
    gaiko timeline 岩屋毅
    """
    with open_graph(db) as graph:
        print_rows(graph.timeline(actor, since=since, until=until), shape, EVENT_COLUMNS)


@click.command()
@click.argument("actor", required=False)
@period_options
@answer_options
def agreements(
    actor: str | None, since: str | None, until: str | None, db: str, shape: str
) -> None:
    """What was signed or agreed, by an actor or by all.

    \b
    gaiko agreements 日本
    """
    columns = ("date", "type", "actors", "objects", "evidence", "event")
    with open_graph(db) as graph:
        print_rows(graph.agreements(actor, since=since, until=until), shape, columns)


@click.command()
@click.option("--by", help="Who protested.")
@click.option("--against", help="To whom.")
@period_options
@answer_options
def protests(
    by: str | None,
    against: str | None,
    since: str | None,
    until: str | None,
    db: str,
    shape: str,
) -> None:
    """Formal protests, by an actor or against one.

    \b
    gaiko protests --by 日本 --against 中国
    """
    with open_graph(db) as graph:
        rows = graph.protests(by=by, against=against, since=since, until=until)
        print_rows(rows, shape, EVENT_COLUMNS)


@click.command()
@click.argument("text")
@click.option("--limit", "most", default=50, show_default=True, help="How many rows.")
@period_options
@answer_options
def search(text: str, most: int, since: str | None, until: str | None, db: str, shape: str) -> None:
    """Sentences of events, and headlines, that hold a text; the newest first.

    \b
    gaiko search 処理水
    gaiko search 共同声明 --since 2023 --json
    """
    columns = ("published", "source", "headline", "sentence", "event")
    with open_graph(db) as graph:
        print_rows(graph.search(text, since=since, until=until, most=most), shape, columns)


@click.command()
@click.argument("post")
@click.option("--on", callback=check_date, help="On this day (or in this month or year).")
@click.option("--of", default="日本", show_default=True, help="Of which state or body.")
@click.option("--all", "everywhere", is_flag=True, help="Of every state and body.")
@answer_options
def who(post: str, on: str | None, of: str, everywhere: bool, db: str, shape: str) -> None:
    """Who held a post, on a day or ever; names of the same post in other states count as well.

    \b
    gaiko who 外相 --on 2023-03-15
    gaiko who 外相 --of 米国
    gaiko who 首相 --on 2024-10 --all
    """
    columns = ("actor", "post", "body", "start", "stop")
    with open_graph(db) as graph:
        print_rows(graph.who(post, on=on, of=None if everywhere else of), shape, columns)


@click.command()
@click.argument("event")
@answer_options
def explain(event: str, db: str, shape: str) -> None:
    """The reports of an event: sentence with actors and trigger marked, article, rule.

    EVENT is an id, or the beginning of one as the tables show it.

    \b
    gaiko explain 3f9a41c2
    """
    with open_graph(db) as graph:
        rows = graph.explain(event)
    if shape == "table":
        print_explanation(rows)
    else:
        print_rows(rows, shape)


@click.command()
@answer_options
def stats(db: str, shape: str) -> None:
    """What the graph holds.

    \b
    gaiko stats --db gaiko.kgl
    """
    with open_graph(db) as graph:
        print_rows(graph.stats(), shape)


COMMANDS = (query, search, who_met, between, timeline, agreements, protests, who, explain, stats)
