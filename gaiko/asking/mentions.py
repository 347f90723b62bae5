"""Parties, places and documents of a question, each with the particle that follows it (Japanese).

Comes in: the pieces of a question. Goes out: ``Mention`` after ``Mention``; 中国の王毅外相, 日韓首脳 and
トランプ米大統領 are one or two parties, not three names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from extract import lexicon
from gaiko.asking.errors import Declined
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece
from queries.asking import Party, Place

PARTICLE = re.compile(
    r"に対して|に対する|に対し|について|によって|による|との間|とは|との|への|へは|には|からの|から|では|での|と|へ|に|を|が|は|も|の|で|・|、"
)
ADNOMINAL = re.compile(r"(?:[たるだい]|された|のうち)$")
FORMER = "前元"
"""岸田前首相: the acts of any time are asked for."""
HOME = "JPN"
"""Japanese questions and newspapers name the state of a post unless it is Japan's."""
HOME_POSTS = frozenset(
    {"首相", "総理", "総理大臣", "外相", "外務大臣", "官房長官", "防衛相", "防衛大臣"}
)
MINISTERS = {"外相会談": "foreign_minister"}


class Mention(msgspec.Struct, frozen=True):
    """A party or place; ``head`` if the question asks which of these (…した首相は); ``said`` as written."""

    what: Party | Place
    start: int
    end: int
    particle: str
    said: str
    head: bool = False
    kind: Literal["party", "place", "document"] = "party"


class Mentions:
    """Reads the mentions of one question from left to right."""

    def __init__(self, text: str, pieces: list[Piece], parties: Parties) -> None:
        self._text, self._pieces, self._parties = text, pieces, parties
        self._at = 0

    def read(self) -> Iterator[Mention]:
        """Yield the mentions in order."""
        while self._at < len(self._pieces):
            first = self._at
            found = self._one(self._pieces[first])
            self._at = max(self._at, first) + 1
            yield from self._placed(found, first)

    def _placed(self, found: list[Party | Place | str], first: int) -> Iterator[Mention]:
        """Give what was found its place in the text and the particle behind it."""
        start, end = self._pieces[first].start, self._pieces[self._at - 1].end
        while (after := self._piece(self._at)) and after.kind == "suffix" and after.start == end:
            end, self._at = after.end, self._at + 1
        particle = PARTICLE.match(self._text, end)
        said = self._text[start:end]
        head = bool(ADNOMINAL.search(self._text[:start])) and first > 0
        for i, what in enumerate(found):
            kind = "place" if isinstance(what, Place) else "party"
            mark = (particle[0] if particle else "") if i == len(found) - 1 else "と"
            if isinstance(what, str):
                continue
            yield Mention(what, start, end, mark, said, head, kind)  # type: ignore[arg-type]

    def _piece(self, at: int) -> Piece | None:
        return self._pieces[at] if at < len(self._pieces) else None

    def _next(self, kinds: tuple[str, ...], joined: str = "の?") -> Piece | None:
        """The piece after this one if it is of these kinds and joined to it; it becomes this one."""
        at = self._at + 1
        end = self._pieces[self._at].end
        while (
            (piece := self._piece(at))
            and piece.kind == "suffix"
            and "suffix" not in kinds
            and self._text[end : piece.start] in ("", "の")
        ):
            at, end = at + 1, piece.end
        if piece and piece.kind in kinds and re.fullmatch(joined, self._text[end : piece.start]):
            self._at = at
            return piece
        return None

    def _one(self, piece: Piece) -> list[Party | Place | str]:
        if piece.kind == "states":
            return [*self._of_states(piece.value)]
        if piece.kind in ("visit", "against"):
            return [msgspec.structs.replace(self._parties.body(piece.value), side="target")]
        if piece.kind == "arrival" and piece.value == "来日":
            return [msgspec.structs.replace(self._parties.body(HOME), side="target")]
        if piece.kind == "post":
            return self._of_post(piece, None)
        if piece.kind != "name":
            return []
        kinds = {bearer.kind for bearer in piece.value}
        if kinds & {"COUNTRY", "ORGANIZATION"} and "PERSON" not in kinds:
            return self._of_body(piece)
        if kinds == {"PLACE"}:
            return [self._parties.place(piece.value[0], piece.text)]
        if kinds <= {"AGREEMENT", "PLACE"}:
            return []
        return [self._person(piece, None)]

    def _of_states(self, codes: list[str]) -> Iterator[Party]:
        """日韓, 日韓首脳, 日韓外相, 日韓首脳会談, 米大統領."""
        after = self._next(("leaders", "post"), "の?両?")
        event = self._piece(self._at + 1)
        adjacent = event.text if event and event.start == self._pieces[self._at].end else ""
        for code in codes:
            if after and after.kind == "post":
                yield self._parties.post(after.text, _key(after.text), code, after.text)
            elif after or adjacent.startswith("首脳"):
                yield self._parties.leaders(code)
            elif adjacent in MINISTERS:
                yield self._parties.post("外相", MINISTERS[adjacent], code, "外相")
            else:
                yield self._parties.body(code)

    def _of_body(self, piece: Piece) -> list[Party | Place | str]:
        """中国, 中国の外相, 中国の王毅外相, 日本の外務省, 中国首脳; a name that several bodies bear is ambiguous."""
        bodies = [one for one in piece.value if one.kind in ("COUNTRY", "ORGANIZATION")]
        if person := self._next(("name",)):
            if {bearer.kind for bearer in person.value} == {"PERSON"}:
                return [self._person(person, bodies[0].id)]
            if {bearer.country for bearer in person.value} == {bodies[0].id}:
                return self._of_body(person)
            self._at -= 1
        if post := self._next(("post",)):
            return self._of_post(post, bodies[0].id)
        if self._next(("leaders",)):
            return [self._parties.leaders(bodies[0].id)]
        return [self._parties.named(bodies, piece.text)]

    def _of_post(self, post: Piece, body: str | None) -> list[Party | Place | str]:
        """外相, 中国の外相, 外相の王毅."""
        if person := self._next(("name",), "の|・|"):
            if {bearer.kind for bearer in person.value} == {"PERSON"}:
                return [self._person(person, body, post.text)]
            self._at -= 1
        bodies = self._parties.bodies_with(post.text)
        if not bodies:
            if body is None or body.startswith("org:"):
                raise Declined("unknown", post.text)
            return [self._parties.body(body)]
        if body is None:
            body = self._whose(post, bodies)
        return [self._parties.post(post.text, _key(post.text), body, post.text)]

    def _whose(self, post: Piece, bodies: set[str]) -> str | None:
        """The only body with that post, or Japan for its own posts; of any if the question asks for holders."""
        if len(bodies) == 1:
            return next(iter(bodies))
        if ADNOMINAL.search(self._text[: post.start]) or re.match(
            "のうち|で、?", self._text[post.end :]
        ):
            return None
        if post.text in HOME_POSTS:
            return HOME
        raise Declined("bare_post", post.text, sorted(bodies & {"USA", "KOR", "CHN", "RUS", "JPN"}))

    def _person(self, piece: Piece, body: str | None, post: str | None = None) -> Party:
        """岸田, 岸田首相, トランプ米大統領, ルッテNATO事務総長."""
        at = self._at
        if post is None:
            between = self._next(("states", "name"), "")
            if between and between.kind == "name" and {b.kind for b in between.value} <= {"PERSON"}:
                self._at, between = at, None
            after = self._next(("post",), "")
            if after is None:
                self._at = at
            former = bool(after and self._text[after.start - 1] in FORMER)
            post = after.text if after and not former else None
            if after and between:
                body = between.value[0] if between.kind == "states" else between.value[0].id
        return self._parties.named(piece.value, piece.text, post, body)


def _key(surface: str) -> str | None:
    """The key over all states of a post: 外相 and 国務長官 have the same."""
    return next((post.key for post in lexicon.posts() if post.surface == surface), None)
