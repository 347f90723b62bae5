"""The lexicons: names of states, bodies, places and agreements, posts, terms of office.

Comes in: the YAML and CSV files of ``lexicons/``, and CLDR's territory names through Babel.
Goes out: tuples of frozen structs, read once, on first use. How a text is matched against them
is not here. The reason for an ambiguous entry stands beside it in its file.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.actor_names import (
    agreement_heads,
    agreement_kind,
    blocked,
    english_names,
    media,
    ministries,
    ministry_name,
    names,
    organization_id,
    unrelated,
)
from extract.lexicon_entries import Contexts, Holder, Ministry, Name, Notable, Post
from extract.officeholders import holders, honorifics, notables, posts
from extract.state_names import (
    EUROPE,
    abbreviations,
    compound_contexts,
    country_codes,
    country_name,
    houses,
    metonyms,
)
from graph.model import KnownActor, Service, Term

__all__ = [
    "EUROPE",
    "Contexts",
    "Holder",
    "Ministry",
    "Name",
    "Notable",
    "Post",
    "abbreviations",
    "agreement_heads",
    "agreement_kind",
    "blocked",
    "compound_contexts",
    "country_codes",
    "country_name",
    "holders",
    "honorifics",
    "houses",
    "known_actors",
    "media",
    "metonyms",
    "ministries",
    "ministry_name",
    "names",
    "notables",
    "office_terms",
    "organization_id",
    "posts",
    "unrelated",
]


def office_terms() -> list[Term]:
    """Return all terms of office for the graph."""
    return [
        Term(
            person_id=holder.person_id,
            person=holder.name,
            person_en=holder.name_en,
            post=holder.post,
            body=holder.body,
            start=holder.start,
            end=holder.end,
        )
        for holder in holders()
    ]


def known_actors() -> Iterator[KnownActor]:
    """Yield every actor, agreement and place of the lexicons once, then the office-holders.

    A weak surface is no alias, unless it is the name itself.
    """
    surfaces: dict[str, list[Name]] = {}
    for name in names():
        if not name.actor_id.startswith("org:?"):
            surfaces.setdefault(name.actor_id, []).append(name)
    for actor_id, found in surfaces.items():
        yield KnownActor(
            id=actor_id,
            type=found[0].type,
            name=found[0].name,
            name_en=english_names().get(actor_id),
            aliases=[n.surface for n in found if n.strength == "strong" and n.surface != n.name],
            country=found[0].country,
        )
    yield from _known_persons()
    for person in notables():
        yield KnownActor(
            id=person.person_id, type="PERSON", name=person.name, country=person.country
        )


def _known_persons() -> Iterator[KnownActor]:
    """One for each person; a family name of one character is no alias."""
    terms: dict[str, list[Holder]] = {}
    for holder in holders():
        terms.setdefault(holder.person_id, []).append(holder)
    for person_id, held in terms.items():
        aliases = dict.fromkeys(
            alias for holder in held for alias in holder.aliases if len(alias) > 1
        )
        country = next((holder.country for holder in held if holder.country), None)
        yield KnownActor(
            id=person_id,
            type="PERSON",
            name=held[0].name,
            name_en=held[0].name_en,
            aliases=list(aliases),
            country=country,
            served=_served(held),
        )


def _served(held: list[Holder]) -> list[Service]:
    """Terms at international bodies, but not those of a head of state who presides over one beside."""
    of_states = [one for one in held if not one.body.startswith("org:")]
    return [
        Service(one.body, one.start, one.end)
        for one in held
        if one not in of_states
        and not any(state.start <= one.start < (state.end or "9999") for state in of_states)
    ]
