"""An English question to a ``Question``: word order and prepositions say who acts on whom.

Comes in: the text's pieces. Goes out: a ``Question``, or ``Declined``. Every word must be known; a topic is a
Japanese word, for the articles are Japanese.
"""

from __future__ import annotations

import re

import msgspec

from gaiko.asking.english_mentions import EnglishMention, EnglishMentions
from gaiko.asking.errors import Declined
from gaiko.asking.knowing import Knowing
from gaiko.asking.parties import Parties
from gaiko.asking.pieces import Piece, cut
from gaiko.asking.reading import MEDIATED, TOGETHER, check_shape, directed, open_side
from gaiko.asking.words import narrower
from queries.asking import Party, Place, Question
from queries.asking.question import Asked, Side

ASKED_FIRST = (
    *("amount", "count", "why", "when", "where", "how", "terms", "document", "state"),
    *("who", "relation", "events", "what"),
)
ACTORS: tuple[Asked, ...] = ("document", "state", "who")
YES_NO = re.compile(r"(?:did|has|have|had|is|are|was|were|does|do|will)\b", re.IGNORECASE)
GIVES = re.compile(r"\bby(?: the)?(?: \w+'s)? ?$", re.IGNORECASE)
DOES = re.compile(r"\b(?:did|does|do|has|have|had)(?: the)? ?$", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:with|between|among)(?: the)? ?$", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:was|were|been|is|are) (?:\w+ )?$", re.IGNORECASE)


PLURAL = re.compile(r"(?:ers|ents|ies|ors|gs)\b", re.IGNORECASE)
"""All who ever held a post are asked for, not today's: the foreign ministers of Japan."""


def read_english(text: str, knowing: Knowing, since: str | None, until: str | None) -> Question:
    """Return what a question asks, its periods being known."""
    return _Reader(text, knowing, since, until).read()


class _Reader:
    """One question."""

    def __init__(self, text: str, knowing: Knowing, since: str | None, until: str | None) -> None:
        self.text, self.knowing, self.since, self.until = text, knowing, since, until
        self.pieces = cut(text, "en", knowing.names, knowing.periods)
        self.parties = Parties(knowing.store, knowing.names, since, until)
        if outside := next(iter(self._of("outside")), None):
            raise Declined("outside", outside.text, knowing.examples("en", text))
        acts = self._of("event")
        self.act = acts[0] if acts else None
        self.types: tuple[str, ...] = (acts[0].value,) if acts else ()
        self.mediated = self.types == (MEDIATED,)
        if self.mediated:
            self.types = TOGETHER
        if set(self.types) & {"SIGNED", "AGREED_WITH"} and self._documents():
            self.types = ("SIGNED", "AGREED_WITH")
        named = EnglishMentions(text, self.pieces, knowing, self.parties, self.types)
        self.mentions = named.read()
        self.head = named.head

    def _of(self, kind: str) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == kind]

    def read(self) -> Question:
        """Return the question; ``Declined`` says what stands in the way."""
        topic = self._topic()
        asked = self._asked()
        place = next((m.what for m in self.mentions if isinstance(m.what, Place)), None)
        question = Question(
            language="en",
            asked="who" if self.head and asked in ("events", "why") else asked,
            types=self.types,
            parties=tuple(self._sided(m) for m in self.mentions if isinstance(m.what, Party)),
            among=self.head or self._leading(),
            since=self.since,
            until=self.until,
            statuses=self._statuses(),
            modes=tuple(dict.fromkeys(piece.value for piece in self._of("mode"))),
            place=place,
            documents=self._documents(),
            topic=topic,
            order=next((piece.value for piece in self._of("order")), None),
            nth=next((piece.value for piece in self._of("nth")), None),
            most=bool(self._of("most")),
            counted=asked in ACTORS and bool(re.search(r"\bhow many\b", self.text, re.IGNORECASE)),
        )
        return self._checked(
            msgspec.structs.replace(question, open_side=open_side(question, "source"))
        )

    def _leading(self) -> Party | None:
        """Which leaders: neither states nor bodies."""
        asked = any("leader" in piece.text for piece in self._of("asked"))
        return self.parties.anyone_leading() if asked and self.types else None

    def _statuses(self) -> tuple[str, ...]:
        told = tuple(dict.fromkeys(piece.value for piece in self._of("status")))
        return told[:1] if "cancelled" in told else told or ("occurred",)

    def _documents(self) -> tuple[str, ...]:
        kinds = {"AGREEMENT", "PLACE"}
        named = [b for p in self._of("name") for b in p.value if {o.kind for o in p.value} <= kinds]
        return tuple(dict.fromkeys(bearer.name for bearer in named if bearer.kind == "AGREEMENT"))

    # --- who acts -----------------------------------------------------------------------------------

    def _sided(self, mention: EnglishMention) -> Party:
        party = mention.what
        assert isinstance(party, Party)
        if len(party.ids) == 1 and party.ids[0] in self.knowing.names.english:
            party = msgspec.structs.replace(party, name=self.knowing.names.english[party.ids[0]])
        return msgspec.structs.replace(party, side=self._side(mention))

    def _side(self, mention: EnglishMention) -> Side:
        if self.types and self.types[0] not in directed():
            return "any"
        before = self.text[: mention.start]
        if GIVES.search(before) or DOES.search(before):
            return "source"
        if re.search(r"\bfrom(?: the)? ?$", before, re.IGNORECASE):
            return "source" if self.types == ("AIDED",) else "target"
        if BESIDE.search(before) or (self.act is None and not self._does()):
            return "any"
        if self.act is None:
            return "source" if mention == self.mentions[0] else "target"
        passive = PASSIVE.search(self.text[: self.act.start])
        ahead = mention.start < self.act.start
        if re.search(r"\b(?:to|against|on|of|towards?)(?: the)? ?$", before, re.IGNORECASE):
            return "target"
        return "source" if ahead != bool(passive) else "target"

    def _does(self) -> bool:
        return bool(re.search(r"\bdid\b.*\bdo to\b", self.text, re.IGNORECASE))

    # --- what is asked ------------------------------------------------------------------------------

    def _asked(self) -> Asked:
        marked = {piece.value for piece in self._of("asked")}
        found = next((one for one in ASKED_FIRST if one in marked), None)
        if self.mediated:
            return "mediator" if marked & {"who", "state"} else "whether"
        signs = self.types[:1] == ("SIGNED",)
        circumstances = len(marked & {"when", "where", "how", "why"}) + ("who" in marked)
        if self.types and circumstances > 1 and re.search(r"\band\b", self.text):
            return "events"
        if found == "count" and (of := [one for one in ACTORS if one in marked]):
            return of[0]
        if found == "count" and signs and self._of("document"):
            return "document"
        if YES_NO.match(self.text) and self.types:
            return "whether"
        if found == "what":
            return "document" if signs else "why" if self.types else "events"
        if found == "document" and self.types and not signs:
            return "events"
        if (found in ("who", "terms") and not self.types) or (found is None and self._posts_only()):
            return "holder"
        return found or "events"  # type: ignore[return-value]

    def _posts_only(self) -> bool:
        parties = [m.what for m in self.mentions if isinstance(m.what, Party)]
        return not self.types and bool(parties) and all(p.posts and not p.ids for p in parties)

    def _topic(self) -> str | None:
        topics = [piece.value for piece in self._of("subject")]
        topics += [word for act in self._of("event") for word in narrower("en", act.text)]
        for piece in self._of("unknown"):
            about = re.search(
                r"\b(?:about|over|regarding|concerning)(?: the)? ?[「“\"']?$",
                self.text[: piece.start],
                re.IGNORECASE,
            )
            if not (about and self.types and self.knowing.told(piece.text)):
                raise Declined(
                    "unknown", piece.text, self.knowing.nearest("en", piece.text, self.text)
                )
            topics.append(piece.text)
        return max(topics, key=len) if topics else None

    def _checked(self, question: Question) -> Question:
        if question.asked == "holder":
            return self._office(question)
        ahead = any(m.start < self.act.start for m in self.mentions) if self.act else False
        if self.mediated and (question.asked != "mediator" or ahead):
            raise Declined("shape", "", self.knowing.examples("en", self.text))
        check_shape(question, self.knowing, self.text)
        named = (
            question.parties
            or question.documents
            or question.topic
            or question.place
            or question.since
        )
        bare = not question.types and not question.documents
        if bare and not (
            question.asked in ("events", "relation", "when", "count")
            and self._of("asked")
            and named
        ):
            raise Declined("shape", "", self.knowing.examples("en", self.text))
        return question

    def _office(self, question: Question) -> Question:
        people = [p for p in question.parties if p.ids and not p.state]
        if people:
            return msgspec.structs.replace(question, asked="terms", parties=tuple(people))
        posts = [p for p in (*question.parties, *([self.head] if self.head else [])) if p.posts]
        if not posts:
            raise Declined("shape", "", self.knowing.examples("en", self.text))
        since, until = question.since, question.until
        plural = any(PLURAL.search(piece.text) for piece in self._of("post"))
        if not (since or until or plural):
            since = until = self.knowing.today.isoformat()
        return msgspec.structs.replace(question, parties=tuple(posts), since=since, until=until)
