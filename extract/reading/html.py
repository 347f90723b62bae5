"""HTML pages: main text, headline and date through trafilatura; and fragments of HTML as text.

Comes in: an ``Input`` of format ``html``, or a fragment from a feed. Goes out: ``Drafts``, or text.
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from functools import cache
from html.parser import HTMLParser
from typing import Any

from extract.reading.drafts import Columns, Draft, Drafts
from extract.reading.files import Input
from extract.reading.published import to_published
from extract.reading.text import to_blocks, to_text
from graph.errors import InputError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_JA = r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]"
_BROKEN_LINE = re.compile(rf"(?<={_JA})[ \t]*\r?\n\s*(?={_JA})")
_BLOCKS = frozenset({
    "article", "blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "li", "ol", "p",
    "section", "table", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset(["script", "style"])


def read_html(file: Input, columns: Columns) -> Drafts:
    """Yield the main article of the page; raises ``InputError`` where there is none."""
    content = file.page()
    html = _BROKEN_LINE.sub("", _decode(content, file.encoding))
    yield _extract(html, file.name)


def to_plain(fragment: str) -> str:
    """Return a fragment of HTML as one line per paragraph.

    >>> to_plain("<p>両国は<b>合意</b>した。</p><p>署名は来月。</p>")
    '両国は合意した。\\n署名は来月。'
    """
    parser = _Text()
    parser.feed(_BROKEN_LINE.sub("", fragment))
    parser.close()
    return to_text([[line] for block in to_blocks("".join(parser.pieces)) for line in block])


class _Text(HTMLParser):
    """Collects the text, with a line feed where a block begins or ends."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _decode(content: bytes, encoding: str) -> str:
    """Decode by what the page declares, else as detected (a wrong declaration is common)."""
    declared = _CHARSET.search(content[:4096])
    try:
        return content.decode(declared[1].decode() if declared else encoding)
    except (LookupError, ValueError):
        return content.decode(encoding, errors="replace")


@cache
def _load_settings() -> ConfigParser:
    """Return trafilatura's settings with a shorter least length of an article.

    Below it the whole page is taken, menus and all; Japanese says more in as many characters.
    """
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "60"
    return settings


def _extract(html: str, name: str) -> Draft:
    import trafilatura  # slow to import, and few inputs are HTML

    try:
        page: Any = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # Without this a copyright year can become the date.
            date_extraction_params={"extensive_search": False, "original_date": True},
            config=_load_settings(),
        )
    except Exception as error:  # the parsers below raise what they like on broken markup
        raise InputError(f"the HTML cannot be parsed: {error}", path=name) from error
    lines = ((page and page.text) or "").splitlines()
    text = to_text([[line] for line in lines if line.strip() not in ("", page.title)])
    if not text:
        raise InputError("no article text in the HTML", path=name)
    published = to_published(page.date) if page.date else None
    return Draft(
        title=page.title or "", text=text, published=published, source=page.sitename, url=page.url
    )
