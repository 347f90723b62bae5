"""Facts into a store, and out again: idempotent, group by group, each group kept whole or not at all.

The graph is a function of the facts that it holds: neither their order nor how they came in groups
changes it. A changed article replaces what it said before; an article that is retracted leaves no trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import islice

import msgspec

from graph.coreference import Act, Report, find_acts, find_reports, to_act
from graph.coreference.clusters import Cluster
from graph.errors import FactsError, StoreError
from graph.held import (
    Held,
    digests,
    events_near,
    read_held,
    say_more,
    say_rest,
    telling_of,
    touched_by,
)
from graph.ledger import View
from graph.model import Facts, KnownActor, Term, facts_line
from graph.rows import Rows
from graph.schema import KEYED
from graph.stores.base import Store
from graph.writing import forget, remove_acts, remove_articles, sweep, write_rows

GROUP = 500
"""Articles per transaction."""
WIPED = 2_000
"""Nodes deleted in one transaction, which a server keeps in memory."""
NOBODY = View()
"""Nobody was judged to be anybody else."""


class LoadReport(msgspec.Struct):
    """What a load did: articles new, changed, unchanged and retracted, events told, lines refused."""

    loaded: int = 0
    changed: int = 0
    unchanged: int = 0
    retracted: int = 0
    events: Counter[str] = msgspec.field(default_factory=Counter)
    problems: list[str] = msgspec.field(default_factory=list)


class Context(msgspec.Struct, frozen=True):
    """What loading knows besides the articles: the lexicons' actors and people's judgements.

    ``before`` are the judgements by which the graph was made so far.
    """

    known: Mapping[str, KnownActor]
    view: View
    before: View


def load_facts(
    store: Store,
    facts: Iterable[Facts | FactsError],
    *,
    known_actors: Iterable[KnownActor] = (),
    terms: Iterable[Term] = (),
    view: View = NOBODY,
    progress: Callable[[int], None] = lambda _: None,
) -> LoadReport:
    """Load facts into the store; loading the same facts twice changes nothing.

    ``progress`` hears how many articles are now in the graph for good.
    """
    report = LoadReport()
    context = _context(store, known_actors, view)
    _load_terms(store, list(terms), context)
    for group in _groups(facts, report):
        _load_group(store, group, context, report)
        progress(len(group))
    return report


def retract_articles(
    store: Store,
    articles: Iterable[str],
    *,
    known_actors: Iterable[KnownActor] = (),
    view: View = NOBODY,
) -> LoadReport:
    """Take articles out of the graph as if they had never come; ids that it does not hold are passed over."""
    context = _context(store, known_actors, view)
    held = sorted(digests(store, list(articles)))
    for start in range(0, len(held), GROUP):
        _change(store, [], held[start : start + GROUP], context)
    return LoadReport(retracted=len(held))


def rebuild_graph(
    store: Store,
    facts: Iterable[Facts | FactsError],
    *,
    known_actors: Iterable[KnownActor] = (),
    terms: Iterable[Term] = (),
    view: View = NOBODY,
    progress: Callable[[int], None] = lambda _: None,
) -> LoadReport:
    """Empty the graph and load facts into it; they must not come from the graph itself."""
    for label in KEYED:
        while ids := store.read(f"MATCH (n:{label}) RETURN n.id AS id LIMIT {WIPED}"):
            with store.writer() as writer:
                writer.run(
                    f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", ids
                )
    return load_facts(
        store, facts, known_actors=known_actors, terms=terms, view=view, progress=progress
    )


def _context(store: Store, known_actors: Iterable[KnownActor], view: View) -> Context:
    """What loading knows, once the graph follows the judgements."""
    known = {actor.id: actor for actor in known_actors}
    rows = store.read("MATCH (l:Ledger) RETURN l.line AS line")
    before = msgspec.json.decode(rows[0]["line"], type=View) if rows else View()
    if before != view:
        _follow(store, Context(known, view, before))
    return Context(known, view, view)


def _follow(store: Store, context: Context) -> None:
    """Load anew the articles of actors that are judged otherwise, then write down by what."""
    articles = telling_of(store, context.view.moved(context.before))
    for start in range(0, len(articles), GROUP):
        some = articles[start : start + GROUP]
        _change(store, read_held(store, some), some, context)
    line = msgspec.json.encode(context.view, order="sorted").decode()
    with store.writer() as writer:
        row = {"id": "ledger", "props": {"name": "ledger", "line": line}}
        writer.run("UNWIND $rows AS row MATCH (l:Ledger {id: row.id}) DETACH DELETE l", [row])
        if context.view != View():
            writer.run(
                "UNWIND $rows AS row MERGE (l:Ledger {id: row.id}) SET l += row.props", [row]
            )


def _groups(facts: Iterable[Facts | FactsError], report: LoadReport) -> Iterator[list[Facts]]:
    def good() -> Iterator[Facts]:
        for one in facts:
            if isinstance(one, FactsError):
                report.problems.append(str(one))
            else:
                yield one

    stream = good()
    while group := list(islice(stream, GROUP)):
        yield list({one.id: one for one in group}.values())


def _load_group(store: Store, group: list[Facts], context: Context, report: LoadReport) -> None:
    held = digests(store, [one.id for one in group])
    fresh = [one for one in group if held.get(one.id) != digest(facts_line(one))]
    changed = [one.id for one in fresh if one.id in held]
    report.unchanged += len(group) - len(fresh)
    report.changed += len(changed)
    report.loaded += len(fresh) - len(changed)
    for one in fresh:
        report.events.update(event.type for event in one.events)
    if fresh:
        _change(store, fresh, changed, context)


def digest(line: bytes) -> str:
    """Return what tells two versions of an article's facts apart (16 hex digits)."""
    return sha256(line).hexdigest()[:16]


def _change(store: Store, fresh: list[Facts], gone: list[str], context: Context) -> None:
    """Put fresh articles in and take the old versions of those that go out, in one transaction."""
    told = [report for one in fresh for report in find_reports(one, context.view.resolve)]
    dead, acts = _acts(store, told, gone, context)
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
        for report in find_reports(facts, view.resolve)
    }
    if any(key not in made for reports in held.reports.values() for key in reports):
        raise StoreError(f"{store.url}: made by another version; run `gaiko rebuild`")
    return {event: [made[key] for key in reports] for event, reports in held.reports.items()}


def _rows(fresh: list[Facts], acts: list[Act], context: Context) -> Rows:
    rows = Rows(context.known)
    for one in fresh:
        line = facts_line(one)
        entities = [context.view.resolve(one, entity) for entity in one.entities]
        rows.add_article(one, entities, line.decode(), digest(line))
    for act in acts:
        rows.add_act(act)
    return rows


def _load_terms(store: Store, terms: list[Term], context: Context) -> None:
    """Load the terms of office once: who held which post of which state or body."""
    have = store.read("MATCH (p:Post) RETURN count(p) AS n")
    if not terms or have[0]["n"]:
        return
    rows = Rows(context.known)
    for term in terms:
        rows.add_term(term)
    say_more(store, rows, set())
    rows.finish()
    with store.writer() as writer:
        write_rows(writer, rows)
