"""Paths into open inputs: files, folders, globs, standard input, gzip of any of these.

Comes in: what a user names. Goes out: ``Input`` with its format, encoding and bytes.
Lines and pages are limited, so that no input can fill the memory.
"""

from __future__ import annotations

import glob
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from pathlib import Path
from typing import TypeAlias, cast

import msgspec

from extract.reading.encodings import SAMPLE, detect_encoding
from graph.errors import InputError

FORMATS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "table", ".tsv": "table",
    ".html": "html", ".htm": "html", ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".md": "page", ".txt": "page",
}  # fmt: skip
"""Endings of file names, in lower case and without ``.gz``."""

MAX_LINE = 1_000_000
"""The longest line in characters; a longer one is a broken dump, not an article."""

MAX_PAGE = 32_000_000
"""The largest file in bytes of a format that is read as a whole."""

_FEED = re.compile(r"(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)*<(rss|feed|rdf:rdf)\b", re.DOTALL)

STDIN = "-"
GZIP_MAGIC = b"\x1f\x8b"
READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file, or unpacking a broken one, raises."""

Line: TypeAlias = tuple[int, str]
Bytes: TypeAlias = io.BufferedReader | gzip.GzipFile


class Input(msgspec.Struct, frozen=True):
    """An open file: ``name`` is for messages, ``format`` a value of ``FORMATS``."""

    name: str
    format: str
    encoding: str
    stream: io.BufferedReader

    def page(self) -> bytes:
        """Return everything; raises ``InputError`` above ``MAX_PAGE``."""
        content = self.stream.read(MAX_PAGE + 1)
        if len(content) > MAX_PAGE:
            raise InputError(f"larger than {MAX_PAGE:,} bytes", path=self.name)
        return content

    def lines(self) -> Iterator[Line | InputError]:
        """Yield numbered lines with their ends, or the error that stands in a line's place."""
        # UTF-16 has no bytes that could be kept apart; elsewhere a bad byte becomes a surrogate.
        errors = "replace" if self.encoding.startswith("utf-16") else "surrogateescape"
        with io.TextIOWrapper(self.stream, self.encoding, errors=errors, newline=None) as text:
            for number in count(1):
                try:
                    line = text.readline(MAX_LINE + 1)
                except READ_ERRORS as error:
                    yield InputError(f"cannot be read on: {error}", path=self.name, line=number)
                    return
                if not line:
                    return
                reason = _find_fault(line, self.encoding)
                if len(line) > MAX_LINE and not line.endswith("\n"):
                    _skip_line(text)
                    reason = f"a line longer than {MAX_LINE:,} characters"
                yield InputError(reason, path=self.name, line=number) if reason else (number, line)


class _Rewound(io.RawIOBase):
    """A stream that cannot seek, with the bytes already taken from it put back."""

    def __init__(self, head: bytes, rest: Bytes) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._head.read(len(buffer)) or self._rest.read1(len(buffer))
        buffer[: len(content)] = content
        return len(content)


def find_files(paths: Sequence[str | Path]) -> Iterator[str | InputError]:
    """Yield the name of every file meant: folders in full and sorted, without hidden files."""
    for path in paths:
        name = str(path)
        if name == STDIN or Path(name).is_file():
            yield name
        elif Path(name).is_dir():
            yield from _find_in_folder(Path(name))
        elif found := _find_matches(name):
            yield from find_files(found)
        else:
            yield InputError("there is no such file or folder", path=name)


@contextmanager
def open_input(name: str) -> Iterator[Input]:
    """Open a file or standard input; raises ``InputError`` where it is empty or no text."""
    with _open_bytes(name) as raw:
        stream, head = _peek(raw)
        if head.startswith(GZIP_MAGIC):
            stream, head = _peek(gzip.GzipFile(fileobj=stream))
        encoding = detect_encoding(head)
        if encoding is None:
            raise InputError("not text in a known encoding (a binary file?)", path=name)
        start = head.decode(encoding, errors="ignore").lstrip("\ufeff")
        if not start.strip():
            raise InputError("the file is empty", path=name)
        yield Input(name, _find_format(name) or _sniff_format(start), encoding, stream)


def _open_bytes(name: str) -> AbstractContextManager[io.BufferedReader]:
    if name == STDIN:
        return nullcontext(cast("io.BufferedReader", sys.stdin.buffer))
    return Path(name).open("rb")


def _peek(raw: Bytes) -> tuple[io.BufferedReader, bytes]:
    """Return the stream from its start, and its first bytes; an error behind these comes later."""
    head = b""
    try:
        while len(head) < SAMPLE and (piece := raw.read1(SAMPLE - len(head))):
            head += piece
    except READ_ERRORS:
        if not head:
            raise
    return io.BufferedReader(_Rewound(head, raw)), head


def _find_format(name: str) -> str | None:
    """Return the format that the name tells; raises ``InputError`` for one that is not read."""
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    if suffix and suffix not in FORMATS:
        raise InputError(f"{suffix} is not a format that is read", path=name)
    return FORMATS.get(suffix)


def _sniff_format(start: str) -> str:
    """Return the format of text that has no telling name."""
    start = start.lstrip()[:1000].lower()
    if start.startswith("{"):
        return "jsonl"
    if _FEED.match(start):
        return "feed"
    return "html" if re.match(r"<(!doctype html|html|head)\b", start) else "page"


def _find_matches(pattern: str) -> list[str]:
    """Return what a glob matches; of a recursive one only files, or each would come twice."""
    if not glob.has_magic(pattern):
        return []
    # Path.glob takes no absolute patterns.
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    return [one for one in found if "**" not in pattern or Path(one).is_file()]


def _find_in_folder(folder: Path) -> Iterator[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    visible = (p for p in files if not any(s.startswith(".") for s in p.relative_to(folder).parts))
    yield from sorted(map(str, visible))


def _find_fault(line: str, encoding: str) -> str | None:
    """Return what is wrong with a decoded line."""
    bad = re.search("[\udc80-\udcff]", line)
    return f"byte 0x{ord(bad[0]) & 0xFF:02x} is not {encoding}" if bad else None


def _skip_line(text: io.TextIOWrapper) -> None:
    """Read on to the end of the line, without keeping it."""
    while (piece := text.readline(MAX_LINE)) and not piece.endswith("\n"):
        pass
