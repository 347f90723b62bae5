"""One change of a graph: articles come in, others go out, all in one transaction.

Comes in: articles with what each tells, and ids of those that go. Goes out: rows to a store. What the graph holds
near them is read first and told again with them, so that the graph stays a function of its facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

import msgspec

from graph.coreference import Act, Report, find_acts, find_reports, to_act
from graph.coreference.clusters import Cluster
from graph.errors import StoreError
from graph.held import Held, events_near, read_held, say_more, say_rest, touched_by
from graph.ledger import View
from graph.model import Entity, Facts, KnownActor, facts_line
from graph.rows import Rows
from graph.stores.base import Store
from graph.writing import forget, remove_acts, remove_articles, sweep, write_rows


class Context(msgspec.Struct, frozen=True):
    """What a change knows besides the articles: the lexicons' actors and people's judgements.

    ``before`` are the judgements by which the graph was made so far.
    """

    known: Mapping[str, KnownActor]
    view: View
    before: View

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


def change(store: Store, fresh: list[Told], gone: list[str], context: Context) -> None:
    """Put fresh articles in and take the old versions of those that go out, in one transaction."""
    dead, acts = _acts(store, [report for one in fresh for report in one.reports], gone, context)
    rows = _rows(fresh, acts, context)
    touched = touched_by(store, gone)
    say_rest(store, rows, touched, gone)
    say_more(store, rows, touched)
    rows.finish()
    with store.writer() as writer:
        remove_acts(writer, dead)
        remove_articles(writer, gone)
        forget(writer, touched)
        write_rows(writer, rows)
        sweep(writer, touched)


def _acts(
    store: Store, told: list[Report], gone: list[str], context: Context
) -> tuple[list[Act], list[Act]]:
    """The acts that the graph loses and those that it gains; what stays as it was is in neither."""
    held = events_near(store, {(one.block, one.span) for one in told}, gone)
    old = _held_reports(store, held, context)
    before = [to_act(Cluster(reports, held.reports[event])) for event, reports in old.items()]
    left = [one for many in old.values() for one in many if one.article not in gone]
    after = [to_act(cluster) for cluster in find_acts([*left, *told])]
    becomes = {act.id: act.reasons for act in after}
    stay = {
        act.id
        for act in before
        if becomes.get(act.id) == act.reasons
        and not any(report.article in gone for report in act.reports)
    }
    dead = [act for act in before if act.id not in stay]
    return dead, [act for act in after if act.id not in stay]


def _held_reports(store: Store, held: Held, context: Context) -> dict[str, list[Report]]:
    """The reports of events, made again from the facts of their articles."""
    made = {
        report.id: report
        for facts in read_held(store, held.articles)
        for view in {id(one): one for one in (context.before, context.view)}.values()
        for report in find_reports(facts, context.acting(view))
    }
    if any(key not in made for reports in held.reports.values() for key in reports):
        raise StoreError(f"{store.url}: made by another version; run `gaiko rebuild`")
    return {event: [made[key] for key in reports] for event, reports in held.reports.items()}


def _rows(fresh: Iterable[Told], acts: list[Act], context: Context) -> Rows:
    rows = Rows(context.known)
    for one in fresh:
        entities = [context.view.resolve(one.facts, entity) for entity in one.facts.entities]
        rows.add_article(one.facts, entities, one.line.decode(), one.digest)
    for act in acts:
        rows.add_act(act)
    return rows
