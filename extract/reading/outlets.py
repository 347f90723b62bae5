"""The outlet at the head of a table row, told from the headline after it.

Comes in: ``outlet headline`` with nothing but a space between. Goes out: the two apart.
"""

from __future__ import annotations

import re

# What the names of outlets end in, or are; a space must follow, so 新聞協会 is none.
_NAME = (
    r"(?:[^\s()、。「」]{1,10}?(?:新聞|通信社?|放送|テレビ|ニュース|時報|日報)|NHK|CNN|BBC|AFP|AP|TBS|"
    r"ロイター|Reuters|Bloomberg|Jane's|テレ朝|日テレ|テレ東|フジ|朝日|毎日|読売|産経|日経)"
)
_KIND = r"(?:\s?(?:通信|News|NEWS|ニュース|電子版|デジタル|360|記事))*"
_CARRIER = r"(?:\s?\([^()\s]{2,12}\))"
# Only behind a portal's name is any word an outlet: 欧州連合(EU) is none.
_PORTAL = r"\s?\((?:Yahoo!?|MSN|Google|goo|LINE|livedoor|Infoseek|dmenu)(?:ニュース)?\)"
_OUTLET = re.compile(
    rf"(?:Yahoo!?\s+)?"
    rf"(?:(?P<named>{_NAME}{_KIND}){_CARRIER}?|(?P<carried>[^()\s]{{2,20}}){_PORTAL})\s+"
)


def split_outlet(head: str) -> tuple[str | None, str]:
    """Return the outlet, without the portal that carried it, and the headline.

    >>> split_outlet("共同通信 (Yahoo) 日仏外相が会談")
    ('共同通信', '日仏外相が会談')
    >>> split_outlet("日仏外相が会談、新聞協会も歓迎")
    (None, '日仏外相が会談、新聞協会も歓迎')
    >>> split_outlet("欧州連合(EU) 新たな制裁を採択")
    (None, '欧州連合(EU) 新たな制裁を採択')
    """
    match = _OUTLET.match(head)
    if match is None or match.end() == len(head):
        return None, head
    outlet = match["named"] or match["carried"]
    return outlet.removesuffix("記事").strip(), head[match.end() :]


def is_outlet(name: str) -> bool:
    """Whether the name is an outlet's or a ministry's, not an author's.

    >>> is_outlet("外務省"), is_outlet("山田 花子")
    (True, False)
    """
    return name.endswith(("省", "庁", "官邸")) or _OUTLET.fullmatch(f"{name} ") is not None
