"""How rightly questions in plain language are answered.

Run ``python -m benchmarks.questions`` to measure over the samples as they were read by people and, end to end, as
they are extracted now; with ``--write`` to put the figures into docs/questions.md.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from extract.articles import read_articles
from extract.lexicon import known_actors, office_terms
from extract.pipeline import Extractor
from gaiko.asking import Asker
from graph.load import load_facts
from graph.model import Facts
from graph.stores import open_store
from queries.asking import Answer
from tests.gaiko.questions.judging import TODAY, Case, is_right, load_cases, load_paraphrases
from tests.gaiko.questions.told import SAMPLES, told_facts

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
Part = tuple[str, int, int, list[Case]]
"""A part of the questions: its name, how many were right, how many asked, and those that were wrong."""


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


def extracted_facts() -> Iterator[Facts]:
    """Yield what the present extraction reads in the sample articles."""
    yield from Extractor.load().extract(read_articles([SAMPLES], problems=print))


def load(place: str | Path, facts: Iterator[Facts]) -> str:
    """Load facts into a new file or a server and return where it is."""
    with open_store(str(place)) as store:
        load_facts(store, facts, known_actors=known_actors(), terms=office_terms())
    return str(place)


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


def measured(path: str) -> list[Part]:
    """Ask all questions of a graph."""
    with open_store(path, read_only=True) as store:
        return list(accuracy(Asker(store, today=date.fromisoformat(TODAY))))


def main() -> None:
    """Measure, print, and with ``--write`` put the figures into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option, told in (
        ("--write", "put the figures into docs/questions.md"),
        ("--wrong", "list the questions that were answered wrongly"),
    ):
        parser.add_argument(option, action="store_true", help=told)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parts = {
            "as read": measured(load(Path(folder) / "told.kgl", told_facts())),
            "end to end": measured(load(Path(folder) / "extracted.kgl", extracted_facts())),
        }
    print(table := to_table(*parts.values()))
    for over, some in parts.items() if options.wrong else ():
        for name, _, _, wrong in some:
            print(f"\n{over}, {name}:", *(case.ask for case in wrong), sep="\n  ")
    if options.write:
        write("figures", table)


def write(name: str, text: str) -> None:
    """Put figures between their marks in the page."""
    marks = rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)"
    page = PAGE.read_text(encoding="utf-8")
    page = re.sub(marks, lambda m: f"{m[1]}\n{text}\n\n{m[2]}", page, flags=re.DOTALL)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
