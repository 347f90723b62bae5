"""RSS and Atom files, entry by entry.

Comes in: an ``Input`` of format ``feed``. Goes out: ``Drafts``.
"""

from __future__ import annotations

import io
from typing import Any
from xml.sax import SAXParseException

from extract.reading.drafts import Columns, Draft, Drafts
from extract.reading.files import Input
from extract.reading.html import to_plain
from extract.reading.published import to_published
from graph.errors import InputError


def read_feed(file: Input, columns: Columns) -> Drafts:
    """Yield one draft per entry; raises ``InputError`` where the file is not a feed."""
    feed = _parse(file)
    if not feed.entries:
        raise InputError("no entries: not an RSS or Atom feed, or a broken one", path=file.name)
    for number, entry in enumerate(feed.entries, start=1):
        draft = _to_draft(entry, feed.feed.get("title"))
        if draft.text:
            yield draft
        else:
            reason = f"entry {number} ({draft.title[:40] or 'untitled'}) has no text"
            yield InputError(reason, path=file.name)
    if feed.bozo and isinstance(feed.bozo_exception, SAXParseException):
        broken = feed.bozo_exception
        reason = f"the XML is broken ({broken.getMessage()}); what could be read is kept"
        yield InputError(reason, path=file.name, line=broken.getLineNumber())


def _parse(file: Input) -> Any:
    import feedparser  # slow to import, and few inputs are feeds

    try:
        # A stream, since feedparser takes a string for the name of a file or a URL to open.
        return feedparser.parse(io.BytesIO(file.page()))
    except InputError:
        raise
    except Exception as error:  # the parsers below raise what they like on broken markup
        raise InputError(f"the XML cannot be parsed: {error}", path=file.name) from error


def _to_draft(entry: Any, feed_title: str | None) -> Draft:
    contents = [one.get("value", "") for one in entry.get("content", [])]
    body = max([*contents, entry.get("summary", "")], key=len)
    date = entry.get("published") or entry.get("updated") or ""
    return Draft(
        title=" ".join(to_plain(entry.get("title", "")).split("\n")),
        text=to_plain(body),
        published=to_published(date),
        source=entry.get("source", {}).get("title") or feed_title,
        url=entry.get("link"),
    )
