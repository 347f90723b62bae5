"""The error gallery: one HTML file that needs no network, every text escaped by the template.

Comes in: an evaluation. Goes out: the page, the same for the same input.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gaiko.evaluate.annotation import Annotation
from gaiko.evaluate.errors import EventError, find_errors
from graph.ontology import load_ontology

TEMPLATES = Path(__file__).parent / "templates"
KINDS = ("missed", "wrong", "differs")


def gallery(
    pairs: Sequence[tuple[Annotation, Annotation]],
    *,
    heading: str,
    types: frozenset[str] = frozenset(),
) -> str:
    """Return the page of all errors, by type and article; of ``types`` only, if any are named."""
    found = [error for pair in pairs for error in find_errors(*pair)]
    shown = [error for error in found if not types or error.type in types]
    shown.sort(key=lambda error: (error.type, KINDS.index(error.kind)))
    script = (TEMPLATES / "gallery.js").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("gallery.html").render(
        heading=heading,
        errors=shown,
        articles=len(pairs),
        types=_types(shown),
        kinds=[(kind, sum(error.kind == kind for error in shown)) for kind in KINDS],
        style=(TEMPLATES / "gallery.css").read_text(encoding="utf-8"),
        script=script,
        script_hash=base64.b64encode(sha256(script.encode()).digest()).decode(),
    )


def _types(errors: list[EventError]) -> list[tuple[str, str, int]]:
    """Return the types that have errors, each with its Japanese label and their number."""
    counts = Counter(error.type for error in errors)
    ontology = load_ontology()
    return [
        (name, ontology[name].label.ja if name in ontology else "", counts[name])
        for name in sorted(counts)
    ]
