"""Parts are written once: a run that goes on does only what is missing, a changed input only its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.pipeline import Extractor
from gaiko import parts
from gaiko.cli import main
from gaiko.parts import Part, facts_files, find_parts, write_manifest, write_part
from graph.errors import InputError

TEXT = "日本政府は{day}日、中国に抗議した。"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(parts, "PART", 2)
    return write_news(tmp_path / "news.jsonl", 5)


def write_news(path: Path, number: int) -> str:
    lines = (
        json.dumps({"id": f"{path.stem}-{n}", "title": "抗議", "text": TEXT.format(day=n + 1)})
        for n in range(number)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def write_all(file: str, folder: Path, extractor: Extractor, version: str = "1") -> list[str]:
    folder.mkdir(exist_ok=True)
    records = [
        write_part(part, folder, lambda: extractor, version=version)
        for part in find_parts(file, {})
    ]
    write_manifest(folder, records)
    return [line for path in facts_files(folder) for line in path.read_text().splitlines()]


def changed(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.glob("*-*.jsonl")}


def test_parts_hold_every_article_once(news: str, tmp_path: Path, extractor: Extractor) -> None:
    assert [part.start for part in find_parts(news, {})] == [0, 2, 4]
    lines = write_all(news, tmp_path / "parts", extractor)
    assert [json.loads(line)["id"] for line in lines] == [f"news-{n}" for n in range(5)]
    assert not list(tmp_path.glob("parts/*.tmp"))


def test_only_what_is_missing_or_changed_is_done_again(
    news: str, tmp_path: Path, extractor: Extractor
) -> None:
    folder = tmp_path / "parts"
    lines = write_all(news, folder, extractor)
    before = changed(folder)
    assert write_all(news, folder, extractor) == lines and changed(folder) == before
    lost = Part(news, 2).name
    (folder / f"{lost}.json").unlink()
    (folder / f"{lost}.jsonl.x.tmp").write_text("half a li")
    assert write_all(news, folder, extractor) == lines
    again = changed(folder)
    assert {name for name in before if before[name] != again[name]} == {f"{lost}.jsonl"}
    write_all(news, folder, extractor, version="2")
    assert not set(changed(folder).values()) & set(again.values())


def test_a_folder_without_its_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did not end"):
        facts_files(tmp_path)


def test_parts_are_loaded_as_one_graph(news: str, tmp_path: Path, extractor: Extractor) -> None:
    folder, db = tmp_path / "parts", str(tmp_path / "x.kgl")
    write_all(news, folder, extractor)
    assert CliRunner().invoke(main, ["load", str(folder), "--db", db]).exit_code == 0
    told = CliRunner().invoke(
        main, ["query", "MATCH (n:Article) RETURN n.id AS id", "--json", "--db", db]
    )
    assert sorted(row["id"] for row in json.loads(told.output)) == [f"news-{n}" for n in range(5)]
    (folder / parts.MANIFEST).unlink()
    unfinished = CliRunner().invoke(main, ["load", str(folder), "--db", db])
    assert unfinished.exit_code == 1 and "did not end" in unfinished.output
