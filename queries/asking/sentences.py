"""An answer in words: the question as it was understood, then what the rows say.

Comes in: a ``Question`` and its rows. Goes out: one or two sentences in the question's language,
whose wording is ``sentences.yaml``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from graph.ontology import load_ontology
from graph.stores.base import Row
from queries.asking.question import Party, Question

MOST_NAMED = 12
"""Names in a sentence; the rows have all."""


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phrases of one language."""

    verbs: dict[str, tuple[str, str]]
    any_verb: tuple[str, str]
    any_of: str
    all_of: str
    lists: str
    statuses: dict[str, str]
    modes: dict[str, str]
    parts: dict[str, str]
    sides: dict[str, str]
    asked: dict[str, str]
    number: str
    one: str
    counted: str
    amount: str
    unstated: str
    nth: dict[int, str]
    undone: str
    none: str
    denial: str
    no_holder: str
    other: str
    first: str
    last: str
    most: str
    item: str
    status: str
    term: str
    undated: str


@cache
def load_wording(language: str) -> Wording:
    """Return the phrases of a language."""
    path = Path(__file__).parent / "sentences.yaml"
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8"))[language], Wording)


def tell(question: Question, rows: list[Row], undone: set[str]) -> str:
    """Return the answer as a sentence; ``undone``: with which statuses it was told where nothing was done."""
    wording = load_wording(question.language)
    if question.asked in ("holder", "terms"):
        return _office(rows, wording)
    reading = _reading(question, wording)
    if not rows:
        return _nothing(question, reading, undone, wording)
    items = _items(question, rows, wording)
    if question.asked == "amount" and not items:
        return _capital(wording.unstated.format(reading=reading, number=len(rows)))
    if question.counted:
        return _capital(wording.counted.format(reading=reading, number=len(rows), items=items))
    key: str = question.asked
    if key == "who" and question.open_side != "source" and question.parties:
        key = "who_target"
    sentence = _capital(wording.asked[key].format(reading=reading, items=items))
    if not undone:
        return sentence
    return wording.other.format(statuses=_statuses(undone, wording), sentence=sentence)


def _nothing(question: Question, reading: str, undone: set[str], wording: Wording) -> str:
    shape = wording.denial if question.asked == "whether" else wording.none
    sentence = _capital(shape.format(reading=reading))
    if undone:
        sentence += wording.undone.format(statuses=_statuses(undone, wording))
    return sentence


def _statuses(told: set[str], wording: Wording) -> str:
    return wording.any_of.join(wording.statuses[one] for one in sorted(told))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _office(rows: list[Row], wording: Wording) -> str:
    if not rows:
        return wording.no_holder
    named = (wording.term.format(**_term(row, wording)) for row in rows[:MOST_NAMED])
    return wording.asked["holder"].format(items=wording.lists.join(named))


def _term(row: Row, wording: Wording) -> dict[str, Any]:
    actor = row["actor_en"] if wording.lists == ", " and row.get("actor_en") else row["actor"]
    return {**row, "actor": actor, "until": row["until"] or ""}


def _items(question: Question, rows: list[Row], wording: Wording) -> str:
    """What the rows say: names, dates, places or a number."""
    if question.asked == "amount":
        told = [(one, row["date"] or wording.undated) for row in rows for one in row["amounts"]]
        return wording.lists.join(wording.amount.format(amount=a, date=d) for a, d in told)
    if question.asked in ("count", "whether", "why", "events"):
        return wording.one if len(rows) == 1 else wording.number.format(len(rows))
    return wording.lists.join(
        dict.fromkeys(_item(question, row, wording) for row in rows[:MOST_NAMED])
    )


def _item(question: Question, row: Row, wording: Wording) -> str:
    english = question.language == "en"
    if question.asked == "when":
        marked = wording.status.format(wording.statuses[row["status"]])
        return (row["date"] or wording.undated) + (marked if row["status"] != "occurred" else "")
    if question.asked == "where":
        return str(row["place"])
    if question.asked == "how":
        return wording.modes[row["mode"]]
    if question.asked == "relation":
        label = load_ontology()[row["event_type"]].label
        name = label.en if english else label.ja
        marked = wording.status.format(wording.statuses[row["status"]])
        name += marked if row["status"] != "occurred" else ""
        return wording.item.format(name=name, times=row["times"])
    kind = "agreement" if question.asked == "document" else "actor"
    name = row[f"{kind}_en"] if english and row.get(f"{kind}_en") else row[kind]
    return wording.item.format(name=name, times=row["times"]) if row["times"] > 1 else str(name)


def _reading(question: Question, wording: Wording) -> str:
    """The question as it was understood, as a clause."""
    verbs = [wording.verbs[one] for one in question.types] or [wording.any_verb]
    verb = wording.any_of.join(dict.fromkeys(word for word, _ in verbs))
    order = _order(question, wording)
    if question.statuses != ("occurred",) and len(question.statuses) < len(wording.statuses) - 1:
        verb += wording.status.format(
            wording.any_of.join(wording.statuses[one] for one in question.statuses)
        )
    circumstances = _circumstances(question, wording)
    if question.language == "ja":
        sides = "".join(_sides_ja(question.parties, wording, verbs[0][1]))
        return "".join(circumstances) + sides + (order or "") + verb
    return _reading_en(question, verb, verbs[0][1], [*circumstances, *([order] if order else [])])


def _order(question: Question, wording: Wording) -> str | None:
    if question.nth:
        return wording.nth[question.nth]
    if question.most:
        return wording.most
    return {"first": wording.first, "last": wording.last}.get(question.order or "")


def _sides_ja(parties: tuple[Party, ...], wording: Wording, marker: str) -> list[str]:
    sides = []
    for i, party in enumerate(parties):
        if party.side == "target":
            sides.append(wording.sides["target"].format(party.name, marker))
        elif party.side == "source" or i == len(parties) - 1:
            sides.append(wording.sides["source"].format(party.name))
        else:
            sides.append(wording.sides["any_next"].format(party.name))
    return sides


def _reading_en(question: Question, verb: str, preposition: str, rest: list[str]) -> str:
    subjects = [party.name for party in question.parties if party.side != "target"]
    objects = [party.name for party in question.parties if party.side == "target"]
    who = " and ".join(subjects) or ("who" if question.asked in ("who", "state") else "")
    whom = f"{preposition} {' and '.join(objects)}".strip() if objects else ""
    return " ".join(filter(None, [who, verb, whom, *rest]))


def _spoken(prefix: str | None, language: str) -> str | None:
    """An ISO prefix as it is said: 2018年6月."""
    if prefix is None or language == "en":
        return prefix
    return "".join(
        f"{int(part)}{unit}" for part, unit in zip(prefix.split("-"), "年月日", strict=False)
    )


def _circumstances(question: Question, wording: Wording) -> list[str]:
    parts, said = wording.parts, []
    since, until = (_spoken(one, question.language) for one in (question.since, question.until))
    if since and since == until:
        said.append(parts["within"].format(since))
    elif since and until:
        said.append(parts["between"].format(since, until))
    elif since or until:
        said.append(parts["since" if since else "until"].format(since or until))
    if question.place:
        aim = question.types == ("VISITED",) and all(p.side != "target" for p in question.parties)
        said.append(parts["visited" if aim else "place"].format(question.place.name))
    if question.topic:
        said.append(parts["topic"].format(question.topic))
    if question.documents:
        said.append(parts["documents"].format(question.documents[0]))
    said += [parts["mode"].format(wording.modes[mode]) for mode in question.modes[:1]]
    return said
