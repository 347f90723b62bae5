"""One change of a graph: articles come in, others go out, all in one transaction.

Comes in: articles with what each tells, and ids of those that go. Goes out: rows to a store. What the graph holds
near them is read first and told again with them, so that the graph stays a function of its facts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

import msgspec

from graph.act_rows import to_rows
from graph.coreference import Act, Report, act_id, find_acts, find_reports, to_act
from graph.coreference.clusters import Cluster
from graph.errors import StoreError
from graph.held import (
    Held,
    Places,
    events_near,
    read_held,
    say_more,
    say_rest,
    to_places,
    touched_by,
)
from graph.ledger import View
from graph.model import Entity, Facts, KnownActor, facts_line
from graph.rows import Node, Rows, Said
from graph.stores.base import Store
from graph.writing import forget, remove_acts, remove_articles, sweep, write_rows

HEARD = 20_000
"""Actors whose names and aliases are kept in memory between changes."""


class Context(msgspec.Struct, frozen=True):
    """What a change knows besides the articles: the lexicons' actors and people's judgements.

    ``before`` are the judgements by which the graph was made so far; ``heard`` is how the graph says actors, as far as
    that was read or written here: nobody else writes to it.
    """

    known: Mapping[str, KnownActor]
    view: View
    before: View
    heard: dict[Node, Said] = {}

    def acting(self, view: View) -> Callable[[Facts, Entity], Entity]:
        """Return what says who an entity is: one who then acted for a body has it in his state's place."""

        def resolve(facts: Facts, entity: Entity) -> Entity:
            found = view.resolve(facts, entity)
            known = self.known.get(found.actor_id)
            body = known.body_on(facts.published[:10]) if known and facts.published else None
            return msgspec.structs.replace(found, country=body) if body else found

        return resolve


class Told(msgspec.Struct, frozen=True):
    """An article's facts with all that follows from them alone; ``digest`` tells its versions apart."""

    facts: Facts
    line: bytes
    digest: str
    reports: list[Report]


def tell(facts: Facts, context: Context) -> Told:
    """Return what an article tells, by what is known and judged."""
    line = facts_line(facts)
    return Told(facts, line, digest(line), list(find_reports(facts, context.acting(context.view))))


def digest(line: bytes) -> str:
    """Return what tells two versions of an article's facts apart (16 hex digits)."""
    return sha256(line).hexdigest()[:16]


class Draft(msgspec.Struct):
    """What becomes of articles as far as they alone decide: rows of them and of their acts; their ``events`` by type.

    By block: their reports, the ids of the acts, and those about the acts whom no article mentions. The acts of a
    block stand unless the graph holds others near its ``places``.
    """

    rows: Rows
    events: Counter[str]
    reports: dict[str, list[Report]]
    acts: dict[str, list[str]]
    unsaid: dict[str, list[Node]]
    places: Places


def to_draft(told: Sequence[Told], context: Context) -> Draft:
    """Return what becomes of articles that come in."""
    events = Counter(event.type for one in told for event in one.facts.events)
    draft = Draft(Rows(context.known), events, defaultdict(list), {}, {}, {})
    for one in told:
        entities = [context.view.resolve(one.facts, entity) for entity in one.facts.entities]
        draft.rows.add_article(one.facts, entities, one.line.decode(), one.digest)
        for report in one.reports:
            draft.reports[report.block].append(report)
    for block, reports in draft.reports.items():
        _draft_acts(draft, block, reports, context)
    draft.places = to_places(
        (one.block, one.span) for many in draft.reports.values() for one in many
    )
    return draft


def _draft_acts(draft: Draft, block: str, reports: list[Report], context: Context) -> None:
    acts = [to_rows(to_act(one), context.known) for one in find_acts(reports)]
    for act in acts:
        draft.rows.add_act(act)
    draft.acts[block] = [act.id for act in acts]
    said = draft.rows.said
    if unsaid := [node for act in acts for node in act.parties if node not in said]:
        draft.unsaid[block] = unsaid


def change(
    store: Store,
    draft: Draft,
    gone: list[str],
    context: Context,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Put fresh articles in and take the old versions of those that go out, in one transaction.

    ``meanwhile`` is called when all is ready and the store begins to write.
    """
    rows = draft.rows
    dead = _add_acts(store, draft, gone, context)
    touched = touched_by(store, gone)
    say_rest(store, rows, touched, gone)
    say_more(store, rows, touched, context.heard)
    rows.finish()
    with store.writer() as writer:
        remove_acts(writer, dead)
        remove_articles(writer, gone)
        forget(writer, touched)
        write_rows(writer, rows)
        sweep(writer, touched)
        meanwhile()
    _hear(rows, touched, context.heard)


def _hear(rows: Rows, touched: set[Node], heard: dict[Node, Said]) -> None:
    """Keep how the graph now says actors, for the next change; those that may have gone are read again."""
    if len(heard) > HEARD:
        heard.clear()
    heard |= rows.said
    for node in touched:
        heard.pop(node, None)


def _add_acts(store: Store, draft: Draft, gone: list[str], context: Context) -> list[Act]:
    """Add the acts that the graph gains to the rows, and return those that it loses."""
    held = events_near(store, draft.places, gone)
    old, lost = _held_acts(store, held, context), set(gone)
    left = defaultdict(list)
    for report in (one for act in old for one in act.reports if one.article not in lost):
        left[report.block].append(report)
    before = [to_act(cluster) for cluster in old]
    after = [
        to_act(one)
        for block, reports in left.items()
        for one in find_acts([*reports, *draft.reports.get(block, ())])
    ]
    stay = _unchanged(before, after, lost)
    draft.rows.take_out({act for block in left for act in draft.acts.get(block, ())})
    parties = [node for block, some in draft.unsaid.items() if block not in left for node in some]
    for rows in (to_rows(one, context.known) for one in after if one.id not in stay):
        draft.rows.add_act(rows)
        parties += rows.parties
    for node in parties:
        draft.rows.add_known(node)
    return [act for act in before if act.id not in stay]


def _unchanged(before: list[Act], after: list[Act], gone: set[str]) -> set[str]:
    """The acts that stay as they were."""
    becomes = {act.id: act.reasons for act in after}
    return {
        act.id
        for act in before
        if becomes.get(act.id) == act.reasons
        and not any(report.article in gone for report in act.reports)
    }


def _held_acts(store: Store, held: Held, context: Context) -> list[Cluster]:
    """The events with their reports, made again from the facts of their articles."""
    made = {
        report.id: report
        for facts in read_held(store, held.articles)
        for view in {id(one): one for one in (context.before, context.view)}.values()
        for report in find_reports(facts, context.acting(view))
    }
    first = {act_id(report): report.id for report in made.values()}
    clusters = []
    for event, reasons in held.reports.items():
        why = {key or first.get(event, ""): reason for key, reason in reasons.items()}
        if not why.keys() <= made.keys():
            raise StoreError(f"{store.url}: made by another version; run `gaiko rebuild`")
        clusters.append(Cluster([made[key] for key in why], why))
    return clusters
