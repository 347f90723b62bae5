"""Parties and places of an English question: Japan's foreign minister, Prime Minister Kishida, the leaders of Japan.

Comes in: the pieces of a question. Goes out: ``EnglishMention`` after ``EnglishMention``, and the one asked about.
"""

from __future__ import annotations

import re

import msgspec

from extract import lexicon
from gaiko.asking.errors import Declined
from gaiko.asking.knowing import Knowing
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece
from gaiko.asking.reading import directed
from queries.asking import Party, Place

OFFICIALS = re.compile(r" (?:officials?|politicians?|ministers?|diplomats?)\b", re.IGNORECASE)
INSIDE = re.compile(r"\b(?:in|at)(?: the)? ?$", re.IGNORECASE)
JOINED = re.compile(r"(?:'s|’s)?,?\s*(?:of |for )?(?:the )?", re.IGNORECASE)
WHICH = re.compile(
    r"^(?:(?:which|what)(?: of the)?|who (?:was|is|were)(?: the)?(?: first| last| latest)?) ?$",
    re.IGNORECASE,
)


class EnglishMention(msgspec.Struct, frozen=True):
    """A party or place and where it stands."""

    what: Party | Place
    start: int
    end: int


class EnglishMentions:
    """Reads the mentions of one question; ``head`` is whom "which prime ministers" asks for."""

    def __init__(
        self,
        text: str,
        pieces: list[Piece],
        knowing: Knowing,
        parties: Parties,
        types: tuple[str, ...],
    ) -> None:
        self.text, self.pieces, self.knowing = text, pieces, knowing
        self.parties, self.types = parties, types
        self.head: Party | None = None

    def read(self) -> list[EnglishMention]:
        """Return the mentions in order; the one that is asked about is ``head`` instead."""
        found: list[EnglishMention] = []
        named = [p for p in self.pieces if p.kind in ("name", "post", "leaders")]
        at = 0
        while at < len(named):
            group = [named[at]]
            while at + 1 < len(named) and self._joined(named[at], named[at + 1]):
                at += 1
                group.append(named[at])
            at += 1
            if what := self._grouped(group):
                mention = EnglishMention(what, group[0].start, group[-1].end)
                if isinstance(what, Party) and self._is_head(group):
                    self.head = what
                else:
                    found.append(mention)
        return found

    def _joined(self, one: Piece, other: Piece) -> bool:
        """Japan's foreign minister; foreign minister of Japan; Prime Minister Kishida; not Japan, China."""
        between = self.text[one.end : other.start]
        kinds = {one.kind, other.kind}
        if "," in between or not JOINED.fullmatch(between):
            return False
        if kinds == {"name"}:
            state = {b.kind for b in one.value} == {"COUNTRY"} and between == " "
            return state and {b.kind for b in other.value} == {"PERSON"}
        return "name" in kinds

    def _is_head(self, group: list[Piece]) -> bool:
        after = self.text[group[-1].end :]
        plain = any(piece.kind in ("post", "leaders") for piece in group) or OFFICIALS.match(after)
        return bool(plain) and bool(WHICH.match(self.text[: group[0].start]))

    def _grouped(self, group: list[Piece]) -> Party | Place | None:
        people = [p for p in group if p.kind == "name" and {b.kind for b in p.value} == {"PERSON"}]
        states = [
            p
            for p in group
            if p.kind == "name" and {b.kind for b in p.value} & {"COUNTRY", "ORGANIZATION"}
        ]
        posts = [p for p in group if p.kind == "post"]
        body = states[0].value[0].id if states else None
        if people:
            post = _surface(posts[0].value) if posts else None
            return self.parties.named(people[-1].value, people[-1].text, post, body)
        if posts:
            return self._of_post(posts[0], body, group)
        if states:
            return self._of_state(states[0], group)
        named = [p for p in group if p.kind == "name"]
        places = [b for p in named for b in p.value if b.kind == "PLACE"]
        if places and not any(b.kind == "AGREEMENT" for p in named for b in p.value):
            return self.parties.place(places[0], places[0].name, self.types)
        return None

    def _of_post(self, post: Piece, body: str | None, group: list[Piece]) -> Party:
        surface = _surface(post.value)
        bodies = {h.body for h in lexicon.holders() if h.key == post.value}
        if body is None and not self._is_head(group) and len(bodies) > 1:
            raise Declined(
                "bare_post", post.text, sorted(bodies & {"USA", "KOR", "CHN", "RUS", "JPN"})
            )
        party = self.parties.post(surface, post.value, body, " " + post.text)
        return msgspec.structs.replace(party, name=f"{self._named(body)} {post.text}".strip())

    def _of_state(self, piece: Piece, group: list[Piece]) -> Party | Place:
        bodies = [b for b in piece.value if b.kind in ("COUNTRY", "ORGANIZATION")]
        if (
            INSIDE.search(self.text[: piece.start])
            and self.types
            and self.types[0] not in directed()
        ):
            return self.parties.place(bodies[0], bodies[0].name, self.types)
        lead = any(p.kind == "leaders" for p in self.pieces)
        party = (
            self.parties.leaders(bodies[0].id) if lead else self.parties.named(bodies, piece.text)
        )
        return msgspec.structs.replace(party, name=self._named(party.ids[0]) or party.name)

    def _named(self, key: str | None) -> str:
        return self.knowing.names.english.get(key or "", "")


def _surface(key: str) -> str:
    """A Japanese name of a post."""
    return next(post.surface for post in lexicon.posts() if post.key == key)
