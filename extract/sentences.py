"""Where the sentences of an article begin and end.

Comes in: an article's full text, the title in its first line. Goes out: offsets of units, in code
points. A unit is the title, a sentence, a heading or an item of a list, without its bullet.
Nothing is parsed here: marks, brackets and the shape of lines decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

MAX_CODE_POINTS = 1_000
"""Longer units are cut: the parser refuses very long ones, and slows down before."""
MAX_PIECES = 10
"""Pieces that are read of one unit; what follows in it is left out."""
LEAST_LEFT_OUT = 100
"""Code points between two units that are more than a bullet."""
WRAPPED = 20
"""Code points of a line that can be one of a wrapped paragraph; a shorter one stands alone."""
RAGGED = 4
"""Code points by which a line of a wrapped paragraph can be longer than the one before."""
PARTNERS = {"「": "」", "『": "』", "(": ")）", "（": "）)"}
DEEPEST = 8
"""Brackets within brackets that are looked at."""
MARK = re.compile(r"(?P<end>[。！？｡]+)(?=(?P<closing>[」』)）]*))|[「」『』()（）]")
BULLET = re.compile(
    r"[ \t　]*(?:(?:[-+](?=[ \t　])|\*+|[・●○◯■□◆◇▼▽▲△※▶►•]|#{1,6}(?=[ \t　]))[ \t　]*)+"
)
BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
GOES_ON = re.compile(r"[、,，「『(（ぁ-んァ-ヶー一-鿿A-Za-z0-9]$")
CUT = re.compile(r"[、，, \t　\n]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return start and end of each unit, in order, without the whitespace around it.

    Every character but whitespace and bullets is in one unit; none is longer than
    ``MAX_CODE_POINTS``. Of a run without an end that is longer than ``MAX_PIECES`` of them,
    the rest is left out.

    >>> text = "外相が訪問\\n・首相は「会う。」と述べた。合意した。"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['外相が訪問', '首相は「会う。」と述べた。', '合意した。']
    """
    units: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        for first, last in _sentences(text, start, end):
            units.extend(_cut(text, first, last))
    return units


def left_out(text: str) -> int:
    """Return how many code points of a text are in no unit, since their sentence does not end.

    >>> left_out("外相は首相に会う。"), left_out("日本は" + "無" * 1_000_000)
    (0, 990003)
    """
    if len(text) <= MAX_CODE_POINTS * MAX_PIECES // 2:
        return 0
    units = [(0, 0), *split_sentences(text), (len(text), len(text))]
    gaps = (text[a:b].strip() for (_, a), (b, _) in pairwise(units))
    return sum(len(gap) for gap in gaps if len(gap) > LEAST_LEFT_OUT)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the line breaks that end something, without their bullets."""
    lines = list(_lines(text))
    begun: int | None = None
    for number, (start, end) in enumerate(lines):
        if begun is None:
            bullet = BULLET.match(text, start, end)
            begun = bullet.end() if bullet else start
        if number == 0 or number + 1 == len(lines) or not _wraps(text, lines[number : number + 2]):
            yield begun, end
            begun = None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _wraps(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the sentence of the first line goes on in the second.

    Lines of a wrapped paragraph are of one width but the last; a heading is shorter
    than what follows.
    """
    line, following = (text[start:end].strip() for start, end in lines)
    if not following or len(line) < WRAPPED or len(following) > len(line) + RAGGED:
        return False
    if BULLET.match(text, *lines[0]) or BULLET.match(text, *lines[1]):
        return False
    whole = len(following) >= WRAPPED or following.endswith("。")
    return whole and bool(GOES_ON.search(line))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that end at a mark outside brackets, with stray closing ones after it."""
    matched = {at for pair in _bracket_pairs(text, start, end) for at in pair}
    depth, begun = 0, start
    for mark in MARK.finditer(text, start, end):
        if mark.start() in matched:
            depth += 1 if mark[0] in PARTNERS else -1
        elif mark["end"] and depth == 0:
            yield begun, mark.end("closing")
            begun = mark.end("closing")
    yield begun, end


def _bracket_pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the brackets that belong together; a stray one belongs to none."""
    opened: list[int] = []
    for mark in MARK.finditer(text, start, end):
        if mark[0] in PARTNERS:
            opened.append(mark.start())
        for back, at in enumerate(reversed(opened[-DEEPEST:]), start=1):
            if mark[0] in PARTNERS[text[at]]:
                del opened[-back:]
                yield at, mark.start()
                break


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch without the whitespace around it, in pieces where it is too long."""
    for _ in range(MAX_PIECES - 1):
        if end - start <= MAX_CODE_POINTS:
            break
        marks = [m.end() for m in CUT.finditer(text, start + 1, start + MAX_CODE_POINTS)]
        piece = marks[-1] if marks else start + MAX_CODE_POINTS
        yield from _stripped(text, start, piece)
        start = piece
    yield from _stripped(text, start, min(end, start + MAX_CODE_POINTS))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    if first < last:
        yield first, last
