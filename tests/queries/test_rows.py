from __future__ import annotations

import csv
import io
import json
from datetime import date

from queries.rows import Rows

ROWS = Rows([{"actor": "日本", "events": 2}, {"actor": '<b>"中国",\n', "objects": ["甲", "乙"]}])


def test_rows_become_a_data_frame() -> None:
    table = ROWS.to_pandas()
    assert list(table.columns) == ["actor", "events", "objects"]
    assert table["events"].tolist()[0] == 2
    assert Rows().to_pandas().empty


def test_json_keeps_japanese_lists_and_dates() -> None:
    rows = Rows([*ROWS, {"on": date(2024, 5, 1)}])
    assert "日本" in rows.to_json()
    assert json.loads(rows.to_json())[1:] == [ROWS[1], {"on": "2024-05-01"}]


def test_csv_is_read_back() -> None:
    read = list(csv.DictReader(io.StringIO(ROWS.to_csv())))
    assert read[0] == {"actor": "日本", "events": "2", "objects": ""}
    assert read[1]["actor"] == ROWS[1]["actor"] and read[1]["objects"] == "甲|乙"


def test_notebook_table_leaves_out_what_nobody_reads() -> None:
    rows = Rows([{"date": "2024", "event": "e1", "actors": ["日本", "中国"], "place": None}])
    shown = rows._repr_html_()
    assert "<th>date</th><th>actors</th>" in shown and "日本、中国" in shown
    assert "<th>place" not in shown and "<p>+ event, place</p>" in shown


def test_notebook_table_is_escaped() -> None:
    shown = ROWS._repr_html_()
    assert "<b>" not in shown and "&lt;b&gt;" in shown
