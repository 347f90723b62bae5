"""Pages of many articles, told apart by their layout alone and split into articles.

Comes in: the text of a page. Goes out: its articles, or an empty list from a splitter whose layout
the page does not have. No splitter knows a site: each docstring says what it goes by.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from extract.reading.drafts import Draft
from extract.reading.outlets import split_outlet
from extract.reading.published import DateLine, find_date_line, to_published
from extract.reading.text import (
    Block,
    is_bullet,
    is_heading,
    is_sentence,
    strip_marks,
    to_blocks,
    to_text,
)

FEW = 3
"""A layout must recur this often: a headline over bullets is an article, three are a page."""

FEW_CARDS = 2
"""Cards close with a date of their own line, which is telling enough."""

BULLET_SHARE = 0.3
"""The share of bullets among the lines of a slide deck; in prose with subheadings it is lower."""

TRIPLE_SHARE = 0.5
"""The share of a tag page's blocks that are articles; the rest is furniture."""

LONG = 80
"""Code points beyond which a line is not a headline."""

_ROW = re.compile(
    r"(?:(?<=\s)|(?<=>)|^)(?P<date>[0-9]{4}[./-][0-9]{1,2}[.:/-][0-9]{1,2})(?:\s+[0-9]{1,2}:[0-9]{2})?"
    r"\s+(?P<head>[^<>]{2,200}?)\s*<[0-9]{2,}-[0-9]{2,}>"
)
_LABEL = re.compile(r"\s*(?:tags?|タグ|category|カテゴリー?|新着|一覧|pr|広告)[\s:：]*", re.I)
_NOTICE = re.compile(r"(?:本|当|この)(?:サイト|ページ)")
_INNER = re.compile(r"\s*[(（《【〔\[0-9０-９①-⑳※注]")
_FIRST = re.compile(r"\s*[1１①][\s.．]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_DECK_SOURCE = re.compile(r"[(（](?P<source>[^()（）]{2,30}?)(?:提出|作成|配布)?資料[)）]")


def split_page(text: str) -> list[Draft]:
    """Return the articles of a page of many, or an empty list for a page of one."""
    return next((found for split in SPLITTERS if (found := split(text))), [])


def split_rows(text: str) -> list[Draft]:
    """Split the dump of a table: ``2025.06.26 09:00 outlet headline <ref> summary`` over and over.

    Goes by a date, at most 200 characters, and a reference number in angle brackets. The reference
    and everything before the first row (the table's header) are dropped.
    """
    rows = list(_ROW.finditer(text))
    ends = [*(row.start() for row in rows), len(text)][1:]
    return [_to_row(row, text[row.end() : end]) for row, end in zip(rows, ends, strict=True)]


def split_cards(text: str) -> list[Draft]:
    """Split dated cards: a headline, then a summary whose last line is ``2025/02/14 author``.

    Goes by two or more such blocks under a headline; on such a page a headline over a sentence is a
    card without a date. Author names and site notices are dropped.
    """
    blocks = _join_dates(_to_content(text))
    dates = [find_date_line(block[-1]) if len(block) > 1 else None for block in blocks]
    heads = [i for i in range(len(blocks) - 1) if _is_card(blocks, dates, i)]
    if sum(dates[i + 1] is not None for i in heads) < FEW_CARDS:
        return []
    return [_to_card(blocks[i], blocks[i + 1], dates[i + 1]) for i in heads]


def split_bullets(text: str) -> list[Draft]:
    """Split headlines with bullets directly under them.

    Goes by every line being a bullet or a line directly above one, three times or more. Bullets
    before the first headline are an article without one.
    """
    lines = [line for block in to_blocks(text) for line in block]
    heads = [i for i, line in enumerate(lines) if not is_bullet(line)]
    blank = any(is_heading(block) for block in to_blocks(text))
    stray = any(i + 1 in heads or i + 1 == len(lines) for i in heads)
    if len(heads) < FEW or blank or stray:
        return []
    starts = heads if heads[0] == 0 else [-1, *heads]
    ends = [*starts[1:], len(lines)]
    titles = [strip_marks(lines[i]) if i >= 0 else "" for i in starts]
    bodies = [to_text([lines[i + 1 : end]]) for i, end in zip(starts, ends, strict=True)]
    return [Draft(title=title, text=body) for title, body in zip(titles, bodies, strict=True)]


def split_tag_page(text: str) -> list[Draft]:
    """Split a tag page: headline, second headline and paragraph, each a block, over and over.

    Goes by three or more such triples. What is no part of one (the page's own heading, site
    notices) is dropped, and labels such as ``Tag`` above a headline.
    """
    blocks = _to_content(text)
    starts = [i for i in range(len(blocks) - 2) if _is_triple(blocks[i : i + 3])]
    if len(starts) < FEW or 3 * len(starts) < TRIPLE_SHARE * len(blocks):
        return []
    triples = (blocks[i : i + 3] for i in starts)
    return [Draft(title=strip_marks(one[0][0]), text=to_text(one[1:])) for one in triples]


def split_slides(text: str) -> list[Draft]:
    """Split a slide deck in Markdown into its sections: a heading over bullets or sentences.

    Goes by many bullets and by headings that stand alone between blank lines, without ``#``.
    Headings in brackets or with a number are inside a section. The cover before the first section
    is dropped, but for the source that it names (``(外務省資料)``); captions in Latin letters too.
    """
    blocks = to_blocks(text)
    heads = [i for i in range(len(blocks) - 1) if _is_section(blocks, i)]
    over_bullets = sum(is_bullet(blocks[i + 1][0]) for i in heads)
    lines = [line for block in blocks for line in block]
    if over_bullets < FEW or sum(map(is_bullet, lines)) < BULLET_SHARE * len(lines):
        return []
    cover = _DECK_SOURCE.search(" ".join(line for block in blocks[: heads[0]] for line in block))
    source = cover["source"] if cover else None
    sections = zip(heads, [*heads[1:], len(blocks)], strict=True)
    return [_to_section(blocks[start:end], source) for start, end in sections]


def split_ruled_slides(text: str) -> list[Draft]:
    """Split a slide deck whose slides are parted by ``---`` and each begin with a ``#`` heading.

    Goes by three or more such slides; what does not begin with a heading (settings) is dropped.
    """
    slides = [to_blocks(part) for part in re.split(r"(?m)^---[ \t]*$", text)]
    headed = [slide for slide in slides if slide and slide[0][0].startswith("#")]
    if len(headed) < FEW:
        return []
    return [
        Draft(title=strip_marks(first[0]), text=to_text([first[1:], *rest]))
        for first, *rest in headed
    ]


SPLITTERS: tuple[Callable[[str], list[Draft]], ...] = (
    split_rows, split_ruled_slides, split_cards, split_bullets, split_tag_page, split_slides,
)  # fmt: skip
"""The surest first: a table's rows cannot be anything else, a deck looks most like an article."""


def _to_row(row: re.Match[str], summary: str) -> Draft:
    source, title = split_outlet(" ".join(row["head"].split()))
    text = to_text(to_blocks(summary))
    return Draft(title=title, text=text, source=source, published=to_published(row["date"]))


def _join_dates(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a date that stands alone moved to the block that it closes."""
    joined: list[Block] = []
    for block in blocks:
        if joined and len(block) == 1 and len(joined[-1]) == 1 and find_date_line(block[0]):
            joined[-1] = joined[-1] + block
        else:
            joined.append(block)
    return joined


def _is_card(blocks: list[Block], dates: list[DateLine | None], i: int) -> bool:
    """Whether a headline stands at ``i``, over a dated block or over a sentence."""
    over_summary = dates[i + 1] is not None or is_sentence(blocks[i + 1][-1])
    return is_heading(blocks[i]) and dates[i] is None and over_summary


def _to_card(head: Block, body: Block, date: DateLine | None) -> Draft:
    text = to_text([body[:-1] if date else body])
    return Draft(title=strip_marks(head[0]), text=text, published=date.published if date else None)


def _to_content(text: str) -> list[Block]:
    """Return the blocks without labels (``Tag``) and notices of the site."""
    kept = [[line for line in b if not _LABEL.fullmatch(line)] for b in to_blocks(text)]
    return [block for block in kept if block and not _NOTICE.search("".join(block))]


def _is_triple(blocks: list[Block]) -> bool:
    head, second, paragraph = blocks
    headlines = is_heading(head) and is_heading(second)
    prose = is_sentence(paragraph[-1]) and not any(map(is_bullet, paragraph))
    return headlines and len(head[0]) <= LONG and prose


def _is_section(blocks: list[Block], i: int) -> bool:
    heading, body = blocks[i], blocks[i + 1]
    named = is_heading(heading) and not _INNER.match(heading[0]) and not heading[0].startswith("#")
    japanese = _JAPANESE.search(heading[0]) is not None and len(heading[0]) <= LONG
    opens = is_bullet(body[0]) or is_sentence(body[-1]) or _FIRST.match(body[0]) is not None
    return named and japanese and opens


def _to_section(blocks: list[Block], source: str | None) -> Draft:
    body = [[line for line in block if _JAPANESE.search(line)] for block in blocks[1:]]
    return Draft(title=strip_marks(blocks[0][0]), text=to_text(body), source=source)
