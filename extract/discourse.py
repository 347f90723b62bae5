"""What the sentences before have established: the topic, the last meeting, the last persons and states.

Serves the words that name nobody: 両首脳, 両国, 双方, 同氏, 同国, 同大統領, 首相, 政府, and dropped subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extract import lexicon
from extract.clauses import Clauses
from extract.grammar import HEADS, SUBJECT
from extract.spans import Span
from graph.model import Entity

if TYPE_CHECKING:
    from extract.told import Found

PAIR = r"両(?:国|首脳|氏|者|政府|大統領|外相|閣僚|大臣|首相|長官|防衛相|国防相|軍|代表|党首|指導者|陣営|外務次官|当局|[一-鿿]{1,4}相)(?:首脳|政府|外相)?|双方|[3三](?:カ国|か国|国|者|氏|首脳|人)(?:首脳|外相)?|二国間"
ANAPHOR = re.compile(
    rf"(?P<pair>{PAIR})|(?P<state>同国|我が国|わが国|同政府|(?:(?<=^)|(?<=[、。「 はがにをと]))政府(?!間|開発|専用|系|代表|関係|軍|機|高官|当局|側近|要人|見解)|日本側)|(?P<person>同氏)|"
    r"同(?P<post>大統領|首相|外相|長官|大使|事務総長|報道官|議長|大臣|司令官|補佐官|代表|国務長官|国防相|主席)|"
    r"(?P<body>同省|同党|同軍|同通信|同庁|同社|同機関|同組織|同委員会)|"
    r"(?:(?<=^)|(?<=[、。「 は]))(?P<bare>首相|大統領|外相|国務長官|事務総長|防衛相|国防長官|官房長官|国家主席|報道官|国防相|総書記)(?=ら?[はがもにと、]|ら)"
)
NATIONAL = re.compile("人(?!工|権|口|民|材|間|道|質|事|物|気|種|民族)")
"""What follows the name of a state in the word for its people."""
HOME = "JPN"
"""Bare 政府 and 我が国 in Japanese news."""


class Discourse:
    """The state of one article's telling; sentences are fed in order."""

    def __init__(self, entities: list[Entity], published: str | None = None) -> None:
        self.entities = {entity.id: entity for entity in entities}
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
        self.last: dict[str, str] = {}
        self.date: str | None = None
        self.told: Found | None = None
        """The last visit or meeting that was told."""
        self.month = published[:7] if published and len(published) > 6 else None
        """When happened what a report tells without any date."""

    def anaphors(self, text: str, spans: list[Span]) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Yield the words of a sentence that stand for entities named before, with those entities."""
        for span, ids in self._nationals(text):
            if not any(s.start < span.end and span.start < s.end for s in spans):
                yield span, ids
        for match in ANAPHOR.finditer(text):
            if any(span.start < match.end() and match.start() < span.end for span in spans):
                continue
            listed = text[match.start() - 1] == "の" and any(
                s.end == match.start() - 1 for s in spans
            )
            ids = () if listed else self._referents(match)  # 米国、英国の|3カ国
            if ids:
                yield (
                    Span(
                        match.start(),
                        match.end(),
                        match[0],
                        "ORGANIZATION",
                        match[0],
                        rank=0,
                        reason="anaphor",
                    ),
                    ids,
                )

    def _nationals(self, text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Yield the people of a state that the article names: 日本人記者, 邦人."""
        for match in NATIONAL.finditer(text):
            names = [name for name in self.states if text.endswith(name, 0, match.start())]
            if names:
                name = max(names, key=len)
                start, end = match.start() - len(name), match.end()
                people = text[start:end]
                yield (
                    Span(start, end, people, "COUNTRY", people, rank=0, reason="people"),
                    (self.states[name],),
                )

    def _referents(self, match: re.Match[str]) -> tuple[str, ...]:
        kind = match.lastgroup
        if kind == "pair":
            return self._pair(match[0])
        if kind == "state":
            return self._state(match[0])
        if kind == "body":
            return self._one(self.last.get("ORGANIZATION"))
        if kind == "person":
            return self._one(self.last.get("PERSON"))
        return self._holder(match[kind or "post"])

    @staticmethod
    def _one(entity: str | None) -> tuple[str, ...]:
        return (entity,) if entity else ()

    def _pair(self, word: str) -> tuple[str, ...]:
        if re.search("国|政府|双方|間", word) and len(self.meeting) < 2:
            return (
                tuple(self.last.get(key, "") for key in ("state-1", "state"))
                if "state-1" in self.last
                else ()
            )
        return self.meeting if len(self.meeting) >= 2 else self._two_of(word)

    def _two_of(self, word: str) -> tuple[str, ...]:
        """両外相: the two persons of that post whom the article names, before or after."""
        post = re.sub("^両", "", word)
        keys = HEADS if post == "首脳" else frozenset({_keys().get(post) or ""})
        named = [
            e
            for e in self.entities.values()
            if e.type == "PERSON" and _keys().get(_post_of(e)) in keys
        ]
        states = {e.country for e in named}
        return tuple(e.id for e in named) if len(named) == 2 == len(states) else ()

    def _state(self, word: str) -> tuple[str, ...]:
        if word in ("同国", "同政府"):
            return self._one(self.last.get("foreign") or self.last.get("COUNTRY"))
        home = next((e.id for e in self.entities.values() if e.code == HOME), None)
        return self._one(home or self.last.get("COUNTRY"))

    def _holder(self, post: str) -> tuple[str, ...]:
        """首相 alone is the person of that post whom the article names."""
        persons = [
            e
            for e in self.entities.values()
            if e.type == "PERSON" and (e.position or "").endswith(post)
        ]
        if len(persons) > 1:
            recent = self.last.get("PERSON")
            persons = [e for e in persons if e.id == recent] or persons[:1]
        return self._one(persons[0].id if persons else None)

    def behind(self, actor: str) -> str:
        """Return the state or body that an entity acts for, else its own name."""
        entity = self.entities[actor]
        held = _bodies().get(entity.actor_id, set())
        now = _keys().get(_post_of(entity))
        bodies = {body for body, key in held if key == now} or {body for body, _ in held}
        own = entity.code or entity.country
        if own or entity.type != "PERSON" or not bodies:
            return own or (entity.actor_id if entity.type == "ORGANIZATION" else entity.name)
        return min(bodies)

    def states_of_places(self, places: tuple[str, ...]) -> tuple[str, ...]:
        """Return the states, of those that the article names, in which places lie."""
        codes = {_lies_in().get(self.entities[i].actor_id) for i in places}
        return tuple(e.id for e in self.entities.values() if e.code and e.code in codes)

    def countries(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return states for the persons who act for them, where the article names the states."""
        named = {e.code: e.id for e in self.entities.values() if e.type == "COUNTRY"}
        persons = {i for i in actors if self.entities[i].type == "PERSON"}
        return tuple(
            dict.fromkeys(
                named.get(self.entities[i].country, i) if i in persons else i for i in actors
            )
        )

    def partner(self, source: tuple[str, ...], number: int) -> tuple[str, ...]:
        """Return whom somebody visited or met earlier in the same sentence: Bを訪れ、|意見を交わした."""
        last = self.told
        same = last is not None and last.sentence == number and last.source == source
        return last.target if last is not None and same else ()

    def sides(self, actors: tuple[str, ...]) -> int:
        """Count the sides of a meeting: a body of many states that comes as itself is more than one."""
        many = sum(
            self.entities[i].type == "ORGANIZATION"
            and not self.entities[i].country
            and self.entities[i].name not in ("EU", "NATO")
            for i in actors
        )
        return len({self.behind(i) for i in actors}) + many

    def holders(self, actor: str, keys: frozenset[str]) -> tuple[str, ...]:
        """Return the persons whom the article names in one of the posts of a state or body."""
        entity = self.entities[actor]
        if entity.type == "PERSON":
            return ()
        return tuple(
            e.id for e in self.entities.values() if e.type == "PERSON" and _holds(e, entity, keys)
        )

    def hear(self, event: Found) -> None:
        """Remember the last meeting, and the day on which the telling is."""
        if event.status != "occurred":
            return
        if event.type in ("MET_WITH", "VISITED"):
            self.told = event
        if event.type == "MET_WITH":
            self._meet(event.source + event.target)
        if event.date and len(event.date) == len("2025-06-25"):
            self.date = event.date

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
        topics = [a for a in clauses.arguments if a.marker in SUBJECT and a.kind == "actor"]
        if topics:
            self.topic = next((a for a in topics if a.marker == "は"), topics[0]).entities
        elif _has_other_topic(clauses):
            self.topic = ()


def _has_other_topic(clauses: Clauses) -> bool:
    """Whether a sentence is about somebody who is no known actor (住民は…); a time is nobody."""
    return any(
        token.text == "は"
        and before.tag_.startswith(("名詞-普通名詞-一般", "名詞-固有名詞", "接尾辞-名詞的-一般"))
        for before, token in pairwise(clauses.doc.tokens)
    )


@cache
def _lies_in() -> dict[str, str | None]:
    return {name.actor_id: name.country for name in lexicon.names() if name.type == "PLACE"}


@cache
def _keys() -> dict[str, str | None]:
    return {post.surface: post.key for post in lexicon.posts()}


@cache
def _bodies() -> dict[str, set[tuple[str, str]]]:
    """The bodies and posts that each office-holder ever had."""
    held: dict[str, set[tuple[str, str]]] = {}
    for holder in lexicon.holders():
        held.setdefault(holder.person_id, set()).add((holder.body, holder.key))
    return held


def _post_of(person: Entity) -> str:
    """Return the longest post that a person's position ends in."""
    posts = (post for post in _keys() if (person.position or "").endswith(post))
    return max(posts, key=len, default="")


def _holds(person: Entity, actor: Entity, keys: frozenset[str]) -> bool:
    if actor.type == "COUNTRY":
        return person.country == actor.code and _keys().get(_post_of(person)) in keys
    return any((actor.actor_id, key) in _bodies().get(person.actor_id, ()) for key in keys)
