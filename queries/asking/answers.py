"""Answers: the rows of a statement, the events behind them with their sentences, and how sure.

Comes in: a store and a ``Question``. Goes out: an ``Answer``, whose sentence ``sentences`` words.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec

from graph.stores.base import Row, Store
from queries.asking.amounts import find_amounts
from queries.asking.question import Question
from queries.asking.sentences import tell
from queries.asking.statements import Statement, to_statement
from queries.events import COLUMNS, answer
from queries.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

BY_ID = f"MATCH (e:Event) WHERE e.id IN $ids {COLUMNS}"
SENTENCES = """MATCH (e:Event)-[r:REPORTED_IN]->(x:Article) WHERE e.id IN $ids
RETURN e.id AS event, r.sentence AS sentence, x.published AS published, x.id AS article, r.start AS start
ORDER BY event, published, article, start"""
OTHERS = (("planned", "cancelled", "denied"), ("possible",))
"""What is told where nothing occurred: what may be only where nothing was decided."""
OFFICE = ("holder", "terms")


class Answer(msgspec.Struct, kw_only=True):
    """What is answered: a sentence, the rows behind it, the evidence and the Cypher that ran.

    ``declined`` says that the question was not answered and ``sentence`` why; ``nearest`` are then
    names or questions to try. ``confidence`` is the mean share that the rules of the evidence reach,
    from 0 to 1, None without evidence.
    """

    text: str
    language: str
    sentence: str
    rows: Rows = msgspec.field(default_factory=Rows)
    evidence: Rows = msgspec.field(default_factory=Rows)
    confidence: float | None = None
    statement: str | None = None
    parameters: dict[str, Any] = msgspec.field(default_factory=dict)
    question: Question | None = None
    declined: bool = False
    nearest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as plain lists and dicts."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def to_json(self, *, indent: int | None = 1) -> str:
        """Return the answer as a JSON object, on one line without ``indent``."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a DataFrame."""
        return self.rows.to_pandas()

    def _repr_html_(self) -> str:
        from queries.asking.showing import to_html

        return to_html(self)


def answer_question(store: Store, question: Question, text: str) -> Answer:
    """Run a question; what did not occur is told only where nothing occurred, and as such."""
    question, statement, rows = _first_found(store, question)
    undone: list[Row] = []
    if not rows and question.statuses == ("occurred",) and question.asked not in OFFICE:
        other, other_statement, undone = _undone(store, question)
        if undone and question.asked not in ("count", "whether"):
            question, statement, rows = other, other_statement, undone
    evidence = _evidence(store, rows or undone)
    if question.asked == "amount":
        rows = _with_amounts(store, rows)
    sures = [row["confidence"] for row in evidence if row["confidence"] is not None]
    return Answer(
        text=text,
        language=question.language,
        sentence=tell(question, rows, {row["status"] for row in evidence} if undone else set()),
        rows=Rows(rows),
        evidence=evidence,
        confidence=round(sum(sures) / len(sures), 2) if sures else None,
        statement=statement.text,
        parameters=statement.parameters,
        question=question,
    )


def _first_found(store: Store, question: Question) -> tuple[Question, Statement, list[Row]]:
    """Ask for one type of event after the other until one is found: who signed, else who agreed."""
    if question.asked == "mediator":
        return question, *_rows(store, question)
    for kind in question.types[:-1]:
        one = msgspec.structs.replace(question, types=(kind,))
        statement, rows = _rows(store, one)
        if rows:
            return one, statement, rows
    last = msgspec.structs.replace(question, types=question.types[-1:])
    statement, rows = _rows(store, last)
    return question if not rows else last, statement, rows


def _undone(store: Store, question: Question) -> tuple[Question, Statement, list[Row]]:
    """What was planned, called off or denied, else what is possible."""
    for some in OTHERS:
        of_some = msgspec.structs.replace(question, statuses=some)
        found, statement, rows = _first_found(store, of_some)
        if rows:
            break
    return msgspec.structs.replace(found, statuses=(*chain(*OTHERS),)), statement, rows


def _rows(store: Store, question: Question) -> tuple[Statement, list[Row]]:
    statement = to_statement(question)
    return statement, _chosen(store.read(statement.text, statement.parameters), question)


def _chosen(rows: list[Row], question: Question) -> list[Row]:
    """The first, last or second in time, or the most frequent, with those that are level."""
    if question.asked in ("where", "how"):
        rows = [row for row in rows if row["place" if question.asked == "where" else "mode"]]
    if question.most and rows and "times" in rows[0]:
        return [row for row in rows if row["times"] == rows[0]["times"]]
    if question.nth:
        return [row for row in rows if row["date"]][question.nth - 1 : question.nth]
    if question.order is None or not rows:
        return rows
    last = question.order == "last"
    key = "date" if "date" in rows[0] else "last" if last else "first"
    dated = [row for row in rows if row[key]]
    if not dated:
        return rows
    chosen = (max if last else min)(row[key] for row in dated)
    return [row for row in dated if row[key] == chosen]


def _with_amounts(store: Store, rows: list[Row]) -> list[Row]:
    """Each event with the amounts that the sentences of its reports give."""
    said: dict[str, dict[str, None]] = {row["event"]: {} for row in rows}
    for report in store.read(SENTENCES, {"ids": list(said)}):
        said[report["event"]] |= dict.fromkeys(find_amounts(report["sentence"]))
    return [{**row, "amounts": list(said[row["event"]])} for row in rows]


def _evidence(store: Store, rows: list[Row]) -> Rows:
    """Each event behind the rows once, oldest first, with its first report."""
    ids = [one for row in rows for one in row.get("events", [row.get("event")]) if one]
    if not ids:
        return Rows()
    return answer(store, store.read(BY_ID, {"ids": list(dict.fromkeys(ids))}), None, None)
