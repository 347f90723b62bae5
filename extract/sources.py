"""What only tells where a report comes from: labels of headlines, outlets that are cited, lists of sources.

Comes in: normalized sentences and candidate spans. Goes out: whether a span belongs to the report itself.
"""

from __future__ import annotations

import re

from extract import lexicon
from extract.spans import Span

BYLINE = re.compile(
    r"^(?:Yahoo[^ ]* )?[^ 、。「]{0,10}[A-Za-z0-9.']*(?: [A-Za-z0-9.']+)*(?:新聞|通信|通信記事|ニュース|News|テレビ|放送|時報|日報|[(]Yahoo[)])"
    r"(?:[(][^)]{1,12}[)])? (?=.)|^【[^】]{1,12}】|[(](?:共同|時事|AP|AFP|ロイター|聯合|新華社|CNN)[)]$|[=-](?:共同|時事|NHK)$"
)
"""The outlet at the head or end of a headline."""
ACTING = re.compile(
    r"(?:の(?:単独|電話|独占)?(?:取材|インタビュー|質問|番組)|との(?:単独)?(?:会見|インタビュー)|に(?:対し|語|寄稿|出演|抗議)|を(?:批判|非難|提訴|訴え|追放|閉鎖|禁止))"
)
"""What follows an outlet that is more than the source of the report."""
DATED = r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日[0-9時分秒]*(?:\([^)]*\))?(?:閲覧)?[。.]?"
REFERENCE = re.compile(rf"、{DATED}$|』。")
"""How a line of a list of sources ends."""
TITLED = re.compile(
    r"^(?P<before>[^『\"はがをで。]{0,60})(?P<title>[『\"].*[』\"])(?P<after>[。.]?[^はがをで。]{0,40})$"
)
"""A line of a list of sources: who wrote, the title, the outlet."""
PUBLISHED = re.compile(rf"^[^はがを。]{{1,40}}、{DATED}$")
"""The outlet and the day, where the title ended the sentence before."""
LATIN = re.compile(r"[A-Za-z]")


def find_label(text: str) -> tuple[int, int] | None:
    """Return where a headline has the label of its outlet.

    >>> find_label("共同通信(Yahoo) 外相が訪韓"), find_label("外相が訪韓")
    ((0, 12), None)
    """
    label = BYLINE.search(text)
    return label.span() if label else None


def only_reports(span: Span, text: str) -> bool:
    """Return whether a span is an outlet that the text cites and that does nothing itself."""
    outlet = span.actor_id in lexicon.media()
    return outlet and bool(REFERENCE.search(text) or not ACTING.match(text, span.end))


def find_report(text: str) -> tuple[int, int]:
    """Return the stretch that tells something; in a line of sources that is the title alone.

    >>> text = "山田太郎『外相が訪韓』。"
    >>> text[slice(*find_report(text))]
    '『外相が訪韓』'
    """
    line = TITLED.match(text)
    if line and not re.search(r"氏|首相|相[『、]|大統領", line["before"]):
        return line.span("title")
    if PUBLISHED.match(text):
        return 0, 0
    return 0, len(text)


def is_foreign(text: str) -> bool:
    """Return whether most of a text is in Latin letters: titles of sources, in which the taggers err."""
    return len(LATIN.findall(text)) * 2 > len(text)
