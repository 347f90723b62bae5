"""The form of a question: who acted on whom, in what way, when and where, and what is asked of it."""

from __future__ import annotations

from typing import Literal

import msgspec

Asked = Literal[
    "who",  # actors on the side that the question leaves open
    "state",  # the same, people and bodies counted as their states
    "document",
    "when",
    "where",
    "how",  # in person, by phone, by video
    "count",
    "amount",  # how much was given, as the sentences say it
    "whether",
    "why",  # the sentences that tell what about
    "events",
    "relation",  # how many events of which type
    "holder",  # who held a post
    "terms",  # which posts a person held
    "mediator",  # who brought the parties together
]
Language = Literal["ja", "en"]
Side = Literal["source", "target", "any"]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the question.

    ``ids``: the actor's own, and for a state also those of its people and bodies. ``posts``: ids of
    posts of which one must be held on the day of the event; with ``ids`` empty, by anybody.
    ``kin``: ids of the same state, which are no answer to whom its minister met. ``body``: the id
    of the state or body for which they acted: a Pole who presides over the EU is not Poland.
    """

    name: str
    ids: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    body: str | None = None
    state: bool = False
    side: Side = "any"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the question: names of places in it, and the ways in which a sentence says so."""

    name: str
    names: tuple[str, ...]
    said: tuple[str, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question. ``open_side`` is where the asked actor stands, ``among`` what he must be.

    ``types``: the first of which something is found counts. ``since`` and ``until`` are ISO prefixes, both included; ``documents`` are parts of names of
    agreements, one of which the event concerns; ``kinds`` are parts of names that an asked document
    has; ``topic`` is a word that a sentence or headline contains; ``nth``: the second, third … in time; ``most``: the
    most frequent one; ``counted``: how many actors or documents, not which.
    """

    language: Language
    asked: Asked
    types: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    open_side: Side = "any"
    among: Party | None = None
    since: str | None = None
    until: str | None = None
    statuses: tuple[str, ...] = ("occurred",)
    modes: tuple[str, ...] = ()
    place: Place | None = None
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topic: str | None = None
    order: Literal["first", "last"] | None = None
    nth: int | None = None
    most: bool = False
    counted: bool = False
