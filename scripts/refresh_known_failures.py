"""Set or remove ``known_failure`` in the pattern files by what the extraction does now.

Run from the top folder: ``python scripts/refresh_known_failures.py [--check]``. Only lines that say
``known_failure`` change; comments and rules stay as they are.
"""

from __future__ import annotations

from collections import Counter

import click
import yaml

from extract.patterns import CASES, FOLDER
from tests.extract.pattern_cases import Example, all_cases, is_right, read_facts

FLAG = "    known_failure: true\n"
GROUPS = ("examples", "counter_examples")


@click.command()
@click.option("--check", is_flag=True, help="Only count, change nothing.")
def main(check: bool) -> None:
    """Run every sentence and write the flags; print passed and failed ones by type and those that changed."""
    cases = all_cases()
    facts = read_facts(cases)
    wrong = {case.key for case in cases if not is_right(case, facts[case.key])}
    for case in cases:
        if (case.key in wrong) != case.case.known_failure:
            click.echo(f"{'LOST  ' if case.key in wrong else 'gained'} {case.key}")
    counts = Counter(
        (case.type, isinstance(case.case, Example), case.key not in wrong) for case in cases
    )
    for kind in sorted({case.type for case in cases}):
        row = [counts[kind, example, right] for example in (True, False) for right in (True, False)]
        click.echo(
            "{:22} examples {:3} right {:3} wrong   counter {:3} right {:3} wrong".format(
                kind, *row
            )
        )
        if not check:
            refresh(kind, wrong)
    click.echo(f"{len(cases) - len(wrong)} of {len(cases)} right")


def refresh(kind: str, wrong: set[str]) -> None:
    """Rewrite the flags of one file, keeping every other line."""
    path = FOLDER / f"{kind.lower()}.yaml"
    rules, mark, cases = path.read_text(encoding="utf-8").partition(CASES)
    text = mark.lstrip("\n") + "".join(
        line for line in cases.splitlines(keepends=True) if line != FLAG
    )
    lines = text.splitlines(keepends=True)
    for end in sorted(_ends(text, kind, wrong), reverse=True):
        lines.insert(end, FLAG)
    path.write_text(rules + "\n" + "".join(lines), encoding="utf-8")


def _ends(text: str, kind: str, wrong: set[str]) -> list[int]:
    """Return the number of the last line of each wrong case, counted from 1."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    return [
        item.value[-1][1].end_mark.line + 1
        for key, group in root.value
        for number, item in enumerate(group.value, start=1)
        if f"{kind}{'-not' * (key.value == GROUPS[1])}-{number}" in wrong
    ]


if __name__ == "__main__":
    main()
