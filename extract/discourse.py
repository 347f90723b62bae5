"""What the sentences before have established: the topic, the last meeting, the last persons and states.

Serves dropped subjects and, through ``anaphora``, the words that name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.acting_for import Actors
from extract.clauses import Clauses
from extract.dating import read_prefix, shift, to_prefix
from extract.grammar import DISASTER, SUBJECT
from extract.phrases import Argument
from extract.spans import Span
from graph.model import Entity

if TYPE_CHECKING:
    from extract.told import Found

HOME = "JPN"
"""Bare 政府 and 我が国 in Japanese news."""
APPOINTED = frozenset({"MET_WITH", "VISITED", "SIGNED", "AGREED_WITH", "COOPERATED_WITH"})
"""Types of acts that are planned for a day, which is not that of their announcement."""
ON_OCCASION = re.compile(
    r"(?:これ|それ|会[議合談]|サミット|式典|訪問)に(?:合わせ|先立)|(?:会[議合談]|サミット)の(?:合間|場|機会)|この(?:機会|場)|席上|会場で"
)
"""What says that an act was beside the meeting told before."""
SETTLING = frozenset({"AGREED_WITH", "SIGNED"})
"""Types of acts in which a meeting ends."""


class Discourse(Actors):
    """The state of one article's telling; sentences are fed in order."""

    def __init__(
        self,
        entities: list[Entity],
        published: str | None = None,
        roster: tuple[str, ...] = (),
        lead: str | None = None,
        written: str | None = None,
    ) -> None:
        """``published`` may be what dates count from, where nothing tells when the article was ``written``."""
        super().__init__(entities)
        self.roster = roster
        """Who takes part in what the article is about, by its own list."""
        self.states = {
            name: e.id
            for e in entities
            if e.code
            for name in (e.name, *(m.text for m in e.mentions), *("邦" * (e.code == HOME)))
        }
        """States by the names that the article gives them."""
        self.topic: tuple[str, ...] = ()
        self.headline: tuple[str, ...] = ()
        self.meeting: tuple[str, ...] = ()
        self.struck: tuple[str, ...] = ()
        """The state of the last disaster."""
        self.doers: dict[str, tuple[str, ...]] = {}
        """Who did what was told last, by type; both sides of an agreement or a treaty."""
        self.attacks: list[Found] = []
        self.protest: Found | None = None
        self.groups: dict[int, tuple[str, ...]] = {}
        """The last list of so many states: what 両国 and 3カ国 can mean."""
        self.last: dict[str, str] = {}
        self.date: str | None = None
        self.told: Found | None = None
        """The last visit or meeting that was told."""
        self.met: Found | None = None
        """The last meeting that was told."""
        self.month = published[:7] if published and len(published) > 6 else None
        """When happened what a report tells without any date."""
        self.latest = to_prefix(shift(read_prefix(written), "day", 2)) or "9"
        """No act of the past is later: the publication, with the world's time zones."""
        self.today = (written or "")[: len("2025-06-25")]
        """The day on which the article was written; empty where it is unknown."""
        self.lead = lead
        """The day that the first sentence after the headline tells of."""

    def fits(self, day: str, status: str, kind: str) -> bool:
        """Return whether a date can be that of what has happened, or of what is ahead on a day of its own."""
        if status == "occurred":
            return day <= self.latest
        told = (
            status in ("planned", "possible") and kind in APPOINTED and len(day) == len(self.today)
        )
        return not told or day >= self.today

    def is_over(self, day: str | None) -> bool:
        """Return whether a day is past, so that an act of it has happened whatever else is ahead."""
        return day is not None and len(day) == len(self.today) and day < self.today

    def in_posts(self, actors: tuple[str, ...], keys: frozenset[str]) -> tuple[str, ...]:
        """Return who holds one of the posts of each state or body, if the article names them for all of them."""
        held = {i: self._holding(i, keys) for i in actors if self.entities[i].type != "PERSON"}
        if not all(held.values()):
            return actors
        return tuple(dict.fromkeys(one for i in actors for one in held.get(i, (i,))))

    def _holding(self, actor: str, keys: frozenset[str]) -> tuple[str, ...]:
        """Of several who hold a post of a state, who has met or acted last, else who is named most."""
        holders = self.holders(actor, keys)
        if len(holders) < 2 or self.entities[actor].type != "COUNTRY":
            return holders
        known = [i for i in holders if i in self.meeting + self.topic]
        return (max(known or holders, key=lambda i: len(self.entities[i].mentions)),)

    def partner(self, source: tuple[str, ...], number: int) -> tuple[str, ...]:
        """Return whom somebody visited or met earlier in the same sentence: Bを訪れ、|意見を交わした."""
        return _target_of(self.told, source, number)

    def venue(self, event: Found, before: str) -> str | None:
        """Return where an act was that settled what a meeting was about, or for which that was the occasion.

        It was where those of the same states met that day. ``before`` is the sentence up to the act.
        """
        met = self.met
        if met is None or event.status != "occurred" or event.mode in ("phone", "video"):
            return None
        if event.type not in SETTLING and event.type != "MET_WITH":
            return None
        if ON_OCCASION.search(before):
            return met.place
        if event.type == "MET_WITH":
            return None
        same = {self.behind(i) for i in met.source + met.target} == {
            self.behind(i) for i in event.source + event.target
        }
        return met.place if same and met.date == event.date else None

    def hear(self, event: Found, *, aside: bool = False) -> None:
        """Remember the last meeting, and the day on which the telling is; ``aside`` is told of a day before."""
        if event.status != "occurred":
            return
        both = event.type in ("AGREED_WITH", "SIGNED")
        sides = event.source + event.target if both else event.source
        self.doers["AGREED_WITH" if both else event.type] = sides
        if event.type == "ATTACKED":
            self.attacks.append(event)
        if event.type == "PROTESTED":
            self.protest = event
        named = all(self.entities[i].mentions for i in event.target)
        if event.type in ("MET_WITH", "VISITED") and named:
            self.told = event
        if event.type == "MET_WITH":
            self.met = event
            self._meet(event.source + event.target)
        if event.date and len(event.date) == len("2025-06-25"):
            back = self.date is not None and event.date < self.date
            self.date = self.date if back and aside else event.date

    def attackers(self, suffering: tuple[str, ...]) -> tuple[str, ...]:
        """Return who attacked the given side, by what was told; else nobody."""
        states = {self.behind(i) for i in suffering}
        sources = (
            a.source for a in reversed(self.attacks) if {self.behind(i) for i in a.target} & states
        )
        return next(sources, ())

    def third(self, two: tuple[str, ...]) -> tuple[str, ...]:
        """Return the only state that the article names besides those of two sides; else nobody."""
        sides = {self.behind(i) for i in two}
        return self._only_besides(sides) if len(sides) == 2 else ()

    def protested_to(self, source: tuple[str, ...], number: int) -> tuple[str, ...]:
        """Return to whom somebody protested earlier in the same sentence: Bに抗議し、釈放を|求めた."""
        return _target_of(self.protest, source, number)

    def only_other(self, own: set[str]) -> tuple[str, ...]:
        """Return the only state that the article names besides one's own; else nobody."""
        return self._only_besides(own) if len(own) == 1 else ()

    def _only_besides(self, states: set[str]) -> tuple[str, ...]:
        others = [e.id for e in self.entities.values() if e.code and e.code not in states]
        return tuple(others) if len(others) == 1 else ()

    def _meet(self, sides: tuple[str, ...]) -> None:
        """Remember a meeting; who met is not forgotten where the same states are named again."""
        same = {self.behind(i) for i in sides} == {self.behind(i) for i in self.meeting}
        persons = [
            sum(self.entities[i].type == "PERSON" for i in ids) for ids in (sides, self.meeting)
        ]
        if not same or persons[0] >= persons[1]:
            self.meeting = sides

    def note(self, clauses: Clauses, placed: Sequence[tuple[Span, tuple[str, ...]]]) -> None:
        """Remember what the sentence was about, for the next ones."""
        if clauses.headline:
            actors = [a for a in clauses.arguments if a.kind == "actor" and a.marker != "mod"]
            self.headline = tuple(i for a in actors for i in a.entities)
        for _, ids in placed:
            for entity in (self.entities[i] for i in ids):
                self.last[entity.type] = entity.id
                if entity.type == "COUNTRY" and self.last.get("state") != entity.id:
                    self.last["state-1"] = self.last.get("state", entity.id)
                    self.last["state"] = entity.id
                if entity.type == "COUNTRY" and entity.code != HOME:
                    self.last["foreign"] = entity.id
        for argument in clauses.arguments:
            if is_struck(argument, clauses.text):
                self.struck = argument.entities
            number = len({self.behind(i) for i in argument.entities})
            if argument.kind == "actor" and number > 1:
                self.groups[number] = argument.entities
        topics = [a for a in clauses.arguments if a.marker in SUBJECT and a.kind == "actor"]
        if topics:
            self.topic = next((a for a in topics if a.marker == "は"), topics[0]).entities
        elif _has_other_topic(clauses):
            self.topic = ()


def is_struck(argument: Argument, text: str) -> bool:
    """Whether an argument names the state of a disaster: ハイチ|地震, パキスタン|北部で地震があり."""
    return argument.kind == "actor" and bool(DISASTER.match(text, argument.name_end))


def _has_other_topic(clauses: Clauses) -> bool:
    """Whether a sentence is about somebody who is no known actor (住民は…); a time is nobody."""
    return any(
        token.text == "は"
        and before.tag_.startswith(("名詞-普通名詞-一般", "名詞-固有名詞", "接尾辞-名詞的-一般"))
        for before, token in pairwise(clauses.doc.tokens)
    )


def _target_of(act: Found | None, source: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Whom an act was done to, if it is the same one's and told in the same sentence."""
    return act.target if act and (act.sentence, act.source) == (number, source) else ()
