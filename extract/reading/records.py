"""Values under field names into drafts: lines of JSON and rows of tables.

Comes in: an ``Input`` of format ``jsonl`` or ``table``. Goes out: ``Drafts``, one at a time.
The text of JSON is kept exactly, since annotations count offsets in it.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from extract.reading.drafts import FIELDS, Columns, Draft, Drafts
from extract.reading.files import Input, Line
from extract.reading.published import to_published
from graph.errors import InputError

HEADERS = {
    "id": ("id", "article_id", "記事id", "番号"),
    "title": ("title", "headline", "見出し", "タイトル", "標題", "表題", "題名", "件名", "記事名"),
    "text": (
        "text", "body", "content", "本文", "記事本文", "内容", "全文", "記事", "要旨", "概要",
        "summary",
    ),
    "published": (
        "published", "date", "published_at", "pubdate", "日付", "発行日", "掲載日", "公開日",
        "配信日", "発表日", "年月日", "日時", "掲載日時", "公開日時", "配信日時",
    ),
    "source": (
        "source", "publisher", "media", "outlet", "出典", "媒体", "媒体名", "新聞", "情報源",
        "掲載紙", "配信元",
    ),
    "url": ("url", "link", "リンク", "アドレス"),
}  # fmt: skip
"""Usual names of columns, the surest first: where 本文 and 要旨 both stand, 本文 is the text."""


def read_jsonl(file: Input, columns: Columns) -> Drafts:
    """Yield one draft per line of JSON; fields that an article does not have are ignored."""
    decoder = msgspec.json.Decoder(dict[str, Any])
    for line in file.lines():
        if isinstance(line, InputError):
            yield line
        elif line[1].strip():
            number, content = line
            try:
                record = decoder.decode(content.strip())
                values = {field: record.get(columns.get(field, field)) for field in FIELDS}
                yield from _to_drafts(values, file, number)
            except (msgspec.MsgspecError, RecursionError, ValueError) as error:
                yield InputError(str(error), path=file.name, line=number)


def read_table(file: Input, columns: Columns) -> Drafts:
    """Yield one draft per row; raises ``InputError`` where the header names no column of texts."""
    kept = _Lines(file.lines())
    header_line = next(kept, "").lstrip("\ufeff")
    delimiter = max(",\t;", key=header_line.count)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    places = _find_columns(header, columns, file.name)
    rows = csv.reader(kept, delimiter=delimiter)
    while True:
        start = kept.number + 1
        try:
            row = next(rows, None)
            if row is None:
                break
            if any(cell.strip() for cell in row):
                yield from _to_drafts(_pick(row, places), file, start)
        except (csv.Error, ValueError) as error:
            yield InputError(str(error), path=file.name, line=start)
        yield from kept.take_problems()
    yield from kept.take_problems()


class _Lines(Iterator[str]):
    """The lines that could be read, with the number of the last; problems are kept apart."""

    def __init__(self, lines: Iterable[Line | InputError]) -> None:
        self._lines, self.number, self._problems = iter(lines), 0, list[InputError]()

    def __next__(self) -> str:
        for line in self._lines:
            if isinstance(line, InputError):
                self.number = line.line or self.number
                self._problems.append(line)
            else:
                self.number, text = line
                return text
        raise StopIteration

    def take_problems(self) -> list[InputError]:
        """Return the problems since the last call."""
        taken, self._problems = self._problems, []
        return taken


def _find_columns(header: list[str], columns: Columns, name: str) -> dict[str, int]:
    """Return where each field stands."""
    known = [_plain(cell) for cell in header]
    places = {}
    for field in FIELDS:
        wanted = (columns[field],) if field in columns else HEADERS[field]
        found = [known.index(_plain(one)) for one in wanted if _plain(one) in known]
        if found:
            places[field] = found[0]
        elif field in columns or field == "text":
            reason = f"no column {' or '.join(wanted)} among {', '.join(header)[:200]}"
            raise InputError(reason, path=name, line=1)
    return places


def _plain(cell: str) -> str:
    """Return a header without case, width and inner spaces (出 典)."""
    return "".join(unicodedata.normalize("NFKC", cell).casefold().split())


def _pick(row: list[str], places: Mapping[str, int]) -> dict[str, str | None]:
    """Return the row's values by field; raises ``ValueError`` where it is cut short."""
    if len(row) <= places["text"]:
        raise ValueError(f"{len(row)} columns; the text would be number {places['text'] + 1}")
    cells = {field: row[place] for field, place in places.items() if place < len(row)}
    return {field: cell.strip() or None for field, cell in cells.items()}


def _to_drafts(values: Mapping[str, Any], file: Input, line: int) -> Drafts:
    """Yield the draft of one record; raises ``ValueError`` saying why there is none.

    An article with an unreadable date is kept without it, and the date is reported.
    """
    given = {field: value for field, value in values.items() if value not in (None, "")}
    if isinstance(given.get("id"), int):
        given["id"] = str(given["id"])
    if not str(given.get("text", "")).strip():
        raise ValueError("the article has no text")
    draft = msgspec.convert(given, Draft)
    published = to_published(draft.published) if draft.published else None
    if draft.published and published is None:
        reason = f"{draft.published[:40]!r} is not a date; the article is read without it"
        yield InputError(reason, path=file.name, line=line)
    yield msgspec.structs.replace(draft, published=published, line=line)
