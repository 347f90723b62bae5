"""Follow-up questions: 「では韓国は?」, 「2024年は?」, "What about Korea?", "When?" after a whole question.

Comes in: a short text and the question before it. Goes out: that question with what the text names in place
of what it named, or None if the text is a question of its own.
"""

from __future__ import annotations

import re

import msgspec

from gaiko.asking.knowing import Knowing
from gaiko.asking.mentions import Mention, Mentions
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece, cut
from gaiko.asking.words import any_of, load_words
from queries.asking import Party, Question

OWN = ("event", "arrival", "visit", "outside", "unknown", "document", "status")
"""Kinds of pieces that a question of its own has."""
SWITCHES = ("when", "where", "count", "why")
LONGEST = 40


def complete(
    text: str, last: Question, knowing: Knowing, since: str | None, until: str | None
) -> Question | None:
    """Return the last question with the parties, period or what is asked of a follow-up."""
    follow = re.compile(rf"^(?:{any_of(load_words(last.language).follow)})[、, ]*", re.IGNORECASE)
    opened = follow.match(text)
    pieces = cut(text, last.language, knowing.names, knowing.periods)
    pieces = [piece for piece in pieces if not opened or piece.start >= opened.end()]
    if len(text) > LONGEST or any(piece.kind in OWN for piece in pieces):
        return None
    asked = [piece.value for piece in pieces if piece.kind == "asked"]
    named = [piece for piece in pieces if piece.kind in ("name", "post", "states")]
    switch = next((one for one in asked if one in SWITCHES), None)
    if (asked and not switch) or not (named or since or until or switch):
        return None
    if switch and named and not opened:
        return None
    changed = last
    if named:
        parties = Parties(knowing.store, knowing.names, since, until)
        changed = _renamed(text, pieces, last, parties, knowing.names.english)
    if since or until:
        changed = msgspec.structs.replace(changed, since=since, until=until)
    if switch:
        changed = msgspec.structs.replace(changed, asked=switch)
    return changed


def _renamed(
    text: str,
    pieces: list[Piece],
    last: Question,
    parties: Parties,
    english: dict[str, str],
) -> Question:
    """Put the first party named now in the place of the one that it is set against."""
    found = [m for m in Mentions(text, pieces, parties).read() if isinstance(m.what, Party)]
    if not found or not last.parties:
        return last
    at = _replaced(found[0], last.parties)
    old, new = last.parties[at], found[0].what
    assert isinstance(new, Party)
    if last.language == "en":
        key = new.body or next(iter(new.ids), "")
        new = msgspec.structs.replace(new, name=english.get(key, new.name))
    kept = list(last.parties)
    kept[at] = msgspec.structs.replace(new, side=old.side)
    return msgspec.structs.replace(last, parties=tuple(kept))


def _replaced(mention: Mention, parties: tuple[Party, ...]) -> int:
    """韓国は is set against who acted, 韓国には against who bore it; among equals, against the last."""
    side = "target" if mention.particle in ("に", "には", "へ", "へは", "を") else "source"
    sided = [i for i, party in enumerate(parties) if party.side == side]
    return sided[0] if sided else len(parties) - 1
