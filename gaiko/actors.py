"""Who is who in a graph: judgements that are written to its ledger and that the graph follows at once."""

from __future__ import annotations

from collections.abc import Iterable
from getpass import getuser

from gaiko.changes import Project, follow
from graph.candidates import Candidate, find_candidates
from graph.errors import GaikoError
from graph.ledger import Judgement, Ledger, Verdict, is_state, judge
from graph.stores.base import Store
from queries.actors import find_actor
from queries.rows import Rows

HOLDS = "MATCH (p:Person)-[:HELD]->(:Post) WHERE p.id = $id RETURN count(*) AS n"


class Actors:
    """The judgements of a graph; each method that judges returns the number of the row it wrote.

    Actors are named as everywhere, or by their ids. ``by`` is the user's name unless given.
    """

    def __init__(self, store: Store, project: Project) -> None:
        self._store, self._project = store, project

    def merge(
        self, keep: str, other: str, *, by: str | None = None, why: str = "", force: bool = False
    ) -> int:
        """Judge two actors to be the same; the first identity stands for both.

        Two states, as one and its successor, are only merged with ``force``.
        """
        ids = [self._id(keep), self._id(other)]
        if not force and all(is_state(key) for key in ids):
            raise GaikoError(f"{keep} and {other} are two states; --force merges them all the same")
        if self._store.read(HOLDS, {"id": ids[1]})[0]["n"]:
            if self._store.read(HOLDS, {"id": ids[0]})[0]["n"]:
                raise GaikoError(
                    f"{keep} and {other} both hold posts in the table of office-holders"
                )
            ids.reverse()  # who is in the table keeps the identity that the table gives
        return self._judge("same", ids, by=by, why=why)

    def split(
        self,
        actor: str,
        other: str,
        *,
        articles: Iterable[str] = (),
        by: str | None = None,
        why: str = "",
    ) -> int:
        """Judge two actors to be different; with ``articles``: what these call the first is the second.

        The second may be an id that the graph does not know yet, such as ``person:KOR:林建国``.
        """
        ids = [self._id(actor), other if ":" in other else self._id(other)]
        return self._judge("different", ids, by=by, why=why, articles=sorted(articles))

    def leave(self, a: str, b: str, *, by: str | None = None, why: str = "") -> int:
        """Judge that nobody can tell: the pair is not proposed again."""
        return self._judge("unsure", [self._id(a), self._id(b)], by=by, why=why)

    def undo(self, row: int, *, by: str | None = None, why: str = "") -> int:
        """Judge that a row counts no longer."""
        return self._judge("undo", [], by=by, why=why, row=row)

    def judgements(self) -> Rows:
        """Return the ledger, each row with its number and whether it counts."""
        ledger = Ledger(self._project("actors"))
        counting = {number for number, _ in ledger.active()}
        return Rows(
            {"row": number, "counts": number in counting or row.verdict == "undo", **_told(row)}
            for number, row in enumerate(ledger.rows, start=1)
        )

    def candidates(self) -> list[Candidate]:
        """Return pairs that may be the same and were not judged, the likeliest first."""
        ledger = Ledger(self._project("actors"))
        judged = [frozenset(row.actors) for _, row in ledger.active() if not row.articles]
        return find_candidates(self._store, judged)

    def _id(self, name: str) -> str:
        return find_actor(self._store, name).id

    def _judge(
        self,
        verdict: Verdict,
        ids: list[str],
        *,
        by: str | None,
        why: str,
        articles: Iterable[str] = (),
        row: int | None = None,
    ) -> int:
        judgement = judge(
            verdict, ids, by=by or getuser(), why=why, articles=list(articles), row=row
        )
        number = Ledger(self._project("actors")).add(judgement)
        follow(self._store, self._project)
        return number


def _told(row: Judgement) -> dict[str, object]:
    """A row for people: whom it is about, and what was undone."""
    about = [f"row {row.row}"] if row.row else [*row.actors, *row.articles]
    return {"verdict": row.verdict, "about": about, "by": row.by, "at": row.at, "why": row.why}
