"""Facts in many parts, each written once: what several machines share is a folder.

Comes in: the name of a file and a stretch of its articles. Goes out: ``FOLDER/NAME.jsonl`` with their facts, and
beside it ``NAME.json``, its record. The name follows from the input alone, the facts appear by renaming a
whole file, and the record names the content they were made of: so a part that is done is not done again, one that
was begun leaves nothing, and two machines that do the same write the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from uuid import uuid4

import msgspec

from extract.articles import read_articles
from extract.worker import Reader
from extract.workers import Failure, extract_many
from graph.errors import InputError
from graph.model import Article, facts_line

PART = 1_000
"""Articles in a part: about a minute and a half of one core, and five megabytes."""
MANIFEST = "manifest.json"
"""The records of all parts of the last whole run, in the folder."""


class Part(msgspec.Struct, frozen=True):
    """A stretch of the articles of one file, from number ``start`` on."""

    file: str
    start: int

    @property
    def name(self) -> str:
        """What the files of the part are called."""
        stem = Path(self.file).name.partition(".")[0]
        return f"{stem}-{sha256(self.file.encode()).hexdigest()[:8]}-{self.start:09d}"


class Record(msgspec.Struct, frozen=True):
    """What a part holds, and what it was made of."""

    part: str
    content: str
    articles: int
    failed: list[tuple[str, str]]


def find_parts(file: str, columns: Mapping[str, str]) -> Iterator[Part]:
    """Yield the parts of a file; one without articles has a single empty one."""
    articles = sum(1 for _ in read_articles([file], columns=columns, problems=_pass_over))
    yield from (Part(file, start) for start in range(0, max(articles, 1), PART))


def write_part(
    part: Part,
    folder: Path,
    load: Callable[[], Reader],
    *,
    version: str,
    columns: Mapping[str, str] | None = None,
) -> Record:
    """Extract a part into the folder, if it is not there yet, and return its record."""
    read = read_articles([part.file], columns=columns, problems=_pass_over)
    articles = list(islice(read, part.start, part.start + PART))
    content, record = fingerprint(articles, version), folder / f"{part.name}.json"
    if (held := read_record(record)) and held.content == content:
        return held
    failed: list[tuple[str, str]] = []
    lines = b"".join(_lines(articles, load, failed))
    written = Record(part.name, content, len(articles), failed)
    replace(folder / f"{part.name}.jsonl", lines)
    replace(record, msgspec.json.encode(written))
    return written


def _lines(
    articles: list[Article], load: Callable[[], Reader], failed: list[tuple[str, str]]
) -> Iterator[bytes]:
    for result in extract_many(articles, load, jobs=1):
        if isinstance(result, Failure):
            failed.append((result.article, result.reason))
        else:
            yield facts_line(result) + b"\n"


def fingerprint(articles: list[Article], version: str) -> str:
    """Return what the articles and the version of the extraction come to."""
    told = "\n".join([version, *(f"{one.id}\t{one.content_hash}" for one in articles)])
    return sha256(told.encode()).hexdigest()


def read_record(path: Path) -> Record | None:
    """Return the record of a part whose facts are there."""
    if not path.exists() or not path.with_suffix(".jsonl").exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Record)


def write_manifest(folder: Path, records: list[Record]) -> None:
    """Say which parts make up the whole, once all of them are there."""
    ordered = sorted(records, key=lambda record: record.part)
    replace(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(ordered)))


def is_parts(path: Path) -> bool:
    """Whether a folder has parts, finished or not."""
    return path.is_dir() and any(path.glob(f"*-{'[0-9]' * 9}.json*"))


def facts_files(folder: Path) -> list[Path]:
    """Return the facts of a whole run, in order; ``InputError`` says that it did not end."""
    try:
        records = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=list[Record])
    except FileNotFoundError:
        raise InputError(f"no {MANIFEST}: the extraction did not end", path=str(folder)) from None
    return [folder / f"{record.part}.jsonl" for record in records]


def replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    begun = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
    with begun.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(path)


def _pass_over(_: InputError) -> None:
    """Nothing: what cannot be read is counted where the whole file is read."""
