"""People's judgements of who is who: an append-only file beside the graph, and the view that it gives.

Comes in: ``*.actors.jsonl``, a judgement a line. Goes out: ``View``, which gives entities the identities
that were judged. The facts are never changed, so that one row undoes what another row did.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from graph.errors import GaikoError, InputError
from graph.model import Entity, Facts, country_in

Verdict = Literal["same", "different", "unsure", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row: two actors, what was judged of them, by whom, when (ISO) and why.

    ``same``: the first identity stands for both; ``country`` is its state. ``different`` with
    ``articles``: in these articles the first is the second. ``undo`` names the ``row`` that no longer counts.
    """

    verdict: Verdict
    actors: list[str] = []
    by: str
    at: str
    why: str = ""
    country: str | None = None
    articles: list[str] = []
    row: int | None = None


class View(msgspec.Struct, frozen=True):
    """Which identity stands for which: ``same`` by actor, ``apart`` by article and actor."""

    same: dict[str, str] = {}
    apart: dict[str, dict[str, str]] = {}
    countries: dict[str, str] = {}

    def resolve(self, facts: Facts, entity: Entity) -> Entity:
        """Return the entity of an article under the identity that was judged."""
        if not self.same and not self.apart:
            return entity
        key = self.apart.get(facts.id, {}).get(entity.actor_id, entity.actor_id)
        key = self.same.get(key, key)
        if key == entity.actor_id:
            return entity
        name = key.rsplit(":", 1)[1] if ":" in key else entity.name
        code = key if entity.type == "COUNTRY" else None
        country = self.countries.get(key) or country_in(key) or entity.country
        return msgspec.structs.replace(
            entity, actor_id=key, name=name, code=code, country=None if code else country
        )

    def moved(self, other: View) -> set[str]:
        """Return the identities that mean another actor, or other articles, in the other view."""
        keys = {
            k for k in self.same.keys() | other.same.keys() if self.same.get(k) != other.same.get(k)
        }
        images = {view.same[key] for view in (self, other) for key in keys if key in view.same}
        images |= {k for k in images if self.countries.get(k) != other.countries.get(k)}
        for article in self.apart.keys() | other.apart.keys():
            mine, theirs = self.apart.get(article, {}), other.apart.get(article, {})
            if mine != theirs:
                images |= {*mine, *theirs, *mine.values(), *theirs.values()}
        roots = {view.same.get(key, key) for view in (self, other) for key in keys | images}
        return keys | images | roots


class Ledger:
    """The judgements in a file; ``InputError`` names a line that is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = _read(path)

    def active(self) -> list[tuple[int, Judgement]]:
        """Return the rows that count, numbered from 1: no undone ones, of a pair only the last."""
        undone: set[int] = set()
        for number, row in reversed(list(enumerate(self.rows, start=1))):
            if row.verdict == "undo" and row.row is not None and number not in undone:
                undone.add(row.row)
        last: dict[tuple[str, ...], tuple[int, Judgement]] = {}
        for number, row in enumerate(self.rows, start=1):
            if row.verdict != "undo" and number not in undone:
                last[(*sorted(row.actors), *sorted(row.articles))] = (number, row)
        return sorted(last.values(), key=lambda pair: pair[0])

    def add(self, judgement: Judgement) -> int:
        """Append a row, on disk when this returns, and return its number.

        ``GaikoError`` if it contradicts a row that counts, or undoes none.
        """
        self._check(judgement)
        with self.path.open("ab") as out:
            out.write(msgspec.json.encode(judgement) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        self.rows.append(judgement)
        return len(self.rows)

    def _check(self, new: Judgement) -> None:
        if new.verdict == "undo":
            if new.row is None or not 1 <= new.row <= len(self.rows):
                raise GaikoError(f"{self.path}: there is no row {new.row}")
            return
        _check_pair(new.actors)
        number = len(self.rows) + 1
        pair = (*sorted(new.actors), *sorted(new.articles))
        rows = [
            one
            for one in self.active()
            if (*sorted(one[1].actors), *sorted(one[1].articles)) != pair
        ]
        to_view([*rows, (number, new)])

    def view(self) -> View:
        """Return who is who by the rows that count."""
        return to_view(self.active())


def judge(
    verdict: Verdict,
    actors: Sequence[str] = (),
    *,
    by: str,
    why: str = "",
    country: str | None = None,
    articles: Sequence[str] = (),
    row: int | None = None,
) -> Judgement:
    """Return a judgement of now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"why": why, "country": country, "row": row}
    return Judgement(
        verdict=verdict,
        actors=list(actors),
        by=by,
        at=now,
        articles=sorted(articles),
        **told,  # type: ignore[arg-type]
    )


def to_view(rows: Iterable[tuple[int, Judgement]]) -> View:
    """Return who is who by numbered rows; ``GaikoError`` names the row that contradicts others."""
    rows = list(rows)
    parent: dict[str, str] = {}
    countries: dict[str, str] = {}
    for _, row in rows:
        if row.verdict == "same":
            keep, other = _root(parent, row.actors[0]), _root(parent, row.actors[1])
            if keep != other:
                parent[other] = keep
            if row.country:
                countries[keep] = row.country
    apart: dict[str, dict[str, str]] = {}
    for number, row in rows:
        a, b = (_root(parent, key) for key in row.actors[:2])
        if row.verdict == "different" and a == b:
            raise GaikoError(
                f"row {number} says that {' and '.join(row.actors)} are different; undo it first"
            )
        for article in row.articles:
            apart.setdefault(article, {})[row.actors[0]] = row.actors[1]
    return View({key: _root(parent, key) for key in sorted(parent)}, apart, countries)


def _root(parent: dict[str, str], key: str) -> str:
    while key in parent:
        key = parent[key]
    return key


def is_state(key: str) -> bool:
    """Return whether an identity is that of a state: an ISO code, where others say what they are."""
    return ":" not in key


def _check_pair(actors: Sequence[str]) -> None:
    """Two identities of one kind: a person is no state."""
    if len(set(actors)) != 2:
        raise GaikoError(f"a judgement is about two actors, not {', '.join(actors) or 'none'}")
    kinds = {"country" if is_state(key) else key.split(":")[0] for key in actors}
    if len(kinds) > 1:
        raise GaikoError(f"{' and '.join(actors)} are not of one kind: {', '.join(sorted(kinds))}")


def _read(path: Path) -> list[Judgement]:
    """The rows of a file; a last line that a crash cut off is taken away."""
    if not path.exists():
        return []
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("rb+") as out:
            out.truncate(len(whole))
    rows = []
    for number, line in enumerate(whole.splitlines(), start=1):
        try:
            rows.append(msgspec.json.decode(line, type=Judgement))
        except msgspec.MsgspecError as error:
            raise InputError(str(error), path=str(path), line=number) from error
    return rows
