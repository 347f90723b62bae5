"""Houses of government that act: ホワイトハウスは声明を…, クレムリンの報道官. As places they are in ``places.yaml``.

Comes in: a normalized sentence. Goes out: spans of organizations of a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract import lexicon
from extract.spans import Span, bounded

ACTING = re.compile(
    r"(?:は|が|も(?!の)|側|当局|高官|報道官|によると|によれば|に対し|に抗議|を(?:批判|非難)|と(?:外務|国務|防衛)|の(?:[^、。でには]{0,14})(?:報道官|補佐官|高官|当局者|顧問|声明|発表|見解|首席|主張|方針))"
)
"""What follows a house whose people are meant."""


@cache
def _houses() -> re.Pattern[str]:
    names = sorted(lexicon.houses(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def find_houses(text: str) -> Iterator[Span]:
    """Yield the houses of government that the sentence shows acting.

    >>> [span.country for span in find_houses("ホワイトハウスは否定した")], list(find_houses("ホワイトハウスで会談"))
    (['USA'], [])
    """
    for match in _houses().finditer(text):
        if bounded(text, *match.span()) and ACTING.match(text, match.end()):
            code = lexicon.houses()[match[0]]
            yield Span(
                *match.span(),
                match[0],
                "ORGANIZATION",
                match[0],
                rank=76,
                country=code,
                actor_id=lexicon.organization_id(code, match[0]),
                reason="house of government that acts",
            )
