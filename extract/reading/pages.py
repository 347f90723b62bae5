"""Pages of text and Markdown: one article, or many where the layout shows it.

Comes in: an ``Input`` of format ``page``, or decoded text. Goes out: ``Drafts``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import yaml

from extract.reading.drafts import Columns, Draft, Drafts
from extract.reading.files import MAX_LINE, Input
from extract.reading.layouts import split_page
from extract.reading.outlets import is_outlet
from extract.reading.published import find_date_line, to_published
from extract.reading.text import is_bullet, is_sentence, strip_marks, to_blocks, to_text
from graph.errors import InputError

_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_page(file: Input, columns: Columns) -> Drafts:
    """Yield the articles of a text; ``columns`` do not apply."""
    text = file.page().decode(file.encoding, errors="replace").lstrip("\ufeff")
    text = "\n".join(text.splitlines())
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_LINE:
            reason = f"a line longer than {MAX_LINE:,} characters"
            raise InputError(reason, path=file.name, line=number)
    yield from split_page(text) or [read_single(text)]


def read_single(text: str) -> Draft:
    """Return the one article of a text: a headline, perhaps a date line, and paragraphs.

    The first line is the headline unless it is a sentence or a bullet. A date line may stand next
    or last; Markdown's front matter gives ``title``, ``date``, ``source`` and ``url``.

    >>> one = read_single("日仏外相が会談\\n2024年5月1日\\n\\n両外相は電話で\\n会談した。")
    >>> one.title, one.text, one.published
    ('日仏外相が会談', '両外相は電話で会談した。', '2024-05-01')
    """
    front = _FRONT.match(text)
    values = _load_front(front["yaml"]) if front else {}
    blocks = to_blocks(text[front.end() :] if front else text)
    title = values.get("title") or _take_headline(blocks)
    draft = _take_date(Draft(title=title, text=""), blocks)
    published = to_published(values.get("date", "")) or draft.published
    return msgspec.structs.replace(
        draft,
        text=to_text(blocks),
        published=published,
        source=values.get("source") or draft.source,
        url=values.get("url"),
    )


def _load_front(content: str) -> Mapping[str, str]:
    """Return the front matter's values as text; broken YAML gives none, the text is still read."""
    try:
        values: Any = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in values.items() if v} if isinstance(values, dict) else {}


def _take_headline(blocks: list[list[str]]) -> str:
    """Remove the headline from the blocks and return it; a page of one line is all text."""
    first = blocks[0][0] if blocks else ""
    if sum(map(len, blocks)) < 2 or is_sentence(first) or is_bullet(first):
        return ""
    del blocks[0][0]
    return strip_marks(first)


def _take_date(draft: Draft, blocks: list[list[str]]) -> Draft:
    """Remove the line that gives the date, first or last, and return the draft with it."""
    places = [(block, i) for block in blocks for i in range(len(block))]
    for block, i in places[:1] + places[1:][-1:]:
        if found := find_date_line(block[i]):
            del block[i]
            source = found.by if found.by and is_outlet(found.by) else None
            return msgspec.structs.replace(draft, published=found.published, source=source)
    return draft
