"""A question while it is read: its pieces, whom it names and what was done; ``Reading`` is of one in Japanese.

Comes in: the text and what there is to look up. Goes out: ``Reading``, which the modules ``japanese_*`` ask.
"""

from __future__ import annotations

from functools import cache

from gaiko.asking.errors import Declined
from gaiko.asking.knowing import Knowing
from gaiko.asking.mentions import Mention, Mentions
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece, cut
from graph.ontology import load_ontology
from queries.asking import Question
from queries.asking.question import Side


@cache
def directed() -> frozenset[str]:
    """Return the event types in which one side acts on the other.

    >>> "PROTESTED" in directed(), "MET_WITH" in directed()
    (True, False)
    """
    return frozenset(name for name, kind in load_ontology().items() if kind.direction == "directed")


MEDIATED = "MEDIATED"
TOGETHER = ("AGREED_WITH", "SIGNED", "MET_WITH")
"""Acts for which somebody can bring the sides together."""


def open_side(question: Question, otherwise: Side) -> Side:
    """Return the side of the asked actor: that on which nobody stands, else what the wording says."""
    if not question.types or question.types[0] not in directed():
        return "any"
    taken = {party.side for party in question.parties}
    if "source" in taken:
        return "target"
    return "source" if "target" in taken else otherwise


def check_shape(question: Question, knowing: Knowing, text: str) -> None:
    """Decline what no template answers: one party twice, whom somebody met second, amounts of what is no aid."""
    language = question.language
    parties = [(one.ids, one.posts, one.name) for one in question.parties if one.ids or one.posts]
    twice = next((one for i, one in enumerate(parties) if one in parties[:i]), None)
    if twice:
        raise Declined("same", twice[2])
    grouped = question.asked in ("who", "state", "document", "relation", "count", "mediator")
    amount = question.asked == "amount" and question.types != ("AIDED",)
    if (question.nth and grouped) or amount:
        raise Declined("shape", "", knowing.examples(language, text))


class Reading:
    """A question's text, pieces, mentions and types of acts."""

    def __init__(self, text: str, knowing: Knowing, since: str | None, until: str | None) -> None:
        self.text, self.knowing, self.since, self.until = text, knowing, since, until
        self.pieces = cut(text, "ja", knowing.names, knowing.periods)
        self.found = Parties(knowing.store, knowing.names, since, until)
        self.mentions: list[Mention] = []
        self.types: tuple[str, ...] = ()

    def name(self) -> None:
        """Find whom the question names; ``Declined`` if a name cannot be decided."""
        self.mentions = list(Mentions(self.text, self.pieces, self.found).read())

    def of(self, kind: str) -> list[Piece]:
        """Return the pieces of a kind."""
        return [piece for piece in self.pieces if piece.kind == kind]

    def agreements(self) -> list[Piece]:
        """Return the names of agreements."""
        return [
            piece
            for piece in self.of("name")
            if {bearer.kind for bearer in piece.value} <= {"AGREEMENT", "PLACE"}
            and any(bearer.kind == "AGREEMENT" for bearer in piece.value)
        ]

    def documents(self) -> tuple[str, ...]:
        """Return parts of names of agreements: as the lexicons and as the question have them."""
        pieces = self.agreements()
        names = [b.name for piece in pieces for b in piece.value if b.kind == "AGREEMENT"]
        return tuple(dict.fromkeys([*names, *(piece.text for piece in pieces)]))

    def mediated(self) -> bool:
        """Whether it asks for who brought others together."""
        return any(piece.value == MEDIATED for piece in self.of("event"))

    def about_document(self) -> bool:
        """Whether it speaks of a document: 核合意を批判した; who signs or agrees is concerned by it."""
        return bool(self.types) and not set(self.types) & {"SIGNED", "AGREED_WITH"}
