"""For whom the actors of an article act: states, bodies, posts.

Comes in: the entities of an article. Goes out: ``Actors``, which tells the state or body behind each.
"""

from __future__ import annotations

from functools import cache, lru_cache

from extract import lexicon
from extract.grammar import OPPONENT
from graph.model import Entity

CITY_STATES = frozenset({"SGP", "HKG", "MAC", "MCO", "VAT"})


class Actors:
    """The entities of one article by what they stand for."""

    def __init__(self, entities: list[Entity]) -> None:
        self.entities = {entity.id: entity for entity in entities}

    def behind(self, actor: str) -> str:
        """Return the state or body that an entity acts for, else its own name."""
        entity = self.entities[actor]
        if entity.type == "ORGANIZATION" and OPPONENT.search(entity.name):
            return entity.actor_id  # no organ of the state that it fights
        held = _bodies().get(entity.actor_id, set())
        now = post_keys().get(post_of(entity))
        bodies = {body for body, key in held if key == now} or {body for body, _ in held}
        own = entity.code or entity.country
        if own or entity.type != "PERSON" or not bodies:
            return own or (entity.actor_id if entity.type == "ORGANIZATION" else entity.name)
        return min(bodies)

    def states_of_places(
        self, places: tuple[str, ...], *, unnamed: bool = False
    ) -> tuple[str, ...]:
        """Return the states in which places lie, of those that the article names; with ``unnamed`` also others."""
        codes = dict.fromkeys(_lies_in().get(self.entities[i].actor_id) for i in places)
        named = {e.code: e.id for e in self.entities.values() if e.code}
        if unnamed:
            named |= {c: self._add_state(c) for c in codes if c and c != "INT" and c not in named}
        return tuple(named[code] for code in codes if code in named)

    def _add_state(self, code: str) -> str:
        """Let the article have a state that it tells of only by a place in it: 広島を訪れた."""
        entity = Entity(
            id=f"e{len(self.entities) + 1}",
            type="COUNTRY",
            name=lexicon.country_name(code),
            actor_id=code,
            code=code,
            reason="state of a place",
        )
        self.entities[entity.id] = entity
        return entity.id

    def is_city(self, actors: tuple[str, ...]) -> bool:
        """Return whether this is a state that is one city: Singapore."""
        return len(actors) == 1 and self.entities[actors[0]].code in CITY_STATES

    def countries(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return states for the persons who act for them, where the article names the states."""
        named = self.named_states()
        persons = {i for i in actors if self.entities[i].type == "PERSON"}
        return tuple(
            dict.fromkeys(
                named.get(self.entities[i].country, i) if i in persons else i for i in actors
            )
        )

    def state_of(self, actor: str) -> str:
        """Return the state of an actor, where the article names it, else the actor."""
        return self.named_states().get(self.entities[actor].country, actor)

    def named_states(self) -> dict[str | None, str]:
        """Return the states that the article names, by their codes."""
        return {e.code: e.id for e in self.entities.values() if e.type == "COUNTRY" and e.mentions}

    def sides(self, actors: tuple[str, ...]) -> int:
        """Count the sides of a meeting: a body of many states that comes as itself is more than one."""
        many = sum(
            self.entities[i].type == "ORGANIZATION"
            and not self.entities[i].country
            and self.entities[i].name not in ("EU", "欧州連合", "NATO")
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


@cache
def _lies_in() -> dict[str, str | None]:
    return {name.actor_id: name.country for name in lexicon.names() if name.type == "PLACE"}


@cache
def post_keys() -> dict[str, str | None]:
    """Return the key of each post by its surface."""
    return {post.surface: post.key for post in lexicon.posts()}


@cache
def _bodies() -> dict[str, set[tuple[str, str]]]:
    """The bodies and posts that each office-holder ever had."""
    held: dict[str, set[tuple[str, str]]] = {}
    for holder in lexicon.holders():
        held.setdefault(holder.person_id, set()).add((holder.body, holder.key))
    return held


def key_of(post: str) -> str:
    """Return the key of a post, or the empty string."""
    return post_keys().get(post) or ""


def post_of(person: Entity) -> str:
    """Return the longest post that a person's position ends in."""
    return _post_at_end(person.position or "")


@lru_cache(maxsize=10_000)
def _post_at_end(position: str) -> str:
    return max(filter(position.endswith, post_keys()), key=len, default="")


def _holds(person: Entity, actor: Entity, keys: frozenset[str]) -> bool:
    if actor.type == "COUNTRY":
        return person.country == actor.code and post_keys().get(post_of(person)) in keys
    return any((actor.actor_id, key) in _bodies().get(person.actor_id, ()) for key in keys)
