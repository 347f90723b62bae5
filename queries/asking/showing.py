"""An answer in a notebook: sentence, rows, evidence and, folded, the Cypher; everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from queries.rows import Rows

if TYPE_CHECKING:
    from queries.asking.answers import Answer

HIDDEN = ("events", "actor_id", "agreement_id", "event")
EVIDENCE = ("date", "status", "evidence", "article", "source", "published", "confidence")
MOST_ROWS = 50


def to_html(answer: Answer) -> str:
    """Return an answer as HTML.

    >>> from queries.asking.answers import Answer
    >>> "<b>" in to_html(Answer(text="?", language="ja", sentence="<b>", declined=True))
    False
    """
    parts = [f"<p><strong>{escape(answer.sentence)}</strong></p>"]
    if answer.rows:
        parts.append(_table(answer.rows, [one for one in answer.rows.columns if one not in HIDDEN]))
    if answer.evidence:
        parts.append(_table(answer.evidence, list(EVIDENCE)))
    if answer.statement:
        given = "".join(f"\n${name} = {value!r}" for name, value in answer.parameters.items())
        code = escape(answer.statement + given)
        parts.append(f"<details><summary>Cypher</summary><pre>{code}</pre></details>")
    return "".join(parts)


def _table(rows: Rows, columns: list[str]) -> str:
    shown: list[dict[str, Any]] = [
        {name: row.get(name) for name in columns} for row in rows[:MOST_ROWS]
    ]
    return Rows(shown)._repr_html_()
