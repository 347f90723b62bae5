"""How rightly and how fast questions in plain language are answered.

Run ``python -m benchmarks.questions`` to measure over the samples as they were read by people and, end to end, as
they are extracted now; with ``--speed`` for the times as well, which takes minutes; with ``--write`` to put the
figures into docs/questions.md.
"""

from __future__ import annotations

import argparse
import gc
import re
import shlex
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

import msgspec

from extract.articles import read_articles
from extract.lexicon import known_actors, office_terms
from extract.pipeline import Extractor
from gaiko.asking import Asker
from graph.load import load_facts
from graph.model import Event, Facts
from graph.stores import open_store
from graph.stores.base import Row, Store
from queries.actors import acting_for, find_actor
from queries.asking import Answer
from queries.catalogue import load_catalogue, run
from tests.gaiko.questions.judging import TODAY, Case, is_right, load_cases, load_paraphrases
from tests.gaiko.questions.told import SAMPLES, told_facts

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
COPIES = 60
"""The told facts so many times, each at other dates."""
REPEATS = 15
LEAST_SECONDS = 1.0
"""How often and how long a named question is repeated at least."""


Part = tuple[str, int, int, list[Case]]
"""A part of the questions: its name, how many were right, how many asked, and those that were wrong."""


class Timed:
    """A store that knows how long it was asked; what it does not tell of itself is the store's."""

    def __init__(self, store: Store) -> None:
        self._store, self.seconds = store, 0.0
        self.parameters: dict[str, Any] = {}

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Read, and keep the time and the parameters by statement."""
        start = time.process_time()
        rows = self._store.read(statement, parameters)
        self.seconds += time.process_time() - start
        self.parameters[statement] = parameters
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def accuracy(asker: Asker) -> Iterator[Part]:
    """Yield each part of the questions, and all of them that have an answer."""
    cases = load_cases()
    answered = [case for case in cases if "declined" not in case.expected]
    parts: dict[str, list[Case]] = {}
    for case in cases:
        kind = "declined" if "declined" in case.expected else "answered"
        parts.setdefault(f"{case.language}, {kind}", []).append(case)
    for language in ("ja", "en"):
        some = [c for kind in ("answered", "declined") for c in parts[f"{language}, {kind}"]]
        parts[f"{language}, of these written later"] = [c for c in some if c.batch == "later"]
    parts["ja and en, answered"] = answered
    parts["paraphrases of 12 core questions"] = [
        case for group in load_paraphrases() for case in group
    ]
    for name, some in parts.items():
        wrong = [case for case in some if not is_right(asked(asker, case.ask), case.expected)]
        yield name, len(some) - len(wrong), len(some), wrong


def asked(asker: Asker, text: str) -> Answer:
    """Ask without what was asked before."""
    asker.forget()
    return asker.ask(text)


def own_times(store: Store, texts: Sequence[str]) -> list[float]:
    """Return the milliseconds of processor time of each question that are not the store's."""
    timed: Any = Timed(store)
    asker = Asker(timed, today=date.fromisoformat(TODAY))
    for text in (*texts[:3], *texts[-3:]):
        asked(asker, text)
    spent = []
    for text in texts:
        timed.seconds, start = 0.0, time.process_time()
        asked(asker, text)
        spent.append(1000 * (time.process_time() - start - timed.seconds))
    return spent


def catalogue_times(store: Store) -> dict[str, tuple[float, float]]:
    """Return for each named question its milliseconds and those of its bare statement."""
    times = {}
    for entry in load_catalogue().values():
        words = shlex.split(entry.example)[3:]
        values = {key[2:]: value for key, value in zip(words[::2], words[1::2], strict=True)}
        since = values.pop("since", None)
        timed: Any = Timed(store)
        run(timed, entry.name, values, since=since)
        parameters = timed.parameters[entry.statement]
        calls: list[Callable[[], Any]] = [
            partial(run, store, entry.name, values, since=since),
            partial(store.read, entry.statement, parameters),
        ]
        times[entry.name] = _in_turns(calls)
    return times


def finding_time(store: Store) -> float:
    """Return the milliseconds that finding a state and its people takes when nothing is kept."""

    def find() -> None:
        store.kept.clear()
        acting_for(store, find_actor(store, "日本"))

    return _in_turns([find, find])[0]


def _in_turns(calls: list[Callable[[], Any]]) -> tuple[float, float]:
    """Return the least milliseconds of processor time of two calls in many turns, each as often the first.

    As ``timeit`` does, garbage is not collected meanwhile.
    """
    spent: list[list[float]] = [[], []]
    gc.collect()
    gc.disable()
    started = time.perf_counter()
    while len(spent[0]) < REPEATS or time.perf_counter() - started < LEAST_SECONDS:
        for one in (0, 1) if len(spent[0]) % 2 else (1, 0):
            start = time.process_time()
            calls[one]()
            spent[one].append(1000 * (time.process_time() - start))
    gc.enable()
    return min(spent[0]), min(spent[1])


def many_facts() -> Iterator[Facts]:
    """Yield the told facts again and again, each time some months earlier."""
    told = list(told_facts())
    for copy in range(COPIES):
        for facts in told:
            events = [_moved(event, copy * 97) for event in facts.events]
            yield msgspec.structs.replace(facts, id=f"{facts.id}-{copy}", events=events)


def _moved(event: Event, days: int) -> Event:
    if event.date is None or len(event.date) < 10:
        return event
    moved = date.fromisoformat(event.date) - timedelta(days=days)
    return msgspec.structs.replace(event, date=moved.isoformat())


def extracted_facts() -> Iterator[Facts]:
    """Yield what the present extraction reads in the sample articles."""
    yield from Extractor.load().extract(read_articles([SAMPLES], problems=print))


def load(path: Path, facts: Iterator[Facts]) -> str:
    """Load facts into a new file and return its name."""
    with open_store(str(path)) as store:
        load_facts(store, facts, known_actors=known_actors(), terms=office_terms())
    return str(path)


def to_table(told: list[Part], extracted: list[Part]) -> str:
    """Return the shares of right answers over both graphs as Markdown."""
    lines = [
        "| questions | asked | right over what people read | share | right end to end | share |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {number} | {right} | {right / number:.3f} | {end} | {end / number:.3f} |"
        for (name, right, number, _), (_, end, _, _) in zip(told, extracted, strict=True)
    ]
    return "\n".join(lines)


def speed(told: str, folder: Path) -> str:
    """Measure times over the told facts and over many more, and return them as Markdown."""
    with open_store(told, read_only=True) as store:
        own = own_times(store, [case.ask for case in load_cases()])
    with open_store(load(folder / "many.kgl", many_facts()), read_only=True) as store:
        times, found = catalogue_times(store), finding_time(store)
        events = store.read("MATCH (e:Event) RETURN count(e) AS number")[0]["number"]
    whole, bare = (sum(both) for both in zip(*times.values(), strict=True))
    ratios = {name: one / other for name, (one, other) in times.items()}
    most = max(ratios, key=ratios.__getitem__)
    slow = sorted(own)[int(len(own) * 0.95)]
    return (
        f"A question takes {mean(own):.1f} ms of processor time of its own beside the store's time (95 of 100 at most {slow:.1f} ms, all at most {max(own):.1f} ms).\n"
        f"Over {events:,} events the {len(times)} named questions together take {whole / bare:.2f} times the processor time of their bare "
        f"statements; the median is {median(ratios.values()):.2f}, the most {ratios[most]:.2f} (`{most}`, {times[most][1]:.2f} ms bare). "
        f"Each is the least of many runs in turns. To find a state and its people for the first time takes {found:.2f} ms more; "
        "a graph that is open for reading keeps what it found (a server's for ten seconds)."
    )


def measured(path: str) -> list[Part]:
    """Ask all questions of a graph."""
    with open_store(path, read_only=True) as store:
        return list(accuracy(Asker(store, today=date.fromisoformat(TODAY))))


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, told in (
        ("--speed", "measure times as well"),
        ("--write", "put the figures into docs/questions.md"),
        ("--wrong", "list the questions that were answered wrongly"),
    ):
        parser.add_argument(option, action="store_true", help=told)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = load(Path(folder) / "told.kgl", told_facts())
        parts = {
            "as read": measured(path),
            "end to end": measured(load(Path(folder) / "extracted.kgl", extracted_facts())),
        }
        figures = {"figures": to_table(*parts.values())}
        if options.speed:
            figures["speed"] = speed(path, Path(folder))
    print(*figures.values(), sep="\n\n")
    for over, some in parts.items() if options.wrong else ():
        for name, _, _, wrong in some:
            print(f"\n{over}, {name}:", *(case.ask for case in wrong), sep="\n  ")
    for name, text in figures.items() if options.write else ():
        write(name, text)


def write(name: str, text: str) -> None:
    """Put figures between their marks in the page."""
    marks = rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)"
    page = PAGE.read_text(encoding="utf-8")
    page = re.sub(marks, lambda m: f"{m[1]}\n{text}\n\n{m[2]}", page, flags=re.DOTALL)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
