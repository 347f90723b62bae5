"""What every format yields, and how it becomes an article with a stable id.

Comes in: the values found in a file. Goes out: ``Draft``, then ``Article``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from graph.errors import InputError
from graph.model import Article

FIELDS = ("id", "title", "text", "published", "source", "url")
"""The fields of an article that a file can give."""

Columns: TypeAlias = Mapping[str, str]
"""Which header or key of the file holds a field, where it is not a usual one."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its file has it: its own ``id`` if any, and the ``line`` it starts on."""

    text: str
    title: str = ""
    id: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    line: int | None = None


Drafts: TypeAlias = Iterator[Draft | InputError]
"""What a reader yields: an error is yielded, not raised, so that the rest of the file is read."""


def content_hash(title: str, text: str, published: str | None) -> str:
    """Return the SHA-256 of what an article says, in hexadecimal."""
    return hashlib.sha256("\0".join((title, text, published or "")).encode()).hexdigest()


def to_article(draft: Draft) -> Article:
    """Return the article; its id is the file's own, else a hash of the URL, else of the content.

    >>> one = to_article(Draft(title="日仏首脳が会談", text="両首脳は東京で会談した。"))
    >>> len(one.id), one.content_hash.startswith(one.id)
    (16, True)
    """
    digest = content_hash(draft.title, draft.text, draft.published)
    by_url = hashlib.sha256(draft.url.encode()).hexdigest() if draft.url else digest
    return Article(
        id=draft.id or by_url[:16],
        title=draft.title,
        text=draft.text,
        content_hash=digest,
        source=draft.source,
        url=draft.url,
        published=draft.published,
    )
