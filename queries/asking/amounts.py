"""Amounts in a sentence of an article: 3000万ドル, 食糧25万トン.

Comes in: a Japanese sentence. Goes out: what it says of money and goods, as it says it; nothing is converted or added up.
"""

from __future__ import annotations

import re

MONEY = ("円", "ドル", "ユーロ", "元", "ウォン", "ルーブル", "ポンド", "ルピー")
GOODS = ("トン", "台", "両", "隻", "機", "基", "回分", "セット", "キロ")
"""Units of what is given in kind; people and days are no amounts of aid."""
AMOUNT = re.compile(
    r"(?:[一-鿿ァ-ヴー]{1,6}(?=[0-9])(?<![年月日約計]))?[0-9][0-9,.]*(?:[千百]?[万億兆](?:[0-9][0-9,.]*[万億]?)?)?"
    rf"(?:{'|'.join((*MONEY, *GOODS))})(?![年月日])"
)


def find_amounts(sentence: str) -> list[str]:
    """Return the amounts that a sentence gives.

    >>> find_amounts("首相は3000万ドルを拠出し、車両100台を送ると表明した。21日に約25万トンの食糧も。")
    ['3000万ドル', '車両100台', '25万トン']
    """
    return [match[0] for match in AMOUNT.finditer(sentence)]
