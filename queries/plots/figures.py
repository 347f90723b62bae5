"""Which figures there are, and what each is drawn of."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import GaikoError
from graph.stores.base import Store
from queries.actors import find_actor
from queries.events import ALL, answer, check_types
from queries.plots import by_state, on_map, over_time
from queries.plots.canvas import Picture, settings
from queries.rows import Rows
from queries.views import between
from queries.views import timeline as timeline_of

FIGURES = ("timeline", "ladder", "matrix", "map")
TITLES = {"timeline": "時の流れ", "ladder": "強さのはしご", "matrix": "国と国", "map": "地図"}


def draw(
    store: Store,
    figure: str,
    actors: Sequence[str] = (),
    *,
    types: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    title: str | None = None,
) -> Picture:
    """Draw one of ``FIGURES`` of the acts of an actor, between two, or of all; of some types or every.

    ``UnknownActor`` or ``GaikoError`` name what is not there, or more than two actors.
    """
    if figure not in FIGURES:
        raise GaikoError(f"{figure!r} is no figure; there are {', '.join(FIGURES)}")
    check_types(types)
    acts = _acts(store, actors, since, until)
    rows = Rows(row for row in acts if not types or row["type"] in types)
    heading = title or _title(store, figure, actors, rows)
    with settings():
        if figure == "timeline":
            return over_time.timeline(rows, heading)
        if figure == "ladder":
            return over_time.ladder(rows, heading)
        return (by_state.matrix if figure == "matrix" else on_map.world)(store, rows, heading)


def _acts(store: Store, actors: Sequence[str], since: str | None, until: str | None) -> Rows:
    if len(actors) > 2:
        raise GaikoError("a figure shows all actors, one or two")
    if len(actors) == 2:
        return between(store, actors[0], actors[1], since=since, until=until)
    if actors:
        return timeline_of(store, actors[0], since=since, until=until)
    return answer(store, store.read(ALL), since, until)


def _title(store: Store, figure: str, actors: Sequence[str], rows: Rows) -> str:
    names = "と".join(find_actor(store, name).name for name in actors) or "すべてのアクター"
    dates = [row["date"][:4] for row in rows if row["date"]]
    years = f" {min(dates)}–{max(dates)}年" if dates else ""
    undated = len(rows) - len(dates) if figure in ("timeline", "ladder") else 0
    left_out = f"、ほかに日付のない{undated}件" if undated else ""
    return f"{names}:{TITLES[figure]}{years}({len(rows) - undated}件{left_out})"
