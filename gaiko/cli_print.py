"""Answers in the terminal: tables whose Japanese columns line up, JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gaiko.wording import say, say_column

if TYPE_CHECKING:
    from rich.table import Table

    from queries.asking import Answer
    from queries.rows import Rows

SHORT_ID = 8
"""Digits of an event's id in tables; ``gaiko explain`` takes the beginning of one."""
EVENT_COLUMNS = ("date", "type", "actors", "evidence", "event")
MEETING_COLUMNS = ("counterpart", "meetings", "first", "last", "evidence", "event")


def print_rows(rows: Rows, shape: str, columns: tuple[str, ...] = ()) -> None:
    """Print an answer as ``table``, ``json`` or ``csv``; a table only with these columns."""
    if shape == "json":
        click.echo(rows.to_json())
    elif shape == "csv":
        click.echo(rows.to_csv(), nl=False)
    elif rows:
        print_table(rows, columns or tuple(rows.columns))
    else:
        click.echo(say("no rows"), err=True)


def print_table(rows: Rows, columns: tuple[str, ...]) -> None:
    """Print a table as wide as the terminal, nothing cut off."""
    from rich.console import Console

    table = _new_table(columns)
    for row in rows:
        table.add_row(*(_shown(row, name) for name in columns))
    Console().print(table)


def _new_table(columns: tuple[str, ...]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_lines="evidence" in columns, pad_edge=False)
    widths = {"date": 10, "first": 10, "last": 10, "event": SHORT_ID}
    for name in columns:
        justify: Any = "right" if name in ("count", "meetings") else "left"
        most = 20 if name in ("actors", "counterpart") and "evidence" in columns else None
        table.add_column(
            say_column(name),
            justify=justify,
            overflow="fold",
            min_width=widths.get(name),
            max_width=most,
        )
    return table


def _shown(row: dict[str, Any], name: str) -> Any:
    """Return plain ``Text``: brackets in a sentence are no markup."""
    from rich.text import Text

    from queries.rows import cell

    value = parties(row) if name == "actors" and "target_ids" in row else row.get(name)
    text = "、".join(map(str, value)) if isinstance(value, list) else cell(value)
    if name == "event" and "evidence" in row:
        text = text[:SHORT_ID]
    if name == "type" and row.get("status") not in (None, "occurred"):
        text += f"\n({row['status']})"
    shown = Text(text)
    if name == "evidence" and row.get("article"):
        shown.append(
            f"\n〔{row.get('source') or say('source unknown')}〕{row['article']}", style="dim"
        )
    return shown


def parties(row: dict[str, Any]) -> str:
    """Return who did it → to whom; those of a symmetric act stand side by side.

    >>> ids = {"source_ids": ["JPN"], "member_ids": [], "target_ids": ["CHN"]}
    >>> parties({"actors": ["日本", "中国"], "actor_ids": ["JPN", "CHN"]} | ids)
    '日本 → 中国'
    """
    names = dict(zip(row["actor_ids"], row["actors"], strict=True))
    acting, acted_on = (
        "、".join(names[one] for one in ids)
        for ids in (row["source_ids"] + row["member_ids"], row["target_ids"])
    )
    return f"{acting} → {acted_on}".strip() if acted_on else acting


def print_explanation(rows: Rows) -> None:
    """Print every report of an event: the marked sentence, its article and the rule."""
    first = rows[0]
    heading = (
        first["date"] or say("undated"),
        first["type"],
        parties(first),
        f"[{first['event']}]",
    )
    click.echo(" ".join(heading))
    for row in rows:
        told = " ".join(
            filter(None, (row["source"] or say("source unknown"), row["published"], row["url"]))
        )
        click.echo(f"\n  {row['marked']}")
        click.echo(f"  — {row['headline'] or row['article']} ({told})")
        told = say("{}; rule {}, confidence {:g}")
        click.echo(f"  {told.format(row['status'], row['rule'], row['confidence'])}")


ANSWER_COLUMNS = {
    "who": ("actor", "times", "first", "last"),
    "state": ("actor", "times", "first", "last"),
    "document": ("agreement", "times", "first", "last"),
    "relation": ("event_type", "status", "times", "first", "last"),
    "amount": ("date", "amounts", "caption"),
    "mediator": ("actor", "times", "first", "last"),
    "holder": ("actor", "post", "start", "until"),
    "terms": ("actor", "post", "body", "start", "until"),
}
"""Columns of an answer's table by what is asked; events stand in the evidence alone."""
LABELS = {
    "ja": {
        "evidence": "根拠",
        "more": "ほか{}件",
        "sure": "確かさ {:.2f}(根拠の規則の平均、出来事{}件)",
    },
    "en": {
        "evidence": "Evidence",
        "more": "and {} more",
        "sure": "Sure to {:.2f} (mean of the rules, {} events)",
    },
}
MOST_EVIDENCE = 8
MOST_VALUES = 3


def print_answer(answer: Answer) -> None:
    """Print a sentence, the rows, the evidence with its articles, how sure it is, and the Cypher."""
    click.echo(answer.sentence)
    if answer.question is None:
        return
    labels = LABELS[answer.language]
    if answer.rows and (columns := ANSWER_COLUMNS.get(answer.question.asked)):
        print_table(answer.rows, columns)
    if answer.evidence:
        click.echo(f"\n{labels['evidence']}")
        _print_evidence(answer.evidence, labels["more"])
        click.echo(f"\n{labels['sure'].format(answer.confidence or 0, len(answer.evidence))}")
    click.echo("\nCypher")
    click.echo("".join(f"  {line}\n" for line in (answer.statement or "").splitlines()), nl=False)
    for name, value in answer.parameters.items():
        click.echo(f"  ${name} = {_abridged(value)}")


def _print_evidence(evidence: Rows, more: str) -> None:
    for row in evidence[:MOST_EVIDENCE]:
        status = "" if row["status"] == "occurred" else f" ({row['status']})"
        click.echo(f"  {row['date'] or '—'}{status} {row['evidence']}")
        told = " ".join(filter(None, (row["source"], row["published"])))
        click.echo(f"    — {row['article']} ({told}) [{row['event'][:SHORT_ID]}]")
    if len(evidence) > MOST_EVIDENCE:
        click.echo(f"  {more.format(len(evidence) - MOST_EVIDENCE)}")


def _abridged(value: Any) -> str:
    """A long list by its first values and its length; --json has all."""
    if isinstance(value, list) and len(value) > MOST_VALUES:
        shown = ", ".join(map(repr, value[:MOST_VALUES]))
        return f"[{shown}, … {len(value)}]"
    return repr(value)
