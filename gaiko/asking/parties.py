"""Whom the names and posts of a question mean: the actors, with the posts they must hold.

Comes in: bearers of a name, a post, a state. Goes out: ``Party``. Several bearers are told apart by post,
state, who acts in the graph at all and who held the post in the asked period; never by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from extract import lexicon
from gaiko.asking.errors import Declined
from gaiko.asking.names import Bearer, Names
from graph.stores.base import Store
from queries.actors import ActorRef, acting_for
from queries.asking import Party, Place
from queries.catalogue import first_day, last_day

LEADING = frozenset(
    [
        "head_of_government",
        "head_of_state",
        "head_of_state_acting",
        "supreme_leader",
        "party_leader",
        "council_president",
        "commission_president",
        "secretary_general",
    ]
)
"""Keys of posts whose holders are 首脳."""
AT = ("で", "の")
AT_STATE = ("で",)
TO = ("を", "に", "へ", "入り", "訪問", "の")
"""What follows a place in a sentence of what was done there, in a state, or of a journey: 東京で, not 東京電力."""


class Parties:
    """Finds parties; ``since`` and ``until`` are the asked period in ISO prefixes."""

    def __init__(self, store: Store, names: Names, since: str | None, until: str | None) -> None:
        self._store, self._names = store, names
        self._since, self._until = since, until

    def named(
        self, bearers: Iterable[Bearer], text: str, post: str | None = None, body: str | None = None
    ) -> Party:
        """Return the actor whom a name means, beside a post and of a state if these are told."""
        chosen = self._narrowed(list(bearers), post, body)
        if len({one.id for one in chosen}) != 1:
            raise Declined("ambiguous", text, sorted({one.name for one in chosen})[:8])
        (one, *_) = chosen
        if one.kind in ("COUNTRY", "ORGANIZATION"):
            return self.body(one.id)
        posts = [term for term in _terms().get(one.id, []) if post and _bears(term, post)]
        return Party(name=one.name, ids=(one.id,), posts=_post_ids(posts))

    def _narrowed(self, bearers: list[Bearer], post: str | None, body: str | None) -> list[Bearer]:
        """Each step applies only if it leaves somebody."""
        steps = [
            lambda one: body is None or one.country == body,
            lambda one: post is None or self._held(one, post),
            lambda one: one.kind != "PLACE" or len(bearers) == 1,
            lambda one: one.id in self._names.active,
            lambda one: post is None or self._held(one, post, then=True),
        ]
        for step in steps:
            kept = [one for one in bearers if step(one)]  # type: ignore[no-untyped-call]
            bearers = kept or bearers
        return bearers

    def _held(self, one: Bearer, post: str, *, then: bool = False) -> bool:
        """Whether somebody ever held a post, or did so in the asked period."""
        return any(
            _bears(holder, post) and (not then or self._overlaps(holder))
            for holder in _terms().get(one.id, [])
        )

    def _overlaps(self, holder: lexicon.Holder) -> bool:
        begins = not self._until or holder.start <= last_day(self._until)
        return begins and (not self._since or not holder.end or first_day(self._since) < holder.end)

    def body(self, key: str) -> Party:
        """Return a state or body with those who act for it."""
        bearer = self._names.by_id[key]
        state = bearer.kind == "COUNTRY"
        ids = acting_for(self._store, ActorRef(key, bearer.name, state))
        if not state:
            ids += [holder.person_id for holder in lexicon.holders() if holder.body == key]
        whole = key if state or key.startswith("org:INT:") else None
        return Party(name=bearer.name, ids=tuple(dict.fromkeys(ids)), body=whole, state=True)

    def leaders(self, key: str) -> Party:
        """Return the leaders of a state or body, itself included."""
        whole = self.body(key)
        of = [h for h in lexicon.holders() if h.body == key]
        lead = {h.person_id for h in of if h.key in LEADING}
        ids = [one for one in whole.ids if not one.startswith("person:") or one in lead]
        return msgspec.structs.replace(whole, ids=tuple(dict.fromkeys([*ids, *sorted(lead)])))

    def post(self, surface: str, key: str | None, body: str | None, label: str) -> Party:
        """Return whoever holds a post of a state; without one, of all that have it (``Declined``: none)."""
        of = [h for h in lexicon.holders() if body is None or h.body == body]
        held = [h for h in of if surface in h.posts] or [h for h in of if key and h.key == key]
        if not held:
            raise Declined("unknown", surface)
        whose = self._names.by_id[body].name if body else ""
        name = surface if whose in surface or surface.startswith("駐") else whose + label
        kin = self.body(body).ids if body else ()
        return Party(name=name, posts=_post_ids(held), kin=kin, state=True)

    def anyone_leading(self) -> Party:
        """Return whoever leads a state or body."""
        return Party(
            name="首脳",
            posts=_post_ids(h for h in lexicon.holders() if h.key in LEADING),
            state=True,
        )

    def bodies_with(self, surface: str) -> set[str]:
        """Return the states and bodies that have a post, by that name or else by another of its names."""
        named = {holder.body for holder in lexicon.holders() if surface in holder.posts}
        return named or {holder.body for holder in lexicon.holders() if _bears(holder, surface)}

    def place(self, bearer: Bearer, text: str, types: tuple[str, ...] = ()) -> Place:
        """Return a place; a state stands for all places in it."""
        names = [text, bearer.name]
        if bearer.kind == "COUNTRY":
            names += [
                n.name for n in lexicon.names() if n.type == "PLACE" and n.country == bearer.id
            ]
        after = TO if types == ("VISITED",) else AT_STATE if bearer.kind == "COUNTRY" else AT
        spoken = [name for name in dict.fromkeys([text, bearer.name]) if not name.isascii()]
        said = [name + particle for name in spoken for particle in after]
        return Place(name=bearer.name, names=tuple(dict.fromkeys(names)), said=tuple(said))


def _bears(holder: lexicon.Holder, post: str) -> bool:
    """Whether a term is of a post as it is written; a post of another name but the same key counts."""
    return post in holder.posts or holder.key in _keys(post)


@cache
def _keys(post: str) -> frozenset[str]:
    return frozenset(one.key for one in lexicon.posts() if one.surface == post and one.key)


@cache
def _terms() -> dict[str, list[lexicon.Holder]]:
    """The terms of office by person."""
    terms: dict[str, list[lexicon.Holder]] = {}
    for holder in lexicon.holders():
        terms.setdefault(holder.person_id, []).append(holder)
    return terms


def _post_ids(holders: Iterable[lexicon.Holder]) -> tuple[str, ...]:
    return tuple(sorted({f"post:{holder.body}:{holder.post}" for holder in holders}))
