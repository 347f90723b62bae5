"""Facts into a store, and out again: idempotent, group by group, each group kept whole or not at all.

The graph is a function of the facts that it holds: neither their order nor how they came in groups
changes it. A changed article replaces what it said before; an article that is retracted leaves no trace.
"""

from __future__ import annotations

import gc
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice, repeat

import msgspec

from graph.change import Context, Draft, Told, change, tell, to_draft
from graph.errors import FactsError
from graph.held import digests, read_held, say_more, telling_of
from graph.ledger import View
from graph.model import Facts, KnownActor, Term
from graph.rows import Rows
from graph.schema import KEYED
from graph.stores.base import Store
from graph.writing import write_rows

GROUP = 500
"""Articles per transaction."""
COLLECTED = 8
"""Groups after which memory is searched for what nothing leads to."""
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
    with _uncollected():
        groups = _Groups(facts, context, report)
        for group in groups:
            groups.new = _load_group(store, group, context, report, groups.begin)
            progress(len(group.told))
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
        change(store, to_draft([], context), held[start : start + GROUP], context)
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
    empty_graph(store)
    return load_facts(
        store, facts, known_actors=known_actors, terms=terms, view=view, progress=progress
    )


def empty_graph(store: Store) -> None:
    """Delete everything, in batches that a small server can hold."""
    for label in KEYED:
        while ids := store.read(f"MATCH (n:{label}) RETURN n.id AS id LIMIT {WIPED}"):
            with store.writer() as writer:
                writer.run(
                    f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n", ids
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
        told = [tell(facts, context) for facts in read_held(store, some)]
        change(store, to_draft(told, context), some, context)
    line = msgspec.json.encode(context.view, order="sorted").decode()
    with store.writer() as writer:
        row = {"id": "ledger", "props": {"name": "ledger", "line": line}}
        writer.run("UNWIND $rows AS row MATCH (l:Ledger {id: row.id}) DETACH DELETE l", [row])
        if context.view != View():
            writer.run(
                "UNWIND $rows AS row MERGE (l:Ledger {id: row.id}) SET l += row.props", [row]
            )


class Group(msgspec.Struct):
    """Articles that come in together, with their draft if it was made ahead."""

    told: list[Told]
    draft: Draft | None


class _Groups:
    """Groups of articles, the next one made ready in a thread while the store writes the one before.

    The first are small, so that there soon is something to write. They are drafted as long as articles turn out to be
    ``new``: for what the graph has, it would be for nothing.
    """

    def __init__(
        self, facts: Iterable[Facts | FactsError], context: Context, report: LoadReport
    ) -> None:
        self.new = True
        self._sizes = chain((max(GROUP // n, 1) for n in (16, 8, 4, 2)), repeat(GROUP))
        self._made = 0
        self._context = context
        self._stream = _good(facts, report)
        self._coming: deque[Future[Group | None]] = deque(maxlen=1)
        self._spent: Group | None = None

    def __iter__(self) -> Iterator[Group]:
        with ThreadPoolExecutor(1) as self._thread:
            self.begin()
            while group := self._coming.popleft().result():
                yield group
                self.begin()
                self._spent = group

    def begin(self) -> None:
        """Begin with the next group, unless it is under way.

        Best when the store begins to write: before that, both threads would wait for the interpreter.
        """
        if not self._coming:
            self._coming.append(self._thread.submit(self._next))

    def _next(self) -> Group | None:
        self._spent = None  # freed in this thread: it is large
        self._made += 1
        if self._made % COLLECTED == 0:
            gc.collect(0)
        facts = {one.id: one for one in islice(self._stream, next(self._sizes))}
        if not facts:
            return None
        told = [tell(one, self._context) for one in facts.values()]
        return Group(told, to_draft(told, self._context) if self.new else None)


def _good(facts: Iterable[Facts | FactsError], report: LoadReport) -> Iterator[Facts]:
    for one in facts:
        if isinstance(one, FactsError):
            report.problems.append(str(one))
        else:
            yield one


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off Python's search for cycles: rows have none, and it takes a third of the time of loading.

    Drivers do leave some, so that loading searches now and then, among what is new since.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _load_group(
    store: Store,
    group: Group,
    context: Context,
    report: LoadReport,
    meanwhile: Callable[[], None],
) -> bool:
    """Load what is not there yet, and return whether there was any of it."""
    held = digests(store, [one.facts.id for one in group.told])
    fresh = [one for one in group.told if held.get(one.facts.id) != one.digest]
    changed = [one.facts.id for one in fresh if one.facts.id in held]
    report.unchanged += len(group.told) - len(fresh)
    report.changed += len(changed)
    report.loaded += len(fresh) - len(changed)
    if fresh:
        ahead = group.draft if len(fresh) == len(group.told) else None
        draft = ahead or to_draft(fresh, context)
        report.events.update(draft.events)
        change(store, draft, changed, context, meanwhile)
    return bool(fresh)


def _load_terms(store: Store, terms: list[Term], context: Context) -> None:
    """Load the terms of office once: who held which post of which state or body."""
    have = store.read("MATCH (p:Post) RETURN count(p) AS n")
    if not terms or have[0]["n"]:
        return
    rows = Rows(context.known)
    for term in dict.fromkeys(terms):
        rows.add_term(term)
    say_more(store, rows, set(), {})
    rows.finish()
    with store.writer() as writer:
        write_rows(writer, rows)
