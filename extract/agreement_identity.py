"""Which names of an article denote one agreement: 原子力協定 beside 日印原子力協定, 経済連携協定 of 日EU.

Comes in: the placed spans of an article. Goes out: the same; a name that many agreements bear has the
identity of the only longer one in the article, else of the known one between the states of its sentence.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from extract import lexicon
from extract.spans import Placed

EU = "org:INT:EU"
PREFIX = re.compile(rf"(?:EU|欧|[{''.join(lexicon.abbreviations())}]){{2,}}")
"""Two or more parties in front of an agreement's name: 日EU, 日韓."""


def with_agreements(placed: list[Placed]) -> list[Placed]:
    """Return the spans with the identities of agreements settled; other spans stay as they are."""
    ids = {one.span.name: one.span.actor_id for one in placed if one.span.type == "AGREEMENT"}
    settled = {
        name: _longer(name, ids) or _between(name, placed) for name in ids if _is_common(name)
    }
    return [
        msgspec.structs.replace(
            one, span=msgspec.structs.replace(one.span, actor_id=settled[one.span.name])
        )
        if one.span.type == "AGREEMENT" and settled.get(one.span.name)
        else one
        for one in placed
    ]


def _is_common(name: str) -> bool:
    """Whether many agreements bear a name: 投資協定, 円滑化協定."""
    return lexicon.agreement_heads().get(name, False)


def _longer(name: str, ids: dict[str, str | None]) -> str | None:
    """The identity of the only name of the article that ends in a name and says more."""
    found = {other for long, other in ids.items() if long.endswith(name) and long != name}
    return found.pop() if len(found) == 1 else None


def _between(name: str, placed: list[Placed]) -> str | None:
    """The known agreement of that name between all whom a sentence with the name speaks of.

    States issue many joint statements and few treaties of one name.
    """
    if lexicon.agreement_kind(name) not in ("agreement", "treaty"):
        return None
    for sentence in {one.sentence for one in placed if one.span.name == name}:
        here = [one.span for one in placed if one.sentence == sentence]
        parties = {
            s.code or s.country or s.actor_id for s in here if s.type not in ("AGREEMENT", "PLACE")
        }
        known = _bilateral().get((name, frozenset(parties - {None, "INT"})))
        if known:
            return known
    return None


@cache
def _bilateral() -> dict[tuple[str, frozenset[str | None]], str]:
    """Known agreements by their common name and parties: 経済連携協定 of Japan and the EU."""
    found: dict[tuple[str, frozenset[str | None]], str] = {}
    for one in lexicon.names():
        prefix = PREFIX.match(one.surface)
        if one.type == "AGREEMENT" and prefix:
            codes = lexicon.abbreviations()
            parts = re.findall("EU|.", prefix[0])
            parties = frozenset(EU if part in ("EU", "欧") else codes[part] for part in parts)
            found.setdefault((one.surface[prefix.end() :].lstrip("・"), parties), one.actor_id)
    return found
