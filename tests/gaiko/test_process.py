"""The program as a process: exit codes, one line of error, a light start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GAIKO = Path(sys.executable).parent / "gaiko"
HEAVY = {"spacy", "ginza", "kglite", "networkx", "pandas", "pyvis", "rich", "trafilatura", "numpy"}


def gaiko(
    *arguments: str, folder: Path, text: str | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "GAIKO_DB"}
    return subprocess.run(
        [GAIKO, *arguments],
        cwd=folder,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from gaiko.cli import main; main(['--help'], standalone_mode=False); "
    code += f"sys.exit(', '.join(sorted({HEAVY!r} & set(sys.modules))) or 0)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stats"], "gaiko.kgl: no graph is there"),
        (["show", "日本", "-o", "x.html"], "no graph is there"),
        (["load", "wrong.jsonl"], "nothing could be read"),
        (["build", "missing.jsonl"], "nothing could be read"),
        (["stats", "--db", "wrong.jsonl"], "wrong.jsonl"),
        (["extract", "wrong.jsonl", "-o", "no/such/folder/facts.jsonl"], "No such file"),
    ],
)
def test_errors_are_lines_and_exit_with_1(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "wrong.jsonl").write_text('{"no": "facts"}\n', encoding="utf-8")
    run = gaiko(*arguments, folder=tmp_path)
    assert run.returncode == 1 and run.stdout == ""
    assert said in run.stderr and "Traceback" not in run.stderr
    assert run.stderr.splitlines()[-1].startswith("gaiko: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["between", "日本"],
        ["timeline", "日本", "--since", "yesterday"],
        ["export", "docx", "-o", "x"],
        ["query", "RETURN 1 AS one", "--param", "no value"],
        ["extract", "a.jsonl", "-o", "f.jsonl", "--map", "text"],
        ["extract", "a.jsonl", "-o", "f.jsonl", "--map", "body=本文"],
        ["nonsense"],
    ],
)
def test_wrong_usage_exits_with_2(tmp_path: Path, arguments: list[str]) -> None:
    run = gaiko(*arguments, folder=tmp_path)
    assert run.returncode == 2 and "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_version_is_the_packages() -> None:
    import gaiko as package

    assert gaiko("--version", folder=Path()).stdout.split()[-1] == package.__version__


def test_standard_input_to_answer_and_page(tmp_path: Path) -> None:
    line = '{"id": "1", "title": "抗議", "text": "日本政府は中国に抗議した。", "published": "2024-06-06"}'
    assert gaiko("build", "-", folder=tmp_path, text=line).returncode == 0
    asked = gaiko("protests", "--by", "Japan", "--against", "CHN", folder=tmp_path)
    assert "日本政府は中国に抗議した。" in asked.stdout and "抗議" in asked.stdout
    shown = gaiko("show", "日本", "-o", "japan.html", folder=tmp_path)
    assert shown.stdout.strip() == "japan.html" and (tmp_path / "japan.html").exists()
    refused = gaiko("show", "日本", "-o", "no/folder/x.html", folder=tmp_path)
    assert refused.returncode == 1 and refused.stderr.startswith("gaiko: no/folder/x.html: ")
    assert refused.stderr.count("\n") == 1


def test_tables_cut_nothing_off_and_line_up(tmp_path: Path) -> None:
    from rich.cells import cell_len

    text = "青木一郎外相は3日、東京で開かれた会合の後に韓国の外相と会談し、漁業について話し合った。"
    line = f'{{"id": "1", "title": "会談", "text": "{text}", "published": "2024-06-06"}}'
    gaiko("build", "-", folder=tmp_path, text=line)
    shown = gaiko("timeline", "韓国", folder=tmp_path).stdout
    assert "…" not in shown
    assert len({cell_len(row) for row in shown.splitlines() if row.strip()}) == 1
    letters = "".join(shown.split())
    assert all(sign in letters for sign in text)
