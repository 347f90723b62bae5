"""Quality on the annotated articles: rewrites the figures of the documents, and the floors of the tests.

python -m benchmarks.quality GOLD_FOLDER [--floors]

README.md and docs/quality.md get their tables between the lines ``<!-- figures: begin -->`` and ``<!-- figures: end -->``;
with ``--floors`` the figures reached, less a margin, become what the tests hold the extraction to.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import yaml

from gaiko.evaluate.bootstrap import Figure, Value
from gaiko.evaluate.measure import ALL, MEASURES, SHARES, Tally
from gaiko.evaluate.report import Evaluation, evaluate, extract_gold, read_gold

ROOT = Path(__file__).parent.parent
SETS = {"dev": "news outlets", "dev_wikinews": "Wikinews", "own": "the project's own articles"}
"""The annotated files, and what they are called in the documents."""
OWN = ROOT / "tests/annotated/own.jsonl"
FLOORS = ROOT / "tests/extract/floors.yaml"
MARGIN = 0.01
BLOCK = re.compile(r"(?<=<!-- figures: begin -->\n).*?(?=<!-- figures: end -->)", re.DOTALL)
NOTE = (
    "# Least figures on the annotated articles; python -m benchmarks.quality GOLD_FOLDER --floors\n"
)
Evaluations = Mapping[str, Evaluation]


def main() -> None:
    """Extract and judge every set, then rewrite the documents."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--floors"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    folder = Path(arguments[0])
    done = {name: judge(OWN if name == OWN.stem else folder / f"{name}.jsonl") for name in SETS}
    write_figures(ROOT / "README.md", "\n".join(summary(done)))
    write_figures(ROOT / "docs/quality.md", "\n".join(details(done)))
    if "--floors" in sys.argv:
        floors = {name: floors_of(one) for name, one in done.items()}
        FLOORS.write_text(NOTE + yaml.safe_dump(floors, sort_keys=False), encoding="utf-8")
    print("\n".join(summary(done)))


def judge(gold: Path) -> Evaluation:
    """Extract the texts of an annotated file and compare."""
    return evaluate(read_gold(gold), extract_gold(gold))


def headline(evaluation: Evaluation) -> dict[str, float]:
    """Return the figures that have targets: F1, the precision of events, shares of the pairs."""
    found = evaluation.figures
    values = {name: found[name, ALL].f1.value for name in ("mentions", "entities", "events")}
    values["events precision"] = found["events", ALL].precision.value
    values["acts"] = found["acts", ALL].f1.value
    return values | {
        name: found[name, ALL].precision.value for name in SHARES if (name, ALL) in found
    }


def floors_of(evaluation: Evaluation) -> dict[str, float]:
    """Return the headline less a margin: for a share two pairs' worth, since other pairs come with each change."""
    found = evaluation.figures
    margins = {name: 2 / found[name, ALL].tally.found for name in SHARES if (name, ALL) in found}
    return {
        name: round(max(value - max(MARGIN, margins.get(name, 0.0)), 0.0), 3)
        for name, value in headline(evaluation).items()
    }


def write_figures(path: Path, figures: str) -> None:
    """Put the figures between the markers of a document, which must have them once."""
    text = path.read_text(encoding="utf-8")
    written, number = BLOCK.subn(lambda _: f"\n{figures}\n\n", text)
    if number != 1:
        sys.exit(f"{path}: one pair of figure markers was expected, {number} found")
    path.write_text(written, encoding="utf-8")


# --- tables ------------------------------------------------------------------------------------------


def summary(done: Evaluations) -> Iterator[str]:
    """Yield the table of the README and what it means for a reader."""
    names = list(headline(next(iter(done.values()))))
    yield from _head("F1", *names)
    for name, evaluation in done.items():
        yield _row(SETS[name], *(f"{value:.2f}" for value in headline(evaluation).values()))
    yield ""
    told = " ".join(_meaning(SETS[name], done[name].figures["events", ALL]) for name in done)
    yield f"{told} Read the sentence before you quote an edge. Status, mode and date are shares of the correctly found pairs."


def _meaning(name: str, events: Figure) -> str:
    found, recalled = round(10 * events.precision.value), round(10 * events.recall.value)
    return (
        f"On {name}, {found} of 10 events that it finds are in the annotation, "
        f"and it finds {recalled} of 10 that are."
    )


def details(done: Evaluations) -> Iterator[str]:
    """Yield the tables of the page on quality."""
    yield f"Measured on {date.today().isoformat()}; in brackets the 95 % interval over resampled articles."
    for name, evaluation in done.items():
        yield from ("", f"### {SETS[name].capitalize()}, {len(evaluation.pairs)} articles", "")
        yield from _measures(evaluation)
        yield from ("", "Events by type:", "")
        yield from _types(evaluation.of_type("events"))
        yield from ("", "Confidence:", "")
        yield from _confidences(evaluation)


def _measures(evaluation: Evaluation) -> Iterator[str]:
    yield from _head("", "precision", "recall", "F1", "right / found / gold")
    for name in MEASURES:
        yield _figure_row(name, evaluation.figures[name, ALL])
    for name in SHARES:
        if figure := evaluation.figures.get((name, ALL)):
            counts = f"{figure.tally.right} / {figure.tally.found}"
            yield _row(f"{name} right", _shown(figure.precision), "", "", counts)


def _types(figures: Mapping[str, Figure]) -> Iterator[str]:
    yield from _head("type", "precision", "recall", "F1", "right / found / gold")
    for name, figure in figures.items():
        yield _figure_row(f"`{name}`", figure)


def _figure_row(name: str, figure: Figure) -> str:
    values = (figure.precision, figure.recall, figure.f1)
    return _row(name, *map(_shown, values), _counts(figure.tally))


def _confidences(evaluation: Evaluation) -> Iterator[str]:
    yield from _head("confidence", "events", "share right")
    for name, figure in evaluation.calibration:
        yield _row(name, str(figure.tally.found), _shown(figure.precision))


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield f"|{'---|' * len(cells)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(value: Value) -> str:
    return f"{value.value:.2f} ({value.low:.2f}–{value.high:.2f})"


def _counts(tally: Tally) -> str:
    return f"{tally.right} / {tally.found} / {tally.gold}"


if __name__ == "__main__":
    main()
