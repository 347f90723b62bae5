"""Articles out of files of any supported format, one at a time.

Comes in: paths to files, folders or globs, or ``-`` for standard input. Goes out: ``Article``.
What cannot be read goes to ``problems`` with its file and line, and reading goes on. How each
format is read is in ``extract.reading``; a new format is a reader here and its file endings in
``extract.reading.files``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from extract.reading.drafts import FIELDS, Columns, Draft, Drafts, to_article
from extract.reading.feeds import read_feed
from extract.reading.files import READ_ERRORS, Input, find_files, open_input
from extract.reading.html import read_html
from extract.reading.pages import read_page
from extract.reading.records import read_jsonl, read_table
from graph.errors import InputError
from graph.model import Article

MAX_TEXT = 1_000_000
"""The longest article in characters; what is longer is a collection, and would be read for minutes."""

READERS: Mapping[str, Callable[[Input, Columns], Drafts]] = MappingProxyType(
    {
        "jsonl": read_jsonl,
        "table": read_table,
        "html": read_html,
        "feed": read_feed,
        "page": read_page,
    }
)
"""The reader of each format."""


def read_articles(
    paths: Sequence[str | Path],
    *,
    columns: Columns | None = None,
    problems: Callable[[InputError], None],
) -> Iterator[Article]:
    """Yield the articles of the paths, each id once, in the order of the paths.

    ``columns`` maps a field (``id``, ``title``, ``text``, ``published``, ``source``, ``url``) to
    the header or key that holds it. ``problems`` is called with whatever could not be read; nothing
    about an input raises. ``ValueError`` says that ``columns`` names an unknown field.
    """
    unknown = sorted(set(columns or ()) - set(FIELDS))
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; the fields are {', '.join(FIELDS)}")
    return _read_all(paths, columns or {}, problems)


def _read_all(
    paths: Sequence[str | Path], columns: Columns, problems: Callable[[InputError], None]
) -> Iterator[Article]:
    seen: dict[int, int] = {}
    for path, draft in _read_drafts(paths, columns):
        article = draft if isinstance(draft, InputError) else _accept(draft, path, seen)
        if isinstance(article, InputError):
            problems(article)
        elif article:
            yield article


def _read_drafts(
    paths: Sequence[str | Path], columns: Columns
) -> Iterator[tuple[str, Draft | InputError]]:
    """Yield the drafts of all paths, each with the name of its file."""
    for name in find_files(paths):
        if isinstance(name, InputError):
            yield name.path or "", name
        else:
            yield from ((name, draft) for draft in _read_file(name, columns))


def _read_file(name: str, columns: Columns) -> Drafts:
    """Yield the drafts of one file, and last the error that ended it, if one did."""
    found = None
    try:
        with open_input(name) as file:
            for found in READERS[file.format](file, columns):
                yield found
        if found is None:
            yield InputError("no article in the file", path=name)
    except InputError as error:
        yield error
    except READ_ERRORS as error:
        yield InputError(f"cannot be read: {error}", path=name)


def _accept(draft: Draft, path: str, seen: dict[int, int]) -> Article | InputError | None:
    """Return the article, None where it was read before, or why its id cannot be used.

    Ids are remembered as eight bytes each, so that millions of articles fit into memory.
    """
    if not draft.text.strip():
        return InputError("the article has no text", path=path, line=draft.line)
    if len(draft.text) > MAX_TEXT:
        reason = f"the article is longer than {MAX_TEXT:,} characters"
        return InputError(reason, path=path, line=draft.line)
    article = to_article(draft)
    key, content = _fingerprint(article.id), _fingerprint(article.content_hash)
    before = seen.get(key)
    if before is not None and before != content:
        reason = f"id {article.id!r} is that of another article already read; the first is kept"
        return InputError(reason, path=path, line=draft.line)
    seen[key] = content
    return article if before is None else None


def _fingerprint(value: str) -> int:
    return int.from_bytes(hashlib.blake2b(value.encode(), digest_size=8).digest(), "big")
