"""What a document is called that was signed or agreed on in the sentence before: …文書に署名した。アブラハム合意と呼ばれる。

Comes in: the events of an article, its sentences and whom they name. Goes out: the events with that document as their object.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extract.spans import Span
from extract.told import Found

BEFORE = re.compile(r"(?:(?:この|同)[一-鿿]{1,6}は|これは|文書は|通称は?)?、?(?:「|『|通称)*")
"""What may stand before the name at the beginning of the next sentence."""
AFTER = re.compile(
    r"[」』]?(?:\([^()]{1,20}\))?と(?:呼[びばん]|名付け|名づけ|題[しす]|称[しす]|銘打|命名)"
)
"""What may stand after it."""
DOCUMENTED = frozenset({"SIGNED", "AGREED_WITH"})
"""Types of acts whose object is a document."""


def with_names(
    found: list[Found],
    texts: Sequence[str],
    named: Sequence[Sequence[tuple[Span, tuple[str, ...]]]],
) -> list[Found]:
    """Return the events, those without a document with the one that the next sentence names."""
    return [
        msgspec.structs.replace(event, object=_named_next(texts, named, event.sentence + 1))
        if event.type in DOCUMENTED and not event.object and event.status == "occurred"
        else event
        for event in found
    ]


def _named_next(
    texts: Sequence[str], named: Sequence[Sequence[tuple[Span, tuple[str, ...]]]], number: int
) -> tuple[str, ...]:
    if number >= len(texts):
        return ()
    return next(
        (
            ids
            for span, ids in named[number]
            if span.type == "AGREEMENT"
            and BEFORE.fullmatch(texts[number], 0, span.start)
            and AFTER.match(texts[number], span.end)
        ),
        (),
    )
