"""Answers as rows: a list of dicts that knows how to become a table, JSON, CSV or a DataFrame."""

from __future__ import annotations

import csv
import html
import io
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


FOR_PROGRAMS = {
    *("event", "actor_ids", "object_ids", "source_ids", "member_ids", "target_ids"),
    *("date_precision", "mode", "intensity", "confidence", "sources", "published"),
}
"""Columns that a notebook does not show: with them a table of events is wider than any screen."""
WORD, NAMES = 12, 30
"""Letters of a cell that is not broken, and of one that is no sentence."""


class Rows(list[dict[str, Any]]):
    """Rows of an answer.

    >>> Rows([{"actor": "日本", "events": 2}]).to_csv()
    'actor,events\\r\\n日本,2\\r\\n'
    """

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a DataFrame; a column named date stays an ISO prefix."""
        import pandas as pd

        return pd.DataFrame(list(self), columns=self.columns)

    @property
    def columns(self) -> list[str]:
        """The columns, in the order in which the rows first have them."""
        return list(dict.fromkeys(key for row in self for key in row))

    def to_json(self) -> str:
        """Return the rows as a JSON array; dates are ISO strings."""
        return json.dumps(list(self), ensure_ascii=False, indent=1, default=str)

    def to_csv(self) -> str:
        """Return the rows as CSV with a header; lists are joined with ``|``."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.columns)
        writer.writeheader()
        for row in self:
            writer.writerow({key: cell(value) for key, value in row.items()})
        return out.getvalue()

    def _repr_html_(self) -> str:
        """For a notebook: without columns for programs and those that are empty, which stand below by name."""
        shown = [name for name in self.columns if name not in FOR_PROGRAMS and self._has(name)]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in shown)
        body = "".join(f"<tr>{''.join(_html_cell(row.get(n)) for n in shown)}</tr>" for row in self)
        rest = ", ".join(name for name in self.columns if name not in shown)
        note = f"<p>+ {html.escape(rest)}</p>" if rest else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def _has(self, column: str) -> bool:
        return any(cell(row.get(column)) for row in self)


def _html_cell(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else cell(value)
    wide = (
        "white-space:nowrap"
        if len(text) <= WORD
        else f"min-width:{8 if len(text) <= NAMES else 15}em"
    )
    return f'<td style="{wide};text-align:left;vertical-align:top">{html.escape(text)}</td>'


def cell(value: Any) -> str:
    """Return a value as text for a table: nothing for None, lists joined.

    >>> cell(["日本", "中国"]), cell(None)
    ('日本|中国', '')
    """
    if value is None:
        return ""
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)
