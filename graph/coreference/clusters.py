"""Reports into acts: the best dated and best named first, each weaker one joins the only act it fits.

A pure function of the set of reports: it sorts them itself, so their order means nothing. Every
report keeps the reason why it joined, or why it stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from graph.coreference.days import Span, days_between, overlap, to_span
from graph.coreference.likeness import is_copy, likeness
from graph.coreference.parties import Named, clash, named_parties, objects_of
from graph.coreference.reports import Report
from graph.coreference.rules import load_rules
from graph.ontology import is_symmetric

ALONE = "no other act fits"
"""Why most reports begin an act of their own."""
REMOTE = frozenset({"phone", "video"})


class Cluster(msgspec.Struct):
    """Reports of one act with the reason of each; ``span`` are the days in which it can lie."""

    reports: list[Report]
    reasons: dict[str, str]
    span: Span | None = None
    named: Named = {}
    objects: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()


def slack_of(event_type: str) -> int:
    """Return how many days after its first an act of a type may still be told."""
    return load_rules().lasts.get(event_type, 0)


NEAR = max(1, *load_rules().lasts.values())
"""Reports whose days lie further apart than this are never of one act."""


def find_acts(reports: Iterable[Report]) -> list[Cluster]:
    """Return the acts that reports tell of, each report in exactly one, in the order of their ids."""
    blocks: dict[str, list[Report]] = defaultdict(list)
    for report in {report.id: report for report in reports}.values():
        blocks[report.block].append(report)
    return [act for block in sorted(blocks) for act in _acts_of(blocks[block])]


def _acts_of(reports: list[Report]) -> list[Cluster]:
    if len(reports) == 1:
        return [_begin(reports[0], {}, 0)]
    acts: list[Cluster] = []
    known = [(report, named_parties(report)) for report in reports]
    for report, named in sorted(known, key=lambda pair: _strength(*pair)):
        fitting = [(act, why) for act in acts if (why := _fits(act, report, named))]
        chosen = _choose(fitting, report)
        if chosen is None:
            acts.append(_begin(report, named, len(fitting)))
        else:
            _join(*chosen, report, named)
    return acts


def _strength(report: Report, named: Named) -> tuple[int, int, int, tuple[str, str, int, str]]:
    """A sort key: exact dates before vague ones, named people before states, then the first told."""
    known = len(named) + bool(report.sides["object"])
    return -report.precise, -known, -bool(report.event.mode), report.order


def _begin(report: Report, named: Named, rivals: int) -> Cluster:
    why = f"could be any of {rivals} acts" if rivals else ALONE
    modes = frozenset([report.event.mode] if report.event.mode else [])
    return Cluster([report], {report.id: why}, report.span, named, objects_of(report), modes)


def _join(act: Cluster, why: str, report: Report, named: Named) -> None:
    act.reports.append(report)
    act.reasons[report.id] = why
    act.named = {
        key: act.named.get(key, frozenset()) | named.get(key, frozenset())
        for key in act.named.keys() | named.keys()
    }
    act.objects |= objects_of(report)
    act.modes |= frozenset([report.event.mode] if report.event.mode else [])


def _choose(fitting: list[tuple[Cluster, str]], report: Report) -> tuple[Cluster, str] | None:
    """The only act that fits, or among several the only one told in like words."""
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    same_day = [(act, why) for act, why in fitting if report.day and act.span == report.span]
    if len(same_day) == 1:
        return same_day[0]
    ranked = sorted(((_likest(act, report), n) for n, (act, _) in enumerate(fitting)), reverse=True)
    (best, number), (second, _) = ranked[:2]
    if best >= load_rules().similar and best - second >= load_rules().clearly:
        return fitting[number][0], f"of {len(fitting)} acts that fit, told in the likest words"
    return None


def _likest(act: Cluster, report: Report) -> float:
    return max(likeness(one.event.evidence, report.event.evidence) for one in act.reports)


# --- whether a report fits an act ---------------------------------------------------------------------


def _fits(act: Cluster, report: Report, named: Named) -> str | None:
    """Why a report can be of an act, or None."""
    if clash(act.named, named) or not _same_object(act, report) or not _same_mode(act, report):
        return None
    if _apart_in_one_article(act, report):
        return None
    return _when(act, report)


def _same_object(act: Cluster, report: Report) -> bool:
    objects = objects_of(report)
    return not act.objects or not objects or bool(act.objects & objects)


def _same_mode(act: Cluster, report: Report) -> bool:
    """A call is no meeting; what is said of a conference leaves open how one met there."""
    if report.event.mode is None or not act.modes:
        return True
    return (report.event.mode in REMOTE) == bool(act.modes & REMOTE) and (
        report.event.mode not in REMOTE or report.event.mode in act.modes
    )


def _apart_in_one_article(act: Cluster, report: Report) -> bool:
    """Whether an article tells of them as two: under two dates."""
    if slack_of(report.event.type):
        return False
    dates = {one.date for one in act.reports if one.article == report.article}
    return bool(dates) and report.date not in dates


def _when(act: Cluster, report: Report) -> str | None:
    """Why the dates go together, or None."""
    if report.span is None or act.span is None:
        return "told in one article" if report.span == act.span else None
    slack = slack_of(report.event.type)
    if report.day:
        return _same_day(act, report, slack)
    if not overlap(act.span, report.span, slack):
        return None
    if report.precise == 2:
        return f"{report.date} holds {_shown(act)}"
    if report.precise == 1:
        return _told_near(act, report)
    return _in_that_year(act, report)


def _same_day(act: Cluster, report: Report, slack: int) -> str | None:
    assert act.span and report.day
    if act.span[0] == report.day:
        return f"the same day, {report.day}"
    apart = days_between(act.span[0], report.day)
    if apart <= slack:
        return f"{apart} days from {act.span[0]}: an act that lasts"
    if apart == 1 and any(_contradicts(one, report) for one in act.reports):
        return f"told at the same time under {act.span[0]} and {report.day}"
    return None


def _contradicts(a: Report, b: Report) -> bool:
    """Whether two articles of one day tell one act under neighbouring days."""
    if a.article == b.article or a.published is None or b.published is None:
        return False
    if a.published[:10] != b.published[:10]:
        return False
    same_place = a.event.place is not None and a.event.place == b.event.place
    return same_place or likeness(a.event.evidence, b.event.evidence) >= load_rules().similar


def _told_near(act: Cluster, report: Report) -> str | None:
    """An undated act of talks or travel; words said on different days are different acts."""
    if act.span == report.span or any(is_copy(one, report) for one in act.reports):
        return f"told on {(report.published or '')[:10]} in that time"
    if act.reports[0].precise >= 2:
        return f"undated, told about {_shown(act)}" if _soon_or_alike(act, report) else None
    symmetric = is_symmetric(report.event.type)
    told = [to_span(one.published) for one in (act.reports[0], report) if one.published]
    close = (
        days_between(told[0][0], told[1][0]) <= 1 if len(told) == 2 and told[0] and told[1] else 0
    )
    return "undated, told within a day" if close and symmetric else None


def _soon_or_alike(act: Cluster, report: Report) -> bool:
    """Whether a telling without a date is close to the act's days, or names its agreement, place or words.

    Talks that are foreseen without a day are not the talks that the same two hold two months later.
    """
    told = to_span(report.published or "")
    if told is None or act.span is None or overlap(act.span, told, load_rules().soon):
        return True
    place = report.event.place
    return (
        bool(act.objects & objects_of(report))
        or (place is not None and place in {one.event.place for one in act.reports})
        or _likest(act, report) >= load_rules().similar
    )


def _in_that_year(act: Cluster, report: Report) -> str | None:
    """A year says little: what it is about, or like words, must say the rest."""
    if act.objects & objects_of(report):
        return f"the same agreement in {report.date}"
    if _likest(act, report) >= load_rules().similar:
        return f"told in like words in {report.date}"
    if any(one.article == report.article for one in act.reports):
        return f"told in one article as of {report.date}"
    return None


def _shown(act: Cluster) -> str:
    return act.reports[0].date or "an undated act"
