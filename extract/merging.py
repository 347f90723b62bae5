"""One event per act of an article: title and body are one telling, the fuller one is kept."""

from __future__ import annotations

from datetime import date

import msgspec

from extract.patterns import load_patterns
from extract.told import Found, state_of
from graph.model import Entity

DAY = len("2024-01-31")
NEWS = 7
"""Days that the body's day of an act may lie from the one guessed for a headline without a date."""


def merge_events(
    events: list[Found], entities: dict[str, Entity], *, dated_title: bool = True
) -> list[Found]:
    """Return the events with the tellings of one act joined, in order of first telling.

    ``dated_title`` says whether the title bears a date: without one its acts have the day that the body says.
    """
    if not dated_title:
        events = [
            event if event.sentence else _as_told(event, events, entities) for event in events
        ]
    kept: list[Found] = []
    for event in events:
        same = next((k for k in kept if _same_act(k, event, entities)), None)
        if same is None:
            kept.append(event)
        else:
            kept[kept.index(same)] = _fuller(same, event, entities)
    return kept


def _same_act(a: Found, b: Found, entities: dict[str, Entity]) -> bool:
    if a.type != b.type or not _same_sides(a, b, entities):
        return False
    if a.sentence and b.sentence and _other_persons(a, b, entities) and not _one_saying(a, b):
        return False
    if a.date and b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if (a.status == "occurred") != (b.status == "occurred") and a.sentence and b.sentence:
        return False
    return (
        load_patterns()[a.type].merge
        or 0 in (a.sentence, b.sentence)
        or (a.sentence == b.sentence and a.trigger == b.trigger)
    )


def _as_told(headline: Found, events: list[Found], entities: dict[str, Entity]) -> Found:
    """The headline's act on the day on which the body tells one like it, if none is on the day guessed."""
    guess = headline.date or ""
    days = [
        event.date
        for event in events
        if event.sentence and event.type == headline.type and event.date
        if event.status == headline.status and _same_sides(headline, event, entities)
    ]
    if len(guess) < DAY or any(day.startswith(guess) for day in days):
        return headline
    near = [day for day in days if len(day) == DAY and _between(guess, day) <= NEWS]
    nearest = min(near, key=lambda day: _between(guess, day), default=guess)
    return msgspec.structs.replace(headline, date=nearest)


def _between(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _one_saying(a: Found, b: Found) -> bool:
    """大使を|呼び出し|、首相の答弁に|抗議|した: one act of speech, whose addressee is named first."""
    return load_patterns()[a.type].speech and (a.sentence, a.source) == (b.sentence, b.source)


def _same_sides(a: Found, b: Found, entities: dict[str, Entity]) -> bool:
    if a.type in ("MET_WITH", "AGREED_WITH", "COOPERATED_WITH", "SIGNED"):
        return _states(a.source + a.target, entities) == _states(b.source + b.target, entities)
    return _states(a.source, entities) == _states(b.source, entities) and _states(
        a.target, entities
    ) == _states(b.target, entities)


def _other_persons(a: Found, b: Found, entities: dict[str, Entity]) -> bool:
    """Whether one state acts through two persons: 首相が主席と, 外相も主席と会談."""
    acting: list[dict[str, set[str]]] = [{}, {}]
    for persons, event in zip(acting, (a, b), strict=True):
        for i in event.source + event.target:
            if entities[i].type == "PERSON":
                persons.setdefault(state_of(entities[i]), set()).add(i)
    return any(not acting[0][state] & acting[1][state] for state in acting[0].keys() & acting[1])


def _states(ids: tuple[str, ...], entities: dict[str, Entity]) -> set[str]:
    return {state_of(entities[i]) for i in ids}


def _fuller(a: Found, b: Found, entities: dict[str, Entity]) -> Found:
    """Keep the telling with more sides, then more persons, then a date, then the first; fill its gaps from the other."""

    def weight(event: Found) -> tuple[int, int, bool, bool]:
        sides = event.source + event.target
        persons = sum(entities[i].type == "PERSON" for i in sides)
        return len(_states(sides, entities)), persons, event.date is not None, event.sentence > 0

    best, other = (b, a) if weight(b) > weight(a) else (a, b)
    return msgspec.structs.replace(
        best,
        date=best.date or other.date,
        place=best.place or other.place,
        object=best.object or other.object,
        status=best.status if best.sentence or not other.sentence else other.status,
        mode=best.mode if best.mode != "in_person" else other.mode,
        confidence=max(a.confidence, b.confidence),
    )
